"""The commands that ask how a plan holds up, on the scenario that ``new`` writes."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from support.commands import planner


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


def test_simulate_replaces_nothing_but_a_former_simulation(small: Path, solved: Path, tmp_path: Path) -> None:
    scenario, out = tmp_path / "scenario", tmp_path / "simulated"
    shutil.copytree(small, scenario)
    whole = planner("simulate", scenario, solved, "--runs", "2", "--out", scenario)
    part = tmp_path / "part"
    part.mkdir()
    shutil.copy(scenario / "posts.csv", part)
    half = planner("simulate", scenario, solved, "--runs", "2", "--out", part)
    twice = planner("simulate", small, solved, solved, "--runs", "2", "--out", out)
    again = planner("simulate", small, solved, "--runs", "2", "--out", out)

    assert (whole.exit_code, half.exit_code, twice.exit_code, again.exit_code) == (2, 2, 0, 0)
    assert "which is not of this command" in whole.stderr
    for folder in (scenario, part):
        assert (folder / "posts.csv").read_bytes() == (small / "posts.csv").read_bytes()
    assert not (out / "differences.csv").exists()
    assert str(out / "simulation.png") in again.stdout.replace("\n", "")


def test_simulate_plays_plans_that_were_made_for_other_goals(small: Path, solved: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(small, other)
    settings = other / "scenario.yaml"
    settings.write_text(settings.read_text("utf-8").replace("[fill, bench,", "[bench, fill,"), "utf-8")

    assert planner("verify", other, solved).exit_code == 1
    assert planner("simulate", other, solved, "--runs", "2").exit_code == 0


@pytest.mark.parametrize("edit", ["cadre", "post", "twice", "long ago", "before"])
def test_plans_edited_by_hand_are_told_to_be_so(small: Path, solved: Path, tmp_path: Path, edit: str) -> None:
    plan = tmp_path / "edited"
    shutil.copytree(solved, plan)
    path = plan / ("stints.csv" if edit in ("twice", "long ago", "before") else "bench.csv")
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    if edit == "twice":
        table.append(table[0])
    else:
        column, value = {
            "cadre": ("cadre", "nobody"),
            "post": ("post", "nowhere"),
            "long ago": ("start", "1900-01-01"),
            "before": ("start", "2025-12-01"),
        }[edit]
        table[0][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)

    for answer in (planner("resilience", plan), planner("simulate", small, plan, "--runs", "2")):
        assert answer.exit_code == 1, answer.output
        assert "edited does not fit its own scenario" in " ".join(answer.stderr.split())
    told = planner("resilience", plan, "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["ok"] is False


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


def test_drift_refuses_a_foreign_folder_for_the_plan_before_it_plans(
    newer: Path, solved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "next" / "plan").mkdir(parents=True)
    (tmp_path / "next" / "plan" / "notes.txt").touch()
    monkeypatch.setattr("planner.explore.drift.replan", lambda *_found, **_effort: pytest.fail("it plans"))
    answer = planner("drift", newer, solved, "--out", tmp_path / "next")

    assert answer.exit_code == 2
    assert "holds files but no plan.json" in " ".join(answer.stderr.split())
