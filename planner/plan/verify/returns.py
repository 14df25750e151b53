"""The rule on returns from a rotation, and what becomes of each rotation."""

from collections.abc import Iterator

from planner.language import _
from planner.plan.verify.casting import Role, Stint
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.records import Post
from planner.plan.verify.stint_rules import broken
from planner.plan.verify.violation import Violation


def return_place(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that who returns from a rotation gets a post like his former one, in time."""
    for stint in picture.new:
        if stint.role is not Role.RETURN:
            continue
        if not facts.rulebook.on("return_place"):
            yield broken(facts, "return_place", stint, _("is on rotation"), _("no returns are planned"))
            continue
        yield from _grade(facts, stint)
        if stint.base is not None:
            yield from _timing(facts, stint, stint.base)


def former_grade(stint: Stint) -> int | None:
    """Grade before the rotation that a return ends: before today's as it is told, before a new one his own."""
    return stint.person.former_grade if stint.base is None else stint.person.grade


def step_from(former: int | None, post: Post) -> int | None:
    """Grades between a former grade and a post; None when either is unknown."""
    return None if former is None or post.grade is None else post.grade - former


def _grade(facts: Facts, stint: Stint) -> Iterator[Violation]:
    step = step_from(former_grade(stint), stint.post)
    if step is None or step == 0:
        return
    highest = facts.rulebook.number("return_place", "highest_step")
    record = facts.rulebook.number("return_place", "record_excellent")
    excellent = stint.person.ratings.count("HTXSNV")
    if not 0 < step <= highest:
        value, limit = (
            _("would return by {step:+d} grades").format(step=step),
            _("0 to {highest:+d} is allowed").format(highest=highest),
        )
        yield broken(facts, "return_place", stint, value, limit)
    elif excellent < record:
        value = _("would return by {step:+d} grades with {excellent} ratings of HTXSNV").format(
            step=step, excellent=excellent
        )
        yield broken(facts, "return_place", stint, value, _("a higher post needs {record}").format(record=record))


def _timing(facts: Facts, stint: Stint, rotation: Stint) -> Iterator[Violation]:
    need = facts.rulebook.number("min_stay", "rotation_months")
    lasted = (rotation.after - rotation.first) * facts.clock.length
    if lasted < need:
        value = _("would return from {post} after {lasted} months").format(post=rotation.post.post, lasted=lasted)
        yield broken(facts, "return_place", stint, value, _("a rotation lasts {need}").format(need=need))
    if stint.first != rotation.after:
        ends = _("it ends on {date}").format(date=facts.clock.date(rotation.after))
        yield broken(
            facts,
            "return_place",
            stint,
            _("would not return from {post} as it ends").format(post=rotation.post.post),
            ends,
        )
