"""The most promising decisions, chosen without any relaxation.

For each post the stints that begin first and suit best, for each listing the people who are ready and suit best, and
for whoever returns the first places; or what was decided before.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from planner.domain.calendar import Bools, Ints
from planner.engine.mathopt import Floats
from planner.model.kinds import Kind
from planner.model.model import Model
from planner.model.rules.pins import located

LISTED: Final = 8
"""Listings of each person in ``each_person``."""
PLACED: Final = 30
"""Stints of each person there, and of each post."""


@dataclass(frozen=True)
class Width:
    """How many stints and listings are chosen for each post, half of these of people who are ready; returns a cadre."""

    stints: int
    listings: int
    returns: int


def promising(model: Model, cost: Ints, width: Width) -> Bools:
    """Which columns are chosen, with everything that follows from decisions; shape (n,).

    Parameters
    ----------
    model : Model
    cost : array of int, shape (n,)
        All tiers in one, or that of one tier.
    width : Width
    """
    columns = model.columns
    stints, listings = cost[columns.stints.span], cost[columns.listings.span]
    chosen = np.ones(columns.count, dtype=bool)
    chosen[columns.stints.span] = rank(columns.post, stints, columns.start) < width.stints
    returns = columns.kind == Kind.RETURN
    chosen[columns.stints.span][returns] |= rank(columns.cadre, stints, columns.start)[returns] < width.returns
    chosen[columns.listings.span] = (rank(columns.listed_post, listings) < width.listings // 2) | (
        rank(columns.listed_post, listings, (~columns.near).astype(np.int64)) < width.listings // 2
    )
    if columns.dropped.size:  # in a yearly review most of it stays
        chosen |= published(model) > 0
    return chosen


def published(model: Model) -> Ints:
    """What the scenario says was decided before: its benches, and placements pinned, about when they were to begin.

    Returns
    -------
    array of int, shape (n,)
        One for each stint and listing of it. By now it may break rules.
    """
    case, columns = model.case, model.columns
    pins = case.scenario.pins
    pins = pins[pins["action"].isin(["place", "prefer"])].drop_duplicates(["cadre", "post"])
    people, posts, months = located(case, pins)
    begins = case.calendar.whole_periods_before(months)
    pairs = columns.cadre * len(case.posts.ids) + columns.post
    pin = pd.Index(people * len(case.posts.ids) + posts).get_indexer(pd.Index(pairs))
    stints = np.flatnonzero(pin >= 0)
    late = np.abs(columns.start[stints] - begins[pin[stints]])
    # whoever can take the post beside his own, or come back to it, was hardly to move there for good
    first = rank(pairs[stints], -columns.kind[stints], late) == 0
    values = np.zeros(columns.count, dtype=np.int64)
    values[columns.stints.start + stints[first]] = 1
    values[columns.listings.span] = columns.kept
    return values


def each_person(model: Model, cost: Ints) -> Bools:
    """Some stints of each person and post, each from when a seat is free, and each person's best listings; shape (n,).

    The best candidates of many posts are the same few people. With everybody placed somewhere the first prices tell
    already where people are short, and which posts nobody is left for. So chance decides among those who suit as well.
    """
    columns, posts, periods = model.columns, model.case.posts, model.case.calendar.periods
    incumbents = model.case.incumbents
    holders = np.bincount(incumbents.post, minlength=len(posts.ids))
    # a seat falls free by itself with this holder; where all stay to the end one of them has to leave, at any time
    frees = (rank(incumbents.post, incumbents.until) == (holders - posts.seats)[incumbents.post]) & (
        incumbents.until < periods
    )
    free = np.zeros(len(posts.ids), dtype=np.int64)
    free[incumbents.post[frees]] = incumbents.until[frees]
    waits = columns.start + periods * (columns.start < free[columns.post])
    suits = cost[columns.stints.span] + np.random.default_rng(0).random(columns.stints.size)
    begins = np.flatnonzero(rank(columns.cadre * len(posts.ids) + columns.post, suits, waits) == 0)
    chosen = np.zeros(columns.count, dtype=bool)
    for owner in (columns.cadre, columns.post):
        chosen[begins] |= rank(owner[begins], suits[begins]) < PLACED
    chosen[columns.listings.span] = rank(columns.listed_cadre, cost[columns.listings.span]) < LISTED
    return chosen


def rank(group: Ints, cost: Ints | Floats, first: Ints | None = None) -> Ints:
    """Place of each item within its group, by ``first`` if given, then by cost; shape as the group's."""
    order = np.lexsort((cost, group) if first is None else (cost, first, group))
    ordered = group[order]
    place = np.empty(len(group), dtype=np.int64)
    place[order] = np.arange(len(group)) - np.searchsorted(ordered, ordered)
    return place
