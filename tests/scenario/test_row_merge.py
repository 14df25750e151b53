"""Rows laid over rows: found by id, cells replaced, new ones last, some taken out."""

from pathlib import Path

import pytest
from support.alternatives import EXTENDS, findings_of, resolved, write_alternative, write_base

POSTS = "post,unit,weight,holder,own\nchair,xa_a,1,c1,a\nvice,xa_b,2,,b\n"
COLUMNS = ["post", "unit", "weight", "holder", "own"]


def posts_of(folder: Path, rows: str = "", **files: str) -> list[list[object]]:
    """The posts of an alternative with rows and csv files."""
    write_base(folder, posts=POSTS)
    other = write_alternative(folder, scenario=f"{EXTENDS}rows:{rows}\n", **files)
    return resolved(other).posts[COLUMNS].to_numpy().tolist()


def lines_of_rows(folder: Path, rows: str, **files: str) -> list[str]:
    write_base(folder, posts=POSTS)
    lines = findings_of(write_alternative(folder, scenario=f"{EXTENDS}{rows}", **files))
    return [line for line in lines if ": note: " not in line]


CHAIR: list[object] = ["chair", "xa_a", 1, "c1", "a"]
VICE: list[object] = ["vice", "xa_b", 2, "", "b"]


def test_filled_cells_of_a_csv_file_replace_and_blank_ones_keep(tmp_path: Path) -> None:
    posts = "weight,post,holder,own\n,vice,c2,\n5,third,,c\n"
    assert posts_of(tmp_path, posts=posts) == [CHAIR, ["vice", "xa_b", 2, "c2", "b"], ["third", "", 5, "", "c"]]


def test_named_cells_of_rows_replace_and_one_without_a_value_is_cleared(tmp_path: Path) -> None:
    rows = " {posts: [{post: chair, holder: , weight: 9}, {post: third, unit: xa_b, holder: [c1]}]}"
    assert posts_of(tmp_path, rows) == [["chair", "xa_a", 9, "", "a"], VICE, ["third", "xa_b", 1, "c1", ""]]


def test_a_row_is_taken_out_wherever_it_was_written(tmp_path: Path) -> None:
    rows = " {posts: [{post: chair, remove: true}, {post: third, remove: true}]}"
    assert posts_of(tmp_path, rows, posts="post\nthird\nfourth\n") == [VICE, ["fourth", "", 1, "", ""]]


def test_a_row_of_several_ids_is_found_by_all_of_them(tmp_path: Path) -> None:
    write_base(tmp_path, posts=POSTS, pins="action,cadre,post,reason\nFORBID,c2,chair,a\nlist,c2,chair,b\n")
    rows = "rows: {pins: [{action: forbid, cadre: c2, post: chair, remove: true}]}\n"
    other = write_alternative(tmp_path, scenario=EXTENDS + rows, pins="action,cadre,post,reason\nlist,c2,chair,c\n")
    assert resolved(other).pins[["action", "reason"]].to_numpy().tolist() == [["list", "c"]]


def test_a_table_may_be_new(tmp_path: Path) -> None:
    write_base(tmp_path)
    rows = "rows:\n  sessions:\n    - {session: s, grants: theory=primary, starts_on: 2026-03-01, cost: 5}\n"
    other = resolved(write_alternative(tmp_path, scenario=EXTENDS + rows, relatives="cadre_a,cadre_b\nc1,c2\n"))
    assert other.tables["sessions"][["session", "starts_on", "cost"]].to_numpy().tolist() == [["s", "2026-03-01", 5]]
    assert len(other.tables["relatives"]) == 1
    assert other.place("sessions", 0) == "scenario.yaml:5"


def test_new_columns_are_the_planners_own(tmp_path: Path) -> None:
    write_base(tmp_path)
    rows = "rows: {cadres: [{cadre: c2, lang: tày}]}\n"
    other = resolved(write_alternative(tmp_path, scenario=EXTENDS + rows, cadres="cadre,village\nc1,north\n"))
    assert other.cadres[["village", "lang"]].to_numpy().tolist() == [["north", ""], ["", "tày"]]


@pytest.mark.parametrize(("value", "cell"), [("true", "yes"), ("3.0", "3"), ("0.5", "0.5"), ("2026-01", "2026-01")])
def test_values_are_cells_as_one_writes_them(tmp_path: Path, value: str, cell: str) -> None:
    write_base(tmp_path)
    rows = f"rows: {{cadres: [{{cadre: c2, lang: {value}}}]}}\n"
    assert resolved(write_alternative(tmp_path, scenario=EXTENDS + rows)).cadres["lang"].tolist() == ["", cell]


def test_what_is_not_there_cannot_be_taken_out(tmp_path: Path) -> None:
    rows = (
        "rows:\n  posts:\n    - {post: chairs, remove: true}\n"
        "  pins:\n    - {action: keep, cadre: c1, post: chair, remove: true}\n"
    )
    assert lines_of_rows(tmp_path, rows) == [
        "scenario.yaml:5: error: there is no such row to take out [chairs]. Did you mean chair?",
        "scenario.yaml:7: error: there is no such row to take out [keep, c1, chair]. "
        "Correct action and cadre and post, or delete this row.",
    ]


def test_unknown_tables_and_columns_get_the_ones_that_were_probably_meant(tmp_path: Path) -> None:
    rows = (
        "rows:\n  post: []\n  people: []\n  posts:\n    - {post: chair, wieght: 2}\n    - {psot: chair}\n"
        "    - {post: vice, remov: true}\n"
    )
    remedy = "or give your own column a name that is less like it."
    assert lines_of_rows(tmp_path, rows) == [
        "scenario.yaml:4: error: no known table [post]. Did you mean posts?",
        "scenario.yaml:5: error: no known table [people]. "
        "The tables are units, posts, cadres, titles, bench, relatives, sessions, pins, fit.",
        f"scenario.yaml:7: error: no known column, but much like weight [wieght]. Write weight, {remedy}",
        f"scenario.yaml:8: error: no known column, but much like post [psot]. Write post, {remedy}",
        f"scenario.yaml:9: error: no known column, but much like remove [remov]. Write remove, {remedy}",
    ]


def test_every_row_says_its_id_once(tmp_path: Path) -> None:
    rows = "rows:\n  posts:\n    - {weight: 2}\n    - {post: vice}\n    - {post: vice}\n  pins:\n    - {cadre: c1}\n"
    assert lines_of_rows(tmp_path, rows) == [
        "scenario.yaml:5: error: the row does not say its post. Write post in each row.",
        "scenario.yaml:7: error: the same post stands in an earlier row [vice]. "
        "It stands at scenario.yaml:6; keep one of the two rows.",
        "scenario.yaml:9: error: the row does not say its action and post. "
        "Write action and cadre and post in each row.",
    ]


@pytest.mark.parametrize(
    ("rows", "line", "key"),
    [("[a]", 3, "rows"), ("{posts: chair}", 3, "rows.posts"), ("\n  posts:\n    - chair", 5, "a row")],
)
def test_rows_are_lists_of_mappings_by_table(tmp_path: Path, rows: str, line: int, key: str) -> None:
    (told,) = lines_of_rows(tmp_path, f"rows: {rows}\n")
    assert told.startswith(f"scenario.yaml:{line}: error: {key} does not take this value")
    assert told.endswith("Write rows: {posts: [{post: chair, weight: 2}]}, with a list of rows for each table.")


def test_a_cell_takes_one_value(tmp_path: Path) -> None:
    rows = "rows:\n  posts:\n    - {post: vice, weight: [1, 2], unit: {a: b}, holder: [[c1]], remove: maybe}\n"
    remedy = "Write a text, a number, yes or no."
    assert sorted(lines_of_rows(tmp_path, rows)) == [
        f"scenario.yaml:5: error: holder does not take this value. {remedy}",
        "scenario.yaml:5: error: remove takes true only [maybe]. Write remove: true.",
        f"scenario.yaml:5: error: unit does not take this value. {remedy}",
        f"scenario.yaml:5: error: weight does not take this value. {remedy}",
    ]


def test_a_csv_file_needs_the_ids_and_no_misspelt_columns(tmp_path: Path) -> None:
    write_base(tmp_path, posts=POSTS + "third,xa_a,1,,\n")
    files = {"posts": "post,wieght,own\nvice,2,c\n", "cadres": "name\nAn\n"}
    assert [line for line in findings_of(write_alternative(tmp_path, **files)) if "note" not in line] == [
        "posts.csv:1: error: no known column, but much like weight [wieght]. "
        "Write weight, or give your own column a name that is less like it.",
        "cadres.csv:1: error: cadre is missing. Add the column cadre, which says which row is meant.",
    ]


def test_a_csv_file_names_each_row_once(tmp_path: Path) -> None:
    write_base(tmp_path, posts=POSTS)
    files = {"posts": "post,weight\nvice,2\nvice,3\n,4\nchair,1,1\n"}
    lines = [line for line in findings_of(write_alternative(tmp_path, **files)) if "note" not in line]
    assert lines == [
        "posts.csv:3: error: the same post stands in an earlier row [vice]. "
        "It stands at posts.csv:2; keep one of the two rows.",
        "posts.csv:4: error: post is blank. Fill it in, or delete the row.",
        "posts.csv:5: error: the number of cells is 3, but the header has 2 [1]. "
        "Put a cell that holds the separator itself in double quotes.",
    ]


def test_removing_rows_keeps_the_places_of_the_others(tmp_path: Path) -> None:
    rows = "rows:\n  posts:\n    - {post: chair, remove: true}\n    - {post: third, weight: 0}\n"
    write_base(tmp_path, posts=f"{POSTS}third,xa_b,1,,\nfourth,xa_b,0,,\n")
    lines = findings_of(write_alternative(tmp_path, scenario=EXTENDS + rows))
    assert [line.partition(": error")[0] for line in lines if ": error" in line] == [
        "scenario.yaml:6",
        "../base/posts.csv:5",
    ]


def errors_of(path: Path) -> list[str]:
    return [line for line in findings_of(path) if ": error" in line]


def test_rows_of_the_base_that_name_a_removed_post_tell_how_they_go_too(tmp_path: Path) -> None:
    write_base(
        tmp_path,
        posts=f"{POSTS}third.1,xa_b,1,,\n",
        bench="cadre,post\nc2,third.1\n",
        pins="action,cadre,post\nforbid,c2,third.1\n",
    )
    removed = "rows:\n  posts:\n    - {post: third.1, remove: true}\n"
    why = "the post is not in posts [third.1]. scenario.yaml:5 takes third.1 out of posts; there take out this row, too"
    bench = '  bench: [{cadre: c2, post: "third.1", remove: true}]'
    pins = '  pins: [{action: forbid, cadre: c2, post: "third.1", remove: true}]'
    assert errors_of(write_alternative(tmp_path, "first", scenario=EXTENDS + removed)) == [
        f"../base/bench.csv:2: error: {why}, under rows:{bench[1:]}.",
        f"../base/pins.csv:2: error: {why}, under rows:{pins[1:]}.",
    ]
    settings = f"{EXTENDS}{removed}{bench}\n{pins}\n"
    assert errors_of(write_alternative(tmp_path, "second", scenario=settings)) == []


def test_a_row_of_the_alternative_that_names_a_removed_post_is_corrected(tmp_path: Path) -> None:
    write_base(tmp_path, posts=f"{POSTS}third,xa_b,1,,\n")
    rows = "rows: {posts: [{post: third, remove: true}], bench: [{cadre: c2, post: third}]}\n"
    assert errors_of(write_alternative(tmp_path, scenario=EXTENDS + rows)) == [
        "scenario.yaml:3: error: the post is not in posts [third]. Correct third, or add it to posts."
    ]


def test_all_rows_of_a_table_that_is_needed_cannot_go(tmp_path: Path) -> None:
    rows = "rows: {posts: [{post: chair, remove: true}, {post: vice, remove: true}]}\n"
    assert lines_of_rows(tmp_path, rows) == [
        "../base/posts.csv:1: error: the table has no rows. Write at least one row of posts."
    ]
