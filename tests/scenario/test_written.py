"""Folders and workbooks: which files and sheets make a scenario."""

from datetime import date
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal
from support.scenario_files import VALID, lines_of, write_files
from xlsxwriter import Workbook

from planner.scenario import Scenario, read
from planner.scenario.columns import TABLES

Cell = str | float | bool | date | None

BOOK: dict[str, list[list[Cell]]] = {
    "scenario": [
        ["key", "value"],
        ["name", "small"],
        ["as_of", date(2026, 1, 1)],
        ["horizon_months", 12],
        ["rules", "open"],
    ],
    "units": [["unit", "name"], ["xa_a", "Xã A"], ["xa_b", "Xã B"]],
    "posts": [["post", "unit", "seats", "holder"], ["chair", "xa_a", 1, "c1"], ["vice", "xa_b", 2, None]],
    "cadres": [["cadre", "name", "birth_date"], ["c1", "An", 1970], ["c2", "Bình", "1980-05"]],
}


def write_book(path: Path, sheets: dict[str, list[list[Cell]]]) -> Path:
    with Workbook(path) as book:
        as_date = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, as_date)
                    else:
                        sheet.write(row, column, cell)
    return path


def book_lines(folder: Path, sheets: dict[str, list[list[Cell]]]) -> list[str]:
    _, findings = read(write_book(folder / "small.xlsx", {**BOOK, **sheets}))
    return [str(finding) for finding in findings]


def the_scenario(path: Path) -> Scenario:
    scenario, findings = read(path)
    assert findings == ()
    assert scenario is not None
    return scenario


def test_a_workbook_says_the_same_as_a_folder(tmp_path: Path) -> None:
    from_book = the_scenario(write_book(tmp_path / "small.xlsx", BOOK))
    (tmp_path / "folder").mkdir()
    from_folder = the_scenario(write_files(tmp_path / "folder", {}))
    assert from_book.settings == from_folder.settings
    for name in TABLES:
        assert_frame_equal(from_book.tables[name], from_folder.tables[name])


def test_cells_of_a_workbook_may_be_typed(tmp_path: Path) -> None:
    cadres: list[list[Cell]] = [["cadre", "birth_date", "rotates"], [1001, date(1970, 5, 2), True], ["c1", 1980, None]]
    scenario = the_scenario(write_book(tmp_path / "small.xlsx", {**BOOK, "cadres": cadres}))
    assert scenario.cadres[["cadre", "birth_date", "rotates"]].to_numpy().tolist() == [
        ["1001", "1970-05-02", True],
        ["c1", "1980", False],
    ]


def test_findings_in_a_workbook_name_the_cell(tmp_path: Path) -> None:
    posts: list[list[Cell]] = [
        [],
        [None, "post", "unit", "seats"],
        [None, "chair", "xã_a", 0],
        [None, "vice", "xa_a", 1.5],
    ]
    assert book_lines(tmp_path, {"posts": posts}) == [
        "posts!D3: error: seats is out of range [0]. Write a whole number from 1 to 1000.",
        "posts!C3: error: the unit is not in units [xã_a]. Did you mean xa_a? Correct xã_a, or add it to units.",
        "posts!D4: error: seats is not a whole number [1.5]. Write a whole number from 1 to 1000.",
    ]


def test_settings_of_a_workbook_have_dotted_keys_and_short_yaml(tmp_path: Path) -> None:
    settings: list[list[Cell]] = [
        *BOOK["scenario"],
        ["goals.tiers", "[fill, {bench: 2, mix: 1}, fit]"],
        ["goals.fit.move", 9],
        ["title", "Plan: a draft"],
    ]
    scenario = the_scenario(write_book(tmp_path / "small.xlsx", {**BOOK, "scenario": settings}))
    assert scenario.settings.goals.tiers == ("fill", {"bench": 2, "mix": 1}, "fit")
    assert scenario.settings.goals.fit.move == 9
    assert scenario.settings.title == "Plan: a draft"


def test_findings_in_the_settings_of_a_workbook_name_the_cell(tmp_path: Path) -> None:
    settings: list[list[Cell]] = [
        *BOOK["scenario"],
        ["horizon_month", 12],
        ["goals.fit.move", -1],
        ["mix", "[{name: a"],
        ["name", "again"],
        ["name.of", "it"],
    ]
    assert book_lines(tmp_path, {"scenario": settings}) == [
        "scenario!B6: error: unknown key [horizon_month]. Did you mean horizon_months?",
        "scenario!B7: error: goals.fit.move does not take this value [-1]. Write a whole number from 0 to 100.",
        "scenario!B8: error: this is not valid YAML: expected ',' or '}', but got '<stream end>'. "
        "Check the indentation, the colons and the quotes in this line and the one above.",
        "scenario!A9: error: the key stands in an earlier row [name]. "
        "Keep one value for each key, either for the whole or for its parts.",
        "scenario!A10: error: the key is part of an earlier row's value [name.of]. "
        "Give either one value for the whole, or one row for each part.",
    ]


def test_settings_of_a_workbook_need_key_and_value(tmp_path: Path) -> None:
    assert book_lines(tmp_path, {"scenario": [["name", "small"]]}) == [
        "scenario!A1: error: the sheet needs the columns key and value. "
        "Head the first column `key` and the second `value`."
    ]


def test_a_misspelt_sheet_is_an_error_and_others_are_passed_over(tmp_path: Path) -> None:
    assert book_lines(tmp_path, {"Pin": [["action"]], "Notes": [["anything"]]}) == [
        "Pin!A1: error: no known sheet, but much like pins [Pin]. "
        "Rename it pins, or give it a name that is less like it."
    ]


def test_missing_tables_name_the_sheets_that_were_found(tmp_path: Path) -> None:
    book = {**BOOK, "Cán bộ": BOOK["cadres"], "Chức danh": [["x"]]}
    del book["cadres"]
    _, (finding,) = read(write_book(tmp_path / "small.xlsx", book))
    assert str(finding) == (
        "cadres!A1: error: the table cadres is missing. "
        "Write cadres with the columns cadre, name, sex, birth_date, unit, title. "
        "Further sheets found: Cán bộ, Chức danh; rename the right one, if it is there."
    )


def test_capitals_and_spaces_in_the_names_of_sheets_do_not_matter(tmp_path: Path) -> None:
    posts: list[list[Cell]] = [*BOOK["posts"], ["third", "xa_b", 0, None]]
    book = {"Scenario": BOOK["scenario"], "UNITS": BOOK["units"], " Posts ": posts, "cadres": BOOK["cadres"]}
    _, findings = read(write_book(tmp_path / "small.xlsx", book))
    assert [str(finding) for finding in findings] == [
        " Posts !C4: error: seats is out of range [0]. Write a whole number from 1 to 1000."
    ]


def test_two_sheets_named_like_one_table_are_an_error(tmp_path: Path) -> None:
    assert book_lines(tmp_path, {"posts ": [["post"], ["other"]]}) == [
        "posts!A1: error: several sheets are named like posts [posts, posts ]. Keep one of them, and rename the others."
    ]


@pytest.mark.parametrize("table", ["scenario", "cadres"])
def test_a_title_above_the_column_names_of_a_sheet_is_one_finding(tmp_path: Path, table: str) -> None:
    rows: list[list[Cell]] = [["DANH SÁCH"], [], *BOOK[table]]
    assert book_lines(tmp_path, {table: rows}) == [
        f"{table}!A3: error: the column names seem to be in row 3 [DANH SÁCH]. Delete the rows above."
    ]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"cadre,name\n"])
def test_a_file_that_is_no_workbook_is_an_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "small.xlsx"
    path.write_bytes(data)
    scenario, (finding,) = read(path)
    assert scenario is None
    assert str(finding).startswith("small.xlsx:1: error: the workbook cannot be read: ")
    assert finding.remedy == "Save it anew as an Excel workbook (.xlsx) without a password."


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    scenario, findings = read(tmp_path / "nowhere")
    assert scenario is None
    assert [str(finding) for finding in findings] == [
        "nowhere:1: error: there is no such scenario. "
        "Give its folder, its xlsx workbook, or the yaml file of an alternative."
    ]


@pytest.mark.parametrize(
    ("right", "written"),
    [
        ("cadres.csv", "cadre.csv"),
        ("cadres.csv", "Cadres.csv"),
        ("posts.csv", "posts.tsv"),
        ("scenario.yaml", "scenario.yml"),
    ],
)
def test_a_misspelt_file_is_an_error_with_the_right_name(tmp_path: Path, right: str, written: str) -> None:
    assert lines_of(tmp_path, {right: None, written: VALID[right]}) == [
        f"{written}:1: error: no known file, but much like {right} [{written}]. "
        f"Rename it {right}, or give it a name that is less like it."
    ]


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    assert (
        lines_of(tmp_path, {"README.md": "", "facts.yaml": "", "benches.yaml": "", "anything.csv": "", "notes.txt": ""})
        == []
    )


def test_missing_tables_name_the_csv_files_that_were_found(tmp_path: Path) -> None:
    files = {"cadres.csv": None, "notes.txt": ""} | {f"danh sách {row}.csv": "" for row in range(10)}
    (line,) = lines_of(tmp_path, files)
    assert line.endswith(" danh sách 6.csv, danh sách 7.csv and 2 more; rename the right one, if it is there.")


@pytest.mark.parametrize(
    ("book", "sheets", "missing", "files"),
    [
        ("cadres.xlsx", ["Sheet1"], ["cadres.csv"], "cadres.csv"),
        ("Posts.xlsx", ["Sheet1"], ["posts.csv"], "posts.csv"),
        ("data.xlsx", ["Units", "posts", "cadres"], ["posts.csv", "cadres.csv"], "units.csv, posts.csv, cadres.csv"),
        ("data.xlsx", ["scenario"], ["scenario.yaml"], "scenario.yaml"),
        ("data.xlsx", ["bench"], [], "bench.csv"),
    ],
)
def test_a_workbook_in_a_folder_is_an_error(
    tmp_path: Path, book: str, sheets: list[str], missing: list[str], files: str
) -> None:
    write_book(tmp_path / book, {name: [] for name in sheets})
    assert lines_of(tmp_path, dict.fromkeys(missing)) == [
        f"{book}:1: error: a workbook inside the folder of a scenario is not read [{book}]. "
        f"Save what it holds as {files} (CSV UTF-8), or give {book} itself as the scenario."
    ]


def test_a_workbook_beside_its_tables_as_csv_is_a_note_and_others_are_passed_over(tmp_path: Path) -> None:
    write_book(tmp_path / "cadres.xlsx", {"Sheet1": []})
    write_book(tmp_path / "holidays.xlsx", {"Sheet1": []})
    (tmp_path / "~$cadres.xlsx").write_bytes(b"")
    (line,) = lines_of(tmp_path, {"broken.xlsx": b"PK"})
    assert line.startswith("cadres.xlsx:1: note: a workbook inside the folder of a scenario is not read")


def test_missing_settings_are_an_error(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": None}) == [
        "scenario.yaml:1: error: the settings are missing. Write scenario.yaml with at least name and as_of."
    ]
