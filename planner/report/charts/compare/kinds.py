"""The kinds of charts of several plans, and how to draw, tabulate and save them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from planner.explore.compare import Comparison
from planner.language import _
from planner.report.charts.base import chart_style
from planner.report.charts.compare import mixes, reached, streams
from planner.report.charts.compare.plans import MOST
from planner.report.charts.files import Format, write_pages


@dataclass(frozen=True)
class Kind:
    """A kind of chart: the table it shows, and how that is drawn."""

    table: Callable[[Comparison], pd.DataFrame]
    draw: Callable[[Comparison, pd.DataFrame], list[Figure]]


COMPARED: Final[dict[str, Kind]] = {
    "compare": Kind(reached.table, reached.draw),
    "mix": Kind(mixes.table, mixes.draw),
    "flows": Kind(streams.table, streams.draw),
}
"""Every kind of chart of several plans by name, in the order of a page."""


def table(comparison: Comparison, kind: str) -> pd.DataFrame:
    """The figures behind a chart."""
    return COMPARED[kind].table(comparison)


def comparison_figures(comparison: Comparison, kind: str) -> list[Figure]:
    """The pages of a chart; none where there is nothing to show.

    Raises
    ------
    ValueError
        When there are more plans than a chart can tell apart.
    MissingLetterError
        When a name holds a letter that the chart font has not.
    """
    if len(comparison.plans) > MOST:
        told = _("a chart can tell {most} plans apart, not {n}; compare fewer of them")
        raise ValueError(told.format(most=MOST, n=len(comparison.plans)))
    figures = table(comparison, kind)
    with chart_style():
        return [] if figures.empty else COMPARED[kind].draw(comparison, figures)


def save(comparison: Comparison, kinds: Iterable[str], folder: Path, fmt: Format = "png") -> list[Path]:
    """Write charts to files ``kind-page.fmt``; the same plans give the same bytes.

    Returns
    -------
    list of Path
        The files, in order; a kind with nothing to show has none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [path for kind in kinds for path in write_pages(comparison_figures(comparison, kind), folder, kind, fmt)]
