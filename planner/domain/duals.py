"""Dual roles: which post may be held beside which other post of the same unit, and when."""

from dataclasses import dataclass

import numpy as np

from planner.domain.calendar import LONG_AGO, NEVER, Ints
from planner.domain.posts import Posts
from planner.rulebook.rulebook import Rulebook


@dataclass(frozen=True)
class Duals:
    """Pairs of posts that one person may hold, arrays of shape (D,); empty where the rule is off.

    Attributes
    ----------
    main, beside : arrays of int
        Posts of one unit; the second may be held by who holds the first.
    starts, until : arrays of int
        First month of the permission and first month after it.
    """

    main: Ints
    beside: Ints
    starts: Ints
    until: Ints


def build_duals(rulebook: Rulebook, posts: Posts) -> Duals:
    """Every pair of posts that the rulebook's dual roles allow."""
    rows = [
        (main, beside, LONG_AGO if role.starts is None else role.starts, NEVER if role.until is None else role.until)
        for role in (rulebook.dual_roles if rulebook.on("dual_role") else ())
        for main in np.flatnonzero(posts.title == role.main)
        for beside in np.flatnonzero((posts.title == role.beside) & (posts.unit == posts.unit[main]))
        if posts.unit[main] >= 0 and not posts.committee[main] and not posts.committee[beside]
    ]
    main, beside, starts, until = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Duals(main, beside, starts, until)
