"""The chart and the words of a frontier."""

from itertools import pairwise

import pytest
from support.scenarios import scenario

from planner.api import solve
from planner.explore.pareto import Frontier, Point
from planner.report.charts.pareto import draw
from planner.report.pareto import better_words, ending_words, finding, loss_words, pareto_table

PLAN = solve(scenario(posts="post\nfirst", cadres="cadre\nann"))
OWN = Point(PLAN, (13, 46), proven=True, own=True)


def frontier(*reached: tuple[int, ...], goals: tuple[str, ...] = ("mix", "fit"), **more: object) -> Frontier:
    points = tuple(Point(PLAN, values, proven=True) for values in reached)
    senses = tuple("max" if goal == "fit" else "min" for goal in goals)
    own = Point(PLAN, reached[-1], proven=True, own=True)
    told = {"kept": (("fill", 84),), "points": (*points[:-1], own), "own": own, "ending": "complete"} | more
    return Frontier(goals, senses, **told)  # type: ignore[arg-type]


BEND = frontier((20, 64), (18, 63), (17, 62), (16, 59), (15, 54), (14, 50), (13, 46))


def texts(chart: Frontier) -> list[str]:
    return [text.get_text() for text in draw(chart).texts]


def test_the_title_tells_where_a_goal_grows_dear() -> None:
    assert finding(BEND) == "3 fewer persons off target cost 2 points of fit, the next 4 cost 16"
    assert finding(frontier((9, 30), (8, 20), (7, 10))) == "2 fewer persons off target cost 20 points of fit"
    assert finding(frontier((9, 30), (8, 11), (7, 10))) == "2 fewer persons off target cost 20 points of fit"


def test_every_point_of_few_is_labelled_and_the_own_plan_named() -> None:
    shown = texts(BEND)
    assert {"mix 20, fit 64", "mix 16, fit 59", "mix 13, fit 46 (own plan)"} <= set(shown)
    assert any("Beyond the line no plan exists" in text for text in shown)


def test_a_frontier_that_is_not_complete_says_where_nothing_was_searched() -> None:
    cut = frontier((20, 64), (13, 46), ending="count", stepped="mix", open=((14, 16), (18, 18)))
    assert ending_words(cut) == "Not complete; not searched: mix 14 to 16, 18."
    assert any("The line joins what was found" in text for text in texts(cut))
    late = frontier((20, 64), (13, 46), ending="time", stepped="mix", open=((14, 19),))
    assert ending_words(late) == "Not complete; not searched: mix 14 to 19; time was out."


def test_own_plan_beside_the_frontier_and_unproven_points_are_shown() -> None:
    points = (Point(PLAN, (20, 64), proven=True), Point(PLAN, (14, 50), proven=False))
    shown = texts(frontier((20, 64), (13, 46), points=points))
    assert "mix 13, fit 46 (own plan)" in shown
    assert "not proven" in shown


def test_the_third_goal_is_written_beside_each_point() -> None:
    three = frontier((9, 30, 4), (8, 20, 2), (7, 10, 3), goals=("mix", "fit", "moves"), ending="count")
    shown = texts(three)
    assert {"moves 4", "moves 2", "moves 3 (own plan)"} <= set(shown)
    assert finding(three) == "3 plans from mix 7 to 9, fit 10 to 30, moves 2 to 4; none is beaten by another"
    assert list(pareto_table(three).columns) == ["plan", "mix", "fit", "moves", "proven", "own"]


def test_labels_do_not_cover_each_other() -> None:
    many = frontier(*((200 - 2 * n, 500 - n) for n in range(60)), goals=("fill", "fit"))
    labels = [text for text in draw(many).texts if text.get_text().startswith("fill ") and "," in text.get_text()]
    assert 10 < len(labels) < 60
    assert all(one.get_position() != other.get_position() for one, other in pairwise(labels))


@pytest.mark.parametrize("goal", ["fill", "bench", "standard", "mix", "change", "fit", "moves"])
def test_every_goal_has_words_for_one_and_many(goal: str) -> None:
    for words in (better_words, loss_words):
        assert words(goal, 1).startswith("1 ")
        assert words(goal, 2).startswith("2 ")
        assert words(goal, 1)[1:] != words(goal, 2)[1:]
