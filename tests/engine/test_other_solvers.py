"""The same work done by others: the whole model given to one solver, and written to a file that any solver reads."""

import math
from pathlib import Path

import pytest
from click.testing import CliRunner
from ortools.linear_solver.python import model_builder
from support.provinces import nation, profiles
from support.scenarios import scenario

from planner.api import solve
from planner.check import load, model_of
from planner.cli import commands
from planner.engine.direct import DirectSolver
from planner.engine.export import export
from planner.plan import store
from planner.scenario.write import write

OFFICE = scenario(
    "period_months: 12\nmix: [{name: half, column: kind, values: [x], scope: all_posts, at_least: 1}]",
    posts="post\nfirst\nsecond",
    cadres="cadre kind\nann x\nbob y\ncid y",
    fit="cadre post score\nann first 2\nbob first 7\nann second 3\nbob second 1\ncid second 9",
)
CITY = Path(__file__).parents[2] / "scenarios" / "lang-son-city"


@pytest.mark.parametrize("solver", ["highs", "scip", "cp-sat"])
def test_a_solver_alone_proves_the_same_values(solver: DirectSolver) -> None:
    ours, theirs = solve(OFFICE), solve(OFFICE, direct=solver)
    assert theirs.status == ours.status == "optimal"
    assert [(tier.value, tier.bound) for tier in theirs.tiers] == [(tier.value, tier.bound) for tier in ours.tiers]


@pytest.mark.parametrize("solver", ["highs", "scip", "cp-sat"])
def test_no_time_is_not_infeasible(solver: DirectSolver) -> None:
    plan = solve(OFFICE, direct=solver, time_limit=1e-9)
    assert plan.status == "no_plan"


@pytest.mark.parametrize("solver", ["highs", "scip", "cp-sat"])
def test_what_cannot_be_is_infeasible_for_a_solver_alone(solver: DirectSolver) -> None:
    clash = scenario(
        "mix:\n"
        "  - {name: x, column: kind, values: [x], scope: all_posts, at_least: 1, hard: true}\n"
        "  - {name: y, column: kind, values: [y], scope: all_posts, at_least: 1, hard: true}",
        posts="post\nfirst",
        cadres="cadre kind\nann x\nbob y",
    )
    assert solve(clash, direct=solver).status == "infeasible"


def test_an_exported_tier_has_the_same_optimum() -> None:
    model, plan = model_of(OFFICE), solve(OFFICE)
    costs = [tier.sign * told.value for tier, told in zip(model.tiers, plan.tiers, strict=True)]
    for number, cost in enumerate(costs):
        again = model_builder.Model()
        assert again.import_from_mps_string(export(model, number, costs[:number], "mps"))
        assert again.num_variables == model.columns.count
        solver = model_builder.Solver("sat")
        assert solver.solve(again) == model_builder.SolveStatus.OPTIMAL
        assert math.isclose(solver.objective_value, cost, abs_tol=1e-6)


def test_the_lp_file_says_in_words_what_each_row_keeps() -> None:
    lines = export(model_of(OFFICE), 1, [12], "lp").splitlines()
    assert " one_holder_0: +1 stint_0 +1 stint_2 +1 stint_4 +1 vacant_0  = 1" in lines
    assert " keep_fill: +12 vacant_0 +12 vacant_1  <= 12" in lines


def test_export_writes_the_whole_model_of_the_first_tier(tmp_path: Path) -> None:
    answer = CliRunner().invoke(commands, ["export", str(CITY), "--tier", "fill", "--out", str(tmp_path / "fill.mps")])
    assert answer.exit_code == 0
    assert "columns" in answer.output
    assert "ENDATA" in (tmp_path / "fill.mps").read_text("utf-8")


@pytest.mark.parametrize(
    ("tier", "told"),
    [("full", "is no tier; use one of fill, bench"), ("9", "is no tier"), ("fit", "name the --plan")],
)
def test_a_tier_that_cannot_be_exported_says_why(tmp_path: Path, tier: str, told: str) -> None:
    answer = CliRunner().invoke(commands, ["export", str(CITY), "--tier", tier, "--out", str(tmp_path / "m.mps")])
    assert answer.exit_code == 2
    assert told in answer.output
    assert not list(tmp_path.iterdir())


def test_a_tier_keeps_what_a_plan_of_this_scenario_reached_and_no_other(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    store.write(solve(load(CITY)), plan)
    asked = ["export", "--tier", "bench", "--format", "lp", "--plan", str(plan), "--out", str(tmp_path / "bench.lp")]
    answer = CliRunner().invoke(commands, [*asked, str(CITY)])
    assert answer.exit_code == 0
    assert "keep_fill" in (tmp_path / "bench.lp").read_text("utf-8")
    other = CliRunner().invoke(commands, [*asked, str(CITY.parent / "quang-yen")])
    assert other.exit_code == 2
    assert "was made for another scenario" in other.output


def test_a_province_of_a_nation_is_exported_by_itself(tmp_path: Path) -> None:
    provinces, plan = nation(*profiles(2)), solve(nation(*profiles(2)), workers=2)
    write(provinces, tmp_path / "nation")
    store.write(plan, tmp_path / "plan")
    asked = ["export", str(tmp_path / "nation"), "--tier", "bench", "--plan", str(tmp_path / "plan"), "--format", "lp"]
    file = tmp_path / "bench.lp"
    answer = CliRunner().invoke(commands, [*asked, "--province", "p2", "--out", str(file)])
    assert answer.exit_code == 0, answer.output
    reached = plan.provenance["provinces"]["p2"]["values"][0]
    assert f"<= {reached}\n" in next(line for line in file.read_text("utf-8").splitlines(True) if "keep_fill" in line)
    whole = tmp_path / "whole.lp"
    assert CliRunner().invoke(commands, [*asked, "--out", str(whole)]).exit_code == 0
    assert file.stat().st_size < whole.stat().st_size
    unknown = CliRunner().invoke(commands, [*asked, "--province", "p3", "--out", str(file)])
    assert unknown.exit_code == 2
    assert "is no province; use one of p1, p2" in unknown.output


def test_a_place_that_is_one_model_has_no_province_to_export(tmp_path: Path) -> None:
    asked = ["export", str(CITY), "--tier", "fill", "--province", "lang-son", "--out", str(tmp_path / "fill.mps")]
    answer = CliRunner().invoke(commands, asked)
    assert answer.exit_code == 2
    assert "is planned as one model" in answer.output
