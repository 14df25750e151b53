"""Column names that stand too low, and tables of which no column is known."""

from pathlib import Path

import pytest
from support.scenario_files import lines_of

from planner.scenario.header import header_row


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_title_above_the_column_names_is_one_finding(tmp_path: Path, separator: str) -> None:
    cadres = "DANH SÁCH CÁN BỘ, HUYỆN\n\n" + "cadre,name,birth_date\nc1,An,1970\nc2,Bình,1980\n".replace(",", separator)
    assert [line.replace(", HUYỆN", "") for line in lines_of(tmp_path, {"cadres.csv": cadres})] == [
        "cadres.csv:3: error: the column names seem to be in row 3 [DANH SÁCH CÁN BỘ]. Delete the rows above."
    ]


def test_headings_none_of_which_is_known_are_one_finding(tmp_path: Path) -> None:
    rules = "name: small\nas_of: 2026-01-01\nrules: vn-2022\n"
    units = "mã,tên\nxa_a,Xã A\n"
    bench = "mã,chỗ\nc2,chair\n"
    posts = "post,unit,title\nchair,xa_a,staff\n"
    cadres = "mã,họ tên,ngày sinh\nc1,An,1970\n"
    files = {"scenario.yaml": rules, "units.csv": units, "posts.csv": posts, "cadres.csv": cadres, "bench.csv": bench}
    lines = lines_of(tmp_path, {**files})
    assert [line.partition(" Name the columns ")[0] for line in lines] == [
        "units.csv:1: error: none of the column names is known [mã, tên].",
        "cadres.csv:1: error: none of the column names is known [mã, họ tên, ngày sinh].",
        "bench.csv:1: error: none of the column names is known [mã, chỗ].",
    ]
    assert lines[2].endswith("Name the columns cadre, post (required); also known are since, ready.")


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([], 0),
        ([["a"], ["cadre", "name"]], 1),
        ([["a"], ["cadre", "x"]], 0),
        ([["a"], ["cadre", "cadre"]], 0),
        ([["cadre", "name"], ["cadre", "name"]], 0),
    ],
)
def test_only_two_known_names_make_a_later_row_the_header(rows: list[list[str]], row: int) -> None:
    assert header_row(rows, ("cadre", "name", "sex")) == row
