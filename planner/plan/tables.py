"""The csv tables of a plan read back: every column there, every cell what it says."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pandas as pd

from planner.language import _, marked
from planner.scenario.cells import CellError, blank, read_cell, read_own_cell, series
from planner.scenario.columns import Column, Kind
from planner.scenario.csvfile import SEPARATORS, read_text, unreadable
from planner.scenario.findings import Finding
from planner.scenario.sheet import Sheet, sheet_of

_REMEDY: Final = marked("Solve the scenario again, or take the file from a copy.")

_COLUMNS: Final = {
    column.name: column
    for column in (
        *(Column(name, Kind.DATE, required=True) for name in ("start", "end", "date", "starts_on", "ends_on")),
        # a default makes the column int64; blank cells are refused all the same
        *(
            Column(name, Kind.INT, required=True, default=0)
            for name in (
                "months", "weighted", "today", "planned", "short", "over", "weight", "chain", "step", "cost",
            )
        ),
        Column("row", Kind.INT, required=True, default=0, minimum=0),
        Column("price", Kind.INT, required=True, default=0, minimum=-(2**62), maximum=2**62),
        Column("seconds", Kind.NUMBER, required=True, minimum=0),
        *(Column(name, Kind.INT) for name in ("lower", "upper")),
        *(Column(name, Kind.DATE) for name in ("ready_on", "since")),
        *(
            Column(name, Kind.CHOICE, required=True, choices=choices)
            for name, choices in (
                ("how", ("holds", "rotation", "promotion", "lateral", "appointment", "dual", "return")),
                (
                    "until",
                    ("horizon", "service", "tenure_cap", "planned", "rotation", "moves", "returns", "dual"),
                ),
                ("ready", ("near", "next")),
                ("action", ("keep", "add")),
                ("outcome", ("returns", "moves", "stays", "continues", "leaves", "without_place")),
                ("priority", ("yes", "no")),
            )
        ),
        *(Column(name, required=True) for name in ("cadre", "post", "target", "session", "grants", "tier", "phase")),
    )
}  # fmt: skip
"""What the cells of a plan's columns hold; the others are text and may be blank."""

_OTHERWISE: Final = {
    ("returns", "since"): Column("since", Kind.DATE, required=True),
    ("returns", "step"): Column("step", Kind.INT),
    ("training", "why"): Column(
        "why", Kind.CHOICE, required=True, choices=("post", "order", "bench", "standard", "none")
    ),
    ("trace", "tier"): Column("tier"),
    ("duals", "province"): Column("province"),
    ("trace", "value"): Column("value", Kind.INT, minimum=-(2**62), maximum=2**62),
    ("trace", "bound"): Column("bound", Kind.INT, minimum=-(2**62), maximum=2**62),
    ("review", "action"): Column("action", Kind.CHOICE, required=True, choices=("continue", "add", "remove")),
}
"""Columns that hold something else in one table than in the others."""

_LATER: Final = frozenset({("trace", "province")})
"""Columns that plans of older programs lack, and may: they are blank there."""


def read_plan_table(
    path: Path, name: str, names: Sequence[str], *, optional: bool = False
) -> tuple[pd.DataFrame, list[Finding]]:
    """Read one table of a plan.

    Parameters
    ----------
    path : Path
        The csv file.
    name : str
        One of ``PLAN_TABLES``, ``duals`` or ``trace``.
    names : sequence of str
        Its columns.
    optional : bool
        Whether a file that is not there is an empty table.

    Returns
    -------
    DataFrame, list of Finding
        The known columns in their order; what cannot be read is blank and found.
    """
    columns = [_OTHERWISE.get((name, column)) or _COLUMNS.get(column, Column(column)) for column in names]
    sheet, found = (None, []) if optional and not path.exists() else _read_sheet(path, name)
    if sheet is None:
        return pd.DataFrame({column.name: series(column, []) for column in columns}), found
    frame = {}
    for column in columns:
        if column.name not in sheet.columns and (name, column.name) in _LATER:
            frame[column.name] = series(column, [blank(column)] * len(sheet.lines))
            continue
        values, bad = _read_column(sheet, column)
        frame[column.name] = series(column, values)
        found += bad
    return pd.DataFrame(frame), found


def _read_sheet(path: Path, name: str) -> tuple[Sheet | None, list[Finding]]:
    if not path.exists():
        return None, [Finding("error", path.name, _("the plan lacks {name}").format(name=path.name), _(_REMEDY))]
    try:
        return sheet_of(name, path.name, list(_lines(read_text(path))))
    except (OSError, UnicodeDecodeError) as error:
        return None, [unreadable(path, error)]
    except csv.Error as error:
        return None, [
            Finding("error", path.name, _("the file is no csv table: {error}").format(error=error), _(_REMEDY))
        ]


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins in; a spreadsheet may have saved the table with another separator."""
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    records = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for cells in records:
        yield line, cells
        line = records.line_num + 1


def _read_column(sheet: Sheet, column: Column) -> tuple[list[Any], list[Finding]]:
    cells = sheet.columns.get(column.name)
    if cells is None:
        missing = sheet.finding(None, "", _("the column {name} is missing").format(name=column.name), _(_REMEDY))
        return [blank(column)] * len(sheet.lines), [missing]
    values, found = [], []
    for row, text in enumerate(cells):
        value, error = _read_value(column, text)
        values.append(value)
        if error is not None:
            found.append(
                sheet.finding(
                    row,
                    column.name,
                    _("the {name} {message}").format(name=column.name, message=error.message),
                    error.remedy,
                    text,
                )
            )
    return values, found


def _read_value(column: Column, text: str) -> tuple[Any, CellError | None]:
    try:
        if column.required and not text:
            raise CellError(_("is blank"), _(_REMEDY))
        return (read_own_cell(text) if column.kind is Kind.TEXT else read_cell(column, text)), None
    except CellError as error:
        return blank(column), error
