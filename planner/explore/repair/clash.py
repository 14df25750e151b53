"""The smallest set of decisions, hard targets and rules that no plan can keep together (QuickXplain, Junker 2004).

A set is minimal when a plan exists without any one of its members; each of these plans is found.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.explore.question import Effort
from planner.explore.repair.demands import Demand, Ground
from planner.explore.repair.feasible import Answer, confirmed, feasible
from planner.solving.whole import NO_LIMIT


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


def smallest_clash(
    ground: Ground,
    near: Sequence[Demand],
    effort: Effort,
    *,
    until: float = float("inf"),
    asked: Callable[[int], None] | None = None,
) -> Clash:
    """The smallest clash of some demands.

    Parameters
    ----------
    ground : Ground
    near : sequence of Demand
        No plan keeps them together.
    effort : Effort
        Seconds of each question whether a plan exists.
    until : float
        When time is out for all of them, by ``time.monotonic``; demands not examined by then stay in the clash.
    asked : callable, optional
        Hears before each question how many demands it is about.
    """
    seconds = NO_LIMIT if effort.seconds is None else effort.seconds

    def left() -> Effort:
        return replace(effort, seconds=max(0.0, min(seconds, until - time.monotonic())))

    def answer(kept: Sequence[Demand]) -> Answer:
        if asked is not None:
            asked(len(kept))
        return feasible(ground.asking(kept), left())

    def clashes(kept: Sequence[Demand]) -> bool:
        return answer(kept).status == "infeasible"

    found = [] if not near or clashes(()) else sorted(_quick((), near, clashes, grown=False))
    minimal = all(answer([one for one in found if one != without]).status == "feasible" for without in found)
    sides = answer(found).sides
    return Clash(tuple(found), minimal, sides is not None and confirmed(ground.asking(found), sides, left()))


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
