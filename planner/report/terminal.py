"""Answers and failures on the terminal: data to stdout, everything else to stderr."""

import json
import os
import platform
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOBase
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final, TextIO

import click
from rich.console import Console, RenderableType

from planner.language import _, counted, marked
from planner.scenario.findings import Finding, InputError

BAD_INPUT, FAULT = 2, 3
SEVERITIES = ("error", "warning", "note")
WIDTH = 100
"""Columns of a table that does not go to a terminal."""


def written(path: Path | str) -> str:
    """A path as its author wrote it, also where the locale knows no UTF-8."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def tell(text: str, *, err: bool = False) -> None:
    """Print a text; a reader who has closed the pipe (``| head``) has read enough, and the program goes on.

    What goes to stderr only accompanies the work: it is given up whatever the reason why it cannot be written.
    """
    try:
        click.echo(text, err=err)
    except OSError as error:
        if not err and not isinstance(error, BrokenPipeError):
            raise
        _silence(sys.stderr if err else sys.stdout)


class Unfailing(TextIOBase):
    """The stderr for a display that goes on in its own thread: silent from the moment when nobody can read it."""

    def write(self, text: str, /) -> int:
        """Write to stderr."""
        self._try(lambda: sys.stderr.write(text))
        return len(text)

    def flush(self) -> None:
        """Write what stderr has gathered."""
        self._try(sys.stderr.flush)

    def fileno(self) -> int:
        """The file behind stderr."""
        return sys.stderr.fileno()

    def isatty(self) -> bool:
        """Whether stderr is a terminal."""
        return sys.stderr.isatty()

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError:
            _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Lead a stream to nowhere from now on, with what it has gathered."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def print_json(answer: Any) -> None:
    """Print plain data as JSON, Vietnamese letters as they are."""
    tell(json.dumps(answer, ensure_ascii=False, indent=2))


def print_rich(answer: RenderableType) -> None:
    """Print tables; coloured and as wide as the terminal if there is one."""
    console = rich_console(width=None if sys.stdout is not None and sys.stdout.isatty() else WIDTH, highlight=False)
    with console.capture() as captured:
        console.print(answer)
    tell("\n".join(line.rstrip() for line in captured.get().splitlines()))


def rich_console(**options: Any) -> Console:
    """A console; with NO_COLOR set it writes no styles at all."""
    return Console(color_system=None if os.environ.get("NO_COLOR") else "auto", **options)


def print_findings(findings: Iterable[Finding]) -> None:
    """Print every finding and their count to stderr: file by file, errors first in each."""
    found = in_order(findings)
    for finding in found:
        tell(str(finding), err=True)
    counts = [(sum(finding.severity == severity for finding in found), severity) for severity in SEVERITIES]
    told = ", ".join(counted(count, severity) for count, severity in counts if count)
    if told:
        tell(told, err=True)


def findings_json(findings: Iterable[Finding]) -> dict[str, Any]:
    """Findings as plain data; ``ok`` unless one is an error."""
    found = in_order(findings)
    return {
        "ok": not any(finding.severity == "error" for finding in found),
        "findings": [vars(finding) for finding in found],
    }


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings file by file as first met, errors before warnings before notes in each."""
    found = list(findings)
    files = list(dict.fromkeys(_file(finding) for finding in found))
    return sorted(found, key=lambda finding: (files.index(_file(finding)), SEVERITIES.index(finding.severity)))


@contextmanager
def stop_on_interrupt(*, silent: bool = False) -> Iterator[Event]:
    """Turn the first Ctrl-C within the block into an event, and say so on stderr; a second one interrupts as usual."""
    stop = Event()
    words = _("Stopping with what is found so far; Ctrl-C again ends at once, without it.")

    def heard(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        if not silent:  # by a thread, for the signal may come while something else is being written
            Thread(target=tell, args=(words,), kwargs={"err": True}, daemon=True).start()

    former = signal.signal(signal.SIGINT, heard)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, former)


def report_failure(error: Exception, *, debug: bool, as_json: bool = False) -> int:
    """Tell what went wrong and return the exit status.

    Bad input is told in full, a file that cannot be read or written in one
    line. Anything else is a fault of the program: one line, and the details
    are saved to a file.
    """
    if isinstance(error, InputError):
        if as_json:
            print_json(findings_json(error.findings))
        else:
            print_findings(error.findings)
        return BAD_INPUT
    if debug:
        tell("".join(traceback.format_exception(error)), err=True)
    if isinstance(error, OSError) and error.strerror:
        where = f": {error.filename}" if error.filename else ""
        tell(_("Error: {what}").format(what=_(error.strerror) + where), err=True)
        return BAD_INPUT
    failed = _("planner failed ({fault})").format(fault=type(error).__name__)
    tell(failed if debug else f"{failed}. {_saved(error)}", err=True)
    return FAULT


def _file(finding: Finding) -> str:
    return re.split(r"[:!]", finding.where, maxsplit=1)[0]


def _saved(error: Exception) -> str:
    """Save what a developer needs to know, and nothing of the people planned for, and say where."""
    details = f"{' '.join(sys.argv)}\nPython {platform.python_version()} on {platform.platform()}\n"
    details += "".join(traceback.format_exception(error))
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="planner-", suffix=".log", delete=False) as log:
            log.write(details.encode("utf-8", errors="backslashreplace"))
    except OSError as disk:
        return _("The details could not be saved ({why}); --debug shows them").format(
            why=_(disk.strerror) if disk.strerror else disk
        )
    return _("The details are in {file}").format(file=log.name)


_WHAT_FAILS: Final = (
    marked("No such file or directory"),
    marked("Permission denied"),
    marked("Is a directory"),
    marked("Not a directory"),
    marked("File exists"),
    marked("No space left on device"),
    marked("Read-only file system"),
    marked("File name too long"),
    marked("Input/output error"),
)
"""What the system calls the failures that a planner meets."""
