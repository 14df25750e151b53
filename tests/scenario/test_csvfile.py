"""Encodings, separators, quotes and broken rows of csv files."""

import os
import unicodedata
from pathlib import Path

import pytest
from support.scenario_files import VALID, lines_of, write_files

from planner.scenario import read


def test_a_valid_folder_has_no_findings(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {}) == []


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_cells_too(tmp_path: Path, separator: str) -> None:
    posts = 'post,unit,seats,holder\nchair,xa_a,2,"c1;c2"\n'.replace(",", separator)
    scenario, findings = read(write_files(tmp_path, {"posts.csv": posts}))
    assert findings == ()
    assert scenario is not None
    assert scenario.posts.loc[0, ["unit", "seats", "holder"]].tolist() == ["xa_a", 2, "c1;c2"]


def test_byte_order_mark_windows_line_ends_and_blank_lines_do_not_matter(tmp_path: Path) -> None:
    units = VALID["units.csv"].replace("\n", "\r\n").encode("utf-8-sig") + b"\r\n,\r\n"
    scenario, findings = read(write_files(tmp_path, {"units.csv": units}))
    assert findings == ()
    assert scenario is not None
    assert scenario.units["unit"].tolist() == ["xa_a", "xa_b"]


def test_composed_and_decomposed_letters_are_the_same_id(tmp_path: Path) -> None:
    units = unicodedata.normalize("NFD", "unit,name\nxã_ế,Xã A\n")
    posts = unicodedata.normalize("NFC", "post,unit\nchair,xã_ế\n")
    scenario, findings = read(write_files(tmp_path, {"units.csv": units, "posts.csv": posts}))
    assert findings == ()
    assert scenario is not None
    assert scenario.units.loc[0, "unit"] == scenario.posts.loc[0, "unit"] == unicodedata.normalize("NFC", "xã_ế")


def test_line_numbers_count_the_lines_inside_quotes(tmp_path: Path) -> None:
    cadres = 'cadre,note,birth_date\nc1,"two\nlines",1970\nc2,,197\n'
    assert lines_of(tmp_path, {"cadres.csv": cadres}) == [
        "cadres.csv:4: error: birth_date is not a date [197]. Write YYYY-MM-DD, YYYY-MM or YYYY, between 1900 and 2199."
    ]


@pytest.mark.parametrize(
    ("data", "line"), [(b"unit,name\nxa_a,Xa\nxa_b,X\xe3\n", 3), ("unit\nxa_a\nxa_b\n".encode("utf-16"), 1)]
)
def test_other_encodings_than_utf8_are_refused(tmp_path: Path, data: bytes, line: int) -> None:
    assert lines_of(tmp_path, {"units.csv": data}) == [
        f"units.csv:{line}: error: the text is not UTF-8. Save it as UTF-8 (in Excel: CSV UTF-8)."
    ]


def test_an_open_quote_is_found_where_it_opens(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": 'cadre,name\nc1,An\nc2,"Bình\nc3,Chi\n'}) == [
        "cadres.csv:3: error: the quotes in or below this line do not match. "
        "Close each quoted cell with a double quote and double the quotes inside it."
    ]


def test_a_cell_beyond_all_measure_is_told_as_such(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": f"cadre,name\nc1,An\nc2,{'x' * 131_073}\n"}) == [
        "cadres.csv:3: error: a cell in or below this line is longer than 131072 characters. "
        "Shorten it; if it begins with a double quote, check where that is closed."
    ]


@pytest.mark.parametrize("name", ["posts.csv", "scenario.yaml"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    os.mkfifo(tmp_path / "cadres.xlsx")
    lines = lines_of(tmp_path, {name: None})
    assert f"{name}:1: error: the file cannot be read. Check that it is a file you may open." in lines


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n,,\n"])
def test_an_empty_table_is_refused(tmp_path: Path, text: str) -> None:
    assert lines_of(tmp_path, {"cadres.csv": text}) == [
        "cadres.csv:1: error: the table is empty. "
        "Write the column names in the first line and one row below it for each entry."
    ]


def test_a_required_table_with_a_header_only_is_refused(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,name\n"}) == [
        "cadres.csv:1: error: the table has no rows. Write at least one row of cadres."
    ]


def test_an_optional_table_may_have_a_header_only(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"pins.csv": "action,cadre,post\n"}) == []


def test_a_row_with_too_many_or_too_few_cells_is_found_once(tmp_path: Path) -> None:
    fit = "cadre,post,score\nc1,chair,3,4\nc2\n"
    assert lines_of(tmp_path, {"fit.csv": fit}) == [
        "fit.csv:2: error: the number of cells is 4, but the header has 3 [4]. "
        "Put a cell that holds the separator itself in double quotes.",
        "fit.csv:3: error: the number of cells is 1, but the header has 3 [c2]. "
        "Add the missing separators at the end of the line.",
    ]


def test_blank_cells_beyond_the_header_do_not_matter(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"fit.csv": "cadre,post,score\nc1,chair,3,,\n"}) == []


def test_a_folder_in_place_of_a_table_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bench.csv").mkdir()
    assert lines_of(tmp_path, {}) == [
        "bench.csv:1: error: the file cannot be read. Check that it is a file you may open."
    ]
