"""What the plan answers for Lạng Sơn in two levels, 65 communes, and that it is the best."""

import pytest
from support.published import PLACES

from planner import load, solve, verify
from planner.check import read
from planner.plan.plan import Plan
from planner.rulebook.rulebook import resolve

PLACE = PLACES / "lang-son-2025"


def test_the_province_is_ready_to_be_solved_by_the_rules_of_2025() -> None:
    scenario, findings = read(PLACE)
    assert scenario is not None
    assert {finding.severity for finding in findings} <= {"note"}
    assert resolve(scenario)[0].number("tenure_cap", "head_months") == 96
    assert len(scenario.units[scenario.units["kind"] == "commune"]) == 65


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(load(PLACE))


@pytest.mark.slow
class TestThePlanOfTheProvince:
    def test_no_plan_is_better(self, plan: Plan) -> None:
        assert plan.status == "optimal"
        assert all(tier.gap == 0 for tier in plan.tiers)

    def test_it_keeps_every_rule(self, plan: Plan) -> None:
        assert verify(plan.scenario, plan).ok

    def test_posts_stay_empty_in_the_last_year_only(self, plan: Plan) -> None:
        assert set(plan.vacancies["start"]) == {"2030-01-01"}

    def test_secretaries_chairs_and_standing_deputies_have_three_successors_in_every_commune(self, plan: Plan) -> None:
        posts = plan.scenario.posts
        leading = posts[posts["title"].isin(["secretary", "pc_chair", "standing_deputy"])]
        assert (plan.bench.groupby("post").size().reindex(leading["post"], fill_value=0) == 3).all()

    def test_every_commune_has_a_woman_in_its_key_posts(self, plan: Plan) -> None:
        each = plan.mix[plan.mix["scope"] == "each_unit"]
        assert len(each) == 65
        assert each["short"].sum() == 0
