"""The first plan: all tiers weighed together in one cost that only steers; nothing is proven by it.

The relaxation of that cost is nearly a plan. The best plan of its core (``core``) is what the tiers start from.
"""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from threading import Event
from typing import Final

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.certificate import SCALE, Certificate
from planner.engine.core import best_of_core, best_of_cores
from planner.engine.finish import Finish
from planner.engine.first import first_plan
from planner.engine.mathopt import Floats
from planner.engine.relaxation import Relaxation, RelaxationInfeasibleError
from planner.engine.run import Frame, Run
from planner.model.model import TierCost

RATIO: Final = 10
"""How many of the largest steps of all later tiers one step of a tier outweighs. Less, and moves that empty a post
for better benches pay; much more, and the relaxation gets slow."""
LOOK: Final = 0.1
"""Seconds between two looks at the clock while only that plan is waited for."""
RAISING: Final = 0.3
"""Share of the time left after it in which the prices of a relaxation over some columns are made better."""
TIGHT: Final = 1e-2
"""Cost by which prices may miss the relaxation's value and still count as its best."""
LARGEST: Final = 1e17
"""Sum of the cost over all columns, within what the search can add up."""


@dataclass(frozen=True)
class Guide:
    """The relaxation of all tiers weighed together, and what it knows about each.

    Attributes
    ----------
    tiers : tuple of TierCost
    weights : tuple of float
        What one unit of each tier weighs.
    frame : Frame
        What the relaxation keeps.
    relaxed : Relaxation
    prices : array of float, shape (tiers, rows when the guide was made), or None
        Prices for each tier with the earlier ones, by the basis of the relaxation.
    alone : array of float, shape (tiers, rows when the guide was made), or None
        The same for each tier without the earlier ones.
    """

    tiers: tuple[TierCost, ...]
    weights: tuple[float, ...]
    frame: Frame
    relaxed: Relaxation
    prices: Floats | None
    alone: Floats | None

    def certificate(self, run: Run, tier: TierCost) -> tuple[Certificate, bool] | None:
        """Bound of a tier by the prices of the guide's basis, and whether no other prices give a better one.

        A plan of the relaxation that is best for all tiers in their order is best for this tier among those that keep
        what the earlier ones reached. So the basis prices min c_k·x + sum over earlier tiers i of l_i (c_i·x - v_i),
        where l_i = w_i / w_k is the price of the row that keeps tier i at v_i.
        """
        number = self.tiers.index(tier)
        if self.prices is None or not self.weights[number]:
            return None
        certificate = run.certify(tier.cost, np.append(self.prices[number], self._kept(number)), partly=self.partly)
        if self.partly and self.alone is not None:  # what the plan misses of the earlier tiers does not count there
            alone = run.certify(tier.cost, np.append(self.alone[number], np.zeros(number)), partly=True)
            certificate = max(certificate, alone, key=lambda one: one.scaled)
        return certificate, certificate.scaled / SCALE >= float(tier.cost @ self.relaxed.values) - TIGHT

    def sharpened(self, run: Run, tier: TierCost) -> Certificate | None:
        """The same by prices that leave the later tiers out; None where no such prices can be as good.

        That the later tiers weigh little does not mean nothing: the basis may prize many columns of theirs a little
        too high. Gone on from it with the cost of the tiers up to this one, a few pivots make that good. But prices
        that weigh the tiers pay for what the plan misses of the relaxation in an earlier one.
        """
        number = self.tiers.index(tier)
        if not self.weights[number]:
            return None
        reached = np.array([float(one.cost @ self.relaxed.values) for one in self.tiers[:number]])
        missed = np.maximum(run.row_upper[len(self.frame.rows[1]) :] - reached, 0)
        if -missed @ np.array(self._kept(number)) > TIGHT:
            return None
        cost = weighed_together(self.tiers[: number + 1], self.weights[: number + 1])
        try:
            relaxed = run.relax(cost, partly=True, since=(self.frame, self.relaxed))
        except RelaxationInfeasibleError:  # a plan is at hand, so this is an error by tolerances
            return None
        if relaxed is None:
            return None
        prices = np.append(relaxed.prices / self.weights[number], self._kept(number))
        return run.certify(tier.cost, prices, partly=relaxed.partly)

    @property
    def partly(self) -> bool:
        """Whether time was out before the relaxation was over all columns."""
        return self.relaxed.partly

    def _kept(self, number: int) -> list[float]:
        """Prices of the rows that keep the tiers settled since the guide was made; they follow those that it knew."""
        return [-weight / self.weights[number] for weight in self.weights[:number]]


def weighed_together(tiers: tuple[TierCost, ...], weights: tuple[float, ...]) -> Ints:
    """The cost of tiers weighed together, in whole numbers."""
    cost = np.sum([weight * tier.cost for weight, tier in zip(weights, tiers, strict=True)], axis=0)
    return np.rint(cost).astype(np.int64)


def known_by(run: Run, tiers: tuple[TierCost, ...], weights: tuple[float, ...], relaxed: Relaxation) -> Guide:
    """The guide of a relaxation: what it knows about each tier."""
    count = len(tiers)
    shares = np.array([weight or 1.0 for weight in weights])  # a tier that weighs nothing has no cost either
    alone = np.array([tier.cost for tier in tiers], dtype=float)
    together = np.cumsum(np.array(weights)[:, None] * alone, axis=0) / shares[:, None]
    told = None if relaxed.basis is None else relaxed.basis.prices(run.matrix, np.vstack([together, alone]))
    if told is None:
        return Guide(tiers, weights, run.frame, relaxed, None, None)
    if relaxed.partly:  # those of all tiers together were made better meanwhile
        told[count - 1] = relaxed.prices / shares[-1]
    return Guide(tiers, weights, run.frame, relaxed, told[:count], told[count:])


def guided_plan(run: Run, tiers: tuple[TierCost, ...], known: Ints | None) -> tuple[Finish, Guide | None]:
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
        ``infeasible`` only for the whole model; ``unknown`` where there was no time for any plan.
    Guide or None
        None when time is out.

    Raises
    ------
    RelaxationInfeasibleError
    """
    weights = guide_weights(tiers, run.model.upper)
    cost = weighed_together(tiers, weights)
    relaxed, quick = _relaxed(run, cost, known)
    if relaxed is None:
        return quick if quick.values is not None else run.search(run.box, cost, None), None
    run.tell(None, "search")
    most = None if known is None else int(cost @ known) - 1
    if relaxed.partly:
        found = best_of_cores(run, relaxed, cost, most, _least_step(tiers[:-1], weights))
        relaxed = replace(relaxed, prices=run.raised(cost, relaxed.prices, float(cost @ relaxed.values), RAISING))
    else:
        found = best_of_core(run, relaxed, cost, most)
    guide = known_by(run, tiers, weights, relaxed)
    usable = quick.values if known is not None or guide.partly or run.left <= 0 else None
    if found.values is None:
        found = run.search(run.box, cost, None) if usable is None else quick
    elif usable is not None and int(cost @ usable) < int(cost @ found.values):
        found = quick
    return found, guide


def _relaxed(run: Run, cost: Ints, known: Ints | None) -> tuple[Relaxation | None, Finish]:
    """The relaxation, and the plan to fall back on: the known one, or one that is looked for meanwhile."""
    if known is not None:
        return run.relax(cost, partly=True), Finish("feasible", known, None)
    if not run.limits.fallback:
        return run.relax(cost, partly=True), Finish("unknown", None, None)
    enough = Event()
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(first_plan, run, cost, enough)
        try:
            relaxed = run.relax(cost, partly=True)
            while relaxed is None and run.left > 0 and not wait([coming], timeout=LOOK).done:
                pass  # there will be no other plan
        finally:
            enough.set()
    return relaxed, coming.result()


def _least_step(tiers: tuple[TierCost, ...], weights: tuple[float, ...]) -> float:
    """What the least step of any of these tiers weighs; none where they have no cost."""
    steps = [weight * np.abs(tier.cost[tier.cost != 0]) for weight, tier in zip(weights, tiers, strict=False)]
    return min((float(step.min()) for step in steps if step.size), default=np.inf)


def guide_weights(tiers: tuple[TierCost, ...], upper: Ints) -> tuple[float, ...]:
    """Weights of the tiers: a step of an earlier one is much dearer than the largest step of a later one.

    Where the numbers grow too large for the search, all are made smaller and the last tiers lose their say. A tier
    without cost weighs nothing.
    """
    weights: list[float] = []
    weight = 1
    for tier in reversed(tiers):
        steps = np.abs(tier.cost[tier.cost != 0])
        unit = max(1, -(-weight // int(steps.min()))) if steps.size else 0
        weights.append(float(unit))
        weight = RATIO * unit * int(steps.max()) if steps.size else weight
    weights.reverse()
    most = np.maximum(upper, 1)
    reach = sum(weight * float(np.abs(tier.cost) @ most) for weight, tier in zip(weights, tiers, strict=True))
    return tuple(weight * min(1.0, LARGEST / reach) if reach else weight for weight in weights)
