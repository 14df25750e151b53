"""The linear relaxation, solved by HiGHS inside ortools."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
    solution_pb2,
    sparse_containers_pb2,
)
from ortools.math_opt.core.python import solver
from scipy.sparse.linalg import splu

from planner.domain.calendar import Ints
from planner.model.matrix import UNBOUNDED

Floats = npt.NDArray[np.float64]

INFEASIBLE: Final = (
    result_pb2.TERMINATION_REASON_INFEASIBLE,
    result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
)
"""Every column has bounds, so nothing is unbounded."""


@dataclass(frozen=True)
class Basis:
    """Columns between their bounds, and as many rows that hold exactly: together they fix the solution."""

    columns: Ints
    rows: Ints

    def prices(self, matrix: sp.csr_array, cost: Floats) -> Floats | None:
        """Prices of all rows under which every column of the basis pays for itself; None where there are none.

        Parameters
        ----------
        matrix : sparse array of int, shape (m, n)
            The rows of the relaxation, further ones may follow.
        cost : array of float, shape (n,)
            Any cost, not only that of the relaxation.
        """
        prices = np.zeros(matrix.shape[0])
        if not len(self.columns):
            return prices
        square = matrix[self.rows][:, self.columns].T.tocsc().astype(float)
        try:
            prices[self.rows] = splu(square).solve(cost[self.columns])
        except RuntimeError:  # the basis cannot be inverted in floating point
            return None
        return prices


@dataclass(frozen=True)
class Relaxation:
    """Values of columns and prices of rows of an optimal relaxation, and its basis where the solver tells it."""

    values: Floats
    prices: Floats
    basis: Basis | None


class RelaxationInfeasibleError(Exception):
    """Even fractional decisions cannot satisfy every row."""


def relax(
    matrix: sp.csr_array, rows: tuple[Ints, Ints], box: tuple[Ints, Ints], cost: Ints, seconds: float
) -> Relaxation | None:
    """Solve the linear relaxation of min cost·x.

    Parameters
    ----------
    matrix, rows, box, cost
        As in ``certificate.certify``.
    seconds : float
        Time limit.

    Returns
    -------
    Relaxation or None
        None when time ran out before the optimum.

    Raises
    ------
    RelaxationInfeasibleError
    """
    parameters = parameters_pb2.SolveParametersProto()
    parameters.time_limit.FromNanoseconds(int(max(seconds, 0.01) * 1e9))
    # arrays go in and come out as protos: the object layer above them costs more than small solves do
    result = solver.solve(
        model_proto(matrix, rows, box, cost),
        parameters_pb2.SOLVER_TYPE_HIGHS,
        parameters_pb2.SolverInitializerProto(),
        parameters,
        model_parameters_pb2.ModelSolveParametersProto(),
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None,
    )
    reason = result.termination.reason
    if reason in INFEASIBLE:
        raise RelaxationInfeasibleError
    if reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    solution = result.solutions[0]
    return Relaxation(
        dense(solution.primal_solution.variable_values, len(cost)),
        dense(solution.dual_solution.dual_values, matrix.shape[0]),
        _basis(solution.basis),
    )


def _basis(told: solution_pb2.BasisProto) -> Basis | None:
    columns, rows = told.variable_status, told.constraint_status
    basic = np.array(columns.ids, dtype=np.int64)[np.array(columns.values) == solution_pb2.BASIS_STATUS_BASIC]
    tight = np.array(rows.ids, dtype=np.int64)[np.array(rows.values) != solution_pb2.BASIS_STATUS_BASIC]
    return Basis(basic, tight) if len(basic) == len(tight) else None


def dense(vector: sparse_containers_pb2.SparseDoubleVectorProto, size: int) -> Floats:
    """A sparse vector of MathOpt as an array."""
    dense = np.zeros(size)
    dense[np.array(vector.ids, dtype=np.int64)] = vector.values
    return dense


def model_proto(
    matrix: sp.csr_array, rows: tuple[Ints, Ints], box: tuple[Ints, Ints], cost: Ints, *, whole: bool = False
) -> model_pb2.ModelProto:
    """The model as MathOpt reads it; with ``whole`` columns take whole values only."""
    proto = model_pb2.ModelProto()
    count, size = matrix.shape
    proto.variables.ids.extend(range(size))
    proto.variables.lower_bounds.extend(box[0].tolist())
    proto.variables.upper_bounds.extend(box[1].tolist())
    proto.variables.integers.extend([whole] * size)
    proto.linear_constraints.ids.extend(range(count))
    proto.linear_constraints.lower_bounds.extend(_with_infinity(rows[0]))
    proto.linear_constraints.upper_bounds.extend(_with_infinity(rows[1]))
    priced = np.flatnonzero(cost)
    proto.objective.linear_coefficients.ids.extend(priced.tolist())
    proto.objective.linear_coefficients.values.extend(cost[priced].astype(float).tolist())
    entries = matrix.tocoo()
    proto.linear_constraint_matrix.row_ids.extend(entries.row.tolist())
    proto.linear_constraint_matrix.column_ids.extend(entries.col.tolist())
    proto.linear_constraint_matrix.coefficients.extend(entries.data.astype(float).tolist())
    return proto


def _with_infinity(bounds: Ints) -> list[float]:
    limit = np.where(bounds >= UNBOUNDED, np.inf, np.where(bounds <= -UNBOUNDED, -np.inf, bounds))
    return limit.astype(float).tolist()
