"""Retirements chart: when posts fall vacant because time in them ends, and what fills them, half-year by half-year."""

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.language import _, ngettext
from planner.plan.plan import Plan
from planner.plan.verify.facts import Facts, read_facts
from planner.report.charts.base import (
    A4,
    BLUE,
    GREEN,
    INK,
    ORANGE,
    QUIET,
    VERMILLION,
    Heading,
    Sheet,
    new_sheet,
    period,
    text_width,
)
from planner.report.charts.bench import counted_once
from planner.report.charts.posts import charted_posts
from planner.report.charts.spans import Span, seat_spans
from planner.report.names import cadre_names
from planner.report.words import month
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date, month_index

BIN: Final = 6
"""Months of a bar, or a multiple of them where the bars would be more than ``MOST_BINS``."""
MOST_BINS: Final = 40
ENDINGS: Final = ("service", "tenure_cap", "planned", "rotation")
"""Why time in a post ends by itself; moves and returns are the plan's own choice."""
COVERS: Final = ("filled", "gap", "empty", "ready", "unready")
"""What becomes of a post: within the plan, then after its end."""
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "filled": {"facecolor": BLUE},
    "gap": {"facecolor": "#fbe7bd", "edgecolor": ORANGE, "hatch": "////", "linewidth": 0.6},
    "empty": {"facecolor": "#ffffff", "edgecolor": VERMILLION, "hatch": "xxxx", "linewidth": 0.9},
    "ready": {"facecolor": "#bfe6da", "edgecolor": GREEN, "hatch": "....", "linewidth": 0.6},
    "unready": {"facecolor": "#ffffff", "edgecolor": VERMILLION, "hatch": "\\\\\\\\", "linewidth": 0.9},
}
COLUMNS: Final = ("date", "post", "label", "cadre", "name", "why", "cover", "half_year")
ROOM_LEFT: Final = 62.0
FOOT: Final = 46.0
"""Room under the bars for dates and sums."""
TALLEST: Final = 34.0
"""Points of one post."""


def table(plan: Plan) -> pd.DataFrame:
    """One row per post to be filled whose holder's time ends, within the plan and as long again after it.

    Returns
    -------
    pandas.DataFrame
        ``date`` (true to the month), ``post``, ``label``, ``cadre``, ``name``, ``why`` (``service``, ``tenure_cap``,
        ``planned``, ``rotation``), ``cover`` and ``half_year``, the first day of the bar. Within the plan the cover is
        ``filled`` at once, after a ``gap``, or ``empty`` to the end of the plan. After it, when nothing is planned
        yet, ``ready`` says that a successor who is ready now is left for the post with each person counted once and
        in service then, ``unready`` that none is.
    """
    facts = read_facts(plan.scenario, resolve(plan.scenario)[0])
    posts = charted_posts(plan)
    labels = dict(zip(posts["post"], posts["label"], strict=True))
    wanted = set(posts.loc[posts["wanted"], "post"])
    spans = [span for span in seat_spans(plan) if span["post"] in wanted]
    found = sorted([*_within(spans), *_after(plan, facts, spans)])
    names = cadre_names(plan)
    start, step = plan.scenario.start, _step(plan)
    rows = [
        {
            "date": date,
            "post": post,
            "label": labels[post],
            "cadre": cadre,
            "name": names[cadre],
            "why": why,
            "cover": cover,
            "half_year": month_date(start + (month_index(date) - start) // step * step),
        }
        for date, post, cadre, why, cover in found
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def nothing() -> str:
    """Why there is no chart."""
    return _("No holder's time in post ends within the plan or as long again after it")


def draw(plan: Plan, ends: pd.DataFrame) -> list[Figure]:
    """Stacked bars with their numbers, and the sums so far."""
    subtitle = _("Posts whose holder's service, term, cap or rotation ends, by half-year: {period} and as long again")
    note = _(
        "After the plan: holders as planned at its end. A successor counts who is ready now, for one post only, and is "
        "in service then."
    )
    heading = Heading(finding(plan, ends), subtitle.format(period=period(plan)), (note,))
    sheet = new_sheet(plan, A4, heading)
    _legend(sheet, [cover for cover in COVERS if (ends["cover"] == cover).any()])
    first, months = plan.scenario.start, plan.scenario.settings.horizon_months
    shown = [month_date(first + number) for number in range(0, 2 * months, _step(plan))]
    counts = ends.groupby(["half_year", "cover"]).size()
    width = (sheet.right - sheet.left - ROOM_LEFT) / len(shown)
    floor, top = sheet.bottom + FOOT, sheet.top - 46
    most = int(ends.groupby("half_year").size().max())
    unit = min((top - floor) / most, TALLEST)
    total = 0
    every = 1 if width >= 36 else 2
    for number, begin in enumerate(shown):
        x = sheet.left + ROOM_LEFT + number * width
        here = {cover: int(counts.get((begin, cover), 0)) for cover in COVERS}
        total += sum(here.values())
        _bar(sheet, here, x + width * 0.12, floor, width * 0.76, unit)
        if number % every == 0:
            sheet.text(x + width / 2, floor - 9, month(begin), size=6.8, align="center", color=QUIET)
        sheet.text(x + width / 2, floor - 24, str(total), size=7.2, align="center")
    sheet.line((sheet.left + ROOM_LEFT, floor), (sheet.right, floor), color=INK, linewidth=0.8)
    sheet.text(sheet.left, floor - 9, _("from"), size=7.2, color=QUIET)
    sheet.text(sheet.left, floor - 24, _("in all so far"), size=7.2, color=QUIET)
    x = sheet.left + ROOM_LEFT + months / _step(plan) * width
    sheet.line((x, floor - 30), (x, sheet.top - 20), color=INK, linewidth=1.0, linestyle="--")
    sheet.text(x - 5, sheet.top - 26, _("plan"), size=8, bold=True, align="right")
    sheet.text(x + 5, sheet.top - 26, _("after the plan"), size=8, bold=True)
    return [sheet.figure]


def finding(plan: Plan, ends: pd.DataFrame) -> str:
    """How many posts fall vacant and how many of them stay so, within the plan and after it."""
    counts = ends["cover"].value_counts()
    within = sum(int(counts.get(cover, 0)) for cover in COVERS[:3])
    after = len(ends) - within
    filled, unready = int(counts.get("filled", 0)), int(counts.get("unready", 0))
    end = month(month_date(plan.scenario.start + plan.scenario.settings.horizon_months))
    told = ngettext(
        "{n} post falls vacant by {end}, {filled} filled at once",
        "{n} posts fall vacant by {end}, {filled} filled at once",
        within,
    )
    parts = [told.format(n=within, end=end, filled=filled)]
    if after:
        more = ngettext(
            "{n} later, {unready} without a ready successor",
            "{n} later, {unready} without a ready successor",
            after,
        )
        parts.append(more.format(n=after, unready=unready))
    return "; ".join(parts)


def _step(plan: Plan) -> int:
    """Months of a bar."""
    return BIN * -(-2 * plan.scenario.settings.horizon_months // (BIN * MOST_BINS))


def _within(spans: list[Span]) -> Iterable[tuple[str, str, str, str, str]]:
    """Date, post, cadre, reason and cover of every time in post that ends within the plan."""
    seats: dict[tuple[str, int], list[Span]] = {}
    for span in spans:
        seats.setdefault((span["post"], span["seat"]), []).append(span)
    for of_seat in seats.values():
        for number, span in enumerate(of_seat):
            if span["until"] in ENDINGS:
                later = [other["how"] for other in of_seat[number + 1 :]]
                gap = not later or later[0] == "vacant"
                cover = "filled" if not gap else "gap" if any(how != "vacant" for how in later) else "empty"
                yield span["drawn_end"], span["post"], span["cadre"], span["until"], cover


def _after(plan: Plan, facts: Facts, spans: list[Span]) -> Iterable[tuple[str, str, str, str, str]]:
    """The same for who holds a post at the end of the plan, over as many months again."""
    end = facts.clock.end
    ending: list[tuple[int, str, str, str]] = []
    for span in spans:
        if span["until"] == "horizon":
            why, last = min(_limits(facts, span), key=lambda limit: limit[1])
            if last < end + plan.scenario.settings.horizon_months:
                ending.append((max(last, end), span["post"], span["cadre"], why))
    dates = {post: date for date, post, _cadre, _why in sorted(ending, reverse=True)}
    ready = plan.bench[plan.bench["ready"] == "near"]
    pairs = [
        (post, cadre)
        for post, cadre in zip(ready["post"], ready["cadre"], strict=True)
        if post in dates and facts.people[cadre].served_until > dates[post]
    ]
    left = counted_once(pairs)
    for date, post, cadre, why in sorted(ending):
        left[post] = left.get(post, 0) - 1
        yield month_date(date), post, cadre, why, "ready" if left[post] >= 0 else "unready"


def _limits(facts: Facts, span: Span) -> tuple[tuple[str, int], ...]:
    """What ends a stint that lasts to the end of the plan, with its month."""
    for now in facts.held_today(span["cadre"]):
        if span["how"] == "holds" and now.post.post == span["post"]:
            return now.limits
    return facts.limits(facts.people[span["cadre"]], facts.posts[span["post"]], month_index(span["start"]))


def _bar(sheet: Sheet, here: dict[str, int], x: float, floor: float, width: float, unit: float) -> None:
    """What becomes of the posts of one half-year, with numbers where there is room, and their sum above."""
    y = floor
    for cover in COVERS:
        height = here[cover] * unit
        if height:
            sheet.box(x, y, width, height, **LOOKS[cover])
            if height >= 11:
                number = str(here[cover])
                sheet.box(x + width / 2 - 7, y + height / 2 - 4.5, 14, 9, facecolor="#ffffff")
                sheet.text(x + width / 2, y + height / 2, number, size=7.2, align="center")
            y += height
    if y > floor:
        sheet.text(x + width / 2, y + 6, str(sum(here.values())), size=8, bold=True, align="center")


def _legend(sheet: Sheet, covers: list[str]) -> None:
    words = {
        "filled": _("filled at once"),
        "gap": _("filled after a gap"),
        "empty": _("left vacant"),
        "ready": _("a successor is ready now"),
        "unready": _("no successor ready now"),
    }
    x, y = sheet.left, sheet.top - 7
    for cover in covers:
        sheet.box(x, y - 5, 22, 10, **LOOKS[cover])
        sheet.text(x + 27, y, words[cover], size=8)
        x += 27 + text_width(words[cover], 8) + 16
