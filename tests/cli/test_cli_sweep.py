"""`planner sweep`: every point in its own folder, nothing done twice, no fault of one ends the others."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import Result
from support.commands import planner

from planner.plan import store

MOVES = "goals.fit.move=2..10:4"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario that ``new`` writes, with two alternatives."""
    folder = tmp_path_factory.mktemp("sweep") / "small"
    planner("new", folder)
    (folder / "alternatives").mkdir()
    for name, text in (("near", "goals: {fit: {distance: 9}}\n"), ("kept", "goals: {fit: {keep: 20}}\n")):
        (folder / "alternatives" / f"{name}.yaml").write_text(f"name: {name}\nextends: ..\n{text}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def swept(small: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """All alternatives with three values."""
    out = tmp_path_factory.mktemp("swept") / "plans"
    return planner("sweep", small, "--alternatives", "all", "--vary", MOVES, "--out", out, "--workers", "2"), out


def rows(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((out / "sweep.csv").read_text("utf-8").splitlines()))


def test_every_combination_is_a_plan_that_verifies_and_a_row_that_says_what_it_says(swept: tuple[Result, Path]) -> None:
    answer, out = swept
    assert answer.exit_code == 0, answer.output
    table = rows(out)
    assert [(row["alternative"], row["goals.fit.move"]) for row in table] == [
        (name, move) for name in ("", "kept", "near") for move in ("2", "6", "10")
    ]
    for row in table:
        plan = store.read(out / row["folder"])
        assert plan.scenario.settings.goals.fit.move == int(row["goals.fit.move"])
        assert [int(row[tier.name]) for tier in plan.tiers] == [tier.value for tier in plan.tiers]
        folder = out / row["folder"]
        assert planner("verify", folder / "scenario", folder).exit_code == 0
    assert "9 plans" in answer.stdout


def test_what_is_there_is_not_done_again_and_what_is_new_is(small: Path, swept: tuple[Result, Path]) -> None:
    _answer, out = swept
    before = {path: path.stat().st_mtime_ns for path in out.glob("*/plan.json")}
    again = planner(
        "sweep", small, "--alternatives", "kept", "--vary", "goals.fit.move=6,10,14", "--out", out, "--json",
        "--progress", "line",
    )  # fmt: skip
    assert again.exit_code == 0, again.output
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert [row["goals.fit.move"] for row in json.loads(again.stdout)["plans"]] == ["6", "10", "14"]
    assert again.stderr.count("solved before") == 2


def test_another_seed_or_a_changed_scenario_is_done_again(small: Path, tmp_path: Path) -> None:
    arguments = ("sweep", small, "--vary", "goals.fit.move=6", "--out", tmp_path / "plans")
    folder = tmp_path / "plans" / "base,goals.fit.move=6"
    planner(*arguments)
    seeds = [store.read(folder).provenance["seed"]]
    planner(*arguments, "--seed", "77")
    assert [*seeds, store.read(folder).provenance["seed"]] == [1, 77]


def test_a_plan_that_time_cut_short_is_done_again_only_with_more_time(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "plans"
    folder = out / "base,goals.fit.move=6"
    planner("sweep", small, "--vary", "goals.fit.move=6", "--out", out, "--time-limit", "60")
    told = json.loads((folder / "plan.json").read_text("utf-8"))
    told["status"] = "feasible"
    told["tiers"][-1] |= {"bound": told["tiers"][-1]["bound"] + 1, "gap": 1 / max(1, abs(told["tiers"][-1]["value"]))}
    told["provenance"]["ended_by"] = "time"
    (folder / "plan.json").write_text(json.dumps(told), encoding="utf-8")
    planner("sweep", small, "--vary", "goals.fit.move=6", "--out", out, "--time-limit", "60")
    assert store.read(folder).status == "feasible"
    planner("sweep", small, "--vary", "goals.fit.move=6", "--out", out, "--time-limit", "61")
    assert store.read(folder).status == "optimal"


def test_a_plan_that_was_edited_or_damaged_is_made_again(small: Path, tmp_path: Path) -> None:
    arguments = ("sweep", small, "--vary", "goals.fit.move=6", "--out", tmp_path / "plans")
    folder = tmp_path / "plans" / "base,goals.fit.move=6"
    planner(*arguments)
    stints = (folder / "stints.csv").read_text("utf-8")
    (folder / "stints.csv").write_text(stints.rpartition("\n")[0].rpartition("\n")[0] + "\n", encoding="utf-8")
    answer = planner(*arguments)
    assert (answer.exit_code, "solved before" in answer.stdout) == (0, False)
    assert (folder / "stints.csv").read_text("utf-8") == stints
    told = json.loads((folder / "plan.json").read_text("utf-8"))
    told["provenance"] |= {"seconds": "abc", "sweep": "def"}
    (folder / "plan.json").write_text(json.dumps(told), encoding="utf-8")
    answer = planner(*arguments, "--progress", "line")
    assert answer.exit_code == 0, answer.output
    assert planner("report", folder, "--out", tmp_path / "report").exit_code == 0


def test_a_setting_called_as_a_goal_has_a_column_of_its_own(small: Path, tmp_path: Path) -> None:
    answer = planner("sweep", small, "--vary", "mix=[]", "--out", tmp_path / "plans", "--json")
    assert answer.exit_code == 0, answer.output
    (row,) = json.loads(answer.stdout)["plans"]
    assert (row["scenario.mix"], row["mix"]) == ("[]", row["mix_bound"])
    assert planner("sweep", small, "--vary", "mix=[]", "--out", tmp_path / "plans").exit_code == 0


def test_the_fault_of_one_point_does_not_end_the_others_and_is_told_at_the_end(small: Path, tmp_path: Path) -> None:
    answer = planner("sweep", small, "--vary", "goals.fit.move=6,many", "--out", tmp_path / "plans")
    assert answer.exit_code == 1
    assert [row["status"] for row in rows(tmp_path / "plans")] == ["optimal", "error"]
    assert (
        "base, goals.fit.move=many: no plan: --vary goals.fit.move: error: goals.fit.move does not take"
        in answer.stderr
    )


def test_a_folder_that_holds_something_else_is_left_alone(small: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "plans" / "base,goals.fit.move=6" / "letter.txt"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("mine", encoding="utf-8")
    answer = planner("sweep", small, "--vary", "goals.fit.move=6,10", "--out", tmp_path / "plans")
    assert answer.exit_code == 1
    assert f"{foreign.parent} holds no plan.json, so it is no plan; remove it or move it away" in answer.stderr
    assert "Error" not in answer.stderr
    assert foreign.read_text("utf-8") == "mine"
    assert [row["status"] for row in rows(tmp_path / "plans")] == ["error", "optimal"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "Say what to plan"),
        (("--vary", "seed"), "is not KEY=VALUES"),
        (("--vary", "seed=1", "--vary", "seed=2"), "a key is given twice"),
        (("--vary", "seed=nan..5"), "no range of numbers"),
        (("--vary", "seed=1..500", "--vary", "goals.fit.move=1..500"), "these are 250000 plans"),
        (("--vary", "goals.fit.moove=1,2"), "Did you mean move?"),
        (("--alternatives", "neer"), "Did you mean near?"),
        (("--vary", "seed=1", "--cluster", "tcp://127.0.0.1:9"), "no cluster answers"),
    ],
)
def test_bad_usage_is_told_before_anything_is_written(
    small: Path, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    answer = planner("sweep", small, "--out", tmp_path / "plans", *options)
    assert answer.exit_code == 2
    assert message in " ".join(answer.stderr.split())
    assert not (tmp_path / "plans").exists()


def children(of: int) -> set[int]:
    """Processes that a process has begun."""
    return {int(pid) for task in Path(f"/proc/{of}/task").iterdir() for pid in (task / "children").read_text().split()}


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks the kernel for the processes of a process")
def test_after_a_kill_in_the_middle_it_goes_on_where_it_was_and_leaves_no_process(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "plans"
    command = [sys.executable, "-m", "planner", "sweep", str(small), "--vary", "goals.fit.move=1..12", "--workers", "1"]
    process = subprocess.Popen([*command, "--out", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not list(out.glob("*/plan.json")):
        assert process.poll() is None
        time.sleep(0.02)
    begun = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    done = {path: path.stat().st_mtime_ns for path in out.glob("*/plan.json")}
    assert 0 < len(done) < 12
    assert not (out / "sweep.csv").exists()
    again = planner("sweep", small, "--vary", "goals.fit.move=1..12", "--workers", "1", "--out", out)
    assert again.exit_code == 0, again.output
    assert f"12 plans, {len(done)} of them solved before" in " ".join(again.stdout.split())
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert [row["status"] for row in rows(out)] == ["optimal"] * 12
    for _look in range(500):
        if not any(map(running, begun)):
            break
        time.sleep(0.02)
    assert not any(map(running, begun))
