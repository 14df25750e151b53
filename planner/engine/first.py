"""A plan to fall back on while the first relaxation runs: soon any, then a good one of a few candidates for each post.

It is not used where there is time for a better one, so that how long it took never changes the plan.
"""

from threading import Event
from typing import Final

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.counts import counted
from planner.engine.finish import Finish, Search
from planner.engine.narrow import narrow
from planner.engine.outward import outward
from planner.engine.promising import Width, promising, published
from planner.engine.run import Run

FEW: Final = Width(stints=18, listings=12, returns=6)
"""Candidates of the plan."""
EFFORT: Final = 2.0
"""Work of the search for it, about seconds."""
PACE: Final = 10_000
"""For so many columns to choose from it may take a second more."""


def first_plan(run: Run, cost: Ints, stop: Event) -> Finish:
    """The best plan that is found until the event is set; it may keep what was decided before.

    Parameters
    ----------
    run : Run
    cost : array of int, shape (n,)
        All tiers in one.
    stop : Event
    """
    chosen = promising(run.model, cost, FEW) | (published(run.model) > 0)
    box = run.lower, np.where(chosen, run.upper, run.lower)
    least = _any_plan(run, box, stop)
    effort = EFFORT + float((box[1] > box[0]).sum()) / PACE
    # a hint, even one that keeps every rule, makes this search three times as long
    found = run.search(box, cost, None, presolve="light", effort=effort, stop=stop)
    if found.values is not None:
        run.tell(None, "first")
    values = least if found.values is None else found.values
    return Finish("unknown" if values is None else "feasible", values, None)


def _any_plan(run: Run, box: tuple[Ints, Ints], stop: Event) -> Ints | None:
    """A plan of the box that moves hardly anybody but who has to; None where there is none, or no time."""
    if run.left <= 0:
        return None
    part = narrow(run.matrix, run.rows, box, np.zeros(run.model.columns.count, dtype=np.int64))
    counts = run.model.columns.counts
    inner = slice(*np.searchsorted(part.columns, (counts.start, counts.stop)).tolist())
    search = Search(1, run.limits.seed, run.left, stop)
    kept = outward(part.matrix, part.row_bounds, part.box[1], inner, search)
    return None if kept.values is None else counted(run.model, part.whole(kept.values))
