"""How each plan looks in charts of several: its marker, colour and hatch, the legend, and the caption of a page."""

from dataclasses import dataclass
from typing import Any, Final

from matplotlib.lines import Line2D

from planner.explore.compare import Comparison
from planner.report.charts.base import BLUE, GREEN, ORANGE, PURPLE, QUIET, SKY, VERMILLION, Sheet, clip, text_width
from planner.report.words import say


@dataclass(frozen=True)
class Look:
    """A plan's marker, its colour, and how its bars are hatched."""

    marker: str
    color: str
    hatch: str


LOOKS: Final = (
    Look("o", BLUE, ""),
    Look("s", VERMILLION, "////"),
    Look("D", GREEN, "...."),
    Look("^", PURPLE, "\\\\\\\\"),
    Look("v", ORANGE, "xxxx"),
    Look("P", SKY, "++++"),
)
MOST: Final = len(LOOKS)
"""Plans that a chart can tell apart."""
LEGEND: Final = 26.0
LABEL_WIDTH: Final = 150.0


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


def legend(sheet: Sheet, labels: tuple[str, ...], *, bars: bool = False) -> None:
    """Which mark stands for which plan, on one line below the heading."""
    x, y = sheet.left, sheet.top - 10
    room = (sheet.right - sheet.left) / len(labels) - 40
    for place, label in enumerate(labels):
        told = clip(label, min(LABEL_WIDTH, room), 9, bold=True)
        if bars:
            sheet.box(x, y - 5, 20, 10, **bar_look(place))
        else:
            mark(sheet, x + 10, y, place)
        sheet.text(x + 26, y, told, size=9, bold=True)
        x += 26 + text_width(told, 9, bold=True) + 18


def caption(comparison: Comparison) -> str:
    """Each plan with its status."""
    told = [
        f"{label}: {say(f'status.{plan.status}')}" if plan.tiers else label
        for label, plan in zip(comparison.labels, comparison.plans, strict=True)
    ]
    return " · ".join(told)


def note(sheet: Sheet, text: str, y: float) -> None:
    """A quiet line."""
    sheet.text(sheet.left, y, clip(text, sheet.right - sheet.left, 8), size=8, color=QUIET)
