"""A sweep on the terminal: a line for each plan as it comes, one table at the end; and as plain data."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any, Literal

import pandas as pd
from rich.console import RenderableType

from planner.explore.sweep import Outcome, outcome_table
from planner.explore.sweep.grid import BASE
from planner.explore.sweep.table import column
from planner.language import _, ngettext
from planner.report.names import records
from planner.report.plain_table import PlainTable
from planner.report.terminal import tell

Style = Literal["line", "json", "none"]


def told_progress(style: Style | None, count: int) -> Callable[[Outcome], None]:
    """What tells each outcome on stderr as it comes: left out, a line on a terminal and nothing in a pipe."""
    wanted = style or ("line" if sys.stderr is not None and sys.stderr.isatty() else "none")
    done: list[Outcome] = []

    def told(outcome: Outcome) -> None:
        done.append(outcome)
        if wanted == "line":
            tell(outcome_words(outcome, len(done), count), err=True)
        elif wanted == "json":
            (row,) = sweep_json([outcome])
            tell(json.dumps({"done": len(done), "of": count, **row}, ensure_ascii=False), err=True)

    return told


def outcome_words(outcome: Outcome, done: int, count: int) -> str:
    """One outcome in a line: ``3 of 12, younger: optimal, fill 0, bench 13 (8.2 s)``."""
    head = _("{done} of {count}, {point}").format(done=done, count=count, point=outcome.point.label)
    if outcome.plan is None:
        return f"{head}: {outcome.fault}"
    tiers = [outcome.plan.status, *(f"{tier.name} {tier.value}" for tier in outcome.plan.tiers)]
    before = "" if outcome.fresh else _(", solved before")
    return _("{head}: {tiers} ({seconds:.1f} s{before})").format(
        head=head, tiers=", ".join(tiers), seconds=outcome.plan.seconds, before=before
    )


def sweep_table(outcomes: Sequence[Outcome]) -> RenderableType:
    """The table of a sweep: what each plan reaches, and how far it is from its bound where it is not proven best."""
    frame = outcome_table(outcomes)
    tiers = list(dict.fromkeys(tier.name for outcome in outcomes if outcome.plan for tier in outcome.plan.tiers))
    keys = list(dict.fromkeys(column(key) for outcome in outcomes for key, _value in outcome.point.given))
    rows = [
        (
            row["alternative"] or BASE,
            *(row[key] for key in keys),
            row["status"],
            *(_tier(row, tier) for tier in tiers),
            "" if pd.isna(row["seconds"]) else f"{row['seconds']:.1f}",
        )
        for row in records(frame)
    ]
    heads = (_("Alternative"), *keys, _("Status"), *tiers, _("Seconds"))
    return PlainTable(_("The plans"), heads, rows, right=(*tiers, heads[-1]), spare=(heads[-1],))


def _tier(row: dict[str, Any], tier: str) -> str:
    if pd.isna(row[tier]):
        return ""
    if row[tier] == row[f"{tier}_bound"]:
        return str(row[tier])
    return _("{value} (at best {bound})").format(value=row[tier], bound=row[f"{tier}_bound"])


def sweep_json(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """The table of a sweep as plain data; a value that a plan has not is null."""
    return [
        {
            name: None if pd.isna(value) else getattr(value, "item", lambda value=value: value)()
            for name, value in row.items()
        }
        for row in records(outcome_table(outcomes))
    ]


def end_words(outcomes: Sequence[Outcome]) -> str:
    """How many plans there are, and how many of them were there before."""
    plans = [outcome for outcome in outcomes if outcome.plan]
    before = sum(not outcome.fresh for outcome in plans)
    told = ngettext("{n} plan", "{n} plans", len(plans)).format(n=len(plans))
    return _("{plans}, {before} of them solved before").format(plans=told, before=before) if before else told
