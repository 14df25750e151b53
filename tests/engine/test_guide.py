"""The first plan: which decisions are searched for it."""

from dataclasses import replace

import numpy as np
import pytest
from support.published import PLACES

from planner.check import load, model_of
from planner.engine.guide import guide_weights, guided_plan, known_by
from planner.engine.promising import Width, promising
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


def test_prices_of_a_tier_alone_prove_it_where_the_plan_misses_what_the_relaxation_reaches_before(model: Model) -> None:
    run = Run(model, Limits(HOUR, 1, 0), None)
    weights = guide_weights(model.tiers, model.upper)
    cost = np.rint(sum(weight * tier.cost for weight, tier in zip(weights, model.tiers, strict=True))).astype(np.int64)
    few = relax(run.matrix, run.rows, run.box, cost, HOUR, chosen=promising(model, cost, Width(20, 20, 10)))
    assert few is not None
    guide = known_by(run, model.tiers, weights, replace(few, partly=True))
    number = next(place for place, tier in enumerate(model.tiers) if tier.cost @ few.values > 1)
    for tier in model.tiers[:number]:
        run.keep_at_most(tier.cost, round(float(tier.cost @ few.values)) + 100)
    told = guide.certificate(run, model.tiers[number])
    together = replace(guide, alone=None).certificate(run, model.tiers[number])
    assert told is not None
    assert together is not None
    assert told[0].scaled > together[0].scaled
