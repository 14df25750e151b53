"""A proposed plan in the verifier's terms: who covers which post in which periods, who is listed and trained where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from planner.language import _
from planner.plan.verify.casting import Stint, cast
from planner.plan.verify.facts import Facts
from planner.plan.verify.records import PARTS, Levels, Pair, Person, Post, Session
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date


class Listing(NamedTuple):
    """A person on the bench of a post."""

    person: Person
    post: Post


class Attendance(NamedTuple):
    """A person in a course session."""

    person: Person
    session: Session


StintRow = tuple[str, str, int, int]
"""Cadre, post, first month and first month no longer held."""


@dataclass(frozen=True)
class Picture:
    """A proposed plan.

    Attributes
    ----------
    stints, new : tuple of Stint
        All stints by their start, and those that are not held at as_of.
    moves : dict of str to list of Stint
        New main stints of each cadre, in order: his move or return, and a return from a new rotation.
    held : dict of Pair to Stint
        What is left of today's stints.
    attended : dict of str to list of Session
        By cadre.
    """

    stints: tuple[Stint, ...]
    new: tuple[Stint, ...]
    listings: tuple[Listing, ...]
    attendances: tuple[Attendance, ...]
    moves: dict[str, list[Stint]]
    held: dict[Pair, Stint]
    attended: dict[str, list[Session]]

    @cached_property
    def taken(self) -> Mapping[str, list[Stint]]:
        """New stints of each cadre, by their start."""
        taken: defaultdict[str, list[Stint]] = defaultdict(list)
        for stint in self.new:
            taken[stint.person.cadre].append(stint)
        return taken

    @cached_property
    def listed(self) -> Mapping[str, list[Post]]:
        """Posts on whose benches each cadre is."""
        listed: defaultdict[str, list[Post]] = defaultdict(list)
        for person, post in self.listings:
            listed[person.cadre].append(post)
        return listed

    @cached_property
    def bench_sizes(self) -> Counter[str]:
        """How many people are on the bench of each post."""
        return Counter(post.post for _, post in self.listings)

    def move(self, cadre: str) -> Stint | None:
        """First new main stint of a cadre: the one that takes him out of today's posts."""
        moves = self.moves.get(cadre)
        return moves[0] if moves else None

    def levels(self, person: Person, month: int) -> Levels:
        """Levels of a person at a month, by himself or by sessions that have ended."""
        sessions = self.attended.get(person.cadre)
        return raised(person.levels, sessions, month) if sessions else person.levels


def raised(levels: Levels, sessions: Iterable[Session], month: int) -> Levels:
    """Levels after the sessions that have ended by a month."""
    better = list(levels)
    for session in sessions:
        if session.end <= month:
            place = PARTS.index(session.grant.part)
            better[place] = max(better[place], session.grant.level)
    return tuple(better)


class UnreadablePlanError(ValueError):
    """A plan that names what is not there or lasts no whole periods; carries every fault."""

    def __init__(self, faults: Sequence[Violation]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.message for fault in faults))


def draw(
    facts: Facts, stints: Sequence[StintRow], listings: Sequence[Pair], attendances: Sequence[Pair] = ()
) -> Picture:
    """Read a proposed plan.

    Raises
    ------
    UnreadablePlanError
        When it names what the scenario lacks, or lasts no whole periods.
    """
    faults = [
        *_stint_faults(facts, stints),
        *_pair_faults(facts, listings, facts.posts, "post", _("is listed twice")),
        *_pair_faults(facts, attendances, facts.sessions, "session", _("attends it twice")),
    ]
    if faults:
        raise UnreadablePlanError(faults)
    start, length = facts.clock.start, facts.clock.length
    spans: dict[str, list[tuple[Post, int, int]]] = {}
    for cadre, post, begin, end in stints:
        span = (facts.posts[post], (begin - start) // length, (end - start) // length)
        spans.setdefault(cadre, []).append(span)
    drawn = [stint for cadre, held in spans.items() for stint in cast(facts, facts.people[cadre], held)]
    drawn.sort(key=_by_first)
    moves: dict[str, list[Stint]] = {}
    for stint in drawn:
        if stint.main and stint.new:
            moves.setdefault(stint.person.cadre, []).append(stint)
    attended: dict[str, list[Session]] = {}
    for cadre, session in attendances:
        attended.setdefault(cadre, []).append(facts.sessions[session])
    return Picture(
        stints=tuple(drawn),
        new=tuple(stint for stint in drawn if stint.new),
        listings=tuple(Listing(facts.people[cadre], facts.posts[post]) for cadre, post in listings),
        attendances=tuple(Attendance(facts.people[cadre], facts.sessions[session]) for cadre, session in attendances),
        moves=moves,
        held={(stint.person.cadre, stint.post.post): stint for stint in drawn if not stint.new},
        attended=attended,
    )


def _by_first(stint: Stint) -> int:
    return stint.first


def _by_start(row: StintRow) -> int:
    return row[2]


def _stint_faults(facts: Facts, stints: Sequence[StintRow]) -> Iterator[Violation]:
    """Stints that name nobody, last no whole periods of the horizon, or are given twice."""
    start, length = facts.clock.start, facts.clock.length
    until: dict[Pair, int] = {}
    for cadre, post, begin, end in sorted(stints, key=_by_start):
        if cadre not in facts.people or post not in facts.posts:
            yield _unknown(facts, cadre, post, "post")
        elif not start <= begin < end <= facts.clock.end or (begin - start) % length or (end - start) % length:
            yield _fault(cadre, post, _dates(facts, begin, end))
        elif begin < until.get((cadre, post), begin):
            yield _fault(cadre, post, _("stands twice in {begin}").format(begin=month_date(begin)))
        until[cadre, post] = end


def _dates(facts: Facts, begin: int, end: int) -> str:
    clock = facts.clock
    return _(
        "is given months {begin} to {end}, which are not whole periods of {length} months "
        "between {date} (month {start}) and {last}"
    ).format(
        begin=begin,
        end=end,
        length=clock.length,
        date=clock.date(0),
        start=clock.start,
        last=clock.date(clock.periods),
    )


def _pair_faults(
    facts: Facts, pairs: Sequence[Pair], known: Iterable[str], what: str, twice: str
) -> Iterator[Violation]:
    """Pairs that name nobody or nothing, or are given twice."""
    known, seen = set(known), set()
    for cadre, other in pairs:
        if cadre not in facts.people or other not in known:
            yield _unknown(facts, cadre, other, what)
        elif (cadre, other) in seen:
            yield _fault(cadre, other, twice)
        seen.add((cadre, other))


def _unknown(facts: Facts, cadre: str, other: str, what: str) -> Violation:
    message = (
        _("names a {what} the scenario lacks").format(what=what)
        if cadre in facts.people
        else _("names a cadre the scenario lacks")
    )
    return _fault(cadre, other, message)


def _fault(cadre: str, other: str, what: str) -> Violation:
    return Violation(
        "plan",
        (cadre,),
        (other,),
        "",
        _("plan: the row of {cadre} and {other} {what}.").format(cadre=cadre, other=other, what=what),
    )
