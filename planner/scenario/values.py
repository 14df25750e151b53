"""Values of columns of cadres where settings and sessions name them: whether anybody can, and does, have them."""

import re
from collections.abc import Iterable
from typing import Final

from planner.language import _
from planner.scenario.cells import nearest
from planner.scenario.cross import Loaded
from planner.scenario.findings import Severity
from planner.scenario.grants import allowed, canonical

AGE_BAND: Final = "age_band"
"""The one property of cadres that is no column: it follows from birth_date."""
_BAND = re.compile(r"all|[<>][0-9]{1,3}|[0-9]{1,3}-[0-9]{1,3}")


def column_remedy(loaded: Loaded, column: str) -> str:
    """What to do about a name that is no column of cadres; nothing when it is one."""
    columns = [*loaded.frames["cadres"].columns, AGE_BAND]
    return (
        ""
        if column in columns
        else hint(column, columns) + _("Name {age_band} or a column of cadres.").format(age_band=AGE_BAND)
    )


def value_problem(loaded: Loaded, column: str, value: str) -> tuple[Severity, str, str] | None:
    """How bad it is that a known column cannot have a value, or that nobody has it; what is wrong; what to do."""
    values = allowed(column)
    if column == AGE_BAND:
        return (
            None
            if _BAND.fullmatch(value)
            else ("error", _("no age band"), _("Write a band such as <35, 35-40 or >40."))
        )
    if values:
        remedy = hint(value, values) + _("Use one of {values}.").format(values=", ".join(values))
        return (
            None
            if canonical(column, value)
            else ("error", _("{column} cannot have this value").format(column=column), remedy)
        )
    present = set(loaded.frames["cadres"][column].dropna().astype(str))
    if value in present:
        return None
    return (
        "warning",
        _("nobody has this in {column}").format(column=column),
        hint(value, sorted(present)) + _("Correct it if somebody should."),
    )


def hint(text: str, known: Iterable[str]) -> str:
    """The start of a remedy: what was probably meant, or nothing."""
    close = nearest(text, known)
    return _("Did you mean {close}? ").format(close=close) if close else ""
