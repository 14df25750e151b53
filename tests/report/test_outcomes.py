"""What a plan means for rotations, second posts, committees, courses and listings: figures and lines."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console
from sample_plan import sample_plan
from wider_plan import wider_plan

from planner.plan.plan import Plan
from planner.report.outcomes import (
    committee_figures,
    dual_figures,
    return_figures,
    review_figures,
    training_figures,
)
from planner.report.summary import summary, summary_json


def text(plan: Plan, width: int = 160) -> str:
    console = Console(width=width, file=StringIO())
    console.print(summary(plan))
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_returns_are_told_by_where_they_lead() -> None:
    figures = return_figures(wider_plan(7))
    rows = figures.pop("rows")
    assert figures == {
        "people": 7,
        "returns": 5,
        "moves": 0,
        "stays": 0,
        "continues": 2,
        "leaves": 0,
        "without_place": 0,
        "to_sending_unit": 3,
        "elsewhere": 2,
        "to_higher_grade": 1,
    }
    assert [row["step"] for row in rows] == [0, 1, 0, 0, None, 0, None]


def test_courses_are_told_with_their_cost_by_year() -> None:
    figures = training_figures(wider_plan())
    assert figures == {
        "sessions": 3,
        "used": 2,
        "full": 2,
        "seats": 36,
        "taken": 6,
        "people": 5,
        "reasons": {"post": 3, "order": 1, "standard": 1, "bench": 1},
        "costs": [{"year": 2026, "spent": 104, "budget": 120}],
    }


def test_the_review_counts_the_reasons_of_removals() -> None:
    figures = review_figures(wider_plan())
    assert figures["remove"] == 3
    assert figures["reasons"] == {"bench_service": 2, "higher_title": 1}
    assert figures["continue"] + figures["add"] == len(wider_plan().bench)


def test_second_posts_are_those_of_today_and_those_to_come() -> None:
    figures = dual_figures(wider_plan())
    assert [row["cadre"] for row in figures["today"]] == ["c1-0", "c3-0"]
    assert [row["post"] for row in figures["new"]] == ["u0-council", "u2-council"]


def test_lists_of_committees_are_counted_against_their_seats() -> None:
    assert committee_figures(wider_plan()) == {
        "lists": 4,
        "seats": 20,
        "listed": 21,
        "short": [{"post": "u1-committee", "wanted": 5, "listed": 3}],
    }


def test_a_plan_without_any_of_it_tells_nothing() -> None:
    told = summary_json(sample_plan())
    assert [told[name] for name in ("returns", "training", "review", "dual_roles", "committees")] == [{}] * 5
    assert not {"Returns", "Courses", "Two posts", "Committees", "Listings"} & set(text(sample_plan()).split())


@pytest.mark.parametrize(
    "told",
    [
        "28 seats: 20 held today",
        "14 with one ready now, 1 more after a course",
        "32 kept, 24 added, 3 removed: bench_service 2, higher_title 1",
        "4 on rotation: 3 return (2 to the sending unit, 1 elsewhere, 1 to a higher grade), 1 is still there",
        "2 today; 2 take a second one: Phùng Thị Ánh Tuyết (Thị trấn Cao Lộc, People's Council chair) from 2027-07, ",
        "6 of 36 seats taken by 5 people; 2 of 3 sessions used, 2 are full; cost 104 of 120 in 2026",
        "4 lists: 21 people for 20 seats (1.05 a seat); 1 too short: Thị trấn Đồng Đăng, Party committee has 3 of 5",
        "10 moves (3 appointments, 3 returns, 2 rotations",
        "Back from rotation",
        "Phòng Tài chính – Kế hoạch, Head of department      +1",
    ],
)
def test_the_summary_tells(told: str) -> None:
    assert told in text(wider_plan(), 400)


def test_who_is_without_a_place_comes_first_and_only_once() -> None:
    plan = wider_plan(16)
    lines = text(plan).splitlines()
    first = lines[lines.index("Back from rotation") + 4]
    assert "none" in first.split()
    gone = plan.tables["returns"].query("outcome == 'without_place'")["cadre"].iloc[0]
    name = plan.scenario.cadres.set_index("cadre").loc[gone, "name"]
    assert first.strip().startswith(name)
    assert sum(name in line for line in lines) == 1
    assert "more in returns.csv" in text(plan)


def test_the_goals_of_the_review_and_of_courses_are_measured_in_words() -> None:
    plan = wider_plan()
    tiers = (replace(plan.tiers[0], name="standard"), replace(plan.tiers[0], name="change"))
    told = text(replace(plan, tiers=tiers))
    assert "person-months below the standard" in told
    assert "changes of what was published" in told


def test_everything_is_plain_data() -> None:
    assert json.loads(json.dumps(summary_json(wider_plan(7))))["returns"]["people"] == 7
