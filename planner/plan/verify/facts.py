"""The raw tables as the verifier reads them: one record per person, post, unit and session."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from planner.plan.verify.duals import DualRoles
from planner.plan.verify.incumbents import read_incumbents, with_dual_end
from planner.plan.verify.reading import given, optional_month, rows, split, text
from planner.plan.verify.records import (
    NEVER,
    PARTS,
    Clock,
    Incumbency,
    Levels,
    Pair,
    Person,
    Pin,
    Post,
    Session,
    Unit,
)
from planner.rulebook.rulebook import Retirement, Rulebook, Title
from planner.scenario.dates import month_index
from planner.scenario.grants import LEVELS, read_grant, read_priority
from planner.scenario.scenario import Scenario


@dataclass(frozen=True)
class Facts:
    """Everything the verifier knows of a scenario.

    Attributes
    ----------
    incumbents, besides : Mapping of str to Incumbency
        By cadre: the post held today, and the one held beside it.
    in_force : Mapping of Pair to int or None
        Listings in force, and since which month.
    dual_roles : DualRoles
        Which two posts may be held at once; none when the rule is off.
    """

    scenario: Scenario
    rulebook: Rulebook
    clock: Clock
    units: Mapping[str, Unit]
    posts: Mapping[str, Post]
    people: Mapping[str, Person]
    sessions: Mapping[str, Session]
    incumbents: Mapping[str, Incumbency]
    besides: Mapping[str, Incumbency]
    in_force: Mapping[Pair, int | None]
    listed_titles: Mapping[str, set[str]]
    relatives: tuple[tuple[str, str], ...]
    pins: tuple[Pin, ...]
    scores: Mapping[Pair, int]
    dual_roles: DualRoles

    def held_today(self, cadre: str) -> tuple[Incumbency, ...]:
        """Posts a cadre holds at as_of, the main one first."""
        return tuple(held[cadre] for held in (self.incumbents, self.besides) if cadre in held)

    def rotated_today(self, person: Person) -> bool:
        """Whether a person is on rotation at as_of."""
        now = self.incumbents.get(person.cadre)
        return now is not None and person.rotation_since is not None and now.post.lies_in("commune")

    def limits(self, person: Person, post: Post, start: int) -> tuple[tuple[str, int], ...]:
        """List what ends a new stint that starts in month ``start``: reasons with their month."""
        service = ("service", person.served_until)
        if not self.rulebook.on("tenure_cap"):
            return (service,)
        return (service, ("tenure_cap", start + post.cap))

    def limits_beside(
        self, person: Person, main: Post, post: Post, first: int, main_after: int
    ) -> tuple[tuple[str, int], ...]:
        """List what ends a new stint beside a main post that is held until before period ``main_after``."""
        limits = self.limits(person, post, self.clock.month(first))
        return with_dual_end(limits, self.clock, min(self.dual_roles.until(main, post, first), main_after))


def read_facts(scenario: Scenario, rulebook: Rulebook) -> Facts:
    """Read a scenario's raw tables once."""
    clock = Clock(scenario.start, scenario.settings.period_months, scenario.periods)
    units = _units(scenario)
    post_rows = list(rows(scenario.posts))
    posts = {row["post"]: _post(rank, row, units, rulebook, clock) for rank, row in enumerate(post_rows)}
    people = {row["cadre"]: _person(row, units, rulebook) for row in rows(scenario.cadres)}
    in_force = {(row["cadre"], row["post"]): optional_month(row["since"]) for row in rows(scenario.bench)}
    dual_roles = DualRoles(rulebook.dual_roles if rulebook.on("dual_role") else (), clock)
    capped = rulebook.on("tenure_cap")
    incumbents, besides = read_incumbents(post_rows, posts, people, clock, dual_roles, capped=capped)
    return Facts(
        scenario=scenario,
        rulebook=rulebook,
        clock=clock,
        units=units,
        posts=posts,
        people=people,
        sessions={row["session"]: _session(rank, row) for rank, row in enumerate(rows(scenario.tables["sessions"]))},
        incumbents=incumbents,
        besides=besides,
        in_force=in_force,
        listed_titles=_listed_titles(in_force, posts),
        relatives=tuple((row["cadre_a"], row["cadre_b"]) for row in rows(scenario.tables["relatives"])),
        pins=tuple(
            Pin(row["action"], row["cadre"], row["post"], optional_month(row["from"])) for row in rows(scenario.pins)
        ),
        scores={(row["cadre"], row["post"]): int(row["score"]) for row in rows(scenario.tables["fit"])},
        dual_roles=dual_roles,
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


def _units(scenario: Scenario) -> dict[str, Unit]:
    by_id = {row["unit"]: row for row in rows(scenario.units)}
    return {unit: _unit(row, by_id) for unit, row in by_id.items()}


def _unit(row: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> Unit:
    lat, lon = given(row["lat"]), given(row["lon"])
    line = [row["unit"]]
    while by_id[line[-1]]["parent"]:
        line.append(by_id[line[-1]]["parent"])
    return Unit(
        unit=row["unit"],
        kind=row["kind"],
        line=tuple(line),
        province=next((unit for unit in line if by_id[unit]["kind"] == "province"), ""),
        parent=row["parent"],
        sector=row["sector"],
        weight=int(row["weight"]),
        place=None if lat is None or lon is None else (float(lat), float(lon)),
    )


def _standard(title: Title) -> Levels:
    return tuple(LEVELS[part].index(getattr(title, part)) for part in PARTS)


def _post(rank: int, row: Mapping[str, Any], units: Mapping[str, Unit], rulebook: Rulebook, clock: Clock) -> Post:
    title = rulebook.titles.get(row["title"], Title(""))
    unit = units.get(row["unit"])
    committee = title.committee and rulebook.on("committee")
    least, most = _bench_sizes(row, rulebook, committee=committee)
    since = optional_month(row["vacant_from"])
    filled = bool(split(row["holder"]))
    return Post(
        post=row["post"],
        rank=rank,
        unit=unit,
        title=row["title"],
        has_standard=row["title"] in rulebook.titles,
        group=title.group,
        head=title.head,
        grade=title.grade,
        non_local=title.non_local,
        levels=_standard(title),
        party_member=title.party_member,
        fields=title.fields,
        cap=_cap(title, rulebook),
        seats=int(row["seats"]),
        weight=int(row["weight"]) * (unit.weight if unit else 1),
        key=bool(row["key"]),
        backfill=bool(row["backfill"]),
        committee=committee,
        bench_min=least,
        bench_max=max(least, most),
        # a period is open as soon as one of its months is
        opens=0 if filled or since is None else clock.whole_periods(since),
    )


def _cap(title: Title, rulebook: Rulebook) -> int:
    if title.tenure_cap_months is not None:
        return title.tenure_cap_months
    return rulebook.number("tenure_cap", "head_months" if title.head else "deputy_months")


def _bench_sizes(row: Mapping[str, Any], rulebook: Rulebook, *, committee: bool) -> tuple[int, int]:
    """Fewest and most successors: what the post gives, else a committee's share of its seats or a bench's size."""
    if committee:
        seats = int(row["seats"])
        least = ceil(Fraction(seats * rulebook.number("committee", "low_percent"), 100))
        most = floor(Fraction(seats * rulebook.number("committee", "high_percent"), 100))
    else:
        least, most = (rulebook.number("bench_size", end) if row["key"] else 0 for end in ("min", "max"))
    own_least, own_most = given(row["bench_min"]), given(row["bench_max"])
    return (least if own_least is None else int(own_least), most if own_most is None else int(own_most))


def _person(row: Mapping[str, Any], units: Mapping[str, Unit], rulebook: Rulebook) -> Person:
    title = rulebook.titles.get(row["title"], Title(""))
    written = given(row["grade"])
    grade = title.grade if written is None else int(written)
    former = rulebook.titles.get(row["former_title"], Title("")).grade
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
        grade=grade,
        former_grade=grade if former is None else former,
        levels=tuple(LEVELS[part].index(row[part]) for part in PARTS),
        wanted_levels=_standard(title),
        field=row["field"],
        party_member=bool(row["party_date"]),
        ratings=split(row["ratings"])[-3:],
        discipline_until=month_index(row["discipline_until"]) if row["discipline_until"] else 0,
        rotates=bool(row["rotates"]),
        rotation_since=optional_month(row["rotation_since"]),
        rotation_until=optional_month(row["rotation_until"]),
        title_since=optional_month(row["title_since"]),
        place_since=optional_month(row["place_since"]),
        birth=birth,
        retires=retires,
        leaves=NEVER if leaves is None else leaves,
        texts={name: text(value) for name, value in row.items()},
    )


def _session(rank: int, row: Mapping[str, Any]) -> Session:
    start = month_index(row["starts_on"])
    return Session(
        session=row["session"],
        rank=rank,
        course=row["course"],
        text=row["grants"],
        grant=read_grant(row["grants"]),
        needs=read_grant(row["needs"]) if row["needs"] else None,
        start=start,
        end=start + int(row["months"]),
        free=max(0, int(row["seats"]) - int(row["taken"])),
        cost=int(row["cost"]),
        priority=tuple(read_priority(item) for item in split(row["priority"])),
        unit=row["unit"],
    )
