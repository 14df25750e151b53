"""What newer data leave of a plan, and the re-plan beside it, as text for the terminal and as plain data."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from planner.explore.drift import Drift
from planner.language import _, grouped, month, ngettext
from planner.plan.plan import Plan
from planner.report.names import cadre_names, post_names, records
from planner.report.plain_table import PlainTable, rest

MOST: Final = 20
"""Rows of a table; ``--json`` and the CSV tables have them all."""


def kind_words() -> Mapping[str, str]:
    """What each kind of decision is called."""
    return {
        "holder": _("holder"),
        "placement": _("placement"),
        "listing": _("listing"),
        "course": _("course"),
        "plan": _("several"),
    }


def drift_tables(
    found: Drift, plan: Plan, new: Plan | None = None, changed: pd.DataFrame | None = None
) -> RenderableType:
    """What no longer holds and what has come true; with a re-plan, the old and the new where they differ.

    Parameters
    ----------
    found : Drift
    plan : Plan
        The published plan.
    new : Plan, optional
        From ``planner.explore.drift.replan``.
    changed : pandas.DataFrame, optional
        From ``planner.explore.drift.side_by_side``.
    """
    words = _Words(found, plan)
    parts: list[RenderableType] = [Text(verdict(found), style="bold")]
    parts += words.broken(found.broken)
    parts += words.done(found.standing[found.standing["state"] == "done"])
    if new is not None and changed is not None:
        parts += words.differences(changed)
        parts.append(_goals(plan, new))
    return Group(*parts)


def drift_json(
    found: Drift, plan: Plan, new: Plan | None = None, changed: pd.DataFrame | None = None
) -> dict[str, Any]:
    """The same as plain data, whole."""
    told: dict[str, Any] = {"ok": found.broken.empty, "standing": records(found.standing)}
    if new is not None:
        told["plan"] = {"status": new.status, "tiers": [vars(tier) for tier in new.tiers]}
        told["published"] = {"status": plan.status, "tiers": [vars(tier) for tier in plan.tiers]}
    return told if changed is None else {**told, "differences": records(changed)}


def verdict(found: Drift) -> str:
    """How many decisions of the plan have come true, still hold, and do not."""
    decisions = found.standing.drop_duplicates(["kind", "cadre", "of"])
    count = {state: int((decisions["state"] == state).sum()) for state in ("done", "holds", "later", "broken")}
    told = _("{date}: {broken} no longer hold, {holds} still hold, {done} have come true or are over").format(
        date=found.scenario.settings.as_of,
        broken=ngettext("{n} decision of the plan", "{n} decisions of the plan", count["broken"]).format(
            n=grouped(count["broken"])
        ),
        **{state: grouped(count[state]) for state in ("holds", "done")},
    )
    if count["later"]:
        return _("{told}, {later} begin after the newer scenario ends").format(told=told, later=grouped(count["later"]))
    return told


class _Words:
    """People and posts by name, those of the newer data first."""

    def __init__(self, found: Drift, plan: Plan) -> None:
        newer = Plan(plan.status, (), found.scenario, plan.tables, {})
        self.people = cadre_names(plan) | cadre_names(newer)
        self.posts = post_names(plan) | post_names(newer)

    def broken(self, frame: pd.DataFrame) -> list[RenderableType]:
        """Every broken decision, with rule and source."""
        if frame.empty:
            return [Text(_("Nothing in the plan is against the newer data."))]
        rows = [
            (*self._of(row), month(row["date"]), row["message"].removeprefix(f"{row['rule']}: "), row["rule"])
            for row in records(frame.head(MOST))
        ]
        heads = (_("What"), _("Who"), _("Where"), _("From"), _("Why"), _("Rule"))
        table = PlainTable(_("No longer holds"), heads, rows, spare=(_("From"), _("Where")))
        sources = {row["rule"]: row["source"] for row in records(frame) if row["source"]}
        origins = [Text(f"{rule}: {source}", style="dim") for rule, source in sources.items()]
        return [table, *_more(len(frame) - len(rows)), *origins]

    def done(self, frame: pd.DataFrame) -> list[RenderableType]:
        """Placements that have come true; of holders, listings and courses only how many."""
        placed = frame[frame["kind"] == "placement"]
        parts: list[RenderableType] = []
        if len(placed):
            rows = [(*self._of(row)[1:], month(row["date"])) for row in records(placed.head(MOST))]
            table = PlainTable(_("Placements that have come true"), (_("Who"), _("Where"), _("From")), rows)
            parts += [table, *_more(len(placed) - len(rows))]
        return parts

    def differences(self, frame: pd.DataFrame) -> list[RenderableType]:
        """Old and new side by side."""
        if frame.empty:
            return [Text(_("The new plan decides what the published one does."))]
        rows = [
            (*self._of(row), row["before"] or "–", row["after"] or "–", _("yes") if row["why"] else "")
            for row in records(frame.head(MOST))
        ]
        heads = (_("What"), _("Who"), _("Where"), _("Published"), _("New plan"), _("Had to"))
        table = PlainTable(_("The plan that changes least, where it differs"), heads, rows)
        return [table, *_more(len(frame) - len(rows))]

    def _of(self, row: Mapping[str, Any]) -> tuple[str, str, str]:
        """Kind, people and place in words."""
        people = ", ".join(self.people.get(cadre, cadre) for cadre in row["cadre"].split(";"))
        places = "; ".join(self.posts.get(of, of) for of in row["of"].split(";"))
        return kind_words()[row["kind"]], people, places


def _goals(plan: Plan, new: Plan) -> PlainTable:
    """What each goal reached, and reaches now."""
    before = {tier.name: str(tier.value) for tier in plan.tiers}
    rows = [
        (tier.name, before.get(tier.name, "–"), str(tier.value), _("yes") if tier.proven else _("no"))
        for tier in new.tiers
    ]
    heads = (_("Goal"), _("Published"), _("New plan"), _("Proven best"))
    return PlainTable(_("What it reaches"), heads, rows, right=heads[1:3])


def _more(number: int) -> list[Text]:
    return [Text(rest(number, _("with --json or --out")))] if number > 0 else []
