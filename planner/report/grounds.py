"""Why a placement stands: what each rule found, and the points of its fit, from the facts that ``verify`` reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from planner.language import _, month, ngettext
from planner.plan.verify.facts import Facts
from planner.plan.verify.fitness import Points
from planner.plan.verify.picture import raised
from planner.plan.verify.records import NEVER, Person, Post, Session, is_rotation
from planner.plan.verify.standards import gaps, grade_step
from planner.plan.verify.stint_rules import is_local
from planner.scenario.dates import month_date, month_index

MOVES: Final = frozenset({"rotation", "promotion", "lateral", "appointment"})
"""New main stints that are no returns: rules on moves ask something of these alone."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What one rule found of a placement."""

    rule: str
    found: str


@dataclass(frozen=True, slots=True)
class _Taking:
    """A person who takes a post in a month."""

    person: Person
    post: Post
    month: int
    how: str
    sessions: tuple[Session, ...]


def grounds(facts: Facts, stint: Mapping[str, Any], attended: tuple[str, ...] = ()) -> list[Ground]:
    """What the rules in force that look at one person and one post find of a new stint.

    Rules on several people at once (seats, benches, who may be away together) are checked for the plan as a whole.

    Parameters
    ----------
    facts : Facts
        From ``read_facts``.
    stint : Mapping
        A row of the plan's table ``stints``, new in this plan.
    attended : tuple of str
        Sessions that the person attends in this plan.
    """
    taking = _Taking(
        facts.people[stint["cadre"]],
        facts.posts[stint["post"]],
        month_index(stint["start"]),
        stint["how"],
        tuple(facts.sessions[session] for session in attended),
    )
    found = []
    for rule, look in _LOOKS.items():
        if facts.rulebook.on(rule):
            found += [Ground(rule, words) for words in look(facts, taking)]
    return found


def fit_words(facts: Facts, points: Points, person: Person, post: Post) -> str:
    """The points of a pair and what they are made of: ``5 points: field of work +3, experience +2``."""
    total = points(person, post)
    told = ngettext("{n} point", "{n} points", abs(total)).format(n=total)
    if (person.cadre, post.post) in facts.scores:
        return _("{points}: the planner's own score").format(points=told)
    if facts.scenario.settings.fit == "only_listed":
        return told
    parts = [f"{part_words(name)} {value:+d}" for name, value in points.parts(person, post).items() if value]
    return f"{told}: {', '.join(parts)}" if parts else told


def part_words(name: str) -> str:
    """What a part of the fit is called."""
    return {
        "field": _("field of work"),
        "above": _("levels above the standard"),
        "experience": _("experience in such titles"),
        "rating": _("ratings"),
        "development": _("a higher grade"),
        "need": _("need of a weak unit"),
        "distance": _("distance from home"),
        "move": _("posts left before their time"),
        "keep": _("listings kept"),
        "ready": _("made ready by courses"),
        "course": _("seats in courses"),
        "priority": _("groups that go first in courses"),
        "own_bench": _("taken from the post's own bench"),
        "score": _("the planner's own scores"),
    }[name]


def _months(number: int) -> str:
    return ngettext("{n} month", "{n} months", number).format(n=number)


def _grade(facts: Facts, taking: _Taking) -> Iterator[str]:
    step = grade_step(taking.person, taking.post)
    if taking.how in MOVES and step is not None:
        lowest, highest = (facts.rulebook.number("grade", end) for end in ("lowest_step", "highest_step"))
        yield _("{step:+d} grades; {lowest:+d} to {highest:+d} allowed").format(
            step=step, lowest=lowest, highest=highest
        )


def _in_pool(facts: Facts, taking: _Taking) -> Iterator[str]:
    if taking.how not in MOVES:
        return
    person, post = taking.person, taking.post
    titles = facts.listed_titles.get(person.cadre, ())
    if person.rotates:
        yield _("in the rotation pool")
    elif post.title in titles if post.title else (person.cadre, post.post) in facts.in_force:
        yield _("listed for such a post today")
    else:
        yield _("neither in the rotation pool nor listed for such a post")


def _non_local(facts: Facts, taking: _Taking) -> Iterator[str]:
    del facts
    if taking.how == "return" or not taking.post.non_local:
        return
    native = taking.person.native
    if is_local(taking.person, taking.post):
        yield _("a native of this unit")
    elif native is None:
        yield _("native unit not known")
    else:
        yield _("not a native of this unit")


def _standard(facts: Facts, taking: _Taking) -> Iterator[str]:
    del facts
    if not taking.post.has_standard:
        return
    lacking = gaps(taking.person, taking.post, raised(taking.person.levels, taking.sessions, taking.month))
    helped = set(gaps(taking.person, taking.post)) - set(lacking)
    if lacking:
        yield _("lacks {parts}").format(parts=", ".join(lacking))
    elif helped:
        courses = ", ".join(session.session for session in taking.sessions if session.end <= taking.month)
        yield _("meets the standard of the title after {sessions}").format(sessions=courses)
    else:
        yield _("meets the standard of the title")


def _rating(facts: Facts, taking: _Taking) -> Iterator[str]:
    if taking.how != "return" and is_rotation(taking.person, taking.post) and taking.person.ratings:
        least = facts.rulebook.rules["rating"].numbers["rotation_least"].told
        yield _("rated {rating} last; {least} asked").format(rating=taking.person.ratings[-1], least=least)


def _discipline(facts: Facts, taking: _Taking) -> Iterator[str]:
    del facts
    until = taking.person.discipline_until
    if until > taking.month:
        yield _("under discipline until {date}").format(date=month(month_date(until)))
    else:
        yield _("no discipline in force then")


def _service(facts: Facts, taking: _Taking) -> Iterator[str]:
    if taking.how == "return":
        return
    if not is_rotation(taking.person, taking.post):
        number = "first_time_months"
    else:
        number = "non_local_months" if taking.post.non_local else "rotation_months"
    need = facts.rulebook.number("remaining_service", number)
    left = taking.person.remaining(taking.month)
    known = (
        _("end of service not known")
        if left >= NEVER - taking.month
        else _("{months} left").format(months=_months(left))
    )
    yield _("{left}; {need} asked").format(left=known, need=_months(need))


def _min_stay(facts: Facts, taking: _Taking) -> Iterator[str]:
    if taking.how == "rotation":
        limit = min(month for _reason, month in facts.limits(taking.person, taking.post, taking.month))
        stay, need = limit - taking.month, facts.rulebook.number("min_stay", "rotation_months")
        can = _("no end known") if limit >= NEVER else _("can stay {months}").format(months=_months(stay))
        yield _("{can}; {need} asked").format(can=can, need=_months(need))


def _one_cycle(facts: Facts, taking: _Taking) -> Iterator[str]:
    since = facts.in_force.get((taking.person.cadre, taking.post.post))
    if since is not None:
        need = facts.rulebook.number("one_cycle", "months")
        yield _("on its bench since {date}; {need} asked").format(date=month(month_date(since)), need=_months(need))


def _tenure_cap(facts: Facts, taking: _Taking) -> Iterator[str]:
    del facts
    cap = taking.post.cap
    yield _("{months} at most, to {date}").format(months=_months(cap), date=month(month_date(taking.month + cap)))


def _kin(facts: Facts, taking: _Taking) -> Iterator[str]:
    own = taking.person.cadre
    others = sorted({other for pair in facts.relatives if own in pair for other in pair if other != own})
    if others:
        names = ", ".join(facts.people[other].label for other in others)
        yield _("relatives: {names}").format(names=names)


def _pins(facts: Facts, taking: _Taking) -> Iterator[str]:
    for row, pin in enumerate(facts.scenario.pins.to_dict("records")):
        if (pin["cadre"], pin["post"]) == (taking.person.cadre, taking.post.post):
            reason = f": {pin['reason']}" if pin["reason"] else ""
            yield f"{pin['action']} ({facts.scenario.place('pins', row)}){reason}"


_LOOKS: Final = {
    "pins": _pins,
    "in_pool": _in_pool,
    "grade": _grade,
    "non_local": _non_local,
    "standard": _standard,
    "rating": _rating,
    "discipline": _discipline,
    "remaining_service": _service,
    "min_stay": _min_stay,
    "one_cycle": _one_cycle,
    "tenure_cap": _tenure_cap,
    "kin": _kin,
}
"""What each rule that looks at one placement tells of it, in the order in which it is read."""
