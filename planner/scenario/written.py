"""Where the settings and tables of a scenario stand: in a folder or in a workbook."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from planner.language import _
from planner.scenario.cells import nearest
from planner.scenario.columns import TABLES
from planner.scenario.csvfile import read_csv
from planner.scenario.findings import Finding, here_and_in, shorten
from planner.scenario.header import known_sheet
from planner.scenario.settings_source import SettingsSource, no_settings, sheet_source, yaml_source
from planner.scenario.sheet import Sheet, place
from planner.scenario.stray import failed_formulas, stray_cell

SETTINGS: Final = "scenario"
"""Name of the settings file and of the settings sheet."""
YAML_SUFFIXES: Final = (".yaml", ".yml")
_SUFFIXES: Final = (".csv", ".tsv", *YAML_SUFFIXES)
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")


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
    others : tuple[str, ...]
        Names of further csv files, or of further sheets.
    """

    source: SettingsSource
    sheets: Mapping[str, Sheet]
    unreadable: frozenset[str] = frozenset()
    is_csv: bool = True
    findings: tuple[Finding, ...] = field(default=())
    others: tuple[str, ...] = ()

    def top(self, table: str) -> str:
        """Where the first line of a table stands, or would stand."""
        return place(f"{table}.csv" if self.is_csv else table, 1, is_csv=self.is_csv)


def plain_name(name: str) -> str:
    """The name of a sheet without spaces and capitals, which do not matter."""
    return "".join(name.split()).casefold()


def written_folder(folder: Path) -> Written:
    """The files of a folder; files of other names are passed over unless they look misspelt or are workbooks."""
    names = sorted(item.name for item in folder.iterdir())
    known = {SETTINGS: f"{SETTINGS}.yaml"} | {name: f"{name}.csv" for name in TABLES}
    misspelt = _misspelt([name for name in names if Path(name).suffix.casefold() in _SUFFIXES], known, is_csv=True)
    # Equal findings are told once: a workbook may stand for several tables.
    found = list(dict.fromkeys(finding for name, finding in misspelt.items() if name != SETTINGS))
    for name in names:
        if Path(name).suffix.casefold() in _WORKBOOKS and not name.startswith("~$"):
            held = _held(folder / name)
            if held:
                instead = [table for table in held if known[table] not in names and table not in misspelt]
                finding = _workbook_in_folder(name, [known[table] for table in held], stops=bool(instead))
                misspelt |= dict.fromkeys(instead, finding)
                found += [] if SETTINGS in instead else [finding]
    sheets: dict[str, Sheet | None] = dict.fromkeys(misspelt)
    for name in TABLES:
        if known[name] in names:
            sheets[name], bad = read_csv(folder / known[name], name)
            found += bad
    path = folder / known[SETTINGS]
    source = yaml_source(path) if path.exists() else _no_settings(path.name, misspelt.get(SETTINGS), is_csv=True)
    others = [name for name in names if Path(name).suffix.casefold() in (".csv", ".tsv") and name not in known.values()]
    return _written(source, sheets, found, others, is_csv=True)


def _held(path: Path) -> list[str]:
    """The tables that a workbook probably holds, by its own name and its sheets' names."""
    try:
        # A pipe or a device may never end.
        names = [plain_name(name) for name in CalamineWorkbook.from_path(path).sheet_names] if path.is_file() else []
    except (CalamineError, OSError):
        names = []
    own = nearest(path.stem, (SETTINGS, *TABLES))
    return [name for name in (SETTINGS, *TABLES) if name in names or name == own]


def _workbook_in_folder(name: str, files: list[str], *, stops: bool) -> Finding:
    remedy = _("Save what it holds as {files} (CSV UTF-8), or give {name} itself as the scenario.").format(
        files=", ".join(files), name=name
    )
    message = _("a workbook inside the folder of a scenario is not read")
    return Finding("error" if stops else "note", place(name, 1), message, remedy, shorten(name))


def written_workbook(path: Path) -> Written:
    """The sheets of a workbook; sheets of other names are passed over unless they look misspelt."""
    known = {name: name for name in (SETTINGS, *TABLES)}
    try:
        book = CalamineWorkbook.from_path(path)
        names = list(book.sheet_names)
        alike = {table: [name for name in names if plain_name(name) == table] for table in known}
        read = {table: _sheet(path, book, table, same) for table, same in alike.items() if same}
    except (CalamineError, OSError) as error:
        where = f"{path.name}:1"
        remedy = _("Save it anew as an Excel workbook (.xlsx) without a password.")
        unread = Finding("error", where, _("the workbook cannot be read: {error}").format(error=shorten(error)), remedy)
        return _written(no_settings(unread), dict.fromkeys(known), [], is_csv=False)
    others = [name for name in names if plain_name(name) not in known]
    misspelt = _misspelt(others, {name: name for name in known if name not in read}, is_csv=False)
    settings, unusable = read.pop(SETTINGS, (None, []))
    found = [finding for name, finding in misspelt.items() if name != SETTINGS]
    found += [finding for _, bad in read.values() for finding in bad]
    if settings:
        source = sheet_source(settings)
        found += unusable
    else:
        why = unusable[0] if unusable else misspelt.get(SETTINGS)
        source = _no_settings(SETTINGS, why, is_csv=False)
    sheets = dict.fromkeys(misspelt) | {name: sheet for name, (sheet, _) in read.items()}
    return _written(source, sheets, found, others, is_csv=False)


def _written(
    source: SettingsSource,
    sheets: Mapping[str, Sheet | None],
    found: Iterable[Finding],
    others: Iterable[str] = (),
    *,
    is_csv: bool,
) -> Written:
    readable = {name: sheet for name, sheet in sheets.items() if sheet is not None}
    return Written(source, readable, frozenset(sheets) - frozenset(readable), is_csv, tuple(found), tuple(others))


def _no_settings(file: str, why: Finding | None, *, is_csv: bool) -> SettingsSource:
    """Settings that are not there; when they are only misspelt or cannot be used, that is the finding."""
    remedy = _("Write {file} with at least name and as_of.").format(file=file)
    missing = Finding("error", place(file, 1, is_csv=is_csv), _("the settings are missing"), remedy)
    return no_settings(why or missing)


def _misspelt(names: Iterable[str], known: Mapping[str, str], *, is_csv: bool) -> dict[str, Finding]:
    """Tables that are not there under their own name, but probably under another."""
    names = list(names)
    absent = [table for table, name in known.items() if name not in names]
    found = {}
    for name in (name for name in names if name not in known.values()):
        # Any other yaml file may be an alternative, called as one likes.
        meant = [SETTINGS] if Path(name).suffix.casefold() in YAML_SUFFIXES else absent
        close = nearest(Path(name).stem if is_csv else name, [table for table in meant if table in absent])
        if close:
            remedy = _("Rename it {known}, or give it a name that is less like it.").format(known=known[close])
            like = _("no known file, but much like {known}") if is_csv else _("no known sheet, but much like {known}")
            message = like.format(known=known[close])
            found[close] = Finding("error", place(name, 1, is_csv=is_csv), message, remedy, shorten(name))
    return found


def _sheet(path: Path, book: CalamineWorkbook, table: str, same: list[str]) -> tuple[Sheet | None, list[Finding]]:
    """The sheet of a table from the sheets that bear its name, of which there should be one."""
    name = same[0]
    if len(same) > 1:
        message, remedy = (
            _("several sheets are named like {table}").format(table=table),
            _("Keep one of them, and rename the others."),
        )
        return None, [Finding("error", place(name, 1, is_csv=False), message, remedy, shorten(", ".join(same)))]
    stray = stray_cell(path, name)
    if stray:
        line, position = stray
        where = place(name, line, position, is_csv=False)
        remedy = _("Clear it, or delete all rows and columns beyond the table, and save the workbook.")
        return None, [Finding("error", where, _("a cell stands too far away from the table"), remedy)]
    sheet = book.get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    rows = enumerate(sheet.to_python(skip_empty_area=True), start=top + 1)
    lines = [(line, [cell_text(cell) for cell in cells]) for line, cells in rows]
    read, found = known_sheet(table, name, lines, is_csv=False, first_column=left)
    return read, [*failed(path, name), *found]


def failed(path: Path, name: str) -> Iterator[Finding]:
    """Formulas that failed: their cells would pass for blank ones."""
    for shown, cells in failed_formulas(path, name).items():
        line, position = cells[0]
        more = len(cells) - 1
        also = here_and_in(more) if more else ""
        where = place(name, line, position, is_csv=False)
        yield Finding(
            "error",
            where,
            _("the formula fails{also}").format(also=also),
            _("Mend it, or clear the cell."),
            shorten(shown),
        )


def cell_text(value: float | str | bool | time | date | datetime | timedelta) -> str:
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
