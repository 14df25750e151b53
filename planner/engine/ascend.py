"""Prices raised towards the best for all columns, where there is no time to solve the relaxation over all of them.

Given prices y, each column x_j answers by its reduced cost r = c - yA: it moves where r_j < 0, but of a row that
allows at most k of its columns only the k with the least r do (``mend``). The bound b(y) that this proves is concave,
and what the rows lack of these answers, side - Ax, is a way up (Held, Wolfe and Crowder 1974). Each step goes along it
and, less and less, along those before it (Camerini, Fratta and Maffioli 1975); a price that many columns heed moves
less, by the measure D = diag(sum of squares of the row)^-EVEN. It is as long as Polyak's rule says for the value aimed
at: length * (target - b(y)) / (way D way).

Columns with a high r do not answer. So all of them are asked now and then only, and the steps between ask the others.
"""

import time
from dataclasses import dataclass
from threading import Event
from typing import Final

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Bools, Ints
from planner.engine.mathopt import Floats
from planner.engine.mend import homes
from planner.engine.promising import rank
from planner.model.matrix import UNBOUNDED

ASKED: Final = 0.3
"""Share of the columns that are asked in most steps."""
STEPS: Final = 10
"""Steps until all columns are asked."""
LENGTH: Final = 0.5
"""Length of the first steps."""
SHORTER: Final = 0.9
"""What becomes of it when all columns say that the steps went down."""
LEAST: Final = 1e-6
"""A way shorter than this leads nowhere."""
SHORTEST: Final = 0.01
"""So short steps lead nowhere."""
EVEN: Final = 0.75
"""How much less the price of a row moves whose columns are many: not at all with 0, each column as much with 1."""
KEPT: Final = 0.8
"""What a way counts of in the next step, and again in each one after."""


def ascended(
    matrix: sp.csr_array,
    rows: tuple[Ints, Ints],
    box: tuple[Ints, Ints],
    cost: Ints,
    prices: Floats,
    target: float,
    seconds: float,
    stop: Event,
) -> Floats:
    """Prices that prove as much or more.

    Parameters
    ----------
    matrix, rows, box, cost, prices
        As in ``certificate.certify``.
    target : float
        Value to aim at: what a solution costs.
    seconds : float
        Time limit.
    stop : threading.Event
        Ends it early.
    """
    until = time.monotonic() + seconds
    rules, everyone = _rules_and_columns(matrix, rows, box, cost)
    asked = int(ASKED * len(everyone.cost))
    y = best = rules.allowed(prices)
    proven, length = -np.inf, LENGTH
    while time.monotonic() < until and not stop.is_set() and length > SHORTEST:
        reduced = everyone.reduced(y)
        value, _, mended = rules.answer(everyone, y, reduced)
        if value > proven:
            best, proven = mended, value
        else:
            y, length = best, length * SHORTER
            reduced = everyone.reduced(y)
        near = everyone.part(reduced <= np.partition(reduced, asked)[asked] if asked else reduced <= np.inf)
        way, measure = np.zeros(len(y)), near.squares() ** -EVEN
        for _ in range(STEPS):
            value, lacking, _ = rules.answer(near, y, near.reduced(y))
            way = lacking + KEPT * way
            along = measure * way
            y = rules.allowed(y + length * (target - value) / max(float(way @ along), LEAST) * along)
    return best


@dataclass(frozen=True)
class _Columns:
    """Some columns that can move: their coefficients, a row each, cost, reach above the lower bound, and ``homes``."""

    matrix: sp.csr_array
    cost: Floats
    reach: Floats
    home: Ints

    def part(self, chosen: Bools) -> "_Columns":
        """Some of them."""
        at = np.flatnonzero(chosen)
        return _Columns(self.matrix[at], self.cost[at], self.reach[at], self.home[at])

    def reduced(self, prices: Floats) -> Floats:
        """Their reduced costs."""
        return self.cost - self.matrix @ prices

    def squares(self) -> Floats:
        """Sum of the squared coefficients of each row, at least 1."""
        sums = np.bincount(self.matrix.indices, self.matrix.data**2, minlength=self.matrix.shape[1])
        return np.maximum(sums, 1.0)


@dataclass(frozen=True)
class _Rules:
    """What the rows ask of columns counted from their lower bounds, and how many each still allows (``homes``)."""

    at_least: Floats
    at_most: Floats
    room: Floats
    base: float

    def allowed(self, prices: Floats) -> Floats:
        """The same without prices on sides that do not exist."""
        low = np.where(np.isfinite(self.at_least), prices, np.minimum(prices, 0))
        return np.where(np.isfinite(self.at_most), low, np.maximum(low, 0))

    def answer(self, columns: _Columns, y: Floats, reduced: Floats) -> tuple[float, Floats, Floats]:
        """The value b(y), what the rows lack of the answers, and the mended prices that prove the value."""
        below = np.flatnonzero(reduced < 0)
        home = columns.home[below]
        place = rank(home, reduced[below])
        room = np.where(home < 0, np.inf, self.room[home])
        moved, edge = below[place < room], below[place == room]
        mended = y.copy()
        mended[columns.home[edge]] += reduced[edge]
        side = np.where(mended > 0, self.at_least, np.where(mended < 0, self.at_most, 0))
        paid = reduced[moved] - (mended - y)[columns.home[moved]] * (columns.home[moved] >= 0)
        value = self.base + float(mended @ side) + float(paid @ columns.reach[moved])
        activity = columns.matrix[moved].T @ columns.reach[moved]
        free = np.maximum(self.at_least - activity, 0) - np.maximum(activity - self.at_most, 0)
        return value, np.where(y > 0, self.at_least - activity, np.where(y < 0, self.at_most - activity, free)), mended


def _rules_and_columns(
    matrix: sp.csr_array, rows: tuple[Ints, Ints], box: tuple[Ints, Ints], cost: Ints
) -> tuple[_Rules, _Columns]:
    lower, upper = box
    least = matrix @ lower
    home, room = homes(matrix, rows, box)
    at_least = np.where(rows[0] <= -UNBOUNDED, -np.inf, rows[0] - least)
    at_most = np.where(rows[1] >= UNBOUNDED, np.inf, rows[1] - least)
    moves = np.flatnonzero(upper > lower)
    columns = _Columns(
        matrix[:, moves].T.tocsr().astype(float), cost[moves].astype(float), (upper - lower)[moves].astype(float),
        home[moves],
    )  # fmt: skip
    return _Rules(at_least, at_most, room.astype(float), float(cost @ lower)), columns
