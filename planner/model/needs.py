"""What courses are needed for: attendances, the levels that listings gain by them, and who is below his standard.

A stint with a gap needs an attendance that closes it before it starts. A listing with more gaps than allowed needs
some of them closed by the end of the horizon; a listing with all gaps closed by then is *readied*. Nobody has a
column for a session that nothing of his needs.
"""

from dataclasses import dataclass

import numpy as np

from planner.domain.calendar import NEVER, Bools, Ints
from planner.domain.case import Case
from planner.domain.courses import PARTS, asked_levels, own_levels
from planner.domain.levels import gaps, lasting_gaps, near_grade, part_months, wanted_levels
from planner.model.matrix import spread
from planner.model.stints import Stints
from planner.rulebook.rulebook import Title


@dataclass(frozen=True)
class Below:
    """Who could be below the standard of the own title, in which period; a column each.

    Attributes
    ----------
    cadre, period : arrays of int, shape (W,)
    item, part, level : arrays of int
        Gaps of each column: its position, the part and the level that the title asks for.
    """

    cadre: Ints
    period: Ints
    item: Ints
    part: Ints
    level: Ints


@dataclass(frozen=True)
class Needs:
    """Attendances and what asks for them.

    Attributes
    ----------
    attend_cadre, attend_session : arrays of int, shape (A,)
        Who could attend what; a column each.
    stint, stint_part, stint_level : arrays of int
        Gaps of stints that attendances have to close: the stint, the part and the level asked for.
    gained_cadre, gained_part, gained_level : arrays of int, shape (G,)
        Levels that a cadre could gain for his listings by the end of the horizon; a column each.
    listing, listing_gained : arrays of int
        Gaps of listings: position of the listing and of the gained level that closes it.
    to_gain : array of int, shape (L,)
        How many gaps of each listing have to be closed before it is allowed.
    readied : array of int
        Listings that courses could make ready; a column each.
    """

    attend_cadre: Ints
    attend_session: Ints
    stint: Ints
    stint_part: Ints
    stint_level: Ints
    gained_cadre: Ints
    gained_part: Ints
    gained_level: Ints
    listing: Ints
    listing_gained: Ints
    to_gain: Ints
    readied: Ints


def build_below(case: Case, *, counted: bool) -> Below:
    """Everyone of a commune whose own title asks for more, in every period served; nobody unless it is counted."""
    people = case.people
    titles = [case.rulebook.titles.get(title, Title("")) for title in people.title]
    asked = np.array([asked_levels(title) for title in titles], dtype=np.int64).reshape(-1, len(PARTS))
    in_commune = np.append(case.unit_is_commune, values=False)[people.unit]
    lacks = (own_levels(people) < asked) & in_commune[:, None] & counted
    cadre = np.flatnonzero(lacks.any(axis=1))
    item, period = spread(np.zeros_like(cadre), case.calendar.whole_periods_before(people.gone[cadre]))
    column, part = np.nonzero(lacks[cadre[item]])
    return Below(cadre[item], period, column, part, asked[cadre[item][column], part])


def build_needs(case: Case, stints: Stints, listed: tuple[Ints, Ints], near: Bools, below: Below) -> Needs:
    """Find what courses could be needed for.

    Parameters
    ----------
    case : Case
    stints : Stints
    listed : pair of arrays of int, shape (L,)
        Cadre and post of each listing.
    near : array of bool, shape (L,)
        Which listings are ready now.
    below : Below
    """
    wanted = wanted_levels(case)
    stint, stint_part = np.nonzero(own_levels(case.people)[stints.cadre] < wanted[stints.post])
    stint_level = wanted[stints.post[stint], stint_part]
    if not case.rulebook.on("standard"):
        stint, stint_part, stint_level = (array[:0] for array in (stint, stint_part, stint_level))
    cadre, post = listed
    to_gain = _to_gain(case)[listed]
    readied = np.flatnonzero((lasting_gaps(case) == 0)[listed] & (gaps(case) > 0)[listed] & near_grade(case)[listed])
    readied = readied[~near[readied]]
    gains = np.union1d(readied, np.flatnonzero(to_gain > 0))
    months = part_months(case)
    reachable = np.stack([months[part][cadre[gains], post[gains]] < NEVER for part in PARTS], axis=1)
    lacking = own_levels(case.people)[cadre[gains]] < wanted[post[gains]]
    row, part = np.nonzero(reachable & lacking)
    listing = gains[row]
    level = wanted[post[listing], part]
    triples, listing_gained = np.unique(np.stack([cadre[listing], part, level], axis=1), axis=0, return_inverse=True)
    asks = np.zeros((len(case.people.ids), len(PARTS)), dtype=bool)
    asks[stints.cadre[stint], stint_part] = True
    asks[triples[:, 0], triples[:, 1]] = True
    asks[below.cadre[below.item], below.part] = True
    attend_cadre, attend_session = np.nonzero(_useful(case, asks))
    return Needs(
        attend_cadre=attend_cadre,
        attend_session=attend_session,
        stint=stint,
        stint_part=stint_part,
        stint_level=stint_level,
        gained_cadre=triples[:, 0],
        gained_part=triples[:, 1],
        gained_level=triples[:, 2],
        listing=listing,
        listing_gained=listing_gained.reshape(listing.shape),
        to_gain=to_gain,
        readied=readied,
    )


def _to_gain(case: Case) -> Ints:
    """How many gaps of each pair have to be closed before it may be listed; shape (C, P)."""
    if not case.rulebook.on("bench_standard"):
        return np.zeros((len(case.people.ids), len(case.posts.ids)), dtype=np.int64)
    return np.maximum(gaps(case) - case.rulebook.number("bench_standard", "gaps_max"), 0)


def _useful(case: Case, asks: Bools) -> Bools:
    """Open sessions that bring a part somebody needs, or what such a session needs itself; shape (C, K)."""
    sessions = case.sessions
    wanted = asks.copy()
    while True:
        useful: Bools = sessions.open & wanted[:, sessions.part]
        needed = wanted.copy()
        for session in np.flatnonzero(sessions.needs_part >= 0):
            needed[:, sessions.needs_part[session]] |= useful[:, session]
        if (needed == wanted).all():
            return useful
        wanted = needed
