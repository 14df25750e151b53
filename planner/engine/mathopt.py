"""One call of a solver inside ortools: the model as it reads it, a thread that can be left, the answer as arrays.

Arrays go in and come out as protos: the object layer of MathOpt costs more than small solves do.
"""

import time
from queue import Empty, SimpleQueue
from threading import Event, Thread
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

from planner.domain.calendar import Ints
from planner.model.matrix import UNBOUNDED

Floats = npt.NDArray[np.float64]

INFEASIBLE: Final = (
    result_pb2.TERMINATION_REASON_INFEASIBLE,
    result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
)
"""Every column has bounds, so nothing is unbounded."""
NODE_LIMIT: Final = "HighsModelStatus unimplemented: 16"
"""What ortools raises where HiGHS stops at its limit of nodes: it knows no word for that, and drops the answer."""
SOLVER: Final = "solver"
"""Name of the thread that a solver runs in."""
GRACE: Final = 0.3
"""Seconds after the time limit until a solver that does not look at the clock is left alone."""


def call(
    proto: model_pb2.ModelProto,
    parameters: parameters_pb2.SolveParametersProto,
    name: "parameters_pb2.SolverTypeProto",
    seconds: float,
    stop: Event,
    initial: solution_pb2.BasisProto | None = None,
    *,
    told: float = 1.0,
) -> result_pb2.SolveResultProto | None:
    """Solve in a thread that nobody waits for once time is out or the event is set; None then, and at a limit of nodes.

    ``initial`` is the basis to start from, ``told`` the share of the time that the solver knows of. The solvers cannot
    be interrupted from outside, and some of their steps do not look at the clock.
    """
    limit = min(max(seconds, 0.01), 1e8)
    parameters.time_limit.FromNanoseconds(int(told * limit * 1e9))
    how = model_parameters_pb2.ModelSolveParametersProto()
    if initial is not None:
        how.initial_basis.CopyFrom(initial)
    answer: SimpleQueue[result_pb2.SolveResultProto | Exception] = SimpleQueue()

    def run() -> None:
        try:
            answer.put(
                solver.solve(
                    proto,
                    name,
                    parameters_pb2.SolverInitializerProto(),
                    parameters,
                    how,
                    None,
                    callback_pb2.CallbackRegistrationProto(),
                    None,
                    None,
                )
            )
        except Exception as error:  # told to the thread that waits
            answer.put(error)

    Thread(target=run, daemon=True, name=SOLVER).start()
    until = time.monotonic() + limit + GRACE
    while not stop.is_set() and time.monotonic() < until:
        try:
            found = answer.get(timeout=0.1)
        except Empty:
            continue
        if isinstance(found, Exception):
            if NODE_LIMIT in str(found):
                return None
            raise found
        return found
    return None


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
