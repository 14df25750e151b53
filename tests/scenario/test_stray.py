"""One cell far away from the table must not fill the memory, and a formula that failed is no blank cell."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from planner.scenario.read import read
from planner.scenario.stray import failed_formulas, stray_cell


def write_cells(path: Path, name: str, cells: list[tuple[int, int]]) -> Path:
    with Workbook(path) as book:
        book.add_worksheet("first")
        sheet = book.add_worksheet(name)
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
        for row, column in [(0, 0), (2, 4), *cells]:
            sheet.write(row, column, "x")
    return path


@pytest.mark.parametrize("cell", [(0, 199), (20_000, 0)])
def test_a_large_sheet_and_cells_that_hold_nothing_are_fine(tmp_path: Path, cell: tuple[int, int]) -> None:
    assert stray_cell(write_cells(tmp_path / "a.xlsx", "units & co", [cell]), "units & co") is None


@pytest.mark.parametrize("cell", [(0, 200), (9, 16_383), (1_048_575, 4)])
def test_a_cell_far_away_is_found(tmp_path: Path, cell: tuple[int, int]) -> None:
    found = stray_cell(write_cells(tmp_path / "a.xlsx", "units & co", [cell]), "units & co")
    assert found == (cell[0] + 1, cell[1])


def test_what_is_no_xlsx_workbook_is_left_to_its_reader(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    assert stray_cell(tmp_path / "a.xlsx", "units") is None
    assert stray_cell(write_cells(tmp_path / "b.xlsx", "posts", [(0, 300)]), "units") is None


def test_a_cell_far_away_is_one_finding_about_its_table(tmp_path: Path) -> None:
    _, findings = read(write_cells(tmp_path / "a.xlsx", "cadres", [(1_048_574, 16_383)]))
    assert [str(finding) for finding in findings if "cadres" in finding.where] == [
        "cadres!XFD1048575: error: a cell stands too far away from the table. "
        "Clear it, or delete all rows and columns beyond the table, and save the workbook."
    ]


def test_formulas_that_fail_are_told_with_their_first_cell(tmp_path: Path) -> None:
    with Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("cadres")
        for row, cells in enumerate([["cadre", "leaves_on", "note"], ["c1"], ["c2"], ["c3"]]):
            sheet.write_row(row, 0, cells)
        for row, shown in [(1, "#N/A"), (2, "#DIV/0!"), (3, "#N/A")]:
            sheet.write_formula(row, 1, "=VLOOKUP(1,D:D,1)", None, shown)
        sheet.write_formula(1, 2, "=1+1", None, 2)
        sheet.write_string(2, 2, "#N/A")
    assert failed_formulas(tmp_path / "a.xlsx", "cadres") == {"#N/A": [(2, 1), (4, 1)], "#DIV/0!": [(3, 1)]}
    _, findings = read(tmp_path / "a.xlsx")
    assert [str(finding) for finding in findings if "cadres" in finding.where] == [
        "cadres!B2: error: the formula fails here and in 1 more cell [#N/A]. Mend it, or clear the cell.",
        "cadres!B3: error: the formula fails [#DIV/0!]. Mend it, or clear the cell.",
    ]
