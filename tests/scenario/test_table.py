"""Columns of a table, and rows that stand twice."""

from pathlib import Path

import pytest
from support.scenario_files import VALID, lines_of
from support.scenarios import scenario

from planner.scenario.columns import TABLES


def test_every_table_has_its_columns_in_order_and_their_kinds() -> None:
    small = scenario(posts="post\nchair", cadres="cadre\nc1")
    assert all(tuple(small.tables[name].columns) == table.names for name, table in TABLES.items())
    assert {name: str(kind) for name, kind in small.posts.dtypes.items()} == {
        **dict.fromkeys(("post", "unit", "title", "holder", "held_since", "vacant_from"), "str"),
        **dict.fromkeys(("seats", "weight"), "int64"),
        **dict.fromkeys(("key", "backfill"), "bool"),
        **dict.fromkeys(("bench_min", "bench_max"), "Int64"),
    }
    assert str(small.units["lat"].dtype) == "float64"
    assert str(small.tables["titles"]["head"].dtype) == "boolean"


def test_a_missing_required_column_is_named(tmp_path: Path) -> None:
    fit = "cadre,post\nc1,chair\n"
    assert lines_of(tmp_path, {"fit.csv": fit}) == [
        "fit.csv:1: error: the column score is missing. Add the column score with a value in every row."
    ]


@pytest.mark.parametrize("written", ["birthdate", "Birth Date", "birth-date", "brith_date"])
def test_a_misspelt_column_is_an_error_with_the_right_name(tmp_path: Path, written: str) -> None:
    assert lines_of(tmp_path, {"cadres.csv": f"cadre,{written}\nc1,1970\n"}) == [
        f"cadres.csv:1: error: no known column, but much like birth_date [{written}]. "
        "Write birth_date, or give your own column a name that is less like it."
    ]


def test_further_columns_are_kept_as_text_after_the_known_ones() -> None:
    small = scenario(posts="post\nchair", cadres="lang cadre shoe\ntày c1 41\n- c2 -")
    assert small.cadres.columns[-2:].tolist() == ["lang", "shoe"]
    assert small.cadres[["lang", "shoe"]].to_numpy().tolist() == [["tày", "41"], ["", ""]]


def test_a_column_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,name,name\nc1,An,An\n"}) == [
        "cadres.csv:1: error: the column stands twice [name]. Keep one of the two columns, or rename one."
    ]


def test_cells_below_a_column_without_a_name_are_an_error(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,,\nc1,x,\n"}) == [
        "cadres.csv:1: error: a column has no name. Name the column, or clear its cells."
    ]


def test_a_repeated_id_names_the_first_line(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,name\nc1,An\nc2,Bình\nc1,Chi\n"}) == [
        "cadres.csv:4: error: the same cadre stands in an earlier row [c1]. "
        "It stands at cadres.csv:2; keep one of the two rows."
    ]


def test_a_repeated_pair_is_found_as_well(tmp_path: Path) -> None:
    bench = "cadre,post\nc1,chair\nc1,vice\nc2,chair\nc1,chair\n"
    assert lines_of(tmp_path, {"bench.csv": bench}) == [
        "bench.csv:5: error: the same cadre and post stands in an earlier row [chair]. "
        "It stands at bench.csv:2; keep one of the two rows."
    ]


def test_a_blank_required_cell_is_an_error(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"fit.csv": "cadre,post,score\nc1,chair,\n"}) == [
        "fit.csv:2: error: score is blank. Fill it in, or delete the row."
    ]


def test_the_same_mistake_is_shown_twenty_times_and_then_counted(tmp_path: Path) -> None:
    cadres = "cadre,birth_date\nc1,\n" + "".join(f"d{row},unknown\n" for row in range(50))
    lines = lines_of(tmp_path, {"cadres.csv": cadres})
    assert len(lines) == 21
    assert lines[0].startswith("cadres.csv:3: error: birth_date is not a date [unknown].")
    assert lines[19].startswith("cadres.csv:22: error: birth_date is not a date [unknown].")
    assert lines[20] == "cadres.csv:23: error: and 30 more like it: birth_date is not a date. Mend them the same way."


def test_columns_that_are_not_known_are_told_where_a_known_one_is_missing(tmp_path: Path) -> None:
    first = ",".join(name for name in TABLES["cadres"].names if name not in ("degree", "field", "grade"))
    cadres = f"{first},bằng cấp,lang\nc1{',' * first.count(',')},đại học,tày\n"
    target = "mix: [{name: a, column: lang, values: [tày], at_least: 1}]\n"
    files = {"posts.csv": "post\nchair\n", "cadres.csv": cadres, "scenario.yaml": VALID["scenario.yaml"] + target}
    assert lines_of(tmp_path, {**files}) == [
        "cadres.csv:1: note: these columns are not known and kept as your own [bằng cấp]. Nothing to do if they are."
    ]


def test_columns_of_ones_own_are_not_told_where_no_known_one_is_missing(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"bench.csv": "cadre,post,since,ready,remark\nc2,chair,,,x\n"}) == []
