"""Rules on the course sessions: seats, budget, and who may attend which one after another."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from planner.language import _
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.records import PARTS, Person, Session
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date
from planner.scenario.grants import LEVELS, Grant


def course_seats(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """No session has more participants than free seats."""
    for session, count in Counter(attendance.session.session for attendance in picture.attendances).items():
        free = facts.sessions[session].free
        if count > free:
            people = tuple(a.person.cadre for a in picture.attendances if a.session.session == session)
            message = _("course_seats: {count} people attend session {session}; {free} seats are free.").format(
                count=count, session=session, free=free
            )
            yield Violation("course_seats", people, (), month_date(facts.sessions[session].start), message)


def course_budget(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """The sessions that start in a year cost no more than that year's budget."""
    spent: Counter[int] = Counter()
    for __, session in picture.attendances:
        spent[session.start // 12] += session.cost
    for year, cost in sorted(spent.items()):
        budget = facts.scenario.settings.courses.of_year(year)
        if budget is not None and cost > budget:
            message = _("course_budget: the sessions of {year} would cost {cost}; the budget is {budget}.").format(
                year=year, cost=cost, budget=budget
            )
            yield Violation("course_budget", (), (), f"{year}-01-01", message)


def course_order(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Whoever attends lacks the level, has what it builds on, serves to its end, and attends one at a time."""
    for person, session in picture.attendances:
        others = picture.attended[person.cadre]
        if not lacks(person, session.grant):
            yield _refused(
                person, session, _("already has {words}").format(words=_words(session.grant)), _("who attends lacks it")
            )
        if not has_what_it_needs(person, session, others) and session.needs is not None:
            yield _refused(
                person,
                session,
                _("would not have what it needs by then"),
                _("it needs {words}").format(words=_words(session.needs)),
            )
        if person.served_until < session.end:
            value = _("serves until {served_until}").format(served_until=month_date(person.served_until))
            yield _refused(person, session, value, _("the session ends on {end}").format(end=month_date(session.end)))
    for cadre, sessions in picture.attended.items():
        for one, other in combinations(sorted(sessions, key=_by_start), 2):
            if other.start < one.end:
                value = _("still attends session {session}").format(session=one.session)
                yield _refused(facts.people[cadre], other, value, _("one session at a time"))


def audience(_facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Whoever attends is of the unit that the session is for, or of one below it."""
    for person, session in picture.attendances:
        if not session.is_for(person):
            value = _("is of {unit}").format(unit=person.unit.unit) if person.unit else _("is of no unit")
            yield _refused(person, session, value, _("it is for people of {unit}").format(unit=session.unit))


def lacks(person: Person, grant: Grant) -> bool:
    """Whether a person's own level is below a granted one."""
    return person.levels[PARTS.index(grant.part)] < grant.level


def has_what_it_needs(person: Person, session: Session, others: Iterable[Session]) -> bool:
    """Whether a person has the level that a session builds on, by himself or by sessions that have ended."""
    needs = session.needs
    if needs is None or not lacks(person, needs):
        return True
    return any(other.brings(needs.part, needs.level) and other.end <= session.start for other in others)


def open_to(facts: Facts, person: Person) -> list[Session]:
    """Sessions that a person could attend alone: for his unit, seats free, level lacking, in service, in order."""
    lasting = [
        session
        for session in facts.sessions.values()
        if session.free
        and session.is_for(person)
        and lacks(person, session.grant)
        and session.end <= min(person.served_until, facts.clock.end)
    ]
    found: list[Session] = []
    # what a session needs has ended before it starts, so that one pass in the order of starts is enough
    for session in sorted(lasting, key=_by_start):
        if has_what_it_needs(person, session, found):
            found.append(session)
    return found


def in_priority(facts: Facts, person: Person, session: Session) -> bool:
    """Whether a person is of a group that the session prefers; ages are those at its start."""
    return any(value_of(facts, person, group.column, session.start) in group.values for group in session.priority)


def value_of(facts: Facts, person: Person, column: str, month: int) -> str | None:
    """A person's value in a column of cadres, or his age band at a month."""
    if column != "age_band":
        return person.texts.get(column)
    return None if person.birth is None else facts.rulebook.age_band((month - person.birth) // 12)


def _by_start(session: Session) -> tuple[int, int]:
    return session.start, session.rank


def _words(grant: Grant) -> str:
    return f"{grant.part} {LEVELS[grant.part][grant.level]}"


def _refused(person: Person, session: Session, value: str, limit: str) -> Violation:
    date = month_date(session.start)
    message = _("course_order: {label} {value} when session {session} starts on {date}; {limit}.").format(
        label=person.label, value=value, session=session.session, date=date, limit=limit
    )
    return Violation("course_order", (person.cadre,), (), date, message)
