"""C5: a move at the same grade to another commune comes after a stay in the first."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed, refusals

from planner.scenario.scenario import Scenario

UNITS = "unit kind\nxa commune\nya commune\nphong department"
TITLES = "title grade\nchair 3\nvice 2\nfree -"


def holder(
    target: str = "ya vice", place_since: str = "2024-01", held_since: str = "-", home: str = "xa", switch: str = ""
) -> Scenario:
    """An is vice chair in a commune; the other post is dearer. Eighteen months."""
    return scenario(
        "horizon_months: 18\n" + only("lateral", switch or "{on: true, stay_months: 36}"),
        units=UNITS,
        titles=TITLES,
        posts=f"post unit title holder weight held_since\nheld {home} vice an 1 {held_since}\nnext {target} - 9 -",
        cadres=f"cadre title place_since\nan vice {place_since}",
    )


@pytest.mark.parametrize(
    ("since", "start"), [("2023-01", "2026-01"), ("2023-02", "2026-07"), ("2024-01", "2027-01"), ("-", "2026-01")]
)
def test_the_move_waits_until_the_stay_is_over(since: str, start: str) -> None:
    assert placed(holder(place_since=since)) == {f"an next {start}"}


def test_a_longer_stay_than_the_horizon_refuses_the_post_and_says_until_when() -> None:
    assert placed(holder(place_since="2025-07")) == set()
    assert refusals(holder(place_since="2025-07"), "an", "next") == ["an moves to another commune from 2028-07-01 on"]


def test_without_place_since_the_stay_counts_from_the_post() -> None:
    assert placed(holder(place_since="-", held_since="2023-02")) == {"an next 2026-07"}


def test_place_since_goes_before_the_date_of_the_post() -> None:
    assert placed(holder(place_since="2020-01", held_since="2025-12")) == {"an next 2026-01"}


@pytest.mark.parametrize(
    "target", ["ya chair", "xa vice", "ya free", "phong vice"], ids=["up", "same unit", "no grade", "department"]
)
def test_other_moves_do_not_wait(target: str) -> None:
    assert placed(holder(target)) == {"an next 2026-01"}


def test_holders_in_departments_do_not_wait() -> None:
    assert placed(holder(home="phong")) == {"an next 2026-01"}


def test_switched_off_nobody_waits() -> None:
    assert placed(holder(place_since="2025-12", switch="false")) == {"an next 2026-01"}
