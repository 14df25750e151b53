"""What makes a scenario impossible and the cheapest ways out, in the planner's words."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np
from rich.console import Group, RenderableType
from rich.text import Text

from planner.domain.case import Case, case_of
from planner.explore.repair import Clash, Demand, Edit, Repair, Step, Way
from planner.explore.repair.demands import ASKING
from planner.explore.repair.edits import loosened
from planner.language import _, ngettext
from planner.model.eligibility import find_eligible
from planner.plan.carry import overruling
from planner.report.html.words import rule_title
from planner.report.plain_table import PlainTable
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_index
from planner.scenario.scenario import Scenario

MOST_REFUSALS: Final = 4
"""Rules that refuse one pinned pair, as many as are told."""


def repair_words(found: Repair) -> str:
    """The answer in a sentence or two."""
    if found.possible:
        return _("A plan that keeps every rule, decision and hard target exists: there is nothing to repair.")
    if found.clash is None:
        return _("Whether a plan exists was not found out in time; give more --time-limit.")
    demands = len(found.clash.demands)
    if not demands:
        why = _("No plan exists, even without any decision, hard target or rule on several people at once.")
    else:
        why = ngettext("No plan can keep {n} demand.", "No plan can keep these {n} demands together.", demands).format(
            n=demands
        )
    minimal = _("Each of them is needed for the clash: without any one of them a plan was found.")
    not_minimal = _("That each of them is needed was not proven in time.")
    agrees = _("A second search, without presolve, agrees.")
    proof = [minimal if found.clash.minimal else not_minimal] if demands > 1 else []
    return " ".join([why, *proof, *([agrees] if found.clash.confirmed else [])])


def repair_tables(scenario: Scenario, found: Repair) -> RenderableType:
    """The sentences, the clash, and the ways out."""
    parts: list[RenderableType] = [Text(repair_words(found), style="bold")]
    if found.clash is not None:
        parts += [Text(f"• {line}") for line in clash_lines(scenario, found.clash)]
        parts.append(Text())
        parts.append(_ways(scenario, found))
    return Group(*parts)


def repair_json(scenario: Scenario, found: Repair) -> dict[str, Any]:
    """The same as plain data."""
    clash = found.clash
    return {
        "possible": found.possible,
        "answer": repair_words(found),
        "clash": None
        if clash is None
        else {
            "demands": [asdict(demand) for demand in clash.demands],
            "words": list(clash_lines(scenario, clash)),
            "minimal": clash.minimal,
            "confirmed": clash.confirmed,
        },
        "ways": [
            {
                "price": way.price,
                "changes": [asdict(edit) for edit in way.edits],
                "words": [edit_words(scenario, edit) for edit in way.edits],
            }
            for way in found.ways
        ],
        "complete": found.complete,
    }


def step_words(scenario: Scenario, step: Step) -> str:
    """What is done next, in a line."""
    if step.phase == "exists":
        return _("does a plan exist as it is?")
    if step.phase == "clash":
        told = ngettext("do they clash: {n} demand", "do they clash: {n} demands", step.demands)
        return told.format(n=step.demands)
    found = ngettext("{n} way out found", "{n} ways out found", step.ways).format(n=step.ways)
    tried = _("; and ").join(edit_words(scenario, edit) for edit in step.edits)
    return _("{found}; trying: {tried}").format(found=found, tried=tried)


def step_json(scenario: Scenario, step: Step) -> dict[str, Any]:
    """The same as plain data."""
    changes = [{**asdict(edit), "words": edit_words(scenario, edit)} for edit in step.edits]
    return {"phase": step.phase, "demands": step.demands, "changes": changes, "ways": step.ways}


def clash_lines(scenario: Scenario, clash: Clash) -> Iterator[str]:
    """Each demand of a clash, with the rules that refuse it by themselves or who holds the pinned post."""
    reasons = _reasons(scenario, clash.demands)
    for demand in clash.demands:
        yield demand_words(scenario, demand) + "".join(f"; {why}" for why in reasons.get(demand, ()))


def demand_words(scenario: Scenario, demand: Demand) -> str:
    """One demand with names, dates and where it stands."""
    if demand.kind == "pin":
        return _("{pin} ({where})").format(
            pin=_pin_words(scenario, demand.row), where=scenario.place("pins", demand.row)
        )
    if demand.kind == "target":
        return _("the hard target {name}").format(name=demand.name)
    setting = resolve(scenario)[0].rules[demand.name]
    numbers = ", ".join(f"{name} {number.told}" for name, number in setting.numbers.items() if not number.goal)
    told = _("the rule {title} ({name}{numbers})")
    return told.format(title=rule_title(demand.name), name=demand.name, numbers=f": {numbers}" if numbers else "")


def edit_words(scenario: Scenario, edit: Edit) -> str:
    """One change, and where it is made."""
    if edit.kind == "pin":
        return _taken_back(scenario, int(edit.name))
    if edit.kind == "target":
        told = ngettext(
            "let the target {name} be missed by {n} person (hard: false)",
            "let the target {name} be missed by {n} persons (hard: false)",
            edit.steps,
        )
        return told.format(name=edit.name, n=edit.steps)
    if edit.kind == "number":
        rule, _dot, number = edit.name.partition(".")
        setting = resolve(scenario)[0].rules[rule]
        value = loosened(setting, number, edit.steps, scenario.settings.period_months)
        told = _("{title}: {name} from {before} to {after} (rules.changes.{rule})")
        before = setting.numbers[number].value
        return told.format(title=rule_title(rule), name=number, before=before, after=value, rule=rule)
    if edit.kind == "rule":
        told = _("switch off the rule {title} (rules.changes.{rule}: false)")
        return told.format(title=rule_title(edit.name), rule=edit.name)
    if edit.kind == "session":
        told = ngettext("{n} more seat in the session {name}", "{n} more seats in the session {name}", edit.steps)
    else:
        told = ngettext("{n} more seat of the post {name}", "{n} more seats of the post {name}", edit.steps)
    return told.format(n=edit.steps, name=edit.name)


def _taken_back(scenario: Scenario, row: int) -> str:
    """A decision taken back; of one that a plan has published, what to write in the scenario's own pins."""
    pin, action = scenario.pins.iloc[row], overruling(scenario, row)
    told = _("no longer keep to: {pin} ({where}); add {row} to pins.csv") if action else _("take back: {pin} ({where})")
    written = f"{action},{pin['cadre']},{pin['post']}"
    return told.format(pin=_pin_words(scenario, row), where=scenario.place("pins", row), row=written)


def _ways(scenario: Scenario, found: Repair) -> RenderableType:
    complete = (
        _(
            "Each was tried: with it a plan exists, and the plan was verified. No cheaper one was left out (several "
            "rules at once: only where all refuse one decision)."
        )
        if found.complete
        else _("Each was tried: with it a plan exists, and the plan was verified. Time ended the search for others.")
    )
    if not found.ways:
        return Text(_("No way out was found.") if found.complete else _("No way out was found in time."))
    rows = [(str(way.price), _way_words(scenario, way)) for way in found.ways]
    return PlainTable(
        _("Ways out, the cheapest first (prices: repair in scenario.yaml)"),
        (_("Price"), _("What to change")),
        rows,
        right=(_("Price"),),
        caption=complete,
    )


def _way_words(scenario: Scenario, way: Way) -> str:
    return _("; and ").join(edit_words(scenario, edit) for edit in way.edits)


def _pin_words(scenario: Scenario, row: int) -> str:
    pin = scenario.pins.iloc[row]
    names = dict(zip(scenario.cadres["cadre"], scenario.cadres["name"], strict=True))
    name = names.get(pin["cadre"]) or pin["cadre"]
    told = {
        "place": _("place {name} in {post}"),
        "list": _("list {name} for {post}"),
        "keep": _("keep {name} in {post}"),
        "forbid": _("do not place or list {name} for {post}"),
        "delist": _("take {name} off the list for {post}"),
    }[pin["action"]].format(name=name, post=pin["post"])
    since = _(" from {date}").format(date=pin["from"]) if pin["from"] else ""
    return f"{told}{since}" + (f" ({pin['reason']})" if pin["reason"] else "")


def _reasons(scenario: Scenario, demands: Sequence[Demand]) -> dict[Demand, list[str]]:
    """Why the pairs of pins are refused by themselves; else who holds a pinned post when somebody is to take it."""
    pins = [one for one in demands if one.kind == "pin" and scenario.pins["action"].iloc[one.row] in ASKING]
    if not pins:
        return {}
    case = case_of(scenario)
    eligible = find_eligible(case)
    found = {}
    for demand in pins:
        pin = scenario.pins.iloc[demand.row]
        pair = case.people.ids.tolist().index(pin["cadre"]), case.posts.ids.tolist().index(pin["post"])
        refused = eligible.reasons(case, *pair, listing=pin["action"] == "list")[:MOST_REFUSALS]
        found[demand] = refused or (list(_held(case, pair[1], pin["from"])) if pin["action"] == "place" else [])
    return found


def _held(case: Case, post: int, begin: str) -> Iterator[str]:
    """Whose stints have to end for somebody to take a post in which no seat is free."""
    held = (case.incumbents.post == post) & (case.incumbents.until > 0)
    if begin:
        period = case.calendar.whole_periods_before(np.array(month_index(begin)))
        held &= case.incumbents.until > period
    if held.sum() < case.posts.seats[post]:
        return
    told = _("{post} is held by {person} until {date}, unless a move ends that before")
    for holding in np.flatnonzero(held).tolist():
        cadre, until = case.incumbents.cadre[holding], int(case.incumbents.until[holding])
        person = case.scenario.cadres["name"].iloc[cadre] or case.people.ids[cadre]
        yield told.format(post=case.posts.ids[post], person=person, date=case.calendar.date(until))
