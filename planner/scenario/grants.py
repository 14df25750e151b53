"""Short texts in the cells of sessions: what a course grants or needs, and whom it prefers."""

from dataclasses import dataclass
from typing import Final

from planner.language import _
from planner.scenario.cells import CellError, nearest, read_cell
from planner.scenario.columns import DEGREES, SKILLS, STATE_MGMT, TABLES, THEORY, Column, Kind
from planner.scenario.findings import shorten

LEVELS: Final = {"degree": DEGREES, "theory": THEORY, "state_mgmt": STATE_MGMT, "skills": SKILLS}
"""The parts of the standard that can be trained, each with its levels, lowest first."""

_CADRES: Final = {column.name: column for column in TABLES["cadres"].columns}


@dataclass(frozen=True)
class Grant:
    """A level of one part of the standard that a course brings, or that its participants need.

    Attributes
    ----------
    part : str
        A key of ``LEVELS``.
    level : int
        Position in the part's levels, at least 1.
    """

    part: str
    level: int


@dataclass(frozen=True)
class Priority:
    """A group that a course prefers: those who have one of the values in a column of cadres, or in age_band."""

    column: str
    values: tuple[str, ...]


def read_grant(text: str) -> Grant:
    """The level that a text such as ``theory=advanced`` names.

    Raises
    ------
    ValueError
        What is wrong and, after a semicolon, what to do.
    """
    part, equals, level = (piece.strip() for piece in text.partition("="))
    if not equals:
        raise ValueError(_("no part and level with = between them; write it as theory=advanced"))
    if part not in LEVELS:
        close = nearest(part, LEVELS)
        hint = _("did you mean {close}? Write").format(close=close) if close else _("write")
        raise ValueError(
            _("{part} is no part of the standard that a course can grant; {hint} {choices}").format(
                part=shorten(part), hint=hint, choices=_or(LEVELS)
            )
        )
    levels = LEVELS[part]
    try:
        position = levels.index(read_cell(_CADRES[part], level))
    except CellError:
        close = nearest(level, levels)
        hint = _("did you mean {close}? Write").format(close=close) if close else _("write")
        raise ValueError(
            _("{level} is no level of {part}; {hint} {choices}").format(
                level=shorten(level), part=part, hint=hint, choices=_or(levels[1:])
            )
        ) from None
    if position == 0:
        raise ValueError(_("{part} has no level here; write {choices}").format(part=part, choices=_or(levels[1:])))
    return Grant(part, position)


def read_priority(text: str) -> Priority:
    """The group that a text such as ``ethnicity=Tày|Nùng`` names, its values as the loaded columns hold them.

    Raises
    ------
    ValueError
        What is wrong and, after a semicolon, what to do.
    """
    column, equals, values = (piece.strip() for piece in text.partition("="))
    named = tuple(dict.fromkeys(value.strip() for value in values.split("|") if value.strip()))
    if not equals or not column or not named:
        raise ValueError(_("no column and values with = between them; write it as sex=female or ethnicity=Tày|Nùng"))
    return Priority(column, tuple(dict.fromkeys(canonical(column, value) or value for value in named)))


def canonical(name: str, value: str) -> str:
    """A value as the loaded column of cadres holds it (``nữ`` is ``female``), or nothing when no cell can have it."""
    if not allowed(name) or not value:
        return value
    try:
        read = read_cell(_CADRES[name], value.strip())
    except CellError:
        return ""
    return read if isinstance(read, str) else "yes" if read else "no"


def allowed(name: str) -> tuple[str, ...]:
    """The only values that a column of cadres can have, or nothing when it is free."""
    column = _CADRES.get(name, Column(name))
    return ("yes", "no") if column.kind is Kind.FLAG else column.choices if column.kind is Kind.CHOICE else ()


def _or(words: "tuple[str, ...] | dict[str, tuple[str, ...]]") -> str:
    *most, last = words
    return _("{most} or {last}").format(most=", ".join(most), last=last) if most else last
