"""The rows of a planner's own list: its people, the headings of groups between them, and what stands around."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from planner.scenario.book.grid import Grid
from planner.scenario.book.headings import NUMBER, Head
from planner.scenario.book.labels import EXAMPLE
from planner.scenario.book.offices import bloc_of, heading_of_group, unit_kind
from planner.scenario.book.plain import plain, words
from planner.scenario.book.values import BLANKS

_TOTALS: Final = ("tong cong", "tong so", "cong", "tong", "ty le", "danh sach nay", "danh sach co", "an dinh danh sach")
_SIGNED: Final = ("nguoi lap", "noi nhan", "tm ", "t / m", "kt ", "thu truong", "ghi chu")
_NAME: Final = ("name", "_surname", "_given")
Role = Literal["row", "group", "nameless"]


@dataclass(frozen=True)
class Row:
    """One row of a list.

    Attributes
    ----------
    line : int
        Which line of the sheet, from 0.
    cells : tuple of str
        The texts under each heading, in their order; blank where a cell says nothing.
    unit, bloc, group : str
        The headings of the groups that it stands in: of a unit, of a bloc, any other.
    nameless : bool
        Whether something stands in it, but nobody's name.
    """

    line: int
    cells: tuple[str, ...]
    unit: str = ""
    bloc: str = ""
    group: str = ""
    nameless: bool = False


def list_rows(grid: Grid, head: Head) -> Iterator[Row]:
    """The rows below the headings of a list of people, down to its last person."""
    lines = [(line, _cells(grid, head, line)) for line in range(head.below, len(grid.rows))]
    roles = [(line, cells, _role(grid, head, line, cells)) for line, cells in lines]
    last = max((line for line, _cells_of, role in roles if role == "row"), default=-1)
    unit = bloc = group = ""
    for line, cells, role in roles:
        if line > last:
            return
        if role == "group":
            named = heading_of_group(_only_text(grid, line))
            if bloc_of(named):
                unit, bloc, group = "", bloc_of(named), ""
            elif unit_kind(named):
                unit, group = named, ""
            else:
                group = named
        elif role:
            yield Row(line, cells, unit, bloc, group, nameless=role == "nameless")


def table_rows(grid: Grid, head: Head) -> Iterator[Row]:
    """The rows below the headings of any other table; totals and rows that are an example are passed over."""
    for line in range(head.below, len(grid.rows)):
        cells = _cells(grid, head, line) if head.own else tuple(grid.rows[line][one.position] for one in head.headings)
        first = next((cell for cell in grid.rows[line] if cell), "")
        if any(cells) and first not in EXAMPLE.values() and not (head.own and plain(first).startswith(_TOTALS)):
            yield Row(line, cells)


def _cells(grid: Grid, head: Head, line: int) -> tuple[str, ...]:
    """The texts of a line; a cell merged with those above it says what they say."""
    found = []
    for heading in head.headings:
        top, left = grid.merged.get((line, heading.position), (line, heading.position))
        text = grid.rows[top][left] if left == heading.position and top >= head.below else ""
        found.append("" if text in BLANKS else text)
    return tuple(found)


def _role(grid: Grid, head: Head, line: int, cells: tuple[str, ...]) -> Role | None:
    raw = [cell for cell in grid.rows[line] if cell and cell not in BLANKS]
    if not raw or raw[0] in EXAMPLE.values() or plain(_longest(raw)).startswith(_TOTALS) or _again(grid, head, line):
        return None
    columns = [heading.column for heading in head.headings]
    name = " ".join(cell for cell, column in zip(cells, columns, strict=True) if cell and column in _NAME)
    others = [cell for cell, column in zip(cells, columns, strict=True) if cell and column not in (*_NAME, NUMBER)]
    numbers = [cell for cell, column in zip(cells, columns, strict=True) if column == NUMBER]
    texts = [cell for cell in raw if not cell.strip(".)").isdecimal()]
    if len(set(texts)) == 1 and (unit_kind(heading_of_group(texts[0])) or bloc_of(heading_of_group(texts[0]))):
        return "group"
    counted = any(number.strip(".)").isdecimal() for number in numbers)
    # Below a list stand its signatures: a word under the names and one under the titles.
    if _is_name(name) and not plain(name).startswith(_SIGNED) and (counted or len(others) > 1):
        return "row"
    outline = [text for text in texts if len(text.strip(".)")) > 4 or not text.strip(".)").isupper()]
    if len(set(outline)) == 1:
        return "group"
    return "nameless" if len(others) > 1 and not name else None


def _is_name(text: str) -> bool:
    return len(words(text)) > 1 and not any(letter.isdigit() for letter in text)


def _again(grid: Grid, head: Head, line: int) -> bool:
    """Whether the headings stand here once more, as at the top of a printed page."""
    same = [one for one in head.headings if (text := grid.text(line, one.position)) and text in one.text.split(" / ")]
    return len(same) > 1 or [cell for cell in grid.rows[line] if cell][:3] in (["1", "2", "3"], ["(1)", "(2)", "(3)"])


def _longest(cells: list[str]) -> str:
    return max(cells, key=len)


def _only_text(grid: Grid, line: int) -> str:
    return _longest(grid.rows[line])
