"""The mix of several plans: a bar for today and one for each plan at the same scale, with each plan's own bounds."""

from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.explore.compare import Comparison
from planner.language import _, grouped
from planner.report.charts import mix
from planner.report.charts.base import (
    A4,
    INK,
    QUIET,
    VERMILLION,
    Heading,
    Sheet,
    captioned_sheet,
    even_pages,
    period,
    wrap,
)
from planner.report.charts.compare.plans import bar_look, caption, legend, legend_height
from planner.report.names import records

NAME_WIDTH: Final = 190.0
TEXT_WIDTH: Final = 150.0
BAR: Final = 11.0
BETWEEN: Final = 12.0


def table(comparison: Comparison) -> pd.DataFrame:
    """One row per target and plan.

    Returns
    -------
    pandas.DataFrame
        ``target``, ``plan``, ``parts`` (of its scope), ``today`` and ``planned`` (persons; of a target with
        several parts how many of these reach it), ``lower`` and ``upper`` (of a target without parts; blank without
        bound) and ``missed`` (persons short or over).
    """
    rows = []
    for label, plan in zip(comparison.labels, comparison.plans, strict=True):
        for target, found in mix.table(plan).groupby("target", sort=False):
            parts = records(found)
            whole = len(parts) == 1 and not parts[0]["of"]
            today, planned = (parts[0]["today"], parts[0]["planned"]) if whole else mix.reaching(parts)
            bounds = {bound: parts[0][bound] if whole else pd.NA for bound in ("lower", "upper")}
            missed = int(found["missed"].sum())
            rows.append(
                {
                    "target": str(target), "plan": label, "parts": 0 if whole else len(parts), "today": int(today),
                    "planned": int(planned), **bounds, "missed": missed,
                }
            )  # fmt: skip
    frame = pd.DataFrame(rows, columns=["target", "plan", "parts", "today", "planned", "lower", "upper", "missed"])
    return frame.astype({"lower": "Int64", "upper": "Int64"})


def draw(comparison: Comparison, counted: pd.DataFrame) -> list[Figure]:
    """A block of bars for each target."""
    targets = list(dict.fromkeys(counted["target"]))
    subtitle = _("Persons today and in each plan, ticks at the bounds of its scenario: {period}").format(
        period=period(comparison.plans[0])
    )
    heading = Heading(_finding(comparison, counted), subtitle)
    height = BAR * (len(comparison.labels) + 1) + BETWEEN
    first = captioned_sheet(caption(comparison), A4, heading)
    room = int((first.top - first.bottom - legend_height(comparison.labels)) / height)
    pages = even_pages([1] * len(targets), max(room, 1))
    most = max(1, *counted["today"], *counted["planned"], *counted["lower"].dropna(), *counted["upper"].dropna())
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = captioned_sheet(caption(comparison), A4, heading, number, len(pages))
        y = legend(sheet, comparison.labels, bars=True)
        for index in page:
            _target(sheet, comparison.labels, records(counted[counted["target"] == targets[index]]), y, most)
            y -= height
        figures.append(sheet.figure)
    return figures


def _finding(comparison: Comparison, counted: pd.DataFrame) -> str:
    """How many persons each plan misses."""
    missed = counted.groupby("plan", sort=False)["missed"].sum()
    told = [f"{label} {missed[label]}" for label in comparison.labels if label in missed]
    return _("Persons short or over against the own targets: {plans}").format(plans=", ".join(told))


def _target(sheet: Sheet, labels: tuple[str, ...], rows: list[dict[str, Any]], y: float, most: int) -> None:
    sheet.line((sheet.left, y), (sheet.right, y))
    for number, line in enumerate(wrap(rows[0]["target"], NAME_WIDTH, 9, bold=True, most=3)):
        sheet.text(sheet.left, y - 11 - 12 * number, line, size=9, bold=True)
    if rows[0]["parts"]:
        told = _("how many of {n} reach it").format(n=rows[0]["parts"])
        lines = len(wrap(rows[0]["target"], NAME_WIDTH, 9, bold=True, most=3))
        sheet.text(sheet.left, y - 11 - 12 * lines, told, size=7.5, color=QUIET)
    left = sheet.left + NAME_WIDTH + 40
    width = sheet.right - TEXT_WIDTH - left
    y -= 5
    _bar(sheet, left, y, width * rows[0]["today"] / most, {"facecolor": "#d0d0d0"}, rows[0]["today"])
    sheet.text(sheet.right - TEXT_WIDTH + 10, y - BAR / 2, _("before, today's holders"), size=8, color=QUIET)
    for row in rows:
        y -= BAR
        place = labels.index(row["plan"])
        _bar(sheet, left, y, width * row["planned"] / most, bar_look(place), row["planned"])
        for bound in ("lower", "upper"):
            if not pd.isna(row[bound]):
                x = left + width * row[bound] / most
                sheet.line((x, y), (x, y - BAR), color=INK, linewidth=1.8)
        told = _("✓ reached") if not row["missed"] else _("✕ {n} off target").format(n=row["missed"])
        color = VERMILLION if row["missed"] else QUIET
        sheet.text(sheet.right - TEXT_WIDTH + 10, y - BAR / 2, told, size=8, color=color)


def _bar(sheet: Sheet, x: float, y: float, width: float, look: dict[str, Any], number: int) -> None:
    sheet.text(x - 6, y - BAR / 2, grouped(number), size=8, align="right")
    sheet.box(x, y - BAR + 1, width, BAR - 2, **look)
