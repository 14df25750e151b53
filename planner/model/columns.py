"""The decisions of the model as columns: stints, listings, and what is left open or short."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.domain.calendar import NEVER, Bools, Ints
from planner.domain.case import Case
from planner.domain.mix import NO_UPPER, Part, listings_in_force, parts
from planner.model.matrix import spread


@dataclass(frozen=True)
class Block:
    """A run of columns: ``start`` is the first, ``size`` how many."""

    start: int
    size: int

    @property
    def span(self) -> slice:
        """The columns as a slice."""
        return slice(self.start, self.start + self.size)


@dataclass(frozen=True)
class Columns:
    """Every decision, as arrays; the blocks follow one another in this order.

    Attributes
    ----------
    cadre, post, start, end : arrays of int, shape (S,)
        Stints: who, where, first period held, first period not held.
    listed_cadre, listed_post : arrays of int, shape (L,)
        Listings on benches, with ``near`` (ready now) and ``kept`` (in force today).
    open_post, open_period : arrays of int, shape (V,)
        Empty seats of a post in a period in which its seats are wanted.
    bench_post : array of int, shape (B,)
        Posts that want a bench: one column counts the successors short, one whether a ready one lacks.
    parts : tuple of Part
        Counts of the mix; a column for persons short and one for persons over of each, in the order of the parts.
    raised_cadre, raised_grade : arrays of int, shape (R,)
        Whether the plan places a cadre at a grade or above; ties his stints to his listings (``higher_title``).
    """

    cadre: Ints
    post: Ints
    start: Ints
    end: Ints
    listed_cadre: Ints
    listed_post: Ints
    near: Bools
    kept: Bools
    open_post: Ints
    open_period: Ints
    bench_post: Ints
    parts: tuple[Part, ...]
    raised_cadre: Ints
    raised_grade: Ints
    lower: Ints
    upper: Ints

    @cached_property
    def stints(self) -> Block:
        """Columns of the stints."""
        return Block(0, len(self.cadre))

    @cached_property
    def listings(self) -> Block:
        """Columns of the listings."""
        return _after(self.stints, len(self.listed_cadre))

    @cached_property
    def vacancies(self) -> Block:
        """Columns of the empty seats."""
        return _after(self.listings, len(self.open_post))

    @cached_property
    def successors_short(self) -> Block:
        """Columns of the successors short."""
        return _after(self.vacancies, len(self.bench_post))

    @cached_property
    def none_ready(self) -> Block:
        """Columns that say that a bench has nobody ready now."""
        return _after(self.successors_short, len(self.bench_post))

    @cached_property
    def mix_short(self) -> Block:
        """Columns of the persons short of a target."""
        return _after(self.none_ready, len(self.parts))

    @cached_property
    def mix_over(self) -> Block:
        """Columns of the persons over a target."""
        return _after(self.mix_short, len(self.parts))

    @cached_property
    def raised(self) -> Block:
        """Columns that say that a cadre is placed at a grade or above."""
        return _after(self.mix_over, len(self.raised_cadre))

    @property
    def count(self) -> int:
        """Number of columns."""
        return self.raised.start + self.raised.size


def leaves_post(case: Case, columns: Columns) -> Bools:
    """Which stints take their cadre out of a post he would otherwise still hold; shape (S,)."""
    return columns.start < case.held_until[columns.cadre]


def left_open(case: Case, columns: Columns) -> tuple[Ints, Ints]:
    """Stints that leave a held post, with each period in which that post would still have been held."""
    movers = np.flatnonzero(leaves_post(case, columns))
    item, period = spread(columns.start[movers], case.held_until[columns.cadre[movers]])
    return movers[item], period


def limit_months(case: Case, cadre: Ints, post: Ints, start: Ints) -> Ints:
    """First month not held of new stints that start in the given periods; shape like ``cadre``."""
    months = case.calendar.months[start]
    capped = months + case.posts.cap[post] if case.rulebook.on("tenure_cap") else np.full(months.shape, NEVER)
    return np.minimum(case.people.gone[cadre], capped)


def build_columns(case: Case, first: Ints, last: Ints, listable: Bools, near: Bools) -> Columns:
    """Make a column of every possible decision.

    Parameters
    ----------
    case : Case
    first, last : arrays of int, shape (C, P)
        First and last period in which a stint of the pair may start; none when first > last.
    listable, near : arrays of bool, shape (C, P)
        Which pairs may be listed, and which would be ready now.

    Returns
    -------
    Columns
    """
    first = _presolve_starts(case, first, last)
    pair_cadre, pair_post = np.nonzero(first <= last)
    pair, start = spread(first[pair_cadre, pair_post], last[pair_cadre, pair_post] + 1)
    cadre, post = pair_cadre[pair], pair_post[pair]
    end = case.calendar.whole_periods_before(limit_months(case, cadre, post, start))
    lasting = end > start
    cadre, post, start, end = cadre[lasting], post[lasting], start[lasting], end[lasting]

    listed_cadre, listed_post = np.nonzero(listable)
    kept = np.zeros(listable.shape, dtype=bool)
    kept[listings_in_force(case)] = True

    wanted_from = np.where(case.posts.held, 0, case.posts.open_from)
    open_post, open_period = spread(wanted_from, np.full(wanted_from.shape, case.calendar.periods))
    bench_post = np.flatnonzero(case.posts.bench_min > 0)
    counted = parts(case)
    raised_cadre, raised_grade = _raised(case, (cadre, post), (listed_cadre, listed_post))
    short_most = [0 if part.target.hard else part.lower for part in counted]
    over_most = [0 if part.target.hard or part.upper == NO_UPPER else _most(case, part) for part in counted]
    upper = np.concatenate(
        [
            np.ones(len(cadre) + len(listed_cadre), dtype=np.int64),
            case.posts.seats[open_post],
            case.posts.bench_min[bench_post],
            np.ones(len(bench_post), dtype=np.int64),
            np.array(short_most + over_most, dtype=np.int64),
            np.ones(len(raised_cadre), dtype=np.int64),
        ]
    )
    return Columns(
        cadre=cadre,
        post=post,
        start=start,
        end=end,
        listed_cadre=listed_cadre,
        listed_post=listed_post,
        near=near[listed_cadre, listed_post],
        kept=kept[listed_cadre, listed_post],
        open_post=open_post,
        open_period=open_period,
        bench_post=bench_post,
        parts=counted,
        raised_cadre=raised_cadre,
        raised_grade=raised_grade,
        lower=np.zeros(len(upper), dtype=np.int64),
        upper=upper,
    )


def _raised(case: Case, stints: tuple[Ints, Ints], listings: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Cadres and grades for which a stint may make a listing pointless."""
    grade = case.posts.grade
    highest = np.full(len(case.people.ids), -1)
    np.maximum.at(highest, stints[0], grade[stints[1]])
    cadre, level = listings[0], grade[listings[1]]
    met = (level >= 0) & (level <= highest[cadre]) & case.rulebook.on("higher_title")
    pairs = np.unique(np.stack([cadre[met], level[met]], axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1]


def _most(case: Case, part: Part) -> int:
    """Most people that a part can ever count."""
    places = case.posts.bench_max if part.kind == "bench" else case.posts.seats
    return int(places[part.posts].sum())


def _after(block: Block, size: int) -> Block:
    return Block(block.start + block.size, size)


def _presolve_starts(case: Case, first: Ints, last: Ints) -> Ints:
    """Raise first starts to when the post can be free at all.

    A post with a holder in every seat is free once one of their stints ends or one of them can move, which in turn
    needs a post that is free. From all posts free at once, starts are raised until nothing changes: this leaves out
    stints that no plan can contain, and keeps exchanges, where each frees the other's post.
    """
    incumbents, seats, periods = case.incumbents, case.posts.seats, case.calendar.periods
    full = case.posts.held & (np.bincount(incumbents.post, minlength=len(seats)) == seats)
    free = np.where(case.posts.held, 0, case.posts.open_from)
    while True:
        possible = np.maximum(first, free[None, :])
        start = np.where(possible <= last, possible, periods).min(axis=1, initial=periods)
        leaves = np.full(len(seats), periods)
        np.minimum.at(leaves, incumbents.post, np.minimum(incumbents.until, start[incumbents.cadre]))
        raised = np.where(full, np.maximum(free, leaves), free)
        if (raised == free).all():
            return possible
        free = raised
