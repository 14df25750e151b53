"""What would be if nobody were moved, listed or trained: a plan to compare others with."""

from typing import Any

from planner.plan.assemble import plan_table
from planner.plan.plan import PLAN_TABLES, Plan
from planner.plan.verify import Checker
from planner.plan.verify.claims.returns import returns_of
from planner.plan.verify.facts import Facts
from planner.plan.verify.goals import vacant
from planner.plan.verify.picture import Picture, draw
from planner.plan.verify.records import Incumbency, Post
from planner.plan.verify.standards import readiness
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date
from planner.scenario.scenario import Scenario

Row = tuple[Any, ...]


def unmoved(scenario: Scenario) -> Plan:
    """Today's holders until their stints end by themselves, and today's listings.

    Parameters
    ----------
    scenario : Scenario
        What could be planned.

    Returns
    -------
    Plan
        Without tiers, for nothing is proven of it, and with no word on why posts stay vacant.
    """
    checker = Checker(scenario, resolve(scenario)[0])
    facts = checker.facts
    held = [now for now in (*facts.incumbents.values(), *facts.besides.values()) if now.after]
    held.sort(key=lambda now: now.post.rank)
    stay = [(now.person.cadre, now.post.post, facts.clock.start, facts.clock.month(now.after)) for now in held]
    listed = sorted(facts.in_force)
    picture = draw(facts, stay, listed)
    rows: dict[str, list[Row]] = {name: [] for name in PLAN_TABLES} | {
        "stints": [_stint(facts, now) for now in held],
        "vacancies": _vacancies(facts, picture),
        "bench": [_listing(facts, *pair) for pair in listed],
        "mix": [tuple(row) for row in checker.mix_rows(stay, listed)],
        "returns": [
            (cadre, row.name, post, row.unit, since, *row[2:])
            for (cadre, post, since), row in returns_of(facts, picture).items()
        ],
        "review": [(*_listing(facts, *pair)[:5], "continue", "", _since(facts, pair)) for pair in listed],
    }
    tables = {name: plan_table(name, rows[name]) for name in PLAN_TABLES}
    return Plan("feasible", (), scenario, tables, {"digest": scenario.digest})


def _stint(facts: Facts, now: Incumbency) -> Row:
    clock = facts.clock
    reason, _ = min(now.limits, key=lambda limit: limit[1])
    until = "horizon" if now.after == clock.periods else reason
    return (
        now.person.cadre,
        now.person.name,
        *_place(now.post),
        clock.date(0),
        clock.date(now.after),
        "holds",
        until,
        "",
    )


def _listing(facts: Facts, cadre: str, post: str) -> Row:
    person, place = facts.people[cadre], facts.posts[post]
    return cadre, person.name, *_place(place), readiness(facts, person, place), "keep", ""


def _vacancies(facts: Facts, picture: Picture) -> list[Row]:
    """Each time with the same number of empty seats."""
    rows: list[Row] = []
    for post, empty in vacant(facts, picture).items():
        first = 0
        for period in range(1, len(empty) + 1):
            if period == len(empty) or empty[period] != empty[first]:
                if empty[first]:
                    months = facts.clock.length * empty[first] * (period - first)
                    span = facts.clock.date(first), facts.clock.date(period)
                    rows.append((*_place(facts.posts[post]), *span, months, months * facts.posts[post].weight, ""))
                first = period
    return rows


def _place(post: Post) -> tuple[str, str, str]:
    return post.post, post.title, post.unit_id


def _since(facts: Facts, pair: tuple[str, str]) -> str:
    since = facts.in_force[pair]
    return "" if since is None else month_date(since)
