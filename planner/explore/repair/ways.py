"""The cheapest ways to make a scenario possible again, each tried.

A way is a set of changes without which no plan exists and with which one was found and verified. Sets are tried in the
order of their price; a set that does not help grows by what could undo the clash that is left (a hitting-set tree,
Reiter 1987). A rule is first tried switched off, at the price of one step of a number; where that helps, the fewest
steps of one of its numbers that help as well take its place, since looser is never worse. Several rules are switched
off together only where all of them refuse one pin.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import islice
from typing import Final, Literal

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.run import Limits
from planner.engine.tiers import solve_tiers
from planner.explore.question import Effort
from planner.explore.repair.checked import checked_stints
from planner.explore.repair.clash import Clash, smallest_clash
from planner.explore.repair.demands import Demand, Ground
from planner.explore.repair.edits import Edit, applied, edits_for, looser, times
from planner.explore.repair.feasible import feasible
from planner.model.model import Model, TierCost
from planner.plan.verify.picture import StintRow
from planner.scenario.scenario import Scenario
from planner.solving.whole import NO_LIMIT

MOST_STEPS: Final = 64
"""No number is loosened, and no session widened, by more steps than this."""
MOST_CHANGES: Final = 3
"""Sets of so many changes do not grow."""
SHARE: Final = 0.1
"""Share of the time left that one question whether a plan exists may take."""
LEAST_SECONDS: Final = 5.0
"""Nor less than these seconds."""


@dataclass(frozen=True)
class Step:
    """What is done next.

    Attributes
    ----------
    phase : str
        ``exists`` (is there a plan as it is), ``clash`` (which demands clash) or ``way`` (what mends it).
    demands : int
        Of a clash: how many it is asked about.
    edits : tuple of Edit
        Of a way: the changes tried.
    ways : int
        Ways found so far; a cheaper one may take the place of some.
    """

    phase: Literal["exists", "clash", "way"]
    demands: int = 0
    edits: tuple[Edit, ...] = ()
    ways: int = 0


@dataclass(frozen=True)
class Way:
    """Changes that make a plan possible.

    ``stints`` are who holds what from which month until which in a plan that keeps everything else, verified.
    """

    edits: tuple[Edit, ...]
    price: int
    stints: tuple[StintRow, ...]


@dataclass(frozen=True)
class Repair:
    """What was found out about a scenario.

    Attributes
    ----------
    possible : bool
        Whether a plan exists as it is; then there is nothing to repair.
    clash : Clash or None
        The smallest clash; None also where it was not found in time.
    ways : tuple of Way
        The cheapest first.
    complete : bool
        Whether no cheaper way of this kind was passed over for want of time.
    """

    possible: bool
    clash: Clash | None
    ways: tuple[Way, ...] = ()
    complete: bool = True


def repair(
    scenario: Scenario,
    effort: Effort,
    *,
    count: int = 5,
    progress: Callable[[Step], None] | None = None,
) -> Repair:
    """Find the smallest clash of a scenario and the cheapest ways out.

    Parameters
    ----------
    scenario : Scenario
        It need not pass the arithmetic of ``check``.
    effort : Effort
        Seconds for all of it.
    count : int
        How many ways.
    progress : callable, optional
        Hears each step before it is made.
    """
    tell = progress or (lambda _step: None)
    began = time.monotonic()
    until = began + (NO_LIMIT if effort.seconds is None else effort.seconds)
    tell(Step("exists"))
    ground = Ground(scenario)
    if time.monotonic() + ground.building > until:
        return Repair(possible=False, clash=None, complete=False)
    asked = ground.asking(ground.demands)
    question = replace(effort, seed=scenario.settings.seed, seconds=max(0.0, until - time.monotonic()))
    first = feasible(asked, question)
    if first.sides is None:
        known = first.status == "feasible"
        return Repair(possible=known, clash=None, complete=known)
    near = ground.within(ground.demands, np.concatenate(first.sides))
    clash = smallest_clash(ground, near, question, until=until, asked=lambda count: tell(Step("clash", demands=count)))
    search = _Search(ground, question, until, tell)
    ways = tuple(islice(search.ways(clash), count))
    return Repair(possible=False, clash=clash, ways=ways, complete=search.complete)


_Plan = tuple[Model, Ints]
"""A model and decisions that keep all of it."""


@dataclass(frozen=True)
class _Tried:
    """What was found out about the scenario after some changes: a plan, or a clash that is left, or nothing.

    The clash is among the demands ``near``; what is asked to make it smaller is asked of the ``ground``.
    """

    plan: _Plan | None = None
    near: tuple[Demand, ...] | None = None
    ground: Ground | None = None


class _Search:
    """Sets of changes: those to try (``open``), and ways found that may not be the cheapest (``ready``)."""

    def __init__(self, ground: Ground, effort: Effort, until: float, tell: Callable[[Step], None]) -> None:
        self.ground, self.effort, self.until, self.tell = ground, effort, until, tell
        self.scenario = ground.scenario
        self.last: tuple[tuple[Edit, ...], Ground] = (), ground
        self.hopeless: dict[tuple[Edit, ...], frozenset[Demand]] = {(): ground.hopeless}
        self.told = 0
        self.complete = True
        self.open: list[tuple[int, int, tuple[Edit, ...]]] = []
        self.ready: list[tuple[int, tuple[Edit, ...]]] = []
        self.plans: dict[tuple[Edit, ...], tuple[StintRow, ...]] = {}
        self.seen: set[tuple[Edit, ...]] = set()

    def ways(self, clash: Clash) -> Iterator[Way]:
        """Ways out in the order of their price; when time is out, those found so far."""
        self._grow((), clash)
        told: list[tuple[Edit, ...]] = []
        while self.open or self.ready:
            least = min((price for _slow, price, _edits in self.open), default=0)
            if self.ready and (not self.open or self.ready[0][0] <= least):
                price, edits = heappop(self.ready)
                if not any(_covers(known, edits) for known in told):
                    told.append(edits)
                    self.told += 1
                    yield Way(edits, price, self.plans[edits])
            elif self._left() > 0:
                _slow, _price, edits = heappop(self.open)
                if not any(_covers(way, edits) for way in (*told, *(ready for _price, ready in self.ready))):
                    self._try(edits)
            else:
                self.complete = False
                self.open.clear()

    def _left(self) -> float:
        return 0.0 if self.effort.stop.is_set() else self.until - time.monotonic()

    def _try(self, edits: tuple[Edit, ...]) -> None:
        """Whether a set of changes helps; if not, what could be added to it."""
        tried = self._after(edits)
        if tried.plan is not None:
            self._refine(edits, tried.plan)
        elif tried.near is not None and len(edits) < MOST_CHANGES:
            clash = Clash(tried.near, minimal=False, confirmed=False)
            if tried.ground is not None and len(tried.near) > 1:
                clash = smallest_clash(tried.ground, tried.near, self._question(), until=self.until)
            self._grow(edits, clash)

    def _after(self, edits: tuple[Edit, ...]) -> _Tried:
        """Ask whether a plan exists after some changes."""
        self.tell(Step("way", edits=edits, ways=self.told + len(self.ready)))
        gone = {edit.given_up for edit in edits}
        others = tuple(edit for edit in edits if edit.given_up is None)
        changed, before = applied(self.scenario, edits), applied(self.scenario, others)
        if changed is None or before is None:
            return _Tried()
        if others not in self.hopeless:
            self.hopeless[others] = self._ground(others, before).hopeless
        hopeless = sorted(self.hopeless[others] - gone)
        if hopeless:
            return _Tried(near=tuple(hopeless[:1]))
        ground = self._ground(others, before)
        if others and self._left() < ground.building:
            self.complete = False
            return _Tried()
        kept = tuple(demand for demand in ground.demands if demand not in gone)
        model = ground.asking(kept, changed)
        answer = feasible(model, self._question())
        self.complete = self.complete and answer.status != "unknown"
        if answer.sides is not None:
            return _Tried(near=ground.within(kept, np.concatenate(answer.sides)), ground=ground)
        return _Tried() if answer.values is None else _Tried((model, answer.values))

    def _ground(self, edits: tuple[Edit, ...], changed: Scenario) -> Ground:
        """The scenario after changes of other things than demands."""
        if not edits:
            return self.ground
        if self.last[0] != edits:
            self.last = (), self.ground  # the memory of one model more at a time
            self.last = edits, Ground(changed)
        return self.last[1]

    def _push(self, edits: tuple[Edit, ...]) -> None:
        """Put a set of changes among those to try, rules after all others."""
        ordered = tuple(sorted(edits))
        if ordered not in self.seen:
            self.seen.add(ordered)
            slow = sum(edit.kind == "rule" for edit in edits)
            heappush(self.open, (slow, sum(self._least(edit) for edit in edits), ordered))

    def _found(self, edits: tuple[Edit, ...], found: _Plan) -> None:
        ordered = tuple(sorted(edits))
        self.plans[ordered] = checked_stints(*found)
        heappush(self.ready, (sum(edit.price for edit in edits), ordered))

    def _question(self) -> Effort:
        left = max(0.01, self._left())
        return replace(self.effort, seconds=min(left, max(LEAST_SECONDS, SHARE * left)))

    def _grow(self, edits: tuple[Edit, ...], clash: Clash) -> None:
        """Add each change that could undo the clash."""
        keys = {edit.key for edit in edits}
        has_rule = any(edit.kind == "rule" for edit in edits)
        for more in edits_for(self.ground, clash):
            second = has_rule and any(edit.kind == "rule" for edit in more)
            if not second and not keys & {edit.key for edit in more}:
                self._push((*edits, *more))

    def _least(self, edit: Edit) -> int:
        """The least that a change can come to once it is as small as possible."""
        cheap = edit.kind == "rule" and looser(self.scenario, edit.name)
        return min(edit.price, self.scenario.settings.repair.number) if cheap else edit.price

    def _works(self, edits: tuple[Edit, ...]) -> _Plan | None:
        """A plan after a set of changes, if no target has to be missed by more persons than its change says."""
        found = self._after(edits).plan
        if found is None:
            return None
        missed = (self._missed(found[0], edit.name) <= edit.steps for edit in edits if edit.kind == "target")
        return found if all(missed) else None

    def _refine(self, edits: tuple[Edit, ...], found: _Plan) -> None:
        """Make each change as small as it can be while the set still helps; of a rule, by each of its numbers."""
        edits = tuple(
            times(edit, self._missed(found[0], edit.name)) if edit.kind == "target" else edit for edit in edits
        )
        if len(edits) > 1 and any(self._works((*edits[:place], *edits[place + 1 :])) for place in range(len(edits))):
            return  # one of the changes is of no use
        for place, edit in enumerate(edits):
            others = (*edits[:place], *edits[place + 1 :])
            for loose in looser(self.scenario, edit.name) if edit.kind == "rule" else ():
                fewest = self._fewest(others, loose)
                if fewest is not None and fewest[0].price < edit.price:
                    self._found((*others, fewest[0]), fewest[1])
        self._found(edits, found)

    def _fewest(self, others: tuple[Edit, ...], edit: Edit) -> tuple[Edit, _Plan] | None:
        """The fewest steps of a change that help, with a plan; None where none do, or the number cannot go so far."""
        low, high = 0, 1
        while high < MOST_STEPS and applied(self.scenario, (times(edit, 2 * high),)) is not None:
            high *= 2
        found = self._works((*others, times(edit, high)))  # as far as it goes; else less is of no use either
        while found is not None and high - low > 1:
            further = max(1, 2 * low)
            middle = further if further < high else (low + high) // 2
            tried = self._works((*others, times(edit, middle)))
            low, high, found = (middle, high, found) if tried is None else (low, middle, tried)
        return None if found is None else (times(edit, high), found)

    def _missed(self, model: Model, target: str) -> int:
        """By how many persons a target is missed at least once it is soft."""
        columns = model.columns
        mine = np.array([part.target.name == target for part in columns.parts], dtype=np.int64)
        cost = np.zeros(columns.count, dtype=np.int64)
        cost[columns.mix_short.span] = mine
        cost[columns.mix_over.span] = mine
        limits = Limits(max(0.01, self._left()), 1, self.scenario.settings.seed, self.effort.stop)
        outcome = solve_tiers(replace(model, tiers=(TierCost("missed", "min", cost),)), limits)
        self.complete = self.complete and outcome.status == "optimal"
        return max(1, outcome.proofs[0].value) if outcome.proofs else 1


def _covers(way: tuple[Edit, ...], edits: tuple[Edit, ...]) -> bool:
    """Whether a set has all changes of a way that can be no smaller, so that the rest of it is of no use."""
    if way == edits or any(edit.steps > 1 for edit in way):
        return False
    rules = {edit.name for edit in edits if edit.kind == "rule"}
    keys = {edit.key for edit in edits}
    return all(edit.key in keys or (edit.kind == "number" and edit.name.partition(".")[0] in rules) for edit in way)
