"""C9: a placement is at the cadre's own grade or one above."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed, refusals

from planner.scenario.scenario import Scenario

STEPS = "{on: true, lowest_step: 0, highest_step: 1}"


def step(own: str, title: str = "-", post: str = "chair", opens: str = "-", switch: str = STEPS) -> Scenario:
    """A cadre with a grade of his own or that of a title, and a post of grade 3 (``chair``) or without."""
    return scenario(
        only("grade", switch),
        titles="title grade\nchair 3\nvice 2\nclerk 1\nguest -",
        posts=f"post title vacant_from\npost {post} {opens}",
        cadres=f"cadre title grade\nan {title} {own}",
    )


@pytest.mark.parametrize(
    ("own", "allowed"),
    [("4", False), ("3", True), ("2", True), ("1", False)],
    ids=["down", "equal", "one up", "two up"],
)
def test_only_equal_or_one_step_up_is_allowed(own: str, allowed: bool) -> None:
    assert placed(step(own)) == ({"an post 2026-01"} if allowed else set())


def test_other_steps_can_be_allowed() -> None:
    assert placed(step("1", switch="{on: true, highest_step: 2}")) == {"an post 2026-01"}
    assert placed(step("3", switch="{on: true, lowest_step: 1}")) == set()


def test_without_a_grade_of_his_own_that_of_his_title_counts() -> None:
    assert placed(step("-", "vice")) == {"an post 2026-01"}
    assert placed(step("-", "clerk")) == set()
    assert placed(step("2", "clerk")) == {"an post 2026-01"}


@pytest.mark.parametrize(("title", "post"), [("-", "chair"), ("guest", "chair"), ("clerk", "guest")])
def test_an_unknown_grade_passes(title: str, post: str) -> None:
    assert placed(step("-", title, post)) == {"an post 2026-01"}


def test_it_holds_in_the_last_period_as_in_the_first() -> None:
    assert placed(step("2", opens="2026-12")) == {"an post 2026-07"}
    assert placed(step("1", opens="2026-12")) == set()


def test_switched_off_any_step_is_allowed() -> None:
    assert placed(step("0", switch="false")) == {"an post 2026-01"}


def test_the_refusal_names_person_and_both_grades() -> None:
    assert refusals(step("1"), "an", "post") == ["an has grade 1, post grade 3"]
