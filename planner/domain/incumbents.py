"""Who holds which post today, and when each stint ends by itself."""

from dataclasses import dataclass

import numpy as np

from planner.domain.arrays import Texts, months_of
from planner.domain.calendar import LONG_AGO, NEVER, Bools, Calendar, Ints
from planner.domain.duals import Duals
from planner.domain.people import People
from planner.domain.posts import Posts
from planner.rulebook.rulebook import Rulebook
from planner.scenario.scenario import Scenario

REASONS = ("service", "tenure_cap", "planned", "rotation")
"""What can end a stint; the first of equal months names the reason."""


@dataclass(frozen=True)
class Incumbents:
    """Who holds which post at as_of, arrays of shape (H,); a cadre with a dual role stands twice."""

    cadre: Ints
    post: Ints
    since: Ints
    until: Ints
    """First period not held if the holder does not move."""
    reason: Texts
    """Why it ends there: ``horizon``, one of REASONS, or ``dual`` for a second post that ends with the main one."""
    beside: Bools
    """Whether it is the second post of a dual role."""


def build_incumbents(
    scenario: Scenario, rulebook: Rulebook, calendar: Calendar, people: People, posts: Posts, duals: Duals
) -> Incumbents:
    """Holders of a checked scenario."""
    in_commune = np.append((scenario.units["kind"] == "commune").to_numpy(), values=False)[posts.unit]
    rank = {cadre: position for position, cadre in enumerate(people.ids)}
    pairs = [
        (rank[cadre], post)
        for post, holders in enumerate(scenario.posts["holder"])
        for cadre in holders.split(";")
        if cadre
    ]
    cadre, post = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    main = _main(rulebook, calendar, posts, (cadre, post))
    since = months_of(scenario.posts["held_since"], LONG_AGO)[post]
    # a post with several holders gives no date of its own: each has held it since he has title and place
    since = np.where(since == LONG_AGO, np.maximum(people.title_since, people.place_since)[cadre], since)
    capped = np.where(since == LONG_AGO, NEVER, since + posts.cap[post])
    if not rulebook.on("tenure_cap"):
        capped = np.full(capped.shape, NEVER)
    planned = months_of(scenario.posts["vacant_from"], NEVER)[post]
    rotated = (people.rotation_since[cadre] != LONG_AGO) & in_commune[post[main]]
    rotation = np.where(rotated, people.rotation_until[cadre], NEVER)
    limits = np.stack([people.gone[cadre], capped, planned, rotation])
    until = calendar.whole_periods_before(limits.min(axis=0))
    names = np.array(REASONS, dtype=object)
    reason = np.where(until == calendar.periods, "horizon", names[limits.argmin(axis=0)])
    beside = main != np.arange(len(cadre))
    ends = np.minimum(until[main], _allowed_until(duals, calendar, post[main], post))
    reason = np.where(beside & (ends < until), "dual", reason)
    until = np.where(beside, np.minimum(until, ends), until)
    return Incumbents(cadre=cadre, post=post, since=since, until=until, reason=reason, beside=beside)


def _main(rulebook: Rulebook, calendar: Calendar, posts: Posts, held: tuple[Ints, Ints]) -> Ints:
    """Row of each holder's main post: of two posts the one beside which the rulebook lets the other stand."""
    main = np.arange(len(held[0]))
    first: dict[int, int] = {}
    allowed = {
        (role.main, role.beside)
        for role in (rulebook.dual_roles if rulebook.on("dual_role") else ())
        if role.holds_in(calendar.start)
    }
    for row, holder in enumerate(held[0].tolist()):
        other = first.setdefault(holder, row)
        titles = posts.title[held[1][other]], posts.title[held[1][row]]
        if other != row and titles not in allowed and titles[::-1] in allowed:
            main[other] = row
        elif other != row:
            main[row] = other
    return main


def _allowed_until(duals: Duals, calendar: Calendar, main: Ints, post: Ints) -> Ints:
    """First period in which the rulebook no longer lets one post stand beside the other; shape like ``post``."""
    until = np.zeros(len(post), dtype=np.int64)
    for row in range(len(post)):
        pair = (duals.main == main[row]) & (duals.beside == post[row]) & (duals.starts <= calendar.start)
        until[row] = calendar.whole_periods_before(duals.until[pair]).max(initial=0)
    return until
