"""The main job in three calls: load, solve, verify."""

import time
from threading import Event

from planner.check import load, model_of, read
from planner.engine.direct import DirectSolver, solve_directly
from planner.engine.memory import stop_when_full
from planner.engine.outcome import ProgressSink, Recorder
from planner.engine.run import Limits
from planner.engine.tiers import solve_tiers
from planner.plan.assemble import Ending, assemble
from planner.plan.plan import Plan
from planner.plan.verify import Verification, verify
from planner.scenario.scenario import Scenario

__all__ = ["InvalidPlanError", "Verification", "load", "read", "solve", "verify"]

NO_LIMIT = 10.0**9
"""Seconds of a solve without time limit."""


class InvalidPlanError(RuntimeError):
    """The engine made a plan that the verifier does not accept: a fault of the program, never of the input."""


def solve(
    scenario: Scenario,
    *,
    time_limit: float | None = None,
    memory_limit: float | None = None,
    workers: int = 1,
    seed: int | None = None,
    direct: DirectSolver | None = None,
    progress: ProgressSink | None = None,
    stop: Event | None = None,
) -> Plan:
    """Plan a scenario, tier by tier to proven optimality, and verify the plan.

    Parameters
    ----------
    scenario : Scenario
        From ``load``.
    time_limit : float, optional
        Seconds for building and solving; when it strikes, the best plan so far comes with its true bound.
    memory_limit : float, optional
        Megabytes that the process may hold; once it holds more, the solve ends as if the time limit had struck.
    workers : int
        Threads of the search inside the core. One is the default: fastest on the cores that the relaxation leaves.
    seed : int, optional
        Seed of the search; the scenario's own by default.
    direct : str, optional
        ``highs``, ``scip`` or ``cp-sat``: give the whole model to this solver, without the method of the program.
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
    """
    began = time.monotonic()
    model = model_of(scenario)
    built = time.monotonic()
    seed = scenario.settings.seed if seed is None else seed
    limits = Limits((NO_LIMIT if time_limit is None else time_limit) - (built - began), workers, seed, stop or Event())
    recorder = Recorder(progress)
    with stop_when_full(limits.stop, memory_limit) as full:
        outcome = (
            solve_tiers(model, limits, recorder) if direct is None else solve_directly(model, limits, direct, recorder)
        )
    solved = time.monotonic()
    ended: Ending = "memory" if full.is_set() else "stop" if limits.stop.is_set() else "time"
    plan = assemble(model, outcome, seed, {"build": built - began, "solve": solved - built}, ended, recorder.steps)
    verification = verify(scenario, plan)
    if not verification.ok:
        faults = [*(violation.message for violation in verification.violations), *verification.mismatches]
        raise InvalidPlanError("\n".join(faults))
    return plan
