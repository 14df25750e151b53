"""Whether any plan keeps what a model demands, asked without its goals."""

from dataclasses import dataclass
from typing import Literal

from planner.domain.calendar import Ints
from planner.engine.counts import counted
from planner.engine.finish import Search
from planner.engine.outward import Kept, outward
from planner.explore.question import Effort
from planner.model.model import Model
from planner.solving.whole import NO_LIMIT


@dataclass(frozen=True)
class Answer:
    """Whether a plan exists, the decisions of one, or rows of the model whose bounds no plan keeps together."""

    status: Literal["feasible", "infeasible", "unknown"]
    values: Ints | None = None
    sides: tuple[Ints, Ints] | None = None


def feasible(model: Model, effort: Effort) -> Answer:
    """Look for any plan; the effort's seconds are those of this question alone."""
    found = _asked(model, effort)
    values = None if found.values is None else counted(model, found.values)
    if found.status == "feasible" and values is None:
        return Answer("unknown")
    return Answer(found.status, values, found.sides)


def confirmed(model: Model, sides: tuple[Ints, Ints], effort: Effort) -> bool:
    """Whether a second search, without presolve, agrees that no plan keeps these bounds of rows together."""
    return _asked(model, effort, sides).status == "infeasible"


def _asked(model: Model, effort: Effort, sides: tuple[Ints, Ints] | None = None) -> Kept:
    seconds = NO_LIMIT if effort.seconds is None else effort.seconds
    search = Search(1, effort.seed or 0, seconds, effort.stop, presolve="full" if sides is None else "none")
    rows = model.row_lower, model.row_upper
    return outward(model.matrix, rows, model.upper, model.columns.counts, search, sides)
