"""The whole model of one tier as an MPS or LP file, no column left out: anyone can set another solver on the same work.

Columns are named by what they decide (``stint_12`` is the thirteenth stint), rows by the rule or goal that they belong
to. Every tier is minimised; the told value of a maximised tier is minus the objective.
"""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from ortools.linear_solver.python import model_builder_helper
from scipy.sparse import csr_matrix, vstack

from planner.model.matrix import UNBOUNDED
from planner.model.model import Model

Format = Literal["mps", "lp"]


def export(model: Model, number: int, kept: Sequence[int], fmt: Format) -> str:
    """The model of a tier as text.

    Parameters
    ----------
    model : Model
    number : int
        Which tier, from 0.
    kept : sequence of int
        Costs that the earlier tiers must not exceed, one for each.
    fmt : str
        ``mps`` (free form) or ``lp``.

    Returns
    -------
    str
    """
    earlier = np.array([tier.cost for tier in model.tiers[:number]]).reshape(number, model.columns.count)
    matrix = vstack([csr_matrix(model.matrix), csr_matrix(earlier)], format="csr").astype(float)
    row_lower = np.append(model.row_lower, np.full(number, -UNBOUNDED)).astype(float)
    row_upper = np.append(model.row_upper, np.array(kept, dtype=np.int64)).astype(float)
    row_lower[row_lower <= -UNBOUNDED], row_upper[row_upper >= UNBOUNDED] = -np.inf, np.inf
    tier = model.tiers[number]
    helper: Any = model_builder_helper.ModelBuilderHelper()
    arrays = (model.lower, model.upper, tier.cost, row_lower, row_upper)
    helper.fill_model_from_sparse_data(*(array.astype(float) for array in arrays), matrix)
    helper.set_name(f"{model.case.scenario.settings.name}_{tier.name}".replace("+", "_"))
    for column, name in enumerate(_columns(model)):
        helper.set_var_integrality(column, True)
        helper.set_var_name(column, name)
    for row, name in enumerate([*_rows(model), *(f"keep_{one.name}" for one in model.tiers[:number])]):
        helper.set_constraint_name(row, name.replace("+", "_"))
    options = model_builder_helper.MPModelExportOptions()
    text: str = helper.export_to_mps_string(options) if fmt == "mps" else helper.export_to_lp_string(options)
    return text


def _columns(model: Model) -> list[str]:
    """Names of all columns, block by block."""
    columns = model.columns
    blocks = {
        "stint": columns.stints,
        "listing": columns.listings,
        "attendance": columns.attendances,
        "vacant": columns.vacancies,
        "short": columns.successors_short,
        "none_ready": columns.none_ready,
        "mix_short": columns.mix_short,
        "mix_over": columns.mix_over,
        "below": columns.below,
        "unplaced": columns.unplaced,
        "dropped": columns.dropped,
        "raised": columns.raised,
        "gained": columns.gained,
        "readied": columns.readied,
    }
    return [f"{name}_{number}" for name, block in blocks.items() for number in range(block.size)]


def _rows(model: Model) -> list[str]:
    """Names of all rows: a rule or goal, and a number."""
    count: dict[str, int] = {}
    names = []
    for owner, size in model.owners:
        first = count.get(owner, 0)
        names += [f"{owner}_{number}" for number in range(first, first + size)]
        count[owner] = first + size
    return names
