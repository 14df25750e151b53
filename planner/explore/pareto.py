"""What goals cost each other: the plans between them that no other plan beats in all of them.

The goals asked about are taken out of the scenario's order. The tiers that stand before the first of them keep the
values of the best plan; the others follow afterwards.

Of two goals the frontier is exact. Under a limit on the one (the *stepped* goal), the plan that is best in the other
(the *led* goal) and then in the stepped one is on the frontier, and it is proven that no point of the frontier lies
between it and the limit. So each solve closes a part of the frontier, until nothing is left open. Of three goals a
grid of limits fills it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf, isqrt
from typing import Final, Literal

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.outcome import TierProof
from planner.explore.question import under
from planner.explore.reference import Ending, Reference, costs_at_most
from planner.model.goals import goal_costs
from planner.model.kinds import Kind
from planner.model.model import Model, TierCost
from planner.plan.plan import Plan
from planner.plan.verify import verify
from planner.scenario.settings import GOALS

MOVES: Final = "moves"
"""New main posts: somebody moves. No goal of a scenario, but one to ask about."""
ASKED: Final = (*GOALS, MOVES)
"""Goals whose frontier can be asked for."""
ONLY_NAMED: Final = ("standard", "change")
"""Goals that a scenario counts only where they stand in its tiers."""

Values = tuple[int, ...]


@dataclass(frozen=True)
class Point:
    """A plan between the goals.

    Attributes
    ----------
    plan : Plan
        Its tiers are the scenario's, its bounds hold for the scenario.
    reached : tuple of int
        What it reaches in the goals asked about, in their order, as told.
    proven : bool
        Whether it is proven that no plan is as good in all of them and better in one.
    own : bool
        Whether it is the scenario's own best plan, or as good as that one in these goals.
    """

    plan: Plan
    reached: Values
    proven: bool
    own: bool = False


@dataclass(frozen=True)
class Frontier:
    """Plans between goals.

    Attributes
    ----------
    goals : tuple of str
        Two or three of ``ASKED``.
    senses : tuple of str
        Whether lower (``min``) or higher (``max``) is better in each.
    kept : tuple of (str, int)
        The tiers before them with the values that every plan keeps.
    points : tuple of Point
        In the order of the first goal, its worst first.
    own : Point
        The scenario's own best plan; it may be none of the points where another goal stands between these.
    ending : str
        ``complete``: these are all points of the frontier; ``count``: as many as asked for; ``time``.
    stepped : str
        The goal that the open intervals speak of; blank for three goals.
    open : tuple of (int, int)
        Values of the stepped goal, both included, between which nothing was searched; of two goals only.
    """

    goals: tuple[str, ...]
    senses: tuple[Literal["min", "max"], ...]
    kept: tuple[tuple[str, int], ...]
    points: tuple[Point, ...]
    own: Point
    ending: Ending
    stepped: str = ""
    open: tuple[tuple[int, int], ...] = ()


def pareto(
    reference: Reference, goals: Sequence[str], points: int = 20, found: Callable[[Point], None] | None = None
) -> Frontier:
    """The frontier of two goals, or a filling of that of three.

    Parameters
    ----------
    reference : Reference
        With a plan that has decisions.
    goals : sequence of str
        Two or three of ``countable``, no two alike.
    points : int
        Most points, at least 2. Of three goals a grid of no more cells is searched, beside their three best plans.
    found : callable, optional
        Hears of each point once it is found.

    Raises
    ------
    InvalidPlanError
        When the verifier does not accept a plan.
    ValueError
        When the goals are others.
    """
    known = countable(reference.scenario.settings.goals.tiers)
    if not 2 <= len(set(goals)) == len(goals) <= 3 or not set(goals) <= set(known):
        raise ValueError(f"two or three of {', '.join(known)}")
    asked = _Asked(reference, tuple(goals), found)
    return _Two(asked, points).frontier() if len(goals) == 2 else _filling(asked, points)


def countable(tiers: Sequence[str | dict[str, int]]) -> tuple[str, ...]:
    """The goals that can be asked about in a scenario of these tiers."""
    named = {goal for tier in tiers for goal in ([tier] if isinstance(tier, str) else tier)}
    return tuple(goal for goal in ASKED if goal in named or goal not in ONLY_NAMED)


class _Asked:
    """The goals as costs, and the plans among which they are weighed."""

    def __init__(self, reference: Reference, names: tuple[str, ...], found: Callable[[Point], None] | None) -> None:
        self.reference, self._found = reference, found
        costs = _costs(reference.model)
        self.goals = tuple(TierCost(name, "max" if name == "fit" else "min", costs[name]) for name in names)
        self.steps = [max(1, int(np.gcd.reduce(goal.cost))) for goal in self.goals]
        tiers = [{tier: 1} if isinstance(tier, str) else tier for tier in reference.scenario.settings.goals.tiers]
        before = next((place for place, tier in enumerate(tiers) if not set(names).isdisjoint(tier)), len(tiers))
        left = [{goal: weight for goal, weight in tier.items() if goal not in names} for tier in tiers[before:]]
        self._later = tuple(_merged(weights, costs) for weights in left if weights)
        self._kept = tuple((tier.name, tier.value) for tier in reference.plan.tiers[:before])
        self._sure = all(tier.proven for tier in reference.plan.tiers[:before])
        self._region = reference.near(reference.costs[:before])
        self._own = _own(reference, names)
        # where the goals come next in the scenario's own order, its plan is the best in this order
        following = ["+".join(tier) for tier in tiers[before : before + len(names)]]
        self._own_order = [names.index(goal) for goal in following] if set(following) == set(names) else []
        self._decisions = {self.costs(self._own): reference.decisions}

    def costs(self, point: Point) -> Values:
        """What a point costs in each goal."""
        return tuple(goal.sign * value for goal, value in zip(self.goals, point.reached, strict=True))

    def best(self, order: Sequence[int], limits: dict[int, int] | None = None) -> Point | None:
        """The best plan in some order of the goals, none of them above its limit; None for no plan or no time."""
        if not limits and list(order) == self._own_order:
            return self._own
        rows = [costs_at_most(self.goals[goal].cost, limit) for goal, limit in (limits or {}).items()]
        tiers = (*(self.goals[goal] for goal in order), *self._later)
        outcome = self.reference.solve(
            replace(under(self._region, rows), tiers=tiers), self._known(order, limits or {})
        )
        if outcome.decisions is None:
            return None
        values = tuple(goal.sign * int(goal.cost @ outcome.decisions) for goal in self.goals)
        proven = self._sure and all(proof.value == proof.bound for proof in outcome.proofs[: len(order)])
        told = {"frontier": {goal.name: value for goal, value in zip(self.goals, values, strict=True)}}
        plan = self.reference.plan_of(outcome, told, self._grounds(order, outcome.proofs[0]))
        point = Point(plan, values, proven, own=values == self._own.reached)
        self._decisions[self.costs(point)] = outcome.decisions
        if self._found is not None:
            self._found(point)
        return point

    def _known(self, order: Sequence[int], limits: Mapping[int, int]) -> Ints | None:
        """The best plan known that keeps the limits."""
        kept = [cost for cost in self._decisions if all(cost[goal] <= limit for goal, limit in limits.items())]
        return self._decisions[min(kept, key=lambda cost: [cost[goal] for goal in order])] if kept else None

    def _grounds(self, order: Sequence[int], proof: TierProof) -> TierProof | None:
        """What the solve proves of the first goal for the scenario.

        All plans that keep the scenario's tiers before this goal are searched if these are the tiers that stand before
        all goals and then the one that has a limit.
        """
        return proof if [*order[1:], order[0]] == self._own_order and len(order) == 2 else None

    def frontier(
        self, points: Iterable[Point], ending: Ending, stepped: str = "", left: Sequence[tuple[int, int]] = ()
    ) -> Frontier:
        """The points in the order of the first goal, its worst first, without those that another one beats."""
        found = {self.costs(point): point for point in points}
        kept = [cost for cost in found if not any(_beats(other, cost) for other in found)]
        return Frontier(
            tuple(goal.name for goal in self.goals),
            tuple(goal.sense for goal in self.goals),
            self._kept,
            tuple(found[cost] for cost in sorted(kept, reverse=True)),
            self._own,
            ending,
            stepped,
            tuple(left),
        )


def _own(reference: Reference, names: tuple[str, ...]) -> Point:
    """The scenario's own plan as a point."""
    plan = reference.plan
    moves = int((~plan.stints["how"].isin(["holds", "dual"])).sum())
    reached = {**verify(reference.scenario, plan).values, MOVES: moves}
    return Point(plan, tuple(reached[name] for name in names), plan.status == "optimal", own=True)


def _costs(model: Model) -> dict[str, Ints]:
    """The cost of every column in each goal."""
    columns = model.columns
    moves = np.zeros(columns.count, dtype=np.int64)
    moves[columns.stints.span] = columns.kind != Kind.BESIDE
    return {**goal_costs(model.case, columns), MOVES: moves}


def _merged(weights: Mapping[str, int], costs: Mapping[str, Ints]) -> TierCost:
    """A tier of some goals."""
    cost = np.sum([weight * costs[goal] for goal, weight in weights.items()], axis=0)
    return TierCost("+".join(weights), "max" if list(weights) == ["fit"] else "min", cost)


def _beats(one: Values, other: Values) -> bool:
    """Whether it costs no more in any goal, and less in one."""
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


@dataclass(frozen=True)
class _Gap:
    """A part of the frontier of two goals where points may still be; its bounds are excluded.

    ``low`` and ``high`` bound the cost in the stepped goal, ``best`` and ``worst`` that in the led one.
    """

    low: int
    high: int
    best: int
    worst: int


class _Two:
    """The frontier of two goals."""

    def __init__(self, asked: _Asked, most: int) -> None:
        self._asked, self._most = asked, most
        self._points: dict[Values, Point] = {}
        self._gaps: list[_Gap] = []
        self._stepped, self._led = 0, 1

    def frontier(self) -> Frontier:
        """All points, or as many as asked for."""
        ending = self._fill() if self._ends() else "time"
        goal, step = self._asked.goals[self._stepped], self._asked.steps[self._stepped]
        left = [(goal.sign * (gap.low + step), goal.sign * (gap.high - step)) for gap in self._gaps]
        told = sorted((min(pair), max(pair)) for pair in left)
        return self._asked.frontier(self._points.values(), ending, goal.name, told)

    def _ends(self) -> bool:
        """Find the best plans in either goal, and step over the one that has fewer values between them."""
        ends = [self._add(self._asked.best(order)) for order in ((0, 1), (1, 0))]
        if None in ends:
            return False
        one, other = (self._asked.costs(end) for end in ends if end is not None)
        values = [abs(one[goal] - other[goal]) // self._asked.steps[goal] for goal in (0, 1)]
        self._stepped = int(np.argmin(values))
        self._led = 1 - self._stepped
        low, high = sorted((one, other), key=lambda cost: cost[self._stepped])
        self._open(_Gap(low[self._stepped], high[self._stepped], high[self._led], low[self._led]))
        return True

    def _fill(self) -> Ending:
        """Close the widest gap, again and again."""
        while self._gaps:
            left = self._most - len(self._points)
            if left <= 0:
                return "count"
            gap = max(self._gaps, key=lambda one: one.high - one.low)
            step = self._asked.steps[self._stepped]
            limit = gap.high - step
            if sum(map(self._room, self._gaps)) > left:
                limit = gap.low + max(1, (gap.high - gap.low) // step // 2) * step
            point = self._add(self._asked.best((self._led, self._stepped), {self._stepped: limit}))
            if point is None:
                return "time"
            cost = self._asked.costs(point)
            at, led = cost[self._stepped], cost[self._led]
            self._gaps.remove(gap)
            self._open(_Gap(gap.low, at, led, gap.worst))
            self._open(_Gap(limit, gap.high, gap.best, led))
        return "complete"

    def _add(self, point: Point | None) -> Point | None:
        """Keep a point; None where it is not proven, so that nothing can be built on it."""
        if point is not None:
            self._points.setdefault(self._asked.costs(point), point)
        return point if point is not None and point.proven else None

    def _open(self, gap: _Gap) -> None:
        if self._room(gap):
            self._gaps.append(gap)

    def _room(self, gap: _Gap) -> int:
        """Most points that a gap can hold: in each goal they differ by whole steps."""
        stepped, led = self._asked.steps[self._stepped], self._asked.steps[self._led]
        return max(0, min((gap.high - 1) // stepped - gap.low // stepped, (gap.worst - 1) // led - gap.best // led))


def _filling(asked: _Asked, most: int) -> Frontier:
    """Plans between three goals: the best in each, and the best under each pair of limits of a grid."""
    ends = [asked.best([first, *(goal for goal in range(3) if goal != first)]) for first in range(3)]
    points = [end for end in ends if end is not None]
    if len(points) < 3 or not all(point.proven for point in points):
        return asked.frontier(points, "time")
    costs = np.array([asked.costs(point) for point in points])
    led = int(np.argmax(np.ptp(costs, axis=0) // asked.steps))
    stepped = [goal for goal in range(3) if goal != led]
    levels = [_levels(costs[:, goal], isqrt(most)) for goal in stepped]
    answered: list[tuple[Sequence[float], Values | None]] = [((inf, inf), tuple(costs[led].tolist()))]
    for limits in product(*levels):
        if any(_answers(known, limits, stepped) for known in answered):
            continue
        point = asked.best([led, *stepped], dict(zip(stepped, limits, strict=True)))
        if asked.reference.left <= 0 and (point is None or not point.proven):
            return asked.frontier([*points, *([] if point is None else [point])], "time")
        answered.append((limits, None if point is None else asked.costs(point)))
        points += [] if point is None else [point]
    return asked.frontier(points, "count")


def _levels(costs: Ints, count: int) -> list[int]:
    """So many limits from the largest cost to the least, evenly."""
    return sorted({int(level) for level in np.linspace(costs.min(), costs.max(), max(count, 2))}, reverse=True)


def _answers(known: tuple[Sequence[float], Values | None], limits: Sequence[int], stepped: Sequence[int]) -> bool:
    """Whether what is known under looser limits holds here, too: a plan that keeps these as well, or that none is."""
    looser, cost = known
    if any(less > more for less, more in zip(limits, looser, strict=True)):
        return False
    return cost is None or all(cost[goal] <= limit for goal, limit in zip(stepped, limits, strict=True))
