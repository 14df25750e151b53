"""What a sweep found, as one table."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.explore.sweep.run import Outcome


def outcome_table(outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """One row per point of a sweep.

    Returns
    -------
    pandas.DataFrame
        ``alternative`` (blank for the scenario itself), a column for each key that is varied, ``status`` (of the plan;
        ``error``, or ``not_run`` where the sweep was stopped), for each tier its value under its name, ``…_bound`` and
        ``…_gap``, ``seconds`` of the solve, ``folder`` and ``fault``. Of tiers that a plan has not, nothing is told.
    """
    rows: list[dict[str, Any]] = []
    tiers = dict.fromkeys(tier.name for outcome in outcomes if outcome.plan for tier in outcome.plan.tiers)
    for outcome in outcomes:
        status = outcome.plan.status if outcome.plan else "error" if outcome.fault else "not_run"
        row: dict[str, Any] = {"alternative": outcome.point.alternative, **dict(outcome.point.given), "status": status}
        for tier in outcome.plan.tiers if outcome.plan else ():
            row |= {tier.name: tier.value, f"{tier.name}_bound": tier.bound, f"{tier.name}_gap": tier.gap}
        seconds = sum(outcome.plan.provenance.get("seconds", {}).values()) if outcome.plan else None
        row |= {"seconds": None if seconds is None else round(seconds, 1)}
        rows.append({**row, "folder": outcome.point.folder, "fault": outcome.fault})
    keys = dict.fromkeys(key for outcome in outcomes for key, _value in outcome.point.given)
    figures = [f"{tier}{part}" for tier in tiers for part in ("", "_bound", "_gap")]
    frame = pd.DataFrame(rows, columns=["alternative", *keys, "status", *figures, "seconds", "folder", "fault"])
    whole = {name: "Int64" for tier in tiers for name in (tier, f"{tier}_bound")}
    return frame.astype({**whole, **{f"{tier}_gap": "Float64" for tier in tiers}, "seconds": "Float64"})
