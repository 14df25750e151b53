"""C3: enough months of service are left when a post is taken."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed, refusals

from planner.scenario.scenario import Scenario

NUMBERS = "{on: true, rotation_months: 120, non_local_months: 60, first_time_months: 48}"


def move(unit: str, post: str, leaves: str, opens: str = "-", switch: str = NUMBERS) -> Scenario:
    """Somebody of a commune or department, and one post, ``secretary`` (for non-locals) or ``deputy``."""
    return scenario(
        only("remaining_service", switch),
        units="unit kind\nxa commune\nya commune\nphong department",
        titles="title non_local\nsecretary yes\ndeputy no",
        posts=f"post unit title vacant_from\npost xa {post} {opens}",
        cadres=f"cadre unit leaves_on\nan {unit} {leaves}",
    )


@pytest.mark.parametrize(
    ("unit", "post", "enough", "one_less"),
    [
        ("phong", "deputy", "2036-01", "2035-12"),
        ("phong", "secretary", "2031-01", "2030-12"),
        ("ya", "deputy", "2030-01", "2029-12"),
        ("ya", "secretary", "2030-01", "2029-12"),
    ],
    ids=["rotation: 120", "rotation to a non-local title: 60", "first time: 48", "first time, non-local: 48"],
)
def test_the_months_needed_depend_on_the_move(unit: str, post: str, enough: str, one_less: str) -> None:
    assert placed(move(unit, post, enough)) == {"an post 2026-01"}
    assert placed(move(unit, post, one_less)) == set()


@pytest.mark.parametrize(("leaves", "stints"), [("2030-07", {"an post 2026-07"}), ("2030-06", set())])
def test_in_the_last_period_the_months_are_counted_from_then(leaves: str, stints: set[str]) -> None:
    assert placed(move("ya", "deputy", leaves, opens="2026-12")) == stints


def test_who_has_no_known_end_of_service_passes() -> None:
    assert placed(move("phong", "deputy", "-")) == {"an post 2026-01"}


def test_switched_off_a_last_half_year_is_enough() -> None:
    assert placed(move("phong", "deputy", "2026-07", switch="false")) == {"an post 2026-01"}


def test_the_refusal_names_person_months_left_and_months_needed() -> None:
    assert refusals(move("phong", "deputy", "2035-12"), "an", "post") == [
        "an has 119 months of service left; 120 are needed"
    ]


@pytest.mark.parametrize(
    ("person", "refused"),
    [
        ("male 1969-01", []),
        ("male 1968-12", ["an has 59 months of service left; 60 are needed"]),
        ("female 1972-09", []),
        ("female 1972-08", ["an has 59 months of service left; 60 are needed"]),
    ],
)
def test_service_ends_at_the_retirement_age_of_its_year(person: str, refused: list[str]) -> None:
    """From 2028 men retire at 62 years; women at 58 years 4 months in 2030 and 4 months later in 2031."""
    where = scenario(
        rules="vn-2022",
        posts="post unit title\nvice xa pc_vice",
        cadres=f"cadre unit sex birth_date title degree theory party_date rotates\n"
        f"an ya {person} pc_vice bachelor intermediate 2000 yes",
    )
    assert refusals(where, "an", "vice") == refused
