"""Column names: whether they stand where they should, and whether any of them is known."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from planner.language import _
from planner.scenario.cells import nearest
from planner.scenario.columns import TABLES, Table
from planner.scenario.findings import Finding, shorten
from planner.scenario.sheet import Sheet, place, sheet_of

SEARCHED: Final = 10
"""How many lines from the top may hold the column names that are looked for."""
_SETTINGS: Final = ("key", "value")


def known_sheet(
    name: str, file: str, lines: Iterable[tuple[int, Sequence[str]]], *, is_csv: bool = True, first_column: int = 0
) -> tuple[Sheet | None, list[Finding]]:
    """The sheet of a table, or of the settings, unless its column names are what must be mended first.

    Parameters are those of ``sheet_of``.
    """
    written = [(line, [cell.strip() for cell in cells]) for line, cells in lines]
    written = [(line, cells) for line, cells in written if any(cells)]
    table = TABLES.get(name)
    row = header_row([cells for _, cells in written[:SEARCHED]], table.names if table else _SETTINGS)
    if row:
        line = written[row][0]
        where = place(file, line, first_column, is_csv=is_csv)
        message = _("the column names seem to be in row {line}").format(line=line)
        return None, [Finding("error", where, message, _("Delete the rows above."), shorten(written[0][1][0]))]
    if table and written:
        line, header = written[0]
        names = [cell for cell in header if cell]
        if not any(cell in table.names or nearest(cell, table.names) for cell in names):
            where = place(file, line, first_column, is_csv=is_csv)
            message = _("none of the column names is known")
            return None, [Finding("error", where, message, _names_of(table), shorten(", ".join(names)))]
    return sheet_of(name, file, written, is_csv=is_csv, first_column=first_column)


def header_row(rows: Sequence[Sequence[str]], known: Collection[str]) -> int:
    """Which row names the columns: the first, unless only a later one holds at least two known names."""
    several = [row for row, cells in enumerate(rows) if len(set(known).intersection(cells)) > 1]
    return several[0] if several else 0


def _names_of(table: Table) -> str:
    required = [column.name for column in table.columns if column.required]
    others = [column.name for column in table.columns if not column.required]
    also = _(" (required); also known are {others}").format(others=", ".join(others)) if others else ""
    return _("Name the columns {required}{also}.").format(required=", ".join(required), also=also)
