"""The frontier between goals: stairs of two, coloured and labelled points of three; the scenario's own plan marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from matplotlib import colormaps
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from planner.explore.pareto import Frontier, Point
from planner.language import _, grouped
from planner.report.charts.base import (
    A4,
    BLUE,
    INK,
    QUIET,
    RULE,
    VERMILLION,
    Heading,
    Sheet,
    caption,
    captioned_sheet,
    chart_style,
    period,
    text_width,
)
from planner.report.pareto import ending_words, finding, goal_name, kept_words

NUMBERS: Final = 44.0
"""Room for the numbers at the left."""
BELOW: Final = 44.0
"""Room for the numbers and the name of the axis below."""
LEGEND: Final = 22.0
APART: Final = 9.0
"""How far a label stands from its point."""
SIZES: Final = (7.0, 15.0)
"""Markers of the worst and the best value in the third goal."""


OWN: Final[dict[str, Any]] = {
    "marker": "D",
    "color": VERMILLION,
    "markerfacecolor": "none",
    "markeredgewidth": 1.6,
}
"""What stands around the scenario's own plan."""


Place = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge."""


@dataclass(frozen=True)
class Axis:
    """From values of a goal to points of the page."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[int]:
        """A few whole numbers along it."""
        found = MaxNLocator(nbins=9, integer=True).tick_values(self.low, self.high)
        return [round(tick) for tick in found if self.low <= tick <= self.high]


def draw(frontier: Frontier) -> Figure:
    """The chart on one page.

    Raises
    ------
    MissingLetterError
        When a name holds a letter that the chart font has not.
    """
    with chart_style():
        plan = frontier.own.plan
        subtitle = _("Plans between {goals}: {period}").format(goals=", ".join(frontier.goals), period=period(plan))
        notes = (" ".join(filter(None, [ending_words(frontier), kept_words(frontier)])), _how_to_read(frontier))
        told = finding(frontier)
        sheet = captioned_sheet(caption(plan), A4, Heading(told[0].upper() + told[1:], subtitle, notes))
        _legend(sheet, frontier)
        shown = [*frontier.points, *([] if any(point.own for point in frontier.points) else [frontier.own])]
        x = _axis([point.reached[0] for point in shown], sheet.left + NUMBERS, sheet.right - 20)
        y = _axis([point.reached[1] for point in shown], sheet.bottom + BELOW, sheet.top - LEGEND - 24)
        _axes(sheet, frontier, x, y)
        stairs = _stairs(frontier.points, x, y) if len(frontier.goals) == 2 else []
        for start, end in stairs:
            sheet.line(start, end, color=BLUE, linewidth=1.4)
        places = [(x.at(point.reached[0]), y.at(point.reached[1])) for point in shown]
        marks = [(across - 4, up - 4, across + 4, up + 4) for across, up in places]
        marks += [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in stairs]
        taken: list[Box] = []
        order = sorted(range(len(shown)), key=lambda place: (not shown[place].own, place not in (0, len(shown) - 1)))
        for place in order:
            _mark(sheet, frontier, shown[place], (x, y), outside=shown[place] not in frontier.points)
        for place in order:
            _label(sheet, frontier, shown[place], (x, y), taken, marks)
        return sheet.figure


def _how_to_read(frontier: Frontier) -> str:
    if len(frontier.goals) > 2:
        told = _("larger and brighter: better in {goal}").format(goal=frontier.goals[2])
    elif frontier.ending == "complete":
        told = _("beyond the line no plan exists")
    else:
        told = _("the line joins what was found")
    return told[0].upper() + told[1:] + _("; pareto.csv has every label") + "."


def _axis(values: Sequence[int], start: float, end: float) -> Axis:
    room = max((max(values) - min(values)) * 0.08, 0.6)
    return Axis(min(values) - room, max(values) + room, start, end)


def _axes(sheet: Sheet, frontier: Frontier, x: Axis, y: Axis) -> None:
    """The frame with whole values, and which way is better."""
    sheet.box(x.start, y.start, x.end - x.start, y.end - y.start, edgecolor=RULE, linewidth=0.8)
    for tick in y.ticks:
        sheet.line((x.start, y.at(tick)), (x.end, y.at(tick)), linewidth=0.4)
        sheet.text(x.start - 6, y.at(tick), grouped(tick), size=8, align="right", color=QUIET)
    for tick in x.ticks:
        sheet.line((x.at(tick), y.start), (x.at(tick), y.start - 3), color=QUIET)
        sheet.text(x.at(tick), y.start - 11, grouped(tick), size=8, align="center", color=QUIET)
    better = {"min": (_("← better"), _("↓ better")), "max": (_("better →"), _("↑ better"))}
    across, up = better[frontier.senses[0]][0], better[frontier.senses[1]][1]
    told = f"{goal_name(frontier.goals[0])} ({across})"
    sheet.text((x.start + x.end) / 2, y.start - 28, told, size=9, bold=True, align="center")
    sheet.text(x.start - NUMBERS, y.end + 12, f"{goal_name(frontier.goals[1])} ({up})", size=9, bold=True)


def _stairs(points: Sequence[Point], x: Axis, y: Axis) -> list[tuple[Place, Place]]:
    """The edge of what can be reached, line by line: on the side where both goals are worse there are plans."""
    corners = [(x.at(points[0].reached[0]), y.at(points[0].reached[1]))]
    for one, other in pairwise(points):
        corners.append((x.at(one.reached[0]), y.at(other.reached[1])))
        corners.append((x.at(other.reached[0]), y.at(other.reached[1])))
    return list(pairwise(corners))


def _mark(sheet: Sheet, frontier: Frontier, point: Point, axes: tuple[Axis, Axis], *, outside: bool) -> None:
    """A circle, hollow where it is not proven; a diamond around the scenario's own plan."""
    place = axes[0].at(point.reached[0]), axes[1].at(point.reached[1])
    look: dict[str, Any] = {"color": BLUE, "markersize": 8.0}
    if len(frontier.goals) > 2:
        share = _share(frontier, point)
        low, high = SIZES
        look = {"color": colormaps["cividis"](share), "markersize": low + share * (high - low)}
    filled = point.proven and not outside
    face = {} if filled else {"markerfacecolor": "white"}
    if point.own:
        size = look["markersize"] + 8
        _marker(
            sheet, place, marker="D", color=VERMILLION, markersize=size, markerfacecolor="none", markeredgewidth=1.6
        )
    if not outside:
        edge = INK if len(frontier.goals) > 2 else look["color"]
        _marker(sheet, place, marker="o", **look, **face, markeredgecolor=edge, markeredgewidth=1.2)


def _marker(sheet: Sheet, place: tuple[float, float], **look: Any) -> None:
    sheet.add(Line2D([place[0]], [place[1]], linestyle="none", zorder=3, **look))


def _share(frontier: Frontier, point: Point) -> float:
    """How good a point is in the third goal, from 0 to 1 of what the points reach."""
    values = [one.reached[2] for one in (*frontier.points, frontier.own)]
    share = (point.reached[2] - min(values)) / max(max(values) - min(values), 1)
    return share if frontier.senses[2] == "max" else 1 - share


def _label(
    sheet: Sheet, frontier: Frontier, point: Point, axes: tuple[Axis, Axis], taken: list[Box], marks: Sequence[Box]
) -> None:
    """What a point reaches, beside it on the side where no plan is; left out where something else stands.

    The label of the own plan stands at another corner then.
    """
    if len(frontier.goals) > 2:
        text = f"{frontier.goals[2]} {grouped(point.reached[2])}"
    else:
        told = zip(frontier.goals, point.reached, strict=True)
        text = ", ".join(f"{goal} {grouped(value)}" for goal, value in told)
    text += _(" (own plan)") if point.own else ""
    width = text_width(text, 8, bold=point.own)
    apart = 2.2 * APART if point.own else APART
    left, up = frontier.senses[0] == "min", frontier.senses[1] == "max"
    corners = [(left, up), (not left, up), (left, not up), (not left, not up)] if point.own else [(left, up)]
    boxes = []
    for at_left, above in corners:
        x = axes[0].at(point.reached[0]) + (-APART - width if at_left else APART)
        x = min(max(x, axes[0].start + 3), axes[0].end - width - 3)
        y = axes[1].at(point.reached[1]) + (apart if above else -apart)
        boxes.append((x, y - 5, x + width, y + 5))
    free = (box for box in boxes if not any(_meet(box, other) for other in (*taken, *marks)))
    box = next(free, boxes[0] if point.own else None)
    if box is not None:
        taken.append(box)
        sheet.text(box[0], (box[1] + box[3]) / 2, text, size=8, bold=point.own)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(sheet: Sheet, frontier: Frontier) -> None:
    """What the marks mean, on one line."""
    x, y = sheet.left + 6, sheet.top - 8
    third = len(frontier.goals) > 2
    entries: list[tuple[dict[str, Any], str]] = [
        ({"marker": "o", "color": QUIET if third else BLUE, "markersize": 8.0}, _("a plan that no other beats, proven"))
    ]
    if not all(point.proven for point in frontier.points):
        hollow = {"marker": "o", "color": BLUE, "markersize": 8.0, "markerfacecolor": "white"}
        entries.append((hollow, _("not proven")))
    entries.append(({**OWN, "markersize": 11.0}, _("the scenario's own plan")))
    for look, text in entries:
        _marker(sheet, (x, y), **look)
        sheet.text(x + 12, y, text, size=8.5)
        x += 12 + text_width(text, 8.5) + 24
