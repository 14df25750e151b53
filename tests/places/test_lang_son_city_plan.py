"""What the plan answers for Lạng Sơn city: the published figures of the term, and that it is the best."""

from collections.abc import Callable

import pandas as pd
import pytest
from support.published import PLACES, facts_of

from planner import load, solve
from planner.plan.plan import Plan

PUBLISHED = facts_of("lang-son-city")


def _second_posts(plan: Plan) -> pd.DataFrame:
    """Who came from a department as secretary and later took the council as well: both beginnings in months."""
    stints = plan.stints[["cadre", "title", "unit", "start", "how"]]
    main = stints[(stints["title"] == "secretary") & (stints["how"] == "rotation")]
    beside = stints[(stints["title"] == "council_chair") & (stints["how"] == "dual")]
    both = main.merge(beside, on=["cadre", "unit"], suffixes=("_main", "_beside"))
    return both.assign(begins=both["start_main"].str[:7], joins=both["start_beside"].str[:7])


def _worked_case(plan: Plan) -> pd.Series:
    both = _second_posts(plan)
    return both[both["begins"] == "2017-07"].iloc[0]


def _single_months(plan: Plan) -> int:
    case = _worked_case(plan)
    begins, joins = pd.Period(case["begins"], "M"), pd.Period(case["joins"], "M")
    return int((joins - begins).n)


MEASURES: dict[str, Callable[[Plan], float | str]] = {
    "rotated_leaders": lambda plan: plan.stints.loc[plan.stints["how"] == "rotation", "cadre"].nunique(),
    "secretary_begins": lambda plan: _worked_case(plan)["begins"],
    "council_chair_begins": lambda plan: _worked_case(plan)["joins"],
    "single_months": _single_months,
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(load(PLACES / "lang-son-city"))


def test_no_plan_is_better(plan: Plan) -> None:
    assert plan.status == "optimal"
    assert all(tier.gap == 0 for tier in plan.tiers)


@pytest.mark.parametrize("fact", PUBLISHED["plan"], ids=lambda fact: fact["measure"])
def test_the_plan_answers_what_was_published(plan: Plan, fact: dict) -> None:
    assert MEASURES[fact["measure"]](plan) == fact["value"]


def test_every_answer_is_measured() -> None:
    assert {fact["measure"] for fact in PUBLISHED["plan"]} == set(MEASURES)


def test_most_key_leaders_come_from_departments(plan: Plan) -> None:
    rotated = plan.mix[plan.mix["column"] == "rotates"].iloc[0]
    key = plan.scenario.posts["key"].sum()
    assert rotated["planned"] > key / 2
    assert rotated["short"] == 0


def test_both_kinds_of_classes_are_needed_and_serve_mostly_the_groups_that_go_first(plan: Plan) -> None:
    assert set(plan.training["course"]) == set(plan.scenario.tables["sessions"]["course"])
    assert (plan.training["priority"] == "yes").mean() > 0.5


def test_nobody_sits_in_a_class_without_need(plan: Plan) -> None:
    assert set(plan.training["why"]) <= {"post", "order", "bench", "standard"}


def test_no_post_stays_empty(plan: Plan) -> None:
    assert len(plan.vacancies) == 0
