"""The first plan: all tiers weighed together in one cost that only steers; nothing is proven by it.

The relaxation of that cost is nearly a plan. Its reduced costs choose the *core*, the columns worth searching, and
the best plan of the core is what the tiers start from.
"""

from typing import Final

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.certificate import Certificate
from planner.engine.counts import idle_plan
from planner.engine.finish import Finish
from planner.engine.run import Run
from planner.model.model import TierCost

RATIO: Final = 10
"""How many of the largest steps of all later tiers one step of a tier outweighs. Less, and moves that empty a post
for better benches pay; much more, and the relaxation gets slow."""
CORE_SHARE: Final = 0.05
"""Share of the columns that the core keeps."""
CORE_LEAST: Final = 1000
"""A core is never smaller than this many columns."""
EFFORT: Final = 3.0
"""Work of the search before branch and cut is tried, about seconds."""
NODES: Final = 20
"""Nodes of that branch and cut."""
LARGEST: Final = 1e17
"""Sum of the cost over all columns, within what the search can add up."""


def guided_plan(run: Run, tiers: tuple[TierCost, ...], known: Ints | None) -> Finish:
    """A good plan for the given tiers: from the core; from the whole model where the core holds none.

    Parameters
    ----------
    run : Run
    tiers : tuple of TierCost
        The tiers that are not settled yet.
    known : array of int, shape (n,), or None
        A plan to start from.

    Returns
    -------
    Finish
        ``infeasible`` only for the whole model; the idle plan where there is no time for more.

    Raises
    ------
    RelaxationInfeasibleError
    """
    cost = guide_cost(tiers, run.model.upper)
    guide = run.certificate(cost)
    box = run.box if guide is None else _core(run, *guide)
    run.tell(None, "search")
    found = run.search(box, cost, known, effort=EFFORT)
    if found.status in ("feasible", "unknown"):
        further = run.branch(box, cost, found.values, nodes=NODES)
        found = min((found, further), key=lambda one: np.inf if one.values is None else int(cost @ one.values))
    if found.values is None and known is None:
        found = run.search(run.box, cost, None)
    if found.status == "unknown":
        return Finish("feasible", idle_plan(run.model) if known is None else known, None)
    return found


def guide_cost(tiers: tuple[TierCost, ...], upper: Ints) -> Ints:
    """All tiers in one cost, an earlier one much dearer than the largest single step of the next.

    Where the numbers grow too large for the search, all are made smaller and the last tiers lose their say.
    """
    total = np.zeros(len(upper))
    weight = 1
    for tier in reversed(tiers):
        steps = np.abs(tier.cost[tier.cost != 0])
        if not steps.size:
            continue
        unit = max(1, -(-weight // int(steps.min())))
        total += float(unit) * tier.cost
        weight = RATIO * unit * int(steps.max())
    reach = float(np.abs(total) @ np.maximum(upper, 1))
    return np.rint(total if reach <= LARGEST else total * (LARGEST / reach)).astype(np.int64)


def _core(run: Run, certificate: Certificate, relaxed: np.ndarray) -> tuple[Ints, Ints]:
    """Bounds of the columns with all but the most promising decisions fixed at their lower bound."""
    columns = run.model.columns
    decisions = columns.stints.size + columns.listings.size
    reduced = certificate.reduced[:decisions]
    wanted = max(CORE_LEAST, int(CORE_SHARE * decisions))
    upper = run.upper.copy()
    if wanted < decisions:
        limit = np.partition(reduced, wanted)[wanted]
        left_out = np.flatnonzero((reduced > max(limit, 0)) & (relaxed[:decisions] < 1e-6))
        upper[left_out] = run.lower[left_out]
    run.core = int((upper > run.lower).sum())
    return run.lower, upper
