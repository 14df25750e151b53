"""Whole decisions by branch and cut, by HiGHS (or SCIP) inside ortools: strong where the relaxation is nearly whole.

It computes in floating point; its bound is rounded up to the next whole cost, and its solution is checked in whole
numbers before it counts.
"""

from typing import Final, Literal

import numpy as np
import scipy.sparse as sp
from ortools.math_opt import parameters_pb2

from planner.domain.calendar import Ints
from planner.engine.finish import Finish, Search
from planner.engine.mathopt import INFEASIBLE, call, dense, model_proto
from planner.engine.narrow import narrow
from planner.model.matrix import UNBOUNDED

BranchSolver = Literal["highs", "scip"]
SOLVERS: Final = {"highs": parameters_pb2.SOLVER_TYPE_HIGHS, "scip": parameters_pb2.SOLVER_TYPE_GSCIP}
WHOLE: Final = 0.5
"""A gap below one step of the cost is none."""


def branch(
    matrix: sp.csr_array,
    rows: tuple[Ints, Ints],
    box: tuple[Ints, Ints],
    cost: Ints,
    most: int | None,
    search: Search,
    solver_name: BranchSolver = "highs",
) -> Finish:
    """Minimise cost·x over whole x of a box that cost no more than ``most``; arguments as in ``finish.finish``.

    That limit is a row of its own: to show that nothing better exists is less work than to find the best anew.

    Returns
    -------
    Finish
        ``infeasible`` where nothing costs so little; ``unknown`` also where the solver's answer does not stand in
        whole numbers.
    """
    part, step = narrow(matrix, rows, box, cost), max(1, int(np.gcd.reduce(cost)))
    inner, inner_cost, (row_lower, row_upper) = part.matrix, part.cost // step, part.row_bounds
    if most is not None:
        inner = sp.vstack([inner, sp.csr_array(inner_cost[None, :])], format="csr")
        row_lower, row_upper = np.append(row_lower, -UNBOUNDED), np.append(row_upper, (most - part.base) // step)
    proto = model_proto(inner, (row_lower, row_upper), part.box, inner_cost, whole=True)
    result = call(proto, _parameters(search), SOLVERS[solver_name], search.seconds, search.stop, told=search.told)
    if result is None:
        return Finish("unknown", None, None)
    if result.termination.reason in INFEASIBLE:
        return Finish("infeasible", None, None)
    # every solution costs a multiple of the step, so a lower bound counts from the next one on
    relaxed = result.termination.objective_bounds.dual_bound
    bound = part.base + step * int(np.ceil(relaxed - 1e-6)) if np.isfinite(relaxed) else None
    if not result.solutions:
        return Finish("unknown", None, bound)
    told = dense(result.solutions[0].primal_solution.variable_values, len(part.columns))
    values = part.whole(np.rint(told).astype(np.int64))
    if not _holds(matrix, rows, box, values):
        return Finish("unknown", None, None)
    value = int(cost @ values)
    return Finish("optimal" if bound is not None and value <= bound else "feasible", values, bound)


def _holds(matrix: sp.csr_array, rows: tuple[Ints, Ints], box: tuple[Ints, Ints], values: Ints) -> bool:
    activity = matrix @ values
    inside = (box[0] <= values).all() and (values <= box[1]).all()
    return bool(inside and (rows[0] <= activity).all() and (activity <= rows[1]).all())


def _parameters(search: Search) -> parameters_pb2.SolveParametersProto:
    parameters = parameters_pb2.SolveParametersProto()
    parameters.relative_gap_tolerance = 0.0
    parameters.absolute_gap_tolerance = WHOLE
    if search.nodes is not None:
        parameters.node_limit = search.nodes
    return parameters
