"""The relaxation of a large model over few columns at a time.

Nearly all columns stay at their lower bound. So the relaxation is solved over some candidates for each post; its prices
tell which of the columns left out would make it cheaper (reduced cost below zero); the best of these come in, and so on
until there is none. Then the relaxation of the few is that of all, and so are its prices and its basis.

While many columns come in, HiGHS begins anew, whose presolve is worth more than any start; the last few pivots are
made from the basis at hand, unless there are so many columns that even these take longer. Where there is no time for
another round, only the columns that matter most come in, which are few; so the prices of the first goals get right.

A listing that courses may ready comes with a column that says whether they do (readied <= listing). The two come in
together, when they are worth it together; while they are out, the price of that row pays for the column alone.
"""

import time
from dataclasses import replace
from threading import Event
from typing import Final

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Bools, Ints
from planner.engine.mathopt import Floats
from planner.engine.promising import Width, each_person, promising, rank
from planner.engine.relaxation import Basis, Relaxation, RelaxationInfeasibleError, relax
from planner.model.model import Model

FROM: Final = 150_000
"""Columns of a model from which this is faster than the whole relaxation at once."""
WIDTH: Final = Width(stints=20, listings=30, returns=40)
"""See ``sift``."""
ROOM: Final = 60
"""Most columns that come in for one post at a time."""
FEW: Final = 5000
"""See ``sift``."""
MANY: Final = 250_000
"""From so many columns on HiGHS always begins anew, and gently: of 400,000 it takes some minutes, while GLOP from the
basis takes over 1,000 s, as HiGHS did by itself."""
DEAR: Final = 5e-3, 5e-5
"""Shares of the largest cost: a column that would lower the cost by more makes prices wrong for the first goals. Once
there is none, a tenth of that counts, and so on until the second."""
PATIENT: Final = 10
"""With less time left than so many rounds would take nothing is gone on from the basis at hand: how long that takes
nobody can say."""
HASTY: Final = 2.2
"""With less than so many there is no time for all columns: the next round takes longer, and the dearest come after."""
DEAREST: Final = 500
"""So many of them at most come in at a time: a few short rounds are as good as a long one that may not end in time."""
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
    *,
    earlier: Relaxation | None = None,
    width: Width = WIDTH,
    few: int = FEW,
) -> Relaxation | None:
    """Solve the linear relaxation of min cost·x; as ``relaxation.relax``.

    Parameters
    ----------
    model : Model
        What the columns mean.
    matrix, rows, box, cost
        Its rows, and those that keep earlier tiers.
    seconds, stop
        As in ``relaxation.relax``; when time is out, the last round counts, which is not over all columns.
    earlier : Relaxation, optional
        One of the same rows and another cost, to go on from.
    width : Width
        Candidates of the first round, where there is no earlier one.
    few : int
        So few columns that would lower the cost all come in at once, and going on from the basis at hand is worth it.
    """
    until = time.monotonic() + seconds
    pool = _Pool(model, matrix, box, _first(model, cost, width, earlier))
    by_columns = matrix.tocsc()
    found, best = earlier, None
    dear, last = (share * float(np.abs(cost).max()) for share in DEAR)
    anew, hasty, taken = earlier is None, False, np.zeros(len(cost), dtype=bool)
    while True:
        began = time.monotonic()
        if began >= until:
            return best
        priced_anew = earlier is not None and best is None and not anew  # which takes few pivots
        many = not hasty and not priced_anew and bool(pool.chosen.sum() >= MANY)
        start = None if anew or many else found
        try:
            found = relax(
                by_columns, rows, box, cost, until - began, stop,
                chosen=pool.chosen, start=start, priced_anew=priced_anew, gently=many,
            )  # fmt: skip
        except RelaxationInfeasibleError:
            if hasty:  # an error by tolerances: fewer columns had a solution
                return best
            if start is None:  # the columns left out may be what is missing
                return relax(matrix, rows, box, cost, until - began, stop) or best
            anew = True
            continue
        if found is None:
            return None if stop.is_set() else best
        reduced = cost - matrix.T @ found.prices
        taken |= found.taken
        best = replace(pool.completed(found, reduced), taken=taken, partly=True)
        better = pool.better(reduced, few)
        if not len(better):
            return replace(best, partly=False)
        now = time.monotonic()
        took, left = now - began, until - now
        hasty = hasty or left <= HASTY * took
        anew = not hasty and (len(better) > few or left <= PATIENT * took)
        if hasty:
            better, dear = pool.dearest(reduced, dear, last)
            if not len(better):
                return best
        pool.let_in(better)


def _first(model: Model, cost: Ints, width: Width, earlier: Relaxation | None) -> Bools:
    """Columns of the first round."""
    if earlier is None:
        return promising(model, cost, width) | each_person(model, cost)
    # the basis to go on from is one of just these columns
    return np.ones(len(cost), dtype=bool) if earlier.over is None else earlier.over.copy()


class _Pool:
    """The columns chosen so far, and which of the others belong together."""

    def __init__(self, model: Model, matrix: sp.csr_array, box: tuple[Ints, Ints], chosen: Bools) -> None:
        columns, posts = model.columns, len(model.case.posts.ids)
        self.chosen, self.open = chosen, box[1] > box[0]
        self.readied = columns.readied.all
        self.listing = columns.listings.start + columns.needs.readied
        self.tie = _ties(matrix, self.readied, self.listing)
        self.chosen[self.readied] = self.chosen[self.listing]
        # the post of each stint and, apart from these, of each listing; all other columns are chosen from the start
        self.group = np.full(columns.count, -1)
        self.group[columns.stints.span] = columns.post
        self.group[columns.listings.span] = posts + columns.listed_post

    def better(self, reduced: Floats, few: int) -> Ints:
        """Columns that would lower the cost, of each post the best where there are more than a few."""
        worth = self._worth(reduced)
        better = np.flatnonzero(worth < -TOLERANCE)
        return better if len(better) <= few else better[rank(self.group[better], worth[better]) < ROOM]

    def dearest(self, reduced: Floats, dear: float, last: float) -> tuple[Ints, float]:
        """Those that would lower it most, by more than ``dear``; where none does, by a tenth, and so on to ``last``.

        The second value is what counted as dear in the end.
        """
        worth = self._worth(reduced)
        better = np.flatnonzero(worth < -dear)
        while not len(better) and dear > last:
            dear /= 10
            better = np.flatnonzero(worth < -dear)
        few = better if len(better) <= DEAREST else better[np.argpartition(worth[better], DEAREST)[:DEAREST]]
        return few, dear

    def _worth(self, reduced: Floats) -> Floats:
        """What each column that is left out would add to the cost together with the one that it brings."""
        together = reduced.copy()
        together[self.listing] += np.minimum(reduced[self.readied], 0)
        together[self.readied] = 0
        together[self.chosen | ~self.open] = 0
        return together

    def let_in(self, columns: Ints) -> None:
        """Choose columns, too, with what comes together with them."""
        self.chosen[columns] = True
        self.chosen[self.readied] = self.chosen[self.listing]

    def completed(self, found: Relaxation, reduced: Floats) -> Relaxation:
        """The same with prices and basis for the rows that tie columns left out to each other."""
        out = ~self.chosen[self.readied] & (reduced[self.readied] < 0)
        prices = found.prices.copy()
        prices[self.tie[out]] = reduced[self.readied[out]]
        basis = found.basis and Basis(
            np.concatenate([found.basis.columns, self.readied[out]]), np.concatenate([found.basis.rows, self.tie[out]])
        )
        return replace(found, prices=prices, basis=basis)


def _ties(matrix: sp.csr_array, readied: Ints, listing: Ints) -> Ints:
    """The row of each pair that says readied <= listing."""
    pairs = np.flatnonzero(np.diff(matrix.indptr) == 2)
    ends = np.sort(np.stack([matrix.indices[matrix.indptr[pairs]], matrix.indices[matrix.indptr[pairs] + 1]]), axis=0)
    size = matrix.shape[1]
    codes = ends[0].astype(np.int64) * size + ends[1]
    order = np.argsort(codes, kind="stable")
    wanted = np.minimum(readied, listing) * size + np.maximum(readied, listing)
    return pairs[order[np.searchsorted(codes[order], wanted)]]
