"""Tables of the benches: listings, and the yearly review of what is in force."""

from typing import Any, Final

import numpy as np

from planner.domain.arrays import months_of
from planner.domain.calendar import LONG_AGO
from planner.domain.courses import own_levels
from planner.domain.levels import wanted_levels
from planner.domain.mix import listings_in_force
from planner.language import marked
from planner.plan.decided import Decided
from planner.scenario.dates import month_date

Row = tuple[Any, ...]

PLACED = marked("placed in {post} by this plan")
ON_OTHERS = marked("on {count} other benches")
FULL = marked("the bench of {post} has its {count}")
CHOSEN = marked("left out for the sake of a goal that ranks higher")
REASONS: Final = (PLACED, ON_OTHERS, FULL, CHOSEN)
"""Why a listing ends that no rule refuses by itself."""
BESIDE_RULES: Final = {"gives way": marked("gives way"), "choice": marked("choice")}
"""What stands before a reason that is of no rule."""


def bench_rows(decided: Decided) -> list[Row]:
    """Rows of ``bench``, by post and cadre."""
    columns = decided.columns
    readied = set(columns.needs.readied[np.flatnonzero(decided.values[columns.readied.span])].tolist())
    rows = [
        (
            *decided.person(columns.listed_cadre[listing]),
            *decided.place(columns.listed_post[listing]),
            "near" if columns.near[listing] else "next",
            "keep" if columns.kept[listing] else "add",
            _ready_on(decided, listing) if listing in readied else "",
        )
        for listing in decided.listings.tolist()
    ]
    return sorted(rows, key=lambda row: (row[2], row[5], row[0]))


def _ready_on(decided: Decided, listing: int) -> str:
    """First day of the month from which attended sessions have closed every gap of a listing."""
    case, needs, sessions = decided.case, decided.columns.needs, decided.case.sessions
    cadre, post = decided.columns.listed_cadre[listing], decided.columns.listed_post[listing]
    mine = decided.attendances[needs.attend_cadre[decided.attendances] == cadre]
    attended = needs.attend_session[mine]
    own, wanted = own_levels(case.people)[cadre], wanted_levels(case)[post]
    ends = [
        sessions.end[attended[(sessions.part[attended] == part) & (sessions.level[attended] >= wanted[part])]].min()
        for part in np.flatnonzero(own < wanted)
    ]
    return month_date(int(max(ends)))


def review_rows(decided: Decided) -> list[Row]:
    """Rows of ``review``: every listing in force or planned, by post and cadre."""
    case, columns = decided.case, decided.columns
    cadre, post = listings_in_force(case)
    since = months_of(case.scenario.bench["since"], LONG_AGO)
    planned = {(int(columns.listed_cadre[listing]), int(columns.listed_post[listing])) for listing in decided.listings}
    force = dict(zip(zip(cadre.tolist(), post.tolist(), strict=True), since.tolist(), strict=True))
    rows: list[Row] = []
    for pair in planned | force.keys():
        action = "continue" if pair in planned and pair in force else "add" if pair in planned else "remove"
        reason = _reason(decided, pair, planned) if action == "remove" else ""
        month = force.get(pair, LONG_AGO)
        date = "" if month == LONG_AGO else month_date(month)
        rows.append((*decided.person(pair[0]), *decided.place(pair[1]), action, reason, date))
    return sorted(rows, key=lambda row: (row[2], row[5], row[0]))


def _reason(decided: Decided, pair: tuple[int, int], planned: set[tuple[int, int]]) -> str:
    """Why a listing in force is not kept: a rule, another decision of this plan, or the better choice."""
    case, eligibility = decided.case, decided.model.eligibility
    mask = int(eligibility.refused_listings[pair])
    for bit, rule in enumerate(eligibility.rules):
        if mask >> bit & 1:
            return f"{rule.name}: {rule.refusal(case, *pair)}"
    placed = _placed_too_high(decided, pair)
    if placed:
        return f"higher_title: {PLACED.format(post=placed)}"
    committee, ids = case.posts.committee, case.posts.ids
    others = [post for cadre, post in planned if cadre == pair[0] and not committee[post]]
    most = case.rulebook.number("bench_size", "titles_per_person")
    if len(others) >= most and not committee[pair[1]]:
        return f"bench_size: {ON_OTHERS.format(count=len(others))}"
    listed = sum(post == pair[1] for _, post in planned)
    if listed >= case.posts.bench_max[pair[1]]:
        return f"gives way: {FULL.format(post=ids[pair[1]], count=listed)}"
    return f"choice: {CHOSEN}"


def _placed_too_high(decided: Decided, pair: tuple[int, int]) -> str:
    """The post that this plan gives a cadre and that makes a listing pointless; empty for none."""
    case, columns = decided.case, decided.columns
    grade = case.posts.grade
    for stint in decided.stints[columns.cadre[decided.stints] == pair[0]]:
        post = columns.post[stint]
        as_high = case.rulebook.on("higher_title") and grade[pair[1]] >= 0 and grade[post] >= grade[pair[1]]
        if post == pair[1] or as_high:
            return str(case.posts.ids[post])
    return ""
