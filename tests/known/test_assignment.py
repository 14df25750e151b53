"""One period, no personnel rules, every score given: the engine solves the assignment problem as scipy does."""

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from support.scenarios import scenario

from planner.api import solve
from planner.plan.plan import Plan

ONE_PERIOD = """
period_months: 12
fit: only_listed
"""


def assigned(scores: np.ndarray, seats: list[int], settings: str = "") -> Plan:
    """The engine's plan for a matrix of scores, people in rows and posts in columns."""
    people, posts = scores.shape
    return solve(
        scenario(
            ONE_PERIOD + settings,
            posts="\n".join(["post seats", *(f"p{post} {seats[post]}" for post in range(posts))]),
            cadres="\n".join(["cadre", *(f"c{person}" for person in range(people))]),
            fit="\n".join(
                ["cadre post score"]
                + [f"c{person} p{post} {scores[person, post]}" for person in range(people) for post in range(posts)]
            ),
        )
    )


def best_total(scores: np.ndarray, seats: list[int]) -> int:
    """Highest total score with every seat taken: a post with several seats is a column several times."""
    matrix = np.repeat(scores, seats, axis=1)
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    return int(matrix[rows, columns].sum())


def random_scores(people: int, posts: int) -> np.ndarray:
    return np.random.default_rng(100 * people + posts).integers(-50, 100, size=(people, posts))


@pytest.mark.parametrize(("people", "posts"), [(1, 1), (2, 2), (5, 5), (9, 4), (12, 12), (30, 18), (40, 40)])
def test_one_seat_each_equals_the_assignment_problem(people: int, posts: int) -> None:
    scores = random_scores(people, posts)
    plan = assigned(scores, [1] * posts)
    assert plan.status == "optimal"
    assert {tier.name: tier.value for tier in plan.tiers} == {
        "fill": 0,
        "bench": 0,
        "mix": 0,
        "fit": best_total(scores, [1] * posts),
    }
    assert (
        sum(scores[int(row.cadre[1:]), int(row.post[1:])] for row in plan.stints.itertuples()) == plan.tiers[-1].value
    )


@pytest.mark.parametrize("seats", [[2, 1, 3], [4, 4], [1, 1, 1, 5, 2]])
def test_several_seats_equal_the_problem_with_each_column_repeated(seats: list[int]) -> None:
    scores = random_scores(sum(seats) + 3, len(seats))
    plan = assigned(scores, seats)
    assert plan.status == "optimal"
    assert plan.tiers[-1].value == best_total(scores, seats)
    assert sorted(plan.stints["post"]) == sorted(f"p{post}" for post, count in enumerate(seats) for _ in range(count))


def test_fewer_people_than_posts_fill_as_many_as_they_can() -> None:
    scores = random_scores(4, 7)
    plan = assigned(scores, [1] * 7)
    assert [tier.value for tier in plan.tiers] == [3 * 12, 0, 0, best_total(scores, [1] * 7)]


def test_fit_alone_leaves_seats_empty_that_only_cost_points() -> None:
    plan = assigned(np.array([[5, -3], [2, -1]]), [1, 1], "goals: {tiers: [fit]}")
    assert plan.tiers[0].value == 5
    assert list(plan.stints["cadre"]) == ["c0"]


QUOTAS = """
goals: {tiers: [fill, mix, fit]}
mix:
  - {name: nurses by day, column: craft, values: [nurse], scope: {title: day}, at_least: 2}
  - {name: nurses by night, column: craft, values: [nurse], scope: {title: night}, at_least: 1}
  - {name: newcomers by night, column: new, values: ["yes"], scope: {title: night}, at_most: 0, hard: true}
"""


def test_staffing_of_two_shifts_with_quotas() -> None:
    """Three nurses, one of them new; by score alone all three would work by day."""
    where = scenario(
        ONE_PERIOD + QUOTAS,
        titles="title\nday\nnight",
        posts="post title seats\nday day 3\nnight night 2",
        cadres="""
        cadre  craft   new
        ana    nurse   yes
        ben    nurse   no
        cat    nurse   no
        dan    porter  no
        eve    porter  no
        """,
        fit="""
        cadre  post   score
        ana    day    9
        ben    day    8
        cat    day    7
        dan    day    1
        eve    day    2
        ana    night  9
        ben    night  2
        cat    night  3
        dan    night  1
        eve    night  1
        """,
    )
    plan = solve(where)
    by_post = {post: set(rows["cadre"]) for post, rows in plan.stints.groupby("post")}
    assert plan.status == "optimal"
    assert by_post == {"day": {"ana", "ben", "eve"}, "night": {"cat", "dan"}}
    assert [tier.value for tier in plan.tiers] == [0, 0, 9 + 8 + 2 + 3 + 1]
