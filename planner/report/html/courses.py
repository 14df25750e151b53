"""The section on courses: the sessions, and who attends which one."""

from collections.abc import Iterator

from planner.language import _
from planner.report.courses import NO_SESSIONS, Reasons, Session, cost_words, costs_of, sessions_of, taken_words
from planner.report.html.register import Register, month_of
from planner.report.html.view import Grid, Section, Series, first_large, headings, rows


def courses(register: Register, charts: tuple[Series, ...]) -> Section:
    """Seats, cost and participants of every session."""
    found = sessions_of(register.plan)
    if not found:
        return Section("courses", _("Courses"), nothing=_(NO_SESSIONS))
    lead = tuple(
        f"{first_large(words)}." for words in (taken_words(found), cost_words(costs_of(register.plan))) if words
    )
    return Section("courses", _("Courses"), lead, grids=(_sessions(found), *_attending(register)), charts=charts)


def _sessions(found: list[Session]) -> Grid:
    names = (
        _("Session"), _("Course"), _("Grants"), _("From"), _("Until"), _("Seats"), _("Attend"), _("Left"), _("Cost"),
    )  # fmt: skip
    told = (
        (
            one.session,
            one.course,
            one.grants,
            month_of(one.starts_on),
            month_of(one.ends_on),
            one.free,
            len(one.participants),
            one.left,
            one.cost * len(one.participants),
        )
        for one in found
    )
    return Grid("sessions-table", _("Sessions"), headings(*names, numeric=names[5:], dates=names[3:5]), rows(told))


def _attending(register: Register) -> Iterator[Grid]:
    if register.tables["training"]:
        reasons = Reasons(register.plan)
        names = (_("Name"), _("Unit"), _("Session"), _("From"), _("For"), _("Priority"))
        heads = headings(*names, dates=names[3:4])
        found = (
            (
                register.person_cell(row["cadre"]),
                register.units.get(row["unit"], row["unit"]),
                row["session"],
                month_of(row["starts_on"]),
                reasons.words(row),
                _("yes") if row["priority"] == "yes" else "",
            )
            for row in register.tables["training"]
        )
        yield Grid("training-table", _("Who attends which session, and what for"), heads, rows(found))
