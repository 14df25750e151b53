"""The rule on relatives in posts that answer for, or to, one another."""

from collections.abc import Iterator

from planner.language import _
from planner.plan.verify.casting import Stint
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.records import Post
from planner.plan.verify.violation import Violation


def kin(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """No relatives lead one unit together, or head a unit and a branch of it; what is so today may go on."""
    related = {frozenset(pair) for pair in facts.relatives}
    people = {cadre for pair in related for cadre in pair}
    stints: dict[str, list[Stint]] = {}
    for stint in picture.stints:
        if stint.person.cadre in people:
            stints.setdefault(stint.person.cadre, []).append(stint)
    for one, other in (sorted(pair) for pair in related if len(pair) == 2):
        for stint in stints.get(one, ()):
            for beside in stints.get(other, ()):
                first = max(stint.first, beside.first)
                together = first < min(stint.after, beside.after)
                if together and (stint.new or beside.new) and conflict(stint.post, beside.post):
                    yield _together(facts, stint, beside, first)


def conflict(one: Post, other: Post) -> bool:
    """Whether relatives may not hold two posts at once."""
    if one.unit is not None and one.unit is other.unit:
        return all(post.key or post.lies_in("department") for post in (one, other))
    return _over(one, other) or _over(other, one)


def _over(head: Post, branch: Post) -> bool:
    """Whether one heads the unit of which the other heads a department of a sector."""
    return (
        head.head
        and branch.head
        and head.group in ("party", "government")
        and head.unit is not None
        and branch.unit is not None
        and branch.lies_in("department")
        and branch.unit.sector != ""
        and branch.unit.parent == head.unit.unit
    )


def _together(facts: Facts, one: Stint, other: Stint, period: int) -> Violation:
    date = facts.clock.date(period)
    message = _(
        "kin: {label} in post {post} and {other} in post {other_post} are relatives and would hold "
        "them at the same time on {date}; one of the two posts is for somebody else."
    ).format(
        label=one.person.label, post=one.post.post, other=other.person.label, other_post=other.post.post, date=date
    )
    posts = (one.post.post, other.post.post)
    return Violation("kin", (one.person.cadre, other.person.cadre), posts, date, message)
