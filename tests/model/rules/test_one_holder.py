"""C1: a seat has one holder at a time, and no holder before the post is open."""

import pytest
from support.scenarios import scenario
from support.solving import holding, only, placed, refusals

from planner.api import solve
from planner.scenario.scenario import Scenario

TWO_PEOPLE = "cadre\nan\nbinh"


def post(cells: str = "1 - -", *, months: int = 12, switch: str = "true") -> Scenario:
    """One post with its seats, holder and vacant_from, and two people who would both suit it."""
    return scenario(
        f"horizon_months: {months}\n" + only("one_holder", switch),
        posts=f"post seats holder vacant_from\nchair {cells}",
        cadres=TWO_PEOPLE,
        fit="cadre post score\nan chair 9\nbinh chair 8",
    )


def test_of_two_able_people_one_takes_the_seat() -> None:
    assert placed(post()) == {"an chair 2026-01"}


def test_two_seats_take_two_people() -> None:
    assert placed(post("2 - -")) == {"an chair 2026-01", "binh chair 2026-01"}


def test_a_held_seat_is_not_taken_twice() -> None:
    assert placed(post("1 an -")) == set()


@pytest.mark.parametrize(
    ("vacant_from", "start"),
    [("2026-06", "2026-01"), ("2026-07", "2026-07"), ("2026-12", "2026-07"), ("2027-01", "2027-01")],
)
def test_nobody_comes_before_the_period_in_which_the_post_opens(vacant_from: str, start: str) -> None:
    assert placed(post(f"1 - {vacant_from}", months=18)) == {f"an chair {start}"}


@pytest.mark.parametrize(
    ("vacant_from", "stints"),
    [
        ("2026-06", {"binh chair 2026-01..2027-01 horizon"}),
        ("2026-07", {"an chair 2026-01..2026-07 planned", "binh chair 2026-07..2027-01 horizon"}),
        ("2026-12", {"an chair 2026-01..2026-07 planned", "binh chair 2026-07..2027-01 horizon"}),
        ("2027-01", {"an chair 2026-01..2027-01 horizon"}),
    ],
)
def test_the_seat_passes_on_after_the_last_whole_period_of_its_holder(vacant_from: str, stints: set[str]) -> None:
    assert holding(post(f"1 an {vacant_from}")) == stints


def test_a_second_seat_waits_for_nobody_to_leave() -> None:
    assert placed(post("2 an 2026-07")) == {"binh chair 2026-01"}


def test_switched_off_the_engine_still_fills_each_seat_once() -> None:
    assert placed(post(switch="false")) == {"an chair 2026-01"}


def test_a_post_that_opens_too_late_refuses_everybody() -> None:
    late = post("1 - 2027-01")
    assert placed(late) == set()
    assert refusals(late, "an", "chair") == ["chair is open only from period 3"]


@pytest.mark.parametrize(("key", "backfill", "wanted"), [("yes", "no", True), ("no", "yes", True), ("no", "no", False)])
def test_an_empty_seat_counts_where_the_post_is_key_or_to_be_filled_again(
    key: str, backfill: str, *, wanted: bool
) -> None:
    where = scenario(
        only("discipline"), posts=f"post key backfill\np {key} {backfill}", cadres="cadre discipline_until\nan 2030"
    )
    plan = solve(where)
    assert len(plan.vacancies) == wanted
    assert [tier.value for tier in plan.tiers if tier.name == "fill"] == [12 * wanted]


def test_posts_that_nobody_counts_take_no_more_people_than_seats_all_the_same() -> None:
    where = scenario(
        "goals: {tiers: [fit]}",
        posts="post key seats holder\np no 1 an",
        cadres="cadre\nan\nbinh",
        fit="cadre post score\nbinh p 9",
    )
    assert placed(where) == set()


def test_posts_that_nobody_counts_can_be_left_for_others_to_take() -> None:
    where = scenario(
        posts="post key seats holder\np no 1 an\nq yes 1 -",
        cadres="cadre\nan\nbinh",
        fit="cadre post score\nan q 99\nbinh p 50\nbinh q -99\nan p 0",
    )
    # when the seat is taken makes no difference to any goal
    assert {stint.rsplit(maxsplit=1)[0] for stint in placed(where)} == {"an q", "binh p"}
