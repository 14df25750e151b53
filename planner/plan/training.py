"""The table of training: who attends which session, and what for."""

from typing import Any

import numpy as np

from planner.domain.calendar import Ints
from planner.domain.courses import asked_levels, own_levels
from planner.domain.levels import gaps, wanted_levels
from planner.plan.decided import Decided
from planner.scenario.dates import month_date

Row = tuple[Any, ...]


def training_rows(decided: Decided) -> list[Row]:
    """Rows of ``training``, by session and cadre."""
    needs, sessions = decided.columns.needs, decided.case.sessions
    table = decided.case.scenario.tables["sessions"]
    rows = []
    for attendance in decided.attendances.tolist():
        cadre, session = int(needs.attend_cadre[attendance]), int(needs.attend_session[attendance])
        written = table.iloc[session]
        rows.append(
            (
                written["session"],
                written["course"],
                written["grants"],
                month_date(int(sessions.start[session])),
                month_date(int(sessions.end[session])),
                *decided.person(cadre),
                decided.unit(int(decided.case.people.unit[cadre])),
                "yes" if sessions.first[cadre, session] else "no",
                int(sessions.cost[session]),
                *_purpose(decided, cadre, session),
            )
        )
    return sorted(rows, key=lambda row: (row[3], row[0], row[5]))


def _purpose(decided: Decided, cadre: int, session: int) -> tuple[str, str]:
    """What a cadre attends a session for, and for which post, session or title: the first that is true."""
    case, sessions = decided.case, decided.case.sessions
    part, level = sessions.part[session], sessions.level[session]
    own = own_levels(case.people)[cadre, part]
    wanted = wanted_levels(case)[:, part]
    brings = (own < wanted) & (wanted <= level)
    for post in _taken(decided, cadre, int(sessions.end[session])):
        if brings[post]:
            return "post", str(case.posts.ids[post])
    for other in _attended(decided, cadre):
        later = sessions.needs_part[other] == part and own < sessions.needs_level[other] <= level
        if later and sessions.end[session] <= sessions.start[other]:
            return "order", str(sessions.ids[other])
    if sessions.end[session] <= case.calendar.horizon:
        for post in _benches(decided, cadre):
            if brings[post]:
                return "bench", str(case.posts.ids[post])
        title = case.rulebook.titles.get(str(case.people.title[cadre]))
        asked = 0 if title is None else asked_levels(title)[part]
        if own < asked <= level:
            return "standard", str(case.people.title[cadre])
    return "none", ""


def _taken(decided: Decided, cadre: int, month: int) -> list[int]:
    """Posts that a cadre takes from a month on, the earliest first."""
    columns = decided.columns
    mine = decided.stints[columns.cadre[decided.stints] == cadre]
    mine = mine[decided.case.calendar.months[columns.start[mine]] >= month]
    return [int(columns.post[stint]) for stint in mine[np.lexsort((columns.post[mine], columns.start[mine]))]]


def _attended(decided: Decided, cadre: int) -> Ints:
    """Sessions that a cadre attends, the earliest first."""
    needs, sessions = decided.columns.needs, decided.case.sessions
    mine = needs.attend_session[decided.attendances[needs.attend_cadre[decided.attendances] == cadre]]
    ordered: Ints = mine[np.lexsort((mine, sessions.start[mine]))]
    return ordered


def _benches(decided: Decided, cadre: int) -> list[int]:
    """Posts of the listings that courses allow or make ready, in the order of the posts."""
    columns, book = decided.columns, decided.case.rulebook
    readied = columns.needs.readied[np.flatnonzero(decided.values[columns.readied.span])]
    mine = decided.listings[columns.listed_cadre[decided.listings] == cadre]
    most = book.number("bench_standard", "gaps_max") if book.on("bench_standard") else None
    lacking = gaps(decided.case)[cadre]
    posts = [
        int(columns.listed_post[listing])
        for listing in mine
        if listing in readied or (most is not None and lacking[columns.listed_post[listing]] > most)
    ]
    return sorted(posts)
