"""A bound that holds whatever the linear solver's tolerances were, in whole numbers.

For min c·x with row_lower <= A x <= row_upper and lower <= x <= upper, any row prices y give the bound

    b(y) = sum_i y_i side_i + sum_j min(r_j lower_j, r_j upper_j),   r = c - yA,

where side_i is row_lower_i for a positive y_i and row_upper_i for a negative one; a price on a side that does not
exist is dropped to zero. Prices are rounded to multiples of 1 / SCALE, so that all of it is exact.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from planner.domain.calendar import Ints
from planner.language import _
from planner.model.matrix import UNBOUNDED

SCALE: Final = 1 << 20
"""Prices are whole multiples of 1 / SCALE."""
LARGEST: Final = float(1 << 61)
"""No number of the arithmetic in whole arrays exceeds twice this."""


@dataclass(frozen=True)
class Certificate:
    """A proven bound and what each column adds to it.

    Attributes
    ----------
    scaled : int
        SCALE times the bound.
    reduced : array of int, shape (n,)
        SCALE times the reduced cost of each column.
    prices : array of int, shape (m,)
        SCALE times the price of each row.
    step : int
        Greatest common divisor of all costs: every solution costs a multiple of it.
    """

    scaled: int
    reduced: Ints
    prices: Ints
    step: int

    @property
    def bound(self) -> int:
        """Least cost that the bound allows and whole columns can have."""
        return -(-self.scaled // (SCALE * self.step)) * self.step

    def cannot_enter(self, lower: Ints, upper: Ints, most: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Columns that no solution costing at most ``most`` moves off their lower, or off their upper bound.

        Moving column j one unit off its bound costs |r_j| more than the bound says.
        """
        slack = most * SCALE - self.scaled
        stays_low = (self.reduced > slack) & (upper > lower)
        stays_high = (-self.reduced > slack) & (upper > lower)
        return stays_low, stays_high


def certify(
    matrix: sp.csr_array,
    rows: tuple[Ints, Ints],
    box: tuple[Ints, Ints],
    cost: Ints,
    prices: npt.NDArray[np.float64],
) -> Certificate:
    """Turn row prices of a linear relaxation into a bound that is certainly valid.

    Parameters
    ----------
    matrix : sparse array of int, shape (m, n)
    rows, box : pairs of arrays of int
        Lower and upper bounds of rows, shape (m,), and of columns, shape (n,).
    cost : array of int, shape (n,)
    prices : array of float, shape (m,)
        Any prices; good ones give a good bound.

    Returns
    -------
    Certificate
    """
    y = np.rint(_bounded(matrix, box, cost, prices) * SCALE).astype(np.int64)
    return certify_whole(matrix, rows, box, cost, y)


def certify_whole(
    matrix: sp.csr_array, rows: tuple[Ints, Ints], box: tuple[Ints, Ints], cost: Ints, prices: Ints
) -> Certificate:
    """The same from prices that are whole multiples of 1 / SCALE already, told in these.

    Raises
    ------
    OverflowError
        When they are too large for exact arithmetic in 64 bits.
    """
    if _reach(matrix, box, cost, prices / SCALE) > LARGEST:
        raise OverflowError(_("prices are too large"))
    row_lower, row_upper = rows
    lower, upper = box
    y = np.where((prices > 0) & (row_lower <= -UNBOUNDED), 0, prices)
    y = np.where((y < 0) & (row_upper >= UNBOUNDED), 0, y)
    reduced = cost * SCALE - matrix.T @ y
    side = np.where(y > 0, row_lower, np.where(y < 0, row_upper, 0))
    worst = np.minimum(reduced * lower, reduced * upper)
    priced = np.flatnonzero(y)
    # a price times a side may need more than 64 bits, which Python's whole numbers have
    paid = sum(price * bound for price, bound in zip(y[priced].tolist(), side[priced].tolist(), strict=True))
    return Certificate(paid + _sum(worst), reduced, y, max(1, int(np.gcd.reduce(cost))))


def _sum(numbers: Ints) -> int:
    """Exact sum of numbers of 64 bits: their upper and lower halves cannot overflow."""
    return (int((numbers >> 32).sum()) << 32) + int((numbers & 0xFFFF_FFFF).sum())


def _bounded(
    matrix: sp.csr_array, box: tuple[Ints, Ints], cost: Ints, prices: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Prices that whole numbers of 64 bits can hold: no infinite ones, and all smaller where some are far too large."""
    finite = np.clip(np.nan_to_num(prices), -1e12, 1e12)
    reach = _reach(matrix, box, cost, finite)
    return finite if reach <= LARGEST / 2 else finite * (LARGEST / 2 / reach)


def _reach(matrix: sp.csr_array, box: tuple[Ints, Ints], cost: Ints, prices: npt.NDArray[np.float64]) -> float:
    """Largest number that the arithmetic in whole arrays could meet."""
    widest = max(1, int(np.abs(np.concatenate(box)).max(initial=0)))
    return float((np.abs(cost) + abs(matrix).T @ np.abs(prices)).max(initial=0.0)) * widest * SCALE
