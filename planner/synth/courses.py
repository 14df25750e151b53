"""Course sessions of a synthetic area: published seats, spread over the dates on which a course begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from pydantic import ConfigDict

from planner.language import _
from planner.synth.frames import Row


@dataclass(frozen=True)
class Course:
    """A course and the sessions in which it is held.

    Attributes
    ----------
    session : str
        Id of its sessions; a course held more than once numbers them.
    course, grants, needs, months, cost, priority
        As in sessions.csv.
    starts : tuple[str, ...]
        First day of each session.
    seats : int
        Seats of all sessions together, as published; earlier sessions get the odd ones.
    free : tuple[int, ...]
        Seats of each session that people of the scenario can take; the others are given to people outside it.
    level : str
        Who sends the participants, a column of its own.
    """

    session: str
    course: str
    grants: str
    starts: tuple[str, ...]
    seats: int
    free: tuple[int, ...]
    needs: str = ""
    months: int = 1
    cost: int = 0
    priority: tuple[str, ...] = ()
    level: str = ""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    def __post_init__(self) -> None:
        if not self.starts or len(self.free) != len(self.starts):
            raise ValueError(
                _("course {session}: free names {count} sessions, starts {starts}").format(
                    session=self.session, count=len(self.free), starts=len(self.starts)
                )
            )
        short = [free for free, seats in zip(self.free, self.sizes, strict=True) if free > seats]
        if short:
            raise ValueError(
                _("course {session}: more seats are free ({short}) than a session has").format(
                    session=self.session, short=short[0]
                )
            )

    @property
    def sizes(self) -> list[int]:
        """Seats of each session."""
        even, odd = divmod(self.seats, len(self.starts))
        return [even + (i < odd) for i in range(len(self.starts))]


LEVEL: Final = "level"
"""Own column of sessions.csv, given where a course names who sends its participants."""


def session_rows(courses: Sequence[Course]) -> list[Row]:
    """Rows of sessions.csv, in the order of the courses."""
    leveled = any(course.level for course in courses)
    return [
        {
            "session": f"{course.session}-{i}" if len(course.starts) > 1 else course.session,
            "course": course.course,
            "grants": course.grants,
            "needs": course.needs,
            "starts_on": start,
            "months": course.months,
            "seats": size,
            "taken": size - free,
            "cost": course.cost,
            "priority": ";".join(course.priority),
            **({LEVEL: course.level} if leveled else {}),
        }
        for course in courses
        for i, (start, size, free) in enumerate(zip(course.starts, course.sizes, course.free, strict=True), start=1)
    ]
