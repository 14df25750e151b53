"""Whether whole decisions keep every row, looked for from what is broken outward.

While nobody moves only the rows that ask for something are broken. These are searched with the columns that can mend
them; what the decisions found break elsewhere is taken in, side by side, until nothing is broken, or some rows cannot
be kept with all that could mend them: then no decisions keep them, whatever the others say. Rows that share no such
column are searched apart, so that what cannot be kept is a small part of the model.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from planner.domain.calendar import Bools, Ints
from planner.engine.finish import READ, Finish, Search, finish
from planner.model.matrix import UNBOUNDED

EFFORT: Final = 0.5
"""Most work for decisions that break little elsewhere, in CP-SAT's own unit; then any will do."""


@dataclass(frozen=True)
class Kept:
    """Whether every row can be kept.

    Attributes
    ----------
    status : str
    values : array of int, shape (n,), or None
        Decisions that keep every row; what only counts is left at 0.
    sides : tuple of array of int, or None
        Rows whose lower, and rows whose upper bounds no decisions keep together.
    """

    status: Literal["feasible", "infeasible", "unknown"]
    values: Ints | None = None
    sides: tuple[Ints, Ints] | None = None


@dataclass(frozen=True)
class _Part:
    """Rows that have to be kept, and the columns that can mend them; no other rows share these columns."""

    rows: Ints
    columns: Ints
    matrix: sp.csr_array


def outward(
    matrix: sp.csr_array,
    rows: tuple[Ints, Ints],
    upper: Ints,
    counts: slice,
    search: Search,
    begin: tuple[Ints, Ints] | None = None,
) -> Kept:
    """Look for whole decisions that keep every row.

    Parameters
    ----------
    matrix : sparse array of int, shape (m, n)
    rows : pair of arrays of int, shape (m,)
        Lower and upper bounds.
    upper : array of int, shape (n,)
        Upper bounds of the columns; each may be 0.
    counts : slice
        Columns that make up for what a row is short of, or over, and are in the way of no other row: in place of
        them the rows are wider.
    search : Search
        How each part is searched; its seconds are those of all of them.
    begin : tuple of array of int, optional
        Rows whose lower, and whose upper bounds are taken in from the beginning: those known to be hard to keep.
    """
    state = _State(matrix, _widened(matrix, rows, upper, counts), upper, counts)
    until = time.monotonic() + search.seconds
    if begin is not None:
        state.low[begin[0]] = state.high[begin[1]] = True
    while (broken := state.take()).any():
        for part in state.parts(broken):
            found = _search(state, part, replace(search, seconds=until - time.monotonic()))
            if found.values is None:
                if found.status != "infeasible":
                    return Kept("unknown")
                return Kept("infeasible", sides=(part.rows[state.low[part.rows]], part.rows[state.high[part.rows]]))
            state.values[part.columns] = found.values
    return Kept("feasible", state.values)


class _State:
    """Decisions that keep the sides of rows taken in so far (``low`` and ``high``)."""

    def __init__(self, matrix: sp.csr_array, rows: tuple[Ints, Ints], upper: Ints, counts: slice) -> None:
        self.matrix, self.by_column, self.rows, self.upper = matrix, matrix.tocsc(), rows, upper
        self.values = np.zeros(matrix.shape[1], dtype=np.int64)
        self.activity = np.zeros(matrix.shape[0], dtype=np.int64)
        self.low, self.high = (np.zeros(matrix.shape[0], dtype=bool) for _side in rows)
        self.moves = upper > 0
        self.moves[counts] = False

    def take(self) -> Bools:
        """Take in the sides of rows that the decisions break; which rows these are."""
        self.activity = np.asarray(self.matrix @ self.values)
        short, over = self.activity < self.rows[0], self.activity > self.rows[1]
        self.low, self.high = self.low | short, self.high | over
        return short | over

    def parts(self, broken: Bools) -> Iterator[_Part]:
        """Parts of what was taken in that have to be searched anew."""
        taken = np.flatnonzero(self.low | self.high)
        inner = self.matrix[taken]
        row = np.repeat(taken, np.diff(inner.indptr))
        mends = ((inner.data > 0) & self.low[row]) | ((inner.data < 0) & self.high[row])
        columns = np.unique(inner.indices[mends & self.moves[inner.indices]])
        inner = inner[:, columns]
        # rows and columns are the points of one graph
        joined = sp.coo_array(inner)
        ends = joined.coords[0], joined.coords[1] + len(taken)
        graph = sp.coo_array((np.ones(joined.nnz), ends), shape=(len(taken) + len(columns),) * 2)
        _count, label = connected_components(graph, directed=False)
        of_row, of_column = label[: len(taken)], label[len(taken) :]
        for one in np.unique(of_row[broken[taken]]):
            mine, its = np.flatnonzero(of_row == one), np.flatnonzero(of_column == one)
            yield _Part(taken[mine], columns[its].astype(np.int64), inner[mine][:, its])

    def breaks(self, columns: Ints) -> Ints:
        """How many further sides of rows each column would break by itself; shape (columns,)."""
        inner = self.by_column[:, columns]
        row, column = inner.indices, np.repeat(np.arange(len(columns)), np.diff(inner.indptr))
        after = self.activity[row] + inner.data
        short = (inner.data < 0) & (after < self.rows[0][row]) & ~self.low[row]
        over = (inner.data > 0) & (after > self.rows[1][row]) & ~self.high[row]
        return np.bincount(column, weights=short | over, minlength=len(columns)).astype(np.int64)


def _search(state: _State, part: _Part, search: Search) -> Finish:
    """Decisions of a part that break little elsewhere where such are soon found, else any."""
    if search.stop.is_set() or search.seconds <= len(part.columns) / READ:
        return Finish("unknown", None, None)
    lower = np.where(state.low[part.rows], state.rows[0][part.rows], -UNBOUNDED)
    upper = np.where(state.high[part.rows], state.rows[1][part.rows], UNBOUNDED)
    first, kind = _alike(part.matrix)
    most, cost = state.upper[part.columns], 1 + state.breaks(part.columns)
    least = np.full(len(first), UNBOUNDED)
    np.minimum.at(least, kind, cost)
    box = np.zeros_like(least), _summed(kind, most)
    asked = part.matrix[:, first], (lower, upper), box
    hint = _summed(kind, state.values[part.columns])
    found = finish(*asked, least, hint, replace(search, effort=EFFORT))
    if found.status == "unknown":
        found = finish(*asked, np.zeros_like(least), hint, search)
    return found if found.values is None else replace(found, values=_shared_out(found.values, kind, most, cost))


def _alike(matrix: sp.csr_array) -> tuple[Ints, Ints]:
    """The first column of each kind, and the kind of each column: those alike have the same entries."""
    by_column = matrix.tocsc()
    by_column.sort_indices()
    ends = by_column.indptr.tolist()
    kinds: dict[tuple[bytes, bytes], int] = {}
    kind, first = [], []
    for column, (begin, end) in enumerate(pairwise(ends)):
        entries = by_column.indices[begin:end].tobytes(), by_column.data[begin:end].tobytes()
        if entries not in kinds:
            kinds[entries] = len(kinds)
            first.append(column)
        kind.append(kinds[entries])
    return np.array(first, dtype=np.int64), np.array(kind, dtype=np.int64)


def _summed(kind: Ints, values: Ints) -> Ints:
    """Sum of the values of each kind."""
    return np.bincount(kind, weights=values).astype(np.int64)


def _shared_out(values: Ints, kind: Ints, most: Ints, cost: Ints) -> Ints:
    """What the columns of each kind come to together, given to the cheapest of them; shape as that of their kinds."""
    order = np.lexsort((cost, kind))
    room = most[order]
    before = np.cumsum(room) - room
    begins = np.searchsorted(kind[order], kind[order])
    shared = np.empty_like(most)
    shared[order] = np.clip(values[kind[order]] - (before - before[begins]), 0, room)
    return shared


def _widened(matrix: sp.csr_array, rows: tuple[Ints, Ints], upper: Ints, counts: slice) -> tuple[Ints, Ints]:
    """Bounds of the rows where columns that only count make up for as much as they can."""
    entries = matrix[:, counts]
    ups = entries.maximum(0)
    downs = entries - ups
    return rows[0] - ups @ upper[counts], rows[1] - downs @ upper[counts]
