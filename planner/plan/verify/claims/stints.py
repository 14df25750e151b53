"""What a plan says of its stints and of what it leaves open against the recomputation."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from planner.language import _
from planner.plan.plan import Plan
from planner.plan.verify.casting import Role, Stint
from planner.plan.verify.claims.words import differs, named
from planner.plan.verify.facts import Facts
from planner.plan.verify.goals import vacant
from planner.plan.verify.mix import MixRow
from planner.plan.verify.picture import Picture
from planner.plan.verify.plan_rules import incumbency_of, latest_end, limits
from planner.plan.verify.reading import given, rows
from planner.plan.verify.records import is_rotation
from planner.plan.verify.standards import grade_step
from planner.scenario.dates import month_date, month_index


def stints(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """Every stint gives the right kind and the right reason for its end."""
    drawn = {(stint.person.cadre, stint.post.post, facts.clock.date(stint.first)): stint for stint in picture.stints}
    for row in rows(plan.stints):
        stint = drawn[row["cadre"], row["post"], month_date(month_index(row["start"]))]
        where = _("stints.csv: {cadre} in {post}").format(cadre=row["cadre"], post=row["post"])
        yield from named(where, row, stint.person, stint.post)
        yield from differs(where, "how", row["how"], kind_of(stint))
        yield from differs(where, "until", row["until"], _until(facts, picture, stint))
        yield from differs(where, "from", row["from"], came_from(facts, stint) if stint.new else "")


KINDS: Final = {Role.HOLDS: "holds", Role.BESIDE: "dual", Role.RETURN: "return"}


def kind_of(stint: Stint) -> str:
    """How a stint comes about."""
    if stint.role is not Role.MOVE:
        return KINDS[stint.role]
    if is_rotation(stint.person, stint.post):
        return "rotation"
    step = grade_step(stint.person, stint.post)
    if step == 0:
        return "lateral"
    return "promotion" if step is not None and step > 0 else "appointment"


def _until(facts: Facts, picture: Picture, stint: Stint) -> str:
    """Why a stint ends; of two reasons in one month the first in the list."""
    move = picture.move(stint.person.cadre)
    if not stint.new and move is not None and move.first < incumbency_of(facts, stint).after:
        return "moves"
    later = picture.moves.get(stint.person.cadre, ())[1:]
    if any(back.base is stint and back.first < latest_end(facts, stint) for back in later):
        return "returns"
    reason, month = min(limits(facts, stint), key=lambda limit: limit[1])
    return "horizon" if facts.clock.whole_periods(month) == facts.clock.periods else reason


def came_from(facts: Facts, stint: Stint) -> str:
    """The rotation's post that a return ends, the post that a cadre holds today, or else the unit."""
    if stint.role is Role.RETURN and stint.base is not None:
        return stint.base.post.post
    now = facts.incumbents.get(stint.person.cadre)
    if now is not None:
        return now.post.post
    return stint.person.unit.unit if stint.person.unit else ""


def mix(plan: Plan, found: list[MixRow]) -> Iterator[str]:
    """mix.csv has every target with the right bounds and counts, and nothing else."""
    recounted = {(row.target, row.of, row.date): row for row in found}
    for claim in rows(plan.mix):
        key = (claim["target"], claim["of"], claim["date"])
        row = recounted.pop(key, None)
        where = _("mix.csv: {filter}").format(filter=" ".join(filter(None, key)))
        if row is None:
            yield _("{where} is no target, part and date of the scenario.").format(where=where)
            continue
        for name in ("scope", "column", "values", "lower", "upper", "today", "planned", "short", "over", "weight"):
            yield from differs(where, name, given(claim[name]), given(getattr(row, name)))
    for key in recounted:
        yield _("mix.csv: the row {filter} is missing.").format(filter=" ".join(filter(None, key)))


def vacancies(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """vacancies.csv has every empty seat once, with its months and weight."""
    left = vacant(facts, picture)
    for row in rows(plan.vacancies):
        where = _("vacancies.csv: {post} from {start} to {end}").format(
            post=row["post"], start=row["start"], end=row["end"]
        )
        periods = _periods(facts, row)
        if periods is None or row["post"] not in left:
            yield _("{where} is no post to be filled and whole periods of the scenario.").format(where=where)
            continue
        yield from named(where, row, None, facts.posts[row["post"]])
        empty = left[row["post"]]
        if not all(empty[period] for period in periods):
            yield _("{where} is not vacant all that time, or stands twice.").format(where=where)
        months = facts.clock.length * sum(empty[period] for period in periods)
        yield from differs(where, "months", row["months"], months)
        yield from differs(where, "weighted", row["weighted"], months * facts.posts[row["post"]].weight)
        for period in periods:
            empty[period] = 0
    for post, empty in left.items():
        for period, seats in enumerate(empty):
            if seats:
                yield _("vacancies.csv: {post} is vacant on {date}, which no row says.").format(
                    post=post, date=facts.clock.date(period)
                )


def _periods(facts: Facts, row: Mapping[str, Any]) -> range | None:
    """The periods of a row, or None when its dates are no whole periods of the horizon."""
    clock = facts.clock
    numbers = {clock.date(period): period for period in range(clock.periods + 1)}
    first, after = numbers.get(row["start"]), numbers.get(row["end"])
    return None if first is None or after is None or first >= after else range(first, after)
