"""A solver at work in a thread of its own, which is left alone once time is out: some of its steps look at no clock."""

import time
from collections.abc import Callable
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
    told: list[T | Exception] = []

    def run() -> None:
        try:
            told.append(work())
        except Exception as error:  # raised below
            told.append(error)

    thread = Thread(target=run, daemon=True, name=SOLVER)
    thread.start()
    until = time.monotonic() + seconds
    try:
        while thread.is_alive() and not stop.is_set() and time.monotonic() < until:
            thread.join(LOOK)
    finally:  # also where Ctrl-C is raised here: the interpreter may end next, which a solver at work does not outlive
        until = time.monotonic() + grace
        while thread.is_alive() and time.monotonic() < until and (end is not None or not stop.is_set()):
            if end is not None:
                end()  # each time: it may not have begun before
            thread.join(LOOK)
    if not told:
        return None
    if isinstance(told[0], Exception):
        raise told[0]
    return told[0]
