"""Mix chart: each target today and planned, with its bounds and what is missing in persons."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.language import counted
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    A4,
    BLUE,
    INK,
    QUIET,
    RULE,
    VERMILLION,
    Heading,
    Paper,
    Sheet,
    clip,
    even_pages,
    fit_post,
    new_sheet,
    pages_of,
    period,
    wrap,
)
from planner.report.charts.posts import charted_posts
from planner.report.names import records, scope_names, unit_names
from planner.report.words import band_words, known, say, scope_words

ZOOMS: Final = (1.3, 1.2, 1.1, 1.0)
MOST_SPREAD: Final = 1.6
"""How far targets stand apart where a page has room, against their own height."""
NAME_WIDTH: Final = 190.0
LABEL_WIDTH: Final = 74.0
TEXT_WIDTH: Final = 170.0
BLOCK: Final = 52
TILES: Final = 7
TILE_HEIGHT: Final = 29
MOST_TILES: Final = 42


def table(plan: Plan) -> pd.DataFrame:
    """One row per target and part of its scope, at its worst period.

    Returns
    -------
    pandas.DataFrame
        The columns of the plan's ``mix``, ``of_name``, ``missed`` (persons short
        or over), and of how many ``periods`` it counts in ``periods_met``.
    """
    part = ["target", "of"]
    mix = plan.mix.assign(missed=plan.mix["short"] + plan.mix["over"])
    names = unit_names(plan) | {post["post"]: _post_name(post) for post in records(charted_posts(plan))}
    mix["of_name"] = [names.get(of, of) for of in mix["of"]]
    mix["order"] = mix.groupby(part, sort=False).ngroup()
    mix["periods"] = mix.groupby("order")["missed"].transform("size")
    mix["periods_met"] = mix["missed"].eq(0).groupby(mix["order"]).transform("sum")
    worst_last = mix.sort_values(["order", "missed", "date"], kind="stable")
    return worst_last.drop_duplicates("order", keep="last").drop(columns="order").reset_index(drop=True)


def _post_name(post: dict[str, Any]) -> str:
    """A committee is known by its unit, whose only list it is; a post by unit and title."""
    return post["unit_name"] if post["committee"] else post["label"]


def draw(plan: Plan, parts: pd.DataFrame) -> list[Figure]:
    """Bars for whole scopes; a summary with a tile per part for the others."""
    targets = [records(rows) for _, rows in parts.groupby("target", sort=False)]
    heights = [_height(rows) for rows in targets]
    heading = Heading(finding(parts), say("mix.subtitle", period=period(plan)))
    paper, zoom, pages = _layout(plan, heading, heights)
    whole = parts[parts["of"] == ""]
    most = max([1, *whole["today"], *whole["planned"], *whole["lower"].dropna(), *whole["upper"].dropna()])
    figures, named = [], scope_names(plan)
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, paper, heading, number, len(pages), zoom=zoom)
        y = sheet.top - 8
        used = sum(heights[index] for index in page)
        spread = min((y - sheet.bottom) / used, MOST_SPREAD)
        for index in page:
            sheet.line((sheet.left, y), (sheet.right, y))
            rows = targets[index]
            _name(sheet, rows[0], y, named)
            if rows[0]["of"]:
                _parts(sheet, rows, y)
            else:
                _bars(sheet, rows[0], y, most)
            y -= heights[index] * spread
        figures.append(sheet.figure)
    return figures


def _layout(plan: Plan, heading: Heading, heights: list[int]) -> tuple[Paper, float, list[list[int]]]:
    """The largest way in which all fits on one page of A4 or A3, else pages of A3 that are about equally full."""
    for paper, zooms in ((A4, ZOOMS), (A3, (*ZOOMS, 1.0))):
        page = new_sheet(plan, paper, heading)
        room = page.top - page.bottom
        for zoom in zooms:
            if sum(heights) <= room / zoom - 8:
                return paper, zoom, [list(range(len(heights)))]
    fewest = len(pages_of(heights, int(room) - 8))
    zoom = next(zoom for zoom in (*ZOOMS, 1.0) if len(pages_of(heights, int(room / zoom) - 8)) == fewest)
    return A3, zoom, even_pages(heights, int(room / zoom) - 8)


def finding(parts: pd.DataFrame) -> str:
    """How many targets are reached, and which one misses most."""
    missed = parts.groupby("target", sort=False)["missed"].sum()
    targets = counted(len(missed), "target")
    if missed.max() == 0:
        first = parts.iloc[0]
        if first["of"]:
            return say("mix.reached", targets=targets)
        return say(
            "mix.reached.first", targets=targets, target=first["target"], today=first["today"], planned=first["planned"]
        )
    worst = [
        say("mix.missed", target=name, persons=counted(int(by), "person")) for name, by in missed.items() if by > 0
    ]
    unnamed = max(len(worst) - 2, 0)
    more = say("mix.missed.more", n=unnamed) if unnamed else ""
    return say("mix.finding", met=int((missed == 0).sum()), targets=targets, missed=", ".join(worst[:2]) + more)


def reaching(rows: list[dict[str, Any]]) -> tuple[int, int]:
    """How many parts of a target are within its bounds today, and how many in the plan."""
    today = 0
    for row in rows:
        low = not pd.isna(row["lower"]) and row["today"] < row["lower"]
        high = not pd.isna(row["upper"]) and row["today"] > row["upper"]
        today += not low and not high
    return today, sum(row["missed"] == 0 for row in rows)


def _shown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts that get a tile: all if they are few, else those that miss the target."""
    return rows if len(rows) <= MOST_TILES else [row for row in rows if row["missed"]][:MOST_TILES]


def _height(rows: list[dict[str, Any]]) -> int:
    return BLOCK + 2 + TILE_HEIGHT * -(-len(_shown(rows)) // TILES) if rows[0]["of"] else BLOCK


def _name(sheet: Sheet, row: dict[str, Any], y: float, named: Mapping[str, str]) -> None:
    lines = wrap(row["target"], NAME_WIDTH, 9, bold=True, most=2)
    for number, line in enumerate(lines):
        sheet.text(sheet.left, y - 12 - 12 * number, line, size=9, bold=True)
    scope = scope_words(row["scope"], named)
    values = [
        band_words(value) if row["column"] == "age_band" else known(f"value.{value}", value)
        for value in row["values"].split(";")
    ]
    column = known(f"column.{row['column']}", row["column"])
    what = say("mix.what", scope=scope, column=column, values=", ".join(values))
    sheet.text(sheet.left, y - 12 - 12 * len(lines), clip(what, NAME_WIDTH, 7.5), size=7.5, color=QUIET)


def _bounds(row: dict[str, Any]) -> str:
    lower, upper = row["lower"], row["upper"]
    if pd.isna(upper):
        return say("mix.at_least", lower=lower)
    if pd.isna(lower):
        return say("mix.at_most", upper=upper)
    return say("mix.exactly" if lower == upper else "mix.between", lower=lower, upper=upper)


def _verdict(row: dict[str, Any]) -> str:
    if row["short"]:
        return say("mix.short", persons=counted(row["short"], "person"))
    return say("mix.over", persons=counted(row["over"], "person")) if row["over"] else say("mix.ok")


def _bars(sheet: Sheet, row: dict[str, Any], y: float, most: int) -> None:
    """Two bars with the numbers at their left, ticks at the bounds, the verdict at the right."""
    _pair(sheet, row["today"], row["planned"], y, most)
    for bound, toward in (("lower", 1), ("upper", -1)):
        if not pd.isna(row[bound]):
            _tick(sheet, row[bound] / most, y, toward)
    _verdicts(sheet, y, say("mix.target", bounds=_bounds(row)), _verdict(row), bad=row["missed"] > 0)
    if row["periods"] > 1:
        spell = say("mix.periods", met=row["periods_met"], periods=counted(row["periods"], "period"))
        sheet.text(sheet.right - TEXT_WIDTH, y - 40, spell, size=7.5, color=QUIET)


def _bar_room(sheet: Sheet) -> tuple[float, float]:
    """Where bars begin, and how wide the widest is."""
    left = sheet.left + NAME_WIDTH + LABEL_WIDTH
    return left, sheet.right - TEXT_WIDTH - 16 - left


def _pair(sheet: Sheet, today: int, planned: int, y: float, most: int) -> None:
    """A bar for today and one for the plan, with their numbers."""
    left, width = _bar_room(sheet)
    looks = (
        ("today", today, -15.0, {"edgecolor": QUIET, "hatch": "////", "linewidth": 0.8}),
        ("planned", planned, -33.0, {"facecolor": BLUE}),
    )
    for column, number, down, look in looks:
        sheet.text(left - 30, y + down, say(f"mix.{column}"), size=8, align="right", color=QUIET)
        sheet.text(left - 6, y + down, str(number), size=8.5, bold=True, align="right")
        sheet.box(left, y + down - 6, number / most * width, 12, **look)
    sheet.line((left, y - 5), (left, y - 43), color=INK, linewidth=0.8)


def _tick(sheet: Sheet, share: float, y: float, toward: int) -> None:
    """A bound at this share of the widest bar; the foot of its mark points to where the target is reached."""
    left, width = _bar_room(sheet)
    x = left + share * width
    sheet.line((x, y - 5), (x, y - 43), color=INK, linewidth=2)
    sheet.line((x, y - 43), (x + 5 * toward, y - 43), color=INK, linewidth=2)


def _verdicts(sheet: Sheet, y: float, target: str, verdict: str, *, bad: bool) -> None:
    x = sheet.right - TEXT_WIDTH
    sheet.text(x, y - 13, clip(target, TEXT_WIDTH, 8.5), size=8.5)
    color = VERMILLION if bad else INK
    sheet.text(x, y - 27, clip(verdict, TEXT_WIDTH, 9, bold=True), size=9, bold=True, color=color)


def _parts(sheet: Sheet, rows: list[dict[str, Any]], y: float) -> None:
    """How many parts reach the target today and planned, of how many, then a tile for each part."""
    today, planned = reaching(rows)
    noun = {"each_unit": "unit", "each_province": "province", "each_committee": "list"}.get(rows[0]["scope"], "post")
    _pair(sheet, today, planned, y, len(rows))
    _tick(sheet, 1, y, 1)
    target = _bounds(rows[0]) if len({_bounds(row) for row in rows}) == 1 else say("mix.own_bounds")
    missed = sum(row["missed"] for row in rows)
    verdict = say("mix.parts", today=today, planned=planned, parts=counted(len(rows), noun))
    persons = say(
        "mix.persons.missed" if missed else "mix.persons",
        today=sum(row["today"] for row in rows),
        persons=counted(sum(row["planned"] for row in rows), "person"),
        missed=missed,
    )
    sheet.text(sheet.right - TEXT_WIDTH, y - 40, clip(persons, TEXT_WIDTH, 7.5), size=7.5, color=QUIET)
    _verdicts(sheet, y, say("mix.target", bounds=target), verdict, bad=missed > 0)
    room = (sheet.right - sheet.left + 6) / TILES
    for number, row in enumerate(_shown(rows)):
        x = sheet.left + (number % TILES) * room
        top = y - BLOCK + 3 - (number // TILES) * TILE_HEIGHT
        bad = row["missed"] > 0
        edge = (
            {"edgecolor": VERMILLION, "linewidth": 1.4, "linestyle": "--"}
            if bad
            else {"edgecolor": RULE, "linewidth": 0.6}
        )
        sheet.box(x, top - TILE_HEIGHT + 4, room - 6, TILE_HEIGHT - 4, **edge)
        sheet.text(x + 4, top - 7, fit_post(row["of_name"], room - 14, 7), size=7)
        text = say("mix.tile", today=row["today"], planned=row["planned"], verdict=_verdict(row))
        sheet.text(x + 4, top - 18, clip(text, room - 14, 7), size=7, color=VERMILLION if bad else QUIET)
