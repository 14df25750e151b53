"""The flows of several plans: who comes to which unit from where, bar by bar at the same scale."""

from dataclasses import replace
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.explore.compare import Comparison
from planner.language import _, grouped, ngettext
from planner.report.charts import flows
from planner.report.charts.base import (
    A4,
    QUIET,
    Heading,
    Sheet,
    captioned_sheet,
    clip,
    even_pages,
    period,
    text_width,
)
from planner.report.charts.compare.plans import LEGEND, caption, mark
from planner.report.names import records
from planner.report.words import say

NAME_WIDTH: Final = 165.0
PLAN_WIDTH: Final = 150.0
MOST_TOLD: Final = 3
"""Plans of which the finding tells where people come from."""
MOST_PAGES: Final = 4
"""Pages that are drawn; the units in which plans differ least are left to the table."""
BAR: Final = 12.0
BETWEEN: Final = 8.0


def table(comparison: Comparison) -> pd.DataFrame:
    """New placements by receiving unit, plan and where people come from.

    Returns
    -------
    pandas.DataFrame
        ``unit`` (blank: all units), ``unit_name``, ``plan``, ``via`` (as in the chart ``flows``) and ``persons``; all
        units first, then those in which the plans differ, most of all first.
    """
    parts = []
    for label, plan in zip(comparison.labels, comparison.plans, strict=True):
        found = flows.table(plan).rename(columns={"target": "unit", "target_name": "unit_name"})
        sums = found.groupby(["unit", "unit_name", "via"], sort=False)["persons"].sum().reset_index()
        parts.append(sums.assign(plan=label))
    by_unit = pd.concat(parts, ignore_index=True)
    columns = ["unit", "unit_name", "plan", "via", "persons"]
    if by_unit.empty:
        return by_unit[columns]
    whole = by_unit.groupby(["plan", "via"], sort=False)["persons"].sum().reset_index()
    whole = whole.assign(unit="", unit_name="")
    wide = by_unit.pivot_table(index="unit", columns=["plan", "via"], values="persons", fill_value=0, aggfunc="sum")
    sizes = {unit: _difference(comparison, wide.loc[unit]) for unit in dict.fromkeys(by_unit["unit"])}
    differing = sorted((unit for unit, size in sizes.items() if size), key=lambda unit: -sizes[unit])
    kept = by_unit[by_unit["unit"].isin(differing)]
    kept = kept.sort_values("unit", key=lambda units: units.map(differing.index), kind="stable")
    return pd.concat([whole[columns], kept[columns]], ignore_index=True).astype({"persons": "int64"})


def _difference(comparison: Comparison, persons: "pd.Series[Any]") -> int:
    """By how many persons the other plans differ from the first one."""
    first, *others = comparison.labels
    return sum(
        abs(int(persons.get((label, via), 0)) - int(persons.get((first, via), 0)))
        for label in others
        for via in flows.VIAS
    )


def draw(comparison: Comparison, placed: pd.DataFrame) -> list[Figure]:
    """A block for all units together, which has its own scale, and one for each unit that differs."""
    units = list(dict.fromkeys(placed["unit"]))
    subtitle = _("New placements by receiving unit, persons; only units in which the plans differ: {period}").format(
        period=period(comparison.plans[0])
    )
    scales = _("All bars have the same scale but those of all units together, which have their own.")
    heading = Heading(_finding(comparison, placed), subtitle, (scales,))
    height = BAR * len(comparison.labels) + BETWEEN
    first = captioned_sheet(caption(comparison), A4, heading)
    # a line of room for what is left out
    room = max(1, int((first.top - first.bottom - LEGEND - BAR) / height))
    left_out = max(0, len(units) - MOST_PAGES * room)
    if left_out:
        more = ngettext(
            "{n} unit that differs less is in the table.", "{n} units that differ less are in the table.", left_out
        )
        heading = replace(heading, notes=(scales, more.format(n=left_out)))
    pages = even_pages([1] * (len(units) - left_out), room)
    most_in_all, most = (_most(placed[(placed["unit"] == "") == whole]) for whole in (True, False))
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = captioned_sheet(caption(comparison), A4, heading, number, len(pages))
        _legend(sheet, [via for via in flows.VIAS if via in set(placed["via"])])
        y = sheet.top - LEGEND
        for index in page:
            unit = units[index]
            _unit(sheet, comparison.labels, records(placed[placed["unit"] == unit]), y, most if unit else most_in_all)
            y -= height
        figures.append(sheet.figure)
    return figures


def _finding(comparison: Comparison, placed: pd.DataFrame) -> str:
    """How many placements each plan makes, and from where."""
    whole = placed[placed["unit"] == ""]
    few = len(comparison.labels) <= MOST_TOLD
    told = []
    for label in comparison.labels:
        own = whole[whole["plan"] == label].set_index("via")["persons"]
        n = int(own.sum())
        parts = [say(f"flows.finding.{via}", persons=own[via]) for via in flows.VIAS if via in own.index][:2]
        split = _(" ({parts})").format(parts=", ".join(parts)) if n and few else ""
        told.append(f"{label} {n}{split}")
    return _("New placements: {plans}").format(plans=("; " if few else ", ").join(told))


def _most(placed: pd.DataFrame) -> int:
    """The longest bar."""
    return int(placed.groupby(["unit", "plan"])["persons"].sum().max()) if len(placed) else 1


def _legend(sheet: Sheet, vias: list[str]) -> None:
    x, y = sheet.left, sheet.top - 10
    for via in vias:
        word = say(f"flows.via.{via}")
        sheet.box(x, y - 5, 20, 10, **flows.LOOKS[via])
        sheet.text(x + 26, y, word, size=8.5)
        x += 26 + text_width(word, 8.5) + 16


def _unit(sheet: Sheet, labels: tuple[str, ...], rows: list[dict[str, Any]], y: float, most: int) -> None:
    """The bars of a unit, one for each plan, in pieces by where people come from."""
    sheet.line((sheet.left, y), (sheet.right, y))
    sheet.text(
        sheet.left, y - BAR, clip(rows[0]["unit_name"] or _("All units"), NAME_WIDTH, 9, bold=True), size=9, bold=True
    )
    left = sheet.left + NAME_WIDTH + PLAN_WIDTH
    width = sheet.right - 40 - left
    y -= BETWEEN / 2
    for place, label in enumerate(labels):
        middle = y - BAR / 2
        mark(sheet, left - PLAN_WIDTH + 6, middle, place, 6)
        sheet.text(left - PLAN_WIDTH + 16, middle, clip(label, PLAN_WIDTH - 24, 8), size=8, color=QUIET)
        x = left
        own = {row["via"]: row["persons"] for row in rows if row["plan"] == label}
        for via in flows.VIAS:
            if via in own:
                piece = width * own[via] / most
                sheet.box(x, y - BAR + 1.5, piece, BAR - 3, **flows.LOOKS[via])
                x += piece
        sheet.text(x + 5, middle, grouped(sum(own.values())), size=8)
        y -= BAR
