"""Sessions of courses as arrays: who could attend, and from which month a level could be reached.

A session k grants a level of one part of the standard to its participants from month ``end[k]`` on. It is open to
cadre c when it is for his unit or one above it, and he lacks the level, serves until it ends, and meets what it needs:
by his own level, or by a session open to him that ends by the start of k.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.domain.arrays import Texts, months_of, words_of
from planner.domain.calendar import LONG_AGO, NEVER, Bools, Calendar, Ints
from planner.domain.people import People
from planner.rulebook.rulebook import Rulebook, Title
from planner.scenario.columns import DEGREES, SKILLS, STATE_MGMT, THEORY
from planner.scenario.grants import Priority, read_grant, read_priority
from planner.scenario.scenario import Scenario
from planner.scenario.territory import belong

PARTS: Final = ("degree", "theory", "state_mgmt", "skills")
"""Parts of a standard that courses can bring, with their levels."""


@dataclass(frozen=True)
class Sessions:
    """Sessions as arrays of shape (K,), in the order of the table.

    Attributes
    ----------
    part, level : arrays of int
        What is granted: position in PARTS, and level.
    needs_part, needs_level : arrays of int
        What a participant has before; part -1 for nothing.
    start, end : arrays of int
        First month, and first month after.
    free, cost, year : arrays of int
        Seats, cost of each participant, calendar year of the start.
    open : array of bool, shape (C, K)
        Who could attend which.
    first : priority
        array of bool, shape (C, K): who belongs to a group that goes first.
    """

    ids: Texts
    part: Ints
    level: Ints
    needs_part: Ints
    needs_level: Ints
    start: Ints
    end: Ints
    free: Ints
    cost: Ints
    year: Ints
    open: Bools
    first: Bools


def asked_levels(title: Title) -> tuple[int, ...]:
    """Level that a title asks for in each of PARTS."""
    return (
        DEGREES.index(title.degree),
        THEORY.index(title.theory),
        STATE_MGMT.index(title.state_mgmt),
        SKILLS.index(title.skills),
    )


def own_levels(people: People) -> Ints:
    """Level of each cadre in each part; shape (C, parts)."""
    return np.stack([people.degree, people.theory, people.state_mgmt, people.skills], axis=1)


def build_sessions(scenario: Scenario, rulebook: Rulebook, calendar: Calendar, people: People) -> Sessions:
    """Sessions of a checked scenario."""
    table = scenario.tables["sessions"]
    grants = [read_grant(text) for text in table["grants"]]
    needs = [read_grant(text) if text else None for text in table["needs"]]
    start = months_of(table["starts_on"], LONG_AGO)
    part = np.array([PARTS.index(grant.part) for grant in grants], dtype=np.int64)
    level = np.array([grant.level for grant in grants], dtype=np.int64)
    needs_part = np.array([-1 if need is None else PARTS.index(need.part) for need in needs], dtype=np.int64)
    needs_level = np.array([0 if need is None else need.level for need in needs], dtype=np.int64)
    end = start + table["months"].to_numpy(np.int64)
    order = rulebook.on("course_order")
    free = np.maximum(table["seats"].to_numpy(np.int64) - table["taken"].to_numpy(np.int64), 0)
    offered = (start >= calendar.start) & (end <= calendar.horizon) & ((free > 0) | (not rulebook.on("course_seats")))
    offered_to = belong(scenario.units, scenario.cadres["unit"], table["unit"]) & offered[None, :]
    reachable = _open(people, offered_to, (part, level), (needs_part, needs_level), (start, end), order=order)
    return Sessions(
        ids=table["session"].to_numpy(object),
        part=part,
        level=level,
        needs_part=needs_part,
        needs_level=needs_level,
        start=start,
        end=end,
        free=free,
        cost=table["cost"].to_numpy(np.int64),
        year=start // 12,
        open=reachable,
        first=_first(scenario, rulebook, people, start),
    )


def _open(
    people: People,
    offered: Bools,
    grants: tuple[Ints, Ints],
    needs: tuple[Ints, Ints],
    span: tuple[Ints, Ints],
    *,
    order: bool,
) -> Bools:
    """Who could attend which of the sessions offered to him; earlier ones may bring what later ones need."""
    own = own_levels(people)
    start, end = span
    possible = np.zeros_like(offered)
    for session in np.argsort(start, kind="stable"):
        # of a nation's sessions most are for the people of one province
        rows = np.flatnonzero(offered[:, session])
        able = own[rows, grants[0][session]] < grants[1][session]
        if order:
            able &= people.gone[rows] >= end[session]
            part, level = needs[0][session], needs[1][session]
            if part >= 0:
                brings = np.flatnonzero((grants[0] == part) & (grants[1] >= level) & (end <= start[session]))
                able &= (own[rows, part] >= level) | possible[np.ix_(rows, brings)].any(axis=1)
        possible[rows, session] = able
    return possible


def _first(scenario: Scenario, rulebook: Rulebook, people: People, start: Ints) -> Bools:
    """Members of the groups that each session takes first; ages are those of its first month."""
    table = scenario.tables["sessions"]
    first = np.zeros((len(people.ids), len(table)), dtype=bool)
    # the sessions of many provinces start on the same days and prefer the same groups
    members: dict[tuple[str, int], Bools] = {}
    for session, (month, text) in enumerate(zip(start.tolist(), table["priority"], strict=True)):
        for item in filter(None, text.split(";")):
            if (item, month) not in members:
                members[item, month] = _members(scenario, rulebook, people, read_priority(item), month)
            first[:, session] |= members[item, month]
    return first


def _members(scenario: Scenario, rulebook: Rulebook, people: People, group: Priority, month: int) -> Bools:
    """Who is of a group in a month; shape (C,)."""
    if group.column != "age_band":
        return words_of(scenario.cadres[group.column]).isin(group.values).to_numpy()
    starts = np.array(rulebook.age_starts, dtype=np.int64)
    bands = np.array(rulebook.age_bands, dtype=object)
    band = bands[np.searchsorted(starts, (month - people.birth) // 12, side="right")]
    return np.isin(band, group.values) & (people.birth != LONG_AGO)


def reached(sessions: Sessions, people: People, part: int, level: int) -> Ints:
    """First month in which each cadre could have a level of a part, LONG_AGO where he has it; shape (C,)."""
    earliest = np.full(len(people.ids), NEVER)
    for session in np.flatnonzero((sessions.part == part) & (sessions.level >= level)):
        attending = sessions.open[:, session]
        earliest[attending] = np.minimum(earliest[attending], sessions.end[session])
    own = own_levels(people)[:, part] >= level
    return np.where(own, LONG_AGO, earliest)
