"""The table of returns: what becomes of every rotation, of today and of this plan."""

from typing import Any

import numpy as np

from planner.domain.calendar import Ints
from planner.model.kinds import Kind
from planner.plan.decided import Decided
from planner.scenario.dates import month_date

Row = tuple[Any, ...]


def return_rows(decided: Decided) -> list[Row]:
    """Rows of ``returns``, by the rotation's post and start."""
    case, columns = decided.case, decided.columns
    rows = []
    for holding in np.flatnonzero(case.on_rotation[case.incumbents.cadre] & ~case.incumbents.beside).tolist():
        cadre = int(case.incumbents.cadre[holding])
        then = decided.main[columns.cadre[decided.main] == cadre]
        end, reason = int(decided.held_until[holding]), str(case.incumbents.reason[holding])
        span = (int(case.people.rotation_since[cadre]), end, reason)
        sender = decided.unit(int(case.people.sending_unit[cadre]))
        rows.append(_row(decided, (cadre, int(case.incumbents.post[holding])), span, sender, then))
    for stint in decided.main.tolist():
        cadre, post = int(columns.cadre[stint]), int(columns.post[stint])
        if columns.kind[stint] == Kind.MOVE and case.rotation[cadre, post]:
            own = decided.main[columns.cadre[decided.main] == cadre]
            span = (int(case.calendar.months[columns.start[stint]]), int(columns.end[stint]), _reason(decided, stint))
            sender = decided.unit(int(case.people.unit[cadre]))
            rows.append(_row(decided, (cadre, post), span, sender, own[columns.kind[own] == Kind.RETURN]))
    return sorted(rows, key=lambda row: (row[2], row[4], row[0]))


def _reason(decided: Decided, stint: int) -> str:
    """What ends a new stint at the latest: service or the tenure cap."""
    case, columns = decided.case, decided.columns
    capped = case.calendar.months[columns.start[stint]] + case.posts.cap[columns.post[stint]]
    later = case.rulebook.on("tenure_cap") and capped < case.people.gone[columns.cadre[stint]]
    return "tenure_cap" if later else "service"


def _row(decided: Decided, pair: tuple[int, int], span: tuple[int, int, str], sender: str, then: Ints) -> Row:
    """One rotation: cadre and post; since when, until which period and why; who sent; what follows."""
    case, columns = decided.case, decided.columns
    cadre, post = pair
    since, end, reason = span
    outcome, placement, step = _outcome(decided, since, end, reason), "", None
    if then.size:
        target = int(columns.post[then[0]])
        outcome = "returns" if columns.kind[then[0]] == Kind.RETURN else "moves"
        placement = str(case.posts.ids[target])
        steps, known = case.former_step
        step = int(steps[cadre, target]) if known[cadre, target] else None
    expected = {
        "stays": str(case.posts.ids[post]),
        "continues": _highest_listing(decided, cadre) or sender,
    }.get(outcome, placement)
    place, _, unit = decided.place(post)
    return (
        *decided.person(cadre), place, unit, month_date(since), sender,
        outcome, decided.date(end), placement, step, expected,
    )  # fmt: skip


def _outcome(decided: Decided, since: int, end: int, reason: str) -> str:
    """What becomes of a rotation that nothing follows."""
    case = decided.case
    if end == case.calendar.periods:
        counts = case.rulebook.number("release_cap", "counts_months")
        return "stays" if since + counts <= case.calendar.horizon else "continues"
    return "leaves" if reason == "service" else "without_place"


def _highest_listing(decided: Decided, cadre: int) -> str:
    """The post of the highest grade for which the plan lists a cadre, committees left aside; empty for none."""
    case, columns = decided.case, decided.columns
    listed = columns.listed_post[decided.listings[columns.listed_cadre[decided.listings] == cadre]]
    listed = listed[~case.posts.committee[listed]]
    if not listed.size:
        return ""
    return str(case.posts.ids[min(listed.tolist(), key=lambda post: (-case.posts.grade[post], post))])
