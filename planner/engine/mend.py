"""Prices of some of the columns made right for all of them, as far as single rows can.

Prices that are best for the columns chosen may leave others with a reduced cost r_j < 0, and a bound pays for each of
these as if all were taken at once. Where a row allows at most k of its columns, each once, a price lower by d costs
the bound k d and gives back min(d, -r_j) for each of them: the best d is minus the (k + 1)th least r_j.
"""

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Ints
from planner.engine.mathopt import Floats
from planner.engine.promising import rank
from planner.model.matrix import UNBOUNDED


def mended(matrix: sp.csr_array, rows: tuple[Ints, Ints], box: tuple[Ints, Ints], cost: Ints, prices: Floats) -> Floats:
    """Prices that give a bound as good or better; arguments and prices as in ``certificate.certify``.

    Each column counts in one row only: of those that allow at most so many, the one that allows the fewest.
    """
    home, room = homes(matrix, rows, box)
    reduced = cost - matrix.T @ prices
    below = np.flatnonzero((reduced < 0) & (box[1] > box[0]) & (home >= 0))
    at = below[rank(home[below], reduced[below]) == room[home[below]]]
    better = prices.copy()
    better[home[at]] += reduced[at]
    return better


def homes(matrix: sp.csr_array, rows: tuple[Ints, Ints], box: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """The row of each column that allows the fewest, -1 where none; and how many columns each row still allows."""
    filled = np.flatnonzero(np.diff(matrix.indptr))
    units = np.zeros(matrix.shape[0], dtype=bool)
    starts = matrix.indptr[filled]
    units[filled] = (np.minimum.reduceat(matrix.data, starts) == 1) & (np.maximum.reduceat(matrix.data, starts) == 1)
    room = rows[1] - matrix @ box[0]
    allows = np.flatnonzero(units & (rows[1] < UNBOUNDED) & (room >= 0))
    # the last row to be written counts: the fewest allowed, among these the longest
    allows = allows[np.lexsort((np.diff(matrix.indptr)[allows], -room[allows]))]
    chosen = matrix[allows]
    home = np.full(matrix.shape[1], -1)
    home[chosen.indices] = np.repeat(allows, np.diff(chosen.indptr))
    return home, room
