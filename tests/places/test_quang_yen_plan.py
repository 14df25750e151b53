"""What the plan answers for Quảng Yên: the bench of the next term, and that it is the best."""

import pandas as pd
import pytest
from support.published import PLACES

from planner import load, solve, verify
from planner.plan.plan import Plan

COMMITTEE = "committee_member"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(load(PLACES / "quang-yen"))


def _sizes(plan: Plan, listings: pd.DataFrame) -> "pd.Series[int]":
    """How many people are listed for each post that is not a committee."""
    posts = plan.scenario.posts
    single = posts.loc[posts["title"] != COMMITTEE, "post"]
    return listings.groupby("post").size().reindex(single, fill_value=0)


def test_no_plan_is_better(plan: Plan) -> None:
    assert plan.status == "optimal"
    assert all(tier.gap == 0 for tier in plan.tiers)


def test_the_plan_keeps_every_rule(plan: Plan) -> None:
    assert verify(plan.scenario, plan).ok


def test_no_post_stays_empty(plan: Plan) -> None:
    assert len(plan.vacancies) == 0


def test_every_post_has_two_or_three_successors_and_more_than_in_the_term_before(plan: Plan) -> None:
    before, after = _sizes(plan, plan.scenario.bench), _sizes(plan, plan.bench)
    assert after.between(2, 3).all()
    assert after.sum() > before.sum()
    assert not before.between(2, 3).all()


def test_women_young_people_and_the_three_age_bands_are_kept(plan: Plan) -> None:
    assert (plan.mix["short"] + plan.mix["over"]).sum() == 0
    kept = plan.mix[plan.mix["scope"] == "all_benches"]
    assert set(kept.loc[kept["column"] == "age_band", "values"]) == {"<35", "35-40", ">40"}
    assert (kept["planned"] >= kept["today"]).all()


def test_every_committee_list_has_one_to_one_and_a_half_people_a_seat(plan: Plan) -> None:
    lists = plan.scenario.posts[plan.scenario.posts["title"] == COMMITTEE].set_index("post")
    share = plan.bench.groupby("post").size().reindex(lists.index) / lists["seats"]
    assert share.between(1.0, 1.5).all()


def test_people_are_trained_for_a_post_or_a_bench_and_within_the_budget(plan: Plan) -> None:
    assert set(plan.training["why"]) <= {"post", "bench", "order"}
    budget = plan.scenario.settings.courses.budget
    assert isinstance(budget, dict)
    spent = plan.training.groupby(plan.training["starts_on"].str[:4].astype(int))["cost"].sum()
    assert all(cost <= budget[year] for year, cost in spent.items())
