"""Chart of a simulation: months that posts stay empty over all runs, lengths of chains, the posts empty longest."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from planner.explore.outcomes import Outcome, measures
from planner.explore.play import LONGEST
from planner.language import _, counted, grouped
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A4,
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    QUIET,
    RULE,
    SKY,
    VERMILLION,
    Heading,
    Sheet,
    chart_style,
    clip_middle,
    fit_post,
    new_sheet,
    period,
    text_width,
)
from planner.report.charts.files import OPTIONS
from planner.report.charts.posts import charted_posts
from planner.report.names import records
from planner.report.simulated import finding

LineStyle = Literal["-", "--", "-.", ":"]

LOOKS: Final[tuple[tuple[str, LineStyle, str], ...]] = (
    (BLUE, "-", "o"),
    (VERMILLION, "--", "s"),
    (GREEN, "-.", "^"),
    (PURPLE, ":", "D"),
    (ORANGE, "-", "v"),
    (SKY, "--", "P"),
)
"""Colour, line and mark of each plan; with more plans than these, the first ones are drawn."""
HATCHES: Final = ("", "////", "....", "xxxx", "----", "||||")
LEFT_SHARE: Final = 0.47
GAP: Final = 30.0
LABEL_WIDTH: Final = 150.0
FIGURES: Final = 50.0
PITCH: Final = 15.0
SIZE: Final = 7.6
TICK: Final = 7.0
STEPS: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


def simulation_figure(plans: Sequence[Plan], found: Outcome) -> Figure:
    """One page about all plans.

    Parameters
    ----------
    plans : sequence of Plan
        Those that were played.
    found : Outcome
    """
    simulation = found.simulation
    subtitle = _("People leave by lot, benches fill their posts, {runs} runs: {period}")
    note = _(
        "How many leave is assumed (`simulate` in the scenario); every plan meets the same departures. Seed {seed}."
    ).format(seed=simulation.seed)
    heading = Heading(
        finding(found),
        subtitle.format(runs=simulation.runs, period=period(plans[0])),
        (note,),
    )
    with chart_style():
        sheet = new_sheet(plans[0], A4, heading)
        top = sheet.top - 14
        if len(simulation.names) > 1:
            _legend(sheet, simulation.names)
            top -= 14
        middle = sheet.left + (sheet.right - sheet.left) * LEFT_SHARE
        floor = sheet.bottom + 150
        _spread(sheet, found, (sheet.left, middle - GAP / 2), (floor, top))
        _lengths(sheet, found, (sheet.left, middle - GAP / 2), (sheet.bottom + 18, floor - 66))
        _posts(sheet, plans, found, (middle + GAP / 2, sheet.right), (sheet.bottom + 16, top))
        return sheet.figure


def save(plans: Sequence[Plan], found: Outcome, folder: Path) -> Path:
    """Write the chart to ``simulation.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    path, data = folder / "simulation.png", BytesIO()
    figure = simulation_figure(plans, found)
    with chart_style():
        figure.savefig(data, format="png", **OPTIONS["png"])
    path.write_bytes(data.getvalue())
    return path


def _legend(sheet: Sheet, names: Sequence[str]) -> None:
    x = sheet.left
    room = (sheet.right - sheet.left) / min(len(names), len(LOOKS)) - 45
    for name, (color, line, mark) in zip(names, LOOKS, strict=False):
        sheet.line((x, sheet.top - 6), (x + 22, sheet.top - 6), color=color, linestyle=line, linewidth=1.6)
        _mark(sheet, x + 11, sheet.top - 6, color, mark)
        shown = clip_middle(name, room, 8)
        sheet.text(x + 27, sheet.top - 6, shown, size=8)
        x += 27 + text_width(shown, 8) + 18


def _title(sheet: Sheet, across: tuple[float, float], y: float, text: str) -> None:
    """What a part of the page shows, as large as it has room for."""
    size = min(9.0, 9.0 * (across[1] - across[0]) / text_width(text, 9.0, bold=True))
    sheet.text(across[0], y, text, size=size, bold=True)


def _mark(sheet: Sheet, x: float, y: float, color: str, mark: str) -> None:
    sheet.add(Line2D([x], [y], color=color, marker=mark, markersize=4.2, linestyle="none"))


def _spread(sheet: Sheet, found: Outcome, across: tuple[float, float], up: tuple[float, float]) -> None:
    """For each number of months the share of runs with at most so many, with its percentiles."""
    title = _("Runs with at most so many months empty beside those by plan")
    _title(sheet, across, up[1] - 8, title)
    left, right, floor, top = across[0] + 34, across[1] - 8, up[0], up[1] - 26
    values = [measures(found.simulation, n)["empty"] for n in range(min(len(found.simulation.names), len(LOOKS)))]
    most = max(1, *(int(np.percentile(of, 99.5)) for of in values))
    scale = (right - left) / most
    for share in (0, 25, 50, 75, 100):
        y = floor + (top - floor) * share / 100
        sheet.line((left, y), (right, y), linewidth=0.5)
        sheet.text(left - 5, y, f"{share}%", size=TICK, align="right", color=QUIET)
    for months in np.arange(0, most + 1e-9, max(_step(most, 8), 1)):
        sheet.text(left + months * scale, floor - 9, grouped(months), size=TICK, align="center", color=QUIET)
    below = _("months empty in a run, all posts together")
    sheet.text((left + right) / 2, floor - 21, below, size=TICK, align="center", color=QUIET)
    numbers = np.arange(most + 1)
    for of, (color, line, mark) in zip(values, LOOKS, strict=False):
        ys = floor + (top - floor) * np.searchsorted(np.sort(of), numbers, side="right") / len(of)
        xs = left + numbers * scale
        sheet.add(Line2D(xs, ys, color=color, linestyle=line, linewidth=1.6, drawstyle="steps-post"))
        for percent in (5, 50, 95):
            at = float(np.percentile(of, percent))
            y = floor + (top - floor) * percent / 100
            if at <= most:
                _mark(sheet, left + at * scale, y, color, mark)
            if len(values) == 1:
                words = counted(round(at), "month")
                sheet.text(left + at * scale + 7, y - 8, words, size=TICK, bold=True, color=color)


def _lengths(sheet: Sheet, found: Outcome, across: tuple[float, float], up: tuple[float, float]) -> None:
    """How many chains of each length a run has."""
    _title(sheet, across, up[1] + 20, _("Moves that an unplanned vacancy sets off: chains in a run"))
    names = found.simulation.names[: len(LOOKS)]
    rows = [row for row in records(found.chains) if row["plan"] in names]
    last = max((row["moves"] for row in rows if row["mean"] >= 0.005), default=0)
    most = max((row["mean"] for row in rows), default=0) or 1
    left, floor, top = across[0] + 34, up[0], up[1] - 4
    group = (across[1] - 8 - left) / (last + 1)
    width = min(group * 0.8 / len(names), 34.0)
    sheet.line((left, floor), (across[1] - 8, floor), color=INK, linewidth=0.8)
    for row in rows:
        if row["moves"] > last:
            continue
        place = names.index(row["plan"])
        x = left + (row["moves"] + 0.5) * group + (place - len(names) / 2) * width
        height = (top - floor) * row["mean"] / most
        look = {"facecolor": LOOKS[place][0], "edgecolor": "#ffffff", "hatch": HATCHES[place], "linewidth": 0.0}
        sheet.box(x, floor, width * 0.9, height, **look)
        sheet.text(x + width * 0.45, floor + height + 6, grouped(row["mean"], 1), size=6.6, align="center")
    for moves in range(last + 1):
        words = _("none") if moves == 0 else f"{moves}+" if moves == LONGEST else str(moves)
        sheet.text(left + (moves + 0.5) * group, floor - 9, words, size=TICK, align="center", color=QUIET)


def _posts(
    sheet: Sheet, plans: Sequence[Plan], found: Outcome, across: tuple[float, float], up: tuple[float, float]
) -> None:
    """The posts empty longest: mean months with their interval."""
    names = found.simulation.names[: len(LOOKS)]
    _title(sheet, across, up[1] - 8, _("Posts empty longest: mean months in a run, with the 95 % interval"))
    labels = {row["post"]: row["label"] for plan in plans for row in records(charted_posts(plan))}
    worst = found.posts.groupby("post", sort=False)["mean"].max().sort_values(ascending=False, kind="stable")
    worst = worst[worst > 0]
    room = int((up[1] - 26 - up[0]) / PITCH)
    shown = list(worst.index[: room if len(worst) <= room else room - 1])
    left, right = across[0] + LABEL_WIDTH, across[1] - FIGURES
    of = {(row["plan"], row["post"]): row for row in records(found.posts[found.posts["post"].isin(shown)])}
    most = max((row["high"] for row in of.values()), default=1.0)
    scale = (right - left) / most
    y = up[1] - 28
    for post in shown:
        sheet.line((across[0], y - PITCH / 2), (across[1], y - PITCH / 2), linewidth=0.3, color=RULE)
        sheet.text(left - 8, y, fit_post(labels[post], LABEL_WIDTH - 12, SIZE), size=SIZE, align="right")
        rows = [of.get((name, post)) for name in names]
        for place, row in enumerate(rows):
            if row is not None:
                color, _line, mark = LOOKS[place]
                at = y + ((len(names) - 1) / 2 - place) * 3.2
                low, x, high = (left + max(row[edge], 0) * scale for edge in ("low", "mean", "high"))
                sheet.line((low, at), (high, at), color=color, linewidth=1.2)
                _mark(sheet, x, at, color, mark)
        means = " / ".join("–" if row is None else grouped(row["mean"], 1) for row in rows[:3])
        sheet.text(across[1], y, means, size=SIZE, align="right")
        y -= PITCH
    if shown:
        sheet.line((left, up[1] - 20), (left, y + PITCH / 2), color=INK, linewidth=0.8)
        step = _step(most, 6)
        decimals = 0 if step >= 1 else 1
        for months in np.arange(0, most + 1e-9, step):
            sheet.text(left + months * scale, y, grouped(months, decimals), size=TICK, align="center", color=QUIET)
    if len(worst) > len(shown):
        others = _("and {n} more with at most {months} months on average")
        told = others.format(n=len(worst) - len(shown), months=grouped(worst.iloc[len(shown)], 1))
        sheet.text(across[0], y - 13, told, size=SIZE, color=QUIET)


def _step(most: float, ticks: int) -> float:
    """A round step that gives at most so many ticks."""
    return next((step for step in STEPS if most / step <= ticks), STEPS[-1])
