"""A plan to fall back on while the first relaxation runs: the best of a few candidates for each post.

It is not used where there is time for a better one, so that how long it took never changes the plan.
"""

from threading import Event
from typing import Final

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.finish import Finish
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
    effort = EFFORT + float((box[1] > box[0]).sum()) / PACE
    # a hint, also one that keeps every rule, makes this search three to five times as long
    found = run.search(box, cost, None, presolve="light", effort=effort, stop=stop)
    if found.values is None:
        return Finish("unknown", None, None)
    run.tell(None, "first")
    return Finish("feasible", found.values, None)
