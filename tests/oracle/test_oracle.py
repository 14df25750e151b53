"""The engine against an oracle that tries every plan of tiny random scenarios.

``ORACLE_EXAMPLES=3000 pytest tests/oracle --hypothesis-seed=7`` tries more of them, and others.
"""

import os

import pytest
from all_plans import Best, TooLargeError, best_by_trying_all, best_plan, checker_of, costs
from hypothesis import HealthCheck, event, given, reject, settings
from hypothesis.strategies import DataObject, data
from tiny_scenarios import tiny_scenarios

from planner.api import solve
from planner.plan.plan import Plan
from planner.scenario.findings import Finding, InputError
from planner.scenario.scenario import Scenario

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "64"))
THOROUGH = settings(
    max_examples=EXAMPLES,
    derandomize="ORACLE_EXAMPLES" not in os.environ,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def best_of(scenario: Scenario) -> Best | None:
    """The oracle's plan; scenarios with too many plans are left out."""
    try:
        return best_plan(scenario)
    except TooLargeError:
        reject()


def planned(scenario: Scenario) -> Plan | None:
    """The engine's plan; None where counting alone shows that its pins cannot be kept."""
    try:
        return solve(scenario)
    except InputError as error:
        if any(stricter_than_a_plan(finding) for finding in error.findings):
            reject()
        event("refused by counting")
        return None


def stricter_than_a_plan(finding: Finding) -> bool:
    """Errors that tell of a slip, though plans exist: soft targets above their places, posts that nobody can keep."""
    return finding.severity == "error" and (": mix" in finding.where or finding.value.startswith("keep "))


def agree(scenario: Scenario) -> None:
    """Engine and oracle find the same status and the same value in every tier."""
    best = best_of(scenario)
    plan = planned(scenario)
    if best is None:
        event("infeasible")
        assert plan is None or plan.status == "infeasible"
        return
    assert plan is not None
    for how in sorted({*plan.stints["how"]} & {"dual", "return"}):
        event(how)
    if len(plan.training):
        event("training")
    assert plan.status == "optimal"
    signs = [-1 if tier.sense == "max" else 1 for tier in plan.tiers]
    assert tuple(sign * tier.value for sign, tier in zip(signs, plan.tiers, strict=True)) == best.values
    assert tuple(sign * tier.bound for sign, tier in zip(signs, plan.tiers, strict=True)) == best.values


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["", "duals", "returns", "courses"])
@settings(THOROUGH, max_examples=max(10, EXAMPLES // 4))
@given(data=data())
def test_engine_finds_the_best_of_all_plans(theme: str, data: DataObject) -> None:
    agree(data.draw(tiny_scenarios(theme)))


@settings(THOROUGH, max_examples=max(10, EXAMPLES // 8))
@given(tiny_scenarios(cadres=2, posts=2, periods=2, sessions=1))
def test_oracle_that_tries_halves_finds_what_trying_all_at_once_finds(scenario: Scenario) -> None:
    best = best_of(scenario)
    try:
        tried = best_by_trying_all(scenario)
    except TooLargeError:
        reject()
    assert tried == (None if best is None else best.values)
    if best is not None:
        goals = checker_of(scenario).goals(best.stints, best.listings, best.attendances)
        assert costs(scenario, goals) == best.values
