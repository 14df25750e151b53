"""Verification of a whole plan: its rules, its values and what it says of itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from planner.language import _
from planner.plan.plan import Plan
from planner.plan.verify.checker import Checker
from planner.plan.verify.claims.benches import bench, review
from planner.plan.verify.claims.moves import moves
from planner.plan.verify.claims.proof import origin, tiers
from planner.plan.verify.claims.returns import returns
from planner.plan.verify.claims.stints import mix, stints, vacancies
from planner.plan.verify.claims.training import training
from planner.plan.verify.picture import StintRow, UnreadablePlanError, draw
from planner.plan.verify.reading import rows
from planner.plan.verify.records import Pair
from planner.plan.verify.violation import Violation
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_index, parse_date
from planner.scenario.scenario import Scenario


@dataclass(frozen=True)
class Verification:
    """What the independent recomputation of a plan found.

    Attributes
    ----------
    violations : tuple of Violation
        Broken rules.
    values : Mapping[str, int]
        Every goal recomputed; empty when there is no plan or it cannot be read.
    mismatches : tuple of str
        What the plan says of itself and the recomputation does not support.
    origin : tuple of str
        The first of these, as far as they say that the plan was made for another scenario.
    """

    violations: tuple[Violation, ...]
    values: Mapping[str, int]
    mismatches: tuple[str, ...]
    origin: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the plan keeps every rule and every word."""
        return not self.violations and not self.mismatches


def verify(scenario: Scenario, plan: Plan) -> Verification:
    """Recompute a plan from the raw tables of a scenario.

    Parameters
    ----------
    scenario : Scenario
        What was to be planned.
    plan : Plan
        What is to be checked; a plan without a solution makes no claim but its origin.
    """
    rulebook, _ = resolve(scenario)
    checker = Checker(scenario, rulebook)
    facts = checker.facts
    of_another = tuple(origin(facts, plan))
    if plan.status not in ("optimal", "feasible"):
        return Verification((), {}, (*of_another, *_unsolved(plan)), of_another)
    misdated = tuple(_misdated(plan))
    if misdated:
        return Verification(misdated, {}, of_another, of_another)
    decisions = (_stints(plan), _pairs(plan.bench, "post"), _pairs(plan.training, "session"))
    try:
        picture = draw(facts, *decisions)
    except UnreadablePlanError as error:
        return Verification(error.faults, {}, of_another, of_another)
    values = checker.goals(*decisions)
    mismatches = (
        *of_another,
        *tiers(facts, plan, values),
        *stints(facts, plan, picture),
        *bench(facts, plan, picture),
        *mix(plan, checker.mix_rows(*decisions)),
        *vacancies(facts, plan, picture),
        *moves(facts, plan, picture),
        *returns(facts, plan, picture),
        *training(facts, plan, picture),
        *review(facts, plan, picture, checker.refused),
    )
    return Verification(tuple(checker.violations(*decisions)), values, mismatches, of_another)


def _unsolved(plan: Plan) -> Iterator[str]:
    for name, frame in plan.tables.items():
        if len(frame):
            yield _("{name}.csv: the plan is {status}, but the table has {count} rows.").format(
                name=name, status=plan.status, count=len(frame)
            )


def _misdated(plan: Plan) -> Iterator[Violation]:
    """Stints whose dates are no first days of months."""
    for row in rows(plan.stints):
        for name in ("start", "end"):
            if not _is_first_day(row[name]):
                message = _("plan: the row of {cadre} and {post} has {row!r} as its {name}.").format(
                    cadre=row["cadre"], post=row["post"], row=row[name], name=name
                )
                yield Violation("plan", (row["cadre"],), (row["post"],), "", message)


def _is_first_day(date: str) -> bool:
    try:
        return parse_date(date) == date and date.endswith("-01") and date.count("-") == 2
    except ValueError:
        return False


def _stints(plan: Plan) -> list[StintRow]:
    return [(r["cadre"], r["post"], month_index(r["start"]), month_index(r["end"])) for r in rows(plan.stints)]


def _pairs(table: pd.DataFrame, other: str) -> list[Pair]:
    return [(row["cadre"], row[other]) for row in rows(table)]
