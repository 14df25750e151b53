"""The sentence that says why a post stays vacant."""

import pytest
from support.scenarios import scenario
from support.solving import only

from planner.api import solve
from planner.scenario.scenario import Scenario


def why(where: Scenario) -> dict[str, str]:
    """The reason of each vacancy, by ``post start..end``."""
    rows = solve(where).vacancies.itertuples()
    return {f"{row.post} {row.start[:7]}..{row.end[:7]}": row.why for row in rows}


def test_of_two_posts_and_one_person_the_lighter_stays_vacant() -> None:
    where = scenario(posts="post weight\np 5\nq 1", cadres="cadre\nan")
    assert why(where) == {"q 2026-01..2027-01": "1 person could take it: 1 placed in another post"}


def test_who_is_needed_in_the_post_held_today_is_told_so() -> None:
    where = scenario(posts="post holder weight\np an 5\nq - 1", cadres="cadre\nan")
    assert why(where) == {"q 2026-01..2027-01": "1 person could take it: 1 needed in the post held today"}


def test_a_rule_at_its_limit_is_named() -> None:
    where = scenario(
        only("release_cap", "{on: true, away_max: 0}"),
        units="unit kind\nxa commune\nphong department",
        posts="post unit\np xa",
        cadres="cadre unit\nan phong",
    )
    assert why(where) == {
        "p 2026-01..2027-01": "1 person could take it: 1 held back by release_cap (leaders away at once)"
    }


def test_a_post_that_can_be_taken_later_names_the_date() -> None:
    where = scenario(only("discipline"), posts="post\np", cadres="cadre discipline_until\nan 2026-03")
    assert why(where) == {"p 2026-01..2026-07": "1 person could take it, but not before 2026-07-01"}


def test_refused_people_are_counted_once_under_the_first_rule_most_first() -> None:
    where = scenario(
        "rules: {pack: open, changes: {in_pool: true, standard: true, discipline: true}}",
        titles="title degree\nchair bachelor",
        posts="post title\np chair",
        cadres="""
        cadre  rotates  degree    discipline_until
        an     no       none      2030
        binh   yes      none      2030
        chi    yes      none      -
        dung   yes      bachelor  2030
        """,
    )
    assert why(where) == {
        "p 2026-01..2027-01": "nobody is eligible; of 4 people within reach, refused: 2 by standard (meets the title's "
        "standard), 1 by in_pool (in the planning list), 1 by discipline (not under discipline)"
    }


def test_people_without_the_grade_are_not_counted() -> None:
    graded = "rules: {pack: open, changes: {grade: true, in_pool: true}}"
    titles, post = "title grade\nchair 3", "post title\np chair"
    one = scenario(graded, titles=titles, posts=post, cadres="cadre grade\nan 3\nbinh 1")
    assert why(one)["p 2026-01..2027-01"].startswith("nobody is eligible; of 1 person within reach")
    none = scenario(graded, titles=titles, posts=post, cadres="cadre grade\nan 1\nbinh 1")
    assert why(none) == {"p 2026-01..2027-01": "nobody else has the grade for it"}


def test_who_leaves_before_a_period_is_over_is_told_apart() -> None:
    where = scenario(posts="post\np", cadres="cadre leaves_on\nan 2026-03")
    assert why(where) == {
        "p 2026-01..2027-01": "nobody is eligible; of 1 person within reach, refused: 1 with no period left to start in"
    }


def test_the_only_person_holds_the_other_seat() -> None:
    where = scenario(posts="post seats holder\np 2 an", cadres="cadre\nan")
    assert why(where) == {"p 2026-01..2027-01": "there is nobody else to take it"}


@pytest.mark.parametrize(("seats", "months", "weighted"), [(1, 12, 60), (3, 36, 180)])
def test_months_count_every_empty_seat_and_the_weights_of_post_and_unit(seats: int, months: int, weighted: int) -> None:
    where = scenario(
        only("in_pool"),
        units="unit weight\nxa 5",
        posts=f"post unit seats weight\np xa {seats} 1",
        cadres="cadre\nan",
    )
    (row,) = solve(where).vacancies.itertuples()
    assert (row.months, row.weighted) == (months, weighted)


def test_who_holds_one_of_two_seats_is_not_placed_in_another_post() -> None:
    where = scenario(posts="post seats bench_min\np 2 0", cadres="cadre\nan")
    assert list(why(where).values()) == ["1 person could take it: 1 placed in it already"]


def test_who_leaves_service_cannot_take_the_post_afterwards() -> None:
    where = scenario(posts="post bench_min\np 0", cadres="cadre leaves_on\nan 2026-07")
    assert why(where) == {"p 2026-07..2027-01": "1 person could take it, but not so long"}


def test_who_takes_the_post_later_is_said_to() -> None:
    where = scenario(
        posts="post weight holder vacant_from bench_min\nq 100 an 2026-07 0\np 1 - - 0", cadres="cadre\nan"
    )
    assert "1 person could take it: 1 placed in it later" in why(where).values()
