"""Tiers, status and limits of a solve, seen on small scenarios."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pandas as pd
import pytest
from support.scenarios import scenario

from planner.api import load, solve, verify
from planner.check import model_of
from planner.engine.finish import Finish
from planner.engine.mathopt import call
from planner.engine.outcome import Progress
from planner.engine.promising import Width, promising
from planner.engine.relaxation import Relaxation, relax
from planner.engine.run import READ, TOLD, Limits, Run
from planner.plan.plan import PLAN_TABLES, Plan
from planner.scenario.scenario import Scenario

DISTRICT = Path(__file__).parents[2] / "scenarios" / "cao-loc"


def values(plan: Plan) -> dict[str, int]:
    return {tier.name: tier.value for tier in plan.tiers}


def two_shops(settings: str = "", **tables: str) -> Scenario:
    """Ann and Bob, either shop; both are better in the first."""
    given = {
        "posts": "post\nfirst\nsecond",
        "cadres": "cadre kind\nann x\nbob y",
        "fit": "cadre post score\nann first 9\nbob first 7\nann second 2\nbob second 1",
    }
    return scenario("period_months: 12\nfit: only_listed\n" + settings, **(given | tables))


def crowd(people: int = 40) -> Scenario:
    """Enough people and posts that a solve takes more than an instant."""
    posts = people // 2
    scores = [f"c{c} p{p} {(c * p * 7 + c * 5 + p * 3) % 23}" for c in range(people) for p in range(posts)]
    return scenario(
        "mix: [{name: half, column: kind, values: [x], scope: all_posts, at_least: 50%, at_most: 60%, when: every}]",
        posts="\n".join(["post", *(f"p{p}" for p in range(posts))]),
        cadres="\n".join(["cadre kind", *(f"c{c} {'xy'[c % 3 == 0]}" for c in range(people))]),
        fit="\n".join(["cadre post score", *scores]),
    )


def test_an_earlier_tier_is_never_paid_for_by_a_later_one() -> None:
    costly = two_shops(fit="cadre post score\nann first 9\nbob first 7\nann second -50\nbob second -60")
    assert values(solve(costly)) == {"fill": 0, "bench": 0, "mix": 0, "fit": 7 - 50}


def test_tiers_in_another_order_give_another_plan() -> None:
    costly = two_shops(
        "goals: {tiers: [fit, fill]}",
        fit="cadre post score\nann first 9\nbob first 7\nann second -50\nbob second -60",
    )
    assert values(solve(costly)) == {"fit": 9, "fill": 12}


@pytest.mark.parametrize(("points", "fill", "fit"), [(1, 0, 9 - 2), (10, 12, 9)])
def test_merged_goals_weigh_against_each_other(points: int, fill: int, fit: int) -> None:
    """Twelve months of the second shop against two points that Bob costs there."""
    where = two_shops(
        f"goals: {{tiers: [{{fill: 1, fit: {points}}}]}}", fit="cadre post score\nann first 9\nbob second -2"
    )
    assert values(solve(where)) == {"fill+fit": fill - points * fit}


def test_a_tier_without_any_cost_is_proven_at_nothing() -> None:
    plan = solve(two_shops("goals: {tiers: [mix, bench, fill]}"))
    assert plan.status == "optimal"
    assert values(plan) == {"mix": 0, "bench": 0, "fill": 0}


def test_values_beyond_a_thousand_million_still_keep_their_tier() -> None:
    pairs = "\n".join(f"c{n} p{n} 1000000" for n in range(5))
    where = two_shops(
        "goals: {tiers: [{fit: 1000}, fill]}",
        posts="post\n" + "\n".join(f"p{n}" for n in range(6)),
        cadres="cadre\n" + "\n".join(f"c{n}" for n in range(6)),
        fit=f"cadre post score\n{pairs}\nc5 p5 -1",
    )
    assert values(solve(where)) == {"fit": -5_000_000_000, "fill": 12}


CONTRADICTION = """
mix:
  - {name: x above, column: kind, values: [x], scope: all_posts, at_least: 2, hard: true}
  - {name: y above, column: kind, values: [y], scope: all_posts, at_least: 1, hard: true}
"""


def test_hard_targets_that_contradict_one_another_are_infeasible() -> None:
    plan = solve(two_shops(CONTRADICTION))
    assert plan.status == "infeasible"
    assert plan.tiers == ()
    assert all(frame.empty and list(frame) == list(PLAN_TABLES[name]) for name, frame in plan.tables.items())
    assert verify(plan.scenario, plan).ok


def test_the_same_targets_wished_for_are_met_as_far_as_possible() -> None:
    plan = solve(two_shops(CONTRADICTION.replace("hard: true", "hard: false")))
    assert plan.status == "optimal"
    assert values(plan)["mix"] == 1


def test_the_memory_limit_ends_a_solve() -> None:
    plan = solve(two_shops(), memory_limit=1.0)
    assert plan.status == "no_plan"
    assert plan.provenance["ended_by"] == "memory"


def test_memory_enough_ends_nothing() -> None:
    assert solve(two_shops(), memory_limit=1e6).provenance["ended_by"] == "proof"


ONE_OF_EACH_PAIR = """
period_months: 12
mix:
  - {name: ab, column: ab, values: ["1"], scope: all_posts, at_least: 1, at_most: 1, hard: true}
  - {name: bc, column: bc, values: ["1"], scope: all_posts, at_least: 1, at_most: 1, hard: true}
  - {name: ca, column: ca, values: ["1"], scope: all_posts, at_least: 1, at_most: 1, hard: true}
"""


def test_what_only_halves_of_people_could_meet_is_infeasible() -> None:
    where = scenario(ONE_OF_EACH_PAIR, posts="post\np\nq", cadres="cadre ab bc ca\na 1 0 1\nb 1 1 0\nc 0 1 1")
    assert solve(where).status == "infeasible"


@pytest.mark.parametrize("where", [two_shops(), two_shops(CONTRADICTION), crowd()], ids=["easy", "none", "crowd"])
@pytest.mark.parametrize("seconds", [0.0, 1e-9, 0.02])
def test_no_time_never_makes_a_claim_that_is_not_proven(where: Scenario, seconds: float) -> None:
    plan = solve(where, time_limit=seconds)
    best = solve(where)
    assert plan.status in ("no_plan", "feasible", best.status)
    assert verify(where, plan).ok
    for tier, proven in zip(plan.tiers, best.tiers, strict=bool(plan.tiers)):
        worse = (tier.bound - tier.value) if tier.sense == "max" else (tier.value - tier.bound)
        assert worse >= 0
        if tier.name == best.tiers[0].name:  # later ones depend on what the earlier ones reached
            assert tier.bound >= proven.value if tier.sense == "max" else tier.bound <= proven.value


def test_in_no_time_there_is_no_plan_and_no_claim_that_none_exists() -> None:
    assert solve(crowd(), time_limit=0.0).status == "no_plan"


def test_where_the_relaxation_does_not_end_in_time_the_best_of_a_few_candidates_is_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def out_of_time(run: Run, _cost: object, **_how: object) -> None:
        run.limits.stop.wait(2.0)
        run.limits.stop.set()

    monkeypatch.setattr(Run, "relax", out_of_time)
    plan = solve(crowd())
    assert plan.status == "feasible"
    assert len(plan.vacancies) == 0
    assert verify(plan.scenario, plan).ok


def test_where_no_relaxation_ends_the_plan_of_few_candidates_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []

    def slowly(run: Run, *given: Any, **how: Any) -> Finish:
        if how.get("stop") is not None:
            ended.append(how["stop"].wait(1.0))
        return search(run, *given, **how)

    search = Run.search
    monkeypatch.setattr(Run, "search", slowly)
    monkeypatch.setattr(Run, "relax", lambda *_given, **_how: None)
    plan = solve(crowd(), time_limit=60)
    assert not any(ended)
    assert len(plan.vacancies) == 0
    assert verify(plan.scenario, plan).ok


def test_a_search_that_would_not_be_read_in_time_does_not_begin() -> None:
    model = model_of(crowd())
    columns = int((model.upper > model.lower).sum())
    for seconds, status in ((0.5 * columns / READ, "unknown"), (60 + columns / READ, "optimal")):
        run = Run(model, Limits(seconds, 1, 1), None)
        assert run.search(run.box, model.tiers[0].cost, None).status == status


def test_where_the_relaxation_is_over_some_columns_only_its_plan_is_good_and_its_raised_prices_are_the_proof(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps: list[Progress] = []

    def over_some(run: Run, cost: np.ndarray, **_how: object) -> Relaxation | None:
        some = promising(run.model, cost, Width(stints=6, listings=6, returns=3))
        found = relax(run.matrix, run.rows, run.box, cost, run.left, chosen=some)
        return None if found is None else replace(found, partly=True)

    best = solve(crowd())
    monkeypatch.setattr(Run, "relax", over_some)
    plan = solve(crowd(), progress=steps.append)
    assert best.status == "optimal"
    assert verify(plan.scenario, plan).ok
    assert [tier.value for tier in plan.tiers] == [tier.value for tier in best.tiers]
    assert plan.status == "optimal"
    assert {step.phase for step in steps if step.tier} == {"relax", "done"}  # nothing else was searched


def test_where_branch_and_cut_gives_no_plan_of_the_core_the_search_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def partly(run: Run, cost: np.ndarray, **_how: object) -> Relaxation | None:
        found = relax(run.matrix, run.rows, run.box, cost, run.left)
        return None if found is None else replace(found, partly=True)

    best = solve(crowd())
    monkeypatch.setattr(Run, "relax", partly)
    monkeypatch.setattr(Run, "branch", lambda *_given, **_how: Finish("unknown", None, None))
    monkeypatch.setattr("planner.engine.first.FEW", Width(stints=1, listings=1, returns=1))
    plan = solve(crowd(), time_limit=60)
    assert verify(plan.scenario, plan).ok
    assert values(plan) == values(best)


@pytest.mark.parametrize(("share", "told"), [(1.0, 1.0), (0.5, TOLD)])
def test_branch_and_cut_that_has_only_some_of_the_time_is_asked_to_end_before_it(
    share: float, told: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    def noted(*given: Any, **how: Any) -> Any:
        asked.append(how["told"])
        return call(*given, **how)

    monkeypatch.setattr("planner.engine.branch.call", noted)
    model = model_of(crowd())
    run = Run(model, Limits(60, 1, 1), None)
    assert run.branch(run.box, model.tiers[0].cost, None, share=share).status == "optimal"
    assert asked == [told]


def test_a_stop_before_the_start_gives_no_proof() -> None:
    stop = Event()
    stop.set()
    plan = solve(crowd(), stop=stop)
    assert plan.status in ("no_plan", "feasible")
    assert verify(plan.scenario, plan).ok


def test_a_failing_progress_sink_does_not_stop_the_run() -> None:
    calls = []

    def fail(step: Progress) -> None:
        calls.append(step)
        raise OSError("the pipe is closed")

    plan = solve(two_shops(), progress=fail)
    assert plan.status == "optimal"
    assert len(calls) == 1
    assert plan.trace.loc[plan.trace["phase"] == "done", "tier"].tolist() == [tier.name for tier in plan.tiers]


def test_the_plan_keeps_every_step_of_its_solve() -> None:
    steps: list[Progress] = []
    trace = solve(crowd(), progress=steps.append).trace
    assert trace["tier"].tolist() == [step.tier for step in steps]
    assert trace["phase"].tolist() == [step.phase for step in steps]
    assert [None if value is pd.NA else value for value in trace["value"]] == [step.value for step in steps]
    assert [None if bound is pd.NA else bound for bound in trace["bound"]] == [step.bound for step in steps]
    assert trace["seconds"].tolist() == [round(step.seconds, 3) for step in steps]


def test_progress_tells_every_tier_with_bounds_that_close_on_its_value() -> None:
    steps: list[Progress] = []
    plan = solve(crowd(), progress=steps.append)
    assert [step.tier for step in steps if step.phase == "done"] == [tier.name for tier in plan.tiers]
    assert all(one.seconds <= other.seconds for one, other in pairwise(steps))
    done = {step.tier: (step.value, step.bound) for step in steps if step.phase == "done"}
    assert done == {tier.name: (tier.value, tier.bound) for tier in plan.tiers}


def test_the_same_scenario_and_seed_give_the_same_tables() -> None:
    one, other = solve(crowd(), seed=3), solve(crowd(), seed=3)
    for name in PLAN_TABLES:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name])


def test_another_seed_proves_the_same_values() -> None:
    assert values(solve(crowd(), seed=3)) == values(solve(crowd(), seed=4))


def test_nothing_is_moved_where_nothing_is_vacant() -> None:
    where = scenario(posts="post holder\np a\nq b", cadres="cadre\na\nb\nc")
    plan = solve(where)
    assert plan.status == "optimal"
    assert values(plan) == {"fill": 0, "bench": 0, "mix": 0, "fit": 0}
    assert set(plan.stints["how"]) == {"holds"}


def test_without_anybody_who_could_come_the_posts_stay_empty() -> None:
    where = scenario(
        "rules: {pack: open, changes: {in_pool: true}}", posts="post weight\np 1\nq 2", cadres="cadre rotates\na no"
    )
    plan = solve(where)
    assert plan.status == "optimal"
    assert values(plan)["fill"] == 12 + 24
    assert plan.stints.empty
    assert set(plan.vacancies["months"]) == {12}


def test_without_benches_and_listings_only_stints_are_planned() -> None:
    plan = solve(scenario("period_months: 12", posts="post\np", cadres="cadre\na"))
    assert plan.status == "optimal"
    assert len(plan.stints) == 1
    assert plan.bench.empty


def test_a_bench_that_nobody_may_stand_on_counts_as_empty() -> None:
    where = scenario(posts="post holder bench_min bench_max\np a 2 3", cadres="cadre\na")
    plan = solve(where)
    assert plan.status == "optimal"
    assert values(plan)["bench"] == 3


@pytest.mark.slow
def test_the_worked_district_is_solved_to_proven_optimality() -> None:
    where = load(DISTRICT)
    plan = solve(where)
    assert plan.status == "optimal"
    assert [tier.gap for tier in plan.tiers] == [0, 0, 0, 0]
    assert verify(where, plan).ok
