"""Dates as planners write them, and months as the model counts them."""

import re

from planner.language import _
from planner.scenario.findings import shorten

_DATE = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse_date(text: str) -> str:
    """Check a date and return it as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises
    ------
    ValueError
        When the text is no date between 1900 and 2199.
    """
    match = _DATE.match(text.strip())
    if match is None:
        raise ValueError(_("{text} is no date; write YYYY-MM-DD, YYYY-MM or YYYY").format(text=shorten(text)))
    year, month, day = (int(part) if part else 0 for part in match.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = 0 if not 1 <= month <= 12 else 28 if month == 2 and not leap else _DAYS[month - 1]
    known_month = match.group(2) is None or last > 0
    known_day = match.group(3) is None or 1 <= day <= last
    if not (1900 <= year <= 2199 and known_month and known_day):
        raise ValueError(
            _("{text} is no date between 1900 and 2199; write YYYY-MM-DD, YYYY-MM or YYYY").format(text=shorten(text))
        )
    parts = [f"{year:04d}", f"{month:02d}", f"{day:02d}"]
    return "-".join(parts[: 3 if day else 2 if month else 1])


def month_index(date: str) -> int:
    """Months since year 0 of a checked date; a bare year counts as its January."""
    year, _, rest = date.partition("-")
    return int(year) * 12 + (int(rest[:2]) - 1 if rest else 0)


def month_date(index: int) -> str:
    """First day of a month index, as ``YYYY-MM-DD``."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}-01"
