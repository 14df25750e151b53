"""Plans near the best, and plans between goals, against all plans of tiny random scenarios."""

import json
import os
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from all_plans import Decisions, TooLargeError, Values, checker_of, costs, every_plan
from hypothesis import HealthCheck, event, given, reject, settings
from hypothesis import strategies as st
from support.scenarios import scenario as scenario_of
from tiny_scenarios import tiny_scenarios

from planner.explore.alternatives import Placement, alternatives, placements
from planner.explore.pareto import MOVES, countable, pareto
from planner.explore.reference import Reference, refer
from planner.plan.plan import Plan
from planner.plan.verify import verify
from planner.plan.verify.picture import draw
from planner.scenario.findings import InputError
from planner.scenario.scenario import Scenario

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "24"))
SOME = settings(
    max_examples=EXAMPLES,
    derandomize="ORACLE_EXAMPLES" not in os.environ,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TIERS = (["fill", "mix", "fit"], ["mix", "fill", "fit"], ["fit", "mix"], [{"fill": 1, "mix": 3}, "fit"], ["mix", "fit"])
SHARES = st.sampled_from([Fraction(1, 10), Fraction(1, 2), Fraction(1)])

Known = dict[tuple[Values, frozenset[Placement], int], dict[str, int]]
"""Plans with what they reach in each goal, by their costs, whom they place where, and their moves."""


@st.composite
def offices(draw: st.DrawFn) -> Scenario:
    """A few people for a few posts in one period, with scores and targets that pull in different directions."""
    choose = draw(st.randoms(use_true_random=True))
    people, posts = [f"c{n}" for n in range(choose.randint(3, 5))], [f"p{n}" for n in range(choose.randint(2, 3))]
    asked = [{"name": "women", "column": "sex", "values": ["female"], "at_least": choose.randint(1, 2)}]
    asked.append({"name": "own", "column": "team", "values": ["a"], "at_least": choose.randint(1, 2), "weight": 2})
    settings = {
        "period_months": 12,
        "fit": "only_listed",
        "goals": {"tiers": choose.choice(TIERS)},
        "mix": [{**target, "scope": "all_posts"} for target in asked],
    }
    cells = ((cadre, choose.choice(("male", "female")), choose.choice("ab")) for cadre in people)
    scores = [(*pair, choose.randint(-4, 9)) for pair in product(people, posts) if choose.random() < 0.8]
    return scenario_of(
        json.dumps(settings),
        posts="\n".join(["post backfill", *(f"{post} {choose.choice(('yes', 'no'))}" for post in posts)]),
        cadres="\n".join(["cadre sex team", *map(" ".join, cells)]),
        fit="\n".join(["cadre post score", *(" ".join(map(str, row)) for row in scores or [("c0", "p0", 5)])]),
    )


def placings(scenario: Scenario) -> Iterable[Decisions]:
    """Every plan of an office."""
    checker = checker_of(scenario)
    months = checker.facts.clock.start, checker.facts.clock.end
    for chosen in product(("", *checker.facts.posts), repeat=len(checker.facts.people)):
        rows = tuple((cadre, post, *months) for cadre, post in zip(checker.facts.people, chosen, strict=True) if post)
        if not checker.violations(rows, (), ()):
            yield rows, (), ()


def best_of(scenario: Scenario) -> Reference:
    """The best plan; scenarios without any are left out."""
    try:
        reference = refer(scenario)
    except InputError:
        reject()
    return reference if reference.plan.status == "optimal" else reject()


def all_of(scenario: Scenario, plans: Iterable[Decisions]) -> Known:
    """What all plans reach."""
    checker = checker_of(scenario)
    found: Known = {}
    for plan in plans:
        picture, goals = draw(checker.facts, *plan), checker.goals(*plan)
        placed = frozenset((stint.person.cadre, stint.post.post) for stint in picture.new)
        moves = sum(map(len, picture.moves.values()))
        found[costs(scenario, goals), placed, moves] = {**goals, MOVES: moves}
    return found


def all_of_any(scenario: Scenario) -> Known:
    """What all plans of any scenario reach; scenarios with too many are left out."""
    try:
        return all_of(scenario, every_plan(checker_of(scenario)))
    except TooLargeError:
        reject()


def costs_of(plan: Plan) -> Values:
    return tuple(-tier.value if tier.sense == "max" else tier.value for tier in plan.tiers)


def is_true_of(plan: Plan, known: Known) -> None:
    """The plan keeps every rule, and no plan that is as good in the tiers before beats a bound."""
    assert verify(plan.scenario, plan).ok
    own = costs_of(plan)
    for place, tier in enumerate(plan.tiers):
        bound = -tier.bound if tier.sense == "max" else tier.bound
        as_good = (cost for cost, *_ in known if all(a <= b for a, b in zip(cost[:place], own[:place], strict=True)))
        assert bound <= min(cost[place] for cost in as_good)


def differs(placed: frozenset[Placement], before: frozenset[Placement], differ: Fraction) -> bool:
    return len(before - placed) >= max(1, ceil(differ * len(before))) if before else bool(placed)


def check_alternatives(reference: Reference, known: Known, within: Fraction, differ: Fraction, count: int) -> None:
    """Each is the best of all plans that differ; there are as many as asked for, or no more."""
    found = alternatives(reference, count, within, differ)
    limits = [cost + floor(within * abs(cost)) for cost in reference.costs]
    near = {(cost, placed) for cost, placed, _ in known if all(a <= b for a, b in zip(cost, limits, strict=True))}
    for number in range(1, len(found.plans) + 1):
        before = [placements(plan) for plan in found.plans[:number]]
        left = [cost for cost, placed in near if all(differs(placed, one, differ) for one in before)]
        if number == count:
            assert found.ending == "count"
        elif number == len(found.plans):
            assert (found.ending, left) == ("complete", [])
        else:
            plan = found.plans[number]
            assert costs_of(plan) == min(left)
            assert found.others[number - 1].first
            assert all(differs(placements(plan), one, differ) for one in before)
            is_true_of(plan, known)
    event(f"{len(found.plans)} plans, {found.ending}")


@SOME
@given(offices(), SHARES, SHARES, st.integers(2, 6))
def test_alternatives_are_the_best_of_all_plans_that_differ(
    scenario: Scenario, within: Fraction, differ: Fraction, count: int
) -> None:
    check_alternatives(best_of(scenario), all_of(scenario, placings(scenario)), within, differ, count)


@pytest.mark.slow
@settings(SOME, max_examples=EXAMPLES // 3)
@given(tiny_scenarios(cadres=2, posts=2, periods=2, sessions=1), SHARES)
def test_so_are_those_of_scenarios_with_every_rule(scenario: Scenario, within: Fraction) -> None:
    check_alternatives(best_of(scenario), all_of_any(scenario), within, Fraction(1, 10), 4)


def check_frontier(reference: Reference, known: Known, goals: Sequence[str]) -> None:
    """Of two goals the points are all that no plan beats, of three some of them."""
    found = pareto(reference, goals, 50)
    tiers = reference.scenario.settings.goals.tiers
    kept = next((place for place, tier in enumerate(tiers) if set(goals) & set(named(tier))), len(tiers))
    as_good = [goal for (cost, *_), goal in known.items() if cost[:kept] == reference.costs[:kept]]
    signs = [-1 if goal == "fit" else 1 for goal in goals]
    reached = {tuple(sign * goal[name] for sign, name in zip(signs, goals, strict=True)) for goal in as_good}
    frontier = {one for one in reached if not any(beats(other, one) for other in reached)}
    points = {tuple(sign * value for sign, value in zip(signs, point.reached, strict=True)) for point in found.points}
    assert points <= frontier
    if len(goals) == 2:
        assert (points, found.ending, found.open) == (frontier, "complete", ())
    for point in found.points:
        assert point.proven
        assert point.own == (point.reached == found.own.reached)
        is_true_of(point.plan, known)
    event(f"{len(points)} points of {len(goals)} goals")


@SOME
@given(offices(), st.data())
def test_the_frontier_is_that_of_all_plans(scenario: Scenario, data: st.DataObject) -> None:
    goals = data.draw(st.permutations(("fill", "mix", "fit", MOVES)))[: data.draw(st.integers(2, 3))]
    check_frontier(best_of(scenario), all_of(scenario, placings(scenario)), goals)


@pytest.mark.slow
@settings(SOME, max_examples=EXAMPLES // 3)
@given(tiny_scenarios(cadres=2, posts=2, periods=2, sessions=1), st.data())
def test_so_is_that_of_scenarios_with_every_rule(scenario: Scenario, data: st.DataObject) -> None:
    goals = data.draw(st.permutations(countable(scenario.settings.goals.tiers)))[: data.draw(st.integers(2, 3))]
    check_frontier(best_of(scenario), all_of_any(scenario), goals)


@SOME
@given(offices(), st.integers(2, 4))
def test_a_frontier_cut_short_says_where_nothing_was_searched(scenario: Scenario, most: int) -> None:
    reference = best_of(scenario)
    whole, part = pareto(reference, ("mix", "fit"), 50), pareto(reference, ("mix", "fit"), most)
    there, all_there = ({point.reached for point in found.points} for found in (part, whole))
    assert there <= all_there
    assert len(there) == min(most, len(all_there)) or part.ending == "complete"
    at = part.goals.index(part.stepped)
    assert all(any(low <= values[at] <= high for low, high in part.open) for values in all_there - there)
    assert (part.ending == "complete") == (not part.open)


def named(tier: str | dict[str, int]) -> list[str]:
    return [tier] if isinstance(tier, str) else list(tier)


def beats(one: Values, other: Values) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))
