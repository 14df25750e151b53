"""A proposed plan in the verifier's terms: who covers which post in which periods, who is listed where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.plan.verify.facts import Facts, Pair, Person, Post
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date


class Stint(NamedTuple):
    """A person in a post from period ``first`` to before ``after``; ``new`` unless in post at as_of."""

    person: Person
    post: Post
    first: int
    after: int
    new: bool


class Listing(NamedTuple):
    """A person on the bench of a post."""

    person: Person
    post: Post


StintRow = tuple[str, str, int, int]
"""Cadre, post, first month and first month no longer held."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A proposed plan; ``moves`` is each person's first new stint, ``held`` what is left of today's."""

    stints: tuple[Stint, ...]
    new: tuple[Stint, ...]
    listings: tuple[Listing, ...]
    moves: dict[str, Stint]
    held: dict[str, Stint]


class UnreadablePlanError(ValueError):
    """A plan that names what is not there or lasts no whole periods; carries every fault."""

    def __init__(self, faults: Sequence[Violation]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.message for fault in faults))


def draw(facts: Facts, stints: Sequence[StintRow], listings: Sequence[Pair]) -> Picture:
    """Read a proposed plan.

    Raises
    ------
    UnreadablePlanError
        When it names what the scenario lacks, or lasts no whole periods.
    """
    faults = [*_stint_faults(facts, stints), *_listing_faults(facts, listings)]
    if faults:
        raise UnreadablePlanError(faults)
    start, length = facts.clock.start, facts.clock.length
    incumbents = facts.incumbents
    drawn = []
    moves: dict[str, Stint] = {}
    held: dict[str, Stint] = {}
    for cadre, post_id, begin, end in sorted(stints, key=_by_start):
        post = facts.posts[post_id]
        incumbency = incumbents.get(cadre)
        new = incumbency is None or incumbency.post is not post or begin != start
        stint = Stint(facts.people[cadre], post, (begin - start) // length, (end - start) // length, new)
        drawn.append(stint)
        (moves if new else held).setdefault(cadre, stint)
    return Picture(
        stints=tuple(drawn),
        new=tuple(stint for stint in drawn if stint.new),
        listings=tuple(Listing(facts.people[cadre], facts.posts[post]) for cadre, post in listings),
        moves=moves,
        held=held,
    )


def _by_start(row: StintRow) -> int:
    return row[2]


def _stint_faults(facts: Facts, stints: Sequence[StintRow]) -> Iterator[Violation]:
    """Stints that name nobody, last no whole periods of the horizon, or are given twice."""
    start, length = facts.clock.start, facts.clock.length
    horizon = start + length * facts.clock.periods
    until: dict[Pair, int] = {}
    for cadre, post, begin, end in sorted(stints, key=_by_start):
        if cadre not in facts.people or post not in facts.posts:
            yield _unknown(facts, cadre, post)
        elif not start <= begin < end <= horizon or (begin - start) % length or (end - start) % length:
            yield _fault(cadre, post, _dates(facts, begin, end))
        elif begin < until.get((cadre, post), begin):
            yield _fault(cadre, post, f"stands twice in {month_date(begin)}")
        until[cadre, post] = end


def _dates(facts: Facts, begin: int, end: int) -> str:
    clock = facts.clock
    return (
        f"is given months {begin} to {end}, which are not whole periods of {clock.length} months "
        f"between {clock.date(0)} (month {clock.start}) and {clock.date(clock.periods)}"
    )


def _listing_faults(facts: Facts, listings: Sequence[Pair]) -> Iterator[Violation]:
    seen = set()
    for cadre, post in listings:
        if cadre not in facts.people or post not in facts.posts:
            yield _unknown(facts, cadre, post)
        elif (cadre, post) in seen:
            yield _fault(cadre, post, "is listed twice")
        seen.add((cadre, post))


def _unknown(facts: Facts, cadre: str, post: str) -> Violation:
    message = "names a post the scenario lacks" if cadre in facts.people else "names a cadre the scenario lacks"
    return _fault(cadre, post, message)


def _fault(cadre: str, post: str, what: str) -> Violation:
    return Violation("plan", (cadre,), (post,), "", f"plan: the row of {cadre} and {post} {what}.")
