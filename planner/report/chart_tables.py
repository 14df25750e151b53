"""The tables behind charts: on a terminal, as plain data, and as CSV files."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd
from rich.console import RenderableType
from rich.text import Text

from planner.language import _
from planner.report.charts.kinds import KINDS
from planner.report.plain_table import PlainTable

NAMED_BY: Final = {
    "post": ("label", "title_name"),
    "cadre": ("name",),
    "province": ("name",),
    "unit": ("label", "unit_name"),
    "unit_name": ("label",),
    "title": ("label", "title_name"),
    "title_name": ("label",),
    "title_name_vi": ("title_name",),
    "source": ("source_name",),
    "target": ("target_name",),
}
"""Columns that a terminal can do without, beside one of those that name the same thing."""


def chart_table(kind: str, frame: pd.DataFrame) -> RenderableType:
    """The table behind a chart, as many columns as the terminal has room for.

    What other columns tell as well goes first, then what is the same in all rows.
    """
    if frame.empty:
        return Text(f"{kind}: {KINDS[kind].nothing()}")
    columns = [str(column) for column in frame.columns]
    twice = [column for column in columns if _told_twice(column, columns)]
    same = [column for column in columns if column not in twice and len(frame[column].unique()) == 1]
    others = [column for column in columns if column not in twice and column not in same]
    return PlainTable(
        kind,
        tuple(columns),
        rows=[tuple(map(_cell, row)) for row in frame.itertuples(index=False, name=None)],
        right=tuple(column for column in columns if pd.api.types.is_numeric_dtype(frame[column])),
        spare=(*twice, *same, *others[2:]),
        caption=_("Columns that find no room here: --json, or --out FOLDER for a CSV file."),
    )


def chart_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as plain data; empty cells of figures are null."""
    rows: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", force_ascii=False))
    return rows


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> dict[str, Path]:
    """Write each table to ``kind.csv`` and tell where it stands."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {kind: folder / f"{kind}.csv" for kind in tables}
    for kind, frame in tables.items():
        frame.to_csv(paths[kind], index=False, lineterminator="\n", encoding="utf-8")
    return paths


def _told_twice(column: str, columns: Sequence[str]) -> bool:
    return any(other in columns for other in NAMED_BY.get(column, ()))


def _cell(value: object) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    return str(round(value, 6) if isinstance(value, float) else value)
