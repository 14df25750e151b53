"""Tier by tier to a proven optimum: relaxation, core, finish.

A *guided* plan, the best of a small core of columns, is at hand before anything is proven (``guide``). Then the tiers
are settled one after another, each keeping what the earlier ones reached. The bound of a tier always speaks of the
whole model:

1. a value equal to the sum of the least costs of single columns is its own proof;
2. else the prices of the guide's relaxation, or of the tier's own where they could say more, give a bound L over
   all columns (exact, see ``certificate``);
3. else every column that could take part in a plan cheaper than the value v, by L and its reduced cost, is searched
   to the end: what is left out cannot help, so the optimum of that search is the optimum of the whole model. HiGHS
   looks for a plan cheaper than v by branch and cut; where its answer does not stand in whole numbers, CP-SAT does.

Where a tier ends with another plan than it began with, the later tiers get a guided plan of their own. Where time was
out before the guide's relaxation was over all columns, its plan is all, and what its prices certify once they are
mended and raised for the other columns (``mend``, ``ascend``).
"""

from dataclasses import replace
from typing import Final

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.certificate import SCALE, Certificate
from planner.engine.finish import Finish
from planner.engine.guide import Guide, guided_plan
from planner.engine.outcome import Outcome, ProgressSink, TierProof
from planner.engine.relaxation import RelaxationInfeasibleError
from planner.engine.run import Limits, Run
from planner.model.model import Model, TierCost

PROVING: Final = 0.6
"""Share of the time left in which prices are raised for the tiers that are left, one after the other."""
ALONE: Final = 0.3
"""The same for each tier by itself, of what is left then."""
POLISH: Final = 50
"""Nodes of the branch and cut that chooses among plans which are equally good."""


def solve_tiers(
    model: Model,
    limits: Limits,
    sink: ProgressSink | None = None,
    *,
    known: Ints | None = None,
    among_equals: Ints | None = None,
) -> Outcome:
    """Solve every tier in order.

    Parameters
    ----------
    model : Model
    limits : Limits
    sink : callable, optional
        Receives ``Progress``.
    known : array of int, shape (n,), optional
        A plan of the model to start from.
    among_equals : array of int, shape (n,), optional
        A cost by which one of the plans that are equally good in every tier is chosen; a cheap one, not proven least.

    Returns
    -------
    Outcome
        ``optimal`` only if every tier's value equals its bound for the whole model.
    """
    run = Run(model, limits, sink)
    run.tell(None, "relax")
    try:
        first, guide = guided_plan(run, model.tiers, known)
    except RelaxationInfeasibleError:
        return run.infeasible()
    if first.values is None:
        return run.infeasible() if first.status == "infeasible" else Outcome("no_plan", None, (), run.core)
    values = first.values
    opening, proofs = guide, []
    for number, tier in enumerate(model.tiers, start=1):
        began, before = run.elapsed, values
        values, bound, certificate = _settle(run, guide, tier, values)
        value = int(tier.cost @ values)
        run.tell(tier, "done", value, bound)
        run.fix(certificate, value)
        run.keep_at_most(tier.cost, value)
        if values is not before:
            values, guide = _guided_again(run, model.tiers[number:], values)
        told = tier.sign * value, tier.sign * bound
        proofs.append(TierProof(tier.name, tier.sense, *told, run.elapsed - began, certificate.prices))
    if among_equals is not None:
        values = _cheapest(run, among_equals, values)
    # the first is bounded whatever is reached in the others
    alone = (proofs[0], *_alone(replace(limits, seconds=run.left), model, opening, values)) if limits.alone else ()
    proven = all(proof.value == proof.bound for proof in proofs)
    return Outcome("optimal" if proven else "feasible", values, tuple(proofs), run.core, alone)


def _alone(limits: Limits, model: Model, guide: Guide | None, values: Ints) -> list[TierProof]:
    """Bounds of the tiers after the first by prices that say nothing of the other tiers."""
    run, proofs = Run(model, limits, None), []
    for number, tier in enumerate(model.tiers[1:], start=1):
        began = run.elapsed
        value, certificate = int(tier.cost @ values), run.certify(tier.cost, np.zeros(run.matrix.shape[0]))
        if guide is not None and guide.alone is not None and value > certificate.bound:
            certificate = _best(certificate, run.certify(tier.cost, guide.alone[number], partly=True))
            if guide.partly and value > certificate.bound:
                raised = run.raised(tier.cost, certificate.prices / SCALE, value, ALONE)
                certificate = _best(certificate, run.certify(tier.cost, raised))
        told = tier.sign * value, tier.sign * certificate.bound
        proofs.append(TierProof(tier.name, tier.sense, *told, run.elapsed - began, certificate.prices))
    return proofs


def _cheapest(run: Run, cost: Ints, values: Ints) -> Ints:
    """A plan that is as good in every tier, and cheaper where one is soon found.

    It is looked for among what this plan and the relaxation decide or could decide for nothing.
    """
    try:
        relaxed = run.relax(cost)
    except RelaxationInfeasibleError:  # a plan is at hand, so this is an error by tolerances
        relaxed = None
    if relaxed is None:
        return values
    free = run.certify(cost, relaxed.prices).reduced <= 0
    worth = free | relaxed.taken | (values > 0) | (cost <= 0)
    box = run.lower, np.where(worth, run.upper, run.lower)
    found = run.branch(box, cost, int(cost @ values) - 1, nodes=POLISH)
    return values if found.values is None else found.values


def _guided_again(run: Run, tiers: tuple[TierCost, ...], values: Ints) -> tuple[Ints, Guide | None]:
    """A better plan for the tiers that are left, where the guide finds one."""
    if not tiers or run.left <= 0:
        return values, None
    try:
        found, guide = guided_plan(run, tiers, values)
    except RelaxationInfeasibleError:  # a plan is at hand, so this is an error by tolerances
        return values, None
    return values if found.values is None else found.values, guide


def _settle(run: Run, guide: Guide | None, tier: TierCost, values: Ints) -> tuple[Ints, int, Certificate]:
    """Best plan in this tier, starting from ``values``; the tier's bound for the whole model, and what certifies it."""
    value = int(tier.cost @ values)
    certificate = run.certify(tier.cost, np.zeros(run.matrix.shape[0]))
    run.tell(tier, "relax", value, certificate.bound)
    if value > certificate.bound:
        certificate = _best(certificate, _priced(run, guide, tier, value))
    partly = guide is not None and guide.partly
    if partly and value > certificate.bound:
        share = PROVING / (len(run.model.tiers) - run.model.tiers.index(tier))  # as much as is left to each later one
        raised = run.raised(tier.cost, certificate.prices / SCALE, value, share)
        certificate = _best(certificate, run.certify(tier.cost, raised))
    bound = certificate.bound
    if value <= bound:
        return values, value, certificate
    if partly:  # so far off a bound leaves nearly everything to be searched
        return values, bound, certificate
    run.tell(tier, "prove", value, bound)
    values, bound = _branch(run, tier, certificate, values, bound)
    value = int(tier.cost @ values)
    if value > bound and run.left > 0:
        run.tell(tier, "search", value, bound)
        values, bound = _search(run, tier, certificate, values, bound)
    return values, bound, certificate


def _priced(run: Run, guide: Guide | None, tier: TierCost, value: int) -> Certificate | None:
    """What the guide's prices certify; what the tier's own relaxation does, where that can be more."""
    told = None if guide is None else guide.certificate(run, tier)
    if guide is not None and told is not None:
        if told[0].bound >= value or told[1] or guide.partly:
            return told[0]
        sharpened = guide.sharpened(run, tier)
        if sharpened is not None:
            return _best(told[0], sharpened)
    try:
        relaxed = run.relax(tier.cost, partly=True)
    except RelaxationInfeasibleError:  # a plan is at hand, so this is an error by tolerances
        relaxed = None
    own = None if relaxed is None else run.certify(tier.cost, relaxed.prices, partly=relaxed.partly)
    return own if told is None else _best(told[0], own)


def _best(one: Certificate, other: Certificate | None) -> Certificate:
    return one if other is None or one.scaled >= other.scaled else other


def _branch(run: Run, tier: TierCost, certificate: Certificate, values: Ints, bound: int) -> tuple[Ints, int]:
    """Branch and cut over the columns that could be in a cheaper plan; the best plan known, and the bound."""
    value = int(tier.cost @ values)
    most = value - certificate.step
    return _better(tier, values, bound, run.branch(run.could_enter(certificate, most), tier.cost, most))


def _search(run: Run, tier: TierCost, certificate: Certificate, values: Ints, bound: int) -> tuple[Ints, int]:
    """The same by CP-SAT."""
    box = run.could_enter(certificate, int(tier.cost @ values) - certificate.step)
    found = run.search(box, tier.cost, values)
    if found.status == "infeasible":
        # the plan at hand may lie outside the box, so this can be right; a presolve that errs must not prove a bound
        found = run.search(box, tier.cost, values, presolve="none")
    return _better(tier, values, bound, found)


def _better(tier: TierCost, values: Ints, bound: int, found: Finish) -> tuple[Ints, int]:
    """The cheaper of two plans, and the bound after a search of every plan cheaper than the first."""
    value = int(tier.cost @ values)
    if found.values is not None and int(tier.cost @ found.values) < value:
        values, value = found.values, int(tier.cost @ found.values)
    if found.status in ("optimal", "infeasible"):
        return values, value
    return values, bound if found.bound is None else max(bound, min(found.bound, value))
