"""A solver at work in a thread of its own, which is left alone once time is out: some of its steps look at no clock."""

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Final, TypeVar

T = TypeVar("T")

SOLVER: Final = "solver"
"""Name of the thread that a solver runs in."""
LOOK: Final = 0.1
"""Seconds between two looks at the clock and the event."""


def answered(
    work: Callable[[], T], seconds: float, stop: Event, *, end: Callable[[], None] | None = None, grace: float = 0.3
) -> T | None:
    """What a solver answers; None once time is out or the event is set, while it may still be at work.

    Parameters
    ----------
    work : callable
        Runs the solver; what it raises is raised here.
    seconds : float
        Its time limit.
    stop : Event
    end : callable, optional
        Asks the solver to end with what it has, where it can be asked.
    grace : float
        Seconds for its answer after the limit, and after it was asked to end.
    """
    answer: SimpleQueue[tuple[T] | Exception] = SimpleQueue()

    def run() -> None:
        try:
            answer.put((work(),))
        except Exception as error:  # told to the thread that waits
            answer.put(error)

    Thread(target=run, daemon=True, name=SOLVER).start()
    until, asked = time.monotonic() + seconds + grace, False
    try:
        while time.monotonic() < until:
            if stop.is_set():
                if end is None:
                    return None
                end()  # each time: it may not have begun before
                until, asked = until if asked else min(until, time.monotonic() + grace), True
            try:
                found = answer.get(timeout=LOOK)
            except Empty:
                continue
            if isinstance(found, Exception):
                raise found
            return found[0]
        return None
    finally:
        if end is not None:
            end()
