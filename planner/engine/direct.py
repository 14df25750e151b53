"""The whole model given to one solver, tier by tier, without anything of our own: what ours is measured against."""

from typing import Literal

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.finish import Finish
from planner.engine.outcome import Outcome, ProgressSink, TierProof
from planner.engine.run import Limits, Run
from planner.model.model import Model, TierCost

DirectSolver = Literal["highs", "scip", "cp-sat"]


def solve_directly(model: Model, limits: Limits, solver: DirectSolver, sink: ProgressSink | None = None) -> Outcome:
    """Solve every tier in order with all columns, each keeping what the earlier ones reached.

    Parameters
    ----------
    model : Model
    limits : Limits
    solver : str
        Which one.
    sink : callable, optional
        Receives ``Progress``.

    Returns
    -------
    Outcome
        Its bounds are the solver's own; no prices come with them.
    """
    run = Run(model, limits, sink)
    values: Ints | None = None
    proofs = []
    for tier in model.tiers:
        began = run.elapsed
        run.tell(tier, "search")
        found = _solved(run, tier, values, solver)
        if found.status == "infeasible" and values is None:
            return run.infeasible()
        if found.values is not None and (values is None or tier.cost @ found.values < tier.cost @ values):
            values = found.values
        if values is None:
            return Outcome("no_plan", None, (), 0)
        value = int(tier.cost @ values)
        least = run.certify(tier.cost, np.zeros(run.matrix.shape[0]))
        bounds = [least.bound, *([] if found.bound is None else [min(found.bound, value)])]
        bound = value if found.status == "optimal" else max(bounds)
        run.tell(tier, "done", value, bound)
        told = tier.sign * value, tier.sign * bound
        proofs.append(TierProof(tier.name, tier.sense, *told, run.elapsed - began, least.prices))
        run.keep_at_most(tier.cost, value)
    proven = all(proof.value == proof.bound for proof in proofs)
    return Outcome("optimal" if proven else "feasible", values, tuple(proofs), 0)


def _solved(run: Run, tier: TierCost, values: Ints | None, solver: DirectSolver) -> Finish:
    if solver == "cp-sat":
        return run.search(run.box, tier.cost, values)
    return run.branch(run.box, tier.cost, None, solver=solver)
