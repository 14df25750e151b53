"""C10 at planning: a successor lacks at most a little of the standard."""

import pytest
from support.scenarios import scenario
from support.solving import listed, only, refusals

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
