"""The linear relaxation: by HiGHS from nothing, by GLOP from a basis at hand."""

from dataclasses import dataclass
from threading import Event
from typing import Final

import numpy as np
import scipy.sparse as sp
from ortools.math_opt import parameters_pb2, result_pb2, solution_pb2
from scipy.sparse.linalg import splu

from planner.domain.calendar import Bools, Ints
from planner.engine.mathopt import INFEASIBLE, Floats, call, dense, model_proto
from planner.engine.narrow import Narrow, narrow

TOUCHED: Final = 1e-6
"""What a relaxation decides is more than this."""
GENTLE: Final = 0.1
"""Share of its own changes of the costs that HiGHS makes when asked to be gentle."""


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
    """Values of all columns and prices of all rows, optimal, and the basis where the solver tells it.

    ``taken`` are the columns that it decides, or that a relaxation on the way to it did; shape (n,). ``over`` are those
    that it was solved over, where not all. ``partly`` is whether time was out before all columns had their say.
    """

    values: Floats
    prices: Floats
    basis: Basis | None
    taken: Bools
    over: Bools | None = None
    partly: bool = False


class RelaxationInfeasibleError(Exception):
    """Even fractional decisions cannot satisfy every row."""


def relax(
    matrix: sp.csr_array | sp.csc_array,
    rows: tuple[Ints, Ints],
    box: tuple[Ints, Ints],
    cost: Ints,
    seconds: float,
    stop: Event | None = None,
    *,
    chosen: Bools | None = None,
    start: Relaxation | None = None,
    priced_anew: bool = False,
    gently: bool = False,
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
    chosen : array of bool, shape (n,), optional
        Columns that may move; the others stay at their lower bound.
    start : Relaxation, optional
        One of the same rows over some of these columns, to go on from where its basis is one of these.
    priced_anew : bool
        Whether that one is of another cost.
    gently : bool
        Change the costs less on the way than HiGHS does by itself: slower as a rule, but what is left to be mended by
        the primal simplex can take very long where there are many columns.

    Returns
    -------
    Relaxation or None
        None when time ran out before the optimum.

    Raises
    ------
    RelaxationInfeasibleError
    """
    part = narrow(matrix, rows, box, cost, chosen)
    parameters, solver, initial = parameters_pb2.SolveParametersProto(), parameters_pb2.SOLVER_TYPE_HIGHS, None
    if gently:
        parameters.highs.double_options["dual_simplex_cost_perturbation_multiplier"] = GENTLE
    if start is not None and start.basis is not None:
        initial = _told(part, start.basis, start.values)
    if initial is not None:
        solver = parameters_pb2.SOLVER_TYPE_GLOP
        parameters.glop.use_preprocessing = False  # it would lose the basis
        # the basis is primal feasible; yet where only columns came in the dual simplex takes half the time. With
        # another cost, whose ties are many, it can take far longer
        parameters.glop.use_dual_simplex = not priced_anew
    proto = model_proto(part.matrix, part.row_bounds, part.box, part.cost)
    result = call(proto, parameters, solver, seconds, stop or Event(), initial)
    if result is None:
        return None
    reason = result.termination.reason
    if reason in INFEASIBLE:
        raise RelaxationInfeasibleError
    if reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    solution = result.solutions[0]
    over = None if chosen is None else chosen.copy()
    values, prices = part.fixed.astype(float), np.zeros(matrix.shape[0])
    values[part.columns] = dense(solution.primal_solution.variable_values, len(part.columns))
    prices[part.rows] = dense(solution.dual_solution.dual_values, len(part.rows))
    return Relaxation(values, prices, _basis(part, solution.basis), values > TOUCHED, over)


def _basis(part: Narrow, told: solution_pb2.BasisProto) -> Basis | None:
    columns, rows = told.variable_status, told.constraint_status
    basic = np.array(columns.ids, dtype=np.int64)[np.array(columns.values) == solution_pb2.BASIS_STATUS_BASIC]
    tight = np.array(rows.ids, dtype=np.int64)[np.array(rows.values) != solution_pb2.BASIS_STATUS_BASIC]
    return Basis(part.columns[basic], part.rows[tight]) if len(basic) == len(tight) else None


def _told(part: Narrow, basis: Basis, values: Floats) -> solution_pb2.BasisProto | None:
    """A basis as the solver reads it, None where it is not one of these columns and rows.

    Columns and rows outside it stand at the nearer of their bounds.
    """
    told = solution_pb2.BasisProto()
    inner = values[part.columns]
    columns, rows = np.isin(part.columns, basis.columns), ~np.isin(part.rows, basis.rows)
    if columns.sum() + rows.sum() != len(part.rows):
        return None
    for status, basic, level, (lower, upper) in (
        (told.variable_status, columns, inner, part.box),
        (told.constraint_status, rows, part.matrix @ inner, part.row_bounds),
    ):
        at_upper = np.abs(upper - level) < np.abs(level - lower)
        beside = np.where(at_upper, solution_pb2.BASIS_STATUS_AT_UPPER_BOUND, solution_pb2.BASIS_STATUS_AT_LOWER_BOUND)
        beside[lower == upper] = solution_pb2.BASIS_STATUS_FIXED_VALUE
        status.ids.extend(range(len(basic)))
        status.values.extend(np.where(basic, solution_pb2.BASIS_STATUS_BASIC, beside).tolist())
    return told
