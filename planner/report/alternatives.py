"""Plans near the best in words: what each gains, pays and decides otherwise, and whether there are more."""

from dataclasses import asdict
from fractions import Fraction
from typing import Any, Final

import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from planner.explore.alternatives import Alternative, Alternatives, placements
from planner.explore.compare.changes import changes
from planner.explore.gains import gains
from planner.language import _, ngettext
from planner.report.compare.tables import Listed, tables
from planner.report.compare.words import gains_words
from planner.report.names import records
from planner.report.plain_table import PlainTable, rest

SHOWN: Final = 8
"""People of each plan that the terminal shows."""


def percent(share: Fraction) -> str:
    """A share as people write it: ``1%``, ``0.5%``."""
    return f"{float(share * 100):.10g}%"


def alternatives_tables(found: Alternatives) -> RenderableType:
    """How many there are, what they reach, and plan by plan what distinguishes it from the best."""
    parts: list[RenderableType] = [Text(f"{ending_words(found)}\n", style="bold"), _reached(found)]
    for label, other in zip(found.labels[1:], found.others, strict=True):
        parts += [Text(label, style="bold"), *(Text(line) for line in other_words(found, other)), Text()]
        parts += [_elsewhere(table) for table in tables(other.comparison) if table.name == "stints"]
        parts.append(Text())
    return Group(*parts)


def ending_words(found: Alternatives) -> str:
    """How many plans there are, and whether there could be more."""
    count = len(found.plans)
    asked = {"n": count, "within": percent(found.within), "differ": percent(found.differ)}
    if found.ending == "count":
        told = _("{n} plans: the best, and others within {within} of it that differ by {differ} from all before them.")
        return told.format(**asked)
    if found.ending == "time":
        told = ngettext(
            "{n} plan. Whether another one within {within} differs by {differ} was not found out in time.",
            "{n} plans. Whether another one within {within} differs by {differ} from these was not found out in time.",
            count,
        )
        return told.format(**asked)
    told = ngettext(
        "{n} plan: it is proven that no other plan within {within} differs by {differ} from it.",
        "{n} plans: it is proven that no further plan within {within} differs by {differ} from these.",
        count,
    )
    return told.format(**asked)


def other_words(found: Alternatives, other: Alternative) -> list[str]:
    """How far a plan differs from those before it, what it gains and pays, and what is proven, a line each."""
    differs = [
        _("{left} of the {n} of {plan}").format(left=left, n=count, plan=label)
        for label, (left, count) in zip(found.labels, other.others, strict=False)
    ]
    lines = [_("Does not make these placements: {differs}.").format(differs=", ".join(differs))]
    best, label = other.comparison.labels
    better, worse = gains_words(other.comparison, label)
    if better:
        lines.append(_("Gains against {first}: {gains}.").format(first=best, gains=better))
    if worse:
        lines.append(_("Pays against {first}: {costs}.").format(first=best, costs=worse))
    if not better and not worse:
        lines.append(_("Reaches the same as {first} in every goal.").format(first=best))
    if not other.first:
        lines.append(_("Time ran out before it was proven that no better plan differs as much."))
    return lines


def _reached(found: Alternatives) -> PlainTable:
    """A row for each plan: what it reaches in every goal."""
    rows = [
        (label, str(len(placements(plan))), *(str(tier.value) for tier in plan.tiers))
        for label, plan in zip(found.labels, found.plans, strict=True)
    ]
    heads = (_("Plan"), _("Placements"), *(tier.name for tier in found.best.tiers))
    return PlainTable("", heads, rows, right=heads[1:])


def _elsewhere(table: Listed) -> PlainTable:
    rows = [tuple(map(str, row)) for row in table.rows[:SHOWN]]
    more = rest(len(table.rows) - SHOWN, _("in changes.csv"))
    return PlainTable(table.title, table.headings, rows, right=table.numeric, spare=table.spare, caption=more)


def overview(found: Alternatives) -> pd.DataFrame:
    """A row for each plan.

    Returns
    -------
    pandas.DataFrame
        ``plan`` (its number, and that of its folder), ``status``, ``placements``, ``others`` (how many of those of the
        best plan it does not make), ``first`` (whether no better plan differs as much, proven), and a column for each
        goal.
    """
    rows = []
    sure = all(tier.proven for tier in found.best.tiers)
    told = [(0, sure), *((other.others[0][0], other.first) for other in found.others)]
    for number, (plan, (others, first)) in enumerate(zip(found.plans, told, strict=True), 1):
        own = len(placements(plan))
        rows.append((number, plan.status, own, others, first, *(tier.value for tier in plan.tiers)))
    goals = [tier.name for tier in found.best.tiers]
    return pd.DataFrame(rows, columns=["plan", "status", "placements", "others", "first", *goals])


def all_changes(found: Alternatives) -> pd.DataFrame:
    """What the plans decide differently, a column for each, as ``planner.explore.compare.changes``."""
    return changes(found.plans, [str(number) for number in range(1, len(found.plans) + 1)])


def alternatives_json(found: Alternatives) -> dict[str, Any]:
    """The same as plain data."""
    sure = all(tier.proven for tier in found.best.tiers)
    first = {"first": sure, "others": [], "gains": [], "words": [], "changes": []}
    return {
        "within": percent(found.within),
        "differ": percent(found.differ),
        "ending": found.ending,
        "answer": ending_words(found),
        "plans": [
            {
                "plan": number,
                "status": plan.status,
                "tiers": [{**asdict(tier), "proven": tier.proven} for tier in plan.tiers],
                "placements": len(placements(plan)),
                **told,
            }
            for number, (plan, told) in enumerate(
                zip(found.plans, [first, *(_json(found, other) for other in found.others)], strict=True), 1
            )
        ],
    }


def _json(found: Alternatives, other: Alternative) -> dict[str, Any]:
    best, label = other.comparison.labels
    return {
        "first": other.first,
        "others": [{"plan": number, "left": left, "of": of} for number, (left, of) in enumerate(other.others, 1)],
        "gains": [{"tier": one.tier, "better": one.better} for one in gains(found.best, other.plan)],
        "words": other_words(found, other),
        "changes": [
            {**{key: row[key] for key in ("kind", "cadre", "of")}, "best": row[best], "here": row[label]}
            for row in records(other.comparison.changes.reset_index())
        ],
    }
