"""P6: whoever comes back from a rotation finds a post of the former grade in a department."""

import pytest
from support.scenarios import scenario
from support.solving import holding, placed, refusals

from planner.scenario.scenario import Scenario

UNITS = "unit kind\nxa commune\nya commune\nphong department\nban department"
TITLES = "title grade\nchief 4\nhead 3\ndeputy 2\nclerk 1\nfree -"
ON = "{on: true, record_excellent: 1, highest_step: 1}"


def rotated(
    target: str = "phong deputy",
    *,
    since: str = "2023-01",
    until: str = "-",
    former: str = "deputy",
    ratings: str = "-",
    switch: str = ON,
    more: str = "",
) -> Scenario:
    """An chairs a commune on rotation since then; a vacant post that is dearer waits."""
    return scenario(
        f"horizon_months: 18\n{rules(switch, more)}",
        units=UNITS,
        titles=TITLES,
        posts=f"post unit title holder weight\nout xa head an 1\nback {target} - 9",
        cadres="cadre unit title former_title rotation_since rotation_until sending_unit ratings\n"
        f"an xa head {former} {since} {until} phong {ratings}",
    )


def sent(stay: int = 6, *, people: str = "an phong clerk -", opens: str = "2026-07", pins: str = "") -> Scenario:
    """A clerk of a department who could go on rotation for so long and come back when a post opens there."""
    return scenario(
        "horizon_months: 24\n" + rules(ON, f"min_stay: {{on: true, rotation_months: {stay}, holder_months: 0}}"),
        units=UNITS,
        titles=TITLES,
        posts=f"post unit title weight vacant_from\nout xa clerk 1 -\nback phong clerk 9 {opens}",
        cadres=f"cadre unit title leaves_on\n{people}",
        pins=f"action cadre post from\nplace an out 2026-01\n{pins and pins + ' -'}",
    )


def rules(switch: str, more: str = "") -> str:
    return f"rules: {{pack: open, changes: {{return_place: {switch}{', ' if more else ''}{more}}}}}\n"


def test_who_is_on_rotation_returns_to_a_post_of_the_former_grade() -> None:
    assert holding(rotated()) == {"an back 2026-01..2027-07 horizon"}


def test_a_rotation_that_ends_by_decision_is_followed_by_a_return() -> None:
    assert holding(rotated(until="2026-07", more="min_stay: {on: true, rotation_months: 60, holder_months: 0}")) == {
        "an out 2026-01..2026-07 rotation",
        "an back 2026-07..2027-07 horizon",
    }


@pytest.mark.parametrize(("since", "start"), [("2023-01", "2026-01"), ("2023-08", "2027-01"), ("2025-01", "")])
def test_a_return_waits_for_the_least_stay(since: str, start: str) -> None:
    where = rotated(since=since, more="min_stay: {on: true, rotation_months: 36, holder_months: 0}")
    assert placed(where) == ({f"an back {start}"} if start else set())


@pytest.mark.parametrize(
    ("title", "ratings", "returns"),
    [
        ("deputy", "-", True),
        ("free", "-", True),
        ("clerk", "HTXSNV", False),
        ("head", "-", False),
        ("head", "HTTNV;HTTNV", False),
        ("head", "HTXSNV;HTTNV;HTTNV", True),
        ("head", "HTXSNV;HTTNV;HTTNV;HTTNV", False),
        ("chief", "HTXSNV", False),
    ],
)
def test_the_former_grade_decides_and_an_excellent_record_allows_one_more(
    title: str, ratings: str, *, returns: bool
) -> None:
    where = rotated(f"ban {title}", ratings=ratings)
    assert placed(where) == ({"an back 2026-01"} if returns else set())


def test_a_step_that_the_record_does_not_allow_is_refused_with_both_grades() -> None:
    assert refusals(rotated("phong head"), "an", "back") == ["an had grade 2 before the rotation, back has grade 3"]


def test_without_a_former_title_the_own_grade_counts() -> None:
    assert placed(rotated("phong head", former="-")) == {"an back 2026-01"}
    assert placed(rotated("phong deputy", former="-")) == set()


def test_a_post_in_another_commune_is_no_return() -> None:
    assert placed(rotated("ya clerk")) == {"an back 2026-01"}


def test_switched_off_departments_take_nobody_who_is_on_rotation() -> None:
    off = rotated(switch="false")
    assert placed(off) == set()
    assert refusals(off, "an", "back") == ["an is on rotation, and the rule return_place is off"]


def test_a_return_is_asked_for_neither_pool_nor_grade_nor_remaining_service_nor_rating() -> None:
    more = (
        "in_pool: true, grade: {on: true, lowest_step: 5, highest_step: 5}, "
        "remaining_service: {on: true, first_time_months: 600}, rating: {on: true, rotation_least: 3}"
    )
    assert placed(rotated(ratings="KHTNV", more=more)) == {"an back 2026-01"}


@pytest.mark.parametrize(("opens", "back"), [("2026-07", "2026-07"), ("2027-01", "2027-01"), ("2027-07", "2027-07")])
def test_a_new_rotation_ends_by_a_return_in_that_very_period(opens: str, back: str) -> None:
    assert holding(sent(opens=opens)) == {f"an out 2026-01..{back} returns", f"an back {back}..2028-01 horizon"}


def test_a_new_rotation_lasts_its_least_stay_before_the_return() -> None:
    assert holding(sent(18)) == {"an out 2026-01..2027-07 returns", "an back 2027-07..2028-01 horizon"}
    assert holding(sent(13)) == {"an out 2026-01..2027-07 returns", "an back 2027-07..2028-01 horizon"}


def test_a_new_rotation_lasts_to_the_horizon_where_no_return_ends_it() -> None:
    assert holding(sent(pins="forbid an back")) == {"an out 2026-01..2028-01 horizon"}


def test_somebody_else_takes_over_where_a_rotation_ends() -> None:
    where = sent(people="an phong clerk -\nbinh ya clerk -", pins="forbid binh back")
    assert holding(where) == {
        "an out 2026-01..2026-07 returns",
        "an back 2026-07..2028-01 horizon",
        "binh out 2026-07..2028-01 horizon",
    }


def test_who_is_not_of_a_department_goes_nowhere_to_return_from() -> None:
    where = sent(people="an ya clerk -")
    assert holding(where) == {"an out 2026-01..2028-01 horizon"}


def test_service_may_end_a_return() -> None:
    assert holding(sent(people="an phong clerk 2027-08", opens="2027-01")) == {
        "an out 2026-01..2027-01 returns",
        "an back 2027-01..2027-07 service",
    }


def test_people_who_never_were_on_rotation_take_posts_of_departments_as_ever() -> None:
    where = scenario(
        rules(ON),
        units=UNITS,
        titles=TITLES,
        posts="post unit title\np phong deputy",
        cadres="cadre unit title\nan xa clerk",
    )
    assert placed(where) == {"an p 2026-01"}
