"""Whether any plan keeps what a model demands, asked without its goals."""

from dataclasses import dataclass
from typing import Literal

from planner.domain.calendar import Ints
from planner.engine.counts import counted
from planner.engine.finish import Search
from planner.engine.outward import outward
from planner.explore.question import Effort
from planner.model.model import Model
from planner.solving.whole import NO_LIMIT


@dataclass(frozen=True)
class Answer:
    """Whether a plan exists, the decisions of one, or rows of the model that no plan keeps together."""

    status: Literal["feasible", "infeasible", "unknown"]
    values: Ints | None = None
    rows: Ints | None = None


def feasible(model: Model, effort: Effort, *, presolve: bool = True) -> Answer:
    """Look for any plan.

    Parameters
    ----------
    model : Model
    effort : Effort
        Seconds of this question alone.
    presolve : bool
        Whether the solver may simplify the model first; without, it confirms that there is no plan.
    """
    seconds = NO_LIMIT if effort.seconds is None else effort.seconds
    search = Search(1, effort.seed or 0, seconds, effort.stop, presolve=presolve)
    rows = model.row_lower, model.row_upper
    found = outward(model.matrix, rows, model.upper, model.columns.counts, search)
    values = None if found.values is None else counted(model, found.values)
    if found.status == "feasible" and values is None:
        return Answer("unknown")
    return Answer(found.status, values, found.rows)
