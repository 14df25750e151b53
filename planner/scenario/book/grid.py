"""The sheets of a workbook as rows of texts, each at its place."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from planner.language import _
from planner.scenario.findings import Finding, shorten
from planner.scenario.sheet import place
from planner.scenario.stray import MAX_CELLS, MAX_COLUMNS, stray_cell
from planner.scenario.written import cell_text, failed

Merged = dict[tuple[int, int], tuple[int, int]]
"""Each cell of a merged range, by line and column, and the cell at the range's top left, which holds the text."""


@dataclass(frozen=True)
class Grid:
    """One sheet; lines and columns count from 0.

    Attributes
    ----------
    name : str
        The sheet's name.
    rows : list of list of str
        Cells, stripped and in NFC; all rows are of equal length.
    merged : Merged
        The merged ranges.
    """

    name: str
    rows: list[list[str]]
    merged: Merged = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def text(self, line: int, column: int) -> str:
        """A cell, or what the merged range shows that it belongs to."""
        line, column = self.merged.get((line, column), (line, column))
        return self.rows[line][column]

    def where(self, line: int, column: int = 0) -> str:
        """A place as findings tell it."""
        return place(self.name, line + 1, column, is_csv=False)


def read_grids(path: Path) -> tuple[list[Grid], list[Finding]]:
    """Every visible sheet that holds anything, and what cannot be read at all."""
    try:
        book = CalamineWorkbook.from_path(path)
        return _grids(path, book)
    except (CalamineError, OSError) as error:
        remedy = _("Save it anew as an Excel workbook (.xlsx) without a password.")
        message = _("the workbook cannot be read: {why}").format(why=shorten(error))
        return [], [Finding("error", f"{path.name}:1", message, remedy)]


def _grids(path: Path, book: CalamineWorkbook) -> tuple[list[Grid], list[Finding]]:
    grids, found = [], []
    for about in book.sheets_metadata:
        if about.visible is not SheetVisibleEnum.Visible:
            continue
        stray = stray_cell(path, about.name)
        if stray:
            line, column = stray
            remedy = _("Clear it, or delete all rows and columns beyond the table, and save the workbook.")
            where = place(about.name, line, column, is_csv=False)
            found.append(Finding("error", where, _("a cell stands too far away from the table"), remedy))
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.end is None:
            continue
        if sheet.total_width > MAX_COLUMNS or sheet.total_height * sheet.total_width > MAX_CELLS:
            remedy = _("Delete all rows and columns beyond the table, and save the workbook.")
            found.append(Finding("error", place(about.name, 1, 0, is_csv=False), _("the sheet is too large"), remedy))
            continue
        rows = [[cell_text(cell).strip() for cell in cells] for cells in sheet.to_python(skip_empty_area=False)]
        if any(any(cells) for cells in rows):
            # Words that look the same may be written with letters that differ.
            name = unicodedata.normalize("NFC", about.name)
            grids.append(Grid(name, rows, dict(_merged(sheet.merged_cell_ranges or [], rows))))
            found += failed(path, about.name)
    return grids, found


_MOST_MERGED: Final = 100_000
"""Cells of a merged range beyond which it is only somebody's formatting."""


def _merged(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]], rows: list[list[str]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    height, width = len(rows), len(rows[0])
    for (top, left), (bottom, right) in ranges:
        if (bottom - top + 1) * (right - left + 1) <= _MOST_MERGED:
            for line in range(top, min(bottom + 1, height)):
                for column in range(left, min(right + 1, width)):
                    yield (line, column), (top, left)
