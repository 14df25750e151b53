"""The first plan: which decisions are searched for it."""

from dataclasses import replace

import pytest
from support.published import PLACES

from planner.check import load, model_of
from planner.engine import run as run_module
from planner.engine.certificate import SCALE
from planner.engine.guide import guide_weights, known_by, weighed_together
from planner.engine.relaxation import relax
from planner.engine.run import Limits, Run
from planner.model.model import Model

HOUR = 3600.0


@pytest.fixture(scope="module")
def model() -> Model:
    return model_of(load(PLACES / "lang-son-city"))


def test_prices_of_a_tier_alone_prove_more_where_the_plan_misses_what_the_relaxation_reaches_before(
    model: Model,
) -> None:
    run = Run(model, Limits(HOUR, 1, 0), None)
    weights = guide_weights(model.tiers, model.upper)
    cost = weighed_together(model.tiers, weights)
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


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("sifts_from", [0, 10**9])
def test_where_the_basis_pays_for_later_tiers_a_tier_gets_prices_of_its_own_from_there(
    model: Model, monkeypatch: pytest.MonkeyPatch, sifts_from: int, *, told: bool
) -> None:
    """Also where the guide's relaxation ended over all columns, and so does not tell which."""
    monkeypatch.setattr(run_module, "SIFT_FROM", sifts_from)
    run, first = Run(model, Limits(HOUR, 1, 0), None), next(tier for tier in model.tiers if tier.name == "mix")
    tiers, weights = (first, model.tiers[-1]), (1.0, 1.0)
    cost = first.cost + model.tiers[-1].cost
    together = run.relax(cost) if told else relax(run.matrix, run.rows, run.box, cost, HOUR)
    exact = run.relax(first.cost)
    assert together is not None
    assert exact is not None
    guide = known_by(run, tiers, weights, together)
    loose, sharpened = guide.certificate(run, first), guide.sharpened(run, first)
    assert loose is not None
    assert sharpened is not None
    assert loose[0].scaled < sharpened.scaled
    assert sharpened.scaled / SCALE == pytest.approx(float(first.cost @ exact.values), abs=0.01)


def test_prices_that_weigh_the_tiers_are_not_asked_where_an_earlier_one_was_missed(model: Model) -> None:
    run, tiers = Run(model, Limits(HOUR, 1, 0), None), model.tiers[-2:]
    relaxed = run.relax(tiers[0].cost * 1000 + tiers[1].cost)
    assert relaxed is not None
    guide = known_by(run, tiers, (1000.0, 1.0), relaxed)
    reached = round(float(tiers[0].cost @ relaxed.values))
    told = []
    for missed in (0, 1):
        later = replace(run)
        later.keep_at_most(tiers[0].cost, reached + missed)
        told.append(guide.sharpened(later, tiers[1]))
    assert told[0] is not None
    assert told[1] is None
