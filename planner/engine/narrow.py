"""What is still open of a model: the columns that can move, and the rows that they could break."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Bools, Ints
from planner.model.matrix import UNBOUNDED


@dataclass(frozen=True)
class Narrow:
    """Part of a model, and how its solutions are those of the whole.

    Attributes
    ----------
    matrix : sparse array of int, shape (rows, columns)
    row_bounds, box : pairs of arrays of int
        Bounds of the rows, less what the fixed columns add, and of the columns.
    cost : array of int
        Of these columns.
    columns, rows : arrays of int
        Which columns and rows of the whole model they are.
    fixed : array of int, shape (n,)
        Values of all columns of the whole model; 0 for those that can move.
    base : int
        Cost of the fixed columns.
    """

    matrix: sp.csr_array
    row_bounds: tuple[Ints, Ints]
    box: tuple[Ints, Ints]
    cost: Ints
    columns: Ints
    rows: Ints
    fixed: Ints
    base: int

    def whole(self, values: Ints) -> Ints:
        """Values of all columns of the whole model from those of these columns."""
        whole = self.fixed.copy()
        whole[self.columns] = values
        return whole


def narrow(
    matrix: sp.csr_array | sp.csc_array,
    rows: tuple[Ints, Ints],
    box: tuple[Ints, Ints],
    cost: Ints,
    chosen: Bools | None = None,
) -> Narrow:
    """Leave out columns with equal bounds, and rows that hold whatever the others do.

    Parameters
    ----------
    matrix, rows, box, cost
        As in ``certificate.certify``.
    chosen : array of bool, shape (n,), optional
        Columns that may move; the others stay at their lower bound.
    """
    lower, upper = box
    moves = upper > lower if chosen is None else (upper > lower) & chosen
    columns = np.flatnonzero(moves)
    fixed = np.where(moves, 0, lower)
    inner = matrix[:, columns].tocsr()
    row_lower, row_upper = (_shifted(bounds, matrix @ fixed) for bounds in rows)
    ups = sp.csr_array((np.maximum(inner.data, 0), inner.indices, inner.indptr), shape=inner.shape)
    downs = inner - ups
    most = ups @ upper[columns] + downs @ lower[columns]
    least = ups @ lower[columns] + downs @ upper[columns]
    binding = np.flatnonzero((most > row_upper) | (least < row_lower))
    return Narrow(
        matrix=inner[binding],
        row_bounds=(row_lower[binding], row_upper[binding]),
        box=(lower[columns], upper[columns]),
        cost=cost[columns],
        columns=columns,
        rows=binding,
        fixed=fixed,
        base=int(cost @ fixed),
    )


def _shifted(bounds: Ints, shift: Ints) -> Ints:
    """Bounds of rows once the fixed columns, which add ``shift``, are left out."""
    return np.where(np.abs(bounds) >= UNBOUNDED, bounds, bounds - shift)
