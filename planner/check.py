"""Reading a scenario with every finding: its tables, its choice of rules, and plain arithmetic; and its model."""

from collections.abc import Sequence
from pathlib import Path

from planner.domain.case import Case, build_case, case_of
from planner.domain.split import split, ties
from planner.language import _
from planner.model.eligibility import find_eligible
from planner.model.model import Model, build_model
from planner.model.screen import screen, screen_targets
from planner.rulebook.rulebook import choice_findings, pack, pack_names, resolve
from planner.scenario.findings import Finding, InputError
from planner.scenario.read import read as read_tables
from planner.scenario.scenario import Scenario
from planner.scenario.settings_source import SettingsSource


def read(
    path: Path | str, alternatives: Sequence[str] = (), given: SettingsSource | None = None
) -> tuple[Scenario | None, tuple[Finding, ...]]:
    """Read and check a scenario.

    Parameters
    ----------
    path : Path or str
        A scenario folder or workbook.
    alternatives : sequence of str
        Names or paths of alternatives to lay over it, one after the other.
    given : SettingsSource, optional
        Settings that win over all that is written.

    Returns
    -------
    Scenario or None, tuple of Finding
        None if any finding is an error. Findings come from the tables and the choice of rules and, where both can be
        used, from arithmetic that needs no solver.
    """
    scenario, findings = read_unscreened(path, alternatives, given)
    if scenario is None:
        return None, findings
    findings = (*findings, *_screened(case_of(scenario)))
    return (None if any(finding.severity == "error" for finding in findings) else scenario), findings


def read_unscreened(
    path: Path | str, alternatives: Sequence[str] = (), given: SettingsSource | None = None
) -> tuple[Scenario | None, tuple[Finding, ...]]:
    """Read a scenario whose tables and choice of rules hold; whether any plan can keep it is not asked.

    Parameters
    ----------
    path, alternatives, given
        As in ``read``.

    Returns
    -------
    Scenario or None, tuple of Finding
        None if any finding is an error.
    """
    titles = {title for name in pack_names() for title in pack(name).titles}
    scenario, found = read_tables(Path(path), titles, choice_findings, alternatives, given)
    if scenario is None:
        return None, found
    findings = (*found, *resolve(scenario)[1])
    return (None if any(finding.severity == "error" for finding in findings) else scenario), findings


def _screened(case: Case) -> tuple[Finding, ...]:
    """Findings of plain arithmetic; province by province where these are planned one by one."""
    parted = split(case)
    if parted is None:
        together = _("Nothing to do if they belong together; it takes more time and memory than one by one.")
        notes = (_("the provinces are planned in one model: {tie}").format(tie=tie) for tie in ties(case))
        return (*(Finding("note", "units", note, together) for note in notes), *screen(case))
    found = (screen(build_case(block.scenario, case.rulebook)) for block in parted.blocks)
    return tuple(dict.fromkeys((*screen_targets(case), *(finding for findings in found for finding in findings))))


def load(path: Path | str, alternatives: Sequence[str] = ()) -> Scenario:
    """Read a scenario that is to be planned.

    Parameters
    ----------
    path : Path or str
        A scenario folder, a workbook, or a yaml file that extends one of them.
    alternatives : sequence of str
        What is laid over it, one after the other: names of files in its folder ``alternatives``, or paths.

    Raises
    ------
    InputError
        With every finding at once, if any of them is an error.
    """
    scenario, findings = read(path, alternatives)
    if scenario is None:
        raise InputError(findings)
    return scenario


def model_of(scenario: Scenario) -> Model:
    """Build the whole model of a scenario: what ``solve`` solves.

    Raises
    ------
    InputError
        When the scenario's choice of rules or its arithmetic does not hold.
    """
    rulebook, findings = resolve(scenario)
    case = build_case(scenario, rulebook)
    eligibility = find_eligible(case)
    findings = (*findings, *screen(case, eligibility))
    if any(finding.severity == "error" for finding in findings):
        raise InputError(findings)
    return build_model(case, eligibility)
