"""The commands that ask how a plan holds up, on the scenario that ``new`` writes."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import commands


def planner(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario that ``new`` writes."""
    folder = tmp_path_factory.mktemp("strength") / "small"
    assert planner("new", folder).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def solved(small: Path) -> Path:
    """Its plan."""
    plan = small.parent / "plan"
    answer = planner("solve", small, "--out", plan)
    assert answer.exit_code == 0, answer.output
    return plan


def test_resilience_tells_the_fewest_losses_that_are_too_many(solved: Path) -> None:
    answer = planner("resilience", solved)
    told = json.loads(planner("resilience", solved, "--json").stdout)

    assert answer.exit_code == 0, answer.output
    assert answer.stdout.startswith(f"{told['date']}: ")
    assert told["whole"]["borne"] == max(len(told["whole"]["departed"]) - 1, 0)
    assert {unit["of"] for unit in told["units"]} == {"doi-thong", "suoi-vang"}


def test_resilience_takes_a_month_of_the_plan_only(solved: Path) -> None:
    outside, wrong = planner("resilience", solved, "--at", "1999-01"), planner("resilience", solved, "--at", "soon")

    assert (outside.exit_code, wrong.exit_code) == (2, 2)
    assert "1999-01 is not within the plan" in outside.stderr
    assert planner("resilience", solved, "--at", "2027-01", "--json").exit_code == 0


def test_simulate_tells_what_it_assumed_and_writes_all_tables(small: Path, solved: Path, tmp_path: Path) -> None:
    out = tmp_path / "simulated"
    answer = planner("simulate", small, solved, "--runs", "50", "--out", out)
    told = json.loads(planner("simulate", small, solved, "--runs", "50", "--json").stdout)

    assert answer.exit_code == 0, answer.output
    assert "assumptions of this program, measured nowhere" in " ".join(answer.stdout.split())
    files = {path.name for path in out.iterdir()}
    assert files == {"departures.csv", "summary.csv", "chains.csv", "posts.csv", "units.csv", "simulation.png"}
    assert (told["runs"], told["seed"], told["plans"]) == (50, 1, ["plan"])
    assert told["settings"]["refill_months"] == 1
    assert [row["measure"] for row in told["summary"]][:2] == ["empty", "in_all"]


def test_simulate_compares_plans_by_their_folders(small: Path, solved: Path, tmp_path: Path) -> None:
    other = tmp_path / "plan"
    shutil.copytree(solved, other)
    told = json.loads(planner("simulate", small, solved, other, "--runs", "20", "--json").stdout)

    assert told["plans"] == [f"{solved.parent.name}/plan", f"{tmp_path.name}/plan"]
    assert all(row["same"] == 1 for row in told["differences"])
    assert "Compared with" in planner("simulate", small, solved, other, "--runs", "20").stdout


def test_simulate_refuses_a_plan_of_another_date(small: Path, solved: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    shutil.copytree(small, later)
    settings = later / "scenario.yaml"
    settings.write_text(settings.read_text("utf-8").replace("as_of: 2026-01-01", "as_of: 2026-07-01"), "utf-8")
    answer = planner("simulate", later, solved, "--runs", "20")

    assert answer.exit_code == 2
    assert "is of another date than the scenario" in answer.stderr


def test_drift_finds_nothing_in_the_data_that_were_planned(small: Path, solved: Path) -> None:
    answer = planner("drift", small, solved)

    assert answer.exit_code == 0, answer.output
    assert "Nothing in the plan is against the newer data." in answer.stdout


@pytest.fixture(scope="module")
def newer(small: Path, solved: Path) -> Path:
    """The scenario when somebody whom the plan places is under discipline."""
    folder = small.parent / "newer"
    shutil.copytree(small, folder)
    stints = (solved / "stints.csv").read_text("utf-8").splitlines()
    placed = next(line.split(",")[0] for line in stints[1:] if ",holds," not in line)
    cadres = folder / "cadres.csv"
    with cadres.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    table = [{**row, "discipline_until": "2099-01-01" if row["cadre"] == placed else ""} for row in table]
    with cadres.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return folder


def test_drift_tells_what_no_longer_holds(newer: Path, solved: Path) -> None:
    answer = planner("drift", newer, solved)
    told = json.loads(planner("drift", newer, solved, "--json").stdout)

    assert answer.exit_code == 1
    assert "No longer holds" in answer.stdout
    assert any("is under discipline until 2099-01-01" in row["message"] for row in told["standing"])
    assert not told["ok"]
    assert "discipline" in {row["rule"] for row in told["standing"]}


def test_drift_plans_anew_with_old_and_new_side_by_side(newer: Path, solved: Path, tmp_path: Path) -> None:
    answer = planner("drift", newer, solved, "--out", tmp_path / "next")

    assert answer.exit_code == 0, answer.output
    assert "The plan that changes least, where it differs" in answer.stdout
    assert {path.name for path in (tmp_path / "next").iterdir()} == {"plan", "standing.csv", "differences.csv"}
    verified = planner("verify", tmp_path / "next" / "plan" / "scenario", tmp_path / "next" / "plan")
    assert verified.exit_code == 0, verified.output


def test_drift_plans_anew_only_into_a_folder(newer: Path, solved: Path) -> None:
    answer = planner("drift", newer, solved, "--goals-first")
    assert answer.exit_code == 2
    assert "name a folder with --out" in answer.stderr
