"""The relaxation of a large model over few columns at a time.

Nearly all columns stay at their lower bound. So the relaxation is solved over some candidates for each post; its prices
tell which of the columns left out would make it cheaper (reduced cost below zero); the best of these come in, and so on
until there is none. Then the relaxation of the few is that of all, and so are its prices and its basis.

While many columns come in, HiGHS begins anew, whose presolve is worth more than any start; the last few pivots are
made from the basis at hand.
"""

import time
from threading import Event
from typing import Final

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Bools, Ints
from planner.engine.promising import Width, promising, rank
from planner.engine.relaxation import Relaxation, RelaxationInfeasibleError, relax
from planner.model.model import Model

FROM: Final = 150_000
"""Columns of a model from which this is faster than the whole relaxation at once."""
WIDTH: Final = Width(stints=40, listings=60, returns=40)
"""Candidates of the first round."""
ROOM: Final = 60
"""Most columns that come in for one post at a time."""
FEW: Final = 1000
"""So few new columns are worth going on from the basis at hand."""
TOLERANCE: Final = 1e-6
"""A reduced cost is below zero from here on."""


def sift(
    model: Model,
    matrix: sp.csr_array,
    rows: tuple[Ints, Ints],
    box: tuple[Ints, Ints],
    cost: Ints,
    seconds: float,
    stop: Event,
) -> Relaxation | None:
    """Solve the linear relaxation of min cost·x; as ``relaxation.relax``.

    Parameters
    ----------
    model : Model
        What the columns mean.
    matrix, rows, box, cost
        Its rows, and those that keep earlier tiers.
    seconds, stop
        As in ``relaxation.relax``.
    """
    until = time.monotonic() + seconds
    chosen = promising(model, cost, WIDTH)
    group = _groups(model)
    by_columns = matrix.tocsc()
    found: Relaxation | None = None
    added = len(cost)
    while added:
        left = until - time.monotonic()
        if left <= 0:
            return None
        start = found if added <= FEW else None
        try:
            found = relax(by_columns, rows, box, cost, left, stop, chosen=chosen, start=start)
        except RelaxationInfeasibleError:  # the columns left out may be what is missing
            return relax(matrix, rows, box, cost, left, stop)
        if found is None:
            return None
        added = _let_in(chosen, group, cost - matrix.T @ found.prices, box)
    return found


def _let_in(chosen: Bools, group: Ints, reduced: Ints, box: tuple[Ints, Ints]) -> int:
    """Choose the best columns of each post that would lower the cost, too; how many there are."""
    better = np.flatnonzero((reduced < -TOLERANCE) & ~chosen & (box[1] > box[0]))
    best = better[rank(group[better], reduced[better]) < ROOM]
    chosen[best] = True
    return len(best)


def _groups(model: Model) -> Ints:
    """The post of each stint and, apart from these, of each listing; all other columns are chosen from the start."""
    columns, posts = model.columns, len(model.case.posts.ids)
    group = np.full(columns.count, -1)
    group[columns.stints.span] = columns.post
    group[columns.listings.span] = posts + columns.listed_post
    return group
