"""What a sweep found, as one table."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from planner.explore.sweep.run import Outcome
from planner.scenario.settings import GOALS

FIGURES: Final = ("", "_bound", "_gap")
"""What is told of each tier, behind its name."""
OWN: Final = frozenset(
    {"alternative", "status", "seconds", "folder", "fault", *(g + f for g in GOALS for f in FIGURES)}
)
"""Columns that no setting takes."""


def column(key: str) -> str:
    """The column of a key that is varied: its own name, but ``scenario.mix`` where a figure has that name."""
    return f"scenario.{key}" if key in OWN else key


def outcome_table(outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """One row per point of a sweep.

    Returns
    -------
    pandas.DataFrame
        ``alternative`` (blank for the scenario itself), a column for each key that is varied (see ``column``),
        ``status`` (of the plan; ``error``, or ``not_run`` where the sweep was stopped), for each tier its value under
        its name, ``…_bound`` and ``…_gap``, ``seconds`` of the solve, ``folder`` and ``fault``. Of tiers that a plan
        has not, nothing is told.
    """
    rows: list[dict[str, Any]] = []
    tiers = dict.fromkeys(tier.name for outcome in outcomes if outcome.plan for tier in outcome.plan.tiers)
    for outcome in outcomes:
        status = outcome.plan.status if outcome.plan else "error" if outcome.fault else "not_run"
        given = {column(key): value for key, value in outcome.point.given}
        row: dict[str, Any] = {"alternative": outcome.point.alternative, **given, "status": status}
        for tier in outcome.plan.tiers if outcome.plan else ():
            row |= {tier.name: tier.value, f"{tier.name}_bound": tier.bound, f"{tier.name}_gap": tier.gap}
        row |= {"seconds": round(outcome.plan.seconds, 1) if outcome.plan else None}
        rows.append({**row, "folder": outcome.point.folder, "fault": outcome.fault})
    keys = dict.fromkeys(column(key) for outcome in outcomes for key, _value in outcome.point.given)
    figures = [f"{tier}{part}" for tier in tiers for part in FIGURES]
    frame = pd.DataFrame(rows, columns=["alternative", *keys, "status", *figures, "seconds", "folder", "fault"])
    whole = {name: "Int64" for tier in tiers for name in (tier, f"{tier}_bound")}
    return frame.astype({**whole, **{f"{tier}_gap": "Float64" for tier in tiers}, "seconds": "Float64"})
