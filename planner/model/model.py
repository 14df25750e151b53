"""The whole model of a case: columns, rows, and the cost of each tier."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.model.columns import Columns, build_columns
from planner.model.eligibility import Eligibility, find_eligible
from planner.model.goals import add_goal_rows, goal_costs
from planner.model.matrix import MatrixBuilder
from planner.scenario.settings import GOALS


@dataclass(frozen=True)
class TierCost:
    """Cost of one tier, minimised; ``sense`` is how its value is told (a maximised value is minus the cost)."""

    name: str
    sense: Literal["min", "max"]
    cost: Ints

    @property
    def sign(self) -> int:
        """Factor from cost to told value."""
        return 1 if self.sense == "min" else -1


@dataclass(frozen=True)
class Model:
    """``row_lower <= A x <= row_upper``, ``lower <= x <= upper``, x whole; all numbers are whole.

    Attributes
    ----------
    case, eligibility, columns
        What the columns mean.
    matrix : scipy.sparse.csr_array of int64, shape (m, n)
    row_lower, row_upper : arrays of int, shape (m,)
    lower, upper : arrays of int, shape (n,)
    owners : tuple of (str, int)
        Rule or goal of each block of rows, and its number of rows.
    tiers : tuple of TierCost
        In order of importance.
    """

    case: Case
    eligibility: Eligibility
    columns: Columns
    matrix: sp.csr_array
    row_lower: Ints
    row_upper: Ints
    lower: Ints
    upper: Ints
    owners: tuple[tuple[str, int], ...]
    tiers: tuple[TierCost, ...]


def build_model(case: Case, eligibility: Eligibility | None = None) -> Model:
    """Build the whole model from a case.

    Parameters
    ----------
    case : Case
    eligibility : Eligibility, optional
        Of the case, where it is known.

    Returns
    -------
    Model
        Only eligible decisions have a column.
    """
    eligibility = eligibility or find_eligible(case)
    columns = build_columns(case, eligibility.windows, eligibility.refused_listings == 0, eligibility.near)
    builder = MatrixBuilder(columns.count)
    for rule in eligibility.rules:
        rule.add_rows(case, columns, builder)
    add_goal_rows(case, columns, builder)
    matrix, row_lower, row_upper, owners = builder.build()
    return Model(
        case=case,
        eligibility=eligibility,
        columns=columns,
        matrix=matrix,
        row_lower=row_lower,
        row_upper=row_upper,
        lower=columns.lower,
        upper=columns.upper,
        owners=owners,
        tiers=_tiers(case, goal_costs(case, columns)),
    )


def _tiers(case: Case, costs: dict[str, Ints]) -> tuple[TierCost, ...]:
    tiers = []
    for tier in case.scenario.settings.goals.tiers:
        weights = {tier: 1} if isinstance(tier, str) else tier
        cost = np.sum([weight * costs[goal] for goal, weight in weights.items()], axis=0)
        name = "+".join(goal for goal in GOALS if goal in weights)
        tiers.append(TierCost(name, "max" if tier == "fit" else "min", cost))
    return tuple(tiers)
