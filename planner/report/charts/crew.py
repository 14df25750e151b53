"""Kinds of charts drawn by several processes at once, of which the calling one is one."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from planner.language import Language, current, speaking
from planner.plan.plan import Plan

_Made = TypeVar("_Made")


def draw_together(draw: Callable[[Plan, str], _Made], plan: Plan, kinds: Sequence[str], workers: int) -> list[_Made]:
    """What ``draw`` makes of each kind, in their order and in the language spoken now.

    Parameters
    ----------
    draw : callable
        Takes the plan and a kind; a function of a module, so that processes can be told of it.
    plan : Plan
        What to draw.
    kinds : sequence of str
        What of it.
    workers : int
        Processes that draw, each a kind at a time; with more than one, call it under ``if __name__ == "__main__"``.
    """
    others = min(workers, len(kinds)) - 1
    if others < 1:
        return [draw(plan, kind) for kind in kinds]
    # fresh processes: a copy of one with threads, such as those of the engine, may hang
    fresh = get_context("spawn")
    with ProcessPoolExecutor(others, fresh) as pool:
        # the plan goes with each kind: given to a process at its start, it would hold up this one until that has begun
        asked = [pool.submit(_draw_elsewhere, draw, plan, kind, current()) for kind in kinds]
        own: dict[int, _Made] = {}
        try:
            # others begin at the front and need a while to start: what they have not got to by then is drawn here
            for place in reversed(range(len(kinds))):
                if asked[place].cancel():
                    own[place] = draw(plan, kinds[place])
            return [own[place] if place in own else one.result() for place, one in enumerate(asked)]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _draw_elsewhere(draw: Callable[[Plan, str], _Made], plan: Plan, kind: str, language: Language) -> _Made:
    with speaking(language):
        return draw(plan, kind)
