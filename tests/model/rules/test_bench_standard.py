"""C10 at planning: a successor lacks at most a little of the standard."""

import pytest
from support.scenarios import scenario
from support.solving import listed, only, refusals

from planner.api import solve
from planner.scenario.scenario import Scenario

NUMBERS = "{on: true, gaps_max: 1, near_step: 1}"


def successor(has: str, switch: str = NUMBERS) -> Scenario:
    """A cadre with degree, theory, Party date and grade, and a held post of grade 3 that asks for all but the last."""
    return scenario(
        only("bench_standard", switch),
        titles="title grade degree theory party_member\nchair 3 bachelor intermediate yes",
        posts="post title holder bench_min\npost chair binh 1",
        cadres=f"cadre degree theory party_date grade\nan {has}\nbinh bachelor intermediate 2000 3",
    )


@pytest.mark.parametrize(
    ("has", "readiness"),
    [
        ("bachelor intermediate 2000 2", "near"),
        ("bachelor intermediate 2000 1", "next"),
        ("bachelor intermediate 2000 -", "near"),
        ("college intermediate 2000 2", "next"),
        ("bachelor intermediate - 2", "next"),
    ],
    ids=["no gap, one step", "no gap, two steps", "no gap, grade unknown", "one gap", "another gap"],
)
def test_one_gap_may_be_left_and_decides_who_is_near(has: str, readiness: str) -> None:
    assert listed(successor(has)) == {f"an post {readiness}"}


def test_two_gaps_are_too_many_and_the_refusal_names_them() -> None:
    two = successor("college primary 2000 2")
    assert listed(two) == set()
    assert refusals(two, "an", "post", listing=True) == ["an lacks degree, theory for chair; 1 may lack"]


def test_another_number_of_gaps_can_be_allowed() -> None:
    assert listed(successor("college primary - 2", "{on: true, gaps_max: 3}")) == {"an post next"}
    assert listed(successor("college intermediate 2000 2", "{on: true, gaps_max: 0}")) == set()


def test_switched_off_any_gap_is_allowed_and_steps_do_not_count() -> None:
    assert listed(successor("- - - 2", "false")) == {"an post next"}
    assert listed(successor("bachelor intermediate 2000 0", "false")) == {"an post near"}


def learner(sessions: str, most: int = 1, seats: int = 1, parts: str = "intermediate updated") -> Scenario:
    """An, who lacks theory and skills of a held post, and sessions with grants, start and months."""
    rows = "\n".join(f"k{number} {row} {seats}" for number, row in enumerate(sessions.splitlines()))
    return scenario(
        only("bench_standard", f"{{on: true, gaps_max: {most}, near_step: 1}}"),
        titles=f"title theory skills\nchair {parts}",
        posts="post title holder bench_min\npost chair binh 1",
        cadres="cadre theory skills\nan none none\nbinh intermediate updated",
        sessions=f"session grants starts_on months seats\n{rows}",
    )


def test_a_course_closes_the_gap_that_is_one_too_many() -> None:
    where = learner("skills=updated 2026-01 3")
    assert listed(where) == {"an post next"}
    plan = solve(where)
    assert plan.training[["cadre", "why", "of"]].to_numpy().tolist() == [["an", "bench", "post"]]
    assert plan.bench["ready_on"].tolist() == [""]


def test_courses_that_close_every_gap_make_somebody_ready() -> None:
    plan = solve(learner("skills=updated 2026-01 3\ntheory=advanced 2026-05 6"))
    assert plan.bench[["cadre", "ready", "ready_on"]].to_numpy().tolist() == [["an", "next", "2026-11-01"]]
    assert [tier.value for tier in plan.tiers if tier.name == "bench"] == [0]


@pytest.mark.parametrize(("session", "possible"), [("2026-07 6", True), ("2026-08 6", False)])
def test_only_what_ends_within_the_horizon_counts(session: str, *, possible: bool) -> None:
    where = learner(f"skills=updated {session}")
    assert listed(where) == ({"an post next"} if possible else set())
    lacks = "an lacks theory, skills for chair; 1 may lack when the courses are over"
    assert refusals(where, "an", "post", listing=True) == ([] if possible else [lacks])


def test_a_session_without_free_seats_closes_nothing() -> None:
    assert listed(learner("skills=updated 2026-01 3", seats=0)) == set()


def test_who_is_too_many_grades_below_is_not_made_ready() -> None:
    where = scenario(
        only("bench_standard", "{on: true, gaps_max: 1, near_step: 1}"),
        titles="title skills grade\nchair updated 3",
        posts="post title holder bench_min\npost chair binh 1",
        cadres="cadre skills grade\nan none 1\nbinh updated 3",
        sessions="session grants starts_on\nk skills=updated 2026-01",
    )
    plan = solve(where)
    assert plan.bench["ready_on"].tolist() == [""]
    assert len(plan.training) == 0
