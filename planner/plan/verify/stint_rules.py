"""Rules on a single new stint: may this person take this post in this period."""

from collections.abc import Iterator

from planner.plan.verify.facts import Facts, Person, Post
from planner.plan.verify.picture import Picture, Stint
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date


def is_rotation(person: Person, post: Post) -> bool:
    """Whether a stint of the person in the post leads from a department to a commune."""
    return (
        person.unit is not None
        and post.unit is not None
        and person.unit.kind == "department"
        and post.unit.kind == "commune"
    )


def grade_step(person: Person, post: Post) -> int | None:
    """Grades between the person and the post; None when either is unknown."""
    return None if person.grade is None or post.grade is None else post.grade - person.grade


def gaps(person: Person, post: Post) -> tuple[str, ...]:
    """List what of the post's standard the person lacks."""
    lacking = (
        ("degree", person.degree < post.degree),
        ("theory", person.theory < post.theory),
        ("state management", person.state_mgmt < post.state_mgmt),
        ("party membership", post.party_member and not person.party_member),
    )
    return tuple(name for name, lacks in lacking if lacks)


def min_stay(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a rotation can last long enough, and nobody leaves a post too early."""
    yield from _short_rotations(facts, picture)
    yield from _early_leavers(facts, picture)


def _short_rotations(facts: Facts, picture: Picture) -> Iterator[Violation]:
    need = facts.rulebook.number("min_stay", "rotation_months")
    for stint in picture.new:
        if is_rotation(stint.person, stint.post):
            start = facts.clock.month(stint.first)
            stay = min(month for _, month in facts.limits(stint.person, stint.post, start)) - start
            if stay < need:
                yield broken(facts, "min_stay", stint, f"could stay {stay} months", f"a rotation lasts {need}")


def _early_leavers(facts: Facts, picture: Picture) -> Iterator[Violation]:
    rotation = facts.rulebook.number("min_stay", "rotation_months")
    holder = facts.rulebook.number("min_stay", "holder_months")
    for stint in picture.new:
        incumbency = facts.incumbents.get(stint.person.cadre)
        if incumbency is None or stint.first >= incumbency.after:
            continue
        rotated = stint.person.rotation_since
        since, need = (incumbency.since, holder) if rotated is None else (rotated, rotation)
        if since is not None and facts.clock.month(stint.first) < since + need:
            stay = facts.clock.month(stint.first) - since
            value = f"would leave {incumbency.post.post} {stay} months after {month_date(since)}"
            yield broken(facts, "min_stay", stint, value, f"the least stay is {need} months")


def remaining_service(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Enough service is left when a post is taken."""
    number = facts.rulebook.number
    for stint in picture.new:
        if not is_rotation(stint.person, stint.post):
            need = number("remaining_service", "first_time_months")
        elif stint.post.non_local:
            need = number("remaining_service", "non_local_months")
        else:
            need = number("remaining_service", "rotation_months")
        left = stint.person.remaining(facts.clock.month(stint.first))
        if left < need:
            yield broken(facts, "remaining_service", stint, f"would have {left} months left", f"{need} are needed")


def in_pool(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Only people of the rotation pool or planned for such a post move."""
    for stint in picture.new:
        if not stint.person.rotates and not _planned_for(facts, stint.person, stint.post):
            yield broken(facts, "in_pool", stint, "is not in the rotation pool", "nor listed for such a post")


def _planned_for(facts: Facts, person: Person, post: Post) -> bool:
    if not post.title:
        return (person.cadre, post.post) in facts.in_force
    return post.title in facts.listed_titles.get(person.cadre, ())


def non_local(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Titles bound by it are held, and planned for, by people from elsewhere."""
    for stint in picture.new:
        if is_local(stint.person, stint.post):
            yield broken(
                facts, "non_local", stint, f"is a native of {stint.post.unit_id}", f"a {stint.post.title} may not be"
            )


def is_local(person: Person, post: Post) -> bool:
    """Whether the post needs somebody from elsewhere and the person is not."""
    return post.non_local and person.native is not None and person.native is post.unit


def grade(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a new post lies within the allowed steps of the person's grade."""
    lowest = facts.rulebook.number("grade", "lowest_step")
    highest = facts.rulebook.number("grade", "highest_step")
    for stint in picture.new:
        step = grade_step(stint.person, stint.post)
        if step is not None and not lowest <= step <= highest:
            yield broken(
                facts, "grade", stint, f"would move by {step:+d} grades", f"{lowest:+d} to {highest:+d} is allowed"
            )


def standard(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Whoever takes a post meets its title's standard."""
    for stint in picture.new:
        lacking = gaps(stint.person, stint.post)
        if lacking:
            yield broken(facts, "standard", stint, f"lacks {', '.join(lacking)}", f"a {stint.post.title} needs it")


def discipline(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody takes a post while a disciplinary measure runs."""
    for stint in picture.new:
        until = stint.person.discipline_until
        if until > facts.clock.month(stint.first):
            yield broken(
                facts, "discipline", stint, f"is under discipline until {month_date(until)}", "no post before that"
            )


def fit_listed(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """With ``fit: only_listed`` a pair that has no score is not eligible."""
    for stint in picture.new:
        if (stint.person.cadre, stint.post.post) not in facts.scores:
            yield broken(facts, "fit_listed", stint, "has no score for it", "only scored pairs are eligible")


def broken(facts: Facts, rule: str, stint: Stint, value: str, limit: str) -> Violation:
    """Word a violation by one stint, seen when it starts."""
    date = facts.clock.date(stint.first)
    message = f"{rule}: {stint.person.label} {value} when taking post {stint.post.post} on {date}; {limit}."
    return Violation(rule, (stint.person.cadre,), (stint.post.post,), date, message)
