"""What charts with bars along the months share: the looks of stints, the legend of these and the grid of periods."""

from typing import Any, Final, Literal

from planner.plan.plan import Plan
from planner.report.charts.base import (
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    QUIET,
    SKY,
    VERMILLION,
    YELLOW,
    Sheet,
    text_width,
)
from planner.report.words import month, say
from planner.scenario.dates import month_date, month_index

LEGEND_LINE: Final = 13.0

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


def draw_legend(sheet: Sheet, hows: set[str], untils: set[str], last: str = "") -> int:
    """What the looks and signs mean that occur in this plan and a last word, in one line or two; gives the lines."""
    bars = [how for how in (*LOOKS, "vacant") if how in hows]
    words = {how: say("tenure.vacant" if how == "vacant" else f"how.{how}") for how in bars}
    signs = {sign: say(f"until.{until}") for until, sign in ENDS.items() if until in untils}
    wide = sum(29 + text_width(word, 8) + 18 for word in words.values()) + 12
    more = sum(11 + text_width(word, 8) + 16 for word in signs.values()) + text_width(last, 8) + 8
    y, x = sheet.top - 6, sheet.left
    for how, word in words.items():
        if how == "vacant":
            sheet.box(x, y - 4.5, 24, 9, edgecolor=VERMILLION, hatch="//////", linewidth=0.8)
        else:
            draw_bar(sheet, x, y, 24, 9, how)
        sheet.text(x + 29, y, word, size=8)
        x += 29 + text_width(word, 8) + 18
    lines = 1 if sheet.left + wide + more <= sheet.right else 2
    x, y = (x + 12, y) if lines == 1 else (sheet.left, y - LEGEND_LINE)
    for sign, word in signs.items():
        sheet.text(x, y, sign, size=8)
        sheet.text(x + 11, y, word, size=8)
        x += 11 + text_width(word, 8) + 16
    sheet.text(x + 8, y, last, size=8, color=QUIET)
    return lines


class Grid:
    """Where the months of the horizon stand on a page, beside names of some width, to an edge on the right."""

    def __init__(self, plan: Plan, sheet: Sheet, names: float, right: float | None = None) -> None:
        settings = plan.scenario.settings
        self.first = plan.scenario.start
        self.step = settings.period_months
        self.months = settings.horizon_months
        self.left = sheet.left + names
        self.scale = ((sheet.right if right is None else right) - self.left) / self.months

    def x(self, date: str) -> float:
        """Where a date stands."""
        return self.left + (month_index(date) - self.first) * self.scale


def draw_grid(sheet: Sheet, grid: Grid, top: float, height: float) -> None:
    """A line at the start of each period, its date above where there is room."""
    dates = [month_date(grid.first + months) for months in range(0, grid.months + 1, grid.step)]
    every = -(-60 // (grid.step * grid.scale))
    for number, date in enumerate(dates):
        sheet.line((grid.x(date), top), (grid.x(date), top - height), linewidth=0.5)
        if number % every == 0:
            last = number == len(dates) - 1
            align: Literal["right", "center"] = "right" if last else "center"
            sheet.text(grid.x(date), top + 8, month(date), size=7.5, color=QUIET, align=align)


def draw_bar(sheet: Sheet, x: float, y: float, width: float, height: float, how: str) -> None:
    """Grey for who is in post; a pale bar with a patterned head for who is new."""
    if how in ("holds", "left"):
        sheet.box(x, y - height / 2, width, height, **LOOKS["holds"])
        return
    sheet.box(x, y - height / 2, width, height, facecolor=PALE_FILLS[how])
    sheet.box(x, y - height / 2, min(MARK, width), height, edgecolor=INK, linewidth=0.4, **LOOKS[how])
