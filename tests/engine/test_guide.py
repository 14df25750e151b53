"""The first plan: which decisions are searched for it."""

from dataclasses import replace

import numpy as np
import pytest
from support.published import PLACES

from planner.check import load, model_of
from planner.engine.guide import guide_weights, guided_plan, known_by
from planner.engine.relaxation import Relaxation, relax
from planner.engine.run import Limits, Run
from planner.model.model import Model

HOUR = 3600.0


@pytest.fixture(scope="module")
def model() -> Model:
    return model_of(load(PLACES / "lang-son-city"))


def searched(model: Model) -> int:
    """How many columns are."""
    run = Run(model, Limits(HOUR, 1, 0, fallback=False), None)
    found, _ = guided_plan(run, model.tiers, None)
    assert found.values is not None
    return run.core


def test_where_there_is_no_time_for_a_proof_decisions_only_as_good_as_the_last_are_left_out(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told_as_partly(run: Run, cost: np.ndarray, **_how: object) -> Relaxation | None:
        found = relax(run.matrix, run.rows, run.box, cost, HOUR)
        return None if found is None else replace(found, partly=True)

    to_be_proven = searched(model)
    monkeypatch.setattr(Run, "relax", told_as_partly)
    assert searched(model) < to_be_proven


def test_prices_of_a_tier_alone_prove_more_where_the_plan_misses_what_the_relaxation_reaches_before(
    model: Model,
) -> None:
    run = Run(model, Limits(HOUR, 1, 0), None)
    weights = guide_weights(model.tiers, model.upper)
    cost = np.rint(sum(weight * tier.cost for weight, tier in zip(weights, model.tiers, strict=True))).astype(np.int64)
    relaxed = relax(run.matrix, run.rows, run.box, cost, HOUR)
    assert relaxed is not None
    guide = known_by(run, model.tiers, weights, replace(relaxed, partly=True))
    more = []
    for tier in model.tiers:
        told, together = (one.certificate(run, tier) for one in (guide, replace(guide, alone=None)))
        assert told is not None
        assert together is not None
        more.append(told[0].scaled - together[0].scaled)
        run.keep_at_most(tier.cost, round(float(tier.cost @ relaxed.values)) + 100)
    assert more[0] == 0
    assert min(more) == 0
    assert max(more) > 0
