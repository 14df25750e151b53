"""The linear relaxation, solved by HiGHS."""

from dataclasses import dataclass
from threading import Event

import numpy as np
import scipy.sparse as sp
from ortools.math_opt import parameters_pb2, result_pb2, solution_pb2
from scipy.sparse.linalg import splu

from planner.domain.calendar import Ints
from planner.engine.mathopt import INFEASIBLE, Floats, call, dense, model_proto


@dataclass(frozen=True)
class Basis:
    """Columns between their bounds, and as many rows that hold exactly: together they fix the solution."""

    columns: Ints
    rows: Ints

    def prices(self, matrix: sp.csr_array, costs: Floats) -> Floats | None:
        """Prices of all rows under which every column of the basis pays for itself; None where there are none.

        Parameters
        ----------
        matrix : sparse array of int, shape (m, n)
            The rows of the relaxation.
        costs : array of float, shape (k, n)
            Any costs, not only that of the relaxation.

        Returns
        -------
        array of float, shape (k, m), or None
        """
        prices = np.zeros((len(costs), matrix.shape[0]))
        if not len(self.columns):
            return prices
        square = matrix[self.rows][:, self.columns].T.tocsc().astype(float)
        try:
            prices[:, self.rows] = splu(square).solve(costs[:, self.columns].T).T
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
    matrix: sp.csr_array,
    rows: tuple[Ints, Ints],
    box: tuple[Ints, Ints],
    cost: Ints,
    seconds: float,
    stop: Event | None = None,
) -> Relaxation | None:
    """Solve the linear relaxation of min cost·x.

    Parameters
    ----------
    matrix, rows, box, cost
        As in ``certificate.certify``.
    seconds : float
        Time limit.
    stop : threading.Event, optional
        Ends it early.

    Returns
    -------
    Relaxation or None
        None when time ran out before the optimum.

    Raises
    ------
    RelaxationInfeasibleError
    """
    parameters = parameters_pb2.SolveParametersProto()
    proto = model_proto(matrix, rows, box, cost)
    result = call(proto, parameters, parameters_pb2.SOLVER_TYPE_HIGHS, seconds, stop or Event())
    if result is None:
        return None
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
