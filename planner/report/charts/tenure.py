"""Tenure chart: who holds each post when, with gaps, ways in and reasons of leaving."""

from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.language import counted
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    INK,
    QUIET,
    VERMILLION,
    Heading,
    Sheet,
    fit_name,
    fit_post,
    new_sheet,
    pages_of,
    period,
    text_width,
    wrap,
)
from planner.report.charts.posts import by_post, noun_of, posts_of_interest
from planner.report.charts.spans import months_note, seat_spans
from planner.report.charts.timeline import ENDS, LEGEND_LINE, MARK, Grid, draw_bar, draw_grid, draw_legend
from planner.report.names import records
from planner.report.words import month, say
from planner.scenario.dates import month_index

Lane = list[dict[str, Any]]
"""The stints and gaps of one seat."""

ROWS: Final = 40
UNIT_WIDTH: Final = 84.0
TITLE_WIDTH: Final = 124.0
LEFT_WIDTH: Final = 126.0
"""Room for holders who leave in the first period, where there are any."""
SIZE: Final = 7.4
SMALL: Final = 6.4
ZOOMS: Final = (1.6, 1.4, 1.2)
MOST_PITCH: Final = 30.0
MOST_BAR: Final = 20.0

PLACE: Final = ("unit", "unit_name", "post", "title_name", "key", "wanted")
SPAN: Final = ("seat", "cadre", "name", "start", "end", "how", "until", "leaves", "drawn_start", "drawn_end")


def table(plan: Plan) -> pd.DataFrame:
    """One row per stint or gap of a post to be filled, or that somebody moves to or from, with its seat.

    Returns
    -------
    pandas.DataFrame
        ``unit``, ``unit_name``, ``post``, ``title_name``, ``key``, ``wanted``, ``seat``
        (from 1), ``cadre``, ``name``, ``start``, ``end``, ``how`` (``vacant`` for a gap,
        ``left`` for a holder today who leaves in the first period and so has no stint),
        ``until``, all within the horizon; ``leaves``, the date on which a holder
        today leaves, true to the month (else empty); and the dates drawn, ``drawn_start``
        and ``drawn_end``: ``planner.report.charts.spans`` says how they differ from the plan's.
    """
    posts = {post["post"]: post for post in records(posts_of_interest(plan, beside=True))}
    spans = by_post(pd.DataFrame(seat_spans(plan), columns=["post", *SPAN]))
    rows = [
        {**{name: post[name] for name in PLACE}, **{name: span[name] for name in SPAN}}
        for post in posts.values()
        for span in spans.get(post["post"], [])
    ]
    return pd.DataFrame(rows, columns=[*PLACE, *SPAN])


def draw(plan: Plan, spans: pd.DataFrame) -> list[Figure]:
    """Rows of posts by unit, about 40 a page; few rows are drawn larger."""
    pieces = _pieces(spans)
    rows = sum(len(lanes) for _, lanes in pieces)
    zoom = next((zoom for zoom in ZOOMS if rows * zoom <= ROWS), 1.0)
    pages = pages_of([len(lanes) for _, lanes in pieces], ROWS)
    heading = Heading(finding(spans), say("tenure.subtitle", period=period(plan)), (months_note(plan),))
    at_once = bool((spans["how"] == "left").any())
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages), zoom=zoom)
        lines = draw_legend(sheet.plain, set(spans["how"]), set(spans["until"]), say("tenure.left") if at_once else "")
        grid = Grid(plan, sheet, UNIT_WIDTH + TITLE_WIDTH + (LEFT_WIDTH if at_once else 0))
        top = sheet.top - (18 + LEGEND_LINE * (lines - 1)) / zoom - 20
        pitch = (top - sheet.bottom) / ROWS if zoom == 1 else min((top - sheet.bottom) / rows, MOST_PITCH)
        draw_grid(sheet, grid, top, sum(len(pieces[index][1]) for index in page) * pitch)
        row = 0
        for index in page:
            unit, lanes = pieces[index]
            _unit(sheet, unit, top - row * pitch, len(lanes) * pitch)
            for lane in lanes:
                _lane(sheet, grid, lane, top - (row + 0.5) * pitch, min(pitch, MOST_BAR))
                row += 1
        figures.append(sheet.figure)
    return figures


def finding(spans: pd.DataFrame) -> str:
    """How many of the posts to be filled change hands, how many stand vacant and for how long."""
    spans = spans[spans["wanted"]]
    gaps = spans[spans["how"] == "vacant"]
    months = sum(month_index(end) - month_index(start) for start, end in zip(gaps["start"], gaps["end"], strict=True))
    changed = spans.loc[~spans["how"].isin(["holds", "vacant", "left"]), "post"].nunique()
    return say(
        "tenure.finding.none" if gaps.empty else "tenure.finding",
        changed=changed,
        posts=counted(spans["post"].nunique(), noun_of(spans)),
        vacant=counted(gaps["post"].nunique(), "stands"),
        months=counted(months, "month"),
    )


def _pieces(spans: pd.DataFrame) -> list[tuple[str, list[Lane]]]:
    """The lanes (one per seat) of each unit; a unit with more lanes than a page holds is cut."""
    units: dict[str, dict[tuple[str, int], Lane]] = {}
    for span in records(spans):
        units.setdefault(span["unit"], {}).setdefault((span["post"], span["seat"]), []).append(span)
    pieces = []
    for of_unit in units.values():
        lanes = list(of_unit.values())
        pieces += [(lanes[0][0]["unit_name"], lanes[at : at + ROWS]) for at in range(0, len(lanes), ROWS)]
    return pieces


def _unit(sheet: Sheet, name: str, top: float, height: float) -> None:
    sheet.line((sheet.left, top), (sheet.right, top), color=QUIET)
    for number, line in enumerate(wrap(name, UNIT_WIDTH - 8, 8.5, bold=True, most=max(int(height / 12), 1))):
        sheet.text(sheet.left, top - 8 - number * 11, line, size=8.5, bold=True)


def _lane(sheet: Sheet, grid: Grid, lane: Lane, y: float, pitch: float) -> None:
    seat = lane[0]["seat"]
    title = lane[0]["title_name"] if seat == 1 else say("tenure.seat", title=lane[0]["title_name"], seat=seat)
    sheet.text(sheet.left + UNIT_WIDTH, y, fit_post(title, TITLE_WIDTH - 6, SIZE), size=SIZE)
    gone = [span for span in lane if span["how"] == "left"]
    if gone:
        _left(sheet, gone, grid, y)
    for span in lane:
        x, end = grid.x(span["drawn_start"]), grid.x(span["drawn_end"])
        if end > x:
            _span(sheet, span, x, y, end - x, pitch - 3.5)


def _left(sheet: Sheet, gone: Lane, grid: Grid, y: float) -> None:
    """Before the bars: whose time in post ends within the first period, and when."""
    span = gone[0]
    sign = ENDS.get(span["until"], "")
    until = say("until", date=month(span["drawn_end"]))
    if len(gone) > 1:
        until = f"{until} {say('tenure.left.more', n=len(gone) - 1)}"
    room = LEFT_WIDTH - text_width(until, SMALL) - 22
    name = fit_name(span["name"], room, SMALL)
    sheet.text(grid.left - 14, y, f"{name} {until}", size=SMALL, align="right", color=QUIET)
    sheet.text(grid.left - 3, y, sign, size=7.5, align="right")


def _span(sheet: Sheet, span: dict[str, Any], x: float, y: float, width: float, height: float) -> None:
    """A bar with its name, as whole as fits, and the sign of why it ends."""
    if span["how"] == "vacant":
        sheet.box(x + 0.8, y - height / 2, width - 1.6, height, edgecolor=VERMILLION, hatch="//////", linewidth=0.8)
        word = say("tenure.vacant")
        room = text_width(word, SIZE) + 8
        if room <= width - 6:
            sheet.box(x + (width - room) / 2, y - height / 2 + 1, room, height - 2, facecolor="#ffffff")
            sheet.text(x + width / 2, y, word, size=SIZE, align="center", color=VERMILLION)
        return
    draw_bar(sheet, x + 0.8, y, max(width - 1.6, 0.8), height, span["how"])
    if span["how"] == "left":
        return
    new = span["how"] != "holds"
    left = x + 4 + (MARK if new else 0)
    sign = ENDS.get(span["until"], "")
    room = width - (left - x) - (13 if sign else 4)
    name = fit_name(span["name"], room, SIZE)
    sheet.text(left, y, name, size=SIZE)
    spare = room - text_width(name, SIZE) - 8
    word = say(f"how.{span['how']}")
    if new and text_width(word, 7) <= spare:
        sheet.text(left + text_width(name, SIZE) + 8, y, word, size=7, color=QUIET)
    if sign and width > 12:
        sheet.text(x + width - 4, y, sign, size=7.5, align="right", color=INK)
    until = say("until", date=month(span["drawn_end"])) if span["leaves"] else ""
    if until and text_width(until, SMALL) <= spare:
        sheet.text(x + width - 14, y, until, size=SMALL, align="right", color=QUIET)
