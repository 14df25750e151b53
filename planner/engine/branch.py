"""Whole decisions by branch and cut, solved by HiGHS inside ortools: strong where the relaxation is nearly whole.

It computes in floating point; its bound is rounded up to the next whole cost, and its solution is checked in whole
numbers before it counts.
"""

from queue import Empty, SimpleQueue
from threading import Event, Thread

import numpy as np
import scipy.sparse as sp
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
)
from ortools.math_opt.core.python import solver

from planner.domain.calendar import Ints
from planner.engine.finish import Finish, Search, shifted
from planner.engine.relaxation import dense, model_proto

WHOLE = 0.5
"""A gap below one step of the cost is none."""


def branch(
    matrix: sp.csr_array,
    rows: tuple[Ints, Ints],
    box: tuple[Ints, Ints],
    cost: Ints,
    hint: Ints | None,
    search: Search,
) -> Finish:
    """Minimise cost·x over whole x of a box; arguments as in ``finish.finish``.

    Returns
    -------
    Finish
        ``unknown`` also where the solver's answer does not stand in whole numbers.
    """
    lower, upper = box
    free = np.flatnonzero(upper > lower)
    fixed = np.where(upper > lower, 0, lower)
    shift = matrix @ fixed
    step = max(1, int(np.gcd.reduce(cost)))
    proto = model_proto(
        matrix[:, free].tocsr(),
        (shifted(rows[0], shift), shifted(rows[1], shift)),
        (lower[free], upper[free]),
        cost[free] // step,
        whole=True,
    )
    result = _solve(proto, None if hint is None else hint[free], search)
    if result is None or not result.solutions:
        return Finish("unknown", None, None)
    values = fixed.copy()
    values[free] = np.rint(dense(result.solutions[0].primal_solution.variable_values, len(free))).astype(np.int64)
    if not _holds(matrix, rows, box, values):
        return Finish("unknown", None, None)
    value, base = int(cost @ values), int(cost @ fixed)
    # every solution costs a multiple of the step, so a lower bound counts from the next one on
    bound = base + step * int(np.ceil(result.termination.objective_bounds.dual_bound - 1e-6))
    return Finish("optimal" if value <= bound else "feasible", values, min(bound, value))


def _holds(matrix: sp.csr_array, rows: tuple[Ints, Ints], box: tuple[Ints, Ints], values: Ints) -> bool:
    activity = matrix @ values
    inside = (box[0] <= values).all() and (values <= box[1]).all()
    return bool(inside and (rows[0] <= activity).all() and (activity <= rows[1]).all())


def _solve(proto: model_pb2.ModelProto, hint: Ints | None, search: Search) -> result_pb2.SolveResultProto | None:
    """Solve in a thread that nobody waits for once the stop event is set; the solver itself cannot be interrupted."""
    parameters = parameters_pb2.SolveParametersProto()
    parameters.time_limit.FromNanoseconds(int(min(max(search.seconds, 0.01), 1e8) * 1e9))
    parameters.relative_gap_tolerance = 0.0
    parameters.absolute_gap_tolerance = WHOLE
    if search.nodes is not None:
        parameters.node_limit = search.nodes
    start = model_parameters_pb2.ModelSolveParametersProto()
    if hint is not None:
        known = start.solution_hints.add().variable_values
        known.ids.extend(range(len(hint)))
        known.values.extend(hint.astype(float).tolist())
    answer: SimpleQueue[result_pb2.SolveResultProto | Exception] = SimpleQueue()

    def run() -> None:
        try:
            answer.put(
                solver.solve(
                    proto,
                    parameters_pb2.SOLVER_TYPE_HIGHS,
                    parameters_pb2.SolverInitializerProto(),
                    parameters,
                    start,
                    None,
                    callback_pb2.CallbackRegistrationProto(),
                    None,
                    None,
                )
            )
        except Exception as error:  # told to the thread that waits
            answer.put(error)

    Thread(target=run, daemon=True).start()
    return _first(answer, search.stop)


def _first(
    answer: "SimpleQueue[result_pb2.SolveResultProto | Exception]", stop: Event
) -> result_pb2.SolveResultProto | None:
    while not stop.is_set():
        try:
            found = answer.get(timeout=0.1)
        except Empty:
            continue
        if isinstance(found, Exception):
            raise found
        return found
    return None
