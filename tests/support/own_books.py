"""Planners' own workbooks, written as real files, and what an import makes of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from xlsxwriter import Workbook

from planner.rulebook.known import known_titles
from planner.scenario.book import Opened, open_book

Cells = Sequence[Sequence[Any]]


def book(path: Path, sheets: Mapping[str, Cells], merged: Mapping[str, Sequence[str]] | None = None) -> Path:
    """Write a workbook; None is a blank cell, and ranges such as ``A1:C1`` are merged around their first cell."""
    with Workbook(path) as out:
        day = out.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = out.add_worksheet(name)
            for line, cells in enumerate(rows):
                for position, value in enumerate(cells):
                    if isinstance(value, date):
                        sheet.write_datetime(line, position, value, day)
                    elif isinstance(value, str) and value.startswith("="):
                        sheet.write_formula(line, position, value, value="#DIV/0!")
                    elif value is not None:
                        sheet.write(line, position, value)
            for cells in (merged or {}).get(name, ()):
                first = cells.partition(":")[0]
                column, line = ord(first[0]) - ord("A"), int(first[1:]) - 1
                text = rows[line][column] if line < len(rows) and column < len(rows[line]) else ""
                sheet.merge_range(cells, text or "")
    return path


def opened(path: Path, pack: str = "vn-2025") -> Opened:
    """Import a workbook that says nothing of the settings."""
    return open_book(path, known_titles, {"name": "mine", "as_of": "2026-01-01", "rules": pack})


def told(read: Opened) -> list[str]:
    """The findings as they are printed."""
    return [str(finding) for finding in read.findings]


def table(read: Opened, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a table of the scenario."""
    assert read.scenario is not None, told(read)
    frame: pd.DataFrame = read.scenario.tables[name]
    return list(frame[list(columns)].itertuples(index=False, name=None))
