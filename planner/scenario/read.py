"""Reading a scenario from a folder or a workbook, with every finding at once."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from planner.scenario.columns import TABLES
from planner.scenario.csvfile import read_csv
from planner.scenario.findings import Finding
from planner.scenario.references import reference_findings
from planner.scenario.scenario import Scenario
from planner.scenario.settings_check import check_settings
from planner.scenario.settings_source import SettingsSource, yaml_source
from planner.scenario.sheet import Sheet
from planner.scenario.table import empty_frame, read_table


def read(path: Path, known_titles: Collection[str] = ()) -> tuple[Scenario | None, tuple[Finding, ...]]:
    """Read a scenario and say everything that is wrong with it.

    Parameters
    ----------
    path : Path
        A folder with scenario.yaml and csv files, or an xlsx workbook.
    known_titles : collection of str
        Titles that the rule packs bring; further ones must be in the table titles.

    Returns
    -------
    Scenario or None, tuple of Finding
        None when at least one finding is an error.
    """
    source = yaml_source(path / "scenario.yaml")
    sheets: dict[str, Sheet] = {}
    found: list[Finding] = []
    unreadable = set()
    for name in TABLES:
        file = path / f"{name}.csv"
        if file.exists():
            sheet, bad = read_csv(file, name)
            found += bad
            if sheet is None:
                unreadable.add(name)
            else:
                sheets[name] = sheet
    scenario, bad = checked(source, sheets, known_titles, unreadable)
    return scenario, (*found, *bad)


def checked(
    source: SettingsSource, sheets: Mapping[str, Sheet], known_titles: Collection[str], unreadable: Collection[str] = ()
) -> tuple[Scenario | None, list[Finding]]:
    """The scenario of settings and tables as written, and what is wrong with them."""
    settings, bad = check_settings(source)
    found = [*source.findings, *bad]
    frames: dict[str, pd.DataFrame] = {}
    for name, table in TABLES.items():
        if name in sheets:
            frames[name], bad = read_table(table, sheets[name])
            found += bad
        else:
            frames[name] = empty_frame(table)
    found += reference_findings(frames, sheets, known_titles, unreadable)
    if settings is None or any(finding.severity == "error" for finding in found):
        return None, found
    return Scenario(settings, frames), found
