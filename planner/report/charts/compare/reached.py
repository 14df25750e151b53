"""Dumbbell chart of plans: a row for each measure that differs, the better plan at the right."""

from itertools import groupby, pairwise
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.explore.compare import Comparison
from planner.language import _, grouped
from planner.report.charts.base import (
    A4,
    QUIET,
    RULE,
    Heading,
    Sheet,
    captioned_sheet,
    clip,
    even_pages,
    period,
    text_width,
)
from planner.report.charts.compare.plans import caption, legend, legend_height, mark
from planner.report.compare.words import finding, goal_words, measure_words
from planner.report.names import records

NAME_WIDTH: Final = 270.0
ROWS: Final = {2: 20.0}
"""Height of a row by the number of plans: two leave no value between the worst and the best."""
ROW: Final = 25.0
HEAD: Final = 22.0
ENDS: Final = 64.0
"""Room for the values beside the outermost markers."""
BESIDE: Final = 9.0
"""How far markers of the same value stand apart."""
KINDS: Final = ("goal", "part", "target", "count")


def table(comparison: Comparison) -> pd.DataFrame:
    """One row per goal, part of the fit and target of the mix that differs, counted as the first plan counts.

    Returns
    -------
    pandas.DataFrame
        ``kind`` (``goal``, ``part``, ``target`` or ``count``), ``name``, ``of`` and ``sense`` (whether ``min`` or
        ``max`` is better) of each measure, and a column for each plan.
    """
    wanted = {"goal": comparison.yardstick, "part": comparison.yardstick, "target": comparison.yardstick, "count": ""}
    columns = ["kind", "name", "of", "sense", *comparison.labels]
    rows = [
        row
        for row in records(comparison.differing.reset_index())
        if row["sense"] and wanted.get(row["kind"]) == row["counted_by"]
    ]
    rows.sort(key=lambda row: KINDS.index(row["kind"]))
    return pd.DataFrame(rows, columns=columns)


def draw(comparison: Comparison, measures: pd.DataFrame) -> list[Figure]:
    """Rows in the order of the goals, the fit by its parts, the mix by its targets."""
    notes = [
        _(
            "The best plan stands at the right; a line is as long as the difference is a part of the largest value; "
            "marks that would hide each other are set apart."
        )
    ]
    same = _same(comparison)
    if same:
        notes.append(_("The same in all: {measures}").format(measures=", ".join(same)))
    subtitle = _("What plans reach: {period}").format(period=period(comparison.plans[0]))
    if comparison.yardstick:
        subtitle = _("{subtitle}; all counted as {plan} counts").format(subtitle=subtitle, plan=comparison.yardstick)
    heading = Heading(finding(comparison), subtitle, tuple(notes))
    blocks = [list(rows) for _kind, rows in groupby(records(measures), key=lambda row: row["kind"])]
    lines = [(place, row) for place, rows in enumerate(blocks) for row in rows]
    height = ROWS.get(len(comparison.plans), ROW)
    first = captioned_sheet(caption(comparison), A4, heading)
    room = int((first.top - first.bottom - legend_height(comparison.labels) - HEAD * len(blocks)) / height)
    pages = even_pages([1] * len(lines), max(room, 1))
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = captioned_sheet(caption(comparison), A4, heading, number, len(pages))
        y = legend(sheet, comparison.labels)
        before = None
        for index in page:
            block, row = lines[index]
            if block != before:
                sheet.text(sheet.left, y - HEAD / 2 - 2, _kind_words(row["kind"]), size=9, bold=True)
                sheet.line((sheet.left, y - HEAD), (sheet.right, y - HEAD))
                y -= HEAD
                before = block
            _row(sheet, comparison.labels, row, y - height / 2 - 2)
            y -= height
        figures.append(sheet.figure)
    return figures


def _kind_words(kind: str) -> str:
    return {
        "goal": _("Goals"),
        "part": _("The fit by its parts"),
        "target": _("The mix by its targets: weighted persons short or over"),
        "count": _("Counted without weights"),
    }[kind]


def _same(comparison: Comparison) -> list[str]:
    """Goals that are the same in every plan, with their value."""
    goals = comparison.measures.drop(comparison.differing.index).reset_index()
    goals = goals[(goals["kind"] == "goal") & (goals["counted_by"] == comparison.yardstick)]
    return [f"{goal_words(row['name'])} {row[comparison.labels[0]]}" for row in records(goals)]


def _row(sheet: Sheet, labels: tuple[str, ...], row: dict[str, Any], y: float) -> None:
    """A measure: a line from the worst to the best value, a marker for each plan, the values written beside them."""
    sheet.text(sheet.left, y, clip(measure_words(row["kind"], row["name"], row["of"]), NAME_WIDTH, 8.5), size=8.5)
    left, right = sheet.left + NAME_WIDTH + ENDS, sheet.right - ENDS
    sign = 1 if row["sense"] == "max" else -1
    values = {place: int(row[label]) for place, label in enumerate(labels) if not pd.isna(row[label])}
    ordered = sorted(set(values.values()), key=lambda value: sign * value)
    alike = {value: [place for place, other in values.items() if other == value] for value in ordered}
    widths = [max(text_width(grouped(value), 7.5) + 5, BESIDE * len(alike[value]) + 4) for value in ordered]
    largest = max(abs(value) for value in ordered)
    wanted = [right - (right - left) * min(1.0, abs(ordered[-1] - value) / largest) for value in ordered]
    places = _apart(wanted, widths, left)
    sheet.line((left, y), (right, y), color=RULE, linewidth=0.5)
    sheet.line((places[0], y), (places[-1], y), color=RULE, linewidth=2.6)
    for value, x in zip(ordered, places, strict=True):
        for step, place in enumerate(alike[value]):
            mark(sheet, x + BESIDE * (step - (len(alike[value]) - 1) / 2), y, place)
        side = BESIDE * len(alike[value]) / 2 + 5
        if value == ordered[-1]:
            sheet.text(x + side, y, grouped(value), size=8.5, bold=True)
        elif value == ordered[0]:
            told = grouped(value)
            width = text_width(told, 8.5)
            sheet.box(x - side - width - 3, y - 5, width + 4, 10, facecolor="#ffffff", zorder=2.2)
            sheet.text(x - side, y, told, size=8.5, align="right", color=QUIET)
        else:
            sheet.text(x, y + 10, grouped(value), size=7.5, align="center", color=QUIET)


def _apart(wanted: list[float], widths: list[float], left: float) -> list[float]:
    """Places near the wanted ones and in their order, as far apart as their widths ask where there is room."""
    gaps = [(one + other) / 2 for one, other in pairwise(widths)]
    shrink = min(1.0, (wanted[-1] - left) / sum(gaps)) if gaps else 1.0
    places = list(wanted)
    for at in range(len(gaps) - 1, -1, -1):
        places[at] = min(places[at], places[at + 1] - gaps[at] * shrink)
    places[0] = max(places[0], left)
    for at, gap in enumerate(gaps, 1):
        places[at] = max(places[at], places[at - 1] + gap * shrink)
    return places
