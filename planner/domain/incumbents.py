"""Who holds which post today, and when each stint ends by itself."""

from dataclasses import dataclass

import numpy as np

from planner.domain.arrays import Texts, months_of
from planner.domain.calendar import LONG_AGO, NEVER, Bools, Calendar, Ints
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
    """Why it ends there: ``horizon`` or one of REASONS."""
    beside: Bools
    """Whether it is the second post of a dual role."""


def build_incumbents(
    scenario: Scenario, rulebook: Rulebook, calendar: Calendar, people: People, posts: Posts
) -> Incumbents:
    """Holders of a checked scenario."""
    rank = {cadre: position for position, cadre in enumerate(people.ids)}
    pairs = [
        (rank[cadre], post)
        for post, holders in enumerate(scenario.posts["holder"])
        for cadre in holders.split(";")
        if cadre
    ]
    cadre, post = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    since = months_of(scenario.posts["held_since"], LONG_AGO)[post]
    # a post with several holders gives no date of its own: each has held it since he has title and place
    since = np.where(since == LONG_AGO, np.maximum(people.title_since, people.place_since)[cadre], since)
    capped = np.where(since == LONG_AGO, NEVER, since + posts.cap[post])
    if not rulebook.on("tenure_cap"):
        capped = np.full(capped.shape, NEVER)
    planned = months_of(scenario.posts["vacant_from"], NEVER)[post]
    limits = np.stack([people.gone[cadre], capped, planned, people.rotation_until[cadre]])
    until = calendar.whole_periods_before(limits.min(axis=0))
    names = np.array(REASONS, dtype=object)
    return Incumbents(
        cadre=cadre,
        post=post,
        since=since,
        until=until,
        reason=np.where(until == calendar.periods, "horizon", names[limits.argmin(axis=0)]),
        beside=_beside(rulebook, posts, cadre, post),
    )


def _beside(rulebook: Rulebook, posts: Posts, cadre: Ints, post: Ints) -> Bools:
    """The second post of who holds two: the one that the rulebook lets stand beside the other."""
    beside = np.zeros(len(cadre), dtype=bool)
    allowed = {(role.main, role.beside) for role in rulebook.dual_roles}
    first: dict[int, int] = {}
    for row, holder in enumerate(cadre.tolist()):
        other = first.setdefault(holder, row)
        if other != row:
            forward = (posts.title[post[other]], posts.title[post[row]]) in allowed
            beside[row if forward else other] = True
    return beside
