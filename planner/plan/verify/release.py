"""The rule on how many people of one department are away at once."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from planner.language import _
from planner.plan.verify.casting import Role, Stint
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.records import NEVER, Person
from planner.plan.verify.violation import Violation

Away = dict[tuple[str, int], dict[str, Person]]
"""People of a department who are elsewhere in a period, by cadre id."""
Fault = tuple[str, tuple[Person, ...], str, str]
"""A department, its people who are away, how many they are in words, and the limit in words."""


def away(facts: Facts, stints: Iterable[Stint]) -> Away:
    """Who of each department is in another unit's post, by department and period.

    A cadre counts for his own department once a new stint takes him elsewhere,
    and for a department that sent him before as long as he is elsewhere; in
    either case no longer than a rotation counts as one.
    """
    people: Away = {}
    for stint in stints:
        for department, until in _departments(facts, stint):
            for period in range(stint.first, stint.after):
                if facts.clock.month(period) < until:
                    people.setdefault((department, period), {})[stint.person.cadre] = stint.person
    return people


def _departments(facts: Facts, stint: Stint) -> Iterator[tuple[str, int]]:
    """Name the departments that miss the holder of a stint, and the month from which they do no longer."""
    person, where = stint.person, stint.post.unit
    if where is None or stint.role in (Role.BESIDE, Role.RETURN):
        return
    counts = facts.rulebook.number("release_cap", "counts_months")
    if stint.new and person.unit is not None and person.lies_in("department") and person.unit is not where:
        yield person.unit.unit, facts.clock.month(stint.first) + counts
    sender, since = person.sending, person.rotation_since
    if sender is not None and sender.kind == "department" and sender is not person.unit and sender is not where:
        yield sender.unit, NEVER if since is None else since + counts


def away_today(facts: Facts) -> Away:
    """Who is away by a decision taken before the plan, while his present post lasts."""
    held = (Stint(now.person, now.post, 0, now.after, Role.HOLDS) for now in facts.incumbents.values())
    return away(facts, held)


def release_cap(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Not too many people of a department are away, and never its head together with another."""
    most_new = facts.rulebook.number("release_cap", "away_max")
    gone = away(facts, picture.stints)
    today = away_today(facts) if gone else {}
    faults: dict[Fault, list[int]] = {}
    for (department, period), people in gone.items():
        already = today.get((department, period), {})
        most = max(most_new, len(already))
        same = (department, tuple(people.values()))
        if len(people) > most:
            faults.setdefault(
                (
                    *same,
                    _("has {count} people away").format(count=len(people)),
                    _("at most {most} may be").format(most=most),
                ),
                [],
            ).append(period)
        elif _head_with_another(people, department):
            faults.setdefault((*same, _("has its head away with another"), _("one of them stays")), []).append(period)
    for fault, periods in faults.items():
        for first, after in _spans(periods):
            yield _empty(facts, fault, first, after)


def _spans(periods: list[int]) -> Iterator[tuple[int, int]]:
    """The first period of each run without a gap, and the one after its last."""
    for __, run in groupby(enumerate(sorted(periods)), key=lambda numbered: numbered[1] - numbered[0]):
        span = [period for _, period in run]
        yield span[0], span[-1] + 1


def _head_with_another(people: dict[str, Person], department: str) -> bool:
    """Whether somebody is away besides the head; who was sent away earlier is head of nothing here any more."""
    heads = [p for p in people.values() if p.head and p.unit is not None and p.unit.unit == department]
    return bool(heads) and len(people) > 1


def _empty(facts: Facts, fault: Fault, first: int, after: int) -> Violation:
    department, people, value, limit = fault
    date = facts.clock.date(first)
    when = (
        _("on {date}").format(date=date)
        if after == first + 1
        else _("from {date} until {until}").format(date=date, until=facts.clock.date(after))
    )
    names = ", ".join(person.label for person in people)
    message = _("release_cap: department {department} {value} {when} ({names}); {limit}.").format(
        department=department, value=value, when=when, names=names, limit=limit
    )
    return Violation("release_cap", tuple(person.cadre for person in people), (), date, message)
