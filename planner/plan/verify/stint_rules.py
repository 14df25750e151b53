"""Rules on a single new stint: may this person take this post in this period."""

from collections.abc import Container, Iterator
from typing import Final

from planner.language import _
from planner.plan.verify.casting import Role, Stint
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.records import Person, Post, is_rotation
from planner.plan.verify.standards import gaps, grade_step
from planner.plan.verify.violation import Violation
from planner.scenario.columns import RATINGS
from planner.scenario.dates import month_date

NO_RETURN: Final = (Role.MOVE, Role.BESIDE)


def _of(picture: Picture, roles: Container[Role]) -> Iterator[Stint]:
    return (stint for stint in picture.new if stint.role in roles)


def remaining_service(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Enough service is left when a post is taken."""
    number = facts.rulebook.number
    for stint in _of(picture, NO_RETURN):
        if not is_rotation(stint.person, stint.post):
            need = number("remaining_service", "first_time_months")
        elif stint.post.non_local:
            need = number("remaining_service", "non_local_months")
        else:
            need = number("remaining_service", "rotation_months")
        left = stint.person.remaining(facts.clock.month(stint.first))
        if left < need:
            yield broken(
                facts,
                "remaining_service",
                stint,
                _("would have {left} months left").format(left=left),
                _("{need} are needed").format(need=need),
            )


def in_pool(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Only people of the rotation pool or planned for such a post move."""
    for stint in _of(picture, (Role.MOVE,)):
        if not stint.person.rotates and not _planned_for(facts, stint.person, stint.post):
            yield broken(facts, "in_pool", stint, _("is not in the rotation pool"), _("nor listed for such a post"))


def _planned_for(facts: Facts, person: Person, post: Post) -> bool:
    if not post.title:
        return (person.cadre, post.post) in facts.in_force
    return post.title in facts.listed_titles.get(person.cadre, ())


def non_local(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Titles bound by it are held, and planned for, by people from elsewhere."""
    for stint in _of(picture, NO_RETURN):
        if is_local(stint.person, stint.post):
            value, limit = (
                _("is a native of {unit_id}").format(unit_id=stint.post.unit_id),
                _("a {title} may not be").format(title=stint.post.title),
            )
            yield broken(facts, "non_local", stint, value, limit)


def is_local(person: Person, post: Post) -> bool:
    """Whether the post needs somebody from elsewhere and the person is not."""
    return post.non_local and person.native is not None and person.native is post.unit


def own_province(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Whoever serves in a province takes posts of that province only."""
    for stint in picture.new:
        province = province_of(facts, stint.person)
        if province and province != stint.post.province:
            yield broken(
                facts,
                "own_province",
                stint,
                _("is of {province}").format(province=province),
                _("the post {lies_in}").format(lies_in=lies_in(stint.post)),
            )


def province_of(facts: Facts, person: Person) -> str:
    """Province of a person's unit, else of the unit that sent him, else of the main post he holds; or empty."""
    now = facts.incumbents.get(person.cadre)
    units = (person.unit, person.sending, now.post.unit if now else None)
    return next((unit.province for unit in units if unit is not None and unit.province), "")


def lies_in(post: Post) -> str:
    """Where a post lies, in words."""
    return _("is of {province}").format(province=post.province) if post.province else _("is of no province")


def grade(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a new main post lies within the allowed steps of the person's grade."""
    lowest = facts.rulebook.number("grade", "lowest_step")
    highest = facts.rulebook.number("grade", "highest_step")
    for stint in _of(picture, (Role.MOVE,)):
        step = grade_step(stint.person, stint.post)
        if step is not None and not lowest <= step <= highest:
            value, limit = (
                _("would move by {step:+d} grades").format(step=step),
                _("{lowest:+d} to {highest:+d} is allowed").format(lowest=lowest, highest=highest),
            )
            yield broken(facts, "grade", stint, value, limit)


def rating(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Whoever goes on rotation was rated well enough last."""
    number = facts.rulebook.rules["rating"].numbers["rotation_least"]
    for stint in _of(picture, NO_RETURN):
        if is_rotation(stint.person, stint.post) and rated_below(stint.person, number.value):
            value = _("was rated {ratings} last").format(ratings=stint.person.ratings[-1])
            yield broken(facts, "rating", stint, value, _("a rotation needs {told}").format(told=number.told))


def rated_below(person: Person, least: int) -> bool:
    """Whether the latest rating is known and too low."""
    return bool(person.ratings) and RATINGS.index(person.ratings[-1]) < least


def standard(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Whoever takes a post meets its title's standard, by himself or by courses that have ended."""
    for stint in picture.new:
        lacking = gaps(stint.person, stint.post, picture.levels(stint.person, facts.clock.month(stint.first)))
        if lacking:
            yield broken(
                facts,
                "standard",
                stint,
                _("lacks {lacking}").format(lacking=", ".join(lacking)),
                _("a {title} needs it").format(title=stint.post.title),
            )


def discipline(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody takes a post while a disciplinary measure runs."""
    for stint in picture.new:
        until = stint.person.discipline_until
        if until > facts.clock.month(stint.first):
            value = _("is under discipline until {until}").format(until=month_date(until))
            yield broken(facts, "discipline", stint, value, _("no post before that"))


def one_cycle(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Whoever is newly planned for a post does not take it in the same cycle."""
    months = facts.rulebook.number("one_cycle", "months")
    for stint in picture.new:
        since = facts.in_force.get((stint.person.cadre, stint.post.post))
        if since is not None and facts.clock.month(stint.first) < since + months:
            value = _("has been listed for it since {since}").format(since=month_date(since))
            yield broken(facts, "one_cycle", stint, value, _("{months} months are to pass").format(months=months))


def committee(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """A committee is a list: nobody is placed in it."""
    for stint in picture.new:
        if stint.post.committee:
            yield broken(facts, "committee", stint, _("would hold a place of a committee"), _("it takes listings only"))


def fit_listed(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """With ``fit: only_listed`` a pair that has no score is not eligible."""
    for stint in picture.new:
        if (stint.person.cadre, stint.post.post) not in facts.scores:
            yield broken(facts, "fit_listed", stint, _("has no score for it"), _("only scored pairs are eligible"))


def broken(facts: Facts, rule: str, stint: Stint, value: str, limit: str) -> Violation:
    """Word a violation by one stint, seen when it starts."""
    date = facts.clock.date(stint.first)
    message = _("{rule}: {label} {value} when taking post {post} on {date}; {limit}.").format(
        rule=rule, label=stint.person.label, value=value, post=stint.post.post, date=date, limit=limit
    )
    return Violation(rule, (stint.person.cadre,), (stint.post.post,), date, message)
