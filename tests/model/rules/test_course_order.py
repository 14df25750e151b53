"""P9: who attends lacks the level, has what the session needs, serves to its end, and sits in one at a time."""

import pytest
from support.scenarios import scenario
from support.training import attending, learners

from planner.api import solve
from planner.scenario.scenario import Scenario

LATER = "theory=intermediate theory=primary"


def one(sessions: str, person: str = "an none updated -", switch: str = "") -> Scenario:
    """One person with theory, skills and leaves_on."""
    return learners(sessions, people=person, switch=switch)


def test_nobody_is_taught_what_he_has() -> None:
    where = one("skills=updated - 2026-01 1 1 0 0\ntheory=primary - 2026-01 1 1 0 0", "an primary updated -")
    assert attending(where) == set()


def test_what_a_session_needs_can_be_the_own_level() -> None:
    assert attending(one(f"{LATER} 2026-01 1 1 0 0", "an primary updated -")) == {"an k0"}


@pytest.mark.parametrize(("second", "sits"), [("2026-02", False), ("2026-03", True), ("2026-06", True)])
def test_or_come_from_a_session_that_has_ended_by_then(second: str, *, sits: bool) -> None:
    """Binh, who leaves, has what the second session needs, so that it is open to somebody."""
    people = "an none updated -\nbinh primary updated 2026-08"
    where = learners(f"theory=primary - 2026-01 2 1 0 0\n{LATER} {second} 1 1 0 0", people=people)
    assert attending(where) == ({"an k0", "an k1"} if sits else set())


@pytest.mark.parametrize(("second", "both"), [("2026-01", False), ("2026-03", False), ("2026-04", True)])
def test_one_session_at_a_time(second: str, *, both: bool) -> None:
    """One of the two is of no use to him: he lacks both parts."""
    where = one(f"theory=intermediate - 2026-01 3 1 0 0\nskills=updated - {second} 1 1 0 0", "an none none -")
    assert attending(where) == ({"an k0", "an k1"} if both else set())


@pytest.mark.parametrize(("leaves", "readiness"), [("2026-05", ""), ("2026-06", "2026-06-01"), ("-", "2026-06-01")])
def test_who_attends_serves_until_it_ends(leaves: str, readiness: str) -> None:
    where = scenario(
        titles="title skills\nchair updated",
        posts="post title holder bench_min\np chair binh 1",
        cadres=f"cadre skills leaves_on\nan none {leaves}\nbinh updated -",
        sessions="session grants starts_on months\nk skills=updated 2026-01 5",
    )
    plan = solve(where)
    assert plan.bench["ready_on"].tolist() == [readiness]
    assert len(plan.training) == bool(readiness)


def test_a_session_that_ends_after_the_horizon_brings_nothing() -> None:
    assert attending(one("skills=updated - 2027-10 3 1 0 0", "an intermediate none -")) == set()


def test_switched_off_nothing_is_needed_and_sessions_overlap() -> None:
    sessions = f"{LATER} 2026-01 3 1 0 0\nskills=updated - 2026-01 1 1 0 0"
    people = "an none none -\nbinh primary none 2026-02"
    assert attending(learners(sessions, people=people)) == set()
    assert attending(learners(sessions, people=people, switch="course_order: false")) == {"an k0", "an k1"}
