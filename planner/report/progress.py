"""One live line about a running solve, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.text import Text

from planner.engine.outcome import Progress
from planner.report.terminal import rich_console

PHASES: Final = {"relax": "relaxing", "search": "searching", "prove": "proving", "done": "done"}


@contextmanager
def progress_line() -> Iterator[Callable[[Progress], None] | None]:
    """Show progress on stderr while the block runs; in a pipe there is nothing to show.

    Yields
    ------
    callable or None
        Takes each step of the solve.
    """
    with _line() as show:
        yield None if show is None else lambda step: show(progress_words(step))


@contextmanager
def price_line() -> Iterator[Callable[[str, Progress], None] | None]:
    """The same for a solve with one more seat at each of several sessions.

    Yields
    ------
    callable or None
        Takes the session and each step of its solve.
    """
    with _line() as show:
        yield None if show is None else lambda session, step: show(f"{session}: {progress_words(step)}")


@contextmanager
def _line() -> Iterator[Callable[[str], None] | None]:
    """A line on stderr that shows the latest text; none in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    with rich_console(stderr=True).status("Preparing") as status:
        yield lambda text: status.update(Text(text))


def progress_words(step: Progress) -> str:
    """A step as one line: ``fill: searching, 14, at best 12 (3 s)``."""
    tier = f"{step.tier}: " if step.tier else ""
    reached = "" if step.value is None else f", {step.value}"
    best = "" if step.bound is None else f", at best {step.bound}"
    return f"{tier}{PHASES.get(step.phase, step.phase)}{reached}{best} ({step.seconds:.0f} s)"
