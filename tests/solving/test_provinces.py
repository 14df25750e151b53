"""Planning province by province against planning all in one model."""

import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pandas as pd
import pytest
from support.provinces import nation

from planner import api
from planner.check import model_of
from planner.domain.case import build_case
from planner.domain.split import Block, split
from planner.engine.outcome import Progress, ProgressSink, Recorder
from planner.explore.proof import prove
from planner.plan import store
from planner.plan.plan import ALONE, PLAN_TABLES, Plan
from planner.plan.verify import verify
from planner.rulebook.rulebook import resolve
from planner.scenario.findings import InputError
from planner.scenario.scenario import Scenario
from planner.scenario.settings import MixTarget
from planner.solving.join import Round, bounds
from planner.solving.provinces import Nation, solve_provinces
from planner.solving.whole import Options, Solved, solve_whole
from planner.solving.workers import solve_block
from planner.synth.profiles import Profile

LOCAL = MixTarget(name="women", column="sex", values=("female",), scope="each_province", at_least="25%", weight=2)
SHARED = {
    "none": (),
    "met by some more in one province": (
        MixTarget(name="women of the nation", column="sex", values=("female",), at_least="35%", weight=2),
    ),
    "out of reach": (
        MixTarget(name="women of the nation", column="sex", values=("female",), at_least="80%", weight=2),
    ),
    "two sides": (
        MixTarget(name="few young", column="age_band", values=("<35",), at_most=2, weight=3),
        MixTarget(name="Tày", column="ethnicity", values=("Tày",), preserve=1, weight=3),
    ),
}


def province(seed: int) -> Profile:
    return Profile(
        name=f"d{seed}", communes=3, posts_per_commune=4, departments=3, leaders=8, pool=4, away=1, away_ends=1,
        returned_higher=1, receiving=2, staff=25, vacant=1, weak=1, relatives=1, disciplined=0, seed=seed, mix=(LOCAL,),
    )  # fmt: skip


def three(mix: tuple[MixTarget, ...] = (), first: int = 1) -> Scenario:
    return nation(province(first), province(first + 1), province(first + 2), mix=mix)


def one_by_one(scenario: Scenario, pool: Executor, progress: ProgressSink | None = None) -> Plan:
    case = build_case(scenario, resolve(scenario)[0])
    parted = split(case)
    assert parted is not None
    return solve_provinces(case, parted, Options(), (pool, 2), progress)


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as threads:
        yield threads


@pytest.mark.parametrize("mix", SHARED.values(), ids=SHARED)
@pytest.mark.parametrize("first", [1, 11])
def test_provinces_reach_what_one_model_reaches_and_prove_as_much(
    mix: tuple[MixTarget, ...], first: int, pool: Executor
) -> None:
    scenario = three(mix, first)
    together, apart = solve_whole(scenario, Options()).plan, one_by_one(scenario, pool)
    assert together.status == "optimal"
    reached = {tier.name: tier.value for tier in together.tiers}
    for tier in apart.tiers:
        best = reached[tier.name]
        assert tier.value <= best <= tier.bound if tier.sense == "max" else tier.bound <= best <= tier.value
    assert verify(scenario, apart).ok, verify(scenario, apart)


@pytest.mark.parametrize("mix", SHARED.values(), ids=SHARED)
def test_these_nations_are_proven_best(mix: tuple[MixTarget, ...], pool: Executor) -> None:
    assert one_by_one(three(mix), pool).status == "optimal"


def test_the_plan_is_the_same_however_many_provinces_are_solved_at_a_time(pool: Executor) -> None:
    scenario = three(SHARED["two sides"])
    with ThreadPoolExecutor(1) as single:
        plans = [one_by_one(scenario, pool), one_by_one(scenario, single)]
    for name in PLAN_TABLES:
        assert plans[0].tables[name].equals(plans[1].tables[name]), name


def test_prices_of_the_provinces_prove_the_bounds_of_the_nation_anew(pool: Executor, tmp_path) -> None:
    scenario = three(SHARED["met by some more in one province"])
    store.write(one_by_one(scenario, pool), tmp_path / "plan")
    plan = store.read(tmp_path / "plan")
    for tier, told in zip(prove(scenario, plan), plan.tiers, strict=True):
        assert tier.by_prices >= told.bound if tier.sense == "max" else tier.by_prices <= told.bound
    assert [tier.by_prices for tier in prove(scenario, plan)[:2]] == [tier.bound for tier in plan.tiers[:2]]


def test_where_an_earlier_goal_is_not_proven_prices_prove_no_more_than_every_plan_keeps(pool: Executor) -> None:
    scenario = three()
    plan = one_by_one(scenario, pool)
    first, *others = plan.tiers
    unsure = replace(plan, tiers=(replace(first, value=first.value + 1), *others))
    sure = [sum(told) for told in zip(*(least(block.scenario) for block in blocks(scenario)), strict=True)]
    sums = [tier.by_prices for tier in prove(scenario, plan)]
    assert [tier.by_prices for tier in prove(scenario, unsure)] == [sums[0], *sure[1:]]
    assert sums[1:] != sure[1:]


def test_prices_of_each_goal_alone_lie_with_a_plan_whose_first_goal_is_not_proven(
    pool: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_less_proven(*given: Any) -> Solved:
        solved = solve_block(*given)
        first, *others = solved.plan.tiers
        return replace(solved, plan=replace(solved.plan, tiers=(replace(first, bound=first.bound - 1), *others)))

    monkeypatch.setattr("planner.solving.workers.solve_block", with_less_proven)
    scenario = three()
    store.write(one_by_one(scenario, pool), tmp_path / "plan")
    plan = store.read(tmp_path / "plan")
    without = replace(plan, duals=plan.duals[~plan.duals["tier"].str.endswith(ALONE)])
    assert not plan.tiers[0].proven
    told, proven, less = (
        [bound(tier) for tier in tiers[1:]]
        for bound, tiers in (
            (attrgetter("bound"), plan.tiers),
            (attrgetter("by_prices"), prove(scenario, plan)),
            (attrgetter("by_prices"), prove(scenario, without)),
        )
    )
    assert proven == told
    assert less != told


def at_odds() -> Scenario:
    """Two provinces that want no women, and a nation that wants many and weighs more: the price of a person decides."""
    own = MixTarget(name="none", column="sex", values=("female",), scope="each_province", at_most=0)
    shared = MixTarget(name="many", column="sex", values=("female",), at_least="80%", weight=5)
    return nation(*(replace(province(seed), mix=(own,)) for seed in (1, 2)), mix=(shared,))


def test_prices_of_provinces_that_gave_way_to_the_nation_prove_no_more_than_is_true(pool: Executor) -> None:
    scenario = at_odds()
    plan = one_by_one(scenario, pool)
    assert plan.status == "optimal"
    for tier in prove(scenario, plan):
        assert tier.by_prices >= tier.value if tier.sense == "max" else tier.by_prices <= tier.value


def test_no_province_is_asked_for_more_people_than_it_has_seats(pool: Executor) -> None:
    """Everybody counts, so each vacancy is somebody missing, of whom the fullest provinces have none to add."""
    everybody = MixTarget(name="everybody", column="sex", values=("female", "male"), at_least="100%")
    scenario = three((everybody,))
    plan = one_by_one(scenario, pool)
    assert plan.mix.loc[plan.mix["target"] == "everybody", "short"].max() > 0
    assert verify(scenario, plan).ok


def test_no_round_begins_without_the_time_that_the_first_one_took(pool: Executor) -> None:
    scenario = at_odds()
    case = build_case(scenario, resolve(scenario)[0])
    parted = split(case)
    assert parted is not None
    solved = tuple(solve_whole(block.scenario, Options(alone=True)) for block in parted.blocks)
    first = Round(solved, ((),) * len(solved))
    took = sum(sum(plan.provenance["seconds"].values()) for plan in first.plans)

    def nation_until(until: float | None) -> Nation:
        return Nation(case, parted, Options(), pool, 2, until, Event(), Recorder())

    everyone = range(len(solved))
    assert nation_until(None).time_for(everyone, first)
    assert nation_until(time.monotonic() + took).time_for(everyone, first)
    assert not nation_until(time.monotonic() + took / 4).time_for(everyone, first)


def test_without_that_time_each_province_is_solved_once(pool: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Scenario] = []

    def noted(block: Scenario, options: Options, *after: float | None) -> Solved:
        begun.append(block)
        return solve_block(block, options, *after)

    monkeypatch.setattr("planner.solving.workers.solve_block", noted)
    scenario = at_odds()
    one_by_one(scenario, pool)
    often = len(begun)
    monkeypatch.setattr(Nation, "time_for", lambda *_: False)
    begun.clear()
    one_by_one(scenario, pool)
    assert len(begun) == 2 < often


@pytest.mark.parametrize("enough", [2, 3, 4, 5])
def test_a_round_that_has_no_plan_for_a_province_is_as_if_it_were_not(
    enough: int, pool: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Scenario] = []

    def in_time_at_first(block: Scenario, options: Options, *_after: float | None) -> Solved:
        begun.append(block)
        return solve_block(block, options if len(begun) <= enough else replace(options, time_limit=0.0))

    monkeypatch.setattr("planner.solving.workers.solve_block", in_time_at_first)
    scenario = at_odds()
    plan = one_by_one(scenario, pool)
    assert len(begun) > enough
    assert plan.tiers
    assert verify(scenario, plan).ok


def test_every_goal_of_a_province_is_told_once_it_is_planned_and_those_of_the_nation_at_the_end(pool: Executor) -> None:
    told: list[Progress] = []
    plan = one_by_one(three(), pool, told.append)
    goals = [tier.name for tier in plan.tiers]
    begun, *rest = told
    assert begun.turn is not None
    assert (begun.tier, begun.phase, begun.turn.number, begun.turn.count) == ("", "planned", 0, 3)
    assert [step.tier for step in rest] == 4 * goals
    turns = [step.turn for step in rest[: 3 * len(goals)]]
    assert [turn and turn.number for turn in turns] == [number for number in (1, 2, 3) for _ in goals]
    for province, own in plan.provenance["provinces"].items():
        steps = [step for step in rest if step.turn and step.turn.province == province]
        assert [step.tier for step in steps] == goals
        assert ([step.value for step in steps], [step.bound for step in steps]) == (own["values"], own["bounds"])
        assert steps[0].turn is not None
        assert dict(steps[0].turn.gaps) == {step.tier: step.gap for step in steps}
    last = rest[3 * len(goals) :]
    assert [(step.phase, step.value, step.bound) for step in last] == [
        ("done", tier.value, tier.bound) for tier in plan.tiers
    ]


def test_provinces_that_are_planned_again_are_told_with_what_for(pool: Executor) -> None:
    plan = one_by_one(at_odds(), pool)
    assert plan.trace.groupby("phase", sort=False)["province"].unique().map(sorted).to_dict() == {
        "planned": ["", "p1", "p2"],
        "quotas": ["", "p1", "p2"],
        "prices": ["", "p1", "p2"],
        "done": [""],
    }


def test_a_province_without_a_plan_is_told_without_a_goal(pool: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "planner.solving.workers.solve_block",
        lambda block, options, *_after: solve_block(block, replace(options, time_limit=0.0)),
    )
    plan = one_by_one(three(), pool)
    assert plan.status == "no_plan"
    assert sorted(plan.trace["province"]) == ["", "p1", "p2", "p3"]
    assert set(plan.trace["tier"]) == {""}


def test_what_is_told_of_a_province_is_what_it_reached_by_itself(pool: Executor) -> None:
    plan = one_by_one(at_odds(), pool)
    for province, own in plan.provenance["provinces"].items():
        steps = plan.trace[(plan.trace["province"] == province) & (plan.trace["phase"] == "planned")]
        assert (steps["value"].tolist(), steps["bound"].tolist()) == (own["values"], own["bounds"])
        proven = own["values"] == own["bounds"]
        assert own["status"] == ("optimal" if proven else "feasible")


def test_a_province_that_claims_to_reach_more_than_its_prices_allow_is_refused(pool: Executor) -> None:
    scenario = three()
    plan = one_by_one(scenario, pool)
    name, told = next(iter(plan.provenance["provinces"].items()))
    better = told | {"values": [told["values"][0] - 1, *told["values"][1:]]}
    changed = replace(plan, provenance=plan.provenance | {"provinces": plan.provenance["provinces"] | {name: better}})
    with pytest.raises(InputError, match=name):
        prove(scenario, changed)


def test_what_is_said_of_each_goal_alone_holds_for_the_best_plan_by_that_goal_alone() -> None:
    block = blocks(three())[0]
    told = solve_whole(block.scenario, Options(alone=True))
    sure = least(block.scenario)
    for tier, alone, worst in zip(told.plan.tiers, told.alone, sure, strict=True):
        goals = block.scenario.settings.goals.model_copy(update={"tiers": (tier.name,)})
        settings = block.scenario.settings.model_copy(update={"goals": goals})
        best = solve_whole(Scenario(settings, block.scenario.tables), Options()).plan.tiers[0]
        assert best.proven
        assert best.value <= alone.bound <= worst if tier.sense == "max" else worst <= alone.bound <= best.value
    assert [alone.bound for alone in told.alone] != sure


def test_what_is_not_reached_in_one_goal_leaves_the_next_only_what_holds_by_itself() -> None:
    scenario = three()
    case = build_case(scenario, resolve(scenario)[0])
    solved = tuple(solve_whole(block.scenario, Options(alone=True)) for block in blocks(scenario))
    done = Round(solved, ((),) * 3)
    best = [sum(one.plan.tiers[goal].value for one in solved) for goal in range(4)]
    assert list(bounds(case, done, best, 0)) == best
    # more months stay empty: the sums of bench, mix and fit are no longer what the best nation could have
    worse = [best[0] + 1, *best[1:]]
    alone = [sum(one.alone[goal].bound for one in solved) for goal in range(4)]
    assert list(bounds(case, done, worse, 0)) == [best[0], *alone[1:]]
    assert alone[3] > best[3]


def blocks(scenario: Scenario) -> tuple[Block, ...]:
    """The provinces of a scenario."""
    parted = split(build_case(scenario, resolve(scenario)[0]))
    assert parted is not None
    return parted.blocks


def least(scenario: Scenario) -> list[int]:
    """The least cost of all decisions together, in each goal, as told."""
    model = model_of(scenario)
    return [tier.sign * int(np.minimum(tier.cost * model.lower, tier.cost * model.upper).sum()) for tier in model.tiers]


def test_a_process_for_each_province_gives_the_same_plan(pool: Executor) -> None:
    scenario = three(SHARED["met by some more in one province"])
    plan = api.solve(scenario, workers=2)
    assert list(plan.provenance["provinces"]) == ["p1", "p2", "p3"]
    assert plan.stints.equals(one_by_one(scenario, pool).stints)
    assert [replace(tier, seconds=0) for tier in plan.tiers] == [
        replace(tier, seconds=0) for tier in one_by_one(scenario, pool).tiers
    ]


def test_a_province_that_begins_after_ctrl_c_still_gets_a_plan_of_the_last_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pressed = Event()
    pressed.set()
    monkeypatch.setattr("planner.solving.workers._interrupted", pressed)
    assert solve_block(three(), Options(time_limit=60.0)).plan.tiers


def test_the_findings_of_provinces_that_were_begun_together_are_told_together(pool: Executor) -> None:
    scenario = three()
    posts = scenario.posts.groupby(scenario.posts["post"].str.split("-").str[0]).first()
    places = [{"cadre": post["holder"], "post": post["post"], "action": "place"} for _, post in posts.iterrows()]
    pins = pd.DataFrame(places, columns=scenario.pins.columns, dtype=str).fillna("")
    with pytest.raises(InputError) as caught:
        one_by_one(Scenario(scenario.settings, {**scenario.tables, "pins": pins}), pool)
    told = str(caught.value)
    assert sum(place["post"] in told for place in places) == 2
