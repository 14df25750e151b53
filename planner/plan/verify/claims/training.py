"""What a plan says of its course attendances against the recomputation."""

from collections.abc import Iterator

from planner.language import _
from planner.plan.plan import Plan
from planner.plan.verify.claims.words import differs
from planner.plan.verify.courses import in_priority, lacks
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Attendance, Listing, Picture
from planner.plan.verify.reading import rows
from planner.plan.verify.records import PARTS, Person, Post, Session
from planner.plan.verify.standards import closes_gap, gaps, readied
from planner.scenario.dates import month_date


def training(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """Every attendance gives the right session and person, and what it is for."""
    for row, attendance in zip(rows(plan.training), picture.attendances, strict=True):
        person, session = attendance
        where = _("training.csv: {cadre} in {session}").format(cadre=person.cadre, session=session.session)
        why, of = purpose(facts, picture, attendance)
        found = {
            "course": session.course,
            "grants": session.text,
            "starts_on": month_date(session.start),
            "ends_on": month_date(session.end),
            "name": person.name,
            "unit": person.unit.unit if person.unit else "",
            "priority": "yes" if in_priority(facts, person, session) else "no",
            "cost": session.cost,
            "why": why,
            "of": of,
        }
        for name, value in found.items():
            yield from differs(where, name, row[name], value)


def purpose(facts: Facts, picture: Picture, attendance: Attendance) -> tuple[str, str]:
    """What somebody attends a session for, and for which post, session or title: the first that is true."""
    person, session = attendance
    for post in _posts(facts, picture, person, session):
        return "post", post.post
    for other in sorted(picture.attended[person.cadre], key=lambda other: (other.start, other.rank)):
        if _builds_on(person, other, session):
            return "order", other.session
    if session.end <= facts.clock.end:
        for post in _benches(facts, picture, person, session):
            return "bench", post.post
        place = PARTS.index(session.grant.part)
        if person.levels[place] < person.wanted_levels[place] <= session.grant.level:
            return "standard", person.title
    return "none", ""


def _posts(facts: Facts, picture: Picture, person: Person, session: Session) -> Iterator[Post]:
    """Posts that the person takes with what the session brings in time, the earliest first."""
    for stint in sorted(picture.taken[person.cadre], key=lambda stint: (stint.first, stint.post.rank)):
        if session.end <= facts.clock.month(stint.first) and closes_gap(session, person, stint.post):
            yield stint.post


def _builds_on(person: Person, other: Session, session: Session) -> bool:
    """Whether another session needs what the session brings and the person lacks."""
    needs = other.needs
    return (
        needs is not None
        and lacks(person, needs)
        and session.brings(needs.part, needs.level)
        and session.end <= other.start
    )


def _benches(facts: Facts, picture: Picture, person: Person, session: Session) -> Iterator[Post]:
    """Benches on which the person may stand, or is made ready, by what the session brings; in the order of posts."""
    most = facts.rulebook.number("bench_standard", "gaps_max") if facts.rulebook.on("bench_standard") else None
    for post in sorted(picture.listed[person.cadre], key=lambda post: post.rank):
        allowed_by_it = most is not None and len(gaps(person, post)) > most
        if closes_gap(session, person, post) and (allowed_by_it or readied(facts, picture, Listing(person, post))):
            yield post
