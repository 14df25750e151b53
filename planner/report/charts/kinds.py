"""The kinds of charts, and how to draw, save and tabulate them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

import pandas as pd
from matplotlib.figure import Figure

from planner.plan.plan import Plan
from planner.report.charts import bench, flows, gap, mix, pyramid, succession, tenure
from planner.report.charts.base import chart_style, empty_page
from planner.report.words import say

Format = Literal["png", "svg", "pdf"]

OPTIONS: Final[Mapping[Format, Mapping[str, Any]]] = MappingProxyType(
    {
        "png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 3}},
        "svg": {"metadata": {"Date": None, "Creator": None}},
        "pdf": {"metadata": {"CreationDate": None, "Creator": None, "Producer": None}},
    }
)
"""How files are written: without dates and versions, so that the same plan gives the same bytes."""


@dataclass(frozen=True)
class Kind:
    """A kind of chart: the table it shows and how that is drawn."""

    table: Callable[[Plan], pd.DataFrame]
    draw: Callable[[Plan, pd.DataFrame], list[Figure]]


KINDS: Final[dict[str, Kind]] = {
    "succession": Kind(succession.table, succession.draw),
    "bench": Kind(bench.table, bench.draw),
    "tenure": Kind(tenure.table, tenure.draw),
    "mix": Kind(mix.table, mix.draw),
    "pyramid": Kind(pyramid.table, pyramid.draw),
    "flows": Kind(flows.table, flows.draw),
    "gap": Kind(gap.table, gap.draw),
}
"""Every kind of chart by name, in the order of a report."""


def table(plan: Plan, kind: str) -> pd.DataFrame:
    """The figures behind a chart."""
    return KINDS[kind].table(plan)


def draw(plan: Plan, kind: str) -> list[Figure]:
    """The pages of a chart.

    Raises
    ------
    KeyError
        When there is no such kind.
    """
    return _pages(plan, kind, table(plan, kind)) or [_empty(plan, kind)]


def save(
    plan: Plan,
    kinds: Iterable[str],
    folder: Path,
    fmt: Format = "png",
    *,
    on_skip: Callable[[str, str], None] | None = None,
) -> list[Path]:
    """Write charts to files ``kind-page.fmt``; the same plan gives the same bytes.

    Pages of these kinds from an earlier call are replaced. A kind that has nothing to show in this plan gets no file.

    Parameters
    ----------
    plan : Plan
        What to show.
    kinds : iterable of str
        Names from ``KINDS``.
    folder : Path
        Where to write; made when missing.
    fmt : {"png", "svg", "pdf"}
        Format of the files.
    on_skip : callable, optional
        Called with each kind that has nothing to show, and why in a sentence.

    Returns
    -------
    list of Path
        The files, in order.

    Raises
    ------
    MissingLetterError
        When a name holds a letter that the chart font has not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind in kinds:
        pages = _pages(plan, kind, table(plan, kind))
        if not pages and on_skip is not None:
            on_skip(kind, say(f"{kind}.nothing"))
        _remove_former(folder, kind, fmt)
        for page, figure in enumerate(pages, 1):
            path = folder / f"{kind}-{page}.{fmt}"
            with chart_style():
                figure.savefig(path, format=fmt, **OPTIONS[fmt])
            paths.append(path)
    return paths


def _remove_former(folder: Path, kind: str, fmt: Format) -> None:
    """Take away the pages of an earlier plan, which may have had more of them."""
    for path in folder.glob(f"{kind}-*.{fmt}"):
        if path.stem.removeprefix(f"{kind}-").isdigit():
            path.unlink()


def _pages(plan: Plan, kind: str, figures: pd.DataFrame) -> list[Figure]:
    """The pages of a chart; none when there is nothing to show."""
    if figures.empty:
        return []
    with chart_style():
        return KINDS[kind].draw(plan, figures)


def _empty(plan: Plan, kind: str) -> Figure:
    with chart_style():
        return empty_page(plan, say(f"{kind}.nothing"))
