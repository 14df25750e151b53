"""The rulebook of a scenario: its pack, with what overlays and the scenario lay over it.

A later layer wins: the pack, the overlays in their order, the scenario's table ``titles``, the scenario's
``rules.changes`` and ``age_bands``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from planner.language import _
from planner.rulebook.book import Change, DualRole, Number, Retirement, Rulebook, RuleSetting, Title
from planner.rulebook.fitting import WHERE, misfits, overlay_findings, rules_of_the_day
from planner.rulebook.layers import SCENARIO, changed, lay_over, rule_changes, told_cell
from planner.rulebook.overlay import did_you_mean, read_overlay
from planner.rulebook.packs import pack, pack_names, source_address
from planner.scenario.columns import TABLES
from planner.scenario.extends import is_path
from planner.scenario.findings import Finding, shorten
from planner.scenario.scenario import Scenario
from planner.scenario.settings import RulesChoice

__all__ = [
    "DualRole",
    "Number",
    "Retirement",
    "RuleSetting",
    "Rulebook",
    "Title",
    "choice_findings",
    "pack",
    "pack_names",
    "resolve",
    "source_address",
]


def resolve(scenario: Scenario) -> tuple[Rulebook, tuple[Finding, ...]]:
    """The rulebook of a scenario, and what is wrong with how it was chosen.

    Parameters
    ----------
    scenario : Scenario
        Its settings choose the pack, the overlays and the changes, its table ``titles``
        overrides titles cell by cell.

    Returns
    -------
    Rulebook, tuple of Finding
        With an unknown pack the rulebook is that of ``open`` and a finding says so.
    """
    settings = scenario.settings
    choice = settings.rule_choice
    book, findings = _laid_over(choice, settings.as_of)
    book = _with_titles(book, scenario)
    book, found = _with_changes(book, choice.changes)
    findings += found
    if settings.age_bands is not None:
        book = replace(book, age_starts=settings.age_bands)
    return book, (*findings, *misfits(scenario, book))


def choice_findings(choice: RulesChoice, as_of: str) -> list[Finding]:
    """What is wrong with a choice of rules, as far as it can be told without the tables.

    Parameters
    ----------
    choice : RulesChoice
        The pack, the overlays and the changes.
    as_of : str
        Day on which the rules have to be in force; blank: any.

    Returns
    -------
    list of Finding
        Nothing of an overlay that is still the path of its file: that it cannot be read was told by its reader.
    """
    book, findings = _laid_over(choice, as_of)
    findings += _with_changes(book, choice.changes)[1]
    return without_unread(findings, choice.overlays, f"{WHERE}.overlays")


def without_unread(findings: Iterable[Finding], overlays: Sequence[str | dict[str, Any]], where: str) -> list[Finding]:
    """The findings but for those of overlays that are still the path of a file, which its reader has told."""
    unread = {f"{where}[{position}]" for position, overlay in enumerate(overlays, start=1) if is_path(overlay)}
    return [finding for finding in findings if finding.where not in unread]


def _laid_over(choice: RulesChoice, as_of: str) -> tuple[Rulebook, list[Finding]]:
    """The pack of a choice with its overlays; ``open`` in place of one that is not there."""
    name = choice.pack
    findings: list[Finding] = []
    if name not in pack_names():
        remedy = _("Use one of {pack_names}.").format(pack_names=", ".join(pack_names()))
        findings.append(Finding("error", WHERE, _("no such rule pack"), remedy, shorten(name)))
        name = "open"
    book, found = with_overlays(pack(name), choice.overlays, as_of)
    return book, findings + found


def with_overlays(
    book: Rulebook, overlays: Sequence[str | dict[str, Any]], as_of: str = "", where: str = f"{WHERE}.overlays"
) -> tuple[Rulebook, list[Finding]]:
    """A pack with overlays laid over it, one after the other.

    Parameters
    ----------
    book : Rulebook
        The pack.
    overlays : sequence of str or dict
        Names, or contents.
    as_of : str
        Day on which the rules have to be in force; blank: any.
    where : str
        Where the overlays stand, for the findings.

    Returns
    -------
    Rulebook, list of Finding
        An overlay that cannot be used is left out and told.
    """
    findings: list[Finding] = []
    if as_of:
        book, findings = rules_of_the_day(book, as_of)
    for position, written in enumerate(overlays, start=1):
        place = f"{where}[{position}]"
        overlay, found = read_overlay(written, place)
        if overlay is not None:
            found += overlay_findings(book, overlay, as_of, place)
            if not any(finding.severity == "error" for finding in found):
                book, more = lay_over(book, overlay, place)
                found += more
        findings += found
    return book, findings


def _with_changes(book: Rulebook, asked: Mapping[str, bool | dict[str, Any]]) -> tuple[Rulebook, list[Finding]]:
    """The rules as the scenario changes them; that less is refused than a text asks for is worth a note."""
    rules = dict(book.rules)
    changes: list[Change] = []
    findings: list[Finding] = []
    for rule, change in asked.items():
        where = f"{WHERE}.changes.{shorten(rule)}"
        if rule not in rules:
            remedy = did_you_mean(rule, rules)
            findings.append(Finding("error", where, _("no such rule in the pack"), remedy, shorten(rule)))
            continue
        numbers = {"on": change} if isinstance(change, bool) else change
        rules[rule], found = changed(book.rules[rule], numbers, where, (SCENARIO,), "")
        findings += found
        changes += rule_changes(SCENARIO, rule, book.rules[rule], rules[rule], (SCENARIO,), "")
    looser = [change for change in changes if change.looser and _from_a_text(book, change.what)]
    if looser:
        told = ", ".join(
            _("{what} {after} (was {before})").format(what=change.what, after=change.after, before=change.before)
            for change in looser
        )
        message = _("less is refused than the rules of {pack} ask for: {told}").format(pack=book.pack, told=told)
        findings.append(Finding("note", f"{WHERE}.changes", message, _("Nothing to do if that is decided.")))
    return replace(book, rules=rules, changes=(*book.changes, *changes)), findings


def _from_a_text(book: Rulebook, what: str) -> bool:
    """Whether a rule, or a number of it, has a source but the program itself."""
    rule, __, name = what.partition(".")
    setting = book.rules[rule]
    numbers = [setting.numbers[name]] if name else [*setting.numbers.values()]
    tags = {tag for number in numbers for tag in number.source} | set(() if name else setting.source)
    return bool(tags - {"product"})


def _with_titles(book: Rulebook, scenario: Scenario) -> Rulebook:
    """The titles with the scenario's own on top: a blank cell keeps what was there."""
    titles = dict(book.titles)
    changes: list[Change] = []
    for row in scenario.tables["titles"].to_dict("records"):
        base = titles.get(row["title"], Title(row["title"]))
        written = {name: _cell(row[name]) for name in TABLES["titles"].names[1:]}
        given = {name: value for name, value in written.items() if value is not None}
        if "fields" in given:
            given["fields"] = tuple(filter(None, str(given["fields"]).split(";")))
        what = f"titles.{base.title}"
        if base.title not in titles:
            base = replace(base, source=(SCENARIO,))
            changes.append(Change(SCENARIO, what, _("not there"), "added", (SCENARIO,), ""))
        else:
            cells = ((name, told_cell(getattr(base, name)), told_cell(value)) for name, value in given.items())
            changes += [
                Change(SCENARIO, f"{what}.{name}", old, new, (SCENARIO,), "") for name, old, new in cells if old != new
            ]
        titles[base.title] = replace(base, **given)
    return replace(book, titles=titles, changes=(*book.changes, *changes))


def _cell(value: Any) -> Any:
    """A cell of the titles table, or None when blank."""
    return None if pd.isna(value) or value == "" else value
