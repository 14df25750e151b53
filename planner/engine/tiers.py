"""Tier by tier to a proven optimum: relaxation, core, finish.

A *guided* plan, the best of a small core of columns, is at hand before anything is proven (``guide``). Then the tiers
are settled one after another, each keeping what the earlier ones reached. The bound of a tier always speaks of the
whole model:

1. a value equal to the sum of the least costs of single columns is its own proof;
2. else the tier's own relaxation over all columns gives a bound L (exact, see ``certificate``);
3. else every column that could take part in a plan cheaper than the value v, by L and its reduced cost, is searched
   to the end: what is left out cannot help, so the optimum of that search is the optimum of the whole model. HiGHS
   searches by branch and cut; where its answer does not stand in whole numbers, CP-SAT searches.

Where a tier ends with another plan than it began with, the later tiers get a guided plan of their own.
"""

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.certificate import SCALE, Certificate
from planner.engine.guide import guided_plan
from planner.engine.outcome import Outcome, ProgressSink, TierProof
from planner.engine.relaxation import RelaxationInfeasibleError
from planner.engine.run import Limits, Run
from planner.model.model import Model, TierCost


def solve_tiers(model: Model, limits: Limits, sink: ProgressSink | None = None) -> Outcome:
    """Solve every tier in order.

    Parameters
    ----------
    model : Model
    limits : Limits
    sink : callable, optional
        Receives ``Progress``.

    Returns
    -------
    Outcome
        ``optimal`` only if every tier's value equals its bound for the whole model.
    """
    run = Run(model, limits, sink)
    run.tell(None, "relax")
    try:
        first = guided_plan(run, model.tiers, None)
    except RelaxationInfeasibleError:
        return _infeasible(run)
    if first.values is None:
        return _infeasible(run) if first.status == "infeasible" else Outcome("no_plan", None, (), run.core)
    values = first.values
    proofs = []
    for number, tier in enumerate(model.tiers, start=1):
        began, before = run.elapsed, values
        values, bound, certificate = _settle(run, tier, values)
        value = int(tier.cost @ values)
        run.tell(tier, "done", value, bound)
        run.keep_at_most(tier.cost, value, certificate)
        if values is not before:
            values = _guided_again(run, model.tiers[number:], values)
        proofs.append(TierProof(tier.name, tier.sense, tier.sign * value, tier.sign * bound, run.elapsed - began))
    proven = all(proof.value == proof.bound for proof in proofs)
    return Outcome("optimal" if proven else "feasible", values, tuple(proofs), run.core)


def _guided_again(run: Run, tiers: tuple[TierCost, ...], values: Ints) -> Ints:
    """A better plan for the tiers that are left, where the guide finds one."""
    if not tiers or run.left <= 0:
        return values
    try:
        found = guided_plan(run, tiers, values)
    except RelaxationInfeasibleError:  # a plan is at hand, so this is an error by tolerances
        return values
    return values if found.values is None else found.values


def _least(run: Run, tier: TierCost) -> int:
    """Sum of the least costs of single columns."""
    return int(np.minimum(tier.cost * run.lower, tier.cost * run.upper).sum())


def _settle(run: Run, tier: TierCost, values: Ints) -> tuple[Ints, int, Certificate | None]:
    """Best plan in this tier, starting from ``values``; the tier's bound for the whole model, and what certifies it."""
    value = int(tier.cost @ values)
    least = _least(run, tier)
    run.tell(tier, "relax", value, least)
    if value <= least:
        return values, value, Certificate(least * SCALE, tier.cost * SCALE)
    certificate = run.bound(tier.cost)
    if certificate is None:
        return values, least, None
    bound = max(certificate.bound, least)
    if value <= bound:
        return values, value, certificate
    run.tell(tier, "prove", value, bound)
    values, bound = _branch(run, tier, certificate, values, bound)
    value = int(tier.cost @ values)
    if value > bound and run.left > 0:
        run.tell(tier, "search", value, bound)
        values, bound = _search(run, tier, certificate, values, bound)
    return values, bound, certificate


def _branch(run: Run, tier: TierCost, certificate: Certificate, values: Ints, bound: int) -> tuple[Ints, int]:
    """Branch and cut over the columns that could be in a plan no dearer than the one at hand."""
    value = int(tier.cost @ values)
    found = run.branch(run.could_enter(certificate, value), tier.cost, values)
    if found.values is not None and int(tier.cost @ found.values) < value:
        values, value = found.values, int(tier.cost @ found.values)
    return values, bound if found.bound is None else max(bound, min(found.bound, value))


def _search(run: Run, tier: TierCost, certificate: Certificate, values: Ints, bound: int) -> tuple[Ints, int]:
    """Search the columns that could be in a cheaper plan; the best plan known, and the bound."""
    value = int(tier.cost @ values)
    box = run.could_enter(certificate, value - certificate.step)
    found = run.search(box, tier.cost, values)
    if found.status == "infeasible":
        # the plan at hand may lie outside the box, so this can be right; a presolve that errs must not prove a bound
        found = run.search(box, tier.cost, values, presolve=False)
    if found.values is not None and int(tier.cost @ found.values) < value:
        values, value = found.values, int(tier.cost @ found.values)
    if found.status in ("optimal", "infeasible"):
        # the box holds every plan cheaper than the one at hand, and the search went through all of it
        return values, value
    return values, bound if found.bound is None else max(bound, min(found.bound, value))


def _infeasible(run: Run) -> Outcome:
    """Ask a second time, without presolve and over the whole model, before saying that no plan exists."""
    nothing = np.zeros(len(run.model.lower), dtype=np.int64)
    second = run.search(run.box, nothing, None, presolve=False)
    return Outcome("infeasible" if second.status == "infeasible" else "no_plan", None, (), run.core)
