"""Ends a solve before the machine's memory does: a thread that looks at the memory of this process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

INTERVAL: Final = 0.2
"""Seconds between two looks."""
_UNITS_PER_MB: Final = 2**20 if sys.platform == "darwin" else 2**10


def peak() -> float:
    """Most memory that this process has held so far, in MB."""
    import resource  # not on Windows, where nobody can ask for a limit

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNITS_PER_MB


@contextmanager
def stop_when_full(stop: Event, limit: float | None) -> Iterator[Event]:
    """Set ``stop`` once this process has held more than ``limit`` MB; the event that comes back says whether it has.

    What a solver takes between two looks goes beyond the limit, so leave some room.
    """
    full, over = Event(), Event()
    if limit is None:
        yield full
        return

    def look() -> bool:
        if peak() > limit:
            full.set()
            stop.set()
        return full.is_set()

    def watch() -> None:
        while not look() and not over.wait(INTERVAL):
            pass

    look()
    Thread(target=watch, daemon=True).start()
    try:
        yield full
    finally:
        over.set()
