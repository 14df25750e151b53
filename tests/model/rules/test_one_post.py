"""C2: one person holds one post at a time and moves once at most."""

import pytest
from support.scenarios import scenario
from support.solving import holding, only, placed, refusals

from planner.scenario.scenario import Scenario


def two_posts(vice: str = "-", chair_opens: str = "-", switch: str = "true") -> Scenario:
    """A chair that weighs more than the vice chair, and one person."""
    return scenario(
        only("one_post", switch),
        posts=f"post holder vacant_from weight\nchair - {chair_opens} 5\nvice {vice} - 1",
        cadres="cadre\nan",
    )


def test_of_two_vacant_posts_one_person_takes_the_weightier() -> None:
    assert placed(two_posts()) == {"an chair 2026-01"}


@pytest.mark.parametrize(
    ("opens", "stints"),
    [
        ("-", {"an chair 2026-01..2027-01 horizon"}),
        ("2026-12", {"an vice 2026-01..2026-07 moves", "an chair 2026-07..2027-01 horizon"}),
        ("2027-01", {"an vice 2026-01..2027-01 horizon"}),
    ],
    ids=["first period", "last period", "after the horizon"],
)
def test_whoever_takes_another_post_leaves_his_own(opens: str, stints: set[str]) -> None:
    assert holding(two_posts("an", opens)) == stints


def test_whoever_has_moved_once_does_not_move_again() -> None:
    stairs = scenario(
        "horizon_months: 18",
        posts="post vacant_from weight\nlow - 1\nmiddle 2026-12 2\nhigh 2027-06 9",
        cadres="cadre\nan",
    )
    assert placed(stairs) == {"an high 2027-01"}


def test_switched_off_the_engine_still_gives_one_post() -> None:
    assert placed(two_posts(switch="false")) == {"an chair 2026-01"}


def test_nobody_is_placed_in_the_post_he_holds() -> None:
    assert refusals(two_posts("an"), "an", "vice") == ["an holds vice today"]
    assert refusals(two_posts("an"), "an", "chair") == []
