"""When charts draw stints and gaps: true to the month where the plan counts periods."""

from dataclasses import replace
from typing import Any

import pytest
from sample_plan import date, rows, sample_plan
from wider_plan import wider_plan

from planner.plan.plan import Plan
from planner.report.charts import careers
from planner.report.charts.spans import seat_spans
from planner.scenario.scenario import Scenario


def stint(cadre: str, post: str, start: int, end: int, how: str, until: str = "horizon") -> dict[str, str]:
    place = {"cadre": cadre, "name": "", "post": post, "unit": post.partition("-")[0], "title": "", "from": ""}
    return {**place, "start": date(start), "end": date(end), "how": how, "until": until}


def leaving(on: dict[str, str], *stints: dict[str, str], gaps: tuple[dict[str, Any], ...] = ()) -> Plan:
    """The sample where only these cadres leave the service, on a date, with these stints and gaps."""
    plan = sample_plan()
    cadres = plan.scenario.cadres
    cadres = cadres.assign(leaves_on=[on.get(cadre, "") for cadre in cadres["cadre"]], birth_date="")
    scenario = Scenario(plan.scenario.settings, {**plan.scenario.tables, "cadres": cadres})
    tables = {**plan.tables, "stints": rows("stints", stints), "vacancies": rows("vacancies", gaps)}
    return replace(plan, scenario=scenario, tables=tables)


def drawn(plan: Plan) -> dict[tuple[str, str], tuple[str, str]]:
    """When each person or gap is drawn in each post."""
    return {(span["cadre"], span["post"]): (span["drawn_start"], span["drawn_end"]) for span in seat_spans(plan)}


def test_who_follows_takes_over_when_the_holder_leaves() -> None:
    plan = leaving(
        {"c0-0": "2026-09-01"},
        stint("c0-0", "u0-secretary", 0, 6, "holds", "service"),
        stint("c0-9", "u0-secretary", 6, 60, "rotation"),
    )

    assert drawn(plan)["c0-0", "u0-secretary"] == (date(0), "2026-09-01")
    assert drawn(plan)["c0-9", "u0-secretary"] == ("2026-09-01", date(60))


def test_a_post_is_vacant_from_when_its_holder_leaves() -> None:
    gap = {"post": "u0-secretary", "start": date(6), "end": date(12), "months": 6}
    plan = leaving({"c0-0": "2026-09-01"}, stint("c0-0", "u0-secretary", 0, 6, "holds", "service"), gaps=(gap,))

    assert drawn(plan)["", "u0-secretary"] == ("2026-09-01", date(12))


def test_who_leaves_in_the_first_period_is_drawn_until_then() -> None:
    plan = leaving({"c0-0": "2026-03-01"}, stint("c0-9", "u0-secretary", 0, 60, "rotation"))

    assert drawn(plan)["c0-0", "u0-secretary"] == (date(0), "2026-03-01")
    assert drawn(plan)["c0-9", "u0-secretary"] == ("2026-03-01", date(60))


def test_along_a_chain_everybody_waits_for_the_first_to_leave() -> None:
    plan = leaving(
        {"c0-0": "2026-09-01"},
        stint("c0-0", "u0-secretary", 0, 6, "holds", "service"),
        stint("c0-1", "u0-deputy_secretary", 0, 6, "holds", "moves"),
        stint("c0-1", "u0-secretary", 6, 60, "promotion"),
        stint("c0-5", "u0-deputy_secretary", 6, 60, "appointment"),
    )

    assert drawn(plan)["c0-1", "u0-deputy_secretary"] == (date(0), "2026-09-01")
    assert drawn(plan)["c0-1", "u0-secretary"] == ("2026-09-01", date(60))
    assert drawn(plan)["c0-5", "u0-deputy_secretary"] == ("2026-09-01", date(60))


def test_two_who_change_places_do_so_on_the_first_day_of_the_period() -> None:
    plan = leaving(
        {},
        stint("c0-0", "u0-secretary", 0, 6, "holds", "moves"),
        stint("c1-0", "u1-secretary", 0, 6, "holds", "moves"),
        stint("c0-0", "u1-secretary", 6, 60, "lateral"),
        stint("c1-0", "u0-secretary", 6, 60, "lateral"),
    )

    assert drawn(plan)["c0-0", "u1-secretary"] == (date(6), date(60))


def test_a_second_post_does_not_begin_before_the_main_one() -> None:
    plan = leaving(
        {"c0-0": "2026-10-01"},
        stint("c0-0", "u0-secretary", 0, 6, "holds", "service"),
        stint("c0-9", "u0-secretary", 6, 60, "rotation"),
        stint("c0-9", "u0-pc_chair", 6, 60, "dual"),
    )

    assert drawn(plan)["c0-9", "u0-pc_chair"] == ("2026-10-01", date(60))


def test_a_new_stint_ends_in_its_own_month_too() -> None:
    plan = leaving({"c0-9": "2028-03-01"}, stint("c0-9", "u0-secretary", 6, 24, "rotation", "service"))

    assert drawn(plan)["c0-9", "u0-secretary"] == (date(6), "2028-03-01")


@pytest.mark.parametrize("plan", [sample_plan(23), wider_plan(23)])
def test_nobody_holds_two_main_posts_in_one_lane(plan: Plan) -> None:
    lanes = careers.table(plan)

    for _, lane in lanes.groupby(["cadre", "lane"]):
        ordered = lane.sort_values("drawn_start")
        assert (ordered["drawn_end"].shift().fillna("") <= ordered["drawn_start"]).all()


def test_careers_are_those_of_the_people_who_move() -> None:
    plan = sample_plan()
    lanes = careers.table(plan)

    moving = plan.stints.loc[plan.stints["how"] != "holds", "cadre"]
    assert set(lanes["cadre"]) == set(moving)
    assert lanes.loc[lanes["cadre"] == "c1-1", "how"].tolist() == ["holds", "promotion"]
    assert careers.finding(lanes) == "7 people move: 2 go on rotation"


def test_the_careers_title_tells_of_returns_and_second_posts() -> None:
    assert careers.finding(careers.table(wider_plan())) == (
        "9 people move: 2 go on rotation, 3 come back from one, 2 take a second post"
    )


def test_a_pin_is_marked() -> None:
    plan = sample_plan()
    pins = plan.scenario.pins
    pinned = pins.reindex([0]).assign(action="place", cadre="c0-9", post="u0-secretary").fillna("")
    scenario = Scenario(plan.scenario.settings, {**plan.scenario.tables, "pins": pinned})

    lanes = careers.table(replace(plan, scenario=scenario))

    assert lanes.loc[lanes["pinned"] == "place", "cadre"].tolist() == ["c0-9"]
