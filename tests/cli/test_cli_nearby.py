"""`planner alternatives` and `planner pareto`."""

import csv
import json
from pathlib import Path

import pytest
from support.commands import planner


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario that ``new`` writes."""
    folder = tmp_path_factory.mktemp("nearby") / "small"
    assert planner("new", folder).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def near(small: Path) -> Path:
    out = small.parent / "near"
    answer = planner("alternatives", small, "--within", "10%", "--out", out)
    assert answer.exit_code == 0, answer.output
    assert "3 plans: it is proven that no further plan within 10% differs by 10% from these." in answer.stdout
    assert "Pays against plan 1: fit down by 4" in answer.stdout
    return out


def test_every_alternative_is_a_plan_whose_proof_holds_for_the_scenario(small: Path, near: Path) -> None:
    for number in ("1", "2", "3"):
        answer = planner("verify", small, near / number, "--proof")
        assert answer.exit_code == 0, answer.output
    assert "7 not proven" in answer.stdout
    assert planner("chart", near / "3", "gap").exit_code == 0


def test_tables_beside_the_plans_say_what_they_reach_and_decide(near: Path) -> None:
    rows = list(csv.DictReader((near / "alternatives.csv").read_text("utf-8").splitlines()))
    assert [(row["plan"], row["status"], row["fit"]) for row in rows] == [
        ("1", "optimal", "121"),
        ("2", "feasible", "117"),
        ("3", "feasible", "114"),
    ]
    changes = list(csv.DictReader((near / "changes.csv").read_text("utf-8").splitlines()))
    assert all(len({row["1"], row["2"], row["3"]}) > 1 for row in changes)


def test_json_has_what_the_tables_have_and_a_former_answer_is_replaced(small: Path, near: Path) -> None:
    again = near.with_name("again")
    assert planner("alternatives", small, "--within", "10%", "--out", again).exit_code == 0
    answer = planner("alternatives", small, "--within", "4%", "--out", again, "--json")
    told = json.loads(answer.stdout)
    assert (told["within"], told["differ"], told["ending"]) == ("4%", "10%", "complete")
    assert [plan["tiers"][-1]["value"] for plan in told["plans"]] == [121, 117]
    other = told["plans"][1]
    assert other["first"] is True
    assert other["others"] == [{"plan": 1, "left": 2, "of": 4}]
    assert other["gains"][-1] == {"tier": "fit", "better": -4}
    assert {item.name for item in again.iterdir()} == {"1", "2", "alternatives.csv", "changes.csv"}


@pytest.mark.parametrize("as_json", [False, True])
def test_without_time_for_any_plan_nothing_is_written(small: Path, tmp_path: Path, *, as_json: bool) -> None:
    options = ["--json"] if as_json else []
    answer = planner("alternatives", small, "--out", tmp_path / "out", "--time-limit", "0.001", *options)
    assert answer.exit_code == 1
    assert "time limit" in answer.stdout
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--within", "200%"), "200% is not between 0% and 100%"),
        (("--within", "1e99999999%"), "1e99999999% is not between 0% and 100%"),
        (("--within", "1e-99999999%"), "more than 12 digits behind the point"),
        (("--within", "nan%"), "'nan%' is no share"),
        (("--within", "0.01"), "'0.01' is no share; write it as 1%"),
        (("--differ", "0%"), "a plan that may differ by nothing is the best plan itself"),
        (("--differ", "x%"), "'x%' is no share"),
    ],
)
def test_shares_that_make_no_sense_are_refused(
    small: Path, tmp_path: Path, options: tuple[str, str], found: str
) -> None:
    answer = planner("alternatives", small, "--out", tmp_path / "out", *options)
    assert answer.exit_code == 2
    assert found in answer.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["letter.txt", "1/letter.txt"])
def test_a_folder_with_something_else_is_left_alone(small: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    answer = planner("alternatives", small, "--out", tmp_path)
    assert answer.exit_code == 2
    assert file.read_text("utf-8") == "mine"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few people for two posts, whose fit and mix pull in different directions."""
    folder = tmp_path_factory.mktemp("office") / "office"
    folder.mkdir()
    files = {
        "scenario.yaml": "name: office\nas_of: 2026-01-01\nhorizon_months: 12\nperiod_months: 12\nrules: open\n"
        "fit: only_listed\nmix: [{name: women, column: sex, values: [female], at_least: 2, scope: all_posts}]\n",
        "posts.csv": "post\nfirst\nsecond\n",
        "cadres.csv": "cadre,sex\nann,female\nbob,male\ncid,male\ndan,female\n",
        "fit.csv": "cadre,post,score\nann,first,9\nbob,first,9\ncid,first,9\n"
        "ann,second,3\nbob,second,6\ncid,second,8\ndan,second,1\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_frontier_is_written_as_chart_table_and_plans(office: Path) -> None:
    out = office.parent / "frontier"
    for _ in range(2):  # a former answer is replaced
        answer = planner("pareto", office, "--goals", "mix,fit", "--out", out)
        assert answer.exit_code == 0, answer.output
    assert "The frontier is complete: it is proven that no other point belongs to it." in answer.stdout
    assert "Every plan keeps fill 0, bench 0." in answer.stdout
    rows = list(csv.DictReader((out / "pareto.csv").read_text("utf-8").splitlines()))
    assert [(row["mix"], row["fit"], row["own"]) for row in rows] == [("1", "17", "False"), ("0", "10", "True")]
    assert {item.name for item in out.iterdir()} == {"1", "2", "pareto.csv", "pareto.pdf", "pareto.png", "pareto.svg"}
    for row in rows:
        assert planner("verify", office, out / row["plan"], "--proof").exit_code == 0


def test_three_goals_are_filled_and_json_tells_it(office: Path, tmp_path: Path) -> None:
    answer = planner("pareto", office, "--goals", "fit, mix, moves", "--out", tmp_path / "out", "--json")
    told = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert (told["complete"], [goal["sense"] for goal in told["goals"]]) == (False, ["max", "min", "min"])
    values = [tuple(point["values"].values()) for point in told["points"]]
    assert (17, 1, 2) in values
    assert (10, 0, 2) in values
    assert "A filling" in planner("pareto", office, "--goals", "fit,mix,moves").stdout


def test_one_plan_that_is_best_in_all_goals_is_said_to_be(small: Path) -> None:
    answer = planner("pareto", small, "--goals", "mix,fit")
    assert "These goals cost each other nothing: one plan is best in all of them (mix 1, fit 121)." in answer.stdout


@pytest.mark.parametrize(
    ("goals", "found"),
    [
        ("mix,fti", "fti is no goal to ask about here; did you mean fit?"),
        ("mix,beauty", "beauty is no goal to ask about here; they are fill, bench, mix, fit, moves"),
        ("mix,change", "change stands in no tier of the scenario's goals"),
        ("mix", "name two or three goals, each once"),
        ("mix,mix", "name two or three goals, each once"),
    ],
)
def test_goals_that_cannot_be_weighed_are_named(office: Path, goals: str, found: str) -> None:
    answer = planner("pareto", office, "--goals", goals)
    assert answer.exit_code == 2
    assert found in " ".join(answer.output.split())


def test_a_frontier_that_finds_no_time_tells_so_and_writes_nothing(small: Path) -> None:
    answer = planner("pareto", small, "--goals", "mix,fit", "--time-limit", "0.001")
    assert answer.exit_code == 1
    assert "time limit" in answer.stdout
