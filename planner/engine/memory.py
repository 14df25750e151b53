"""Memory of this process: a thread that ends a solve before the machine's is full, and how freed memory is kept."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

INTERVAL: Final = 0.2
"""Seconds between two looks."""
_UNITS_PER_MB: Final = 2**20 if sys.platform == "darwin" else 2**10
_TRIM_THRESHOLD: Final = -1
_MMAP_MAX: Final = -4
"""Settings of the C library: malloc.h."""


def peak() -> float:
    """Most memory that this process has held so far, in MB."""
    import resource  # not on Windows, where nobody can ask for a limit

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNITS_PER_MB


def keep_freed() -> None:
    """Keep the memory of arrays that are done with for the arrays to come.

    By default the C library gives large ones back at once and takes them again page by page: of 101 s that a province
    of 166 communes (``planner synth --profile lang-son-province --communes 166``) took to be read and built, 46 were
    the system's, and 7 of 58 since. Without effect where the C library is not GNU's.
    """
    setting = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if setting is not None:
        setting(_MMAP_MAX, 0)
        setting(_TRIM_THRESHOLD, 2**31 - 1)


def give_back_freed() -> None:
    """Give the memory kept so far back to the machine, before other processes need it; as ``keep_freed``."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


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
