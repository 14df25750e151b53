"""Training chart: the seats of each course session by date, who takes them and who of the first groups goes without."""

from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.language import _, grouped, ngettext
from planner.plan.plan import Plan
from planner.plan.verify.courses import in_priority, open_to
from planner.plan.verify.facts import read_facts
from planner.report.charts.base import (
    A3,
    A4,
    BLUE,
    INK,
    QUIET,
    RULE,
    VERMILLION,
    Heading,
    Sheet,
    clip,
    new_sheet,
    period,
    text_width,
)
from planner.report.charts.timeline import Grid, draw_grid
from planner.report.courses import cost_words, costs_of, sessions_of, taken_words
from planner.report.names import records
from planner.rulebook.rulebook import resolve

COLUMNS: Final = (
    "session", "course", "grants", "starts_on", "ends_on", "free", "attended", "left", "first", "unserved", "cost",
)  # fmt: skip

NAME_WIDTH: Final = 206.0
SEATS_WIDTH: Final = 170.0
WORDS_WIDTH: Final = 118.0
ROW: Final = 26.0
MOST_ROW: Final = 40.0
HEAD: Final = 44.0
BAR: Final = 13.0
SIZE: Final = 7.8
SMALL: Final = 6.8


def table(plan: Plan) -> pd.DataFrame:
    """One row per session, by date.

    Returns
    -------
    pandas.DataFrame
        ``session``, ``course``, ``grants``, ``starts_on``, ``ends_on``, ``free`` seats, seats ``attended`` and
        ``left``, how many of those who attend are of a group that goes ``first``, how many people of these groups are
        ``unserved`` (they lack the level and could attend, and attend no session that brings it), and the ``cost``.
    """
    unserved = _unserved(plan)
    rows = [
        {
            "session": session.session,
            "course": session.course,
            "grants": session.grants,
            "starts_on": session.starts_on,
            "ends_on": session.ends_on,
            "free": session.free,
            "attended": len(session.participants),
            "left": session.left,
            "first": sum(row["priority"] == "yes" for row in session.participants),
            "unserved": unserved.get(session.session, 0),
            "cost": session.cost * len(session.participants),
        }
        for session in sorted(sessions_of(plan), key=lambda session: (session.starts_on, session.session))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def nothing() -> str:
    """Why there is no chart."""
    return _("The scenario has no course sessions")


def draw(plan: Plan, sessions: pd.DataFrame) -> list[Figure]:
    """A row for each session: name, months, seats and what they say."""
    subtitle = _("Seats that the people of this scenario can have, by session: {period}").format(period=period(plan))
    cost = cost_words(costs_of(plan))
    note = _(
        "Could attend: people of the groups that go first who lack the level and meet what the session needs, and "
        "attend none that brings it."
    )
    notes = tuple(filter(None, [_("Courses {cost}").format(cost=cost) if cost else "", note]))
    heading = Heading(finding(plan, sessions), subtitle, notes)
    rows = records(sessions)
    blank = new_sheet(plan, A4, heading)
    paper = A4 if len(rows) * ROW <= blank.top - HEAD - blank.bottom else A3
    blank = new_sheet(plan, paper, heading)
    room = int((blank.top - HEAD - blank.bottom) / ROW)
    pages = [rows[at : at + room] for at in range(0, len(rows), room)]
    most = max(1, *sessions["free"], *sessions["attended"])
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, paper, heading, number, len(pages))
        _legend(sheet, sessions)
        top = sheet.top - HEAD
        pitch = min((top - sheet.bottom) / min(len(rows), room), MOST_ROW)
        right = sheet.right - SEATS_WIDTH - WORDS_WIDTH - 32
        grid = Grid(plan, sheet, NAME_WIDTH, right)
        draw_grid(sheet, grid, top, pitch * len(page))
        sheet.text(right + 20, top + 8, _("seats"), size=7.5, color=QUIET)
        for place, row in enumerate(page):
            y = top - (place + 0.5) * pitch
            sheet.line((sheet.left, y - pitch / 2), (sheet.right, y - pitch / 2), linewidth=0.4)
            _session(sheet, row, y)
            start, end = (min(max(grid.x(row[date]), grid.left), right) for date in ("starts_on", "ends_on"))
            sheet.box(start, y - BAR / 2, max(end - start, 1.5), BAR, facecolor="#cfcfcf")
            _seats(sheet, row, right + 20, y, most)
        figures.append(sheet.figure)
    return figures


def finding(plan: Plan, sessions: pd.DataFrame) -> str:
    """How many seats are taken, and whether people of the first groups go without at a full session."""
    told = taken_words(sessions_of(plan))
    full = sessions[(sessions["left"] == 0) & (sessions["unserved"] > 0)]
    if full.empty:
        return told
    waits = ngettext(
        "at {n} full session people of the groups that go first go without",
        "at {n} full sessions people of the groups that go first go without",
        len(full),
    )
    return f"{told}; {waits.format(n=len(full))}"


def _unserved(plan: Plan) -> dict[str, int]:
    """How many people of the groups that go first could attend each session and get its level nowhere."""
    facts = read_facts(plan.scenario, resolve(plan.scenario)[0])
    attended: dict[str, list[str]] = {}
    for cadre, session in zip(plan.training["cadre"], plan.training["session"], strict=True):
        attended.setdefault(cadre, []).append(session)
    unserved: dict[str, int] = {}
    if not any(session.priority for session in facts.sessions.values()):
        return unserved
    for person in facts.people.values():
        own = [facts.sessions[session] for session in attended.get(person.cadre, [])]
        for session in open_to(facts, person):
            served = any(other.brings(session.grant.part, session.grant.level) for other in own)
            if not served and in_priority(facts, person, session):
                unserved[session.session] = unserved.get(session.session, 0) + 1
    return unserved


def _session(sheet: Sheet, row: dict[str, Any], y: float) -> None:
    """Course and session at the left."""
    course = row["course"] or row["grants"]
    sheet.text(sheet.left, y + 5.5, clip(course, NAME_WIDTH - 10, SIZE, bold=True), size=SIZE, bold=True)
    sheet.text(sheet.left, y - 5.5, clip(row["session"], NAME_WIDTH - 10, SMALL), size=SMALL, color=QUIET)


def _seats(sheet: Sheet, row: dict[str, Any], x: float, y: float, most: int) -> None:
    """A frame for the free seats, filled as far as they are taken, and the numbers in words."""
    scale = SEATS_WIDTH / most
    first, taken = row["first"] * scale, row["attended"] * scale
    sheet.box(x, y - BAR / 2, taken, BAR, facecolor="#9cc7e4")
    sheet.box(x, y - BAR / 2, first, BAR, facecolor=BLUE, edgecolor=INK, linewidth=0.4, hatch="////")
    full = row["free"] > 0 and not row["left"]
    look = {"edgecolor": VERMILLION, "linewidth": 1.6} if full else {"edgecolor": RULE, "linewidth": 0.9}
    sheet.box(x, y - BAR / 2, row["free"] * scale, BAR, **look)
    words = _("{taken} of {free}").format(taken=row["attended"], free=row["free"])
    beside = sheet.right - WORDS_WIDTH
    sheet.text(beside, y + (5.5 if row["unserved"] else 0), words, size=SIZE)
    if full:
        taken_up = _("full")
        room = beside + text_width(words, SIZE) + 7
        sheet.text(room, y + (5.5 if row["unserved"] else 0), taken_up, size=SIZE, bold=True, color=VERMILLION)
    if row["unserved"]:
        wait = _("{n} more could attend").format(n=grouped(row["unserved"]))
        sheet.text(beside, y - 5.5, wait, size=SMALL, color=QUIET)


def _legend(sheet: Sheet, sessions: pd.DataFrame) -> None:
    """What the bars mean; of the rarer looks only those that occur."""
    x, y = sheet.left, sheet.top - 7
    looks: list[tuple[dict[str, Any], str]] = [({"facecolor": "#9cc7e4"}, _("taken"))]
    if sessions["first"].any():
        first = {"facecolor": BLUE, "edgecolor": INK, "linewidth": 0.4, "hatch": "////"}
        looks.append((first, _("taken by a group that goes first")))
    looks.append(({"edgecolor": RULE, "linewidth": 0.9}, _("free")))
    if ((sessions["left"] == 0) & (sessions["free"] > 0)).any():
        looks.append(({"edgecolor": VERMILLION, "linewidth": 1.6}, _("session is full")))
    looks.append(({"facecolor": "#cfcfcf"}, _("months of the session")))
    for look, word in looks:
        sheet.box(x, y - 5, 22, 10, **look)
        sheet.text(x + 27, y, word, size=8)
        x += 27 + text_width(word, 8) + 16
