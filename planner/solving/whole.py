"""One model from scenario to verified plan."""

import time
from dataclasses import dataclass
from threading import Event
from typing import Final

from planner.check import model_of
from planner.engine.direct import DirectSolver, solve_directly
from planner.engine.memory import stop_when_full
from planner.engine.outcome import ProgressSink, Recorder, TierProof
from planner.engine.run import Limits
from planner.engine.tiers import solve_tiers
from planner.plan.assemble import assemble
from planner.plan.plan import Ending, Plan
from planner.plan.verify import verify
from planner.scenario.scenario import Scenario

NO_LIMIT: Final = 10.0**9
"""Seconds of a solve without time limit."""
ENDING: Final = 0.5
"""Share of what building took that is kept for the end of a solve: its last bounds and the verifier."""


class InvalidPlanError(RuntimeError):
    """The engine made a plan that the verifier does not accept: a fault of the program, never of the input."""


@dataclass(frozen=True)
class Options:
    """How a solve runs: seconds, megabytes of a process, workers, seed, and a solver to be asked in place of ours.

    Each is explained in ``planner.api.solve``; ``alone`` in ``planner.engine.run.Limits``.
    """

    time_limit: float | None = None
    memory_limit: float | None = None
    workers: int = 1
    seed: int | None = None
    direct: DirectSolver | None = None
    alone: bool = False


@dataclass(frozen=True)
class Solved:
    """A plan, and what no plan can beat in each tier whatever it reaches in the others, where that was asked."""

    plan: Plan
    alone: tuple[TierProof, ...]


def solve_whole(
    scenario: Scenario, options: Options, progress: ProgressSink | None = None, stop: Event | None = None
) -> Solved:
    """Plan a scenario as one model.

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
    seed = scenario.settings.seed if options.seed is None else options.seed
    seconds = NO_LIMIT if options.time_limit is None else options.time_limit
    seconds -= (1 + ENDING) * (built - began)
    limits = Limits(seconds, options.workers, seed, stop or Event(), alone=options.alone)
    recorder = Recorder(progress)
    with stop_when_full(limits.stop, options.memory_limit) as full:
        outcome = (
            solve_tiers(model, limits, recorder)
            if options.direct is None
            else solve_directly(model, limits, options.direct, recorder)
        )
    solved = time.monotonic()
    ended: Ending = "memory" if full.is_set() else "stop" if limits.stop.is_set() else "time"
    stages = {"build": built - began, "solve": solved - built}
    plan = assemble(model, outcome, seed, stages, ended, recorder.steps)
    verified(scenario, plan)
    return Solved(plan, outcome.alone)


def verified(scenario: Scenario, plan: Plan) -> None:
    """Refuse a plan that does not keep what it says.

    Raises
    ------
    InvalidPlanError
    """
    verification = verify(scenario, plan)
    if not verification.ok:
        faults = [*(violation.message for violation in verification.violations), *verification.mismatches]
        raise InvalidPlanError("\n".join(faults))
