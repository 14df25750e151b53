"""A plan in the first seconds, in case nothing better is found in time: the best of a few candidates for each post.

The candidates are chosen without any relaxation: for each post the stints that begin first and suit best, for each
listing the people who are ready and suit best, and for whoever returns the first places.
"""

from typing import Final

import numpy as np

from planner.domain.calendar import Ints
from planner.model.kinds import Kind
from planner.model.model import Model

STINTS: Final = 12
"""Stints kept for each post."""
LISTINGS: Final = 8
"""Listings kept for each post, half of them of people who are ready."""
RETURNS: Final = 4
"""Returns kept for each cadre."""
EFFORT: Final = 2.0
"""Work of the search among them, about seconds."""


def quick_box(model: Model, cost: Ints) -> tuple[Ints, Ints]:
    """Bounds of the columns that leave only these candidates open, and everything that follows from them.

    Parameters
    ----------
    model : Model
    cost : array of int, shape (n,)
        All tiers in one.
    """
    columns = model.columns
    stints, listings = cost[columns.stints.span], cost[columns.listings.span]
    kept = np.ones(columns.count, dtype=bool)
    kept[columns.stints.span] = _rank(columns.post, columns.start, stints) < STINTS
    returns = columns.kind == Kind.RETURN
    kept[columns.stints.span][returns] |= _rank(columns.cadre, columns.start, stints)[returns] < RETURNS
    nobody_first = np.zeros_like(listings)
    kept[columns.listings.span] = (_rank(columns.listed_post, nobody_first, listings) < LISTINGS // 2) | (
        _rank(columns.listed_post, (~columns.near).astype(np.int64), listings) < LISTINGS // 2
    )
    return model.lower, np.where(kept, model.upper, model.lower)


def _rank(group: Ints, first: Ints, second: Ints) -> Ints:
    """Place of each item within its group, by two keys; shape as the group's."""
    order = np.lexsort((second, first, group))
    ordered = group[order]
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = np.arange(len(group)) - np.searchsorted(ordered, ordered)
    return rank
