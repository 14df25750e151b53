"""What the plan answers for the return of Cao Lộc's rotated leaders: the published figures, and that it is the best."""

from collections.abc import Callable

import pytest
from support.published import PLACES, facts_of

from planner import load, solve
from planner.plan.plan import Plan

PUBLISHED = facts_of("cao-loc/returns")

MEASURES: dict[str, Callable[[Plan], float]] = {
    "returned": lambda plan: (plan.returns["outcome"] == "returns").sum(),
    "returned_higher": lambda plan: (plan.returns["step"] == 1).sum(),
    "still_in_communes": lambda plan: (plan.returns["outcome"] == "stays").sum(),
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(load(PLACES / "cao-loc" / "returns"))


def test_no_plan_is_better(plan: Plan) -> None:
    assert plan.status == "optimal"
    assert all(tier.gap == 0 for tier in plan.tiers)


@pytest.mark.parametrize("fact", PUBLISHED["plan"], ids=lambda fact: fact["measure"])
def test_the_plan_answers_what_was_published(plan: Plan, fact: dict) -> None:
    assert MEASURES[fact["measure"]](plan) == fact["value"]


def test_every_answer_is_measured() -> None:
    assert {fact["measure"] for fact in PUBLISHED["plan"]} == set(MEASURES)


def test_nobody_is_left_without_a_place_and_no_place_stays_empty(plan: Plan) -> None:
    assert set(plan.returns["outcome"]) == {"returns", "stays"}
    assert len(plan.vacancies) == 0


def test_who_returns_is_head_or_deputy_of_a_department_at_the_former_grade_or_one_above(plan: Plan) -> None:
    back = plan.returns[plan.returns["outcome"] == "returns"]
    assert set(back["placement"].str.rsplit("-", n=1).str[1]) == {"dept_head", "dept_deputy"}
    assert set(back["step"]) == {0, 1}
