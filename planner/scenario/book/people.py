"""A planner's own list of people: from its rows to entries of the table cadres, titles and units still in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planner.language import _
from planner.scenario.book.blocks import Row, list_rows
from planner.scenario.book.entries import Entry
from planner.scenario.book.grid import Grid
from planner.scenario.book.headings import NUMBER, Head, Heading
from planner.scenario.book.plain import plain
from planner.scenario.book.reading import Reading
from planner.scenario.book.told import ColumnTold
from planner.scenario.book.values import read_name, read_value
from planner.scenario.cells import on_one_line
from planner.scenario.columns import TABLES, Kind
from planner.scenario.findings import Finding, shorten

OFFICE: Final = "_office"
"""The title in words, perhaps with the unit."""
_COLUMNS: Final = {column.name: column for column in TABLES["cadres"].columns}
_SPREADSHEET_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LATE_DAY: Final = re.compile(r"(1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d{4}")
_SEVERAL: Final = 3
_NAMES: Final = ("name", "_surname", "_given")
_WORDS: Final = {
    "title": OFFICE,
    "unit": "_unit",
    "native_unit": "_native",
    "sending_unit": "_sending",
    "former_title": "_former",
}
"""Columns that name a unit or a title in words, and where these are kept until all units and titles are known."""
PRIVATE: Final = tuple(_WORDS.values())
"""Columns that no scenario has: words that units and titles are read from."""


@dataclass(frozen=True)
class PeopleList:
    """The people of a sheet.

    Attributes
    ----------
    entries : list of Entry
        The people; titles and units in words under names with an underscore in front.
    columns : list of ColumnTold
        What was understood.
    findings : list of Finding
        Rows that were passed over and groups that are neither units nor blocs.
    """

    entries: list[Entry]
    columns: list[ColumnTold]
    findings: list[Finding]


def read_people(grid: Grid, head: Head) -> PeopleList:
    """Read a list of people."""
    told = [_told(grid, head, heading) for heading in head.headings]
    entries: list[Entry] = []
    found: list[Finding] = []
    groups: dict[str, str] = {}
    for row in list_rows(grid, head):
        if row.nameless:
            message, remedy = _("a row without a name is passed over"), _("Write the name, or clear the row.")
            shown = shorten("; ".join(cell for cell in row.cells if cell))
            found.append(Finding("warning", grid.where(row.line), message, remedy, shown))
            continue
        entries.append(_entry(grid, head, told, row))
        if entries[-1].get("group"):
            groups.setdefault(row.group, entries[-1].where)
    if groups:
        message = _("headings inside the list that name no unit or bloc are kept in the column group")
        remedy = _("Nothing to do if they are none; else write xã, phường, phòng and so on in front.")
        found.append(Finding("note", next(iter(groups.values())), message, remedy, shorten("; ".join(groups))))
    return PeopleList(entries, told, [*found, *_swapped(grid, head)])


def _told(grid: Grid, head: Head, heading: Heading) -> ColumnTold:
    column = heading.column or on_one_line(heading.text)
    return ColumnTold(
        grid.where(head.line, heading.position), heading.text, "cadres", "" if column == NUMBER else column
    )


def _entry(grid: Grid, head: Head, told: list[ColumnTold], row: Row) -> Entry:
    entry = Entry(grid.where(row.line))
    names: list[str] = []
    for heading, about, text in zip(head.headings, told, row.cells, strict=True):
        if not text or heading.column == NUMBER:
            continue
        where, column = grid.where(row.line, heading.position), heading.column
        if column in _NAMES:
            reading = read_name(text)
            names.append(about.take(where, text, reading))
            entry.places.setdefault("name", where)
        elif column in ("_male", "_female"):
            _marked_sex(entry, about, column, text, where)
        elif column in _WORDS or column == OFFICE:
            entry.put(_WORDS.get(column, column), about.take(where, text, Reading(on_one_line(text))), where)
        else:
            known = _COLUMNS.get(column)
            reading = read_value(known, text) if known else Reading(on_one_line(text))
            entry.put(column or on_one_line(heading.text), about.take(where, text, reading), where)
            for beside, value in reading.beside:
                entry.put(beside, value, where)
    entry.cells["name"] = " ".join(names)
    entry.put("_unit", row.unit, entry.where)
    entry.put("bloc", row.bloc, entry.where)
    if plain(row.group) != plain(entry.get("_unit")):
        entry.put("group", row.group, entry.where)
    return entry


def _marked_sex(entry: Entry, about: ColumnTold, column: str, text: str, where: str) -> None:
    """A cell below Nam or Nữ: a mark, or the date of birth of a man or a woman."""
    sex = "male" if column == "_male" else "female"
    reading = read_value(_COLUMNS["birth_date"], text)
    if not reading.unread:
        entry.put("birth_date", about.take(where, text, reading), where)
        entry.put("sex", sex, where)
    elif plain(text) in ("x", "1", "nam", "nu", "+"):
        about.take(where, text, Reading(sex))
        entry.put("sex", sex, where)
    else:
        # Whatever else it says, it stands below Nam or Nữ.
        about.take(where, text, reading)
        entry.put("sex", sex, where)


def _swapped(grid: Grid, head: Head) -> Iterator[Finding]:
    """Columns of dates in which a spreadsheet has probably taken the day for the month."""
    for heading in head.headings:
        if heading.column in _COLUMNS and _COLUMNS[heading.column].kind is Kind.DATE:
            cells = [row[heading.position] for row in grid.rows[head.below :]]
            days = [cell[-2:] for cell in cells if _SPREADSHEET_DATE.fullmatch(cell)]
            late = [line for line, cell in enumerate(cells) if _LATE_DAY.fullmatch(cell)]
            if late and len(days) >= _SEVERAL and all(day <= "12" for day in days):
                message = _(
                    "{heading}: days after the 12th are texts here, and no date of the spreadsheet has one"
                ).format(heading=shorten(heading.text))
                remedy = _("It may have taken days for months in the others; compare some of them with the papers.")
                where = grid.where(head.below + late[0], heading.position)
                yield Finding("warning", where, message, remedy, cells[late[0]])
