"""The raw tables as the verifier reads them: one record per person, post and unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from planner.plan.verify.reading import given, optional_month, rows, split, text
from planner.rulebook.rulebook import Retirement, Rulebook, Title
from planner.scenario.columns import DEGREES, STATE_MGMT, THEORY
from planner.scenario.dates import month_date, month_index
from planner.scenario.findings import Finding, InputError
from planner.scenario.scenario import Scenario

NEVER: Final = 1_000_000
"""A month index later than any date."""

Pair = tuple[str, str]
"""A cadre's id and a post's id."""


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit; ``lat`` and ``lon`` are None when either is missing."""

    unit: str
    kind: str
    weight: int
    place: tuple[float, float] | None


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """A post with the standard of its title; without a title that the rules know nothing is asked."""

    post: str
    unit: Unit | None
    title: str
    has_standard: bool
    group: str
    grade: int | None
    non_local: bool
    degree: int
    theory: int
    state_mgmt: int
    party_member: bool
    fields: tuple[str, ...]
    cap: int
    seats: int
    weight: int
    key: bool
    bench_min: int
    bench_max: int
    opens: int

    @property
    def unit_id(self) -> str:
        """Id of the post's unit, or empty."""
        return self.unit.unit if self.unit else ""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A cadre; ``retires`` and ``leaves`` are ``NEVER`` when unknown."""

    cadre: str
    name: str
    unit: Unit | None
    native: Unit | None
    sending: Unit | None
    title: str
    group: str
    head: bool
    grade: int | None
    degree: int
    field: str
    theory: int
    state_mgmt: int
    party_member: bool
    ratings: tuple[str, ...]
    discipline_until: int
    rotates: bool
    rotation_since: int | None
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


@dataclass(frozen=True, slots=True, eq=False)
class Incumbency:
    """A cadre in post at as_of; ``after`` is the first period the post is no longer held."""

    person: Person
    post: Post
    since: int | None
    limits: tuple[tuple[str, int], ...]
    after: int


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

    def month(self, period: int) -> int:
        """First month of a period."""
        return self.start + period * self.length

    def date(self, period: int) -> str:
        """First day of a period."""
        return month_date(self.month(period))

    def whole_periods(self, limit: int) -> int:
        """Count the periods that lie wholly before a month, at most the horizon."""
        return min(max((limit - self.start) // self.length, 0), self.periods)


@dataclass(frozen=True)
class Facts:
    """Everything the verifier knows of a scenario."""

    scenario: Scenario
    rulebook: Rulebook
    clock: Clock
    units: Mapping[str, Unit]
    posts: Mapping[str, Post]
    people: Mapping[str, Person]
    incumbents: Mapping[str, Incumbency]
    in_force: frozenset[Pair]
    listed_titles: Mapping[str, set[str]]
    pins: tuple[Pin, ...]
    scores: Mapping[Pair, int]

    def limits(self, person: Person, post: Post, start: int) -> tuple[tuple[str, int], ...]:
        """List what ends a new stint that starts in month ``start``: reasons with their month."""
        service = ("service", person.served_until)
        if not self.rulebook.on("tenure_cap"):
            return (service,)
        return (service, ("tenure_cap", start + post.cap))


def read_facts(scenario: Scenario, rulebook: Rulebook) -> Facts:
    """Read a scenario's raw tables once."""
    clock = Clock(scenario.start, scenario.settings.period_months, scenario.periods)
    units = {row["unit"]: _unit(row) for row in rows(scenario.units)}
    post_rows = list(rows(scenario.posts))
    posts = {row["post"]: _post(row, units, rulebook, clock) for row in post_rows}
    people = {row["cadre"]: _person(row, units, rulebook) for row in rows(scenario.cadres)}
    in_force = frozenset((row["cadre"], row["post"]) for row in rows(scenario.bench))
    return Facts(
        scenario=scenario,
        rulebook=rulebook,
        clock=clock,
        units=units,
        posts=posts,
        people=people,
        incumbents=_incumbents(post_rows, posts, people, rulebook, clock),
        in_force=in_force,
        listed_titles=_listed_titles(in_force, posts),
        pins=tuple(
            Pin(row["action"], row["cadre"], row["post"], optional_month(row["from"])) for row in rows(scenario.pins)
        ),
        scores={(row["cadre"], row["post"]): int(row["score"]) for row in rows(scenario.tables["fit"])},
    )


def retirement_month(retirement: Retirement, sex: str, birth: int) -> int:
    """First month in which the age reaches the limit that holds in that month's year."""
    reached = birth + min(retirement.female if sex == "female" else retirement.male)
    while reached - birth < retirement.limit(sex, reached // 12):
        reached += 1
    return reached


def _listed_titles(in_force: Iterable[Pair], posts: Mapping[str, Post]) -> dict[str, set[str]]:
    """Collect the titles each cadre is planned for today."""
    titles: dict[str, set[str]] = {}
    for cadre, post in in_force:
        titles.setdefault(cadre, set()).add(posts[post].title)
    return titles


def _unit(row: Mapping[str, Any]) -> Unit:
    lat, lon = given(row["lat"]), given(row["lon"])
    place = None if lat is None or lon is None else (float(lat), float(lon))
    return Unit(row["unit"], row["kind"], int(row["weight"]), place)


def _post(row: Mapping[str, Any], units: Mapping[str, Unit], rulebook: Rulebook, clock: Clock) -> Post:
    title = rulebook.titles.get(row["title"], Title(""))
    unit = units.get(row["unit"])
    key = bool(row["key"])
    bench_min = _bench_size(row["bench_min"], "min", key, rulebook)
    since = optional_month(row["vacant_from"])
    filled = bool(split(row["holder"]))
    return Post(
        post=row["post"],
        unit=unit,
        title=row["title"],
        has_standard=row["title"] in rulebook.titles,
        group=title.group,
        grade=title.grade,
        non_local=title.non_local,
        degree=DEGREES.index(title.degree),
        theory=THEORY.index(title.theory),
        state_mgmt=STATE_MGMT.index(title.state_mgmt),
        party_member=title.party_member,
        fields=title.fields,
        cap=_cap(title, rulebook),
        seats=int(row["seats"]),
        weight=int(row["weight"]) * (unit.weight if unit else 1),
        key=key,
        bench_min=bench_min,
        bench_max=max(bench_min, _bench_size(row["bench_max"], "max", key, rulebook)),
        # a period is open as soon as one of its months is
        opens=0 if filled or since is None else clock.whole_periods(since),
    )


def _cap(title: Title, rulebook: Rulebook) -> int:
    if title.tenure_cap_months is not None:
        return title.tenure_cap_months
    return rulebook.number("tenure_cap", "head_months" if title.head else "deputy_months")


def _bench_size(cell: Any, name: str, key: bool, rulebook: Rulebook) -> int:
    size = given(cell)
    if size is not None:
        return int(size)
    return rulebook.number("bench_size", name) if key else 0


def _person(row: Mapping[str, Any], units: Mapping[str, Unit], rulebook: Rulebook) -> Person:
    title = rulebook.titles.get(row["title"], Title(""))
    grade = given(row["grade"])
    birth = optional_month(row["birth_date"])
    leaves = optional_month(row["leaves_on"])
    ages = rulebook.retirement
    retires = NEVER if ages is None or birth is None or not row["sex"] else retirement_month(ages, row["sex"], birth)
    return Person(
        cadre=row["cadre"],
        name=row["name"],
        unit=units.get(row["unit"]),
        native=units.get(row["native_unit"]),
        sending=units.get(row["sending_unit"]),
        title=row["title"],
        group=title.group,
        head=title.head,
        grade=title.grade if grade is None else int(grade),
        degree=DEGREES.index(row["degree"]),
        field=row["field"],
        theory=THEORY.index(row["theory"]),
        state_mgmt=STATE_MGMT.index(row["state_mgmt"]),
        party_member=bool(row["party_date"]),
        ratings=split(row["ratings"])[-3:],
        discipline_until=month_index(row["discipline_until"]) if row["discipline_until"] else 0,
        rotates=bool(row["rotates"]),
        rotation_since=optional_month(row["rotation_since"]),
        birth=birth,
        retires=retires,
        leaves=NEVER if leaves is None else leaves,
        texts={name: text(value) for name, value in row.items()},
    )


def _incumbents(
    post_rows: list[dict[str, Any]],
    posts: Mapping[str, Post],
    people: Mapping[str, Person],
    rulebook: Rulebook,
    clock: Clock,
) -> dict[str, Incumbency]:
    incumbents: dict[str, Incumbency] = {}
    for row in post_rows:
        post = posts[row["post"]]
        since, vacant = optional_month(row["held_since"]), optional_month(row["vacant_from"])
        for cadre in split(row["holder"]):
            person = people[cadre]
            if cadre in incumbents:
                raise _two_posts(person, incumbents[cadre].post, post)
            limits = [("service", person.served_until)]
            if rulebook.on("tenure_cap") and since is not None:
                limits.append(("tenure_cap", since + post.cap))
            if vacant is not None:
                limits.append(("planned", vacant))
            after = clock.whole_periods(min(limit for _, limit in limits))
            incumbents[cadre] = Incumbency(person, post, since, tuple(limits), after)
    return incumbents


def _two_posts(person: Person, first: Post, second: Post) -> InputError:
    message = f"{person.label} holds {first.post} and {second.post} at once"
    return InputError([Finding("error", "posts.csv", message, "Name each person as holder of one post.")])
