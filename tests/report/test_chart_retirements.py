"""When posts fall vacant because time in them ends, and what fills them."""

from dataclasses import replace
from typing import Any

from sample_plan import date, rows, sample_plan

from planner.plan.plan import Plan
from planner.report.charts import draw, retirements
from planner.scenario.scenario import Scenario


def stint(cadre: str, start: int, end: int, how: str, until: str = "horizon") -> dict[str, str]:
    place = {"cadre": cadre, "name": "", "post": "u0-secretary", "unit": "u0", "title": "secretary", "from": ""}
    return {**place, "start": date(start), "end": date(end), "how": how, "until": until}


def ending(on: dict[str, str], stints: list[dict[str, str]], gaps: list[dict[str, Any]], ready: list[str]) -> Plan:
    """The sample of one post, where these cadres leave the service, with these stints, gaps and people ready now."""
    plan = sample_plan()
    cadres = plan.scenario.cadres
    cadres = cadres.assign(leaves_on=[on.get(cadre, "") for cadre in cadres["cadre"]], birth_date="")
    posts = plan.scenario.posts
    posts = posts[posts["post"] == "u0-secretary"].assign(holder="c0-0")
    scenario = Scenario(plan.scenario.settings, {**plan.scenario.tables, "cadres": cadres, "posts": posts})
    bench = [{"cadre": cadre, "post": "u0-secretary", "ready": "near"} for cadre in ready]
    tables = {"stints": rows("stints", stints), "vacancies": rows("vacancies", gaps), "bench": rows("bench", bench)}
    return replace(plan, scenario=scenario, tables={**plan.tables, **tables})


def covers(plan: Plan) -> list[tuple[str, str, str]]:
    found = retirements.table(plan)
    return list(zip(found["date"], found["why"], found["cover"], strict=True))


def gap(start: int, end: int) -> dict[str, Any]:
    return {"post": "u0-secretary", "start": date(start), "end": date(end), "months": end - start}


HOLDER = stint("c0-0", 0, 6, "holds", "service")


def test_a_post_is_filled_at_once_after_a_gap_or_not_at_all() -> None:
    on = {"c0-0": "2026-09-01"}
    at_once = ending(on, [HOLDER, stint("c0-9", 6, 60, "rotation")], [], [])
    later = ending(on, [HOLDER, stint("c0-9", 12, 60, "rotation")], [gap(6, 12)], [])
    never = ending(on, [HOLDER], [gap(6, 60)], [])

    assert [covers(plan)[:1] for plan in (at_once, later, never)] == [
        [("2026-09-01", "service", cover)] for cover in ("filled", "gap", "empty")
    ]
    assert retirements.table(never)["half_year"].tolist() == [date(6)]
    assert all(draw(plan, "retirements") for plan in (at_once, later, never))


def test_after_the_plan_a_successor_counts_who_is_still_in_service() -> None:
    on = {"c0-0": "2032-03-01", "c0-5": "2031-06-01"}
    stays = stint("c0-0", 0, 60, "holds")

    assert covers(ending(on, [stays], [], ["c0-6"])) == [("2032-03-01", "service", "ready")]
    assert covers(ending(on, [stays], [], ["c0-5"])) == [("2032-03-01", "service", "unready")]


def test_who_serves_longer_than_the_chart_reaches_is_not_in_it() -> None:
    assert retirements.table(ending({}, [stint("c0-0", 0, 60, "holds")], [], [])).empty


def test_the_title_counts_what_falls_vacant_and_what_is_uncovered() -> None:
    on = {"c0-0": "2026-09-01", "c0-9": "2032-01-01"}
    plan = ending(on, [HOLDER, stint("c0-9", 6, 60, "rotation")], [], [])

    assert retirements.finding(plan, retirements.table(plan)) == (
        "1 post falls vacant by 01/2031, 1 filled at once; 1 later, 1 without a ready successor"
    )


def test_moves_are_no_end_of_time_in_post() -> None:
    assert set(retirements.table(sample_plan(23))["why"]) <= {"service", "tenure_cap", "planned", "rotation"}
