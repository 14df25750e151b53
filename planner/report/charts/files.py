"""Charts as files: written without dates and versions, several kinds at once where there are processors for them."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from matplotlib.figure import Figure

from planner.plan.plan import Plan
from planner.report.charts.base import chart_style
from planner.report.charts.crew import draw_together
from planner.report.charts.kinds import pages

Format = Literal["png", "svg", "pdf"]

OPTIONS: Final[Mapping[Format, Mapping[str, Any]]] = MappingProxyType(
    {
        "png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 1}},
        "svg": {"metadata": {"Date": None, "Creator": None}},
        "pdf": {"metadata": {"CreationDate": None, "Creator": None, "Producer": None}},
    }
)
"""How files are written: so that the same plan gives the same bytes."""


def save(
    plan: Plan,
    kinds: Iterable[str],
    folder: Path,
    fmt: Format = "png",
    *,
    workers: int = 1,
    on_skip: Callable[[str], None] | None = None,
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
    workers : int
        Processes that draw, each a kind at a time; with more than one, call it under ``if __name__ == "__main__"``.
    on_skip : callable, optional
        Called with each kind that has nothing to show.

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
    chosen = list(kinds)
    paths = []
    drawn = draw_together(partial(_save, folder=folder, fmt=fmt), plan, chosen, workers)
    for kind, files in zip(chosen, drawn, strict=True):
        if not files and on_skip is not None:
            on_skip(kind)
        paths += files
    return paths


def _save(plan: Plan, kind: str, *, folder: Path, fmt: Format) -> list[Path]:
    """Draw one kind and write its pages."""
    return write_pages(pages(plan, kind), folder, kind, fmt)


def write_pages(figures: Sequence[Figure], folder: Path, kind: str, fmt: Format) -> list[Path]:
    """Write the pages of a chart to ``kind-page.fmt`` in place of those of an earlier call."""
    _remove_former(folder, kind, fmt)
    paths = [folder / f"{kind}-{page}.{fmt}" for page in range(1, len(figures) + 1)]
    for path, figure in zip(paths, figures, strict=True):
        with chart_style():
            figure.savefig(path, format=fmt, **OPTIONS[fmt])
    return paths


def _remove_former(folder: Path, kind: str, fmt: Format) -> None:
    """Take away the pages of an earlier plan, which may have had more of them."""
    for path in folder.glob(f"{kind}-*.{fmt}"):
        if path.stem.removeprefix(f"{kind}-").isdigit():
            path.unlink()


def workers_here() -> int:
    """Processes that may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
