"""A sheet as official forms are built: title, two rows of headings, numbered columns, rows, places to sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any, Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

A3: Final = 8
A4: Final = 9
"""Paper as Excel numbers it."""

GROUPS, HEADINGS, NUMBERS, FIRST = 4, 5, 6, 7
"""Rows of a form: headings of several columns, of each column, numbers of the columns, and the first row of data."""
_PLACE, _TITLE, _TITLE_EN, _ABOUT = range(4)
_LINE: Final = 15
"""Points that a line of text takes: rows of several lines need them told, for not every program finds out itself."""
_LETTERS: Final = 1.15
"""Letters of the forms' font that stand on what counts as one in the width of a column; on average, there are more."""
_FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
"""What the rules for official papers ask for."""
_LINED: Final = {**_FONT, "border": 1, "text_wrap": True}


class Both(NamedTuple):
    """Words in Vietnamese, and what they mean in English."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form; ``group`` is the heading that it shares with its neighbours.

    One that is not ``printed`` serves formulas alone, and stands to the right of all that are.
    """

    name: str
    heading: Both
    width: float = 10
    group: Both | None = None
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """A date of a scenario or plan; without day or month it is shown so."""

    written: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that it has in the workbook as it is written."""

    text: str
    value: float | str


Cell = str | int | Day | Formula | None


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every form: whose it is, of when, and a warning where the plan is not to be used."""

    place: str
    about: Both
    warning: Both | None = None


class Styles:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        looks: Mapping[str, dict[str, Any]] = {
            "place": {**_FONT, "bold": True},
            "title": {**_FONT, "font_size": 14, "bold": True, "align": "center"},
            "title_en": {**_FONT, "italic": True, "align": "center"},
            "about": {**_FONT, "align": "center"},
            "warning": {**_FONT, "align": "center", "bold": True, "font_color": "#B00020"},
            "heading": {**_LINED, "align": "center", "bg_color": "#E8EEF2"},
            "vi": {**_FONT, "bold": True},
            "en": {**_FONT, "italic": True, "font_size": 9},
            "number": {**_FONT, "border": 1, "align": "center", "italic": True, "font_size": 9},
            "text": _LINED,
            "count": {**_LINED, "align": "center", "num_format": "0"},
            "percent": {**_LINED, "align": "center", "num_format": "0.0%"},
            "change": {**_LINED, "align": "center", "num_format": "+0;-0;0"},
            "total": {**_LINED, "bold": True},
            "total_count": {**_LINED, "bold": True, "align": "center", "num_format": "0"},
            "part": {**_FONT, "top": 1, "bottom": 1, "bold": True, "bg_color": "#F5F5F0"},  # no lines through the words
            "part_count": {**_FONT, "border": 1, "bold": True, "align": "center", "bg_color": "#F5F5F0"},
            "decision": {**_LINED, "align": "center", "num_format": '"Số ........ ngày "dd/mm/yyyy'},
            "part_people": {
                **_FONT,
                "border": 1,
                "bold": True,
                "align": "center",
                "bg_color": "#F5F5F0",
                "num_format": '0" người"',
            },
            "sign": {**_FONT, "bold": True, "align": "center"},
            **{f"day{length}": {**_LINED, "align": "center", "num_format": shown} for length, shown in _DAYS.items()},
        }
        self._formats = {name: book.add_format(look) for name, look in looks.items()}

    def __getitem__(self, name: str) -> Any:
        return self._formats[name]


_DAYS: Final = {4: "yyyy", 7: "mm/yyyy", 10: "dd/mm/yyyy"}
"""How a date is shown, by the length in which it is written."""


class Form:
    """One sheet of the workbook.

    Parameters
    ----------
    styles : Styles
        Of the workbook.
    name : str
        Of the sheet.
    title : Both
        What the form is called.
    columns : sequence of Column
        In their order.
    head : Head
        What stands above it.
    paper : int
        ``A3`` or ``A4``, both across.
    """

    def __init__(
        self, styles: Styles, name: str, title: Both, columns: Sequence[Column], head: Head, *, paper: int = A4
    ) -> None:
        self.styles = styles
        self.name = name
        self.sheet: Worksheet = styles.book.add_worksheet(name)
        self.columns = columns
        self.next = FIRST
        self._places = {column.name: place for place, column in enumerate(columns)}
        self._last = sum(column.printed for column in columns) - 1
        self._above(title, head)
        self._headings()
        self.sheet.freeze_panes(FIRST, min(2, len(columns) - 1))
        self.sheet.set_landscape()
        self.sheet.set_paper(paper)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(GROUPS, NUMBERS)
        self.sheet.set_footer("&L&A&R&P / &N")

    def part(self, number: str, text: str, count: Formula | None = None) -> None:
        """A heading among the rows, with the number of people below it in the last column that is printed."""
        style = self.styles["part"]
        for place in range(self._last):
            self.sheet.write_blank(self.next, place, None, style)
        self.sheet.write_blank(self.next, self._last, None, self.styles["part_people"])
        self.sheet.write_string(self.next, 0, number, self.styles["part_count"])
        self.sheet.write_string(self.next, 1, text, style)
        if count is not None:
            self.sheet.write_formula(self.next, self._last, count.text, self.styles["part_people"], count.value)
        self.next += 1

    def row(self, cells: Mapping[str, Cell], styles: Mapping[str, str] | None = None) -> int:
        """Write a row; columns that are not named stay blank.

        Parameters
        ----------
        cells : Mapping of str to Cell
            By name of the column.
        styles : Mapping of str to str, optional
            Names of formats where they are not those of the kind of cell.

        Returns
        -------
        int
            The row, counted from 0.
        """
        styles = styles or {}
        for place, column in enumerate(self.columns):
            self._put(place, cells.get(column.name), styles.get(column.name, ""))
        texts = ((column.width, cells.get(column.name)) for column in self.columns)
        lines = max((_lines(text, width) for width, text in texts if isinstance(text, str)), default=1)
        if lines > 1:
            self.sheet.set_row(self.next, _LINE * lines)
        self.next += 1
        return self.next - 1

    def span(self, column: str, first: int = FIRST, last: int | None = None) -> str:
        """The cells of a column from a row to another, as formulas on any sheet name them."""
        place, end = self._places[column], max(first, self.next - 1 if last is None else last)
        return f"'{self.name}'!{xl_range_abs(first, place, end, place)}"

    def cell(self, column: str, row: int) -> str:
        """One cell, as formulas on any sheet name it."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, self._places[column], row_abs=True, col_abs=True)}"

    def finish(self) -> None:
        """Where to sign, and what is printed."""
        half = (self._last + 1) // 2
        self._across(self.next + 1, 0, max(half - 1, 0), _PREPARED)
        self._across(self.next + 1, half, self._last, _HEAD_OF_UNIT)
        self.sheet.print_area(0, 0, self.next + 6, self._last)  # with room for hand and seal

    def _across(self, row: int, first: int, last: int, words: Both) -> None:
        style, text = self.styles["sign"], f"{words.vi} / {words.en}"
        if first == last:
            self.sheet.write_string(row, first, text, style)
        else:
            self.sheet.merge_range(row, first, row, last, text, style)

    def _above(self, title: Both, head: Head) -> None:
        width = self._last
        self.sheet.write_string(_PLACE, 0, head.place, self.styles["place"])
        self.sheet.merge_range(_TITLE, 0, _TITLE, width, title.vi.upper(), self.styles["title"])
        self.sheet.merge_range(_TITLE_EN, 0, _TITLE_EN, width, title.en, self.styles["title_en"])
        about = head.warning or head.about
        style = self.styles["warning" if head.warning else "about"]
        self.sheet.merge_range(_ABOUT, 0, _ABOUT, width, f"{about.vi} / {about.en}", style)
        self.sheet.set_row(_TITLE, 22)

    def _headings(self) -> None:
        self.sheet.set_row(GROUPS, 32)
        self.sheet.set_row(HEADINGS, max(48, _LINE * max(_heading_lines(column) for column in self.columns)))
        start = 0
        for place, column in enumerate(self.columns):
            self.sheet.set_column(place, place, column.width)
            self.sheet.write_string(NUMBERS, place, f"({place + 1})", self.styles["number"])
            if column.group is None:
                self._heading((GROUPS, place, HEADINGS, place), column.heading)
                start = place + 1
                continue
            self._heading((HEADINGS, place, HEADINGS, place), column.heading)
            if place + 1 == len(self.columns) or self.columns[place + 1].group != column.group:
                self._heading((GROUPS, start, GROUPS, place), column.group)
                start = place + 1

    def _heading(self, where: tuple[int, int, int, int], words: Both) -> None:
        """Vietnamese with English below; in merged cells the text stands in the first."""
        style = self.styles["heading"]
        if where[:2] != where[2:]:
            self.sheet.merge_range(*where, "", style)
        parts = (self.styles["vi"], words.vi, self.styles["en"], f"\n{words.en}")
        self.sheet.write_rich_string(where[0], where[1], *parts, style)

    def _put(self, place: int, cell: Cell, style: str) -> None:
        sheet, row = self.sheet, self.next
        if isinstance(cell, Formula):
            sheet.write_formula(row, place, cell.text, self.styles[style or "count"], cell.value)
        elif isinstance(cell, Day) and cell.written:
            shown = self.styles[style or f"day{len(cell.written)}"]
            sheet.write_datetime(row, place, day(cell.written), shown)
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, self.styles[style or "count"])
        elif isinstance(cell, str) and cell:
            sheet.write_string(row, place, cell, self.styles[style or "text"])
        else:
            sheet.write_blank(row, place, None, self.styles[style or "text"])


_PREPARED: Final = Both("NGƯỜI LẬP BIỂU", "Prepared by")
_HEAD_OF_UNIT: Final = Both("THỦ TRƯỞNG ĐƠN VỊ", "Head of the unit")


def day(written: str) -> date:
    """A date of a scenario; where day or month is not known, the first."""
    parts = [int(part) for part in written.split("-")]
    return date(parts[0], *[*parts[1:], 1, 1][:2])


def counted(*criteria: str) -> str:
    """A call of COUNTIFS from ranges, each followed by what is asked of it."""
    return f"COUNTIFS({','.join(criteria)})"


def _heading_lines(column: Column) -> int:
    """How many lines a heading takes, about."""
    return sum(1 + len(text) // max(int(column.width), 1) for text in column.heading)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, about."""
    return max(len(wrap(text, max(int(width * _LETTERS), 1))), 1)
