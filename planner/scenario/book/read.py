"""Reading a workbook into a scenario: the program's own workbook as it stands, a planner's own lists as understood."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from planner.language import _
from planner.scenario.book.blocks import table_rows
from planner.scenario.book.entries import Entry, Rows
from planner.scenario.book.grid import Grid, read_grids
from planner.scenario.book.headings import NUMBER, Head, find_head
from planner.scenario.book.labels import PROGRAM_SHEETS, SETTINGS_COLUMNS
from planner.scenario.book.people import read_people
from planner.scenario.book.places import Places, free_name
from planner.scenario.book.plain import slug
from planner.scenario.book.reading import Reading
from planner.scenario.book.references import Known, resolve_references
from planner.scenario.book.told import ColumnTold
from planner.scenario.book.values import read_exact, read_value
from planner.scenario.cells import on_one_line
from planner.scenario.columns import TABLES
from planner.scenario.findings import Finding, shorten
from planner.scenario.needs import missing_tables, pack_needs
from planner.scenario.read import checked
from planner.scenario.scenario import Scenario
from planner.scenario.settings_check import draft
from planner.scenario.settings_source import SettingsSource, sheet_source
from planner.scenario.sheet import Sheet
from planner.scenario.written import SETTINGS, Written

__all__ = ["Known", "Opened", "open_book"]

_NAMED: Final = ("name", "_given")


@dataclass(frozen=True)
class Opened:
    """What a workbook holds.

    Attributes
    ----------
    scenario : Scenario or None
        None when a finding is an error.
    findings : tuple of Finding
        What is wrong, what was assumed, what is missing and what to look at.
    columns : tuple of ColumnTold
        Every column of every sheet that was read.
    """

    scenario: Scenario | None
    findings: tuple[Finding, ...]
    columns: tuple[ColumnTold, ...]


def open_book(path: Path, known: Callable[[str], Known], assumed: dict[str, str]) -> Opened:
    """Read a workbook.

    Parameters
    ----------
    path : Path
        An .xlsx, .xlsm, .xls or .ods workbook.
    known : callable
        Tells what the rules know of titles, by the name of the rule pack.
    assumed : dict of str to str
        Settings of a workbook without a sheet of settings.
    """
    grids, found = read_grids(path)
    book = _Book(path, known)
    heads = [(grid, find_head(grid)) for grid in grids if grid.name not in PROGRAM_SHEETS]
    for grid, head in heads:
        if head is None:
            message = _("the sheet is passed over: no two headings of a table stand in one row")
            remedy = _("Nothing to do if it holds none; else head the columns as `planner template` does.")
            found.append(Finding("note", grid.where(0), message, remedy))
        else:
            book.take(grid, head)
    if not book.tables and not any(finding.severity == "error" for finding in found):
        remedy = _("Head a list of people with Họ và tên, Ngày sinh, Chức vụ, or start from `planner template`.")
        found.append(Finding("error", f"{path.name}:1", _("nothing in the workbook could be read"), remedy))
    scenario, checks = book.checked(assumed) if book.tables else (None, [])
    findings = (*found, *book.findings, *checks)
    stopped = any(finding.severity == "error" for finding in findings)
    return Opened(None if stopped else scenario, findings, tuple(book.told))


class _Book:
    """The sheets of a workbook, one after the other, and then as a whole."""

    def __init__(self, path: Path, known: Callable[[str], Known]) -> None:
        self.path = path
        self.known = known
        self.tables: dict[str, Rows] = {}
        self.settings: SettingsSource | None = None
        self.told: list[ColumnTold] = []
        self.findings: list[Finding] = []

    def take(self, grid: Grid, head: Head) -> None:
        """Read one sheet."""
        self.findings += _heading_findings(grid, head)
        if head.table == SETTINGS:
            self._take_settings(grid, head)
        elif head.own and head.table == "cadres":
            self._take_people(grid, head)
        else:
            self._take_table(grid, head)

    def checked(self, assumed: dict[str, str]) -> tuple[Scenario | None, list[Finding]]:
        """Fill in what follows, and check the whole as any other scenario."""
        own = not any(rows.exact for rows in self.tables.values())
        source = self.settings
        found = [finding for about in self.told for finding in about.findings()]
        if source is None:
            source = SettingsSource(data=dict(assumed), places={(): f"{self.path.name}:1"})
            told = ", ".join(f"{key}: {value}" for key, value in assumed.items())
            message = _("there is no sheet of settings; assumed")
            remedy = _("Change them in scenario.yaml.")
            found.append(Finding("note", f"{self.path.name}:1", message, remedy, shorten(told)))
        pack = draft(source).pack
        known = self.known(pack)
        self._number()
        if "cadres" in self.tables:
            places = Places(self.tables, known)
            places.fill_in()
            found += places.findings
        resolve_references(self.tables, known)
        # A sheet without rows says nothing, but those of which something must be said.
        sheets = {
            name: rows.sheet()
            for name, rows in self.tables.items()
            if rows.entries or rows.exact or TABLES[name].required
        }
        written = Written(source, sheets, is_csv=False)
        scenario, checks = checked(written, known.every)
        missing = [*missing_tables(written, pack), *pack_needs(written, pack)]
        if own and "posts" in sheets and sheets["posts"].lines:
            # What a list of people does not say can be filled in later.
            missing = [replace(finding, severity="warning") for finding in missing]
        return scenario, [*found, *checks, *missing, *_twice(self.tables.get("cadres"))]

    def _rows(self, grid: Grid, head: Head) -> Rows:
        rows = self.tables.setdefault(head.table, Rows(head.table, grid.where(head.line)))
        rows.exact = rows.exact or not head.own
        return rows

    def _take_settings(self, grid: Grid, head: Head) -> None:
        positions = [head.position(column) or 0 for column in SETTINGS_COLUMNS]
        lines = [line for line in range(head.below, len(grid.rows)) if grid.rows[line][positions[0]]]
        columns = {
            name: [grid.rows[line][at] for line in lines] for name, at in zip(SETTINGS_COLUMNS, positions, strict=True)
        }
        places = dict(zip(SETTINGS_COLUMNS, positions, strict=True))
        numbers = [line + 1 for line in lines]
        header = head.line + 1
        self.settings = sheet_source(
            Sheet(SETTINGS, grid.name, columns, numbers, places, header_line=header, is_csv=False)
        )
        self.findings += self.settings.findings

    def _take_people(self, grid: Grid, head: Head) -> None:
        if not any(head.position(column) is not None for column in _NAMED):
            message, remedy = _("the list has no column of names"), _("Head it Họ và tên, or Full name.")
            self.findings.append(Finding("error", grid.where(head.line), message, remedy))
            return
        people = read_people(grid, head)
        rows = self._rows(grid, head)
        rows.entries += people.entries
        # What could not be read is blank in a column that is there, not a missing column.
        rows.columns |= {one.column: one.where for one in people.columns if one.column in TABLES["cadres"].names}
        self.told += people.columns
        self.findings += people.findings

    def _take_table(self, grid: Grid, head: Head) -> None:
        rows = self._rows(grid, head)
        known = {column.name: column for column in TABLES[head.table].columns}
        told = []
        for heading in head.headings:
            column = heading.column or on_one_line(heading.text)
            about = ColumnTold(grid.where(head.line, heading.position), heading.text, head.table, column, own=head.own)
            told.append(about)
            if column != NUMBER:
                rows.columns.setdefault(column, about.where)
        for row in table_rows(grid, head):
            entry = Entry(grid.where(row.line))
            for heading, about, text in zip(head.headings, told, row.cells, strict=True):
                if text and about.column != NUMBER:
                    where = grid.where(row.line, heading.position)
                    one = known.get(about.column)
                    reader = read_value if head.own else read_exact
                    reading = reader(one, text) if one and not one.ref else Reading(text)
                    entry.put(about.column, about.take(where, text, reading), where)
            rows.entries.append(entry)
        self.told += told

    def _number(self) -> None:
        """Ids for people and units that have none."""
        for table in ("units", "cadres"):
            key, rows = TABLES[table].key[0], self.tables.get(table)
            if rows is None:
                continue
            taken = {entry.get(key) for entry in rows.entries}
            width = len(str(len(rows.entries)))
            for number, entry in enumerate(rows.entries, start=1):
                if not entry.get(key) and entry.get("name"):
                    wanted = f"c{number:0{width}}" if table == "cadres" else slug(entry.get("name"))
                    entry.put(key, free_name(wanted, taken), entry.where)
                    taken.add(entry.get(key))


def _heading_findings(grid: Grid, head: Head) -> Iterable[Finding]:
    """Headings that may be misspelt, and columns of the program that stand twice."""
    seen: set[str] = set()
    for heading in head.headings:
        where = grid.where(head.line, heading.position)
        if heading.offered:
            message = _("the heading is not known; the column is kept under this name")
            remedy = _("Did you mean {known}? Rename it and import again if so.").format(known=heading.offered)
            yield Finding("warning", where, message, remedy, shorten(heading.text))
        if not head.own and heading.column in seen:
            remedy = _("Keep one of the two columns, or rename one.")
            yield Finding("error", where, _("the column stands twice"), remedy, shorten(heading.column))
        seen.add(heading.column)


def _twice(cadres: Rows | None) -> Iterable[Finding]:
    """People who seem to stand in the lists twice; only one's own lists are without ids that would tell."""
    seen: dict[tuple[str, str], str] = {}
    for entry in cadres.entries if cadres and not cadres.exact else ():
        person = entry.get("name"), entry.get("birth_date")
        if all(person) and seen.setdefault(person, entry.where) != entry.where:
            message = _("the same name and date of birth stand at {where}").format(where=seen[person])
            remedy = _("Keep one of the two rows, if they are one person.")
            yield Finding("warning", entry.where, message, remedy, shorten(person[0]))
