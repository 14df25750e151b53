"""Answers and failures on the terminal: data to stdout, everything else to stderr."""

import json
import platform
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import click
from rich.console import Console, RenderableType

from planner.scenario.findings import Finding, InputError

BAD_INPUT, FAULT = 2, 3
SEVERITIES = ("error", "warning", "note")
WIDTH = 100
"""Columns of a table that does not go to a terminal."""


def print_json(answer: Any) -> None:
    """Print plain data as JSON, Vietnamese letters as they are."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def print_rich(answer: RenderableType) -> None:
    """Print tables; coloured and as wide as the terminal if there is one."""
    Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False).print(answer)


def print_findings(findings: Iterable[Finding]) -> None:
    """Print every finding and their count to stderr: file by file, errors first in each."""
    found = in_order(findings)
    for finding in found:
        click.echo(str(finding), err=True)
    counts = [(sum(finding.severity == severity for finding in found), severity) for severity in SEVERITIES]
    told = ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for count, severity in counts if count)
    if told:
        click.echo(told, err=True)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings file by file as first met, errors before warnings before notes in each."""
    found = list(findings)
    files = list(dict.fromkeys(_file(finding) for finding in found))
    return sorted(found, key=lambda finding: (files.index(_file(finding)), SEVERITIES.index(finding.severity)))


@contextmanager
def stop_on_interrupt() -> Iterator[Event]:
    """Turn the first Ctrl-C within the block into an event; a second one interrupts as usual."""
    stop = Event()

    def heard(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    former = signal.signal(signal.SIGINT, heard)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, former)


def report_failure(error: Exception, debug: bool) -> int:
    """Tell what went wrong and return the exit status.

    Bad input is told in full, a file that cannot be read or written in one
    line. Anything else is a fault of the program: one line, and the details
    are saved to a file.
    """
    if isinstance(error, InputError):
        print_findings(error.findings)
        return BAD_INPUT
    if debug:
        traceback.print_exception(error)
    if isinstance(error, OSError) and error.strerror:
        click.echo(f"Error: {error.strerror}{f': {error.filename}' if error.filename else ''}", err=True)
        return BAD_INPUT
    details = "" if debug else f". The details are in {_save(error)}"
    click.echo(f"planner failed ({type(error).__name__}){details}", err=True)
    return FAULT


def _file(finding: Finding) -> str:
    return re.split(r"[:!]", finding.where, maxsplit=1)[0]


def _save(error: Exception) -> str:
    """Save what a developer needs to know, and nothing of the people planned for."""
    with tempfile.NamedTemporaryFile("w", prefix="planner-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write(f"{' '.join(sys.argv)}\nPython {platform.python_version()} on {platform.platform()}\n")
        log.write("".join(traceback.format_exception(error)))
    return log.name
