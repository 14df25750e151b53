"""How each plan looks in charts of several: its marker, colour and hatch, the legend, and the caption of a page."""

from dataclasses import dataclass
from typing import Any, Final

from matplotlib.lines import Line2D

from planner.explore.compare import Comparison
from planner.report.charts.base import (
    A4,
    BLUE,
    GREEN,
    INK,
    MARGIN,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    Sheet,
    clip,
    text_width,
)
from planner.report.words import say


@dataclass(frozen=True)
class Look:
    """A plan's marker, its colour, and how its bars are hatched."""

    marker: str
    color: str
    hatch: str


DARK_YELLOW: Final = "#8a7500"
LOOKS: Final = (
    Look("o", BLUE, ""),
    Look("s", VERMILLION, "////"),
    Look("D", GREEN, "...."),
    Look("^", PURPLE, "\\\\\\\\"),
    Look("v", ORANGE, "xxxx"),
    Look("P", SKY, "++++"),
    Look("X", INK, "----"),
    Look("*", DARK_YELLOW, "||||"),
)
MOST: Final = len(LOOKS)
"""Plans that a chart can tell apart."""
LEGEND: Final = 26.0
LINE: Final = 15.0
LABEL_WIDTH: Final = 220.0


def bar_look(place: int) -> dict[str, Any]:
    """How a plan's bars are drawn."""
    look = LOOKS[place]
    if not look.hatch:
        return {"facecolor": look.color}
    return {"facecolor": "#ffffff", "edgecolor": look.color, "hatch": look.hatch, "linewidth": 0.8}


def mark(sheet: Sheet, x: float, y: float, place: int, size: float = 8.0) -> None:
    """A plan's marker."""
    look = LOOKS[place]
    sheet.add(
        Line2D(
            [x], [y], marker=look.marker, markersize=size * sheet.zoom, color=look.color, markeredgecolor="#ffffff",
            markeredgewidth=0.6 * sheet.zoom, linestyle="none", zorder=3,
        )
    )  # fmt: skip


def legend_height(labels: tuple[str, ...]) -> float:
    """Points that the legend takes on a page of A4."""
    return LEGEND + LINE * (len(_legend_lines(labels, A4.width - 2 * MARGIN)) - 1)


def legend(sheet: Sheet, labels: tuple[str, ...], *, bars: bool = False) -> float:
    """Which mark stands for which plan, below the heading; gives where the chart begins."""
    y = sheet.top - 10
    for line in _legend_lines(labels, sheet.right - sheet.left):
        x = sheet.left
        for place in line:
            told = clip(labels[place], LABEL_WIDTH, 9, bold=True)
            if bars:
                sheet.box(x, y - 5, 20, 10, **bar_look(place))
            else:
                mark(sheet, x + 10, y, place)
            sheet.text(x + 26, y, told, size=9, bold=True)
            x += _legend_width(labels[place])
        y -= LINE
    return y + LINE - LEGEND + 10


def _legend_width(label: str) -> float:
    return 26 + min(text_width(label, 9, bold=True), LABEL_WIDTH) + 18


def _legend_lines(labels: tuple[str, ...], width: float) -> list[list[int]]:
    """The plans that stand on each line of the legend."""
    lines: list[list[int]] = []
    used = width + 1
    for place, label in enumerate(labels):
        if used + _legend_width(label) > width:
            lines.append([])
            used = 0.0
        lines[-1].append(place)
        used += _legend_width(label)
    return lines


def caption(comparison: Comparison) -> str:
    """Which plans have which status."""
    by_status: dict[str, list[str]] = {}
    for label, plan in zip(comparison.labels, comparison.plans, strict=True):
        if plan.tiers:
            by_status.setdefault(say(f"status.{plan.status}"), []).append(label)
    return " · ".join(f"{', '.join(labels)}: {status}" for status, labels in by_status.items())
