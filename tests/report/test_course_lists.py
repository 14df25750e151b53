"""The lists of the courses: seats, cost, participants with their reason, and the price of a seat."""

import json
from io import StringIO

import pytest
from rich.console import Console
from sample_plan import sample_plan
from wider_plan import wider_plan

from planner.explore.prices import Gain, SeatPrice
from planner.plan.plan import Plan
from planner.report.courses import NO_SESSIONS, course_lists, courses_json, price_line, sessions_of

BETTER = Gain("fill", "min", 12, 11, 11, True)
PRICES = (SeatPrice("LL-01", (BETTER,)), SeatPrice("LL-02", ()))


def text(plan: Plan, prices: tuple[SeatPrice, ...] | None = None) -> str:
    console = Console(width=140, file=StringIO())
    console.print(course_lists(plan, prices))
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_free_seats_are_those_that_nobody_outside_has() -> None:
    found = {session.session: session for session in sessions_of(wider_plan())}
    assert {name: (session.free, session.left) for name, session in found.items()} == {
        "LL-01": (2, 0),
        "LL-02": (4, 0),
        "QL-01": (30, 30),
    }
    assert (found["LL-02"].starts_on, found["LL-02"].ends_on) == ("2026-10-01", "2027-06-01")


def test_every_session_is_told_and_each_participant_with_the_reason() -> None:
    lines = text(wider_plan()).splitlines()
    assert lines[0] == "6 of 36 seats taken by 5 people; 2 of 3 sessions used, 2 are full; cost 104 of 120 in 2026"
    (full,) = (line.split() for line in lines if "theory=intermediate" in line)
    assert full[-4:] == ["2", "2", "full", "24"]
    (unused,) = (line.split() for line in lines if "state_mgmt" in line)
    assert unused[-4:] == ["30", "0", "30", "0"]
    assert "LL-01, Trung cấp lý luận chính trị: 2026-03 to 2026-09, 2 of 2 seats" in lines
    rows = [line.strip() for line in lines if "Thị trấn Cao Lộc" in line]
    assert rows[0].endswith(" yes")
    assert "before session LL-02" in rows[0]
    assert "own title: Commune staff" in rows[1]
    assert "post: Thị trấn Cao Lộc, Fatherland Front chair" in rows[2]
    assert "bench: Thị trấn Cao Lộc, People's Committee vice chair" in rows[3]


def test_a_scenario_without_sessions_says_so() -> None:
    assert text(sample_plan()).strip() == NO_SESSIONS


def test_prices_are_told_for_the_full_sessions() -> None:
    told = text(wider_plan(), PRICES)
    assert "1 fewer weighted month empty (proven)" in told
    assert "no plan found in time" in told
    assert "one more seat brings nothing" in text(wider_plan(), ())
    assert "One more seat" not in text(wider_plan())


def test_prices_come_after_the_lists() -> None:
    lists = text(wider_plan()).splitlines()
    assert text(wider_plan(), PRICES).splitlines()[: len(lists)] == lists


@pytest.mark.parametrize(
    ("gains", "words"),
    [
        (
            (Gain("bench", "min", 3, 1, 1, True), Gain("fit", "max", 9, 7, 7, True)),
            "2 fewer missing on the benches, fit down by 2 (proven)",
        ),
        ((Gain("standard", "min", 60, 54, 54, False),), "6 fewer person-months below the standard (not proven)"),
        ((Gain("fill+bench", "min", 7, 4, 4, True),), "fill+bench better by 3 (proven)"),
        ((Gain("change", "min", 1, 2, 2, True),), "1 more change of what was published (proven)"),
        ((Gain("mix", "min", 4, 4, 4, True),), "nothing (proven)"),
    ],
)
def test_a_price_in_words(gains: tuple[Gain, ...], words: str) -> None:
    assert price_line(SeatPrice("LL-01", gains)) == words


def test_all_of_it_is_plain_data() -> None:
    told = json.loads(json.dumps(courses_json(wider_plan(), PRICES)))
    first = told["sessions"][0]
    assert (first["free"], first["attended"], first["left"]) == (2, 2, 0)
    assert first["participants"][0] == {
        "cadre": "c0-5",
        "name": "Triệu Văn Đức",
        "unit": "u0",
        "priority": "yes",
        "why": "order",
        "of": "LL-02",
    }
    assert told["costs"] == [{"year": 2026, "spent": 104, "budget": 120}]
    assert told["prices"][0]["tiers"] == [
        {"tier": "fill", "sense": "min", "before": 12, "after": 11, "bound": 11, "proven": True, "better": 1}
    ]
    assert "prices" not in courses_json(wider_plan())
