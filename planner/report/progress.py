"""What a running solve tells on stderr: one live line on a terminal, or a line of JSON for each step."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from rich.live import Live
from rich.text import Text

from planner.engine.outcome import Progress, ProgressSink, Turn
from planner.language import Language, _, current, grouped, ngettext, share, speaking
from planner.report.proven import standing
from planner.report.terminal import Unfailing, rich_console, tell

Style = Literal["line", "json", "none"]
"""How progress is shown."""


@contextmanager
def shown_progress(style: Style | None = None, until: float | None = None) -> Iterator[ProgressSink | None]:
    """Show progress on stderr while the block runs; nobody who cannot read it any more stops the block.

    Parameters
    ----------
    style : {"line", "json", "none"}, optional
        Left out, a line on a terminal and silence in a pipe. A ``line`` that is asked for in a pipe is written anew
        for each step.
    until : float, optional
        When the time limit strikes, by ``time.monotonic``.

    Yields
    ------
    callable or None
        Takes each step of the solve; None where there is nothing to show.
    """
    terminal = sys.stderr is not None and sys.stderr.isatty()
    wanted = style or ("line" if terminal else "none")
    language = current()  # steps come from threads, each of which would speak its own

    def tell_step(step: Progress) -> None:
        if step.turn is not None and step.turn.gaps and step.tier != step.turn.gaps[-1][0]:
            return  # the line of a province tells all its goals
        with speaking(language):
            tell(progress_words(step, _left(until)), err=True)

    if wanted == "none":
        yield None
    elif wanted == "json":
        yield lambda step: tell(json.dumps(progress_json(step, until), ensure_ascii=False), err=True)
    elif not terminal:
        yield tell_step
    else:
        with _live(until) as line:
            yield line.hear


@contextmanager
def price_line() -> Iterator[Callable[[str, Progress], None] | None]:
    """The live line for a solve with one more seat at each of several sessions; nothing in a pipe.

    Yields
    ------
    callable or None
        Takes the session and each step of its solve.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    with _live(None) as line:
        yield lambda session, step: line.hear(step, f"{session}: ")


@contextmanager
def shown_words(style: Style | None, until: float) -> Iterator[Callable[[str, dict[str, Any]], None] | None]:
    """The same for work that is no solve: one live line of words, or their data as a line of JSON for each step.

    Yields
    ------
    callable or None
        Takes the words of a step and its data; None where there is nothing to show.
    """
    terminal = sys.stderr is not None and sys.stderr.isatty()
    wanted = style or ("line" if terminal else "none")
    began = time.monotonic()
    if wanted == "none":
        yield None
    elif wanted == "json":

        def tell_data(_words: str, data: dict[str, Any]) -> None:
            clock = {"seconds": round(time.monotonic() - began, 3), "left": round(_left(until) or 0.0, 3)}
            tell(json.dumps({**data, **clock}, ensure_ascii=False), err=True)

        yield tell_data
    elif not terminal:
        yield lambda words, _data: tell(words, err=True)
    else:
        now, language = [""], current()

        def drawn() -> Text:
            with speaking(language):
                spent = _("{seconds} s").format(seconds=grouped(time.monotonic() - began))
                left = _("{seconds} s left").format(seconds=grouped(_left(until) or 0.0))
            return Text(f"{now[0]} ({spent}, {left})", no_wrap=True, overflow="ellipsis")

        with Live(
            get_renderable=drawn,
            console=rich_console(file=Unfailing()),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        ):
            yield lambda words, _data: now.__setitem__(0, words)


@dataclass
class _Line:
    """The latest step in words, with the seconds that have gone by since."""

    until: float | None
    step: Progress | None = None
    before: str = ""
    heard: float = field(default_factory=time.monotonic)
    language: Language = field(default_factory=current)

    def hear(self, step: Progress, before: str = "") -> None:
        """Take the next step, and what to say before it."""
        self.step, self.before, self.heard = step, before, time.monotonic()

    def text(self) -> Text:
        """The line as it is now."""
        since = time.monotonic() - self.heard
        with speaking(self.language):  # the line is drawn by a thread of its own
            words = _("building the model ({seconds} s)").format(seconds=grouped(since))
            if self.step is not None:
                words = self.before + progress_words(self.step, _left(self.until), since)
        return Text(words, no_wrap=True, overflow="ellipsis")


@contextmanager
def _live(until: float | None) -> Iterator[_Line]:
    """A line that is drawn anew a few times a second and is gone afterwards."""
    line = _Line(until)
    console = rich_console(file=Unfailing())
    with Live(get_renderable=line.text, console=console, transient=True, redirect_stdout=False, redirect_stderr=False):
        yield line


def progress_words(step: Progress, left: float | None = None, since: float = 0.0) -> str:
    """A step as one line: ``fit: proving, 808 reached, at best 812, gap 0.50% (61 s, 59 s left)``.

    Where provinces are planned one by one it tells how many are, and how all goals of the last one stand.

    Parameters
    ----------
    step : Progress
    left : float, optional
        Seconds until the time limit strikes.
    since : float
        Seconds since the step.
    """
    seconds = [_("{seconds} s").format(seconds=grouped(step.seconds + since))]
    if left is not None:
        seconds.append(_("{seconds} s left").format(seconds=grouped(left)))
    if step.turn is not None:
        # the time comes first: a terminal cuts off the end of what is too long for it
        return f"{_turns(step.phase, step.turn)} ({', '.join(seconds)}){_last(step.turn)}"
    parts = [phase_words(step.phase)]
    if step.value is not None:
        parts.append(_("{value} reached").format(value=grouped(step.value)))
    if step.gap == 0:
        parts.append(_("proven best"))
    elif step.gap is not None and step.gap >= 1:
        parts.append(_("bound still far off"))
    elif step.bound is not None:
        parts.append(_("at best {bound}").format(bound=grouped(step.bound)))
        if step.gap is not None:
            parts.append(_("gap {gap}").format(gap=share(step.gap, 2)))
    return f"{step.tier}: " * bool(step.tier) + f"{', '.join(parts)} ({', '.join(seconds)})"


def _turns(phase: str, turn: Turn) -> str:
    """How many provinces of a round are planned."""
    told = {
        "planned": ngettext("{n} of {all} province planned", "{n} of {all} provinces planned", turn.count),
        "quotas": ngettext(
            "{n} of {all} province planned again with quotas for shared targets",
            "{n} of {all} provinces planned again with quotas for shared targets",
            turn.count,
        ),
        "prices": ngettext(
            "{n} of {all} province planned again with prices of shared targets",
            "{n} of {all} provinces planned again with prices of shared targets",
            turn.count,
        ),
    }
    return told[phase].format(n=grouped(turn.number), all=grouped(turn.count))


def _last(turn: Turn) -> str:
    """The province that was planned last, and how its goals stand; nothing where the round begins."""
    if not turn.province:
        return ""
    return f"; {turn.name}: {standing(turn.gaps) if turn.gaps else _('no plan')}"


def phase_words(phase: str) -> str:
    """What a solve is doing, in a word."""
    words = {
        "relax": _("relaxing"),
        "first": _("relaxing, a first plan at hand"),
        "search": _("searching"),
        "prove": _("proving"),
        "done": _("done"),
    }
    return words.get(phase, phase)


def progress_json(step: Progress, until: float | None = None) -> dict[str, Any]:
    """A step as plain data: its own keys, ``gap`` as a part of the value and the seconds ``left``, null if unknown."""
    left, turn = _left(until), step.turn
    return {
        "province": (turn.province or None) if turn else None,
        "tier": step.tier,
        "phase": step.phase,
        "value": step.value,
        "bound": step.bound,
        "gap": None if step.gap is None else round(step.gap, 6),
        "planned": turn.number if turn else None,
        "provinces": turn.count if turn else None,
        "seconds": round(step.seconds, 3),
        "left": None if left is None else round(left, 3),
    }


def _left(until: float | None) -> float | None:
    """Seconds until a moment; none once it is over."""
    return None if until is None else max(0.0, until - time.monotonic())
