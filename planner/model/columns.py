"""The decisions of the model as columns: stints, listings, attendances, and what is left open or short."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.domain.mix import NO_UPPER, Part, listings_in_force, parts
from planner.model.matrix import spread
from planner.model.needs import Below, Needs, build_below, build_needs
from planner.model.stints import Stints, Windows, build_stints, leaving
from planner.scenario.settings import Settings


@dataclass(frozen=True)
class Block:
    """A run of columns: ``start`` is the first, ``size`` how many."""

    start: int
    size: int

    @property
    def span(self) -> slice:
        """The columns as a slice."""
        return slice(self.start, self.start + self.size)

    @property
    def all(self) -> Ints:
        """The columns one by one."""
        return np.arange(self.start, self.start + self.size)


@dataclass(frozen=True)
class Columns:
    """Every decision, as arrays; the blocks follow one another in this order.

    Attributes
    ----------
    moves : Stints
        Stints: who, where, first period held, first period not held, and of which kind; shape (S,).
    listed_cadre, listed_post : arrays of int, shape (L,)
        Listings on benches, with ``near`` (ready now) and ``kept`` (in force today).
    needs : Needs
        Attendances, and what listings gain by them.
    open_post, open_period : arrays of int, shape (V,)
        Empty seats of a wanted post in a period in which its seats are wanted.
    bench_post : array of int, shape (B,)
        Posts that want a bench: one column counts the successors short, one whether a ready one lacks.
    parts : tuple of Part
        Counts of the mix; a column for persons short and one for persons over of each, in the order of the parts.
    standard : Below
        Who is below the standard of the own title, in which period.
    unplaced_cadre, unplaced_period : arrays of int, shape (U,)
        Whose rotation has ended without a post, in which period.
    dropped_listing : array of int
        Listings in force that the plan may drop; then one column for each published placement of ``dropped_pin``.
    raised_cadre, raised_grade : arrays of int, shape (R,)
        Whether the plan places a cadre at a grade or above; ties his stints to his listings (``higher_title``).
    """

    moves: Stints
    listed_cadre: Ints
    listed_post: Ints
    near: Bools
    kept: Bools
    needs: Needs
    open_post: Ints
    open_period: Ints
    bench_post: Ints
    parts: tuple[Part, ...]
    standard: Below
    unplaced_cadre: Ints
    unplaced_period: Ints
    dropped_listing: Ints
    dropped_pin: Ints
    raised_cadre: Ints
    raised_grade: Ints
    lower: Ints
    upper: Ints

    @property
    def cadre(self) -> Ints:
        """Cadre of each stint."""
        return self.moves.cadre

    @property
    def post(self) -> Ints:
        """Post of each stint."""
        return self.moves.post

    @property
    def start(self) -> Ints:
        """First period of each stint."""
        return self.moves.start

    @property
    def end(self) -> Ints:
        """First period not held of each stint."""
        return self.moves.end

    @property
    def kind(self) -> Ints:
        """Kind of each stint."""
        return self.moves.kind

    @cached_property
    def stints(self) -> Block:
        """Columns of the stints."""
        return Block(0, len(self.cadre))

    @cached_property
    def listings(self) -> Block:
        """Columns of the listings."""
        return _after(self.stints, len(self.listed_cadre))

    @cached_property
    def attendances(self) -> Block:
        """Columns of who attends which session."""
        return _after(self.listings, len(self.needs.attend_cadre))

    @cached_property
    def vacancies(self) -> Block:
        """Columns of the empty seats."""
        return _after(self.attendances, len(self.open_post))

    @cached_property
    def successors_short(self) -> Block:
        """Columns of the successors short."""
        return _after(self.vacancies, len(self.bench_post))

    @cached_property
    def none_ready(self) -> Block:
        """Columns that say that a bench has nobody ready."""
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
    def below(self) -> Block:
        """Columns of the people below the standard of their title."""
        return _after(self.mix_over, len(self.standard.cadre))

    @cached_property
    def unplaced(self) -> Block:
        """Columns of the people without a post after their rotation."""
        return _after(self.below, len(self.unplaced_cadre))

    @cached_property
    def dropped(self) -> Block:
        """Columns of what was published and is not kept."""
        return _after(self.unplaced, len(self.dropped_listing) + len(self.dropped_pin))

    @property
    def counts(self) -> slice:
        """All columns that only count what the others leave vacant, short or changed."""
        return slice(self.vacancies.start, self.raised.start)

    @cached_property
    def raised(self) -> Block:
        """Columns that say that a cadre is placed at a grade or above."""
        return _after(self.dropped, len(self.raised_cadre))

    @cached_property
    def gained(self) -> Block:
        """Columns that say that a cadre gains a level by a course."""
        return _after(self.raised, len(self.needs.gained_cadre))

    @cached_property
    def readied(self) -> Block:
        """Columns that say that a listing becomes ready by courses."""
        return _after(self.gained, len(self.needs.readied))

    @property
    def count(self) -> int:
        """Number of columns."""
        return self.readied.start + self.readied.size


def left_holdings(case: Case, columns: Columns) -> tuple[Ints, Ints]:
    """Posts of today that stints leave early: positions in ``case.incumbents`` and stints, pair by pair."""
    goes = np.flatnonzero(leaving(case, columns.moves))
    goes = goes[np.argsort(columns.cadre[goes], kind="stable")]
    cadre = columns.cadre[goes]
    holder = case.incumbents.cadre
    holding, place = spread(np.searchsorted(cadre, holder), np.searchsorted(cadre, holder, side="right"))
    stint = goes[place]
    early = columns.start[stint] < case.incumbents.until[holding]
    return holding[early], stint[early]


def left_open(case: Case, columns: Columns) -> tuple[Ints, Ints, Ints]:
    """Stints that leave a post of today, with each period in which it would still have been held.

    Returns
    -------
    holding, stint, period : arrays of int
        Positions in ``case.incumbents`` and of the stint, and the period.
    """
    holding, stint = left_holdings(case, columns)
    item, period = spread(columns.start[stint], case.incumbents.until[holding])
    return holding[item], stint[item], period


def attended(case: Case, columns: Columns, cadre: Ints, part: Ints, level: Ints, month: Ints) -> tuple[Ints, Ints]:
    """Attendances that bring a cadre a level of a part by a month: positions of the question and of the attendance."""
    needs, sessions = columns.needs, case.sessions
    item, attendance = spread(
        np.searchsorted(needs.attend_cadre, cadre), np.searchsorted(needs.attend_cadre, cadre, side="right")
    )
    session = needs.attend_session[attendance]
    brings = (
        (sessions.part[session] == part[item])
        & (sessions.level[session] >= level[item])
        & (sessions.end[session] <= month[item])
    )
    return item[brings], attendance[brings]


def build_columns(case: Case, windows: Windows, listable: Bools, near: Bools) -> Columns:
    """Make a column of every possible decision.

    Parameters
    ----------
    case : Case
    windows : Windows
        First and last period in which a stint of each kind may start.
    listable, near : arrays of bool, shape (C, P)
        Which pairs may be listed, and which would be ready now.

    Returns
    -------
    Columns
    """
    stints = build_stints(case, windows)
    listed_cadre, listed_post = np.nonzero(listable)
    listed = (listed_cadre, listed_post)
    kept = np.zeros(listable.shape, dtype=bool)
    kept[listings_in_force(case)] = True
    goals = _named_goals(case.scenario.settings)
    standard = build_below(case, counted="standard" in goals)
    needs = build_needs(case, stints, listed, near[listed], standard)
    wanted_from = np.where(case.posts.held, 0, case.posts.open_from)
    wanted_from = np.where(case.posts.wanted, wanted_from, case.calendar.periods)
    open_post, open_period = spread(wanted_from, np.full(wanted_from.shape, case.calendar.periods))
    bench_post = np.flatnonzero(case.posts.bench_min > 0)
    counted = parts(case)
    unplaced_cadre, unplaced_period = _unplaced(case)
    dropped_listing = np.flatnonzero(kept[listed]) if "change" in goals else np.zeros(0, dtype=np.int64)
    dropped_pin = _preferred(case) if "change" in goals else np.zeros(0, dtype=np.int64)
    raised_cadre, raised_grade = _raised(case, stints, listed)
    short_most = [0 if part.target.hard else part.lower for part in counted]
    over_most = [0 if part.target.hard or part.upper == NO_UPPER else _most(case, part) for part in counted]
    yes_or_no = len(standard.cadre) + len(unplaced_cadre) + len(dropped_listing) + len(dropped_pin)
    yes_or_no += len(raised_cadre) + len(needs.gained_cadre) + len(needs.readied)
    upper = np.concatenate(
        [
            np.ones(len(stints.cadre) + len(listed[0]) + len(needs.attend_cadre), dtype=np.int64),
            case.posts.seats[open_post],
            case.posts.bench_min[bench_post],
            np.ones(len(bench_post), dtype=np.int64),
            np.array(short_most + over_most, dtype=np.int64),
            np.ones(yes_or_no, dtype=np.int64),
        ]
    )
    return Columns(
        moves=stints,
        listed_cadre=listed[0],
        listed_post=listed[1],
        near=near[listed],
        kept=kept[listed],
        needs=needs,
        open_post=open_post,
        open_period=open_period,
        bench_post=bench_post,
        parts=counted,
        standard=standard,
        unplaced_cadre=unplaced_cadre,
        unplaced_period=unplaced_period,
        dropped_listing=dropped_listing,
        dropped_pin=dropped_pin,
        raised_cadre=raised_cadre,
        raised_grade=raised_grade,
        lower=np.zeros(len(upper), dtype=np.int64),
        upper=upper,
    )


def _named_goals(settings: Settings) -> set[str]:
    """The goals that stand in a tier."""
    return {goal for tier in settings.goals.tiers for goal in ([tier] if isinstance(tier, str) else tier)}


def _unplaced(case: Case) -> tuple[Ints, Ints]:
    """Who could be without a post after a rotation that ends by decision, and in which periods."""
    incumbents = case.incumbents
    ended = (incumbents.until < case.calendar.periods) & (incumbents.reason != "service") & ~incumbents.beside
    cadre = incumbents.cadre[ended & case.on_rotation[incumbents.cadre]]
    item, period = spread(case.held_until[cadre], case.calendar.whole_periods_before(case.people.gone[cadre]))
    return cadre[item], period


def _preferred(case: Case) -> Ints:
    """Rows of the pins that name a published placement."""
    return np.flatnonzero((case.scenario.pins["action"] == "prefer").to_numpy() & case.rulebook.on("pins"))


def _raised(case: Case, stints: Stints, listings: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Cadres and grades for which a stint may make a listing pointless."""
    grade = case.posts.grade
    highest = np.full(len(case.people.ids), -1)
    np.maximum.at(highest, stints.cadre, grade[stints.post])
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
