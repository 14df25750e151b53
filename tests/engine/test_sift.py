"""The relaxation over few columns at a time against the relaxation at once."""

from dataclasses import replace
from itertools import chain, repeat
from threading import Event
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from support.published import PLACES

import planner.engine.sift as sift_module
from planner.check import load, model_of
from planner.engine.certificate import SCALE, certify
from planner.engine.guide import guide_weights, known_by
from planner.engine.promising import Width, promising
from planner.engine.relaxation import TOUCHED, Relaxation, RelaxationInfeasibleError, relax
from planner.engine.run import Limits, Run
from planner.engine.sift import sift
from planner.model.model import Model

HOUR = 3600.0


@pytest.fixture(scope="module", params=["lang-son-city", "cao-loc/returns"])
def model(request: pytest.FixtureRequest) -> Model:
    return model_of(load(PLACES / request.param))


def guide_cost(model: Model) -> np.ndarray:
    weights = guide_weights(model.tiers, model.upper)
    return np.rint(sum(weight * tier.cost for weight, tier in zip(weights, model.tiers, strict=True))).astype(np.int64)


def sifted(model: Model, cost: np.ndarray, few: int) -> Relaxation:
    rows, box = (model.row_lower, model.row_upper), (model.lower, model.upper)
    width = Width(stints=2, listings=2, returns=1)
    found = sift(model, model.matrix, rows, box, cost, HOUR, Event(), width=width, few=few)
    assert found is not None
    return found


@pytest.mark.parametrize("few", [0, 10**9], ids=["each round anew", "each round from the basis at hand"])
def test_few_columns_at_a_time_lead_to_the_same_cost_and_to_prices_that_prove_it(model: Model, few: int) -> None:
    cost, rows, box = guide_cost(model), (model.row_lower, model.row_upper), (model.lower, model.upper)
    at_once = relax(model.matrix, rows, box, cost, HOUR)
    assert at_once is not None
    found = sifted(model, cost, few)
    best = float(cost @ at_once.values)
    assert cost @ found.values == pytest.approx(best, rel=1e-9, abs=1e-3)
    proven = certify(model.matrix, rows, box, cost, found.prices).scaled / SCALE
    assert proven == pytest.approx(best, rel=1e-6, abs=0.1)


def test_of_many_columns_every_round_begins_anew_and_gently_and_comes_to_the_same_end(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    cost, rounds = guide_cost(model), []

    def noted(*args: Any, **how: Any) -> Relaxation | None:
        rounds.append((how["start"], how["gently"]))
        return relax(*args, **how)

    at_once = relax(model.matrix, (model.row_lower, model.row_upper), (model.lower, model.upper), cost, HOUR)
    assert at_once is not None
    monkeypatch.setattr(sift_module, "MANY", 1)
    monkeypatch.setattr(sift_module, "relax", noted)
    found = sifted(model, cost, few=10**9)
    assert cost @ found.values == pytest.approx(float(cost @ at_once.values), rel=1e-9, abs=1e-3)
    assert len(rounds) > 1
    assert set(rounds) == {(None, True)}


def test_the_basis_prices_every_tier_as_the_solver_prices_the_whole(model: Model) -> None:
    cost = guide_cost(model)
    found = sifted(model, cost, few=0)
    assert found.basis is not None
    priced = found.basis.prices(model.matrix, cost[None, :].astype(float))
    assert priced is not None
    rows, box = (model.row_lower, model.row_upper), (model.lower, model.upper)
    bounds = [certify(model.matrix, rows, box, cost, prices).scaled / SCALE for prices in (priced[0], found.prices)]
    assert bounds[0] == pytest.approx(bounds[1], rel=1e-6, abs=0.1)


def test_prices_over_some_of_the_columns_give_the_tiers_bounds_that_hold(model: Model) -> None:
    """As where time is out before all columns had their say."""
    cost, run = guide_cost(model), Run(model, Limits(HOUR, 1, 0), None)
    some = promising(model, cost, Width(stints=8, listings=6, returns=3))
    few = relax(run.matrix, run.rows, run.box, cost, HOUR, chosen=some)
    whole = relax(run.matrix, run.rows, run.box, cost, HOUR)
    assert few is not None
    assert whole is not None
    told = known_by(run, model.tiers, guide_weights(model.tiers, model.upper), replace(few, partly=True))
    exact = known_by(run, model.tiers, guide_weights(model.tiers, model.upper), whole)
    first = model.tiers[0]
    partly, proven = told.certificate(run, first), exact.certificate(run, first)
    assert partly is not None
    assert proven is not None
    assert told.prices is not None
    assert run.certify(first.cost, told.prices[0]).scaled < partly[0].scaled <= proven[0].scaled


def hasty(model: Model, run: Run, monkeypatch: pytest.MonkeyPatch, rounds: int) -> Relaxation:
    """The relaxation by a clock on which the first round takes 10 s of 25; time is out after some more rounds."""
    clock = chain([0.0, 10.0, 20.0], repeat(20.0, 2 * rounds), repeat(30.0))
    monkeypatch.setattr(sift_module, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    width = Width(stints=2, listings=2, returns=1)
    found = sift(model, run.matrix, run.rows, run.box, guide_cost(model), 25.0, Event(), width=width)
    assert found is not None
    return found


def test_where_no_further_round_fits_in_the_dearest_columns_make_the_prices_of_the_first_goal_right(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(model, Limits(HOUR, 1, 0), None)
    whole = relax(run.matrix, run.rows, run.box, guide_cost(model), HOUR)
    assert whole is not None
    few = hasty(model, run, monkeypatch, rounds=30)
    assert few.partly
    guides = [known_by(run, model.tiers, guide_weights(model.tiers, model.upper), found) for found in (few, whole)]
    told, exact = (guide.certificate(run, model.tiers[0]) for guide in guides)
    assert told is not None
    assert exact is not None
    assert told[0].bound == exact[0].bound


def test_without_time_for_all_columns_it_ends_where_none_is_dear(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    cost, run = guide_cost(model), Run(model, Limits(HOUR, 1, 0), None)
    found = hasty(model, run, monkeypatch, rounds=1000)
    reduced = cost - run.matrix.T @ found.prices
    assert found.partly
    assert (reduced[found.values < TOUCHED] < -sift_module.TOLERANCE).any()
    assert reduced[found.values < TOUCHED].min() > -sift_module.DEAR[1] * np.abs(cost).max()


def test_a_basis_from_which_all_seems_infeasible_is_left_and_the_relaxation_is_the_same(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    cost, failed = guide_cost(model), []

    def failing(*args: Any, **how: Any) -> Relaxation | None:
        if how.get("start") is not None and not failed:
            failed.append(how["chosen"].sum())
            raise RelaxationInfeasibleError
        return relax(*args, **how)

    best = sifted(model, cost, few=10**9)
    monkeypatch.setattr(sift_module, "relax", failing)
    found = sifted(model, cost, few=10**9)
    assert failed[0] < model.columns.count
    assert cost @ found.values == pytest.approx(float(cost @ best.values), rel=1e-9, abs=1e-3)


def test_with_little_time_what_the_rounds_before_an_error_found_is_kept(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, rounds = Run(model, Limits(HOUR, 1, 0), None), []

    def failing(*args: Any, **how: Any) -> Relaxation | None:
        rounds.append(how.get("chosen") is None)
        if len(rounds) > 2:
            raise RelaxationInfeasibleError
        return relax(*args, **how)

    monkeypatch.setattr(sift_module, "relax", failing)
    assert hasty(model, run, monkeypatch, rounds=1000).partly
    assert not any(rounds)  # the whole matrix was not asked


def test_what_any_round_decided_is_remembered(model: Model) -> None:
    found = sifted(model, guide_cost(model), few=0)
    assert (found.values > TOUCHED).sum() < found.taken.sum() < len(found.taken) / 10
    assert found.taken[found.values > TOUCHED].all()


def test_a_basis_of_other_columns_costs_time_and_no_more(model: Model) -> None:
    cost, run = guide_cost(model), Run(model, Limits(HOUR, 1, 0), None)
    whole = relax(run.matrix, run.rows, run.box, cost, HOUR)
    assert whole is not None
    some = promising(model, cost, Width(stints=8, listings=6, returns=3))
    found = [relax(run.matrix, run.rows, run.box, cost, HOUR, chosen=some, start=start) for start in (None, whole)]
    values = [float(cost @ one.values) for one in found if one is not None]
    assert values[0] == pytest.approx(values[1])
