"""Sessions of courses: who could attend which, and when a level could be reached."""

import pytest
from support.scenarios import scenario

from planner.domain.calendar import LONG_AGO, NEVER
from planner.domain.case import Case, case_of
from planner.domain.courses import PARTS, own_levels, reached
from planner.scenario.columns import THEORY
from planner.scenario.dates import month_index

PEOPLE = "an none none -\nbinh primary none -\nchi advanced updated -"


def case(sessions: str, people: str = PEOPLE, switch: str = "", months: int = 24) -> Case:
    """Sessions with grants, needs, start, months, seats, taken and priority; people with theory, skills, leaves_on."""
    rows = "\n".join(f"k{number} {row}" for number, row in enumerate(sessions.splitlines()))
    return case_of(
        scenario(
            f"horizon_months: {months}\nrules: {{pack: open, changes: {{{switch}}}}}",
            posts="post\np",
            cadres=f"cadre theory skills leaves_on\n{people}",
            sessions=f"session grants needs starts_on months seats taken priority\n{rows}",
        )
    )


def able(found: Case) -> list[str]:
    """Who could attend each session."""
    ids = found.people.ids
    return [" ".join(ids[found.sessions.open[:, session]]) for session in range(len(found.sessions.ids))]


def test_a_session_is_open_to_whoever_lacks_its_level() -> None:
    sessions = (
        "theory=primary - 2026-01 1 1 0 -\ntheory=intermediate - 2026-01 1 1 0 -\nskills=updated - 2026-01 1 1 0 -"
    )
    assert able(case(sessions)) == ["an", "an binh", "an binh"]


def test_what_it_needs_is_the_own_level_or_comes_from_a_session_that_is_open_and_over() -> None:
    needs = "theory=intermediate theory=primary {} 1 1 0 -"
    assert able(case(needs.format("2026-01"))) == ["binh"]
    first = "theory=primary - 2026-01 2 1 0 -\n"
    assert able(case(first + needs.format("2026-02"))) == ["an", "binh"]
    assert able(case(first + needs.format("2026-03"))) == ["an", "an binh"]


def test_a_chain_of_sessions_is_followed_in_whatever_order_it_is_written() -> None:
    sessions = (
        "theory=advanced theory=intermediate 2026-06 1 1 0 -\n"
        "theory=primary - 2026-01 1 1 0 -\n"
        "theory=intermediate theory=primary 2026-03 1 1 0 -"
    )
    assert able(case(sessions)) == ["an binh", "an", "an binh"]
    full = sessions.replace("2026-01 1 1 0", "2026-01 1 1 1")
    assert able(case(full)) == ["binh", "", "binh"]


def test_a_session_of_a_unit_is_for_its_people_and_those_below() -> None:
    found = case_of(
        scenario(
            units="unit kind parent\nnorth province -\nphong department north\nxa commune phong\nya commune -",
            posts="post\np",
            cadres="cadre unit\nan xa\nbinh phong\nchi ya\ndung -",
            sessions="session grants starts_on unit\n"
            + "\n".join(f"k{unit} skills=updated 2026-03 {unit}" for unit in ("north", "phong", "xa", "ya", "-")),
        )
    )
    assert able(found) == ["an binh", "an binh", "an", "chi", "an binh chi dung"]


@pytest.mark.parametrize(("leaves", "who"), [("2026-03", ""), ("2026-04", "an"), ("-", "an")])
def test_who_leaves_before_it_ends_does_not_attend(leaves: str, who: str) -> None:
    assert able(case("skills=updated - 2026-01 3 1 0 -", f"an none none {leaves}")) == [who]


@pytest.mark.parametrize(
    ("session", "who"),
    [("2027-10 3 1 0", "an"), ("2027-11 3 1 0", ""), ("2026-01 1 3 2", "an"), ("2026-01 1 2 2", "")],
    ids=["ends with the horizon", "ends later", "a seat is free", "no seat is free"],
)
def test_a_session_is_offered_if_it_ends_in_time_and_has_a_free_seat(session: str, who: str) -> None:
    assert able(case(f"skills=updated - {session} -", "an none none -")) == [who]


def test_switched_off_rules_open_sessions() -> None:
    full = "theory=advanced theory=intermediate 2026-01 3 1 1 -"
    assert able(case(full, "an none none 2026-02\nbinh intermediate none -", "course_seats: false")) == ["binh"]
    off = "course_seats: false, course_order: false"
    assert able(case(full, "an none none 2026-02\nbinh intermediate none -\nchi advanced none -", off)) == ["an binh"]


def test_the_level_is_there_from_the_month_after_the_last() -> None:
    found = case("theory=intermediate - 2026-03-17 4 2 0 -\ntheory=advanced - 2026-02 1 1 0 -")
    theory = PARTS.index("theory")
    march, july = month_index("2026-03"), month_index("2026-07")
    assert found.sessions.end.tolist() == [july, march]
    # the session that brings more ends earlier
    assert reached(found.sessions, found.people, theory, THEORY.index("intermediate")).tolist() == [
        march,
        march,
        LONG_AGO,
    ]
    assert reached(found.sessions, found.people, theory, THEORY.index("bachelor")).tolist() == [NEVER] * 3


def test_seats_taken_beforehand_are_not_free() -> None:
    assert case("skills=updated - 2026-01 1 5 3 -").sessions.free.tolist() == [2]


def test_groups_that_go_first_are_of_any_column_ages_at_the_first_month() -> None:
    found = case_of(
        scenario(
            "horizon_months: 24\nrules: {pack: open}\nage_bands: [35, 41]",
            posts="post\np",
            cadres="cadre sex birth_date rotates district\nan female 1991-12 no -\nbinh male 1991-12 yes A\n"
            "chi male - no B",
            sessions="session grants starts_on seats priority\nw skills=updated 2026-01 9 sex=female\n"
            "early skills=updated 2026-11 9 age_band=<35\nlate skills=updated 2026-12 9 age_band=<35\n"
            "r skills=updated 2026-01 9 rotates=yes\nd skills=updated 2026-01 9 district=A|B",
        )
    )
    assert found.sessions.first.T.tolist() == [
        [True, False, False],
        [True, True, False],
        [False, False, False],
        [False, True, False],
        [False, True, True],
    ]


def test_without_sessions_there_is_nothing_to_attend() -> None:
    found = case_of(scenario(posts="post\np", cadres="cadre theory\nan primary"))
    assert found.sessions.open.shape == (1, 0)
    assert own_levels(found.people).tolist() == [[0, 1, 0, 0]]
    assert reached(found.sessions, found.people, 1, 1).tolist() == [LONG_AGO]
    assert reached(found.sessions, found.people, 1, 2).tolist() == [NEVER]
