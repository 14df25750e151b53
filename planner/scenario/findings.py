"""Findings: what is wrong with an input, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from planner.language import _, marked, ngettext

Severity = Literal["error", "warning", "note"]

SEVERITIES: Final[dict[Severity, str]] = {
    "error": marked("error"),
    "warning": marked("warning"),
    "note": marked("note"),
}
"""How serious a finding is, in words."""

MAX_SHOWN = 80
"""Longest piece of a cell that a finding repeats."""


def shorten(value: object) -> str:
    """A cell's value as a finding repeats it: never more than ``MAX_SHOWN`` characters."""
    text = str(value)
    return (
        text
        if len(text) <= MAX_SHOWN
        else _("{text}… ({count} characters)").format(text=text[:MAX_SHOWN], count=len(text))
    )


def here_and_in(more: int) -> str:
    """That a message holds for further cells."""
    return ngettext(" here and in {more} more cell", " here and in {more} more cells", more).format(more=more)


@dataclass(frozen=True)
class Finding:
    """One thing to mend, or to know.

    Attributes
    ----------
    severity : {"error", "warning", "note"}
        Only an error stops a run.
    where : str
        ``file:line`` (``posts.csv:14``) or ``sheet!cell`` (``posts!C14``).
    value : str
        What stands there, shortened; empty when something is missing.
    message : str
        What is wrong, one sentence.
    remedy : str
        What to do, one sentence.
    """

    severity: Severity
    where: str
    message: str
    remedy: str
    value: str = ""

    def __str__(self) -> str:
        value = f" [{self.value}]" if self.value else ""
        return f"{self.where}: {_(SEVERITIES[self.severity])}: {self.message}{value}. {self.remedy}"


class InputError(ValueError):
    """The input cannot be planned with; carries every finding at once.

    Attributes
    ----------
    findings : tuple[Finding, ...]
        All findings, errors and others, in the order of the input.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type["InputError"], tuple[tuple[Finding, ...]]]:
        return type(self), (self.findings,)
