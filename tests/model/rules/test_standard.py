"""C10: whoever takes a post meets the standard of its title."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed, refusals, together

from planner.scenario.scenario import Scenario

MEETS = "bachelor intermediate specialist 2000"


def person(has: str, opens: str = "-", switch: str = "true", title: str = "chair") -> Scenario:
    """A cadre with degree, theory, state management and Party date, and a chair that asks for all four."""
    return scenario(
        only("standard", switch),
        titles="title degree theory state_mgmt party_member\nchair bachelor intermediate specialist yes",
        posts=f"post title vacant_from\npost {title} {opens}",
        cadres=f"cadre degree theory state_mgmt party_date\nan {has}",
    )


@pytest.mark.parametrize("has", [MEETS, "doctor bachelor high 1999-05-19"], ids=["exactly", "more than asked"])
def test_who_meets_every_part_is_placed(has: str) -> None:
    assert placed(person(has)) == {"an post 2026-01"}


@pytest.mark.parametrize(
    ("has", "lacking"),
    [
        ("college intermediate specialist 2000", "degree"),
        ("bachelor primary specialist 2000", "theory"),
        ("bachelor intermediate - 2000", "state_mgmt"),
        ("bachelor intermediate specialist -", "party_member"),
        ("- - - -", "degree, theory, state_mgmt, party_member"),
    ],
)
def test_one_level_below_is_refused_and_the_refusal_names_what_lacks(has: str, lacking: str) -> None:
    assert placed(person(has)) == set()
    assert refusals(person(has), "an", "post") == [f"an lacks {lacking} for chair"]


def test_it_holds_in_the_last_period_as_in_the_first() -> None:
    assert placed(person(MEETS, "2026-12")) == {"an post 2026-07"}
    assert placed(person("- - - -", "2026-12")) == set()


def test_a_post_without_title_asks_for_nothing() -> None:
    assert placed(person("- - - -", title="-")) == {"an post 2026-01"}


def test_switched_off_nothing_is_asked() -> None:
    assert placed(person("- - - -", switch="false")) == {"an post 2026-01"}


def taught(sessions: str, has: str = "none none", opens: str = "-", asks: str = "intermediate updated") -> Scenario:
    """A cadre with theory and skills, a chair that asks for both, sessions with grants, start and months."""
    rows = "\n".join(f"k{number} {row}" for number, row in enumerate(sessions.splitlines()))
    return scenario(
        "horizon_months: 18\n" + only("standard"),
        titles=f"title theory skills\nchair {asks}",
        posts=f"post title vacant_from\npost chair {opens}",
        cadres=f"cadre theory skills\nan {has}",
        sessions=f"session grants starts_on months\n{rows}",
    )


@pytest.mark.parametrize(
    ("session", "start"),
    [
        ("2026-01 5", "2026-07"),
        ("2026-01 6", "2026-07"),
        ("2026-01-31 6", "2026-07"),
        ("2026-01 7", "2027-01"),
        ("2026-12 1", "2027-01"),
        ("2027-01 1", ""),
    ],
)
def test_a_course_brings_what_lacks_from_the_month_after_its_last(session: str, start: str) -> None:
    where = taught(f"theory=intermediate {session}", "none updated")
    assert placed(where) == ({f"an post {start}"} if start else set())


def test_every_part_that_lacks_is_brought_before_the_start() -> None:
    where = taught("theory=intermediate 2026-01 3\nskills=updated 2026-07 3")
    assert placed(where) == {"an post 2027-01"}
    assert refusals(where, "an", "post") == []


def test_a_higher_level_than_asked_will_do() -> None:
    assert placed(taught("theory=advanced 2026-01 6", "none updated")) == {"an post 2026-07"}


def test_a_refusal_names_the_part_that_no_course_brings() -> None:
    where = taught("theory=intermediate 2026-01 3")
    assert placed(where) == set()
    assert refusals(where, "an", "post") == ["an lacks theory, skills for chair, and no course brings skills"]


def test_a_course_that_comes_too_late_is_named_with_its_end() -> None:
    late = taught("theory=intermediate 2027-01 6", "none updated")
    said = "an lacks theory for chair, and no course brings it before 2027-07-01"
    assert refusals(late, "an", "post") == [said]


def test_a_second_post_and_a_return_ask_for_courses_as_moves_do() -> None:
    second = scenario(
        together(standard="true"),
        titles="title skills degree theory party_member\ncouncil_vice updated none none no\n"
        "deputy_secretary none none none no",
        posts="post unit title holder\nmain xa deputy_secretary an\nside xa council_vice -",
        cadres="cadre\nan",
        sessions="session grants starts_on months\nk skills=updated 2026-01 6",
    )
    assert placed(second) == {"an side 2026-07"}
    back = scenario(
        "rules: {pack: open, changes: {standard: true, return_place: true}}",
        units="unit kind\nxa commune\nphong department",
        titles="title skills\nhead updated",
        posts="post unit title holder weight\nout xa - an 1\nback phong head - 5",
        cadres="cadre unit rotation_since\nan xa 2020-01",
        sessions="session grants starts_on months\nk skills=updated 2026-01 6",
    )
    assert placed(back) == {"an back 2026-07"}
