"""Gap chart of a nation: what each province has reached and proven in each goal, and when it was planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from planner.engine.outcome import relative_gap
from planner.language import _, counted, grouped, share
from planner.plan.plan import Plan, Tier
from planner.report.charts.base import (
    A4,
    BLUE,
    GREEN,
    INK,
    ORANGE,
    QUIET,
    SKY,
    VERMILLION,
    Heading,
    Sheet,
    clip,
    even_pages,
    new_sheet,
    period,
    text_width,
    wrap,
)
from planner.report.charts.gap_words import better, duration, ending, measured
from planner.report.names import records, unit_names
from planner.report.proven import FAR, goal_name, open_gaps

COLUMNS: Final = ("province", "name", "tier", "sense", "seconds", "planned", "again", "value", "bound", "gap")

NAME: Final = 122.0
TIMES: Final = 150.0
BETWEEN: Final = 14.0
LEGEND: Final = 20.0
HEAD: Final = 48.0
ROW: Final = 9.2
MOST_ROW: Final = 24.0
SIZE: Final = 7.2
BESIDE: Final = 8.0
APART: Final = 4.0
SAMPLE: Final = 22.0
TRACK: Final = 34.0
"""A gap as large as the value."""
LEAST_TRACK: Final = 10.0
BAR: Final = 6.0
TICKS: Final = (1, 2, 5, 10, 20, 50)


def told(plan: Plan) -> dict[str, dict[str, Any]]:
    """What the plan tells of each province that was planned by itself; nothing where it does not tell of every goal."""
    provinces: dict[str, dict[str, Any]] = plan.provenance.get("provinces") or {}
    goals = len(plan.tiers)
    whole = all(len(own.get("values", ())) == goals == len(own.get("bounds", ())) for own in provinces.values())
    return provinces if goals and whole else {}


def table(plan: Plan) -> pd.DataFrame:
    """One row per goal of all provinces together (``province`` is blank), then of each by itself.

    Returns
    -------
    pandas.DataFrame
        ``province``, ``name``, ``tier``, ``sense``, ``seconds`` (how long the solve took), ``planned`` (how many after
        the whole solve began it was), ``again`` (the same when it was planned for the last time with quotas or prices
        for shared targets, else blank), ``value``, ``bound`` and ``gap`` (their distance as a part of the value).
    """
    provinces, names = told(plan), unit_names(plan)
    together = _("{provinces} together").format(provinces=counted(len(provinces), "province"))
    # plans of older programs have the province in place of the goal
    trace = plan.trace.assign(province=plan.trace["province"].where(plan.trace["province"] != "", plan.trace["tier"]))
    first = trace["phase"] == "planned"
    planned, again = (trace[rows].groupby("province")["seconds"].max() for rows in (first, ~first))
    rows: list[tuple[Any, ...]] = [
        ("", together, tier.name, tier.sense, plan.seconds, plan.seconds, None, tier.value, tier.bound, tier.gap)
        for tier in plan.tiers
    ]
    for province, own in provinces.items():
        times = sum(own.get("seconds", {}).values()), planned.get(province), again.get(province)
        for tier, value, bound in zip(plan.tiers, own["values"], own["bounds"], strict=True):
            gap = relative_gap(value, bound)
            rows.append((province, names.get(province, province), tier.name, tier.sense, *times, value, bound, gap))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"planned": "float64", "again": "float64"})


def draw(plan: Plan, goals: pd.DataFrame) -> list[Figure]:
    """A row for each province below one for all together: each goal with its gap, then when it was planned."""
    subtitle = _("What each province reaches by itself, and how far that may be from its best: {period}")
    heading = Heading(finding(plan, goals), subtitle.format(period=period(plan)), _notes(plan))
    rows = [(name, records(own)) for name, own in goals.groupby("province", sort=False)]
    together, provinces = rows[0][1], [own for _name, own in rows[1:]]
    blank = new_sheet(plan, A4, heading)
    room = int((blank.top - LEGEND - HEAD - blank.bottom) / ROW) - 1
    pages = even_pages([1] * len(provinces), room)
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A4, heading, number, len(pages))
        times = _times(sheet, plan, goals)
        columns = _columns(sheet, plan, goals, times.left - BETWEEN if times else sheet.right)
        _legend(sheet, goals)
        top = sheet.top - LEGEND - HEAD
        pitch = min((top - sheet.bottom) / (len(pages[0]) + 1), MOST_ROW)
        _head(sheet, columns, plan.tiers, goals, top)
        if times:
            _moments(sheet, times, top, pitch * (len(page) + 1))
        _row(sheet, columns, together, top - 0.5 * pitch, pitch)
        for place, at in enumerate(page, 1):
            y = top - (place + 0.5) * pitch
            _row(sheet, columns, provinces[at], y, pitch)
            if times:
                _planned(sheet, times, provinces[at][0], y)
        figures.append(sheet.figure)
    return figures


def finding(plan: Plan, goals: pd.DataFrame) -> str:
    """In how many provinces each goal is proven best, and what ended the solve; else that all is proven."""
    own = goals[goals["province"] != ""]
    provinces = counted(own["province"].nunique(), "province")
    if all(tier.proven for tier in plan.tiers):
        proven = _("Every goal of {provinces} together proven best after {seconds}")
        return proven.format(provinces=provinces, seconds=duration(plan.seconds))
    ended = ending(plan, plan.seconds)
    if (own["gap"] == 0).all():
        words = _("{ended}: every goal of each of {provinces} proven best; together {gaps}")
        gaps = "; ".join(open_gaps((tier.name, tier.gap) for tier in plan.tiers))
        return words.format(ended=ended, provinces=provinces, gaps=gaps)
    best = [(goal_name(tier.name), _best(own, tier)) for tier in plan.tiers]
    counts = (
        _("{goal} in {n}").format(goal=goal, n=grouped(n)) if n else _("{goal} in none").format(goal=goal)
        for goal, n in best
    )
    words = _("{ended}; of {provinces} proven best: {counts}")
    return words.format(ended=ended, provinces=provinces, counts=", ".join(counts))


def _best(own: pd.DataFrame, tier: Tier) -> int:
    """In how many provinces a goal is proven best."""
    return int((own.loc[own["tier"] == tier.name, "gap"] == 0).sum())


def _notes(plan: Plan) -> tuple[str, ...]:
    """Why provinces and all together need not agree."""
    apart = _("Each province is planned by itself; targets that provinces share count only for all together.")
    if all(tier.proven for tier in plan.tiers):
        return (apart,)
    bounds = _(
        "A province's bound takes what it reached in the goals before as given; that of all together, after a goal "
        "with a gap, does not, and so lies further off."
    )
    return (apart, bounds)


@dataclass(frozen=True)
class Column:
    """A goal in every row: its left edge, where values end, the room beside them, and how long a whole gap is there."""

    left: float
    value: float
    width: float
    track: float


@dataclass(frozen=True)
class Times:
    """The last column: its left edge, points for a second, and the seconds that it holds."""

    left: float
    scale: float
    seconds: float

    def x(self, seconds: float) -> float:
        """Where a moment lies."""
        return self.left + seconds * self.scale


def _times(sheet: Sheet, plan: Plan, goals: pd.DataFrame) -> Times | None:
    """None where the plan does not tell when provinces were planned."""
    own = records(goals[goals["province"] != ""])
    moments = [row[when] for row in own for when in ("planned", "again") if not pd.isna(row[when])]
    if not moments:
        return None
    seconds = max(plan.seconds, *moments)
    return Times(sheet.right - TIMES, TIMES / seconds, seconds)


def _columns(sheet: Sheet, plan: Plan, goals: pd.DataFrame, right: float) -> list[Column]:
    """The goals, as wide as each other up to the right edge."""
    width = (right - sheet.left - NAME) / len(plan.tiers)
    columns = []
    for number, tier in enumerate(plan.tiers):
        left = sheet.left + NAME + number * width
        told = (grouped(int(value)) for value in goals.loc[goals["tier"] == tier.name, "value"])
        value = max(text_width(one, SIZE, bold=True) for one in told)
        room = width - BETWEEN - value - BESIDE
        track = min(TRACK, room - text_width(share(0.999, 1), SIZE) - APART)
        columns.append(Column(left, left + value, room, track))
    return columns


def _legend(sheet: Sheet, goals: pd.DataFrame) -> None:
    """What stands beside a value, and what the last column shows; only what occurs."""
    x, y = sheet.left, sheet.top - 7
    own = goals[goals["province"] != ""]
    looks = (
        ("best", (goals["gap"] == 0).any(), _("proven best")),
        (
            "near",
            goals["gap"].between(0, FAR, inclusive="neither").any(),
            _("gap to the bound, as a part of the value"),
        ),
        ("far", (goals["gap"] >= FAR).any(), _("bound far off, told as a number")),
        ("times", own["planned"].notna().any(), _("being planned")),
        ("again", own["again"].notna().any(), _("planned again for shared targets")),
    )
    for look, occurs, words in looks:
        if not occurs:
            continue
        if look == "best":
            sheet.text(x, y, "✓", size=9, bold=True, color=GREEN)
        elif look == "times":
            sheet.box(x, y - BAR / 2, SAMPLE, BAR, **PLANNING)
        elif look == "again":
            _again(sheet, x + 5, y)
        else:
            _track(sheet, x, y, 0.4 if look == "near" else FAR, SAMPLE)
        x += 14 if look in ("best", "again") else SAMPLE + 5
        sheet.text(x, y, words, size=8)
        x += text_width(words, 8) + 14


PLANNING: Final[dict[str, Any]] = {"facecolor": SKY, "edgecolor": BLUE, "linewidth": 0.5}


def _head(sheet: Sheet, columns: Sequence[Column], tiers: Sequence[Tier], goals: pd.DataFrame, top: float) -> None:
    """The name of each goal, what it counts, and in how many provinces it is proven best."""
    own = goals[goals["province"] != ""]
    for column, tier in zip(columns, tiers, strict=True):
        width = column.value + BESIDE + column.width - column.left
        sheet.text(column.left, top + 41, clip(goal_name(tier.name), width, 9, bold=True), size=9, bold=True)
        counts = wrap(f"{measured(tier.name)}, {better(tier)}", width, 7)
        for line, words in enumerate(counts if len(counts) <= 2 else wrap(measured(tier.name), width, 7, most=2)):
            sheet.text(column.left, top + 30 - 9 * line, words, size=7, color=QUIET)
        best = _("{n} of {all}").format(n=grouped(_best(own, tier)), all=grouped(own["province"].nunique()))
        sheet.text(column.left, top + 9, f"{best} ✓", size=8, bold=True)
    sheet.line((sheet.left, top), (sheet.right, top), color=INK)


def _moments(sheet: Sheet, times: Times, top: float, height: float) -> None:
    """The heading of the last column, and a few round moments with a line through all rows."""
    sheet.text(times.left, top + 41, _("When planned"), size=9, bold=True)
    sheet.text(times.left, top + 30, _("seconds since the solve began"), size=7, color=QUIET)
    widest = text_width(grouped(times.seconds, 1), 7) + 6
    power = 10.0 ** (len(str(int(times.seconds))) - 2)
    step = next(power * part for part in TICKS if power * part * times.scale >= widest)
    for number in range(int(times.seconds / step) + 1):
        x = times.x(number * step)
        sheet.line((x, top), (x, top - height), linewidth=0.4, zorder=0)
        told = grouped(number * step, 0 if step >= 1 else 1)
        sheet.text(x, top + 8, told, size=7, align="center", color=QUIET)


def _row(sheet: Sheet, columns: Sequence[Column], goals: Sequence[dict[str, Any]], y: float, pitch: float) -> None:
    """The goals of a province, or of all together in bold."""
    whole = not goals[0]["province"]
    look: dict[str, Any] = {"color": INK, "linewidth": 0.6} if whole else {"linewidth": 0.3}
    sheet.line((sheet.left, y - pitch / 2), (sheet.right, y - pitch / 2), **look)
    sheet.text(sheet.left, y, clip(goals[0]["name"], NAME - 8, SIZE, bold=whole), size=SIZE, bold=whole)
    for column, goal in zip(columns, goals, strict=True):
        sheet.text(column.value, y, grouped(int(goal["value"])), size=SIZE, bold=whole, align="right")
        _gap(sheet, column, y, goal)


def _planned(sheet: Sheet, times: Times, province: dict[str, Any], y: float) -> None:
    """From when to when a province was planned for the first time, and when it was again."""
    if not pd.isna(province["planned"]):
        begun = max(0.0, province["planned"] - province["seconds"])
        sheet.box(times.x(begun), y - BAR / 2, (province["planned"] - begun) * times.scale, BAR, **PLANNING)
    if not pd.isna(province["again"]):
        _again(sheet, times.x(province["again"]), y)


def _gap(sheet: Sheet, column: Column, y: float, goal: dict[str, Any]) -> None:
    """A tick for what is proven best; else the gap as a bar and a number, or the bound that is far off."""
    x = column.value + BESIDE
    if goal["gap"] == 0:
        sheet.text(x, y, "✓", size=9, bold=True, color=GREEN)
        return
    far = goal["gap"] >= FAR
    side = "≥" if goal["sense"] == "min" else "≤"
    words = f"{side} {grouped(int(goal['bound']))}" if far else share(goal["gap"], 1)
    wide = text_width(words, SIZE)
    track = min(column.track, column.width - wide - APART)
    if track >= LEAST_TRACK:
        _track(sheet, x, y, goal["gap"], track)
        x += track + APART
    elif wide > column.width:  # a number that is cut off would be another one
        _track(sheet, x, y, goal["gap"], max(LEAST_TRACK, column.width))
        return
    sheet.text(x, y, words, size=SIZE, color=VERMILLION if far else INK)


def _track(sheet: Sheet, x: float, y: float, gap: float, width: float) -> None:
    """A gap as a part of the value; hatched where the bound is far off."""
    if gap >= FAR:
        sheet.box(x, y - BAR / 2, width, BAR, facecolor="white", edgecolor=VERMILLION, hatch="//////", linewidth=0.6)
        return
    sheet.box(x, y - BAR / 2, width * gap, BAR, facecolor=ORANGE)
    sheet.box(x, y - BAR / 2, width, BAR, edgecolor=QUIET, linewidth=0.5)


def _again(sheet: Sheet, x: float, y: float) -> None:
    sheet.add(Line2D((x,), (y,), marker="D", markersize=4.5, color=BLUE, markerfacecolor="white", linestyle="none"))
