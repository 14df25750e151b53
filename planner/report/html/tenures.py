"""Who is in which post from when to when: all stints of a plan, and who leaves before its first period is over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from planner.language import _
from planner.report.html.register import Register, month_of
from planner.report.html.view import Line, Text, line, sentence
from planner.report.html.words import how_words, until_words
from planner.scenario.dates import month_date


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in a post; dates of what is held today are true to the month, others are those of periods."""

    cadre: str
    post: str
    start: str
    end: str
    how: str
    until: str
    origin: str = ""


def tenures(register: Register) -> list[Tenure]:
    """All of them, by their start."""
    found = [_of_stint(register, row) for row in register.tables["stints"]]
    return sorted([*found, *_leaving_at_once(register)], key=_start)


def tenure_line(register: Register, tenure: Tenure, subject: Text) -> Line:
    """One tenure in words, of the person or the post that is the subject of the line."""
    how = how_words(tenure.how)
    told = line(how)
    if tenure.origin:
        told = sentence(_("{how} from {origin}"), how=how, origin=register.place(tenure.origin))
    start = month_of(tenure.start)
    if tenure.until == "horizon":
        return sentence(_("{start} to the end of the plan: {subject}, {how}"), start=start, subject=subject, how=told)
    return sentence(
        _("{start} to {end}: {subject}, {how}; {until}"),
        start=start,
        end=month_of(tenure.end),
        subject=subject,
        how=told,
        until=until_words(tenure.until),
    )


def _of_stint(register: Register, row: dict[str, Any]) -> Tenure:
    cadre, post, start, end, until = (row[name] for name in ("cadre", "post", "start", "end", "until"))
    if row["how"] == "holds":
        start = _since(register, cadre, post)
        end, until = register.leaving(cadre).get(post, (end, until))
    return Tenure(cadre, post, start, end, row["how"], until, row["from"])


def _leaving_at_once(register: Register) -> Iterator[Tenure]:
    """Holders of today without a stint: they leave before the first period is over."""
    held = {(row["cadre"], row["post"]) for row in register.tables["stints"] if row["how"] == "holds"}
    for cadre in register.people:
        for post, (date, why) in register.leaving(cadre).items():
            if (cadre, post) not in held:
                yield Tenure(cadre, post, _since(register, cadre, post), date, "holds", why)


def _since(register: Register, cadre: str, post: str) -> str:
    """Since when a post of today is held, as far as it is known; else the first day of the plan."""
    since = next((held.since for held in register.facts.held_today(cadre) if held.post.post == post), None)
    return month_date(register.plan.scenario.start if since is None else since)


def _start(tenure: Tenure) -> str:
    return tenure.start


def tenures_by(held: Iterable[Tenure], of: Literal["cadre", "post"]) -> dict[str, list[Tenure]]:
    """The tenures of each person, or of each post, in their order."""
    found: dict[str, list[Tenure]] = {}
    for tenure in held:
        found.setdefault(getattr(tenure, of), []).append(tenure)
    return found
