"""The main job in three calls: load, solve, verify."""

import os
from threading import Event

from planner.check import load, read
from planner.domain.case import Case, case_of
from planner.domain.split import has_provinces, split, ties
from planner.engine.direct import DirectSolver
from planner.engine.memory import give_back_freed
from planner.engine.outcome import ProgressSink
from planner.language import _
from planner.plan.plan import Plan
from planner.plan.verify import Verification, verify
from planner.scenario.scenario import Scenario
from planner.solving.provinces import solve_provinces
from planner.solving.whole import InvalidPlanError, Options, solve_whole, verified
from planner.solving.workers import ClusterError, processes

__all__ = ["ClusterError", "InvalidPlanError", "Verification", "load", "read", "solve", "verify"]


def solve(
    scenario: Scenario,
    *,
    time_limit: float | None = None,
    memory_limit: float | None = None,
    workers: int | None = None,
    seed: int | None = None,
    direct: DirectSolver | None = None,
    cluster: str | None = None,
    progress: ProgressSink | None = None,
    stop: Event | None = None,
) -> Plan:
    """Plan a scenario, tier by tier to proven optimality, and verify the plan.

    A scenario of several provinces is planned province by province, in processes side by side, where nothing but
    targets ties them (``planner.domain.split``). So a script that solves one runs under ``if __name__ == "__main__":``.

    Parameters
    ----------
    scenario : Scenario
        From ``load``.
    time_limit : float, optional
        Seconds for building and solving; when it strikes, the best plan so far comes with its true bound.
    memory_limit : float, optional
        Megabytes that the process may hold, or all processes of provinces; once one holds more than its share, its
        solve ends as if the time limit had struck.
    workers : int, optional
        Threads of the search inside the core; one is the default: fastest on the cores that the relaxation leaves.
        Of provinces: how many are solved at a time, by default as many as there are cores.
    seed : int, optional
        Seed of the search; the scenario's own by default.
    direct : str, optional
        ``highs``, ``scip`` or ``cp-sat``: give the whole model to this solver, without the method of the program.
    cluster : str, optional
        Address of a Dask cluster (``tcp://…``) that solves the provinces.
    progress : callable, optional
        Receives ``planner.engine.outcome.Progress``; if it fails it is dropped, the solve goes on.
    stop : threading.Event, optional
        Once set, the solve ends as if the time limit had struck.

    Returns
    -------
    Plan
        Its ``status`` says what was proven.

    Raises
    ------
    InputError
        When the scenario's choice of rules or its arithmetic does not hold.
    InvalidPlanError
        When the verifier does not accept the engine's plan.
    ClusterError
        When the cluster cannot be used.
    """
    case = case_of(scenario) if has_provinces(scenario) and direct is None else None
    parted = None if case is None else split(case)
    if case is None or parted is None:
        if cluster is not None:
            raise ClusterError(_one_model(case))
        return solve_whole(scenario, Options(time_limit, memory_limit, workers or 1, seed, direct), progress, stop).plan
    give_back_freed()
    with processes(workers or os.cpu_count() or 1, cluster) as (executor, count):
        share = None if memory_limit is None else memory_limit / count
        plan = solve_provinces(case, parted, Options(time_limit, share, 1, seed), (executor, count), progress, stop)
    verified(scenario, plan)
    return plan


def _one_model(case: Case | None) -> str:
    """Why a cluster cannot help."""
    why = () if case is None else ties(case)
    why = why or (_("it has no two provinces, or is given whole to one solver"),)
    return _("a cluster solves provinces, and this scenario is planned as one model: {why}").format(why="; ".join(why))
