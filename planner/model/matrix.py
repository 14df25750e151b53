"""The rows of the model: an integer matrix gathered from arrays.

Entries are small whole numbers, kept in 32 bits: a province has millions of them. What is computed with them has 64.
"""

from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Ints

UNBOUNDED = 10**15
"""A row bound that never binds."""


@dataclass
class MatrixBuilder:
    """Gathers rows ``lower <= A x <= upper`` block by block."""

    columns: int
    row_count: int = 0
    _rows: list[Ints] = field(default_factory=list)
    _cols: list[Ints] = field(default_factory=list)
    _values: list[Ints] = field(default_factory=list)
    _lower: list[Ints] = field(default_factory=list)
    _upper: list[Ints] = field(default_factory=list)
    _owners: list[tuple[str, int]] = field(default_factory=list)

    def add(self, owner: str, entries: tuple[Ints, Ints, Ints | int], lower: Ints | int, upper: Ints) -> None:
        """Add one block of rows.

        Parameters
        ----------
        owner : str
            The rule or goal that the rows belong to.
        entries : tuple of arrays
            Row within the block, column and value (one number or one for each entry).
        lower, upper : array of int or int, array of int, shape (rows of the block,)
            Bounds; -UNBOUNDED and UNBOUNDED where there is none. ``upper`` gives the number of rows.
        """
        rows, cols, values = entries
        count = len(upper)
        self._rows.append((rows + self.row_count).astype(np.int32))
        self._cols.append(cols.astype(np.int32))
        self._values.append(np.broadcast_to(np.asarray(values, dtype=np.int32), rows.shape))
        self._lower.append(np.broadcast_to(np.asarray(lower, dtype=np.int64), (count,)))
        self._upper.append(upper.astype(np.int64))
        self._owners.append((owner, count))
        self.row_count += count

    def build(self) -> tuple[sp.csr_array, Ints, Ints, tuple[tuple[str, int], ...]]:
        """The matrix, the bounds of its rows and the owners of its blocks of rows in order."""
        none, nothing = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
        rows, cols, values = (np.concatenate([none, *blocks]) for blocks in (self._rows, self._cols, self._values))
        matrix = sp.csr_array(sp.coo_array((values, (rows, cols)), shape=(self.row_count, self.columns)))
        lower, upper = (np.concatenate([nothing, *blocks]) for blocks in (self._lower, self._upper))
        return matrix, lower, upper, tuple(self._owners)


def spread(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """All (item, period) with start <= period < end, item by item.

    Parameters
    ----------
    starts, ends : array of int, shape (n,)

    Returns
    -------
    items, periods : arrays of int, shape (sum of lengths,)
    """
    lengths = np.maximum(ends - starts, 0)
    items = np.repeat(np.arange(len(starts)), lengths)
    first = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return items, np.arange(len(items)) - first + starts[items]


def number_pairs(first: Ints, second: Ints, size: int) -> tuple[Ints, Ints]:
    """Number the distinct pairs (first, second) from 0 in rising order.

    Parameters
    ----------
    first, second : array of int, shape (n,)
        Non-negative; ``second`` is below ``size``.
    size : int

    Returns
    -------
    number : array of int, shape (n,)
        Number of each pair.
    codes : array of int, shape (distinct,)
        ``first * size + second`` of each number.
    """
    codes, number = np.unique(first * size + second, return_inverse=True)
    return number.reshape(first.shape), codes
