"""What the plan answers for a whole province with every rule and goal, and that it is the best."""

import pytest
from support.published import PLACES

from planner import load, solve, verify
from planner.plan.plan import Plan

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(load(PLACES / "lang-son-province"))


def test_no_plan_is_better(plan: Plan) -> None:
    assert plan.status == "optimal"
    assert [tier.name for tier in plan.tiers] == ["fill", "bench", "mix", "fit"]
    assert all(tier.gap == 0 for tier in plan.tiers)


def test_the_plan_keeps_every_rule(plan: Plan) -> None:
    assert verify(plan.scenario, plan).ok


def test_the_plan_is_the_same_a_second_time(plan: Plan) -> None:
    again = solve(plan.scenario)
    assert all(plan.tables[name].equals(again.tables[name]) for name in plan.tables)
    assert plan.duals.equals(again.duals)
