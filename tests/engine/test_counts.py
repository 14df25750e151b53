"""What follows from decisions: every count at the least that they leave it."""

import numpy as np
import pytest
from support.scenarios import scenario
from support.solving import only
from support.term_office import term
from support.training import learners

from planner.domain.calendar import Ints
from planner.domain.case import case_of
from planner.engine.counts import counted
from planner.engine.run import Limits
from planner.engine.tiers import solve_tiers
from planner.model.model import Model, build_model
from planner.scenario.scenario import Scenario

TERM = term(settings="horizon_months: 60\ngoals: {tiers: [fill, bench, standard, change, fit]}")
TARGETS = scenario(
    "mix: [{name: few, column: kind, values: [x], scope: all_posts, at_most: 1},"
    " {name: many, column: kind, values: [y], scope: all_posts, at_least: 2, when: every}]",
    posts="post seats holder bench_min\np 2 an 1\nq 1 - 2",
    cadres="cadre kind\nan x\nbinh x\nchi y",
)


def best(where: Scenario) -> tuple[Model, Ints]:
    """A model and the best plan of it."""
    model = build_model(case_of(where))
    outcome = solve_tiers(model, Limits(60, 1, 1))
    assert outcome.decisions is not None
    return model, outcome.decisions


@pytest.mark.parametrize(
    "where", [TERM, TARGETS, learners("skills=updated - 2026-01 1 2 0 0")], ids=["term", "mix", "courses"]
)
def test_counts_with_slack_become_tight(where: Scenario) -> None:
    model, decisions = best(where)
    columns = model.columns
    loose = decisions.copy()
    for span in (columns.counts, columns.raised.span, columns.gained.span, columns.readied.span):
        loose[span] = model.upper[span]
    tight = counted(model, loose)
    assert tight is not None
    assert (counted(model, decisions) == tight).all()
    assert [int(tier.cost @ tight) for tier in model.tiers] == [int(tier.cost @ decisions) for tier in model.tiers]
    for column in np.arange(columns.counts.start, columns.counts.stop)[tight[columns.counts] > 0]:
        lower = tight.copy()
        lower[column] -= 1
        activity = model.matrix @ lower
        assert ((activity < model.row_lower) | (activity > model.row_upper)).any()


def test_two_people_in_one_seat_are_no_plan() -> None:
    model = build_model(case_of(scenario(posts="post\np", cadres="cadre\nan\nbinh")))
    both = np.zeros(model.columns.count, dtype=np.int64)
    both[model.columns.stints.all[model.columns.start == 0]] = 1
    assert counted(model, both) is None


def test_a_hard_target_that_is_missed_makes_no_plan() -> None:
    hard = "mix: [{name: x, column: kind, values: [x], scope: all_posts, at_least: 1, hard: true}]"
    where = scenario(hard, posts="post\np", cadres="cadre kind\nan x")
    model = build_model(case_of(where))
    assert counted(model, np.zeros(model.columns.count, dtype=np.int64)) is None


def test_a_course_that_a_stint_needs_is_not_attended_by_itself() -> None:
    where = scenario(
        only("standard"),
        titles="title skills\nchair updated",
        posts="post title\np chair",
        cadres="cadre\nan",
        sessions="session grants starts_on months\nk skills=updated 2026-01 6",
    )
    model, decisions = best(where)
    assert counted(model, decisions) is not None
    untaught = decisions.copy()
    untaught[model.columns.attendances.span] = 0
    assert counted(model, untaught) is None


def test_where_nothing_is_decided_everything_is_counted() -> None:
    model = build_model(case_of(TARGETS))
    values = counted(model, np.zeros(model.columns.count, dtype=np.int64))
    assert values is not None
    assert not values[model.columns.stints.span].any()
    assert {tier.name: int(tier.cost @ values) for tier in model.tiers if tier.name != "fit"} == {
        "fill": 12 + 12,
        "bench": 2 + 3,
        "mix": 2 * 2,
    }
