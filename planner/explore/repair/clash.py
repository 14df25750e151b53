"""The smallest set of decisions, hard targets and rules that no plan can keep together (QuickXplain, Junker 2004).

What is never given up is the background: one holder for each seat, one main post for each person, and who may take
which post at all. A set is minimal when a plan exists without any one of its members; each of these plans is found.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from planner.explore.question import Effort
from planner.explore.repair.feasible import feasible, model_without_screening, without_rows
from planner.model.rules import RULES
from planner.scenario.scenario import Scenario
from planner.solving.whole import NO_LIMIT

HARD: Final = ("place", "list", "keep", "forbid", "delist")
"""Actions of pins that a plan has to keep."""
STRUCTURAL: Final = frozenset(rule.name for rule in RULES if rule.structural)


@dataclass(frozen=True, order=True)
class Demand:
    """What a planner asks of every plan: row ``row`` of pins, a hard target, or a rule on several people at once.

    ``name`` is that of the target or rule; blank for a pin.
    """

    kind: Literal["pin", "target", "rule"]
    row: int = -1
    name: str = ""


@dataclass(frozen=True)
class Clash:
    """Demands that no plan can keep together.

    Attributes
    ----------
    demands : tuple of Demand
        None of them where already the background cannot be kept.
    minimal : bool
        Whether a plan was found without each one of them, so that none is there for nothing.
    confirmed : bool
        Whether a second search, without presolve, agrees that no plan keeps them.
    """

    demands: tuple[Demand, ...]
    minimal: bool
    confirmed: bool


def demands_of(scenario: Scenario) -> tuple[Demand, ...]:
    """Everything that a clash can be made of."""
    pins = [Demand("pin", row) for row, action in enumerate(scenario.pins["action"]) if action in HARD]
    targets = [Demand("target", name=target.name) for target in scenario.settings.mix if target.hard]
    owners = dict(model_without_screening(scenario).owners)
    names = {rule.name for rule in RULES} - STRUCTURAL - {"pins"}
    return (*pins, *targets, *(Demand("rule", name=name) for name in owners if name in names))


def keeping(scenario: Scenario, kept: Sequence[Demand]) -> Scenario:
    """The scenario with only these pins and hard targets; the others are dropped, or soft."""
    rows = {demand.row for demand in kept if demand.kind == "pin"}
    hard = {demand.name for demand in kept if demand.kind == "target"}
    pins = scenario.pins
    dropped = [row for row, action in enumerate(pins["action"]) if row not in rows and action in HARD]
    mix = tuple(
        target.model_copy(update={"hard": target.hard and target.name in hard}) for target in scenario.settings.mix
    )
    tables = {**scenario.tables, "pins": pins.drop(index=dropped).reset_index(drop=True)}
    return Scenario(scenario.settings.model_copy(update={"mix": mix}), tables, scenario.places)


def smallest_clash(
    scenario: Scenario,
    effort: Effort,
    *,
    until: float = float("inf"),
    asked: Callable[[int], None] | None = None,
) -> Clash | None:
    """The smallest clash of a scenario that no plan keeps; None where a plan exists, or none was disproven in time.

    Parameters
    ----------
    scenario : Scenario
    effort : Effort
        Seconds of each question whether a plan exists.
    until : float
        When time is out for all of them, by ``time.monotonic``; demands not examined by then stay in the clash.
    asked : callable, optional
        Hears before each question how many demands it is about.
    """
    seconds = NO_LIMIT if effort.seconds is None else effort.seconds
    demands = demands_of(scenario)
    rules = frozenset(demand.name for demand in demands if demand.kind == "rule")

    def status(kept: Sequence[Demand], *, presolve: bool = True) -> str:
        if asked is not None:
            asked(len(kept))
        dropped = rules - {demand.name for demand in kept if demand.kind == "rule"}
        model = without_rows(model_without_screening(keeping(scenario, kept)), dropped)
        left = max(0.0, min(seconds, until - time.monotonic()))
        question = replace(effort, seconds=left, seed=scenario.settings.seed)
        return feasible(model, question, presolve=presolve).status

    if status(demands) != "infeasible":
        return None
    if status(()) == "infeasible":
        return Clash((), minimal=True, confirmed=status((), presolve=False) == "infeasible")
    found = sorted(_quick((), demands, lambda kept: status(kept) == "infeasible", grown=False))
    minimal = all(status([one for one in found if one != left]) == "feasible" for left in found)
    return Clash(tuple(found), minimal, status(found, presolve=False) == "infeasible")


def _quick(
    background: tuple[Demand, ...],
    demands: Sequence[Demand],
    clashes: Callable[[tuple[Demand, ...]], bool],
    *,
    grown: bool,
) -> tuple[Demand, ...]:
    """The part of the demands that clashes with the background; ``grown`` is whether that is new."""
    if grown and clashes(background):
        return ()
    if len(demands) == 1:
        return tuple(demands)
    middle = len(demands) // 2
    first, second = tuple(demands[:middle]), tuple(demands[middle:])
    needed = _quick((*background, *first), second, clashes, grown=bool(first))
    return (*_quick((*background, *needed), first, clashes, grown=bool(needed)), *needed)
