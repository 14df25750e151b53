"""What commands are given: scenarios, rule packs, dates, the plan published before."""

# Commands import what they need when they run, so that help answers at once.

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from planner.cli.frame import NO
from planner.language import _

if TYPE_CHECKING:
    from planner.plan.plan import Plan
    from planner.plan.verify import Verification
    from planner.rulebook.book import Rulebook
    from planner.rulebook.overlay import Overlay
    from planner.scenario.findings import Finding
    from planner.scenario.scenario import Scenario


def read_scenario(path: Path, alternatives: Sequence[str] = ()) -> "tuple[Scenario | None, tuple[Finding, ...]]":
    """Read a scenario with alternatives laid over it, in a process that keeps its memory; all findings with it."""
    from planner import check as checking
    from planner.engine.memory import keep_freed

    keep_freed()
    return checking.read(path, alternatives)


def load_scenario(path: Path, alternatives: Sequence[str] = ()) -> "Scenario":
    """Read a scenario that can be planned, with alternatives laid over it.

    Its warnings go to the terminal, notes are for ``check``.
    """
    from planner.report.terminal import print_findings
    from planner.scenario.findings import InputError

    scenario, findings = read_scenario(path, alternatives)
    if scenario is None:
        raise InputError(findings)
    print_findings(finding for finding in findings if finding.severity == "warning")
    return scenario


def read_solved(folder: Path, *, as_json: bool) -> "Plan":
    """Read a plan that is to be shown; where the folder tells only that there is none, say so and end."""
    from planner.plan import store
    from planner.report.summary import STATUS, has_plan, summary_json
    from planner.report.terminal import print_json, tell

    read = store.read(folder)
    if not has_plan(read):
        if as_json:
            print_json(summary_json(read))
        tell(_("Error: there is no plan here: {status}").format(status=_(STATUS[read.status])), err=True)
        sys.exit(NO)
    return read


def read_verified(folder: Path, *, as_json: bool) -> "Plan":
    """Read a plan that is to be reckoned with; where it does not hold against its own scenario, say so and end."""
    from planner.plan.verify import verify

    read = read_solved(folder, as_json=as_json)
    verification = verify(read.scenario, read)
    if not verification.ok:
        told = _("{plan} does not fit its own scenario; solve again, or take it from a copy.")
        end_unfit(read, verification, told.format(plan=folder), as_json=as_json)
    return read


def end_unfit(plan: "Plan", verification: "Verification", remedy: str, *, as_json: bool) -> NoReturn:
    """Tell what is wrong with a plan and what to do, and end."""
    from planner.report.terminal import print_json, tell
    from planner.report.verdict import verdict, verdict_json

    if as_json:
        print_json({**verdict_json(verification), "remedy": remedy})
    else:
        tell(verdict(plan, verification), err=True)
        tell(remedy, err=True)
    sys.exit(NO)


def rule_pack(name: str) -> "Rulebook":
    """A rule pack that comes with the program."""
    from planner.rulebook.rulebook import pack, pack_names

    if name not in pack_names():
        raise click.BadParameter(
            _("{name!r} is no rule pack; use one of {pack_names}.").format(
                name=name, pack_names=", ".join(pack_names())
            ),
            param_hint="PACK",
        )
    return pack(name)


def chosen_rules(
    packs: tuple[str, ...], overlays: tuple[str, ...], scenario: Path | None
) -> "tuple[Rulebook, list[Overlay]]":
    """The rulebook to list, and the overlays in it."""
    from planner.rulebook.overlay import read_overlay
    from planner.rulebook.rulebook import resolve, with_overlays, without_unread
    from planner.scenario.extends import overlay_files
    from planner.scenario.findings import InputError
    from planner.scenario.settings import Settings

    if len(packs) > 1 or (scenario and (packs or overlays)):
        raise click.UsageError(_("Name one rule pack, with overlays or without, or a scenario."))
    if scenario:
        loaded = load_scenario(scenario)
        book = resolve(loaded)[0]
        written: Sequence[str | dict[str, Any]] = loaded.settings.rule_choice.overlays
    else:
        named = packs[0] if packs else Settings.model_fields["rules"].default
        written, unread = overlay_files(overlays, Path(), where="--overlay")
        book, findings = with_overlays(rule_pack(named), written, where="--overlay")
        findings = [*unread, *without_unread(findings, written, where="--overlay")]
        if findings:
            raise InputError(findings)
    read = (read_overlay(overlay, "")[0] for overlay in written)
    return book, [overlay for overlay in read if overlay]


def pin_month(text: str | None, *, with_previous: bool) -> int | None:
    """The month of --pin-until."""
    from planner.scenario.dates import month_index, parse_date

    if text is None:
        return None
    if not with_previous:
        raise click.UsageError(_("--pin-until speaks of the plan that --previous names; give both."))
    try:
        return month_index(parse_date(text))
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--pin-until") from error


def carried(scenario: "Scenario", previous: Path, pin_until: int | None) -> "Scenario":
    """The scenario with what a plan has published; what was left out or is overdue goes to the terminal."""
    from planner.plan import store
    from planner.plan.carry import carry
    from planner.report.terminal import print_findings

    carried, findings = carry(scenario, store.read(previous), pin_until)
    print_findings(findings)
    return carried
