"""Really different plans near the best one: each is the best among those that differ enough from all before it."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

import numpy as np
import pandas as pd

from planner.explore.compare import Comparison, compare
from planner.explore.question import Condition, at_least_one, at_most, under
from planner.explore.reference import Ending, Reference
from planner.language import _
from planner.model.model import Model
from planner.plan.plan import Plan

Placement = tuple[str, str]
"""A cadre and the post that he newly takes."""

WITHIN: Final = Fraction(1, 100)
DIFFER: Final = Fraction(1, 10)


@dataclass(frozen=True)
class Alternative:
    """One plan beside the best.

    Attributes
    ----------
    plan : Plan
        Its bounds hold for the scenario.
    first : bool
        Whether it is proven that no better plan differs enough from those before it.
    others : tuple of (int, int)
        For each plan before it: how many of its placements are not in this one, and how many it has.
    comparison : Comparison
        The best plan beside it, by their labels.
    """

    plan: Plan
    first: bool
    others: tuple[tuple[int, int], ...]
    comparison: Comparison


@dataclass(frozen=True)
class Alternatives:
    """The best plan and others near it.

    Attributes
    ----------
    best : Plan
    others : tuple of Alternative
        In the order in which they were found, the best first.
    within : Fraction
        How much of the best plan's value each of them may lose in each tier.
    differ : Fraction
        How many of the placements of each plan before it each of them has otherwise.
    ending : str
        ``complete`` where it is proven that there are no more.
    """

    best: Plan
    others: tuple[Alternative, ...]
    within: Fraction
    differ: Fraction
    ending: Ending

    @property
    def plans(self) -> tuple[Plan, ...]:
        """All plans, the best first."""
        return self.best, *(other.plan for other in self.others)

    @property
    def labels(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(_label(number) for number in range(1, len(self.plans) + 1))


def alternatives(
    reference: Reference, count: int, within: Fraction = WITHIN, differ: Fraction = DIFFER
) -> Alternatives:
    """The best plan, and further ones up to a number of plans in all.

    Each loses at most a share of the best plan's value in every tier, and has at least a share of the placements of
    each plan before it not among its own; among all such plans it is the best in the order of the tiers.

    Parameters
    ----------
    reference : Reference
        With a plan that has decisions.
    count : int
        How many plans, with the best one.
    within : Fraction
        From 0 to 1; of a value of 0 nothing may be lost.
    differ : Fraction
        Above 0, at most 1; at least one placement differs.

    Raises
    ------
    InvalidPlanError
        When the verifier does not accept a plan.
    """
    region = reference.near([cost + floor(within * abs(cost)) for cost in reference.costs])
    best = reference.plan
    plans, found = [best], []
    ending: Ending = "count"
    while len(plans) < count:
        if reference.left <= 0:
            ending = "time"
            break
        outcome = reference.solve(under(region, [_unlike(region, plan, differ) for plan in plans]))
        if outcome.decisions is None:
            ending = "complete" if outcome.status == "infeasible" else "time"
            break
        asked = {"alternative": len(plans) + 1, "within": float(within), "differ": float(differ)}
        plan = reference.plan_of(outcome, asked)
        own = placements(plan)
        others = tuple((len(placements(before) - own), len(placements(before))) for before in plans)
        plans.append(plan)
        beside = compare([best, plan], [_label(1), _label(len(plans))])
        found.append(Alternative(plan, outcome.status == "optimal", others, beside))
    return Alternatives(best, tuple(found), within, differ, ending)


def placements(plan: Plan) -> frozenset[Placement]:
    """Who newly takes which post in a plan."""
    new = plan.stints[plan.stints["how"] != "holds"]
    return frozenset(zip(new["cadre"], new["post"], strict=True))


def _unlike(model: Model, plan: Plan, differ: Fraction) -> Condition:
    """Enough of a plan's placements are not made; where it has none, any placement differs from it."""
    placed = placements(plan)
    if not placed:
        return at_least_one(model.columns.stints.all)
    people, posts = pd.Index(model.case.people.ids), pd.Index(model.case.posts.ids)
    cadres, places = zip(*placed, strict=True)
    pairs = people.get_indexer(pd.Index(cadres)) * len(posts) + posts.get_indexer(pd.Index(places))
    columns = np.flatnonzero(np.isin(model.columns.cadre * len(posts) + model.columns.post, pairs))
    return at_most(columns, np.ones_like(columns), len(placed) - max(1, ceil(differ * len(placed))))


def _label(number: int) -> str:
    return _("plan {n}").format(n=number)
