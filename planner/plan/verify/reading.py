"""Cells of the raw tables as plain Python values."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from planner.scenario.dates import month_index


def rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Go through the rows of a table, cells by column."""
    columns = [str(name) for name in frame.columns]
    return (dict(zip(columns, cells, strict=True)) for cells in frame.itertuples(index=False, name=None))


def given(cell: Any) -> Any:
    """Return the cell's value, or None when it is blank."""
    return None if pd.isna(cell) or cell == "" else cell


def optional_month(date: str) -> int | None:
    """Month of a date cell, or None when it is blank."""
    return month_index(date) if date else None


def split(cell: str) -> tuple[str, ...]:
    """Split a list cell into its items."""
    return tuple(item.strip() for item in cell.split(";") if item.strip())


def text(cell: Any) -> str:
    """Write a cell as a mix target names it: flags are ``yes`` or ``no``."""
    value = given(cell)
    if value is None:
        return ""
    return ("no", "yes")[int(value)] if isinstance(value, bool) else str(value)
