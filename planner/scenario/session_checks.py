"""Checks of the course sessions and of their budget."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import numpy.typing as npt

from planner.language import _
from planner.scenario.cross import Loaded, is_before
from planner.scenario.dates import month_index
from planner.scenario.findings import Finding, Severity, shorten
from planner.scenario.grants import LEVELS, Grant, read_grant, read_priority
from planner.scenario.settings_source import SettingsSource
from planner.scenario.sheet import Sheet
from planner.scenario.territory import belong
from planner.scenario.values import column_remedy, value_problem

Problem = tuple[int, Severity, str, str]
"""Row, how bad, what is wrong, what to do."""


def session_findings(loaded: Loaded) -> list[Finding]:
    """Everything wrong in and between the course sessions."""
    sheet = loaded.sheets.get("sessions")
    if sheet is None:
        return []
    problems = {
        "grants": _unread(loaded, "grants", read_grant),
        "needs": (*_unread(loaded, "needs", read_grant), *_circular(loaded), *_unmeetable(loaded)),
        "priority": _priorities(loaded),
        "unit": _uninvited(loaded),
    }
    found = [finding for column, of_column in problems.items() for finding in _in_rows(sheet, column, of_column)]
    return [*found, *_dates(loaded, sheet), *_seats(loaded, sheet)]


def budget_findings(loaded: Loaded, source: SettingsSource) -> list[Finding]:
    """Years of the budget in which no session can start."""
    courses = source.data.get("courses")
    budget = courses.get("budget") if isinstance(courses, dict) else None
    as_of, months = loaded.draft.as_of, loaded.draft.horizon_months
    if not isinstance(budget, dict) or not as_of or months is None:
        return []
    first, last = (month // 12 for month in (month_index(as_of), month_index(as_of) + months - 1))
    covered = (
        _("{first} to {last}").format(first=first, last=last) if first < last else _("{year} only").format(year=first)
    )
    return [
        Finding(
            "note",
            source.where(("courses", "budget", year)),
            _("a budget for a year outside the horizon, which covers {covered}").format(covered=covered),
            _("Nothing to do, unless another year is meant."),
            shorten(year),
        )
        for year in budget
        if str(year).isdecimal() and not first <= int(year) <= last
    ]


def _in_rows(sheet: Sheet, column: str, problems: Iterable[Problem]) -> Iterator[Finding]:
    """The same mistake in several rows told together."""
    rows: dict[tuple[Severity, str], dict[int, str]] = {}
    for row, severity, message, remedy in problems:
        rows.setdefault((severity, message), {})[row] = remedy
    for (severity, message), remedies in rows.items():
        yield from sheet.in_rows(list(remedies), column, message, remedies.__getitem__, severity)


def _unread(loaded: Loaded, column: str, read: Callable[[str], object]) -> Iterator[Problem]:
    """Cells that are not written as they should be."""
    for row, text in enumerate(loaded.cells("sessions", column)):
        for item in filter(None, text.split(";") if column == "priority" else [text]):
            try:
                read(item)
            except ValueError as error:
                message, _, remedy = str(error).partition("; ")
                yield row, "error", message, f"{remedy[:1].upper()}{remedy[1:]}."


def _levels(loaded: Loaded, column: str) -> list[Grant | None]:
    """What each session grants or needs; None when that is nothing or cannot be read."""
    read: list[Grant | None] = []
    for text in loaded.cells("sessions", column):
        try:
            read.append(read_grant(text))
        except ValueError:
            read.append(None)
    return read


def _circular(loaded: Loaded) -> Iterator[Problem]:
    """Sessions that need what only they would bring."""
    remedy = _("Correct one of the two, or clear needs.")
    for row, (grant, need) in enumerate(zip(_levels(loaded, "grants"), _levels(loaded, "needs"), strict=True)):
        if grant and need and grant.part == need.part and need.level >= grant.level:
            yield row, "error", _("the session needs no less than it grants"), remedy


def _unmeetable(loaded: Loaded) -> Iterator[Problem]:
    """Sessions whose needs nobody has, and no earlier session brings."""
    if {"cadres", "units"} & {*loaded.unreadable}:
        return
    invited = _invited(loaded)
    units = loaded.cells("sessions", "unit")
    best = {unit: _best(loaded, people) for unit, people in invited.items()}
    starts = [month_index(text) if text else None for text in loaded.cells("sessions", "starts_on")]
    months = loaded.frames["sessions"]["months"].tolist()
    granted = [
        (grant, start + length, unit)
        for grant, start, length, unit in zip(_levels(loaded, "grants"), starts, months, units, strict=True)
        if grant and start is not None
    ]
    for row, (need, start, unit) in enumerate(zip(_levels(loaded, "needs"), starts, units, strict=True)):
        people = invited[unit]
        if need is None or start is None or not people.any() or best[unit][need.part] >= need.level:
            continue
        before = (of for g, end, of in granted if g.part == need.part and g.level >= need.level and end <= start)
        if not any((invited[of] & people).any() for of in before):
            text = f"{need.part}={LEVELS[need.part][need.level]}"
            who, which = (
                (_("nobody of {unit}").format(unit=shorten(unit)), _("for them ")) if unit else (_("nobody"), "")
            )
            other = _("no session {which}that ends before this one starts grants it").format(which=which)
            message = _("nobody can attend: {who} has {text}, and {other}").format(who=who, text=text, other=other)
            yield row, "error", message, _("Move this session, add one that comes before it, or correct needs.")


def _invited(loaded: Loaded) -> dict[str, npt.NDArray[np.bool_]]:
    """For each unit that sessions name, who is of it or of one below it; everybody for a blank or unknown one."""
    named = list(dict.fromkeys(loaded.cells("sessions", "unit")))
    invited = belong(loaded.frames["units"], loaded.frames["cadres"]["unit"], named)
    return {unit: invited[:, column] for column, unit in enumerate(named)}


def _best(loaded: Loaded, people: npt.NDArray[np.bool_]) -> dict[str, int]:
    """The highest level of each part that some of the cadres have."""
    cadres = loaded.frames["cadres"]
    return {
        part: max((levels.index(text) for text in set(cadres[part][people])), default=0)
        for part, levels in LEVELS.items()
    }


def _uninvited(loaded: Loaded) -> Iterator[Problem]:
    """Sessions for a unit of which nobody is."""
    if {"cadres", "units"} & {*loaded.unreadable}:
        return
    message = _("nobody can attend: nobody is of this unit or of one below it")
    invited = _invited(loaded)
    for row, unit in enumerate(loaded.cells("sessions", "unit")):
        if not invited[unit].any():
            yield row, "error", message, _("Correct unit, or clear it if the session is for everybody.")


def _priorities(loaded: Loaded) -> Iterator[Problem]:
    yield from _unread(loaded, "priority", read_priority)
    if "cadres" in loaded.unreadable:
        return
    # many sessions prefer the same groups
    problems: dict[str, list[tuple[Severity, str, str]]] = {}
    for row, text in enumerate(loaded.cells("sessions", "priority")):
        for item in filter(None, text.split(";")):
            if item not in problems:
                problems[item] = list(_group_problems(loaded, item))
            for problem in problems[item]:
                yield row, *problem


def _group_problems(loaded: Loaded, item: str) -> Iterator[tuple[Severity, str, str]]:
    """How bad it is, what is wrong and what to do about a group that a session prefers."""
    try:
        group = read_priority(item)
    except ValueError:
        return
    remedy = column_remedy(loaded, group.column)
    if remedy:
        yield "error", _("{column} is no column of cadres").format(column=shorten(group.column)), remedy
        return
    for value in group.values:
        problem = value_problem(loaded, group.column, value)
        if problem:
            severity, message, what = problem
            yield severity, f"{message}: {shorten(value)}", what


def _dates(loaded: Loaded, sheet: Sheet) -> list[Finding]:
    """Sessions that begin before as_of, or end too late to bring anything."""
    as_of, horizon = loaded.draft.as_of, loaded.draft.horizon_months
    starts = loaded.cells("sessions", "starts_on")
    if not as_of:
        return []
    past = [row for row, text in enumerate(starts) if is_before(text, as_of)]
    remedy = _(
        "Give a date no earlier than {as_of}, or delete the row; levels already reached stand in cadres."
    ).format(as_of=as_of)
    found = sheet.in_rows(past, "starts_on", _("the session starts before as_of"), remedy)
    if horizon is None:
        return found
    lengths = loaded.frames["sessions"]["months"].tolist()
    end = month_index(as_of) + horizon
    late = [
        row
        for row, (text, length) in enumerate(zip(starts, lengths, strict=True))
        if text and month_index(text) + length > end
    ]
    message = _("the session ends after the horizon, so that nobody is sent to it")
    return found + sheet.in_rows(late, "starts_on", message, _("Nothing to do, unless the date is wrong."), "note")


def _seats(loaded: Loaded, sheet: Sheet) -> list[Finding]:
    sessions = loaded.frames["sessions"]
    rows = sessions.index[sessions["taken"] > sessions["seats"]]
    return sheet.in_rows(list(rows), "taken", _("more seats are taken than there are"), _("Correct taken or seats."))
