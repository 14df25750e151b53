"""Mix targets recounted: bounds in whole persons, today's count and the planned count."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from planner.language import _
from planner.plan.verify.courses import value_of
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.reading import rows
from planner.plan.verify.records import Post
from planner.plan.verify.violation import Violation
from planner.scenario.settings import LISTING_SCOPES, MixTarget


class MixRow(NamedTuple):
    """One target on one part of its scope at one date; a missing bound is None."""

    target: str
    scope: str
    of: str
    column: str
    values: str
    date: str
    lower: int | None
    upper: int | None
    today: int
    planned: int
    short: int
    over: int
    weight: int


@dataclass(frozen=True)
class Part:
    """One part of a scope: its label, bounds and today's count."""

    of: str
    lower: int | None
    upper: int | None
    today: int


@dataclass(frozen=True)
class Count:
    """One target made countable.

    ``part_of`` leads from a post to the position in ``parts``, ``matches``
    from a period to the cadres who count then; on a bench the one period is 0.
    """

    target: MixTarget
    benches: bool
    parts: tuple[Part, ...]
    part_of: Mapping[str, int]
    matches: Mapping[int, frozenset[str]]


def countable(facts: Facts) -> tuple[Count, ...]:
    """Everything about the targets that does not depend on the plan."""
    return tuple(_count(facts, target) for target in facts.scenario.settings.mix)


def _count(facts: Facts, target: MixTarget) -> Count:
    benches = target.scope in LISTING_SCOPES
    last = facts.clock.periods - 1
    end_only = range(last, last + 1)
    periods = range(1) if benches else range(last + 1) if target.when == "every" else end_only
    now = _matching(facts, target, facts.clock.start)
    labels, part_of = _parts(facts, target)
    seats, today = [0] * len(labels), [0] * len(labels)
    for post, part in part_of.items():
        seats[part] += facts.posts[post].bench_min if benches else facts.posts[post].seats
    for cadre, post in _today(facts, benches=benches):
        if post in part_of and cadre in now:
            today[part_of[post]] += 1
    parts = tuple(
        Part(label, *_bounds(target, size, count), count)
        for label, size, count in zip(labels, seats, today, strict=True)
    )
    matches = {period: _matching(facts, target, facts.clock.month(period)) for period in periods}
    return Count(target, benches, parts, part_of, matches)


def _today(facts: Facts, *, benches: bool) -> Iterator[tuple[str, str]]:
    if benches:
        return iter(facts.in_force)
    held = (*facts.incumbents.values(), *facts.besides.values())
    return ((now.person.cadre, now.post.post) for now in held)


def _parts(facts: Facts, target: MixTarget) -> tuple[list[str], dict[str, int]]:
    """Labels of the parts, and the part of every post in scope."""
    inside, label_of = _scope(facts, target)
    labels = [] if target.scope in ("each_unit", "each_province", "each_bench", "each_committee") else [""]
    part_of = {}
    positions = {label: position for position, label in enumerate(labels)}
    for post in facts.posts.values():
        if inside(post):
            label = label_of(post)
            if label not in positions:
                positions[label] = len(labels)
                labels.append(label)
            part_of[post.post] = positions[label]
    return labels, part_of


def _scope(facts: Facts, target: MixTarget) -> tuple[Callable[[Post], bool], Callable[[Post], str]]:
    """Whether a post is in scope, and the label of its part; committees are in a scope of their own."""
    if target.scope == "each_committee":
        return (lambda post: post.committee), (lambda post: post.post)
    inside, label_of = _scope_of_posts(facts, target)
    return (lambda post: not post.committee and inside(post)), label_of


def _scope_of_posts(facts: Facts, target: MixTarget) -> tuple[Callable[[Post], bool], Callable[[Post], str]]:
    if isinstance(target.scope, dict):
        ((kind, value),) = target.scope.items()
        return _named_scope(facts, kind, value), lambda _: ""
    return {
        "key_posts": (lambda post: post.key, lambda _: ""),
        "all_posts": (lambda _: True, lambda _: ""),
        "each_unit": (lambda post: post.key and post.unit is not None, lambda post: post.unit_id),
        "each_province": (lambda post: post.key and bool(post.province), lambda post: post.province),
        "all_benches": (lambda post: post.bench_min > 0, lambda _: ""),
        "each_bench": (lambda post: post.bench_min > 0, lambda post: post.post),
    }[target.scope]


def _named_scope(facts: Facts, kind: str, value: str) -> Callable[[Post], bool]:
    if kind == "group":
        return lambda post: post.group == value
    if kind == "title":
        return lambda post: post.title == value
    if kind == "unit":
        return lambda post: post.unit_id == value
    units = {row["unit"] for row in rows(facts.scenario.units) if row.get("cluster") == value}
    return lambda post: post.unit_id in units


def _bounds(target: MixTarget, seats: int, today: int) -> tuple[int | None, int | None]:
    """Lower and upper bound in persons; shares are rounded so that they hold exactly."""
    if target.preserve is not None:
        return max(0, today - target.preserve), today + target.preserve
    lower = None if target.at_least is None else ceil(_persons(target.at_least, seats))
    upper = None if target.at_most is None else floor(_persons(target.at_most, seats))
    return lower, upper


def _persons(bound: int | str, seats: int) -> Fraction:
    return Fraction(bound) if isinstance(bound, int) else Fraction(bound.removesuffix("%")) / 100 * seats


def _matching(facts: Facts, target: MixTarget, month: int) -> frozenset[str]:
    """Find the cadres with one of the target's values at a month."""
    return frozenset(
        person.cadre
        for person in facts.people.values()
        if value_of(facts, person, target.column, month) in target.values
    )


def mix_rows(facts: Facts, counts: tuple[Count, ...], picture: Picture) -> list[MixRow]:
    """Every target on every part of its scope at every date it holds."""
    found = []
    for count in counts:
        for period, matches in count.matches.items():
            planned = [0] * len(count.parts)
            for cadre, post in _planned(count, period, picture):
                part = count.part_of.get(post)
                if part is not None and cadre in matches:
                    planned[part] += 1
            date = facts.clock.date(period)
            found += [_row(count.target, part, date, number) for part, number in zip(count.parts, planned, strict=True)]
    return found


def _planned(count: Count, period: int, picture: Picture) -> Iterator[tuple[str, str]]:
    if count.benches:
        return ((person.cadre, post.post) for person, post in picture.listings)
    return ((stint.person.cadre, stint.post.post) for stint in picture.stints if stint.first <= period < stint.after)


def _row(target: MixTarget, part: Part, date: str, planned: int) -> MixRow:
    scope = target.scope if isinstance(target.scope, str) else " ".join(*target.scope.items())
    short = 0 if part.lower is None else max(0, part.lower - planned)
    over = 0 if part.upper is None else max(0, planned - part.upper)
    return MixRow(
        target=target.name,
        scope=scope,
        of=part.of,
        column=target.column,
        values=";".join(target.values),
        date=date,
        lower=part.lower,
        upper=part.upper,
        today=part.today,
        planned=planned,
        short=short,
        over=over,
        weight=target.weight,
    )


def hard_targets(found: list[MixRow]) -> Iterator[Violation]:
    """Say which of the rows, all of hard targets, are not met to the person."""
    for row in found:
        if row.short or row.over:
            rule = f"mix:{row.target}"
            limit = (
                _("at least {lower}").format(lower=row.lower)
                if row.short
                else _("at most {upper}").format(upper=row.upper)
            )
            part = _(" of {of}").format(of=row.of) if row.of else ""
            message = _("{rule}: {planned} people count{part} on {date}; {limit} are needed.").format(
                rule=rule, planned=row.planned, part=part, date=row.date, limit=limit
            )
            yield Violation(rule, (), (), row.date, message)
