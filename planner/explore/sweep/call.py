"""A sweep in one call."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from planner.explore.sweep.grid import BASE, Vary, grid
from planner.explore.sweep.run import Run, run_points
from planner.explore.sweep.table import outcome_table
from planner.solving.whole import Options


def sweep(
    path: Path | str,
    out: Path | str,
    *,
    alternatives: Sequence[str] = (BASE,),
    vary: Mapping[str, Sequence[str | float]] | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    time_limit: float | None = None,
    seed: int | None = None,
) -> pd.DataFrame:
    """Plan a scenario with each of its alternatives and each value of what is varied, side by side in processes.

    What lies in ``out`` already is not done again. Call it under ``if __name__ == "__main__":``.

    Parameters
    ----------
    path : Path or str
        The scenario.
    out : Path or str
        Where each plan gets a folder of its own.
    alternatives : sequence of str
        Their names, ``base`` for the scenario itself.
    vary : Mapping of str to sequence, optional
        Values by key of scenario.yaml in dots.
    workers : int, optional
        Plans solved at a time; one for each core by default.
    cluster : str, optional
        Address of a Dask cluster (``tcp://…``) that solves them.
    time_limit, seed : optional
        Of each solve, as in ``solve``.

    Returns
    -------
    pandas.DataFrame
        See ``planner.explore.sweep.table.outcome_table``.

    Raises
    ------
    InputError
        When none of the plans can be begun.
    ClusterError
        When the cluster cannot be used.
    ValueError
        When these are more plans than anybody would wait for.
    """
    varied = [Vary(key, tuple(map(str, values))) for key, values in (vary or {}).items()]
    points = grid(["" if name == BASE else name for name in alternatives], varied)
    run = Run(Path(out), workers or os.cpu_count() or 1, Options(time_limit=time_limit, seed=seed), cluster)
    return outcome_table(run_points(Path(path), points, run))
