"""What a plan says of each rotation against the recomputation."""

from collections.abc import Iterator
from typing import NamedTuple

from planner.language import _
from planner.plan.plan import Plan
from planner.plan.verify.casting import Role, Stint
from planner.plan.verify.claims.words import differs
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.plan_rules import limits
from planner.plan.verify.reading import given, rows
from planner.plan.verify.records import Person, Post, is_rotation
from planner.plan.verify.returns import step_from
from planner.scenario.dates import month_date


class Rotation(NamedTuple):
    """A rotation of today or of the plan.

    ``end`` is its first period no longer held and ``reason`` what ends it at the latest, ``then`` the main stint that
    follows, ``former`` the grade before it.
    """

    person: Person
    post: Post
    since: int
    sender: str
    end: int
    reason: str
    then: Stint | None
    former: int | None


class Row(NamedTuple):
    """A row of returns.csv as it should be; named like its columns."""

    name: str
    unit: str
    sending_unit: str
    outcome: str
    date: str
    placement: str
    step: int | None
    expected: str


def returns(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """returns.csv has every rotation once, with what becomes of it."""
    left = returns_of(facts, picture)
    for claim in rows(plan.returns):
        key = (claim["cadre"], claim["post"], claim["since"])
        where = _("returns.csv: {key}").format(key=" ".join(key))
        row = left.pop(key, None)
        if row is None:
            yield _("{where} is no rotation of today or of the plan, or stands twice.").format(where=where)
            continue
        for name in Row._fields:
            yield from differs(where, name, given(claim[name]), given(getattr(row, name)))
    for key in left:
        yield _("returns.csv: the row {key} is missing.").format(key=" ".join(key))


def returns_of(facts: Facts, picture: Picture) -> dict[tuple[str, str, str], Row]:
    """What becomes of every rotation of today and of the plan, by cadre, post and the month in which it began."""
    return {
        (rotation.person.cadre, rotation.post.post, month_date(rotation.since)): _row(facts, picture, rotation)
        for rotation in (*_of_today(facts, picture), *_of_plan(facts, picture))
    }


def _of_today(facts: Facts, picture: Picture) -> Iterator[Rotation]:
    for cadre, now in facts.incumbents.items():
        person, since = now.person, now.person.rotation_since
        if since is not None and facts.rotated_today(person):
            held = picture.held.get((cadre, now.post.post))
            sender = person.sending.unit if person.sending else ""
            reason, _ = min(now.limits, key=lambda limit: limit[1])
            end = held.after if held else 0
            yield Rotation(person, now.post, since, sender, end, reason, picture.move(cadre), person.former_grade)


def _of_plan(facts: Facts, picture: Picture) -> Iterator[Rotation]:
    for moves in picture.moves.values():
        for stint, then in zip(moves, [*moves[1:], None], strict=True):
            person, post = stint.person, stint.post
            if stint.role is Role.MOVE and person.unit is not None and is_rotation(person, post):
                since, sender = facts.clock.month(stint.first), person.unit.unit
                reason, _ = min(limits(facts, stint), key=lambda limit: limit[1])
                yield Rotation(person, post, since, sender, stint.after, reason, then, person.grade)


def _row(facts: Facts, picture: Picture, rotation: Rotation) -> Row:
    then = rotation.then
    outcome = _outcome(facts, rotation)
    return Row(
        name=rotation.person.name,
        unit=rotation.post.unit_id,
        sending_unit=rotation.sender,
        outcome=outcome,
        date=facts.clock.date(rotation.end),
        placement=then.post.post if then else "",
        step=step_from(rotation.former, then.post) if then else None,
        expected=_expected(picture, rotation, outcome),
    )


def _outcome(facts: Facts, rotation: Rotation) -> str:
    """What becomes of a rotation."""
    if rotation.then is not None:
        return "returns" if rotation.then.role is Role.RETURN else "moves"
    if rotation.end == facts.clock.periods:
        counts = facts.rulebook.number("release_cap", "counts_months")
        return "stays" if rotation.since + counts <= facts.clock.end else "continues"
    return "leaves" if rotation.reason == "service" else "without_place"


def _expected(picture: Picture, rotation: Rotation, outcome: str) -> str:
    """The post or unit expected after the rotation."""
    if rotation.then is not None:
        return rotation.then.post.post
    if outcome == "stays":
        return rotation.post.post
    if outcome != "continues":
        return ""
    planned = [post for post in picture.listed[rotation.person.cadre] if not post.committee]
    return min(planned, key=_highest_first).post if planned else rotation.sender


def _highest_first(post: Post) -> tuple[int, int]:
    return (1 if post.grade is None else -post.grade, post.rank)
