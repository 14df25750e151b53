"""A sheet against its declaration: known columns, readable cells, one row per key."""

from collections.abc import Collection, Sequence
from typing import Any, Final

import pandas as pd

from planner.language import _
from planner.scenario.cells import CellError, blank, nearest, read_cell, read_own_cell, series
from planner.scenario.columns import Column, Table
from planner.scenario.findings import Finding, here_and_in, shorten
from planner.scenario.sheet import Sheet

_NEVER_MISSED: Final = ("grade", "note", "reason")
"""Known columns that a table does well without: the grade is the title's."""


def empty_frame(table: Table) -> pd.DataFrame:
    """The table without rows."""
    return pd.DataFrame({column.name: series(column, []) for column in table.columns})


def read_table(table: Table, sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    """The frame of a sheet, and everything wrong in its columns and cells.

    Parameters
    ----------
    table : Table
        What the sheet must hold.
    sheet : Sheet
        What is written.

    Returns
    -------
    DataFrame, list of Finding
        One row for each row of the sheet; a cell that cannot be read is as if blank.
        Own columns of a sheet without rows say nothing and are left out.
    """
    found = _column_findings(table, sheet)
    frame: dict[str, pd.Series[Any]] = {}
    for column in table.columns:
        values, bad = _known_column(column, sheet)
        frame[column.name] = series(column, values)
        found += bad
    for name in sheet.columns:
        if name not in frame and sheet.lines:
            values, bad = _read_cells(sheet, name, None)
            frame[name] = pd.Series(values, dtype="str", name=name)
            found += bad
    loaded = pd.DataFrame(frame)
    return loaded, found + _duplicate_rows(table, sheet, loaded)


def misspelt(table: Table, names: Collection[str]) -> dict[str, str]:
    """Columns that are not known, but much like a known one that is not there."""
    absent = [name for name in table.names if name not in names]
    # A column that is there cannot be the one that was meant: cadre_c is the planner's own.
    close = {name: nearest(name, absent) for name in names if name not in table.names}
    return {name: meant for name, meant in close.items() if meant}


def _column_findings(table: Table, sheet: Sheet) -> list[Finding]:
    """Misspelt and missing columns, and a required table without rows."""
    found = []
    meant = misspelt(table, sheet.columns)
    for name, close in meant.items():
        remedy = _("Write {close}, or give your own column a name that is less like it.").format(close=close)
        found.append(
            sheet.finding(None, name, _("no known column, but much like {close}").format(close=close), remedy, name)
        )
    for column in table.columns:
        if column.required and column.name not in (*sheet.columns, *meant.values()):
            remedy = _("Add the column {name} with a value in every row.").format(name=column.name)
            found.append(sheet.finding(None, "", _("the column {name} is missing").format(name=column.name), remedy))
    if table.required and not sheet.lines:
        found.append(
            sheet.finding(
                None, "", _("the table has no rows"), _("Write at least one row of {name}.").format(name=table.name)
            )
        )
    return found


def own_columns(table: Table, sheet: Sheet, used: Collection[str]) -> list[Finding]:
    """A note about columns that are not known, where one of them may be a known one under another name.

    Columns that the settings use are not told. One that is much like a known column is an error, not a note: so no
    known column is offered here.
    """
    wrong = misspelt(table, sheet.columns)
    own = [name for name in sheet.columns if name not in (*table.names, *used, *wrong)]
    if not own or all(name in (*sheet.columns, *_NEVER_MISSED) for name in table.names):
        return []
    message = _("these columns are not known and kept as your own")
    return [sheet.finding(None, own[0], message, _("Nothing to do if they are."), ", ".join(own), "note")]


def _known_column(column: Column, sheet: Sheet) -> tuple[list[Any], list[Finding]]:
    if column.name not in sheet.columns:
        return [blank(column)] * len(sheet.lines), []
    values, found = _read_cells(sheet, column.name, column)
    if column.required:
        cells = sheet.columns[column.name]
        rows = [row for row, text in enumerate(cells) if not text and row not in sheet.broken]
        found += sheet.in_rows(
            rows, column.name, _("{name} is blank").format(name=column.name), _("Fill it in, or delete the row.")
        )
    return values, found


def _read_cells(sheet: Sheet, name: str, column: Column | None) -> tuple[list[Any], list[Finding]]:
    """The values of a column; equal cells are read once."""
    cells = sheet.columns[name]
    values: dict[str, Any] = {}
    errors: dict[str, CellError] = {}
    for text in dict.fromkeys(cells):
        try:
            values[text] = read_cell(column, text) if column else read_own_cell(text)
        except CellError as error:
            values[text] = blank(column) if column else ""
            errors[text] = error
    rows: dict[tuple[str, bool], list[int]] = {}
    if errors:
        for row, text in enumerate(cells):
            if text in errors:
                rows.setdefault((errors[text].message, bool(errors[text].together)), []).append(row)
    found: list[Finding] = []
    for (message, together), bad in rows.items():
        more, message = len(bad) - 1, f"{shorten(name)} {message}"
        if together and more:
            message += here_and_in(more)
            found.append(sheet.finding(bad[0], name, message, errors[cells[bad[0]]].together, cells[bad[0]]))
        else:
            found += sheet.in_rows(bad, name, message, lambda row: errors[cells[row]].remedy)
    return [values[text] for text in cells], found


def _duplicate_rows(table: Table, sheet: Sheet, frame: pd.DataFrame) -> list[Finding]:
    """Rows whose key stands in an earlier row already."""
    keys = list(zip(*(frame[column].tolist() for column in table.key), strict=True))
    return repeated(table, sheet, keys)[1]


def repeated(table: Table, sheet: Sheet, keys: Sequence[tuple[str, ...]]) -> tuple[list[int], list[Finding]]:
    """Rows whose key stands in an earlier row already, and the findings about them; a key with a blank is none."""
    first: dict[tuple[str, ...], int] = {}
    twice = [row for row, values in enumerate(keys) if all(values) and first.setdefault(values, row) != row]
    found = sheet.in_rows(
        twice,
        table.key[-1],
        _("the same {key} stands in an earlier row").format(key=_(" and ").join(table.key)),
        lambda row: _("It stands at {where}; keep one of the two rows.").format(
            where=sheet.where(first[keys[row]], table.key[-1])
        ),
    )
    return twice, found
