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
from planner.engine.outcome import Outcome, TierProof
from planner.engine.run import Limits
from planner.engine.tiers import solve_tiers
from planner.explore.question import Effort
from planner.explore.repair.clash import Clash, smallest_clash
from planner.explore.repair.edits import Edit, applied, edits_for, looser, times
from planner.explore.repair.feasible import Answer, feasible, model_without_screening
from planner.model.model import Model, TierCost
from planner.plan.assemble import assemble
from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solving.whole import NO_LIMIT, verified

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
    """Changes that make a plan possible: what they cost, and a plan that keeps everything else, verified."""

    edits: tuple[Edit, ...]
    price: int
    plan: Plan


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
    until = time.monotonic() + (NO_LIMIT if effort.seconds is None else effort.seconds)
    question = replace(effort, seed=scenario.settings.seed)
    tell(Step("exists"))
    first = feasible(model_without_screening(scenario), question)
    if first.status == "feasible":
        return Repair(possible=True, clash=None)
    clash = smallest_clash(scenario, question, until=until, asked=lambda demands: tell(Step("clash", demands=demands)))
    if clash is None:
        return Repair(possible=False, clash=None, complete=False)
    search = _Search(scenario, replace(question, seconds=None), until, tell)
    ways = tuple(islice(search.ways(clash), count))
    return Repair(possible=False, clash=clash, ways=ways, complete=search.complete)


class _Search:
    """Sets of changes: those to try (``open``), and ways found that may not be the cheapest (``ready``)."""

    def __init__(self, scenario: Scenario, effort: Effort, until: float, tell: Callable[[Step], None]) -> None:
        self.scenario, self.effort, self.until, self.tell = scenario, effort, until, tell
        self.told = 0
        self.complete = True
        self.open: list[tuple[int, int, tuple[Edit, ...]]] = []
        self.ready: list[tuple[int, tuple[Edit, ...]]] = []
        self.seen: set[tuple[Edit, ...]] = set()

    def ways(self, clash: Clash) -> Iterator[Way]:
        """Ways out in the order of their price; when time is out, those found so far."""
        self._grow((), clash)
        told: list[tuple[Edit, ...]] = []
        while self.open or self.ready:
            least = min((price for _slow, price, _edits in self.open), default=0)
            if self.ready and (not self.open or self.ready[0][0] <= least):
                price, edits = heappop(self.ready)
                way = None if any(_covers(known, edits) for known in told) else self._way(edits, price)
                if way is not None:
                    told.append(edits)
                    self.told += 1
                    yield way
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
        changed = applied(self.scenario, edits)
        if changed is None:
            return
        self.tell(Step("way", edits=edits, ways=self.told + len(self.ready)))
        status = self._answer(changed).status
        if status == "unknown":
            self.complete = False
        elif status == "feasible":
            self._refine(edits, changed)
        elif len(edits) < MOST_CHANGES:
            left = smallest_clash(changed, self._question())
            if left is None:
                self.complete = False
            else:
                self._grow(edits, left)

    def _way(self, edits: tuple[Edit, ...], price: int) -> Way | None:
        """A way with its plan; None where it is not found again in time."""
        changed = applied(self.scenario, edits)
        if changed is None:
            return None
        model = model_without_screening(changed)
        # what was found once is found again, however little time is left
        answer = feasible(model, replace(self.effort, seconds=None))
        return None if answer.values is None else Way(edits, price, _plan(model, answer.values))

    def _push(self, edits: tuple[Edit, ...]) -> None:
        """Put a set of changes among those to try, rules after all others."""
        ordered = tuple(sorted(edits))
        if ordered not in self.seen:
            self.seen.add(ordered)
            slow = sum(edit.kind == "rule" for edit in edits)
            heappush(self.open, (slow, sum(self._least(edit) for edit in edits), ordered))

    def _found(self, edits: tuple[Edit, ...]) -> None:
        heappush(self.ready, (sum(edit.price for edit in edits), tuple(sorted(edits))))

    def _question(self) -> Effort:
        left = max(0.01, self._left())
        return replace(self.effort, seconds=min(left, max(LEAST_SECONDS, SHARE * left)))

    def _grow(self, edits: tuple[Edit, ...], clash: Clash) -> None:
        """Add each change that could undo the clash, which speaks of the pins that the changes leave."""
        keys = {edit.key for edit in edits}
        rows = [row for row in range(len(self.scenario.pins)) if ("pin", str(row)) not in keys]
        demands = tuple(replace(one, row=rows[one.row]) if one.kind == "pin" else one for one in clash.demands)
        clash = replace(clash, demands=demands)
        has_rule = any(edit.kind == "rule" for edit in edits)
        for more in edits_for(self.scenario, clash):
            second = has_rule and any(edit.kind == "rule" for edit in more)
            if not second and not keys & {edit.key for edit in more}:
                self._push((*edits, *more))

    def _least(self, edit: Edit) -> int:
        """The least that a change can come to once it is as small as possible."""
        cheap = edit.kind == "rule" and looser(self.scenario, edit.name)
        return min(edit.price, self.scenario.settings.repair.number) if cheap else edit.price

    def _answer(self, changed: Scenario) -> Answer:
        return feasible(model_without_screening(changed), self._question())

    def _works(self, edits: tuple[Edit, ...]) -> bool:
        """Whether a set of changes helps, with no target missed by more persons than its change says."""
        self.tell(Step("way", edits=edits, ways=self.told + len(self.ready)))
        changed = applied(self.scenario, edits)
        status = "infeasible" if changed is None else self._answer(changed).status
        self.complete = self.complete and status != "unknown"
        if changed is None or status != "feasible":
            return False
        return all(self._missed(changed, edit.name) <= edit.steps for edit in edits if edit.kind == "target")

    def _refine(self, edits: tuple[Edit, ...], changed: Scenario) -> None:
        """Make each change as small as it can be while the set still helps; of a rule, by each of its numbers."""
        edits = tuple(
            times(edit, self._missed(changed, edit.name)) if edit.kind == "target" else edit for edit in edits
        )
        if len(edits) > 1 and any(self._works((*edits[:place], *edits[place + 1 :])) for place in range(len(edits))):
            return  # one of the changes is of no use
        for place, edit in enumerate(edits):
            others = (*edits[:place], *edits[place + 1 :])
            for loose in looser(self.scenario, edit.name) if edit.kind == "rule" else ():
                steps = self._fewest(others, loose)
                if steps is not None and steps * loose.price < edit.price:
                    self._found((*others, times(loose, steps)))
        self._found(edits)

    def _fewest(self, others: tuple[Edit, ...], edit: Edit) -> int | None:
        """The fewest steps of a change that help; None where none do, or the number cannot go so far."""
        high = 1
        while not self._works((*others, times(edit, high))):
            if high >= MOST_STEPS or applied(self.scenario, (times(edit, 2 * high),)) is None:
                return None
            high *= 2
        low = high // 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._works((*others, times(edit, middle))) else (middle, high)
        return high

    def _missed(self, changed: Scenario, target: str) -> int:
        """By how many persons a target is missed at least once it is soft."""
        model = model_without_screening(changed)
        columns = model.columns
        mine = np.array([part.target.name == target for part in columns.parts], dtype=np.int64)
        cost = np.zeros(columns.count, dtype=np.int64)
        cost[columns.mix_short.span] = mine
        cost[columns.mix_over.span] = mine
        limits = Limits(max(0.01, self._left()), 1, changed.settings.seed, self.effort.stop)
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


def _plan(model: Model, values: Ints) -> Plan:
    """The plan that was found, verified; of how good it is, only what needs no proof is told."""
    nothing = np.zeros(0, dtype=np.int64)
    proofs = tuple(
        TierProof(
            tier.name,
            tier.sense,
            tier.sign * int(tier.cost @ values),
            tier.sign * int(np.minimum(tier.cost * model.lower, tier.cost * model.upper).sum()),
            0.0,
            nothing,
        )
        for tier in model.tiers
    )
    scenario = model.case.scenario
    best = all(proof.value == proof.bound for proof in proofs)
    outcome = Outcome("optimal" if best else "feasible", values, proofs, 0)
    plan = assemble(model, outcome, scenario.settings.seed, {})
    verified(scenario, plan)
    return plan
