"""Reading a scenario from a folder or a workbook, with every finding at once."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import pandas as pd

from planner.language import _
from planner.scenario.columns import TABLES
from planner.scenario.cross import Loaded, cross_findings
from planner.scenario.extends import load
from planner.scenario.findings import Finding, shorten
from planner.scenario.holder_checks import holder_findings
from planner.scenario.mix_checks import canonical_values, leaving_findings, mix_findings
from planner.scenario.needs import missing_tables, pack_needs
from planner.scenario.pin_checks import pin_findings
from planner.scenario.references import reference_findings
from planner.scenario.scenario import Scenario
from planner.scenario.session_checks import budget_findings, session_findings
from planner.scenario.settings import RulesChoice
from planner.scenario.settings_check import check_settings, draft
from planner.scenario.settings_source import SettingsSource
from planner.scenario.table import empty_frame, own_columns, read_table
from planner.scenario.written import SETTINGS, Written, plain_name

_PLACE = re.compile(
    r"(?P<folder>.*[/\]])?(?P<name>[^/\]]*?)(?:\.csv|(?P<yaml>\.ya?ml))?[:!][A-Z]*(?P<line>[0-9]+)", re.DOTALL
)


def read(
    path: Path,
    known_titles: Collection[str] = (),
    rule_findings: Callable[[RulesChoice, str], Iterable[Finding]] | None = None,
    alternatives: Sequence[str] = (),
    given: SettingsSource | None = None,
) -> tuple[Scenario | None, tuple[Finding, ...]]:
    """Read a scenario and say everything that is wrong with it.

    Parameters
    ----------
    path : Path
        A folder with scenario.yaml and csv files, an xlsx workbook with
        sheets of the same names, or a yaml file that extends one of these.
    known_titles : collection of str
        Titles that the rule packs bring; further ones must be in the table titles.
    rule_findings : callable, optional
        Tells what is wrong with a choice of rules on the day of ``as_of``. It is asked only where there is no scenario
        to tell it of, so that those findings come with all the others.
    alternatives : sequence of str
        Names or paths of alternatives to lay over it, one after the other.
    given : SettingsSource, optional
        Settings that win over all that is written.

    Returns
    -------
    Scenario or None, tuple of Finding
        None when at least one finding is an error.
    """
    if not path.exists():
        remedy = _("Give its folder, its xlsx workbook, or the yaml file of an alternative.")
        return None, (Finding("error", f"{shorten(path.name)}:1", _("there is no such scenario"), remedy),)
    written = load(path, alternatives, given)
    scenario, found = checked(written, known_titles)
    usable = draft(written.source)
    found += [*missing_tables(written, usable.pack), *pack_needs(written, usable.pack)]
    if _stops(found) and rule_findings and usable.rules:
        found += rule_findings(usable.rules, usable.as_of)
    return (None if _stops(found) else scenario), tuple(in_input_order(found))


def checked(written: Written, known_titles: Collection[str]) -> tuple[Scenario | None, list[Finding]]:
    """The scenario of what is written, but for what its rule pack needs to be filled in.

    Parameters
    ----------
    written : Written
        Settings and tables as written.
    known_titles : collection of str
        Titles that the rule packs bring.

    Returns
    -------
    Scenario or None, list of Finding
        None when at least one finding is an error.
    """
    settings, found = check_settings(written.source)
    found += [*written.source.findings, *written.findings]
    usable = draft(written.source)
    used = {"cluster", *(target.column for _, target in usable.mix), *(group.column for _, group in usable.leaving)}
    frames: dict[str, pd.DataFrame] = {}
    for name, table in TABLES.items():
        if name in written.sheets:
            frames[name], bad = read_table(table, written.sheets[name])
            found += [*bad, *own_columns(table, written.sheets[name], used)]
        else:
            frames[name] = empty_frame(table)
    loaded = Loaded(frames, written.sheets, written.unreadable, known_titles, usable)
    found += reference_findings(loaded)
    found += cross_findings(loaded)
    found += holder_findings(loaded)
    found += session_findings(loaded)
    found += pin_findings(loaded)
    found += mix_findings(loaded, written.source)
    found += leaving_findings(loaded, written.source)
    found += budget_findings(loaded, written.source)
    found = in_input_order(found)
    if settings is None or _stops(found):
        return None, found
    places = {name: [sheet.where(row) for row in range(len(sheet.lines))] for name, sheet in written.sheets.items()}
    return Scenario(canonical_values(settings), frames, places), found


def in_input_order(found: Iterable[Finding]) -> list[Finding]:
    """Findings by table, then by file and line."""
    order = [SETTINGS, *TABLES]

    def position(finding: Finding) -> tuple[int, str, int]:
        match = _PLACE.fullmatch(finding.where)
        if not match:
            return len(order), "", 0
        # A yaml file is an alternative's settings, whatever it is called.
        table = SETTINGS if match["yaml"] else plain_name(match["name"])
        folder = match["folder"] or ""
        return (order.index(table), folder, int(match["line"])) if table in order else (len(order), "", 0)

    return sorted(found, key=position)


def _stops(found: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in found)
