"""P1: nobody loses a post but by a planned end or by moving on."""

import pytest
from support.scenarios import scenario
from support.solving import holding, only, refusals

from planner.scenario.scenario import Scenario


def chair(holder: str = "an", leaves: str = "-", switch: str = "true") -> Scenario:
    """A post for which binh would suit far better than an."""
    return scenario(
        only("no_removal", switch),
        posts=f"post holder\nchair {holder}",
        cadres=f"cadre leaves_on\nan {leaves}\nbinh {leaves}",
        fit="cadre post score\nan chair 0\nbinh chair 100",
    )


def test_a_holder_stays_though_somebody_would_suit_better() -> None:
    assert holding(chair()) == {"an chair 2026-01..2027-01 horizon"}


@pytest.mark.parametrize(
    ("leaves", "stints"),
    [
        ("2026-06", set()),
        ("2026-07", {"an chair 2026-01..2026-07 service"}),
        ("2026-12", {"an chair 2026-01..2026-07 service"}),
        ("2027-01", {"an chair 2026-01..2027-01 horizon"}),
    ],
)
def test_a_holder_stays_every_period_that_he_can_serve_in_full(leaves: str, stints: set[str]) -> None:
    assert holding(chair(leaves=leaves)) == stints


@pytest.mark.parametrize(
    ("leaves", "stints"),
    [
        ("2026-06", set()),
        ("2026-07", {"binh chair 2026-01..2026-07 service"}),
        ("2026-12", {"binh chair 2026-01..2026-07 service"}),
        ("2027-01", {"binh chair 2026-01..2027-01 horizon"}),
    ],
)
def test_a_new_placement_lasts_every_period_that_he_can_serve_in_full(leaves: str, stints: set[str]) -> None:
    only_binh = chair("-", leaves)
    assert {stint for stint in holding(only_binh) if stint.startswith("binh")} == stints


def test_switched_off_the_engine_still_removes_nobody() -> None:
    assert holding(chair(switch="false")) == {"an chair 2026-01..2027-01 horizon"}


def test_the_rule_refuses_no_pair() -> None:
    assert refusals(chair(), "binh", "chair") == []
