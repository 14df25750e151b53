"""A comparison as a workbook: a sheet for each table, numbers as numbers, ready to filter and to print."""

from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from planner.explore.compare import Comparison
from planner.language import _
from planner.report.compare.tables import Listed, tables
from planner.report.compare.terminal import against_words
from planner.report.compare.words import finding

WIDEST: Final = 44.0
HEADINGS: Final = 2


def comparison_book(comparison: Comparison) -> bytes:
    """The file: what is gained and paid in words first, then every table."""
    file = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(file, options) as book:
        book.set_properties({"title": ", ".join(comparison.labels)})
        title = book.add_format({"bold": True, "font_size": 14})
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        first = book.add_worksheet(_("Summary"))
        first.set_column(0, 0, 110, wrap)
        first.write_string(0, 0, finding(comparison), book.add_format({"bold": True, "text_wrap": True}))
        told = [("", False)]
        for label in comparison.labels[1:]:
            told += [(label, True), *((words, False) for words in against_words(comparison, label)), ("", False)]
        for line, (words, strong) in enumerate(told, 1):
            first.write_string(line, 0, words, bold if strong else wrap)
        for table in tables(comparison):
            sheet = book.add_worksheet(table.short)
            sheet.write_string(0, 0, table.title, title)
            _fill(sheet, table, head, wrap)
    return file.getvalue()


def _fill(sheet: Worksheet, table: Listed, head: object, wrap: object) -> None:
    for place, heading in enumerate(table.headings):
        longest = max(len(str(cells[place])) for cells in table.rows)
        sheet.set_column(place, place, min(max(longest, len(heading)) + 3, WIDEST))
        sheet.write_string(HEADINGS, place, heading, head)
    for line, cells in enumerate(table.rows, HEADINGS + 1):
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(line, place, cell)
            elif cell:
                sheet.write_string(line, place, cell, wrap)
    last = HEADINGS + len(table.rows)
    sheet.autofilter(HEADINGS, 0, last, len(table.headings) - 1)
    sheet.freeze_panes(HEADINGS + 1, 1)
    sheet.repeat_rows(HEADINGS)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
