"""Rows as plain values → the typed frames of a scenario."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.scenario.columns import TABLES, Column, Kind

Row = dict[str, Any]
"""One row of a table by column name."""


def frame(table: str, rows: Sequence[Row]) -> pd.DataFrame:
    """One table; a cell not given means its default, columns unknown to the table follow as text."""
    known = {column.name: _series(column, rows) for column in TABLES[table].columns}
    further = dict.fromkeys(name for row in rows for name in row if name not in known)
    own = {name: pd.Series([row.get(name, "") for row in rows], dtype="str") for name in further}
    return pd.DataFrame({**known, **own})


def _series(column: Column, rows: Sequence[Row]) -> "pd.Series[Any]":
    default = column.default
    missing = default if default is not None else _missing(column.kind)
    cells: pd.Series[Any] = pd.Series([row.get(column.name, missing) for row in rows], dtype=_dtype(column))
    return cells


def _missing(kind: Kind) -> Any:
    return pd.NA if kind in (Kind.INT, Kind.FLAG) else float("nan") if kind is Kind.NUMBER else ""


def _dtype(column: Column) -> Any:
    nullable = column.default is None
    if column.kind is Kind.INT:
        return "Int64" if nullable else "int64"
    if column.kind is Kind.FLAG:
        return "boolean" if nullable else "bool"
    return "float64" if column.kind is Kind.NUMBER else "str"
