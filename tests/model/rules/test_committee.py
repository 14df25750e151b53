"""C15: a committee's list is planned, its seats are filled by election."""

import pytest
from support.scenarios import scenario
from support.solving import listed, placed, refusals

from planner.api import solve
from planner.domain.case import case_of
from planner.scenario.scenario import Scenario

UNITS = "unit kind\nxa commune\nya commune"
TITLES = "title committee grade\nlist yes 3\nchair no 3"
ON = "{on: true, low_percent: 100, high_percent: 150}"


def committee(people: str, seats: int = 1, sizes: str = "- -", switch: str = ON, more: str = "") -> Scenario:
    """The list of commune xa with so many places, and people with unit, rotates and grade."""
    return scenario(
        f"rules: {{pack: open, changes: {{committee: {switch}{', ' if more else ''}{more}}}}}",
        units=UNITS,
        titles=TITLES,
        posts=f"post unit title seats bench_min bench_max\nl xa list {seats} {sizes}",
        cadres=f"cadre unit rotates grade\n{people}",
    )


def test_nobody_is_placed_in_it_and_its_seats_are_not_vacant() -> None:
    plan = solve(committee("an xa no -"))
    assert len(plan.stints) == len(plan.vacancies) == 0
    assert listed(committee("an xa no -")) == {"an l near"}


@pytest.mark.parametrize(
    ("seats", "switch", "sizes"),
    [
        (3, ON, (3, 4)),
        (3, "{on: true, low_percent: 110, high_percent: 199}", (4, 5)),
        (1, "{on: true, low_percent: 0, high_percent: 0}", (0, 0)),
    ],
)
def test_the_list_has_a_share_of_the_seats_the_least_rounded_up_and_the_most_down(
    seats: int, switch: str, sizes: tuple[int, int]
) -> None:
    posts = case_of(committee("an xa no -", seats, switch=switch)).posts
    assert (posts.bench_min[0], posts.bench_max[0]) == sizes


def test_the_cells_of_the_post_go_before_the_share() -> None:
    posts = case_of(committee("an xa no -", 4, "1 2")).posts
    assert (posts.bench_min[0], posts.bench_max[0]) == (1, 2)


@pytest.mark.parametrize(
    ("person", "possible"), [("an xa no -", True), ("an ya yes -", True), ("an ya no -", False), ("an - no -", False)]
)
def test_people_of_the_unit_or_of_the_rotation_pool_are_listed(person: str, *, possible: bool) -> None:
    where = committee(person)
    assert listed(where) == ({"an l near"} if possible else set())
    said = [] if possible else ["l lists people of its unit and of the rotation pool; an is neither"]
    assert refusals(where, "an", "l", listing=True) == said


def test_the_list_needs_nobody_ready() -> None:
    empty = committee("an ya no -", 2)
    assert [tier.value for tier in solve(empty).tiers if tier.name == "bench"] == [2]


def test_it_has_no_grade_so_that_a_title_of_the_same_grade_does_not_matter() -> None:
    higher = "higher_title: {on: true, highest_step: 1}"
    assert listed(committee("an xa no 3", more=higher)) == {"an l near"}
    where = scenario(
        f"rules: {{pack: open, changes: {{committee: {ON}, {higher}}}}}",
        units=UNITS,
        titles=TITLES,
        posts="post unit title\nl xa list\np xa chair",
        cadres="cadre unit grade\nan xa 3",
    )
    assert placed(where) == {"an p 2026-01"}
    assert listed(where) == {"an l near"}


def test_it_does_not_count_among_the_titles_of_a_person() -> None:
    sizes = "bench_size: {min: 1, max: 1, titles_per_person: 1}"
    where = scenario(
        f"rules: {{pack: open, changes: {{committee: {ON}, {sizes}}}}}",
        units=UNITS,
        titles=TITLES,
        posts="post unit title holder\nl xa list -\np xa - binh\nq xa - chi",
        cadres="cadre unit\nan xa\nbinh xa\nchi xa",
        pins="action cadre post\ndelist binh l\ndelist chi l\ndelist binh q\ndelist chi p",
    )
    found = {row.split()[1] for row in listed(where)}
    assert len(found) == 2
    assert "l" in found


def test_switched_off_it_is_a_post_like_any_other() -> None:
    where = committee("an ya no -", switch="false", sizes="0 0")
    assert placed(where) == {"an l 2026-01"}
    assert case_of(where).posts.key.tolist() == [True]
