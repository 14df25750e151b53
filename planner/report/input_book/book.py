"""The workbook as a whole: a guide, a sheet for each table with headings, lists and explanations, and the settings."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from planner.language import Language, _
from planner.report.input_book.cells import Shown, Words, names_of
from planner.report.input_book.lists import MORE_ROOM, ROOM, Lists, Reach
from planner.report.input_book.settings import data_rows, settings_rows
from planner.scenario.book.labels import EXAMPLE, GUIDE, SETTINGS_COLUMNS, Label, columns, read_data, tables
from planner.scenario.columns import TABLES, Column, Kind
from planner.scenario.findings import Finding, InputError
from planner.scenario.scenario import Scenario
from planner.scenario.sheet import place
from planner.scenario.table import empty_frame
from planner.scenario.written import SETTINGS

TITLE, HEADINGS, NAMES, FIRST = 0, 1, 2, 3
"""Rows of a sheet: what it is, the headings, the names of the columns, and the first row of data."""
LONGEST_CELL: Final = 32_767
"""Most characters that a cell of a workbook holds."""
_ORDER: Final = ("units", "cadres", "posts", "bench", "pins", "sessions", "relatives", "titles", "fit")
_ASKED: Final = {
    "units": {"name"},
    "posts": {"unit", "title"},
    "cadres": {"name", "sex", "birth_date", "unit", "title"},
}
"""Columns that the rules need, beside those that every row must have."""
_WIDTHS: Final = {
    Kind.ID: 16,
    Kind.CHOICE: 20,
    Kind.REF: 26,
    Kind.DATE: 13,
    Kind.INT: 9,
    Kind.NUMBER: 10,
    Kind.FLAG: 9,
    Kind.LIST: 24,
}
_WIDE: Final = {"name": 28, "name_vi": 30, "reason": 40, "note": 30, "course": 34, "priority": 30}
_WIDEST: Final = 48
_GUIDE_WIDTH: Final = 115
_PRINTED: Final = 40
"""Rows of an empty sheet that are printed."""
_PAPER_A4: Final = 9


def write_book(path: Path, language: Language, scenario: Scenario | None = None) -> None:
    """Write the workbook in which a scenario is filled in.

    Parameters
    ----------
    path : Path
        The file.
    language : {"en", "vi"}
        Of headings, explanations and lists.
    scenario : Scenario, optional
        What stands in it already; without one it is empty but for an example in each sheet.

    Raises
    ------
    InputError
        When a cell is longer than a workbook can hold.
    """
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        book.set_properties({"title": scenario.settings.name if scenario else "planner"})
        _Writer(book, language, scenario).write()


class _Writer:
    """Writes one workbook."""

    def __init__(self, book: Workbook, language: Language, scenario: Scenario | None) -> None:
        self.book = book
        self.language = language
        self.scenario = scenario
        self.frames: Mapping[str, pd.DataFrame] = (
            scenario.tables if scenario else {name: empty_frame(table) for name, table in TABLES.items()}
        )
        self.texts = read_data("guide.yaml")
        rules = scenario.settings.rule_choice.pack if scenario else self.texts["start"]["rules"]["pack"]
        self.words = Words(language, names_of(self.frames, language, rules))
        font = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self.formats = {
            "title": book.add_format({"font_name": "Arial", "font_size": 14, "bold": True, "font_color": "#12506B"}),
            "line": book.add_format({**font, "text_wrap": True}),
            "above": book.add_format({**font, "italic": True, "font_color": "#555555"}),
            "heading": book.add_format(
                {**font, "bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1}
                | {"bg_color": "#12506B", "font_color": "#FFFFFF"}
            ),
            "name": book.add_format({**font, "font_size": 8, "font_color": "#808080", "align": "center", "border": 1}),
            "example": book.add_format({**font, "italic": True, "font_color": "#808080", "bg_color": "#F2F2F2"}),
            "example_date": book.add_format(
                {**font, "italic": True, "font_color": "#808080", "bg_color": "#F2F2F2", "num_format": "dd/mm/yyyy"}
                | {"align": "left"}
            ),
            "cell": book.add_format({**font, "num_format": "@"}),
            "number": book.add_format({**font, "num_format": "General"}),
            "date": book.add_format({**font, "num_format": "dd/mm/yyyy", "align": "left"}),
        }

    def write(self) -> None:
        """All sheets, the guide first."""
        self._guide(self.book.add_worksheet(GUIDE[self.language]))
        sheets = {name: self.book.add_worksheet(tables()[name].shown[self.language]) for name in (SETTINGS, *_ORDER)}
        self._settings(sheets.pop(SETTINGS))
        reaches = {name: self._reach(name) for name in _ORDER}
        lists = Lists(self.book, self.words, reaches, self.formats["heading"]).write(self.texts["ethnic_groups"])
        for name, sheet in sheets.items():
            self._table(name, sheet, reaches[name], lists)

    def _reach(self, name: str) -> Reach:
        first = FIRST if self.scenario else FIRST + 1
        last = first + (len(self.frames[name]) + MORE_ROOM if self.scenario else ROOM) - 1
        return Reach(tables()[name].shown[self.language], first, last, names=name != "posts")

    def _guide(self, sheet: Worksheet) -> None:
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 4)
        sheet.set_column(1, 1, _GUIDE_WIDTH)
        sheet.write_string(0, 1, self.texts["title"][self.language], self.formats["title"])
        lines = self.texts["lines"][self.language]
        for row, line in enumerate(lines, start=2):
            sheet.set_row(row, 32 if len(line) > _GUIDE_WIDTH else 18)
            sheet.write_number(row, 0, row - 1, self.formats["line"])
            sheet.write_string(row, 1, line, self.formats["line"])
        self._printed(sheet, len(lines) + 1, 1)

    def _settings(self, sheet: Worksheet) -> None:
        rows = settings_rows(self.scenario.settings) if self.scenario else data_rows(self.texts["start"])
        labels = columns(SETTINGS)
        self._top(sheet, SETTINGS, {name: labels[name] for name in SETTINGS_COLUMNS}, SETTINGS_COLUMNS)
        sheet.set_column(0, 0, 32, self.formats["cell"])
        sheet.set_column(1, 1, 70, self.formats["cell"])
        sheet.set_column(2, 2, 60)
        explained = self.texts["settings"]
        for row, (key, value) in enumerate(rows, start=FIRST):
            self._fits(value, tables()[SETTINGS].shown[self.language], row, 1)
            sheet.write_string(row, 0, key, self.formats["cell"])
            sheet.write_string(row, 1, value, self.formats["line"])
            sheet.write_string(row, 2, explained.get(key, {}).get(self.language, ""), self.formats["above"])
        sheet.ignore_errors({"number_stored_as_text": f"B1:B{FIRST + len(rows)}"})
        self._printed(sheet, FIRST + len(rows) - 1, 2)

    def _top(self, sheet: Worksheet, name: str, labels: Mapping[str, Label], shown: tuple[str, ...]) -> None:
        """Title, headings, names of the columns; what stays in sight."""
        above = self.texts["above"][name][self.language]
        sheet.write_string(TITLE, 0, f"{tables()[name].shown[self.language]}: {above}", self.formats["title"])
        sheet.set_row(TITLE, 24)
        sheet.set_row(HEADINGS, 32)
        required = {column.name for column in TABLES[name].columns if column.required} if name in TABLES else set()
        for position, column in enumerate(shown):
            heading = labels[column].shown[self.language] if column in labels else column
            star = " *" if column in required | _ASKED.get(name, set()) else ""
            sheet.write_string(HEADINGS, position, heading + star, self.formats["heading"])
            sheet.write_string(NAMES, position, column, self.formats["name"])
        sheet.freeze_panes(FIRST, min(2, len(shown) - 1))

    def _table(self, name: str, sheet: Worksheet, reach: Reach, lists: dict[str, str]) -> None:
        frame, known = self.frames[name], {column.name: column for column in TABLES[name].columns}
        labels = columns(name)
        self._top(sheet, name, labels, tuple(frame.columns))
        for position, column in enumerate(frame.columns):
            one = known.get(column)
            heading = labels[column].shown[self.language] if one else column
            shown = [self.words.cell(one, value) for value in frame[column]]
            longest = max((len(text) for text in shown if isinstance(text, str)), default=0)
            width = _WIDE.get(column) or (_WIDTHS.get(one.kind, 16) if one else 16)
            width = max(width, len(heading) * 2 // 3 + 2, min(longest + 2, _WIDEST))
            sheet.set_column(position, position, width, self.formats[_format(one)])
            if one:
                tip = labels[column].tips[self.language]
                self._choose(
                    sheet, (reach.first, position, reach.last), one, lists.get(f"{name}.{column}", ""), heading, tip
                )
            for row, cell in enumerate(shown, start=reach.first):
                self._put(sheet, reach.sheet, row, position, cell, _format(one))
        if not self.scenario:
            self._example(sheet, name)
        last = reach.first + len(frame) - 1 if self.scenario else FIRST + _PRINTED
        width = len(frame.columns) - 1
        sheet.autofilter(NAMES, 0, max(last, FIRST), width)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{reach.last + 1}"})
        self._printed(sheet, max(last, FIRST), width)

    def _example(self, sheet: Worksheet, name: str) -> None:
        """A filled row that the program passes over, because its first cell says so."""
        row = self.texts["example"][name]
        for position, column in enumerate(TABLES[name].columns):
            shown = self.words.cell(column, str(row.get(column.name, "")))
            if column.kind is Kind.FLAG and shown:
                shown = self.words.flag(yes=shown == "yes")
            kind = "example_date" if isinstance(shown, date) else "example"
            self._put(sheet, name, FIRST, position, EXAMPLE[self.language] if position == 0 else shown or "", kind)

    def _put(self, sheet: Worksheet, name: str, row: int, position: int, shown: Shown, kind: str) -> None:
        if isinstance(shown, date):
            sheet.write_datetime(row, position, shown, self.formats[kind])
        elif isinstance(shown, str):
            self._fits(shown, name, row, position)
            sheet.write_string(row, position, shown, self.formats[kind])
        elif shown is not None:
            sheet.write_number(row, position, shown, self.formats[kind])

    def _fits(self, text: str, sheet: str, row: int, position: int) -> None:
        if len(text) > LONGEST_CELL:
            message = _("the text is longer than the {most} characters that a cell holds").format(most=LONGEST_CELL)
            remedy = _("Shorten it, or keep the scenario as a folder.")
            raise InputError([Finding("error", place(sheet, row + 1, position, is_csv=False), message, remedy)])

    def _choose(
        self, sheet: Worksheet, where: tuple[int, int, int], column: Column, chosen: str, heading: str, tip: str
    ) -> None:
        """What a cell takes: a list to choose from, and a word of explanation."""
        first, position, last = where
        options: dict[str, Any] = {"validate": "list", "source": f"={chosen}"} if chosen else {"validate": "any"}
        options |= {"input_title": heading[:32], "input_message": tip[:255]} if tip else {}
        # Several ids in one cell, units of other places, ethnic groups of one's own spelling are no mistakes.
        closed = column.choices or column.kind is Kind.FLAG
        options |= {"error_type": "stop" if closed else "information", "show_error": bool(closed)} if chosen else {}
        if len(options) > 1:
            sheet.data_validation(first, position, last, position, options)

    def _printed(self, sheet: Worksheet, last: int, width: int) -> None:
        """A4 across, as wide as the page, the headings on each page."""
        sheet.set_landscape()
        sheet.set_paper(_PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, last, width)
        sheet.set_footer("&L&A&R&P / &N")
        if sheet.get_name() != GUIDE[self.language]:
            sheet.repeat_rows(HEADINGS)


def _format(column: Column | None) -> str:
    if column is None:
        return "cell"
    kinds = {Kind.DATE: "date", Kind.INT: "number", Kind.NUMBER: "number"}
    return kinds.get(column.kind, "cell")
