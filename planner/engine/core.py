"""The core, the columns worth searching by what a relaxation decides and prices, and the best plan in it.

Where a proof follows, one small core gives the plan to start it from. Where there is no time for a proof, the plan is
all there is: wider and wider cores are searched for a better one.
"""

from typing import Final

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.certificate import SCALE
from planner.engine.finish import Finish
from planner.engine.mathopt import Floats
from planner.engine.relaxation import Relaxation
from planner.engine.run import Run

SHARE: Final = 0.05
"""Share of the columns that the core keeps."""
LEAST: Final = 1000
"""A core is never smaller than this many columns."""
MOST: Final = 20_000
"""Nor larger, but for decisions as good as the last, or its search takes longer than the proof."""
WIDER: Final = 3
"""Where a plan is wanted rather than a proof, each core keeps so many times the decisions of the one before."""
LONGER: Final = 6
"""And its search takes up to so many times as long."""
WIDENING: Final = 0.5
"""Share of the time left in which wider ones are searched."""
NODES: Final = 20
"""Nodes of the branch and cut in the core, whose answer is lost where it needs more."""
TIME: Final = 0.8
"""Share of the time left that it may take instead where a plan is wanted rather than a proof, and then the search."""


def best_of_core(run: Run, relaxed: Relaxation, cost: Ints, most: int | None) -> Finish:
    """The best plan of the core that costs no more than ``most``.

    All decisions as good as the last come in: a better plan to start a proof from is worth the time.

    Parameters
    ----------
    run : Run
    relaxed : Relaxation
        Of this cost.
    cost : array of int, shape (n,)
    most : int or None
    """
    order, reduced = _by_promise(run, relaxed, cost)
    wanted = _size(len(order))
    if wanted:
        wanted = int(np.searchsorted(reduced, max(0.0, reduced[wanted - 1]), side="right"))
    return run.branch(_core(run, order[wanted:]), cost, most, nodes=NODES)


def best_of_cores(run: Run, relaxed: Relaxation, cost: Ints, most: int | None, step: float) -> Finish:
    """The best plan of wider and wider cores, while there is time; or a good one, at last by CP-SAT.

    A relaxation over some of the columns misjudges the others, so what a plan needs may lie far behind. A plan is good
    enough that costs less than a ``step`` more than the relaxation, unless single columns would lower it by as much.
    The other parameters are as in ``best_of_core``.
    """
    order, reduced = _by_promise(run, relaxed, cost)
    decided = np.searchsorted(reduced, -np.inf, side="right")
    enough = float(cost @ relaxed.values) + step if (reduced[decided:] > -step * SCALE).all() else -np.inf
    wanted, began = _size(len(order)), run.left
    reserve = began * (1 - WIDENING)
    box = _core(run, order[wanted:])
    found = run.branch(box, cost, most, share=TIME)
    if found.status == "unknown":
        return run.search(box, cost, None, effort=TIME * run.left)
    left = run.left
    while wanted < len(order) and left - reserve > LONGER * (began - left):
        most = most if found.values is None else int(cost @ found.values) - 1
        if most is not None and most < enough:
            break
        wanted, began = WIDER * wanted, left
        wider = run.branch(_core(run, order[wanted:]), cost, most, share=1 - reserve / left)
        if wider.status == "unknown":
            break
        found, left = wider if wider.values is not None else found, run.left
    return found


def _by_promise(run: Run, relaxed: Relaxation, cost: Ints) -> tuple[Ints, Floats]:
    """Decisions, the most promising first, and SCALE times their reduced costs.

    What the relaxation decides comes first, at minus infinity, then the others, of which many cost as much.
    """
    columns = run.model.columns
    decisions = columns.stints.size + columns.listings.size
    reduced = run.certify(cost, relaxed.prices).reduced[:decisions].astype(float)
    reduced[relaxed.taken[:decisions]] = -np.inf
    order = np.argsort(reduced, kind="stable")
    return order, reduced[order]


def _size(decisions: int) -> int:
    return min(decisions, MOST, max(LEAST, int(SHARE * decisions)))


def _core(run: Run, left_out: Ints) -> tuple[Ints, Ints]:
    """Bounds of the columns with these decisions fixed at their lower bound, and what they would bring."""
    columns, upper = run.model.columns, run.upper.copy()
    upper[left_out] = run.lower[left_out]
    readied, listing = columns.readied.all, columns.listings.start + columns.needs.readied
    upper[readied] = np.minimum(upper[readied], np.maximum(upper[listing], run.lower[readied]))
    run.core = int((upper > run.lower).sum())
    return run.lower, upper
