"""Dates as they stand in workbooks: day first, month and year, year alone, or a spreadsheet's day number."""

import re
from datetime import date, timedelta
from typing import Final

from planner.language import _
from planner.scenario.book.plain import plain
from planner.scenario.book.reading import Reading
from planner.scenario.dates import parse_date

FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050
"""Day numbers of spreadsheets that are taken for dates: 18/05/1927 to 31/12/2099; smaller ones are years."""
_DAY_ZERO: Final = date(1899, 12, 30)
YEARS_AS_DAYS: Final = ("1905-03-14", "1905-10-01")
"""The days with the numbers 1900 to 2101: a year that was typed into a cell with a date format."""
_CENTURY: Final = 40
"""Years of two digits up to this one are of this century."""
_PARTS = re.compile(r"(?:(?:ngay )?(\d{1,2})[ /]+)?(?:(?:thang )?(\d{1,2})[ /]+)?(?:nam )?(\d{4}|\d{2})")

_TIME: Final = re.compile(r"\s+\d{1,2}:\d{2}(:\d{2})?$")


def read_date(text: str) -> Reading:
    """The date of a cell, as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Parameters
    ----------
    text : str
        The cell; a date of the spreadsheet stands in it as ``YYYY-MM-DD``.
    """
    if YEARS_AS_DAYS[0] <= text <= YEARS_AS_DAYS[1] and len(text) == len("YYYY-MM-DD"):
        year = (date.fromisoformat(text) - _DAY_ZERO).days
        return Reading(str(year), _("a year typed into a cell with a date format, which shows a day of 1905"))
    try:
        return Reading(parse_date(text))
    except ValueError:
        return _day_number(text) if text.isdecimal() and len(text) > 4 else _day_first(text)


def _day_number(text: str) -> Reading:
    if FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        read = (_DAY_ZERO + timedelta(days=int(text))).isoformat()
        return Reading(read, _("a spreadsheet's day number is that day"))
    return Reading(text, unread=_("no date"))


def _day_first(text: str) -> Reading:
    match = _PARTS.fullmatch(plain(_TIME.sub("", text)).replace(" / ", "/"))
    if match is None:
        return Reading(text, unread=_("no date"))
    first, second, year = match.groups()
    day, month = (first, second) if first and second else (None, first or second)
    assumed = ""
    if len(year) == 2:
        if month is None:
            return Reading(text, unread=_("no date"))
        year = f"{20 if int(year) <= _CENTURY else 19}{year}"
        assumed = _("a year of two digits is one of 1941 to 2040")
    try:
        return Reading(parse_date("-".join(part for part in (year, month, day) if part)), assumed)
    except ValueError:
        why = _("no date with the day first") if month and int(month) > 12 else _("no day of the calendar")
        return Reading(text, unread=why)
