"""What the plan answers for Văn Lãng: how fast its communes meet the standard, and that no plan is faster."""

import pytest
from support.published import PLACES

from planner import load, solve, verify
from planner.plan.plan import Plan
from planner.rulebook.rulebook import Title, resolve
from planner.scenario.grants import LEVELS

STAFF = 424


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(load(PLACES / "van-lang"))


def _below(plan: Plan, date: str) -> set[str]:
    """Who serves in a commune and does not meet the standard of the own title on the date."""
    scenario = plan.scenario
    titles = resolve(scenario)[0].titles
    kinds = scenario.units.set_index("unit")["kind"]
    done = plan.training[plan.training["ends_on"] <= date]
    granted = {(cadre, *grants.split("=")) for cadre, grants in zip(done["cadre"], done["grants"], strict=True)}

    def lacks(person: dict[str, str], title: Title) -> bool:
        for part, order in LEVELS.items():
            enough = order[order.index(getattr(title, part)) :]
            if person[part] not in enough and not any((person["cadre"], part, level) in granted for level in enough):
                return True
        return False

    people = scenario.cadres[scenario.cadres["unit"].map(kinds) == "commune"].to_dict("records")
    return {person["cadre"] for person in people if lacks(person, titles[person["title"]])}


def test_no_plan_is_better(plan: Plan) -> None:
    assert plan.status == "optimal"
    assert all(tier.gap == 0 for tier in plan.tiers)


def test_the_plan_keeps_every_rule(plan: Plan) -> None:
    assert verify(plan.scenario, plan).ok


def test_no_post_stays_empty_and_every_bench_is_full(plan: Plan) -> None:
    assert len(plan.vacancies) == 0
    assert plan.bench.groupby("post").size().between(2, 3).all()
    assert plan.bench["post"].nunique() == len(plan.scenario.posts)


def test_less_than_half_meet_the_standard_today_three_quarters_in_a_year_nine_of_ten_later(plan: Plan) -> None:
    assert len(_below(plan, "2018-01-01")) > STAFF / 2
    assert len(_below(plan, "2019-01-01")) < STAFF / 4
    assert len(_below(plan, "2020-04-01")) < STAFF / 10


def test_most_who_stay_below_lack_the_training_that_only_one_class_brings(plan: Plan) -> None:
    seats = plan.scenario.tables["sessions"].set_index("session").loc["degree"]
    assert (plan.training["session"] == "degree").sum() == seats["seats"] - seats["taken"]
    below = plan.scenario.cadres[plan.scenario.cadres["cadre"].isin(_below(plan, "2020-12-31"))]
    assert below["degree"].isin(["none", "primary"]).sum() > len(below) / 2


def test_leaders_go_from_the_district_to_communes_and_from_commune_to_commune(plan: Plan) -> None:
    assert {"rotation", "lateral", "promotion"} <= set(plan.stints["how"])
