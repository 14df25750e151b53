"""Every stint that a plan could contain, as arrays.

A move lasts to the horizon or to the limit of service and tenure. A rotation that the plan makes has further columns
that end earlier, each in a period in which a return of its cadre can start. A stint beside another post ends with its
own limit, or earlier in a period in which the main post can end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from planner.domain.calendar import NEVER, Bools, Ints, SmallInts
from planner.domain.case import Case
from planner.model.kinds import Kind
from planner.model.matrix import spread

Windows = Mapping[Kind, tuple[SmallInts, SmallInts]]
"""First and last period in which a stint of each kind may start, shapes (C, P); none when first > last."""


@dataclass(frozen=True)
class Stints:
    """Stints as arrays of shape (S,): who, where, first period held, first period not held.

    ``early`` marks stints that end before their own limit: rotations that a return ends, and second posts that end
    with the main one. ``dual`` is the pair of ``Case.duals`` of a stint beside another post, else -1.
    """

    cadre: Ints
    post: Ints
    start: Ints
    end: Ints
    kind: Ints
    dual: Ints
    early: Bools


def build_stints(case: Case, windows: Windows) -> Stints:
    """Make every possible stint of each kind.

    Parameters
    ----------
    case : Case
    windows : Windows
        MOVE always; BESIDE and RETURN where there are any.
    """
    windows = presolve_starts(case, windows)
    moves = lasting(case, Kind.MOVE, windows[Kind.MOVE])
    found = [moves]
    if Kind.RETURN in windows:
        returns = lasting(case, Kind.RETURN, windows[Kind.RETURN])
        shortened, returns = _with_returns(case, moves, returns)
        found += [shortened, returns]
    if Kind.BESIDE in windows:
        found.append(_beside(case, _joined(found), windows[Kind.BESIDE]))
    return _joined(found)


def limit_months(case: Case, cadre: Ints, post: Ints, start: Ints) -> Ints:
    """First month not held of new stints that start in the given periods; shape like ``cadre``."""
    months = case.calendar.months[start]
    capped = months + case.posts.cap[post] if case.rulebook.on("tenure_cap") else np.full(months.shape, NEVER)
    return np.minimum(case.people.gone[cadre], capped)


def lasting(case: Case, kind: Kind, window: tuple[SmallInts, SmallInts]) -> Stints:
    """Stints of a kind that last to their limit."""
    first, last = window
    pair_cadre, pair_post = np.nonzero(first <= last)
    pair, start = spread(first[pair_cadre, pair_post], last[pair_cadre, pair_post] + 1)
    cadre, post = pair_cadre[pair], pair_post[pair]
    end = case.calendar.whole_periods_before(limit_months(case, cadre, post, start))
    none = np.full(len(cadre), -1)
    stints = Stints(cadre, post, start, end, np.full(len(cadre), kind), none, np.zeros(len(cadre), dtype=bool))
    return only(stints, end > start)


def _with_returns(case: Case, moves: Stints, returns: Stints) -> tuple[Stints, Stints]:
    """Rotations that end where a return can start, and the returns that some rotation leads to."""
    shape = (len(case.people.ids), case.calendar.periods)
    stay = -(-case.rulebook.number("min_stay", "rotation_months") // case.calendar.length)
    away = only(moves, case.rotation[moves.cadre, moves.post])
    earliest = away.start + max(stay, 1)
    item, end = spread(earliest, away.end)
    today = case.on_rotation[returns.cadre]
    can_start = np.zeros(shape, dtype=bool)
    can_start[returns.cadre[~today], returns.start[~today]] = True
    ends_there = can_start[away.cadre[item], end]
    item, end = item[ends_there], end[ends_there]
    shortened = only(away, item)
    shortened = Stints(
        shortened.cadre,
        shortened.post,
        shortened.start,
        end,
        shortened.kind,
        shortened.dual,
        np.ones(len(item), dtype=bool),
    )
    leads = np.zeros(shape, dtype=bool)
    leads[shortened.cadre, shortened.end] = True
    # a rotation that the tenure cap ends can be followed by a return as well
    over = (earliest <= away.end) & (away.end < case.calendar.periods)
    leads[away.cadre[over], away.end[over]] = True
    return shortened, only(returns, today | leads[returns.cadre, returns.start])


def _beside(case: Case, mains: Stints, window: tuple[SmallInts, SmallInts]) -> Stints:
    """Second posts of dual roles: for each pair of posts, whoever holds the main one or could."""
    first, last = window
    duals, calendar = case.duals, case.calendar
    careers = by_cadre(mains.cadre, len(case.people.ids))
    blocks = []
    for dual, (main, post) in enumerate(zip(duals.main, duals.beside, strict=True)):
        to_main = np.flatnonzero(mains.post == main)
        incumbent = case.incumbents.cadre[(case.incumbents.post == main) & (case.incumbents.until > 0)]
        able = np.unique(np.concatenate([mains.cadre[to_main], incumbent]))
        # the main post of today is left, not taken again; the second one only together with the main one
        kept = (case.post_held[able] == post) | (case.holds[able, post] & (case.post_held[able] == main))
        able = able[(first[able, post] <= last[able, post]) & ~kept]
        opens = int(calendar.first_start_from(duals.starts[[dual]])[0])
        closes = int(calendar.whole_periods_before(duals.until[[dual]])[0])
        for cadre in able.tolist():
            start = np.arange(max(first[cadre, post], opens), last[cadre, post] + 1)
            limit = limit_months(case, np.full_like(start, cadre), np.full_like(start, post), start)
            longest = np.minimum(calendar.whole_periods_before(limit), closes)
            ends = _main_ends(case, mains, careers.of(cadre), int(main), cadre)
            options = np.concatenate([longest[:, None], np.broadcast_to(ends, (len(start), len(ends)))], axis=1)
            options[:, 1:][options[:, 1:] >= longest[:, None]] = -1
            row, column = np.nonzero(options > start[:, None])
            who, where, pair = (np.full(len(row), value) for value in (cadre, post, dual))
            blocks.append((who, where, start[row], options[row, column], column > 0, pair))
    if not blocks:
        return only(mains, np.zeros(0, dtype=np.int64))
    cadre, place, begin, end, early, pair = (np.concatenate([block[part] for block in blocks]) for part in range(6))
    return Stints(cadre, place, begin, end, np.full(len(cadre), Kind.BESIDE), pair, early)


def _main_ends(case: Case, mains: Stints, his: Ints, main: int, cadre: int) -> Ints:
    """Periods in which the cadre's time in the main post could end, given all his main stints."""
    ends = mains.end[his[mains.post[his] == main]]
    incumbents = case.incumbents
    held = (incumbents.cadre == cadre) & (incumbents.post == main)
    if held.any():
        leaves = mains.start[his[leaving(case, only(mains, his))]]
        ends = np.concatenate([ends, incumbents.until[held], leaves])
    return np.unique(ends)


@dataclass(frozen=True)
class ByCadre:
    """Stints sorted by their cadre: ``order``, and where those of each cadre begin in it, shape (C + 1,)."""

    order: Ints
    begins: Ints

    def of(self, cadre: int) -> Ints:
        """The stints of one cadre, in their own order."""
        return self.order[self.begins[cadre] : self.begins[cadre + 1]]


def by_cadre(cadres: Ints, count: int) -> ByCadre:
    """Sort stints, given the cadre of each, by their cadre; ``count`` cadres in all."""
    order = np.argsort(cadres, kind="stable")
    return ByCadre(order, np.searchsorted(cadres[order], np.arange(count + 1)))


def leaving(case: Case, stints: Stints) -> Bools:
    """Which stints take their cadre out of the posts of today; shape (S,)."""
    today = (stints.kind == Kind.RETURN) & case.on_rotation[stints.cadre]
    return (stints.kind == Kind.MOVE) | today


def presolve_starts(case: Case, windows: Windows) -> Windows:
    """Raise first starts to when the post can be free at all.

    A post with a holder in every seat is free once one of their stints ends or one of them can move, which in turn
    needs a post that is free. From all posts free at once, starts are raised until nothing changes: this leaves out
    stints that no plan can contain, and keeps exchanges, where each frees the other's post.
    """
    incumbents, seats, periods = case.incumbents, case.posts.seats, case.calendar.periods
    full = case.posts.held & (np.bincount(incumbents.post, minlength=len(seats)) == seats)
    free = np.where(case.posts.held, 0, case.posts.open_from)
    while True:
        possible = {kind: (_raised(first, free), last) for kind, (first, last) in windows.items()}
        start = _earliest(possible[Kind.MOVE], periods)
        if Kind.RETURN in possible:
            back = np.where(case.on_rotation, _earliest(possible[Kind.RETURN], periods), periods)
            start = np.minimum(start, back)
        leaves = np.full(len(seats), periods)
        np.minimum.at(leaves, incumbents.post, np.minimum(incumbents.until, start[incumbents.cadre]))
        raised = np.where(full, np.maximum(free, leaves), free)
        if (raised == free).all():
            return possible
        free = raised


def _raised(first: SmallInts, free: Ints) -> SmallInts:
    raised: SmallInts = np.maximum(first, free.astype(first.dtype))  # as small as first: there are millions of pairs
    return raised


def _earliest(window: tuple[SmallInts, SmallInts], periods: int) -> Ints:
    """First period in which each cadre could start anywhere; shape (C,)."""
    first, last = window
    earliest: Ints = np.where(first <= last, first, periods).min(axis=1, initial=periods)
    return earliest


def only(stints: Stints, chosen: Ints | Bools) -> Stints:
    """Some of the stints."""
    return Stints(*(getattr(stints, field.name)[chosen] for field in fields(Stints)))


def _joined(blocks: list[Stints]) -> Stints:
    return Stints(*(np.concatenate([getattr(block, field.name) for block in blocks]) for field in fields(Stints)))
