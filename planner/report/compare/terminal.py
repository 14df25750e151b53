"""A comparison on the terminal, and as plain data."""

from typing import Any, Final

import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from planner.explore.compare import Comparison
from planner.language import _, grouped
from planner.report.compare.tables import Listed, tables
from planner.report.compare.words import cause, finding, gains_words
from planner.report.names import records
from planner.report.plain_table import PlainTable, rest

SHOWN: Final = {"inputs": 12, "units": 8, "stints": 12}
"""Rows of a table that the terminal shows; others are shown whole."""
LEFT_OUT: Final = ("people", "posts")
"""Tables that are too long for a terminal."""


def comparison_tables(comparison: Comparison) -> RenderableType:
    """The comparison on about two screens: what differs in the input, what is gained and paid, what is decided."""
    parts: list[RenderableType] = [Text(f"{finding(comparison)}\n", style="bold")]
    shown = {table.name: table for table in tables(comparison)}
    if "inputs" in shown:
        parts.append(plain(shown.pop("inputs")))
    for label in comparison.labels[1:]:
        parts.append(Text(f"{label}", style="bold"))
        parts += [Text(line) for line in against_words(comparison, label)]
        parts.append(Text())
    if all(tier.proven for plan in comparison.plans for tier in plan.tiers):
        shown.pop("proofs", None)
        parts.append(Text(_("Every value is proven best in its own plan.")))
    parts += [plain(table) for name, table in shown.items() if name not in LEFT_OUT]
    return Group(*parts)


def against_words(comparison: Comparison, label: str) -> list[str]:
    """What a plan gains and pays against the first, and what may be the cause, a line each."""
    first, counted_by = comparison.labels[0], comparison.counting(label)
    better, worse = gains_words(comparison, label)
    counted = _(" (counted as {plan})").format(plan=counted_by) if counted_by else ""
    if comparison.yardstick and not counted_by:
        counted = _(" (each counted by its own)")
    lines = [cause(comparison, label)]
    if better:
        lines.append(_("Gains against {first}{counted}: {gains}.").format(first=first, counted=counted, gains=better))
    if worse:
        lines.append(_("Pays against {first}{counted}: {costs}.").format(first=first, counted=counted, costs=worse))
    if not better and not worse:
        lines.append(_("Reaches the same as {first}{counted}.").format(first=first, counted=counted))
    return lines


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data."""
    proofs = records(comparison.proofs)
    return {
        "plans": [
            {
                "label": label,
                "scenario": plan.scenario.settings.name,
                "status": plan.status if plan.tiers else "today",
                "tiers": [
                    {"name": row["tier"], **{key: row[key] for key in ("sense", "value", "bound", "gap")}}
                    for row in proofs
                    if row["plan"] == label
                ],
            }
            for label, plan in zip(comparison.labels, comparison.plans, strict=True)
        ],
        "same": comparison.same,
        "inputs": _plain(comparison, comparison.inputs),
        "measures": _plain(comparison, comparison.measures),
        "changes": _plain(comparison, comparison.changes),
    }


def _plain(comparison: Comparison, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, with what each plan says under its label."""
    return [
        {
            **{name: value for name, value in row.items() if name not in comparison.labels},
            "plans": {label: _number(row[label]) for label in comparison.labels},
        }
        for row in records(frame.reset_index())
    ]


def _number(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else int(value)


def plain(table: Listed) -> PlainTable:
    """A table for the terminal, the long ones by their first rows."""
    most = SHOWN.get(table.name, len(table.rows))
    return PlainTable(
        table.title,
        table.headings,
        rows=[
            tuple(grouped(cell) if isinstance(cell, int) else str(cell) for cell in row) for row in table.rows[:most]
        ],
        right=table.numeric,
        spare=table.spare,
        caption=rest(len(table.rows) - most, _("with --out or --json")),
    )
