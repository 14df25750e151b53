"""What the verifier knows of each unit, person, post, course session and decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.scenario.dates import month_date
from planner.scenario.grants import LEVELS, Grant, Priority

NEVER: Final = 1_000_000
"""A month index later than any date."""

PARTS: Final = tuple(LEVELS)
"""Parts of a standard that courses can bring; levels are kept in this order."""

Pair = tuple[str, str]
"""A cadre's id and a post's id."""

Levels = tuple[int, ...]
"""A level of each of ``PARTS``."""


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit; ``place`` is None when latitude or longitude is missing.

    ``line`` is the unit and all that it lies in, the nearest first; ``province`` the first of these that is one, or
    empty.
    """

    unit: str
    kind: str
    line: tuple[str, ...]
    province: str
    parent: str
    sector: str
    weight: int
    place: tuple[float, float] | None


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """A post with the standard of its title; without a title that the rules know nothing is asked.

    ``rank`` is its position in the table, ``committee`` says that it is a list of people and no post to hold.
    """

    post: str
    rank: int
    unit: Unit | None
    title: str
    has_standard: bool
    group: str
    head: bool
    grade: int | None
    non_local: bool
    levels: Levels
    party_member: bool
    fields: tuple[str, ...]
    cap: int
    seats: int
    weight: int
    key: bool
    backfill: bool
    committee: bool
    bench_min: int
    bench_max: int
    opens: int

    @property
    def unit_id(self) -> str:
        """Id of the post's unit, or empty."""
        return self.unit.unit if self.unit else ""

    @property
    def province(self) -> str:
        """Id of the province that the post's unit lies in, or empty."""
        return self.unit.province if self.unit else ""

    @property
    def wanted(self) -> bool:
        """Whether an empty seat counts."""
        return (self.key or self.backfill) and not self.committee

    def lies_in(self, kind: str) -> bool:
        """Whether the post's unit is of a kind."""
        return self.unit is not None and self.unit.kind == kind


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A cadre; ``retires`` and ``leaves`` are ``NEVER`` when unknown.

    ``wanted_levels`` are those of the standard of his own title.
    """

    cadre: str
    name: str
    unit: Unit | None
    native: Unit | None
    sending: Unit | None
    title: str
    group: str
    head: bool
    grade: int | None
    former_grade: int | None
    levels: Levels
    wanted_levels: Levels
    field: str
    party_member: bool
    ratings: tuple[str, ...]
    discipline_until: int
    rotates: bool
    rotation_since: int | None
    rotation_until: int | None
    title_since: int | None
    place_since: int | None
    birth: int | None
    retires: int
    leaves: int
    texts: Mapping[str, str]

    @property
    def label(self) -> str:
        """Name and id, as messages give them."""
        return f"{self.name} ({self.cadre})" if self.name else self.cadre

    @property
    def served_until(self) -> int:
        """First month not served; the month of retirement is still served."""
        return min(self.retires + 1, self.leaves)

    def remaining(self, at: int) -> int:
        """Months of service left at a month."""
        return min(self.retires, self.leaves) - at

    def lies_in(self, kind: str) -> bool:
        """Whether the person's unit is of a kind."""
        return self.unit is not None and self.unit.kind == kind


def is_rotation(person: Person, post: Post) -> bool:
    """Whether a stint of the person in the post leads from a department to a commune."""
    return person.lies_in("department") and post.lies_in("commune")


@dataclass(frozen=True, slots=True, eq=False)
class Incumbency:
    """A cadre in post at as_of; ``after`` is the first period the post is no longer held if he does not move."""

    person: Person
    post: Post
    since: int | None
    limits: tuple[tuple[str, int], ...]
    after: int


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """A course session in the months from ``start`` to before ``end``; its level is there from ``end`` on.

    ``rank`` is its position in the table, ``unit`` the unit whose people it is for, or empty.
    """

    session: str
    rank: int
    course: str
    text: str
    grant: Grant
    needs: Grant | None
    start: int
    end: int
    free: int
    cost: int
    priority: tuple[Priority, ...]
    unit: str

    def is_for(self, person: Person) -> bool:
        """Whether the person is of the unit that the session is for, or of one below it."""
        return not self.unit or (person.unit is not None and self.unit in person.unit.line)

    def brings(self, part: str, level: int) -> bool:
        """Whether it grants at least a level of a part."""
        return self.grant.part == part and self.grant.level >= level


@dataclass(frozen=True, slots=True)
class Pin:
    """A decision already taken."""

    action: str
    cadre: str
    post: str
    start: int | None


@dataclass(frozen=True, slots=True)
class Clock:
    """Periods of the horizon and their months."""

    start: int
    length: int
    periods: int

    @property
    def end(self) -> int:
        """First month after the horizon."""
        return self.month(self.periods)

    def month(self, period: int) -> int:
        """First month of a period."""
        return self.start + period * self.length

    def date(self, period: int) -> str:
        """First day of a period."""
        return month_date(self.month(period))

    def whole_periods(self, limit: int) -> int:
        """Count the periods that lie wholly before a month, at most the horizon."""
        return min(max((limit - self.start) // self.length, 0), self.periods)
