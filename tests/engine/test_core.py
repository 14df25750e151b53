"""The core: which decisions are searched for a first plan, and how far."""

from dataclasses import replace

import numpy as np
import pytest
from support.published import PLACES

from planner.check import load, model_of
from planner.engine import core
from planner.engine.core import best_of_core, best_of_cores
from planner.engine.guide import guide_weights, weighed_together
from planner.engine.promising import Width, promising
from planner.engine.relaxation import Relaxation, relax
from planner.engine.run import Limits, Run
from planner.model.model import Model

HOUR = 3600.0


@pytest.fixture(scope="module")
def model() -> Model:
    return model_of(load(PLACES / "lang-son-city"))


def weighed(model: Model) -> np.ndarray:
    """All tiers in one cost."""
    return weighed_together(model.tiers, guide_weights(model.tiers, model.upper))


def relaxed_over(run: Run, cost: np.ndarray, width: Width | None = None) -> Relaxation:
    """The relaxation over all columns, or over the most promising."""
    chosen = None if width is None else promising(run.model, cost, width)
    found = relax(run.matrix, run.rows, run.box, cost, HOUR, chosen=chosen)
    assert found is not None
    return found


def test_where_a_plan_is_wanted_decisions_only_as_good_as_the_last_are_left_out(model: Model) -> None:
    cost = weighed(model)
    to_be_proven, wanted = (Run(model, Limits(HOUR, 1, 0), None) for _ in range(2))
    relaxed = relaxed_over(wanted, cost)
    best_of_core(to_be_proven, relaxed, cost, None)
    best_of_cores(wanted, relaxed, cost, None, np.inf)
    assert wanted.core < to_be_proven.core


def test_after_a_relaxation_over_few_columns_wider_cores_hold_a_better_plan(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    cost, costs = weighed(model), []
    for share in (0.0, 0.5):
        monkeypatch.setattr(core, "WIDENING", share)
        run = Run(model, Limits(HOUR, 1, 0), None)
        found = best_of_cores(run, relaxed_over(run, cost, Width(stints=3, listings=3, returns=1)), cost, None, 1.0)
        assert found.values is not None
        costs.append(int(cost @ found.values))
    assert costs[1] < costs[0]


def test_a_plan_near_a_relaxation_that_no_column_would_lower_is_good_enough(model: Model) -> None:
    cost, searched = weighed(model), []
    for step in (1.0, 1e9):
        run = Run(model, Limits(HOUR, 1, 0), None)
        best_of_cores(run, relaxed_over(run, cost), cost, None, step)
        searched.append(run.core)
    assert searched[1] < searched[0]


def test_a_core_without_a_plan_gives_way_to_a_wider_one(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "LEAST", 1)
    monkeypatch.setattr(core, "SHARE", 0.0)
    cost, run = weighed(model), Run(model, Limits(HOUR, 1, 0), None)
    nothing = replace(relaxed_over(run, cost), taken=np.zeros(model.columns.count, dtype=bool))
    found = best_of_cores(run, nothing, cost, None, 1.0)
    assert found.values is not None


def test_a_known_plan_near_the_relaxation_is_good_enough(model: Model) -> None:
    cost, run = weighed(model), Run(model, Limits(HOUR, 1, 0), None)
    relaxed, searched = relaxed_over(run, cost), []
    for most in (None, int(cost @ relaxed.values) - 1):  # the first core holds none so cheap
        best_of_cores(run, relaxed, cost, most, 1e9)
        searched.append(run.core)
    assert searched[0] == searched[1]
