"""Careers chart: a lane for each person who moves, with the posts that he holds one after another."""

from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.language import _, ngettext
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    INK,
    QUIET,
    Heading,
    Sheet,
    even_pages,
    fit_name,
    fit_post,
    new_sheet,
    period,
    text_width,
    wrap,
)
from planner.report.charts.posts import charted_posts, places_today
from planner.report.charts.spans import Span, months_note, seat_spans
from planner.report.charts.timeline import ENDS, LEGEND_LINE, MARK, Grid, draw_bar, draw_grid, draw_legend
from planner.report.names import cadre_names, records
from planner.report.words import month, say

Person = list[dict[str, Any]]
"""The posts of one person, in order."""

HOWS: Final = ("rotation", "promotion", "lateral", "appointment", "return", "dual")
"""Kinds of a person's first move, in the order of the groups."""
COLUMNS: Final = (
    "cadre", "name", "first", "today", "post", "label", "lane", "start", "end", "how", "until", "pinned",
    "drawn_start", "drawn_end",
)  # fmt: skip

ROWS: Final = 40
GROUP_WIDTH: Final = 84.0
NAME_WIDTH: Final = 118.0
TODAY_WIDTH: Final = 176.0
SIZE: Final = 7.4
SMALL: Final = 6.4
ZOOMS: Final = (1.6, 1.4, 1.2)
MOST_PITCH: Final = 30.0
MOST_BAR: Final = 20.0
PIN: Final = "⚑"


def table(plan: Plan) -> pd.DataFrame:
    """One row per post that a person who moves holds, by kind and date of the first move.

    Returns
    -------
    pandas.DataFrame
        ``cadre``, ``name``, ``first`` (kind of the first move), ``today`` (title and unit, in words), ``post``,
        ``label``, ``lane`` (from 1; above 1 for a post held beside another), ``start``, ``end``, ``how``, ``until`` as
        in the plan's stints (``left`` for a holder today who moves on in the first period), ``pinned`` (the action of
        a pin on person and post, else empty), and the dates drawn, ``drawn_start`` and ``drawn_end``.
    """
    new = plan.stints[plan.stints["how"] != "holds"]
    # a second post taken with a main one is not the first move
    new = new.assign(second=new["how"] == "dual").sort_values(["start", "second"], kind="stable")
    first = new.drop_duplicates("cadre")
    spans: dict[str, list[Span]] = {cadre: [] for cadre in first["cadre"]}
    for span in seat_spans(plan):
        if span["cadre"] in spans:
            spans[span["cadre"]].append(span)
    taken = [
        min(span["drawn_start"] for span in spans[cadre] if span["how"] not in ("holds", "left"))
        for cadre in first["cadre"]
    ]
    first = first.assign(order=first["how"].map(HOWS.index), taken=taken).sort_values(["order", "taken"], kind="stable")
    names, today = cadre_names(plan), places_today(plan)
    posts = charted_posts(plan)
    labels = dict(zip(posts["post"], posts["label"], strict=True))
    pins = {(pin["cadre"], pin["post"]): pin["action"] for pin in records(plan.scenario.pins)}
    rows = [
        {
            "name": names[cadre],
            "first": how,
            "today": today[cadre],
            "label": labels[span["post"]],
            "lane": lane,
            "pinned": _pinned(pins.get((cadre, span["post"]), "")),
            **{name: span[name] for name in COLUMNS if name in span},
        }
        for cadre, how in zip(first["cadre"], first["how"], strict=True)
        for lane, span in _in_lanes(spans[cadre])
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def nothing() -> str:
    """Why there is no chart."""
    return _("Nobody moves in this plan")


def draw(plan: Plan, careers: pd.DataFrame) -> list[Figure]:
    """Lanes of people, grouped by their first move, about 40 a page."""
    people = [records(rows) for _cadre, rows in careers.groupby("cadre", sort=False)]
    sizes = [_lanes(person) for person in people]
    rows = sum(sizes)
    zoom = next((zoom for zoom in ZOOMS if rows * zoom <= ROWS), 1.0)
    pages = even_pages(sizes, ROWS)
    subtitle = _("Posts of the people who move, by kind of their first move: {period}").format(period=period(plan))
    heading = Heading(finding(careers), subtitle, (months_note(plan),))
    pinned = _("{sign} decided by the planner (pin)").format(sign=PIN) if careers["pinned"].any() else ""
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages), zoom=zoom)
        lines = draw_legend(sheet.plain, set(careers["how"]), set(careers["until"]), pinned)
        grid = Grid(plan, sheet, GROUP_WIDTH + NAME_WIDTH + TODAY_WIDTH)
        top = sheet.top - (18 + LEGEND_LINE * (lines - 1)) / zoom - 20
        pitch = (top - sheet.bottom) / ROWS if zoom == 1 else min((top - sheet.bottom) / rows, MOST_PITCH)
        sheet.text(sheet.left + GROUP_WIDTH + NAME_WIDTH, top + 8, _("today"), size=7.5, color=QUIET)
        draw_grid(sheet, grid, top, sum(sizes[index] for index in page) * pitch)
        y, group = top, ""
        for index in page:
            first = people[index][0]["first"]
            if first != group:
                group = first
                _group(sheet, group, y)
            _person(sheet, grid, people[index], y, pitch)
            y -= sizes[index] * pitch
        figures.append(sheet.figure)
    return figures


def finding(careers: pd.DataFrame) -> str:
    """How many people move, how many of them go on rotation or come back."""
    moves = careers[~careers["how"].isin(["holds", "left"])]
    people = careers["cadre"].nunique()
    by_how = moves.groupby("how")["cadre"].nunique()
    told = [
        _("{n} go on rotation").format(n=by_how["rotation"]) if "rotation" in by_how else "",
        _("{n} come back from one").format(n=by_how["return"]) if "return" in by_how else "",
        _("{n} take a second post").format(n=by_how["dual"]) if "dual" in by_how else "",
    ]
    moving = ngettext("{n} person moves", "{n} people move", people).format(n=people)
    return ": ".join(filter(None, [moving, ", ".join(filter(None, told))]))


def _pinned(action: str) -> str:
    return action if action in ("place", "prefer", "keep") else ""


def _in_lanes(spans: list[Span]) -> list[tuple[int, Span]]:
    """A lane for the main posts, a further one for a post beside them."""
    free_from: list[str] = []
    placed = []
    for span in sorted(spans, key=lambda span: (span["drawn_start"], span["how"] == "dual", span["drawn_end"])):
        lane = next((lane for lane, free in enumerate(free_from) if free <= span["drawn_start"]), len(free_from))
        free_from[lane : lane + 1] = [span["drawn_end"]]
        placed.append((lane + 1, span))
    return placed


def _lanes(person: Person) -> int:
    return max(int(span["lane"]) for span in person)


def _group(sheet: Sheet, first: str, top: float) -> None:
    sheet.line((sheet.left, top), (sheet.right, top), color=QUIET)
    for number, line in enumerate(wrap(say(f"how.{first}"), GROUP_WIDTH - 8, 8.5, bold=True, most=2)):
        sheet.text(sheet.left, top - 8 - number * 11, line, size=8.5, bold=True)


def _person(sheet: Sheet, grid: Grid, person: Person, top: float, pitch: float) -> None:
    """Name, place of today, and the bars of one person."""
    height = min(pitch, MOST_BAR) - 3.5
    y = top - pitch / 2
    x = sheet.left + GROUP_WIDTH
    sheet.text(x, y, fit_name(person[0]["name"], NAME_WIDTH - 6, SIZE), size=SIZE)
    sheet.text(x + NAME_WIDTH, y, fit_post(person[0]["today"], TODAY_WIDTH - 8, SMALL), size=SMALL, color=QUIET)
    begin = min(grid.x(span["drawn_start"]) for span in person)
    label, _room = _label(person[0], grid.x(person[0]["drawn_end"]) - begin)
    # a bar at the very end has its label before it
    before = "" if label or len(person) > 1 else fit_post(person[0]["label"], begin - grid.left - 12, SIZE)
    dotted = begin - (text_width(before, SIZE) + 12 if before else 0)
    if dotted > grid.left:
        sheet.line((grid.left, y), (dotted, y), linewidth=1.0, linestyle=":", color=QUIET)
    sheet.text(begin - 6, y, before, size=SIZE, align="right")
    for span in person:
        start, end = grid.x(span["drawn_start"]), grid.x(span["drawn_end"])
        if end > start:
            _bar(sheet, span, start, y - (span["lane"] - 1) * pitch, end - start, height)


def _label(span: dict[str, Any], width: float) -> tuple[str, float]:
    """As much of a post's label as a bar has room for, and that room."""
    new = span["how"] not in ("holds", "left")
    room = width - 4 - (MARK if new else 0) - (13 if ENDS.get(span["until"]) else 4)
    pin = f"{PIN} " if span["pinned"] else ""
    return (pin + fit_post(span["label"], room - text_width(pin, SIZE), SIZE) if room > 36 else ""), room


def _bar(sheet: Sheet, span: dict[str, Any], x: float, y: float, width: float, height: float) -> None:
    """A post with as much of its label as fits; the sign of why it ends."""
    draw_bar(sheet, x + 0.8, y, max(width - 1.6, 0.8), height, span["how"])
    new = span["how"] not in ("holds", "left")
    left = x + 4 + (MARK if new else 0)
    label, room = _label(span, width)
    sheet.text(left, y, label, size=SIZE)
    word = f"{month(span['drawn_start'])}, {say('how.' + span['how'])}" if new else ""
    if word and text_width(label, SIZE) + 10 + text_width(word, SMALL) <= room:
        sheet.text(left + text_width(label, SIZE) + 8, y, word, size=SMALL, color=QUIET)
    sign = ENDS.get(span["until"], "")
    if sign and width > 12:
        sheet.text(x + width - 4, y, sign, size=7.5, align="right", color=INK)
