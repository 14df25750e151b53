"""The kinds of charts, and how to draw and tabulate them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from planner.plan.plan import Plan
from planner.report.charts import (
    bench,
    careers,
    cascade,
    flows,
    gap,
    mix,
    overcommitted,
    pyramid,
    resilience,
    retirements,
    succession,
    tenure,
    training,
)
from planner.report.charts.base import chart_style, empty_page
from planner.report.words import say


@dataclass(frozen=True)
class Kind:
    """A kind of chart: the table it shows, how that is drawn, and what to say when the table is empty."""

    table: Callable[[Plan], pd.DataFrame]
    draw: Callable[[Plan, pd.DataFrame], list[Figure]]
    nothing: Callable[[], str]


KINDS: Final[dict[str, Kind]] = {
    "succession": Kind(succession.table, succession.draw, partial(say, "succession.nothing")),
    "bench": Kind(bench.table, bench.draw, partial(say, "bench.nothing")),
    "overcommitted": Kind(overcommitted.table, overcommitted.draw, overcommitted.nothing),
    "resilience": Kind(resilience.table, resilience.draw, resilience.nothing),
    "tenure": Kind(tenure.table, tenure.draw, partial(say, "tenure.nothing")),
    "careers": Kind(careers.table, careers.draw, careers.nothing),
    "cascade": Kind(cascade.table, cascade.draw, cascade.nothing),
    "flows": Kind(flows.table, flows.draw, partial(say, "flows.nothing")),
    "retirements": Kind(retirements.table, retirements.draw, retirements.nothing),
    "training": Kind(training.table, training.draw, training.nothing),
    "mix": Kind(mix.table, mix.draw, partial(say, "mix.nothing")),
    "pyramid": Kind(pyramid.table, pyramid.draw, partial(say, "pyramid.nothing")),
    "gap": Kind(gap.table, gap.draw, partial(say, "gap.nothing")),
}
"""Every kind of chart by name, in the order of a report."""


def table(plan: Plan, kind: str) -> pd.DataFrame:
    """The figures behind a chart.

    Raises
    ------
    KeyError
        When there is no such kind.
    """
    return KINDS[kind].table(plan)


def draw(plan: Plan, kind: str) -> list[Figure]:
    """The pages of a chart; where there is nothing to show, a page that says so.

    Raises
    ------
    KeyError
        When there is no such kind.
    MissingLetterError
        When a name holds a letter that the chart font has not.
    """
    with chart_style():
        return pages(plan, kind) or [empty_page(plan, KINDS[kind].nothing())]


def pages(plan: Plan, kind: str) -> list[Figure]:
    """The pages of a chart; none when there is nothing to show."""
    figures = table(plan, kind)
    if figures.empty:
        return []
    with chart_style():
        return KINDS[kind].draw(plan, figures)
