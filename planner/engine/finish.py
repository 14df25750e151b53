"""Whole decisions inside a core of columns, proven by CP-SAT."""

from dataclasses import dataclass
from threading import Event
from typing import Final, Literal, cast

import numpy as np
import scipy.sparse as sp
from ortools.sat import cp_model_pb2
from ortools.sat.python import cp_model

from planner.domain.calendar import Ints
from planner.engine.aside import answered
from planner.engine.narrow import Narrow, narrow

Presolve = Literal["full", "light", "none"]
"""How much CP-SAT reworks the model first: a light one is faster where its relaxation is nearly whole."""
READ: Final = 100_000
"""So many columns a solver reads in a second, without a look at the clock."""
GRACE: Final = 1.0
"""Seconds after the limit, or after it was asked to end, in which the search still gives the plan that it has."""


@dataclass(frozen=True)
class Search:
    """How the search runs: workers, seed, seconds left, and the event that ends it early."""

    workers: int
    seed: int
    seconds: float
    stop: Event
    presolve: Presolve = "full"
    effort: float = float("inf")
    """Most work, in the solver's own unit that does not depend on the machine (about a second)."""
    nodes: int | None = None
    """Most nodes of branch and cut."""
    told: float = 1.0
    """Share of the seconds that branch and cut knows of."""


@dataclass(frozen=True)
class Finish:
    """What the search found; values of all columns, and the bound that it proved inside the core."""

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    values: Ints | None
    bound: int | None


def finish(
    matrix: sp.csr_array,
    rows: tuple[Ints, Ints],
    box: tuple[Ints, Ints],
    cost: Ints,
    hint: Ints | None,
    search: Search,
) -> Finish:
    """Minimise cost·x over whole x; columns with equal bounds are constants and left out.

    Parameters
    ----------
    matrix, rows, box, cost
        As in ``certificate.certify``.
    hint : array of int, shape (n,), or None
        A solution to start from.
    search : Search

    Returns
    -------
    Finish
    """
    open_part = narrow(matrix, rows, box, cost)
    proto = _proto(open_part)
    if hint is not None:
        proto.solution_hint.vars.extend(range(len(open_part.columns)))
        proto.solution_hint.values.extend(hint[open_part.columns].tolist())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = search.workers
    solver.parameters.interleave_search = search.workers > 1
    solver.parameters.random_seed = search.seed
    solver.parameters.max_time_in_seconds = seconds = max(search.seconds, 0.01)
    solver.parameters.max_deterministic_time = search.effort
    solver.parameters.cp_model_presolve = search.presolve != "none"
    if search.presolve == "light":
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.max_presolve_iterations = 1
    solver.parameters.linearization_level = 2
    solver.parameters.catch_sigint_signal = False  # its handler would take the caller's place for good
    model = cp_model.CpModel()
    model.proto.CopyFrom(proto)

    def run() -> int:
        return cast("int", solver.solve(model))

    status = answered(run, seconds, search.stop, end=solver.stop_search, grace=GRACE)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        values = open_part.whole(np.array(solver.response_proto.solution, dtype=np.int64))
        word: Literal["optimal", "feasible"] = "optimal" if status == cp_model.OPTIMAL else "feasible"
        return Finish(word, values, open_part.base + int(np.ceil(solver.best_objective_bound - 1e-6)))
    return Finish("infeasible" if status == cp_model.INFEASIBLE else "unknown", None, None)


def _proto(part: Narrow) -> cp_model_pb2.CpModelProto:
    proto = cp_model_pb2.CpModelProto()
    for low, high in zip(part.box[0].tolist(), part.box[1].tolist(), strict=True):
        proto.variables.add().domain.extend((low, high))
    matrix, (row_lower, row_upper) = part.matrix, part.row_bounds
    columns, values, starts = matrix.indices.tolist(), matrix.data.tolist(), matrix.indptr.tolist()
    for row, (low, high) in enumerate(zip(row_lower.tolist(), row_upper.tolist(), strict=True)):
        begin, end = starts[row], starts[row + 1]
        linear = proto.constraints.add().linear
        linear.vars.extend(columns[begin:end])
        linear.coeffs.extend(values[begin:end])
        linear.domain.extend((low, high))
    priced = np.flatnonzero(part.cost)
    proto.objective.vars.extend(priced.tolist())
    proto.objective.coeffs.extend(part.cost[priced].tolist())
    return proto
