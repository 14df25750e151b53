"""Rules on how long a person stays where he is before he moves on."""

from collections.abc import Iterator

from planner.language import _
from planner.plan.verify.casting import Role
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.records import is_rotation
from planner.plan.verify.standards import grade_step
from planner.plan.verify.stint_rules import broken
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date


def min_stay(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a rotation can last long enough, and nobody leaves a post too early."""
    yield from _short_rotations(facts, picture)
    yield from _early_leavers(facts, picture)


def _short_rotations(facts: Facts, picture: Picture) -> Iterator[Violation]:
    need = facts.rulebook.number("min_stay", "rotation_months")
    for stint in picture.new:
        if stint.role is Role.MOVE and is_rotation(stint.person, stint.post):
            start = facts.clock.month(stint.first)
            stay = min(month for _, month in facts.limits(stint.person, stint.post, start)) - start
            if stay < need:
                yield broken(
                    facts,
                    "min_stay",
                    stint,
                    _("could stay {stay} months").format(stay=stay),
                    _("a rotation lasts {need}").format(need=need),
                )


def _early_leavers(facts: Facts, picture: Picture) -> Iterator[Violation]:
    rotation = facts.rulebook.number("min_stay", "rotation_months")
    holder = facts.rulebook.number("min_stay", "holder_months")
    for cadre, (stint, *__) in picture.moves.items():
        now = facts.incumbents.get(cadre)
        if now is None or stint.first >= now.after:
            continue
        rotated = stint.person.rotation_since
        since, need = (now.since, holder) if rotated is None else (rotated, rotation)
        if since is not None and facts.clock.month(stint.first) < since + need:
            stay = facts.clock.month(stint.first) - since
            value = _("would leave {post} {stay} months after {since}").format(
                post=now.post.post, stay=stay, since=month_date(since)
            )
            yield broken(facts, "min_stay", stint, value, _("the least stay is {need} months").format(need=need))


def lateral(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a move of no step between communes comes after a stay in the one left."""
    need = facts.rulebook.number("lateral", "stay_months")
    for stint in picture.new:
        now = facts.incumbents.get(stint.person.cadre)
        if stint.role is not Role.MOVE or now is None or not now.post.lies_in("commune"):
            continue
        elsewhere = stint.post.lies_in("commune") and stint.post.unit is not now.post.unit
        since = now.since if stint.person.place_since is None else stint.person.place_since
        if not elsewhere or since is None or grade_step(stint.person, stint.post) != 0:
            continue
        stay = facts.clock.month(stint.first) - since
        if stay < need:
            value = _("would have been in {unit_id} for {stay} months").format(unit_id=now.post.unit_id, stay=stay)
            yield broken(facts, "lateral", stint, value, _("a move of the same grade needs {need}").format(need=need))
