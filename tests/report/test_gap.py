"""The gap chart: what it finds in the steps of a solve, and how it says so."""

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.text import Text
from sample_plan import sample_plan, steps
from text_boxes import outside, overlaps

from planner.plan.plan import Plan, Tier
from planner.report.charts import draw, table
from planner.report.charts.gap import finding

PROVEN = steps(
    ("", "relax", None, None, 0.0),
    ("fill", "relax", 84, 0, 8.0),
    ("fill", "done", 84, 84, 8.02),
    ("fit", "relax", 4346, 160_634, 8.1),
    ("fit", "prove", 4346, 4349, 8.12),
    ("fit", "done", 4346, 4346, 10.2),
)
TIERS = (Tier("fill", "min", 84, 84, 0.0, 0.02), Tier("fit", "max", 4346, 4346, 0.0, 2.1))


def solved(trace: pd.DataFrame = PROVEN, tiers: tuple[Tier, ...] = TIERS, ended_by: str = "proof") -> Plan:
    return replace(sample_plan(), tiers=tiers, trace=trace, provenance={"ended_by": ended_by})


def found(plan: Plan) -> str:
    return finding(plan, table(plan, "gap"))


def texts(plan: Plan) -> list[str]:
    (figure,) = draw(plan, "gap")
    assert overlaps(figure) == []
    assert outside(figure) == []
    return [text.get_text() for text in figure.findobj(Text)]


def test_the_title_tells_when_all_was_proven_and_which_gap_was_closed_last() -> None:
    assert found(solved()) == (
        "Every goal proven best after 10.2 s; the last gap, 3 of 4,346 in fit, was closed by 2.1 s of search"
    )


def test_without_a_gap_to_search_the_title_tells_how_long_the_first_plan_took() -> None:
    trace = PROVEN[(PROVEN["tier"] != "fit")]
    assert found(solved(trace, TIERS[:1])) == (
        "Every goal proven best after 8.0 s; 8.0 s of these went by until the first plan, which left no gap to search"
    )


@pytest.mark.parametrize(
    ("ended_by", "words"),
    [
        ("time", "The time limit ended the solve after 10.2 s"),
        ("memory", "The memory limit ended the solve after 10.2 s"),
        ("stop", "Stopped after 10.2 s"),
    ],
)
def test_the_title_tells_what_ended_a_solve_and_which_gaps_are_left(ended_by: str, words: str) -> None:
    tiers = (Tier("fill", "min", 84, 0, 1.0, 0.1), TIERS[0], Tier("fit", "max", 4346, 4390, 0.0101, 2.1))
    assert found(solved(tiers=tiers, ended_by=ended_by)) == (
        f"{words} with 1 of 3 goals proven best; fit: gap 1.0%; bound far off for fill"
    )


def test_every_panel_tells_its_verdict() -> None:
    told = texts(solved())
    assert "proven best after 0.02 s" in told
    assert "proven best after 2.1 s" in told
    assert "84, the best" in told


def test_a_bound_that_is_far_off_is_told_by_its_number_and_flattens_nothing() -> None:
    told = texts(solved())
    assert "↑ 160,634" in told
    assert {"4,346", "4,347", "4,348", "4,349"} <= set(told)


def test_a_gap_that_is_left_is_told_as_text() -> None:
    told = texts(sample_plan())
    assert "gap 25.0%" in told
    assert "4 reached" in told
    assert "bound 3" in told
    assert "proven best at once" in told


def test_a_goal_whose_bound_never_came_near_is_drawn() -> None:
    trace = steps(("fit", "relax", 2193, 171_597, 3.9), ("fit", "done", 2193, 171_597, 3.901))
    told = texts(solved(trace, (Tier("fit", "max", 2193, 171_597, 77.2, 0.0),), "time"))
    assert "bound far off" in told
    assert "bound 171,597, far" in told


def test_negative_values_merged_goals_and_steps_without_numbers_are_drawn() -> None:
    trace = steps(
        ("fill+fit", "search", None, None, 0.0),
        ("fill+fit", "search", -100, None, 5.0),
        ("fill+fit", "search", -120, -150, 500.0),
        ("fill+fit", "done", -130, -140, 5000.0),
    )
    told = texts(solved(trace, (Tier("fill+fit", "min", -130, -140, 10 / 130, 5000.0),), "stop"))
    assert "fill + fit" in told


def test_the_table_has_seconds_since_the_goal_began_and_the_gap() -> None:
    rows = table(solved(), "gap")
    assert rows["since"].round(2).tolist() == [0.0, 0.0, 0.02, 0.0, 0.02, 2.1]
    assert rows["gap"].round(4).tolist()[1:] == [1.0, 0.0, round(156_288 / 4346, 4), 0.0007, 0.0]
