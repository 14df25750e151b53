"""P5: the latest rating is good enough for a rotation or a listing."""

import pytest
from support.scenarios import scenario
from support.solving import listed, only, placed, refusals

from planner.scenario.scenario import Scenario

UNITS = "unit kind\nxa commune\nphong department"


def rated(
    ratings: str, unit: str = "phong", switch: str = "{on: true, rotation_least: 2, listing_least: 1}"
) -> Scenario:
    """A person with ratings, a vacant post in a commune, and a bench for a held one."""
    return scenario(
        only("rating", switch),
        units=UNITS,
        posts="post unit holder bench_min\np xa - 0\nq xa binh 1",
        cadres=f"cadre unit ratings\nan {unit} {ratings}\nbinh xa HTXSNV",
    )


@pytest.mark.parametrize(
    ("ratings", "goes", "is_listed"),
    [
        ("HTXSNV", True, True),
        ("HTTNV", True, True),
        ("HTNV", False, True),
        ("KHTNV", False, False),
        ("-", True, True),
        ("KHTNV;HTTNV", True, True),
        ("HTXSNV;KHTNV", False, False),
    ],
)
def test_the_latest_rating_decides_on_rotation_and_listing(ratings: str, *, goes: bool, is_listed: bool) -> None:
    # whoever moves is still listed for the other post
    assert ("an p 2026-01" in placed(rated(ratings))) == goes
    assert (listed(rated(ratings)) == {"an q near"}) == is_listed


def test_the_refusal_names_rating_and_limits() -> None:
    sentence = "an is rated KHTNV; a rotation needs HTTNV, a listing HTNV"
    assert refusals(rated("KHTNV"), "an", "p") == [sentence]
    assert refusals(rated("KHTNV"), "an", "q", listing=True) == [sentence]


def test_moves_that_are_no_rotation_are_not_asked() -> None:
    assert "an p 2026-01" in placed(rated("KHTNV", "xa"))


def test_switched_off_no_rating_is_asked() -> None:
    assert placed(rated("KHTNV", switch="false")) == {"an p 2026-01"}
    assert listed(rated("KHTNV", switch="false")) == {"an q near"}
