"""A plan's folder: read back as it was written, never half written, never over somebody's files."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from support.office_plan import office_plan
from support.term_plan import term_plan

from planner.api import solve
from planner.plan import store
from planner.plan.plan import PLAN_TABLES
from planner.plan.verify import verify
from planner.scenario.findings import InputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written = tmp_path / "plan"
    store.write(office_plan(), written)
    return written


def findings(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        store.read(folder)
    return str(caught.value)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_plan_is_read_back_as_it_was_written(folder: Path) -> None:
    plan, again = office_plan(), store.read(folder)
    assert (again.status, again.tiers, dict(again.provenance)) == (plan.status, plan.tiers, dict(plan.provenance))
    assert again.scenario.digest == plan.scenario.digest
    for name in PLAN_TABLES:
        pd.testing.assert_frame_equal(again.tables[name], plan.tables[name], check_dtype=False)
    assert verify(again.scenario, again).ok


def test_returns_courses_and_review_are_read_back(tmp_path: Path) -> None:
    plan = term_plan()
    store.write(plan, tmp_path / "plan")
    again = store.read(tmp_path / "plan")
    for name in PLAN_TABLES:
        pd.testing.assert_frame_equal(again.tables[name], plan.tables[name], check_dtype=False)
    assert (str(again.returns["step"].dtype), str(again.moves["step"].dtype)) == ("Int64", "int64")
    assert verify(again.scenario, again).ok


TRACE_CSV = "province,tier,phase,value,bound,seconds\n,,relax,,,0.0\n,fill,relax,8,,0.25\nta,fill,done,6,6,1.5\n"


def test_the_steps_of_the_solve_are_read_back(folder: Path, tmp_path: Path) -> None:
    (folder / "trace.csv").write_text(TRACE_CSV, encoding="utf-8")
    again = store.read(folder)
    assert again.trace["province"].tolist() == ["", "", "ta"]
    assert again.trace["value"].tolist() == [pd.NA, 8, 6]
    assert again.trace["seconds"].tolist() == [0.0, 0.25, 1.5]
    store.write(again, tmp_path / "again")
    assert (tmp_path / "again" / "trace.csv").read_text("utf-8") == TRACE_CSV


def test_steps_of_an_older_program_that_name_no_province_are_read(folder: Path) -> None:
    (folder / "trace.csv").write_text("tier,phase,value,bound,seconds\n,relax,,,0.0\nta,planned,6,6,1.5\n", "utf-8")
    again = store.read(folder)
    assert again.trace["province"].tolist() == ["", ""]
    assert again.trace["tier"].tolist() == ["", "ta"]


def test_a_plan_without_the_steps_of_its_solve_is_read_and_verified(folder: Path) -> None:
    (folder / "trace.csv").unlink()
    plan = store.read(folder)
    assert plan.trace.empty
    assert verify(plan.scenario, plan).ok


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1.5", "soon", "trace.csv:4: error: the seconds is not a number [soon]"),
        ("6,6", "6,x", "trace.csv:4: error: the bound is not a whole number [x]"),
        (",relax,,", ",,,", "trace.csv:2: error: the phase is blank"),
        ("phase", "fase", "trace.csv:1: error: the column phase is missing"),
    ],
)
def test_a_broken_step_is_found_where_it_is_broken(folder: Path, old: str, new: str, message: str) -> None:
    (folder / "trace.csv").write_text(TRACE_CSV.replace(old, new, 1), encoding="utf-8")
    assert message in findings(folder)


def test_solving_again_gives_the_same_bytes_but_for_seconds(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        store.write(solve(office_plan().scenario), folder)
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    for file in files:
        if file.name not in ("plan.json", "trace.csv"):
            assert (one / file).read_bytes() == (other / file).read_bytes()
    assert timeless(json.loads((one / "plan.json").read_text("utf-8"))) == timeless(
        json.loads((other / "plan.json").read_text("utf-8"))
    )


def timeless(told: Any) -> Any:
    """The content of plan.json without what is measured in seconds."""
    if isinstance(told, dict):
        return {key: timeless(value) for key, value in told.items() if key != "seconds"}
    return [timeless(value) for value in told] if isinstance(told, list) else told


def test_tables_that_a_spreadsheet_has_saved_with_semicolons_are_read(folder: Path) -> None:
    plan = store.read(folder)
    for name in ("stints", "bench"):
        table = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        table.to_csv(folder / f"{name}.csv", sep=";", index=False)
    again = store.read(folder)
    for name in ("stints", "bench"):
        pd.testing.assert_frame_equal(again.tables[name], plan.tables[name])


def test_a_plan_of_an_older_program_is_told(folder: Path) -> None:
    edit(folder / "plan.json", '"format": 4', '"format": 1')
    (folder / "returns.csv").unlink()
    found = findings(folder)
    assert "plan.json: format: error: Input should be 4 [1]. Solve the scenario again" in found


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("stints", ",dual,", ",double,", "stints.csv:6: error: the how cannot have this value [double]"),
        ("stints", ",returns,", ",goes,", "stints.csv:3: error: the until cannot have this value [goes]"),
        ("bench", "2026-09-01", "autumn", "bench.csv:2: error: the ready_on is not a date [autumn]"),
        ("returns", "2023-07-01", "", "returns.csv:2: error: the since is blank"),
        ("returns", ",1,", ",up,", "returns.csv:2: error: the step is not a whole number [up]"),
        ("returns", ",returns,", ",left,", "returns.csv:2: error: the outcome cannot have this value [left]"),
        ("training", ",no,", ",perhaps,", "training.csv:2: error: the priority cannot have this value [perhaps]"),
        ("training", ",post,", ",luck,", "training.csv:2: error: the why cannot have this value [luck]"),
        ("training", "2026-09-01", "", "training.csv:2: error: the ends_on is blank"),
        ("review", ",remove,", ",drop,", "review.csv:2: error: the action cannot have this value [drop]"),
        ("review", "2024-05-01", "May", "review.csv:2: error: the since is not a date [May]"),
    ],
)
def test_a_broken_cell_of_the_wider_tables_is_found(
    tmp_path: Path, table: str, old: str, new: str, message: str
) -> None:
    store.write(term_plan(), tmp_path / "plan")
    edit(tmp_path / "plan" / f"{table}.csv", old, new)
    assert message in findings(tmp_path / "plan")


def test_an_empty_plan_is_read_back(tmp_path: Path) -> None:
    plan = office_plan(status="infeasible")
    empty = replace(plan, tiers=(), tables={name: frame.iloc[:0] for name, frame in plan.tables.items()})
    store.write(empty, tmp_path / "plan")
    again = store.read(tmp_path / "plan")
    assert again.status == "infeasible"
    assert all(again.tables[name].empty for name in PLAN_TABLES)


def test_whole_numbers_stay_whole_and_blanks_stay_blank(folder: Path) -> None:
    mix = store.read(folder).mix
    assert str(mix["planned"].dtype) == "int64"
    assert str(mix["upper"].dtype) == "Int64"
    assert mix["upper"].isna().all()


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    store.write(office_plan(), first)
    store.write(store.read(first), second)
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert Path("plan.json") in files
    assert Path("scenario/scenario.yaml") in files
    for file in files:
        assert (first / file).read_bytes() == (second / file).read_bytes()


def test_files_are_plain_utf8_with_line_feeds(folder: Path) -> None:
    content = (folder / "stints.csv").read_bytes()
    assert content.startswith(b"cadre,name,post,")
    assert "Nông Văn A".encode() in content
    assert b"\r" not in content
    assert "seconds" not in content.decode()


def test_a_former_plan_is_replaced_whole(folder: Path) -> None:
    (folder / "charts").mkdir()
    store.write(office_plan(status="feasible"), folder)
    assert store.read(folder).status == "feasible"
    assert not (folder / "charts").exists()


def test_a_plan_folder_with_somebodys_notes_is_left_alone(folder: Path) -> None:
    (folder / "notes.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(store.PlanFolderError, match=r"notes\.docx"):
        store.write(office_plan(), folder)
    assert (folder / "notes.docx").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_and_missing_parents_are_used(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    store.write(office_plan(), tmp_path / "empty")
    store.write(office_plan(), tmp_path / "new" / "deep")
    assert store.read(tmp_path / "empty").status == store.read(tmp_path / "new" / "deep").status == "optimal"


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(store.PlanFolderError, match="holds files but no plan"):
        store.write(office_plan(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_not_taken_for_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "plan"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(store.PlanFolderError, match="is a file"):
        store.write(office_plan(), file)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_write_that_fails_leaves_the_former_plan_and_nothing_else(folder: Path) -> None:
    before = (folder / "plan.json").read_bytes()
    unwritable = replace(office_plan(), provenance={"seed": object()})
    with pytest.raises(TypeError):
        store.write(unwritable, folder)
    assert (folder / "plan.json").read_bytes() == before
    assert [path.name for path in folder.parent.iterdir()] == ["plan"]


@pytest.mark.parametrize("moved", ["fresh", "plan"])
def test_ctrl_c_between_the_two_moves_leaves_the_former_plan(
    moved: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == "fresh" == moved:
            raise KeyboardInterrupt
        done = rename(path, target)
        if path.name == moved:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.write(office_plan(status="feasible"), folder)
    assert store.read(folder).status == "optimal"
    assert [path.name for path in folder.parent.iterdir()] == ["plan"]


def test_what_killed_writes_left_is_removed_after_an_hour(folder: Path) -> None:
    old, young, other = (folder.parent / name for name in (".plan-abcd1234", ".plan-wxyz5678", ".plan-of-mine"))
    for leftover in (old, young, other):
        (leftover / "fresh").mkdir(parents=True)
    for leftover in (old, other):
        os.utime(leftover, (0, 0))
    store.write(office_plan(), folder)
    assert [left.exists() for left in (old, young, other)] == [False, True, True]


def test_a_write_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        store.write(replace(office_plan(), provenance={"seed": object()}), tmp_path / "plan")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_plan_is_said_to_be_none(tmp_path: Path) -> None:
    assert "there is no plan.json in" in findings(tmp_path)
    assert "there is no plan.json in" in findings(tmp_path / "absent")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"optimal"', '"perfect"', "plan.json: status: error: Input should be 'optimal'"),
        ('"format": 4', '"format": 1', "plan.json: format: error: Input should be 4 [1]"),
        ('"value": 6', '"value": "6"', "plan.json: tiers.0.value: error: Input should be a valid integer"),
        ('"sense": "min"', '"sense": "down"', "plan.json: tiers.0.sense: error"),
        ('  "status"', '  "note": 1, "status"', "plan.json: note: error: Extra inputs are not permitted"),
        ('"seconds": 0.5', '"seconds": NaN', "plan.json: tiers.0.seconds: error: Input should be a finite number"),
        ('"seconds": 0.5', '"seconds": -1.0', "plan.json: tiers: error: tier fill has a negative time"),
        ('"gap": 0.0', '"gap": NaN', "plan.json: tiers.0.gap: error: Input should be a finite number"),
        ('"bound": 6', f'"bound": -1{"0" * 400}', "tier fill has a value, bound or gap beyond"),
        ('"name": "fill"', '"name": "full"', "the tiers are not the goals of the plan's own scenario, fill, bench"),
        ('"status": "optimal",', "", "plan.json: status: error: Field required"),
        ('"status": "optimal"', '"status": "optimal', "plan.json:4: error: Invalid JSON"),
    ],
)
def test_a_broken_plan_json_is_found_where_it_is_broken(folder: Path, old: str, new: str, message: str) -> None:
    edit(folder / "plan.json", old, new)
    assert message in findings(folder)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ended_by", ["time"]),
        ("ended_by", "tea"),
        ("seconds", 3),
        ("seconds", {"solve": "long"}),
        ("seed", -1),
        ("digest", 7),
        ("versions", []),
        ("columns", "many"),
        ("provinces", ["ta"]),
        ("provinces", {"ta": {"values": ["many"]}}),
        ("provinces", {"ta": {"seconds": {"solve": -1.0}}}),
    ],
)
def test_a_provenance_that_commands_cannot_read_is_found(folder: Path, key: str, value: object) -> None:
    head = json.loads((folder / "plan.json").read_text("utf-8"))
    head["provenance"][key] = value
    (folder / "plan.json").write_text(json.dumps(head), "utf-8")
    assert findings(folder).startswith(f"plan.json: provenance.{key}")


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_plan_json_of_something_else_is_a_finding(folder: Path, content: bytes) -> None:
    (folder / "plan.json").write_bytes(content)
    assert "plan.json" in findings(folder)


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("stints", "until", "unless", "stints.csv:1: error: the column until is missing"),
        ("stints", "2026-07-01", "2026-13-01", "stints.csv:2: error: the start is not a date [2026-13-01]"),
        ("stints", "promotion", "luck", "stints.csv:2: error: the how cannot have this value [luck]"),
        ("stints", "chair_a", "", "stints.csv:2: error: the post is blank"),
        ("vacancies", ",6,", ",six,", "vacancies.csv:2: error: the months is not a whole number [six]"),
        ("bench", ",add", "", "bench.csv:2: error: the number of cells is 7"),
        ("bench", "near", '"near', "bench.csv: error: the file is no csv table"),
        ("mix", ",3,", ",,", ""),
    ],
)
def test_a_broken_table_is_found_where_it_is_broken(folder: Path, table: str, old: str, new: str, message: str) -> None:
    edit(folder / f"{table}.csv", old, new)
    if message:
        assert message in findings(folder)
    else:
        assert store.read(folder).mix["lower"].isna().sum() == 1


def test_everything_wrong_is_said_at_once(folder: Path) -> None:
    (folder / "bench.csv").unlink()
    edit(folder / "mix.csv", "2027-07-01", "later")
    edit(folder / "scenario" / "posts.csv", "chair_a", "vice_a")
    found = findings(folder)
    assert "bench.csv: error: the plan lacks bench.csv" in found
    assert "mix.csv:2: error: the date is not a date [later]" in found
    assert "scenario/posts.csv:" in found


def test_a_plan_without_its_scenario_is_found(folder: Path) -> None:
    for file in (folder / "scenario").iterdir():
        file.unlink()
    assert "scenario/scenario.yaml" in findings(folder)


def test_plan_json_and_the_steps_alone_know_the_times(folder: Path) -> None:
    measured = [path.name for path in folder.glob("*.csv") if "seconds" in path.read_text("utf-8")]
    assert measured == ["trace.csv"]
    head = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert [tier["seconds"] for tier in head["tiers"]] == [0.5, 0.25, 0.25, 0.125]
