"""What the plan answers for Thái Nguyên: which seats at which level make the bench ready, and that it is the best."""

import pytest
from support.published import PLACES

from planner import load, solve, verify
from planner.plan.plan import Plan

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(load(PLACES / "thai-nguyen"))


def test_no_plan_is_better(plan: Plan) -> None:
    assert plan.status == "optimal"
    assert all(tier.gap == 0 for tier in plan.tiers)


def test_the_plan_keeps_every_rule(plan: Plan) -> None:
    assert verify(plan.scenario, plan).ok


def test_the_deputies_of_the_procuracy_follow_its_chief(plan: Plan) -> None:
    chiefs = plan.stints[plan.stints["title"] == "procuracy_chief"].sort_values("start")
    assert list(chiefs["how"]) == ["holds", "promotion"]
    assert chiefs["from"].iloc[-1].rpartition("-")[2].startswith("procuracy_deputy")


def test_every_post_has_successors_and_all_targets_are_reached(plan: Plan) -> None:
    assert plan.bench.groupby("post").size().reindex(plan.scenario.posts["post"]).between(2, 3).all()
    assert (plan.mix["short"] + plan.mix["over"]).sum() == 0


def test_only_deputy_directors_of_the_province_have_nobody_who_is_or_gets_ready(plan: Plan) -> None:
    ready = plan.bench[(plan.bench["ready"] == "near") | (plan.bench["ready_on"] != "")]
    without = plan.scenario.posts[~plan.scenario.posts["post"].isin(ready["post"])]
    assert set(without["title"]) == {"prov_deputy"}
    bench = next(tier for tier in plan.tiers if tier.name == "bench")
    assert bench.value == len(without)


def test_seats_of_all_levels_make_benches_ready(plan: Plan) -> None:
    levels = plan.scenario.tables["sessions"].set_index("session")["level"]
    for_benches = plan.training.loc[plan.training["why"] == "bench", "session"]
    assert set(for_benches.map(levels)) == {"commune", "district", "province", "procuracy"}
