"""Which rows of a sheet are its headings, which table it holds, and what each column means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from planner.scenario.book.grid import Grid
from planner.scenario.book.labels import SETTINGS_COLUMNS, columns, tables
from planner.scenario.book.plain import plain
from planner.scenario.cells import nearest, on_one_line
from planner.scenario.columns import TABLES

SEARCHED: Final = 30
"""How many lines from the top may hold the headings."""
DEEPEST: Final = 3
"""Most rows of headings."""
NUMBER: Final = "_no"
"""The running number of a row, which says nothing."""
_NUMBERS: Final = frozenset(map(plain, ("TT", "STT", "Số TT", "Số thứ tự", "No", "No.", "#", "S.TT")))
_LIKE: Final = 0.8
"""How alike a heading must be to a known one for that to be offered."""


@dataclass(frozen=True)
class Heading:
    """One column of a sheet.

    Attributes
    ----------
    position : int
        Which column, from 0.
    text : str
        How it is headed, upper rows first.
    column : str
        The column of the table; NUMBER, a name of ``headings.yaml`` with an underscore in front, or nothing.
    offered : str
        The known heading that may be meant, where nothing is known.
    """

    position: int
    text: str
    column: str
    offered: str = ""


@dataclass(frozen=True)
class Head:
    """The headings of a sheet.

    Attributes
    ----------
    table : str
        The table that the sheet holds.
    line, below : int
        The last row of the headings, and the first one under them; from 0.
    headings : tuple of Heading
        The columns that are headed.
    own : bool
        Whether it is a planner's own list rather than a sheet of the program's workbook.
    """

    table: str
    line: int
    below: int
    headings: tuple[Heading, ...]
    own: bool

    def position(self, column: str) -> int | None:
        """Where a column stands."""
        return next((heading.position for heading in self.headings if heading.column == column), None)


def find_head(grid: Grid) -> Head | None:
    """The headings of a sheet; nothing where none of a table are found.

    A row of column names, as the program's workbook has it, is taken as it stands. Else it is the row, or the two or
    three rows, that hold the most known headings of one table, at least two of them.
    """
    by_name = _by_code_names(grid)
    if by_name:
        return by_name
    named = [name for name, label in tables().items() if plain(grid.name) in label.words and name in TABLES]
    best: tuple[tuple[int, bool, bool, int, int], Head] | None = None
    for line in range(min(SEARCHED, len(grid.rows))):
        if not any(grid.rows[line]) or _hangs_from_above(grid, line):
            continue
        for depth in range(1, min(DEEPEST, len(grid.rows) - line) + 1):
            titled = list(_titled(grid, line, depth))
            for table in named or TABLES:
                known = {heading: _meaning(table, parts) for heading, parts in titled}
                count = len(set(known.values()) - {"", NUMBER})
                # Most lists are of people. Rows below belong to the headings if nobody stands in them.
                likely = depth if _continues(grid, table, line, depth) else -depth
                rank = (count, table in named, table == "cadres", likely, -line)
                if count > 1 and (best is None or rank > best[0]):
                    best = rank, _head(grid, table, line, depth, titled)
    return best[1] if best else None


def _hangs_from_above(grid: Grid, line: int) -> bool:
    """Whether a cell of the line is merged with those above it, so that headings begin there."""
    return any(grid.merged.get((line, position), (line, 0))[0] < line for position in range(grid.width))


def _continues(grid: Grid, table: str, line: int, depth: int) -> bool:
    """Whether the rows below the first row of headings hold something, but no number and nobody's name or id."""
    first = grid.rows[line]
    wanted = (NUMBER, "name", "_surname", *(TABLES[table].key if table in TABLES else ()))
    firm = [position for position, text in enumerate(first) if text and _meaning(table, (on_one_line(text),)) in wanted]
    below = grid.rows[line + 1 : line + depth]
    return bool(firm) and all(any(row) and not any(row[position] for position in firm) for row in below)


def _by_code_names(grid: Grid) -> Head | None:
    """The headings of a sheet that has the columns' own names in a row, each of which stands for itself."""
    for line, cells in enumerate(grid.rows[:SEARCHED]):
        names = {cell for cell in cells if cell}
        found = [
            (plain(grid.name) in tables()[table].words, len(names.intersection(known)), table)
            for table, (key, known) in _code_names().items()
            if names.issuperset(key) and len(names.intersection(known)) > 1
        ]
        if found:
            headings = (Heading(at, on_one_line(cell), on_one_line(cell)) for at, cell in enumerate(cells) if cell)
            return Head(max(found)[2], line, line + 1, tuple(headings), own=False)
    return None


def _code_names() -> dict[str, tuple[Sequence[str], Sequence[str]]]:
    """Key and columns of every table and of the settings."""
    return {"scenario": (SETTINGS_COLUMNS, SETTINGS_COLUMNS)} | {
        name: (table.key, table.names) for name, table in TABLES.items()
    }


def _titled(grid: Grid, line: int, depth: int) -> Iterator[tuple[Heading, tuple[str, ...]]]:
    """Each column with the texts above one another that head it."""
    carried = [""] * depth
    for position in range(grid.width):
        cells = [on_one_line(grid.text(line + row, position)) for row in range(depth)]
        for row in range(depth - 1):
            if not cells[row] and any(cells[row + 1 :]):
                # An upper heading that is not merged stands over the first of its columns only.
                cells[row] = carried[row]
            elif not any(cells[row + 1 :]) or cells[row] in cells[row + 1 :]:
                carried[row] = ""
                continue
            carried[row] = cells[row]
        parts = tuple(dict.fromkeys(cell for cell in cells if cell))
        if parts:
            yield Heading(position, " / ".join(parts), ""), parts


def _head(grid: Grid, table: str, line: int, depth: int, titled: list[tuple[Heading, tuple[str, ...]]]) -> Head:
    headings: list[Heading] = []
    there = {_meaning(table, parts) for _heading, parts in titled}
    taken: set[str] = set()
    for heading, parts in titled:
        column = _meaning(table, parts)
        if column in taken and not (column == "name" and headings[-1].text == heading.text):
            column = ""
        offered = "" if column else _offered(table, parts, there)
        taken.add(column)
        headings.append(Heading(heading.position, heading.text, column, offered))
    last = line + depth - 1
    below = last + 1
    if below < len(grid.rows) and _counts_columns(grid.rows[below]):
        below += 1
    return Head(table, last, below, tuple(headings), own=True)


def _counts_columns(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    numbers = [cell.strip("()") for cell in cells if cell]
    return len(numbers) > 2 and all(number.isdecimal() for number in numbers) and numbers[:2] == ["1", "2"]


@cache
def _meaning(table: str, parts: tuple[str, ...]) -> str:
    """What a column means by its headings, upper ones first."""
    if plain(parts[-1]) in _NUMBERS:
        return NUMBER
    known = _known(table)
    if len(parts) > 1:
        below = plain(parts[-1])
        above = _meaning(table, parts[:-1])
        if below in ("nam", "nu") and above in ("birth_date", "sex"):
            return "_male" if below == "nam" else "_female"
        whole = plain(" / ".join(parts)), plain(" ".join(parts))
        return next((known[text] for text in (*whole, below) if text in known), "")
    without_remark = plain(parts[0].partition("(")[0])
    return known.get(plain(parts[0])) or known.get(without_remark, "")


@cache
def _known(table: str) -> dict[str, str]:
    return {text: column for column, label in columns(table).items() for text in label.words}


def _offered(table: str, parts: tuple[str, ...], there: set[str]) -> str:
    """A heading of a column that is not there yet and that may be meant."""
    free = [label for column, label in columns(table).items() if column not in there]
    left = [text for label in free for text in (*label.shown.values(), *label.also)]
    return next((close for part in reversed(parts) if (close := nearest(part, left, _LIKE))), "")
