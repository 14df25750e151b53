"""What plans reach: every goal in its parts, counted as each of their scenarios counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import pandas as pd

from planner.plan.plan import Plan
from planner.plan.verify import Checker, UnreadablePlanError
from planner.plan.verify.fitness import Points, fit_parts
from planner.plan.verify.goals import missing, tier_value, vacant
from planner.plan.verify.picture import Picture, StintRow, draw
from planner.plan.verify.reading import rows
from planner.plan.verify.records import Pair
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_index
from planner.scenario.scenario import Scenario
from planner.scenario.settings import GOALS

Sense = Literal["min", "max", ""]
"""Whether lower or higher is better; blank where neither is."""

Measure = tuple[str, str, str, Sense]
"""Kind, name, of what, and sense.

``goal``
    The value of a goal or of a tier of several goals, as ``plan.json`` tells it.
``part``
    The fit by its parts; they add up to it.
``target``
    The mix by its targets, persons short or over times their weight; they add up to it.
``unit``
    Of each unit: weighted months ``empty``, successors missing (``bench``), people newly ``placed``.
``count``
    Months empty without weights, moves, listings added and removed, seats taken in courses.
"""

KEYS: Final = ("kind", "name", "of", "sense", "counted_by")


@dataclass(frozen=True)
class Yardstick:
    """A scenario as what plans are measured by."""

    scenario: Scenario

    @cached_property
    def checker(self) -> Checker:
        """What counts."""
        return Checker(self.scenario, resolve(self.scenario)[0])

    @cached_property
    def points(self) -> Points:
        """The fit of every pair, remembered from plan to plan."""
        return Points(self.checker.facts)

    def tiers(self) -> dict[str, str | dict[str, int]]:
        """The tiers of the scenario by the names that a plan gives them, and the goals of merged ones by themselves."""
        wanted = self.scenario.settings.goals.tiers
        alone = [goal for tier in wanted for goal in ([tier] if isinstance(tier, str) else tier)]
        return {goal: goal for goal in alone} | {_name(tier): tier for tier in wanted}


def _name(tier: str | dict[str, int]) -> str:
    return tier if isinstance(tier, str) else "+".join(goal for goal in GOALS if goal in tier)


def measured(plans: Sequence[Plan], labels: Sequence[str]) -> pd.DataFrame:
    """Every measure of every plan.

    Parameters
    ----------
    plans : sequence of Plan
        With decisions.
    labels : sequence of str
        Their columns.

    Returns
    -------
    pandas.DataFrame
        Whole numbers, a column for each plan; the index is ``kind``, ``name``, ``of``, ``sense`` (see ``Measure``) and
        ``counted_by``: blank where each plan is counted as its own scenario counts, else the label of the plan as
        whose scenario all are counted. A number is missing where a scenario lacks what it counts.
    """
    sticks = [Yardstick(plan.scenario) for plan in plans]
    tiers = {name: tier for stick in reversed(sticks) for name, tier in stick.tiers().items()}
    unlike = {
        stick.scenario.digest: (label, stick) for label, stick in zip(reversed(labels), reversed(sticks), strict=True)
    }
    table: dict[tuple[str, ...], dict[str, int]] = {}
    for label, plan, own in zip(labels, plans, sticks, strict=True):
        counts = [("", own), *(reversed(unlike.values()) if len(unlike) > 1 else ())]
        for counted_by, stick in counts:
            for measure, value in _measures(plan, stick, tiers, whole=not counted_by):
                table.setdefault((*measure, counted_by), {})[label] = value
    index = pd.MultiIndex.from_tuples(list(table), names=list(KEYS))
    frame = pd.DataFrame(list(table.values()), index=index, columns=list(labels)).astype("Int64")
    nothing = frame.index.get_level_values("kind").isin(["unit", "part"]) & (frame.fillna(0) == 0).all(axis=1)
    return frame[~nothing]


def _measures(
    plan: Plan, stick: Yardstick, tiers: Mapping[str, str | dict[str, int]], *, whole: bool
) -> Iterator[tuple[Measure, int]]:
    """What a scenario counts of a plan; nothing where it lacks what the plan names."""
    checker, decisions = stick.checker, _decisions(plan)
    try:
        picture = draw(checker.facts, *decisions)
    except UnreadablePlanError:
        return
    values = checker.goals(*decisions)
    named = dict(stick.tiers())
    for name, tier in {**tiers, **named}.items():
        sense: Sense = "max" if tier == "fit" else "min"
        yield ("goal", name, "", sense), tier_value(tier, values)
    for part, points in fit_parts(checker.facts, picture, stick.points).items():
        yield ("part", "fit", part, "max"), points
    missed: dict[str, int] = {target.name: 0 for target in stick.scenario.settings.mix}
    for row in checker.mix_rows(*decisions):
        missed[row.target] += row.weight * (row.short + row.over)
    for target, persons in missed.items():
        yield ("target", "mix", target, "min"), persons
    if whole:
        yield from _units(stick, picture)
        yield from _counts(plan)


def _decisions(plan: Plan) -> tuple[list[StintRow], list[Pair], list[Pair]]:
    stints = [(r["cadre"], r["post"], month_index(r["start"]), month_index(r["end"])) for r in rows(plan.stints)]
    listings = list(zip(plan.bench["cadre"], plan.bench["post"], strict=True))
    return stints, listings, list(zip(plan.training["cadre"], plan.training["session"], strict=True))


def _units(stick: Yardstick, picture: Picture) -> Iterator[tuple[Measure, int]]:
    facts = stick.checker.facts
    sums = {(name, unit): 0 for name in ("empty", "bench", "placed") for unit in ("", *facts.units)}
    for post, empty in vacant(facts, picture).items():
        of = facts.posts[post]
        sums["empty", of.unit_id] += facts.clock.length * of.weight * sum(empty)
    for post, count in missing(facts, picture).items():
        sums["bench", facts.posts[post].unit_id] += count
    for moves in picture.moves.values():
        for stint in moves:
            sums["placed", stint.post.unit_id] += 1
    for (name, unit), count in sums.items():
        yield ("unit", name, unit, "" if name == "placed" else "min"), count


def _counts(plan: Plan) -> Iterator[tuple[Measure, int]]:
    """What is counted without any weight."""
    review = plan.review["action"].value_counts()
    moves = int((~plan.stints["how"].isin(["holds", "dual"])).sum())
    yield ("count", "months_empty", "", "min"), int(plan.vacancies["months"].sum())
    yield ("count", "moves", "", ""), moves
    yield ("count", "listings_added", "", ""), int(review.get("add", 0))
    yield ("count", "listings_removed", "", ""), int(review.get("remove", 0))
    yield ("count", "attendances", "", ""), len(plan.training)
