"""Gap chart: what each goal had reached and what no plan could beat, while the solve ran.

Where provinces were planned one by one, ``gap_provinces`` draws what each of them has proven.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from planner.engine.outcome import relative_gap
from planner.language import _, grouped, ngettext
from planner.plan.plan import Plan, Tier
from planner.report.charts import gap_provinces
from planner.report.charts.base import (
    A4,
    BLUE,
    INK,
    QUIET,
    RULE,
    SKY,
    VERMILLION,
    Heading,
    Sheet,
    clip,
    new_sheet,
    period,
    text_width,
)
from planner.report.charts.gap_words import better, duration, ending, gap_words, measured
from planner.report.names import records
from planner.report.proven import FAR, goal_name, open_gaps

SPREAD: Final = 20
"""The axis is logarithmic where the last step of a goal comes so many times later than the first."""
STRIP: Final = 58.0
TITLE: Final = 30.0
AXIS: Final = 26.0
NUMBERS: Final = 46.0
LABELS: Final = 92.0
BETWEEN: Final = 26.0
LINE: Final = 11.0
LABELLED: Final = 4.0
"""A goal whose part of the strip is narrower is told in its panel only."""

Point = tuple[float, float]


def table(plan: Plan) -> pd.DataFrame:
    """One row per step of the solve, in order; of provinces that were planned by themselves one per goal of each.

    Returns
    -------
    pandas.DataFrame
        The columns of the plan's ``trace``, ``since`` (seconds since the solve came to the goal) and ``gap`` (distance
        of value and bound as a part of the value; blank while one of them is unknown). Of provinces those of
        ``gap_provinces.table``.
    """
    if gap_provinces.told(plan):
        return gap_provinces.table(plan)
    trace = plan.trace
    known = trace["value"].notna() & trace["bound"].notna()
    gaps = [
        relative_gap(int(value), int(bound)) if told else None
        for value, bound, told in zip(trace["value"], trace["bound"], known, strict=True)
    ]
    first = trace.groupby("tier")["seconds"].transform("min")
    return trace.assign(since=trace["seconds"] - first, gap=pd.Series(gaps, index=trace.index, dtype="float64"))


def draw(plan: Plan, steps: pd.DataFrame) -> list[Figure]:
    """How the seconds were spent, and below it a panel for each goal with its own scales."""
    if gap_provinces.told(plan):
        return gap_provinces.draw(plan, steps)
    tiers = [tier for tier in plan.tiers if (steps["tier"] == tier.name).any()]
    seconds = float(steps["seconds"].max())
    subtitle = _("Best value and proven bound of each goal while the solve ran: {period}").format(period=period(plan))
    sheet = new_sheet(plan, A4, Heading(finding(plan, steps), subtitle))
    _strip(sheet, records(steps), seconds)
    _legend(sheet)
    across = 1 if len(tiers) == 1 else 2
    down = -(-len(tiers) // across)
    width = (sheet.right - sheet.left - BETWEEN * (across - 1)) / across
    height = (sheet.top - STRIP - 16 - sheet.bottom) / max(down, 1)
    for number, tier in enumerate(tiers):
        left = sheet.left + (number % across) * (width + BETWEEN)
        top = sheet.top - STRIP - 16 - (number // across) * height
        own = records(steps[steps["tier"] == tier.name])
        _panel(sheet, Room(left, top - height + AXIS, left + width, top), tier, own)
    return [sheet.figure]


def finding(plan: Plan, steps: pd.DataFrame) -> str:
    """When every goal was proven best and what took longest to prove; else what is left open, and what ended it."""
    seconds = float(steps["seconds"].max())
    if plan.tiers and all(tier.proven for tier in plan.tiers):
        proven = _("Every goal proven best after {seconds}").format(seconds=duration(seconds))
        return f"{proven}; {_last_gap(steps)}"
    number = sum(tier.proven for tier in plan.tiers)
    told = ngettext(
        "{ended} with {proven} of {all} goal proven best",
        "{ended} with {proven} of {all} goals proven best",
        len(plan.tiers),
    ).format(ended=ending(plan, seconds), proven=number or _("none"), all=len(plan.tiers))
    return "; ".join([told, *open_gaps((tier.name, tier.gap) for tier in plan.tiers)])


def _last_gap(steps: pd.DataFrame) -> str:
    """Which goal had a gap that prices alone did not close, last of all; else how long the first plan took."""
    searched = steps[steps["phase"].isin(["prove", "search"]) & (steps["gap"] > 0)]
    if searched.empty:
        first = float(steps.loc[steps["tier"] != "", "seconds"].min())
        return _("{seconds} of these went by until the first plan, which left no gap to search").format(
            seconds=duration(first)
        )
    name = searched["tier"].iloc[-1]
    mine = searched[searched["tier"] == name].iloc[0]
    closed = float(steps.loc[steps["tier"] == name, "seconds"].max()) - float(mine["seconds"])
    size = abs(int(mine["value"]) - int(mine["bound"]))
    return _("the last gap, {size} of {value} in {goal}, was closed by {seconds} of search").format(
        size=grouped(size), value=grouped(abs(int(mine["value"]))), goal=_goal(name), seconds=duration(closed)
    )


@dataclass(frozen=True)
class Room:
    """A part of a page, from its lower left to its upper right corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Scale:
    """From seconds and values to points of the page; beyond the values it ends at the edge."""

    room: Room
    seconds: tuple[float, float]
    range: tuple[float, float]
    logarithmic: bool

    def x(self, seconds: float) -> float:
        """Where a moment lies."""
        first, last = self.seconds
        if self.logarithmic:
            share = math.log(max(seconds, first) / first) / math.log(last / first)
        else:
            share = (seconds - first) / (last - first)
        return self.room.left + share * (self.room.right - self.room.left)

    def y(self, value: float) -> float:
        """Where a value lies."""
        low, high = self.range
        share = (min(max(value, low), high) - low) / (high - low)
        return self.room.bottom + share * (self.room.top - self.room.bottom)


def _strip(sheet: Sheet, steps: Sequence[dict[str, Any]], seconds: float) -> None:
    """A bar of all seconds: looking for a plan, then goal after goal."""
    spells = _spells(steps)
    scale = (sheet.right - sheet.left) / max(seconds, 1e-9)
    y, height = sheet.top - 38, 16.0
    end_of_label = sheet.left
    for tier, begin, end in spells:
        x, width = sheet.left + begin * scale, (end - begin) * scale
        look: dict[str, Any] = {"facecolor": "#e9e9e9", "edgecolor": RULE, "linewidth": 0.6}
        if tier:
            look |= {"facecolor": SKY, "edgecolor": INK}
        sheet.box(x, y, max(width, 0.8), height, **look)
        text = f"{_goal(tier)} {duration(end - begin)}"
        if text_width(text, 7.5) + 8 <= width:
            sheet.text(x + 4, y + height / 2, text, size=7.5)
        elif tier and width >= LABELLED and end_of_label <= x <= sheet.right - text_width(text, 7.5):
            sheet.text(x, y + height + 8, text, size=7.5)
            end_of_label = x + text_width(text, 7.5) + 6
    sheet.text(sheet.left, y - 9, duration(0), size=7.5, color=QUIET)
    sheet.text(sheet.right, y - 9, duration(seconds), size=7.5, color=QUIET, align="right")


def _spells(steps: Sequence[dict[str, Any]]) -> list[tuple[str, float, float]]:
    """Which goal was worked on from when to when; blank where a plan for several goals was looked for."""
    spells: list[tuple[str, float, float]] = []
    for step, following in pairwise(steps):
        tier = "" if step["phase"] == "done" else step["tier"]
        begin, end = float(step["seconds"]), float(following["seconds"])
        if spells and spells[-1][0] == tier:
            begin = spells.pop()[1]
        spells.append((tier, begin, end))
    return spells


def _legend(sheet: Sheet) -> None:
    """How the two lines look."""
    x, y = sheet.left, sheet.top - STRIP
    for text, look in ((_("reached"), REACHED), (_("bound: no plan beats it"), BOUND)):
        sheet.add(Line2D((x, x + 12, x + 24), (y, y, y), markevery=[1], **look))
        sheet.text(x + 30, y, text, size=8)
        x += 44 + text_width(text, 8)
    sheet.text(
        x,
        y,
        _("seconds since the solve came to the goal, on a logarithmic scale where they are far apart"),
        size=8,
        color=QUIET,
    )


REACHED: Final[dict[str, Any]] = {"color": BLUE, "linewidth": 1.8, "marker": "o", "markersize": 4.5}
BOUND: Final[dict[str, Any]] = {
    "color": VERMILLION,
    "linewidth": 1.4,
    "linestyle": "--",
    "marker": "D",
    "markersize": 4.5,
    "markerfacecolor": "white",
}


def _panel(sheet: Sheet, room: Room, tier: Tier, steps: list[dict[str, Any]]) -> None:
    """One goal: its name, its verdict, both lines and the gap between them."""
    y = room.top - 14
    verdict = _verdict(tier, steps)
    width = text_width(verdict, 9, bold=True)
    sheet.text(room.right, y, verdict, size=9, bold=True, align="right", color=INK if tier.proven else VERMILLION)
    goal = clip(_goal(tier.name), room.right - room.left - width - 10, 10, bold=True)
    sheet.text(room.left, y, goal, size=10, bold=True)
    told = f"{measured(tier.name)}, {better(tier)}"
    rest = room.right - room.left - width - text_width(goal, 10, bold=True) - 18
    sheet.text(room.left + text_width(goal, 10, bold=True) + 8, y, clip(told, rest, 8), size=8, color=QUIET)

    if _at_once(steps):
        sheet.box(
            room.left + NUMBERS,
            room.bottom,
            room.right - LABELS - room.left - NUMBERS,
            room.top - TITLE - room.bottom,
            edgecolor=RULE,
            linewidth=0.8,
        )
        middle = (room.left + NUMBERS + room.right - LABELS) / 2
        told = _("{value} from the first plan on, and no plan beats it").format(value=grouped(tier.value))
        width = room.right - LABELS - room.left - NUMBERS
        sheet.text(middle, (room.bottom + room.top - TITLE) / 2, clip(told, width, 8.5), size=8.5, align="center")
        return
    scale = _scale(Room(room.left + NUMBERS, room.bottom, room.right - LABELS, room.top - TITLE), steps)
    _axes(sheet, scale)
    reached, bounds = _line(steps, "value"), _line(steps, "bound")
    _shade(sheet, scale, reached, bounds)
    for line, look in ((bounds, BOUND), (reached, REACHED)):
        _steps(sheet, scale, line, look)
    _far_bound(sheet, scale, steps)
    _ends(sheet, scale, tier, reached, bounds)


def _line(steps: Sequence[dict[str, Any]], column: str) -> list[Point]:
    """When a number was told, and what it was."""
    return [(float(step["since"]), float(step[column])) for step in steps if not pd.isna(step[column])]


def _scale(room: Room, steps: Sequence[dict[str, Any]]) -> Scale:
    """Scales that hold every step of a goal, but no bound that is far off."""
    moments = sorted({float(step["since"]) for step in steps if step["since"] > 0})
    last = moments[-1] if moments else 1.0
    logarithmic = bool(moments) and last / moments[0] > SPREAD
    first = 10 ** math.floor(math.log10(moments[0]) - 0.3) if logarithmic else 0.0
    near = [step for step in steps if pd.isna(step["gap"]) or step["gap"] <= FAR]
    shown = [value for _when, value in (*_line(steps, "value"), *_line(near, "bound"))] or [0.0]
    low, high = min(shown), max(shown)
    room_above = max((high - low) * 0.12, 0.5)
    return Scale(room, (first, last), (low - room_above, high + room_above), logarithmic)


def _axes(sheet: Sheet, scale: Scale) -> None:
    """The frame with whole values at the left and seconds below."""
    room = scale.room
    sheet.box(room.left, room.bottom, room.right - room.left, room.top - room.bottom, edgecolor=RULE, linewidth=0.8)
    for value in _whole_ticks(*scale.range):
        y = scale.y(value)
        sheet.line((room.left, y), (room.right, y), linewidth=0.4)
        sheet.text(room.left - 5, y, grouped(value), size=7.5, align="right", color=QUIET)
    for moment in _moments(scale):
        x = scale.x(moment)
        sheet.line((x, room.bottom), (x, room.bottom - 3), color=QUIET)
        sheet.text(x, room.bottom - 9, duration(moment), size=7.5, align="center", color=QUIET)


def _whole_ticks(low: float, high: float) -> list[int]:
    """A few round whole numbers between two values."""
    span = max(high - low, 1.0)
    step = max(1, 10 ** math.floor(math.log10(span)))
    step = next(
        (step * part // 10 for part in (10, 5, 2) if span / (step * part / 10) >= 2 and step * part % 10 == 0), step
    )
    return list(range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step))


def _moments(scale: Scale) -> list[float]:
    """Decades of a logarithmic axis and its end; the two ends of the other."""
    first, last = scale.seconds
    if not scale.logarithmic:
        return [first, last]
    decades = [10.0**power for power in range(round(math.log10(first)), math.ceil(math.log10(last)))]
    return [*(moment for moment in decades if scale.x(last) - scale.x(moment) > 34), last]


def _corners(scale: Scale, line: Sequence[Point]) -> list[Point]:
    """A line of steps on the page: each number holds until the next, the last one to the end."""
    corners = []
    for (moment, value), following in zip(line, [*line[1:], (scale.seconds[1], 0.0)], strict=True):
        corners += [(scale.x(moment), scale.y(value)), (scale.x(following[0]), scale.y(value))]
    return corners


def _steps(sheet: Sheet, scale: Scale, line: Sequence[Point], look: dict[str, Any]) -> None:
    corners = _corners(scale, line)
    if corners:
        told = list(range(0, len(corners), 2))
        sheet.add(Line2D([x for x, _y in corners], [y for _x, y in corners], markevery=told, **look))


def _shade(sheet: Sheet, scale: Scale, reached: Sequence[Point], bounds: Sequence[Point]) -> None:
    """The gap as an area, from when both lines are there."""
    if reached and bounds:
        outline = [*_corners(scale, reached), *reversed(_corners(scale, bounds))]
        sheet.add(Polygon(outline, closed=True, facecolor="#f3f3f3", edgecolor="#cfcfcf", hatch="////", linewidth=0.0))


def _ends(sheet: Sheet, scale: Scale, tier: Tier, reached: Sequence[Point], bounds: Sequence[Point]) -> None:
    """What was reached and what bounds it, written where the lines end."""
    x = scale.room.right + 8
    width = LABELS - 8
    if not reached or not bounds:
        return
    value, bound = reached[-1][1], bounds[-1][1]
    if value == bound:
        sheet.text(
            x,
            scale.y(value),
            clip(_("{value}, the best").format(value=grouped(value)), width, 8.5),
            size=8.5,
            bold=True,
        )
        return
    far = relative_gap(int(value), int(bound)) > FAR
    value_y, bound_y = scale.y(value), scale.y(bound)
    lift = max(0.0, LINE - abs(value_y - bound_y)) / 2 * (1 if value_y > bound_y or tier.sense == "min" else -1)
    texts = (
        (value_y + lift, _("{value} reached").format(value=grouped(value)), BLUE),
        (
            bound_y - lift,
            (_("bound {value}, far") if far else _("bound {value}")).format(value=grouped(bound)),
            VERMILLION,
        ),
    )
    for y, text, color in texts:
        sheet.text(x, y, clip(text, width, 8), size=8, color=color)


def _far_bound(sheet: Sheet, scale: Scale, steps: Sequence[dict[str, Any]]) -> None:
    """The number of the first bound, where it lies beyond the scale that nearer ones have."""
    told = [step for step in steps if not pd.isna(step["gap"])]
    if not told or told[0]["gap"] <= FAR or told[-1]["gap"] > FAR:
        return
    bound = told[0]["bound"]
    above = bound > told[0]["value"]
    text = (_("↑ {bound}") if above else _("↓ {bound}")).format(bound=grouped(bound))
    x, y = scale.x(float(told[0]["since"])), scale.y(float(bound))
    sheet.text(x + 8, y - 8 if above else y + 8, text, size=7.5, color=VERMILLION)


def _verdict(tier: Tier, steps: Sequence[dict[str, Any]]) -> str:
    """What was proven of a goal, and how long it took."""
    if not tier.proven:
        return gap_words(tier)
    if _at_once(steps):
        return _("proven best at once")
    return _("proven best after {seconds}").format(seconds=duration(float(steps[-1]["since"])))


def _at_once(steps: Sequence[dict[str, Any]]) -> bool:
    """Whether a goal never had a gap."""
    return all(step["gap"] == 0 for step in steps if not pd.isna(step["gap"]))


def _goal(tier: str) -> str:
    """What was worked on: a goal, or what comes before."""
    return goal_name(tier) if tier else _("finding a plan")
