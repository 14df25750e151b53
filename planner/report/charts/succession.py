"""Succession chart: a card per key post with its holder, planned holders and successors."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    BLUE,
    GREEN,
    INK,
    ORANGE,
    QUIET,
    RULE,
    VERMILLION,
    Heading,
    Sheet,
    clip,
    fit_name,
    new_sheet,
    pages_of,
    period,
    text_width,
    wrap,
)
from planner.report.charts.posts import cadres_by_name, charted_posts, holders, records
from planner.report.words import count, month, say
from planner.scenario.dates import month_date

POST_COLUMNS: Final = ("unit", "unit_name", "post", "title", "title_name", "title_name_vi")
LINE_COLUMNS: Final = ("line", "cadre", "name", "start", "end", "why")

ROWS: Final = 8
COLUMNS: Final = 5
UNIT_WIDTH: Final = 76.0
GAP: Final = 6.0
LINE: Final = 10.2
LINES: Final = 6
SIZE: Final = 7.6


def table(plan: Plan) -> pd.DataFrame:
    """One row per line of a card.

    Returns
    -------
    pandas.DataFrame
        ``unit``, ``unit_name``, ``post``, ``title``, ``title_name``,
        ``title_name_vi``, ``line``, ``cadre``, ``name``, ``start``, ``end`` and
        ``why``. ``line`` is ``today``, ``empty`` (no holder today), ``planned``,
        ``vacant``, ``near``, ``next`` or ``none`` (no successor).
    """
    posts = charted_posts(plan)
    names = cadres_by_name(plan)
    rows = [
        {**{name: post[name] for name in POST_COLUMNS}, **line}
        for post in records(posts[posts["key"]])
        for line in _today(plan, post, names) + _planned(plan, post["post"], names) + _bench(plan, post["post"], names)
    ]
    return pd.DataFrame(rows, columns=[*POST_COLUMNS, *LINE_COLUMNS])


def draw(plan: Plan, lines: pd.DataFrame) -> list[Figure]:
    """Cards in rows of units, at most 40 a page."""
    cards = [(unit, list(group.groupby("post", sort=False))) for unit, group in lines.groupby("unit_name", sort=False)]
    rows = [-(-len(posts) // COLUMNS) for _, posts in cards]
    pages = pages_of(rows, ROWS)
    heading = _heading(plan, lines)
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages))
        _legend(sheet)
        top = sheet.top - 20
        pitch = (top - sheet.bottom) / ROWS
        row = 0
        for index in page:
            unit, posts = cards[index]
            _unit(sheet, str(unit), top - row * pitch, rows[index] * pitch)
            for place, (_, card) in enumerate(posts):
                _card(sheet, card, place % COLUMNS, top - (row + place // COLUMNS) * pitch, pitch)
            row += rows[index]
        figures.append(sheet.figure)
    return figures


def finding(lines: pd.DataFrame) -> str:
    """How many posts have nobody ready, in a sentence."""
    ready = lines.groupby("post", sort=False)["line"].agg(set)
    posts = len(ready)
    without_near = sum("near" not in kinds for kinds in ready)
    nobody = sum("none" in kinds for kinds in ready)
    if without_near == 0:
        return say("succession.covered", posts=count(posts, "key_post"))
    return say("succession.finding", near=without_near, posts=count(posts, "key_post"), none=nobody)


def _heading(plan: Plan, lines: pd.DataFrame) -> Heading:
    posts = count(lines["post"].nunique(), "key_post")
    return Heading(finding(lines), say("succession.subtitle", posts=posts, period=period(plan)))


def _line(line: str, cadre: str = "", name: str = "", start: str = "", end: str = "", why: str = "") -> dict[str, str]:
    return {"line": line, "cadre": cadre, "name": name, "start": start, "end": end, "why": why}


def _today(plan: Plan, post: dict[str, Any], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Holders at as_of, each with the date and reason of leaving before the horizon's end."""
    start = month_date(plan.scenario.start)
    stints = plan.stints[(plan.stints["post"] == post["post"]) & (plan.stints["how"] == "holds")]
    ends = {row["cadre"]: (row["end"], row["until"]) for row in records(stints)}
    lines = []
    for cadre in holders(post["holder"]):
        end, why = ends.get(cadre, (start, ""))
        leaves = why != "horizon"
        lines.append(_line("today", cadre, names[cadre], "", end if leaves else "", why if leaves else ""))
    gap_today = ((plan.vacancies["post"] == post["post"]) & (plan.vacancies["start"] == start)).any()
    return lines or ([] if gap_today else [_line("empty")])


def _planned(plan: Plan, post: str, names: Mapping[str, str]) -> list[dict[str, str]]:
    """New holders and the times left vacant, by date."""
    stints = plan.stints[(plan.stints["post"] == post) & (plan.stints["how"] != "holds")]
    gaps = plan.vacancies[plan.vacancies["post"] == post]
    new = [_line("planned", row["cadre"], names[row["cadre"]], row["start"], "", row["how"]) for row in records(stints)]
    vacant = [_line("vacant", "", "", row["start"], row["end"]) for row in records(gaps)]
    return sorted(new + vacant, key=lambda line: line["start"])


def _bench(plan: Plan, post: str, names: Mapping[str, str]) -> list[dict[str, str]]:
    listed = plan.bench[plan.bench["post"] == post].sort_values("ready", kind="stable")
    return [_line(row["ready"], row["cadre"], names[row["cadre"]]) for row in records(listed)] or [_line("none")]


def _legend(sheet: Sheet) -> None:
    """The signs of the cards, in words."""
    y, x = sheet.top - 6, sheet.left + UNIT_WIDTH
    for sign, word, color in (
        ("■", say("succession.today"), INK),
        ("→", say("succession.planned"), INK),
        ("●", say("ready.near"), GREEN),
        ("○", say("ready.next"), BLUE),
        ("✕", say("succession.none"), VERMILLION),
    ):
        sheet.text(x, y, sign, size=9, bold=True, color=color)
        sheet.text(x + 12, y, word, size=8)
        x += 12 + text_width(word, 8) + 22
    for look, word in (
        ({"edgecolor": VERMILLION, "linestyle": "--", "linewidth": 1.2}, say("succession.key.empty")),
        ({"edgecolor": VERMILLION, "hatch": "//////", "linewidth": 0.5}, say("succession.key.vacant")),
    ):
        sheet.box(x, y - 4, 16, 8, **look)
        sheet.text(x + 21, y, word, size=8)
        x += 21 + text_width(word, 8) + 22


def _unit(sheet: Sheet, name: str, top: float, height: float) -> None:
    sheet.line((sheet.left, top + GAP / 2), (sheet.right, top + GAP / 2))
    for number, line in enumerate(wrap(name, UNIT_WIDTH - 10, 9, bold=True)[: int(height / 12)]):
        sheet.text(sheet.left, top - 10 - number * 12, line, size=9, bold=True)


def _card(sheet: Sheet, card: pd.DataFrame, column: int, top: float, pitch: float) -> None:
    room = (sheet.right - sheet.left - UNIT_WIDTH + GAP) / COLUMNS
    x, width, height = sheet.left + UNIT_WIDTH + column * room, room - GAP, pitch - GAP
    kinds = set(card["line"])
    if "today" in kinds:
        look: dict[str, Any] = {"edgecolor": RULE, "linewidth": 0.9}
    else:
        look = {"edgecolor": VERMILLION, "linestyle": "--", "linewidth": 1.3}
    sheet.box(x + 7, top - height, width - 7, height, **look)
    cover: dict[str, Any] = {"facecolor": GREEN} if "near" in kinds else {"facecolor": ORANGE}
    if "none" in kinds:
        cover = {"edgecolor": VERMILLION, "hatch": "////////", "linewidth": 0.5}
    sheet.box(x, top - height, 5, height, **cover)

    inner, y = width - 15, top - 8
    x += 11
    first = card.iloc[0]
    title = clip(first["title_name"], inner, 7)
    sheet.text(x, y, title, size=7, color=BLUE)
    rest = inner - text_width(title, 7) - 6
    sheet.text(x + inner, y, clip(first["title_name_vi"], rest, 7), size=7, color=QUIET, align="right")
    lines = records(card)
    shown = lines if len(lines) <= LINES else lines[: LINES - 1]
    for line in shown:
        y -= LINE
        _draw_line(sheet, line, x, y, inner)
    if len(shown) < len(lines):
        sheet.text(x + 12, y - LINE, say("and_more", n=len(lines) - len(shown)), size=7, color=QUIET)


def _draw_line(sheet: Sheet, line: dict[str, str], x: float, y: float, width: float) -> None:
    """One line of a card: a sign, a name, and at the right a date or the readiness in words."""
    sign, color, rights = _signs(line)
    if line["line"] == "vacant":
        sheet.box(x, y - 3.2, 9, 6.4, edgecolor=VERMILLION, hatch="//////", linewidth=0.5)
    else:
        sheet.text(x, y, sign, size=8, bold=True, color=color)
    if line["line"] in ("empty", "vacant", "none"):
        sheet.text(x + 12, y, rights[0], size=SIZE, color=VERMILLION)
        return
    bold = line["line"] == "today"
    name = line["name"]
    whole = width - 12 - text_width(name, SIZE, bold=bold) - 6
    right = next((text for text in rights if text_width(text, 7) <= whole), rights[-1])
    room = width - 12 - text_width(right, 7) - 6
    sheet.text(x + 12, y, fit_name(name, room, SIZE, bold=bold), size=SIZE, bold=bold)
    sheet.text(x + width, y, right, size=7, color=QUIET, align="right")


def _signs(line: dict[str, str]) -> tuple[str, str, list[str]]:
    """Sign, its colour, and what the right side says, from the fullest to the shortest."""
    kind, start, end, why = line["line"], line["start"], line["end"], line["why"]
    if kind == "today":
        if not end:
            return "■", INK, [""]
        reason = say("until.why", date=month(end), why=say(f"until.{why}")) if why else ""
        return "■", INK, [*filter(None, [reason]), say("until", date=month(end))]
    if kind == "planned":
        since = say("from", date=month(start))
        return "→", INK, [f"{since}, {say(f'how.{why}')}", since]
    if kind == "vacant":
        return "", VERMILLION, [say("succession.vacant", start=month(start), end=month(end))]
    if kind in ("near", "next"):
        return ("●", GREEN, [say("ready.near")]) if kind == "near" else ("○", BLUE, [say("ready.next")])
    return "✕", VERMILLION, [say(f"succession.{kind}")]
