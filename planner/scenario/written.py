"""Where the settings and tables of a scenario stand: in a folder or in a workbook."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from planner.scenario.cells import nearest
from planner.scenario.columns import TABLES
from planner.scenario.csvfile import read_csv
from planner.scenario.findings import Finding, shorten
from planner.scenario.settings_source import SettingsSource, sheet_source, yaml_source
from planner.scenario.sheet import Sheet, place, sheet_of

SETTINGS: Final = "scenario"
"""Name of the settings file and of the settings sheet."""


@dataclass(frozen=True)
class Written:
    """A scenario as written, before anything is checked but its form.

    Attributes
    ----------
    source : SettingsSource
        The settings.
    sheets : Mapping[str, Sheet]
        The tables that are there, by name.
    unreadable : frozenset[str]
        Tables that are there but could not be read.
    is_csv : bool
        Whether it is a folder of csv files.
    findings : tuple[Finding, ...]
        What is wrong with the form.
    """

    source: SettingsSource
    sheets: Mapping[str, Sheet]
    unreadable: frozenset[str] = frozenset()
    is_csv: bool = True
    findings: tuple[Finding, ...] = field(default=())

    def top(self, table: str) -> str:
        """Where the first line of a table stands, or would stand."""
        return place(f"{table}.csv" if self.is_csv else table, 1, is_csv=self.is_csv)


def written_folder(folder: Path) -> Written:
    """The files of a folder; files of other names are passed over unless they look misspelt."""
    names = sorted(item.name for item in folder.iterdir())
    known = [f"{SETTINGS}.yaml", *(f"{name}.csv" for name in TABLES)]
    candidates = [name for name in names if Path(name).suffix.casefold() in (".csv", ".tsv", ".yaml", ".yml")]
    found = _misspelt(candidates, known, is_csv=True)
    path = folder / f"{SETTINGS}.yaml"
    source = yaml_source(path) if path.exists() else _no_settings(path.name, is_csv=True)
    sheets = {}
    for name in TABLES:
        if f"{name}.csv" in names:
            sheet, bad = read_csv(folder / f"{name}.csv", name)
            found += bad
            sheets[name] = sheet
    return _written(source, sheets, found, is_csv=True)


def written_workbook(path: Path) -> Written:
    """The sheets of a workbook; sheets of other names are passed over unless they look misspelt."""
    try:
        book = CalamineWorkbook.from_path(path)
        names = list(book.sheet_names)
        known = (SETTINGS, *TABLES)
        read = {name: _sheet(name, book.get_sheet_by_name(name)) for name in known if name in names}
    except (CalamineError, OSError) as error:
        remedy = "Save it anew as an Excel workbook (.xlsx) without a password."
        found = [Finding("error", f"{path.name}:1", f"the workbook cannot be read: {shorten(error)}", remedy)]
        return _written(SettingsSource(places={(): f"{path.name}:1"}), dict.fromkeys(TABLES), found, is_csv=False)
    found = _misspelt(names, known, is_csv=False)
    found += [finding for _, bad in read.values() for finding in bad]
    settings = read.pop(SETTINGS, (None, []))[0]
    source = sheet_source(settings) if settings else _no_settings(SETTINGS, is_csv=False)
    return _written(source, {name: sheet for name, (sheet, _) in read.items()}, found, is_csv=False)


def _written(
    source: SettingsSource, sheets: Mapping[str, Sheet | None], found: Iterable[Finding], *, is_csv: bool
) -> Written:
    readable = {name: sheet for name, sheet in sheets.items() if sheet is not None}
    return Written(source, readable, frozenset(sheets) - frozenset(readable), is_csv, tuple(found))


def _no_settings(file: str, *, is_csv: bool) -> SettingsSource:
    where = place(file, 1, is_csv=is_csv)
    remedy = f"Write {file} with at least name and as_of."
    return SettingsSource(places={(): where}, findings=[Finding("error", where, "the settings are missing", remedy)])


def _misspelt(names: Iterable[str], known: Iterable[str], *, is_csv: bool) -> list[Finding]:
    """Files or sheets that are probably meant to be a known one that is not there."""
    names, known = list(names), list(known)
    absent = {Path(name).stem: name for name in known if name not in names}
    found = []
    for name in names:
        close = "" if name in known else nearest(Path(name).stem, list(absent))
        if close:
            where = place(name, 1, is_csv=is_csv)
            remedy = f"Rename it {absent[close]}, or give it a name that is less like it."
            message = f"no known {'file' if is_csv else 'sheet'}, but much like {absent[close]}"
            found.append(Finding("error", where, message, remedy, shorten(name)))
    return found


def _sheet(name: str, sheet: CalamineSheet) -> tuple[Sheet | None, list[Finding]]:
    top, left = sheet.start or (0, 0)
    rows = enumerate(sheet.to_python(skip_empty_area=True), start=top + 1)
    lines = [(line, [_cell_text(cell) for cell in cells]) for line, cells in rows]
    return sheet_of(name, name, lines, is_csv=False, first_column=left)


def _cell_text(value: float | str | bool | time | date | datetime | timedelta) -> str:
    """A spreadsheet's cell as one would write it in a csv file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return str(value)
