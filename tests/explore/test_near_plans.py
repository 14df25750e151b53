"""Plans near the best, and the frontier between goals, when somebody stops them or there is nothing to weigh."""

from fractions import Fraction

import pytest
from support.scenarios import scenario

from planner.explore.alternatives import alternatives
from planner.explore.pareto import pareto
from planner.explore.question import Effort
from planner.explore.reference import Reference, refer
from planner.plan.verify import verify

OFFICE = scenario(
    "period_months: 12\nfit: only_listed\nmix: [{name: women, column: sex, values: [female], at_least: 2}]",
    posts="post\nfirst\nsecond",
    cadres="cadre sex\nann female\nbob male\ncid male\ndan female",
    fit="cadre post score\nann first 9\nbob first 9\nann second 3\nbob second 6\ncid second 5\ndan second 1",
)


def stopped() -> Reference:
    """The best plan, after which somebody asks to stop."""
    reference = refer(OFFICE, Effort())
    reference.effort.stop.set()
    return reference


def test_whoever_stops_the_search_is_told_that_more_is_not_known() -> None:
    found = alternatives(stopped(), 3, Fraction(1))
    assert (len(found.plans), found.ending) == (1, "time")


def test_a_frontier_that_is_stopped_keeps_the_plans_at_hand() -> None:
    found = pareto(stopped(), ("mix", "fit"))
    assert [point.reached for point in found.points] == [found.own.reached]
    assert found.ending == "time"
    assert pareto(stopped(), ("mix", "fit", "moves")).ending == "time"


def test_what_a_plan_has_to_give_up_is_told_exactly() -> None:
    found = pareto(refer(OFFICE), ("mix", "fit"))
    # ann and dan; ann and bob; no woman is placed in the first place of the best fit
    assert [point.reached for point in found.points] == [(1, 15), (0, 10)]
    assert [point.own for point in found.points] == [False, True]
    assert found.kept == (("fill", 0), ("bench", 0))
    for point in found.points:
        assert verify(OFFICE, point.plan).ok
    # the scenario's order is mix, then fit: the solve for a point proves its fit for the scenario, too
    assert [tier.bound for tier in found.points[0].plan.tiers] == [0, 0, 0, 15]


@pytest.mark.parametrize("goals", [("mix",), ("mix", "mix"), ("mix", "change"), ("fill", "bench", "mix", "fit")])
def test_goals_that_cannot_be_weighed_are_refused(goals: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="two or three of fill, bench, mix, fit, moves"):
        pareto(refer(OFFICE), goals)
