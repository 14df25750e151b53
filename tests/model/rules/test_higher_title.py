"""C12: people are planned only for titles above the one they hold, also after this plan's moves."""

import pytest
from support.scenarios import scenario
from support.solving import listed, only, placed, refusals

from planner.scenario.scenario import Scenario

STEPS = "{on: true, highest_step: 2}"
TITLES = "title grade\nfour 4\nthree 3\ntwo 2"


def bench(own: str, switch: str = STEPS) -> Scenario:
    """A held post of grade 4 that wants a successor."""
    return scenario(
        only("higher_title", switch),
        titles=TITLES,
        posts="post title holder bench_min\nhigh four binh 1",
        cadres=f"cadre grade\nan {own}\nbinh 4",
    )


def with_move(vacant: str, opens: str = "-", switch: str = STEPS) -> Scenario:
    """The same with a vacant post that an must take; he has grade 2."""
    return scenario(
        only("higher_title", switch),
        titles=TITLES,
        posts=f"post title holder bench_min vacant_from\nhigh four binh 1 -\nvacant {vacant} - 0 {opens}",
        cadres="cadre grade\nan 2\nbinh 4",
        pins="action cadre post\nplace an vacant",
    )


@pytest.mark.parametrize(
    ("own", "allowed"),
    [("5", False), ("4", False), ("3", True), ("2", True), ("1", False), ("-", True)],
    ids=["lower", "equal", "one above", "two above", "three above", "unknown"],
)
def test_a_listing_is_for_a_grade_above_and_not_too_far(own: str, allowed: bool) -> None:
    assert {row.rsplit(" ", 1)[0] for row in listed(bench(own))} == ({"an high"} if allowed else set())


@pytest.mark.parametrize("opens", ["-", "2026-12"], ids=["first period", "last period"])
def test_whoever_this_plan_raises_as_high_is_not_listed(opens: str) -> None:
    assert listed(with_move("four", opens)) == set()
    assert {row.rsplit(" ", 1)[0] for row in listed(with_move("three", opens))} == {"an high"}


def test_filling_a_post_goes_before_listing_for_one() -> None:
    where = with_move("four")
    assert placed(where) == {"an vacant 2026-01"}


def test_switched_off_grades_do_not_matter() -> None:
    assert listed(bench("5", "false")) == {"an high near"}
    assert listed(with_move("four", switch="false")) == {"an high near"}


@pytest.mark.parametrize("switch", [STEPS, "false"])
def test_nobody_stands_on_the_bench_of_the_post_he_holds_or_is_placed_in(switch: str) -> None:
    own = scenario(
        only("higher_title", switch),
        posts="post holder bench_min\nheld an 1\nvacant - 1",
        cadres="cadre\nan\nbinh",
        pins="action cadre post\nkeep an held\nplace binh vacant\n",
    )
    assert {row.rsplit(" ", 1)[0] for row in listed(own)} == {"an vacant", "binh held"}


def test_the_refusal_names_person_and_both_grades() -> None:
    assert refusals(bench("1"), "an", "high", listing=True) == ["an has grade 1, high grade 4"]
