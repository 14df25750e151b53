"""Tenure chart: who holds each post when, with gaps, ways in and reasons of leaving."""

from itertools import chain
from itertools import count as count_from
from typing import Any, Final, Literal

import pandas as pd
from matplotlib.figure import Figure

from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    QUIET,
    SKY,
    VERMILLION,
    YELLOW,
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
from planner.report.charts.posts import dating, leavers, noun_of, posts_of_interest
from planner.report.names import cadre_names, records
from planner.report.words import count, month, say
from planner.scenario.dates import month_date, month_index

Lane = list[dict[str, Any]]
"""The stints and gaps of one seat."""

ROWS: Final = 40
UNIT_WIDTH: Final = 84.0
TITLE_WIDTH: Final = 124.0
LEFT_WIDTH: Final = 126.0
"""Room for holders who leave in the first period, where there are any."""
SIZE: Final = 7.4
SMALL: Final = 6.4
LEGEND_LINE: Final = 13.0
ZOOMS: Final = (1.6, 1.4, 1.2)
MOST_PITCH: Final = 30.0
MOST_BAR: Final = 20.0

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "holds": {"facecolor": "#dedede"},
    "rotation": {"facecolor": ORANGE, "hatch": "////"},
    "promotion": {"facecolor": GREEN, "hatch": "||||"},
    "lateral": {"facecolor": SKY, "hatch": "...."},
    "appointment": {"facecolor": PURPLE, "hatch": "xxxx"},
    "return": {"facecolor": "#7db6dc", "hatch": "\\\\\\\\"},
    "dual": {"facecolor": YELLOW, "hatch": "++++"},
}
PALE_FILLS: Final = {
    "rotation": "#fbe7bd",
    "promotion": "#bfe6da",
    "lateral": "#d5ecf9",
    "appointment": "#f2dde8",
    "return": "#d3e4f1",
    "dual": "#fbf8d0",
}
MARK: Final = 9.0
"""Width of the patterned head of a new stint."""
ENDS: Final = {
    "service": "◆",
    "tenure_cap": "▲",
    "moves": "▶",
    "returns": "◀",
    "rotation": "▼",
    "planned": "■",
    "dual": "◇",
}

COLUMNS: Final = (
    "unit", "unit_name", "post", "title_name", "key", "wanted",
    "seat", "cadre", "name", "start", "end", "how", "until", "leaves",
)  # fmt: skip


def table(plan: Plan) -> pd.DataFrame:
    """One row per stint or gap of a post to be filled, or that somebody moves to or from, with its seat.

    Returns
    -------
    pandas.DataFrame
        ``unit``, ``unit_name``, ``post``, ``title_name``, ``key``, ``wanted``, ``seat``
        (from 1), ``cadre``, ``name``, ``start``, ``end``, ``how`` (``vacant`` for a gap,
        ``left`` for a holder today who leaves in the first period and so has no stint),
        ``until``, all within the horizon, and ``leaves``, the date on which a holder
        today leaves, true to the month (else empty).
    """
    posts = posts_of_interest(plan, beside=True)
    names = cadre_names(plan)
    first = month_date(plan.scenario.start)
    leaving = leavers(plan)
    spans: dict[str, list[dict[str, Any]]] = {post: [] for post in posts["post"]}
    for row in records(plan.stints):
        if row["post"] in spans:
            stint = {name: row[name] for name in ("cadre", "end", "how", "until")}
            leaves = leaving.get((row["cadre"], row["post"]), ("", ""))[0] if row["how"] == "holds" else ""
            spans[row["post"]].append(
                {**stint, "name": names[row["cadre"]], "start": max(row["start"], first), "leaves": leaves}
            )
    for row in records(plan.vacancies):
        if row["post"] in spans:
            gap = {"cadre": "", "name": "", "start": row["start"], "end": row["end"], "how": "vacant", "until": ""}
            gap["leaves"] = ""
            seats = round(row["months"] / (month_index(row["end"]) - month_index(row["start"])))
            spans[row["post"]] += [gap] * max(seats, 1)
    holds = plan.stints[plan.stints["how"] == "holds"]
    held = set(zip(holds["cadre"], holds["post"], strict=True))
    for (cadre, post), (leaves, why) in leaving.items():
        if post in spans and (cadre, post) not in held:
            span = {"cadre": cadre, "name": names[cadre], "start": first, "end": first, "how": "left"}
            spans[post].append({**span, "until": why, "leaves": leaves})
    place = ("unit", "unit_name", "post", "title_name", "key", "wanted")
    rows = [
        {**{name: post[name] for name in place}, "seat": seat, **span}
        for post in records(posts)
        for seat, span in _seated(spans[post["post"]])
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def draw(plan: Plan, spans: pd.DataFrame) -> list[Figure]:
    """Rows of posts by unit, about 40 a page; few rows are drawn larger."""
    pieces = _pieces(spans)
    rows = sum(len(lanes) for _, lanes in pieces)
    zoom = next((zoom for zoom in ZOOMS if rows * zoom <= ROWS), 1.0)
    pages = pages_of([len(lanes) for _, lanes in pieces], ROWS)
    heading = Heading(finding(spans), say("tenure.subtitle", period=period(plan)), (dating(plan),))
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages), zoom=zoom)
        lines = _legend(sheet.plain, set(spans["how"]), set(spans["until"]))
        grid = Grid(plan, sheet, left_column=bool((spans["how"] == "left").any()))
        top = sheet.top - (18 + LEGEND_LINE * (lines - 1)) / zoom - 20
        pitch = (top - sheet.bottom) / ROWS if zoom == 1 else min((top - sheet.bottom) / rows, MOST_PITCH)
        _grid(sheet, grid, top, sum(len(pieces[index][1]) for index in page) * pitch)
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
        posts=count(spans["post"].nunique(), noun_of(spans)),
        vacant=count(gaps["post"].nunique(), "stands"),
        months=count(months, "month"),
    )


def _seated(spans: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    """Give each stint and gap the first seat that is free when it starts; who leaves at once had one that is free."""
    free_from: list[str] = []
    seated = []
    for span in sorted((span for span in spans if span["how"] != "left"), key=lambda span: span["start"]):
        seat = next((seat for seat, free in enumerate(free_from) if free <= span["start"]), len(free_from))
        free_from[seat : seat + 1] = [span["end"]]
        seated.append((seat + 1, span))
    kept = {seat for seat, span in seated if span["how"] == "holds"}
    free = chain((seat for seat in range(1, len(free_from) + 1) if seat not in kept), count_from(len(free_from) + 1))
    left = [(seat, span) for span, seat in zip((span for span in spans if span["how"] == "left"), free, strict=False)]
    return sorted(left + seated, key=lambda pair: pair[0])


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


def _legend(sheet: Sheet, hows: set[str], untils: set[str]) -> int:
    """What the looks and signs mean that occur in this plan, in one line or two; gives the lines."""
    bars = [how for how in (*LOOKS, "vacant") if how in hows]
    words = {how: say("tenure.vacant" if how == "vacant" else f"how.{how}") for how in bars}
    signs = {sign: say(f"until.{until}") for until, sign in ENDS.items() if until in untils}
    left = say("tenure.left") if "left" in hows else ""
    wide = sum(29 + text_width(word, 8) + 18 for word in words.values()) + 12
    more = sum(11 + text_width(word, 8) + 16 for word in signs.values()) + text_width(left, 8) + 8
    y, x = sheet.top - 6, sheet.left
    for how, word in words.items():
        if how == "vacant":
            sheet.box(x, y - 4.5, 24, 9, edgecolor=VERMILLION, hatch="//////", linewidth=0.8)
        else:
            _bar(sheet, x, y, 24, 9, how)
        sheet.text(x + 29, y, word, size=8)
        x += 29 + text_width(word, 8) + 18
    lines = 1 if sheet.left + wide + more <= sheet.right else 2
    x, y = (x + 12, y) if lines == 1 else (sheet.left, y - LEGEND_LINE)
    for sign, word in signs.items():
        sheet.text(x, y, sign, size=8)
        sheet.text(x + 11, y, word, size=8)
        x += 11 + text_width(word, 8) + 16
    sheet.text(x + 8, y, left, size=8, color=QUIET)
    return lines


class Grid:
    """Where the months of the horizon stand on a page."""

    def __init__(self, plan: Plan, sheet: Sheet, *, left_column: bool) -> None:
        settings = plan.scenario.settings
        self.first = plan.scenario.start
        self.step = settings.period_months
        self.months = settings.horizon_months
        self.names = sheet.left + UNIT_WIDTH + TITLE_WIDTH
        self.left = self.names + (LEFT_WIDTH if left_column else 0)
        self.scale = (sheet.right - self.left) / self.months

    def x(self, date: str) -> float:
        """Where a date stands."""
        return self.left + (month_index(date) - self.first) * self.scale


def _grid(sheet: Sheet, grid: Grid, top: float, height: float) -> None:
    """A line at the start of each period, its date above where there is room."""
    dates = [month_date(grid.first + months) for months in range(0, grid.months + 1, grid.step)]
    every = -(-60 // (grid.step * grid.scale))
    for number, date in enumerate(dates):
        sheet.line((grid.x(date), top), (grid.x(date), top - height), linewidth=0.5)
        if number % every == 0:
            last = number == len(dates) - 1
            align: Literal["right", "center"] = "right" if last else "center"
            sheet.text(grid.x(date), top + 8, month(date), size=7.5, color=QUIET, align=align)


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
        if span["how"] != "left":
            x = grid.x(span["start"])
            _span(sheet, span, x, y, grid.x(span["end"]) - x, pitch - 3.5)


def _left(sheet: Sheet, gone: Lane, grid: Grid, y: float) -> None:
    """Before the bars: whose time in post ends within the first period, and when."""
    span = gone[0]
    sign = ENDS.get(span["until"], "")
    until = say("until", date=month(span["leaves"]))
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
    _bar(sheet, x + 0.8, y, width - 1.6, height, span["how"])
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
    until = say("until", date=month(span["leaves"])) if span["leaves"] else ""
    if until and text_width(until, SMALL) <= spare:
        sheet.text(x + width - 14, y, until, size=SMALL, align="right", color=QUIET)


def _bar(sheet: Sheet, x: float, y: float, width: float, height: float, how: str) -> None:
    """Grey for who is in post; a pale bar with a patterned head for who is new."""
    if how == "holds":
        sheet.box(x, y - height / 2, width, height, **LOOKS["holds"])
        return
    sheet.box(x, y - height / 2, width, height, facecolor=PALE_FILLS[how])
    sheet.box(x, y - height / 2, min(MARK, width), height, edgecolor=INK, linewidth=0.4, **LOOKS[how])
