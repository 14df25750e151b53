"""A table as it was written: text cells with the place where each stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planner.language import _
from planner.scenario.cells import on_one_line
from planner.scenario.findings import Finding, Severity, shorten

MAX_LIKE = 20
"""How often the same mistake in one column is shown before the rest is only counted."""


@dataclass(frozen=True)
class Sheet:
    """One csv file or one sheet of a workbook, cells stripped and in NFC.

    Attributes
    ----------
    name : str
        The table's name, such as ``posts``.
    file : str
        What findings call it: ``posts.csv``, or the sheet's name.
    columns : dict[str, list[str]]
        The cells of each column from top to bottom; all lists are of equal length.
    lines : list[int]
        Line of each row in the file or sheet.
    places : dict[str, int]
        Position of each column, from 0.
    broken : frozenset[int]
        Rows with too few or too many cells: only their first cell is kept.
    header_line : int
        Line of the column names.
    is_csv : bool
        Whether places read ``posts.csv:14`` rather than ``posts!C14``.
    elsewhere : Mapping[tuple[int | None, str], str]
        Where cells stand that were not written in this file; with a blank column, the whole row.
    removed : Mapping[tuple[str, ...], str]
        Ids of rows that an alternative takes out, and where it says so.
    """

    name: str
    file: str
    columns: dict[str, list[str]]
    lines: list[int]
    places: dict[str, int]
    broken: frozenset[int] = frozenset()
    header_line: int = 1
    is_csv: bool = True
    elsewhere: Mapping[tuple[int | None, str], str] = field(default_factory=dict)
    removed: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    def where(self, row: int | None, column: str = "") -> str:
        """Where a cell stands; row None is the header."""
        for cell in ((row, column), (row, "")):
            if cell in self.elsewhere:
                return self.elsewhere[cell]
        line = self.header_line if row is None else self.lines[row]
        return place(self.file, line, self.places.get(column, 0), is_csv=self.is_csv)

    def finding(
        self, row: int | None, column: str, message: str, remedy: str, value: object = "", severity: Severity = "error"
    ) -> Finding:
        """A finding about one cell, or about the header."""
        return Finding(severity, self.where(row, column), message, remedy, shorten(value))

    def in_rows(
        self,
        rows: Sequence[int],
        column: str,
        message: str,
        remedy: str | Callable[[int], str],
        severity: Severity = "error",
    ) -> list[Finding]:
        """The same mistake in several rows of a column: the first ones, then how many more.

        Parameters
        ----------
        rows : sequence of int
            The rows, from the top.
        column : str
            The column that findings point to and whose cell they repeat.
        message : str
            What is wrong.
        remedy : str or callable
            What to do, or how to say it for a row.
        severity : {"error", "warning", "note"}
            How bad it is.
        """
        cells = self.columns.get(column)
        found = []
        for row in rows[:MAX_LIKE]:
            what = remedy if isinstance(remedy, str) else remedy(row)
            found.append(self.finding(row, column, message, what, "" if cells is None else cells[row], severity))
        if len(rows) > MAX_LIKE:
            more = _("and {count} more like it: {message}").format(count=len(rows) - MAX_LIKE, message=message)
            found.append(self.finding(rows[MAX_LIKE], column, more, _("Mend them the same way."), severity=severity))
        return found


def place(file: str, line: int, position: int = 0, *, is_csv: bool = True) -> str:
    """``posts.csv:14``, or ``posts!C14`` in a workbook."""
    return f"{file}:{line}" if is_csv else f"{file}!{column_letters(position)}{line}"


def column_letters(position: int) -> str:
    """Letters of a column as spreadsheets show them: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, digit = divmod(position - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def sheet_of(
    name: str, file: str, lines: Iterable[tuple[int, Sequence[str]]], *, is_csv: bool = True, first_column: int = 0
) -> tuple[Sheet | None, list[Finding]]:
    """Make a sheet of the lines of a table; the first line that is not blank names the columns.

    Parameters
    ----------
    name, file : str
        As in ``Sheet``.
    lines : iterable of (int, sequence of str)
        Each line's number and its cells. Blank lines are passed over.
    is_csv, first_column
        How places read, and at which column of the spreadsheet the cells begin.
    """
    written = [(line, [cell.strip() for cell in cells]) for line, cells in lines]
    written = [(line, cells) for line, cells in written if any(cells)]
    if not written:
        remedy = _("Write the column names in the first line and one row below it for each entry.")
        return None, [Finding("error", place(file, 1, first_column, is_csv=is_csv), _("the table is empty"), remedy)]
    (header_line, header), rows = written[0], written[1:]
    header = [on_one_line(column) for column in header]
    found: list[Finding] = []
    places: dict[str, int] = {}
    for position, column in enumerate(header):
        where = place(file, header_line, first_column + position, is_csv=is_csv)
        if not column:
            if any(len(cells) > position and cells[position] for _, cells in rows):
                found.append(
                    Finding("error", where, _("a column has no name"), _("Name the column, or clear its cells."))
                )
        elif column in places:
            remedy = _("Keep one of the two columns, or rename one.")
            found.append(Finding("error", where, _("the column stands twice"), remedy, shorten(column)))
        else:
            places[column] = first_column + position
    columns: dict[str, list[str]] = {column: [] for column in places}
    positions = [(column, position - first_column) for column, position in places.items()]
    broken = set()
    for row, (line, cells) in enumerate(rows):
        while len(cells) > len(header) and not cells[-1]:
            cells.pop()
        if len(cells) != len(header):
            found.append(_wrong_length(place(file, line, first_column, is_csv=is_csv), cells, len(header)))
            broken.add(row)
            # The cells no longer stand under their names; only the first one, the id, can be trusted.
            cells = cells[:1] + [""] * (len(header) - 1)
        for column, position in positions:
            columns[column].append(cells[position])
    line_numbers = [line for line, _ in rows]
    return Sheet(name, file, columns, line_numbers, places, frozenset(broken), header_line, is_csv), found


def _wrong_length(where: str, cells: Sequence[str], expected: int) -> Finding:
    few = len(cells) < expected
    remedy = (
        _("Add the missing separators at the end of the line.")
        if few
        else _("Put a cell that holds the separator itself in double quotes.")
    )
    message = _("the number of cells is {count}, but the header has {expected}").format(
        count=len(cells), expected=expected
    )
    return Finding("error", where, message, remedy, shorten(cells[-1] if few else cells[expected]))
