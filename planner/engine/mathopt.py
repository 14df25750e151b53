"""One call of a solver inside ortools: the model as it reads it, the answer as arrays.

Arrays go in and come out as protos: the object layer of MathOpt costs more than small solves do.
"""

from threading import Event
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
from planner.engine.aside import answered
from planner.model.matrix import UNBOUNDED

Floats = npt.NDArray[np.float64]

INFEASIBLE: Final = (
    result_pb2.TERMINATION_REASON_INFEASIBLE,
    result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
)
"""Every column has bounds, so nothing is unbounded."""
NODE_LIMIT: Final = "HighsModelStatus unimplemented: 16"
"""What ortools raises where HiGHS stops at its limit of nodes: it knows no word for that, and drops the answer."""


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
    """The answer; None once time is out or the event is set, and at a limit of nodes.

    ``initial`` is the basis to start from, ``told`` the share of the time that the solver knows of. These solvers
    cannot be asked to end.
    """
    limit = min(max(seconds, 0.01), 1e8)
    parameters.time_limit.FromNanoseconds(int(told * limit * 1e9))
    how = model_parameters_pb2.ModelSolveParametersProto()
    if initial is not None:
        how.initial_basis.CopyFrom(initial)
    no_start, no_callback = parameters_pb2.SolverInitializerProto(), callback_pb2.CallbackRegistrationProto()

    def run() -> result_pb2.SolveResultProto:
        return solver.solve(proto, name, no_start, parameters, how, None, no_callback, None, None)

    try:
        return answered(run, limit, stop)
    except Exception as error:
        if NODE_LIMIT in str(error):
            return None
        raise


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
