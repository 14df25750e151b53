"""Running the points of a sweep side by side; what is done already is not done again."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from threading import Event
from typing import Any, Final

from planner.api import solve
from planner.domain.split import has_provinces
from planner.explore.sweep.grid import Point
from planner.language import _
from planner.plan import store
from planner.plan.assemble import LIBRARIES
from planner.plan.plan import Plan
from planner.plan.verify import verify
from planner.scenario.findings import Finding, InputError
from planner.scenario.scenario import Scenario
from planner.solving.whole import Options, Solved
from planner.solving.workers import LOOK, processes, solve_block

SWEEP: Final = "sweep"
"""The key of a plan's provenance that says which point of a sweep it is."""


@dataclass(frozen=True)
class Outcome:
    """What became of a point.

    Attributes
    ----------
    point : Point
    plan : Plan or None
        Of any status; None where there is none.
    fresh : bool
        Whether it was solved now, and not before.
    fault : str
        Why there is no plan; blank where there is one, or where the sweep was stopped before.
    """

    point: Point
    plan: Plan | None = None
    fresh: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Run:
    """How a sweep runs.

    Attributes
    ----------
    out : Path
        A folder for each plan is made in it.
    workers : int
        Plans solved at a time, each in a process of its own.
    options : Options
        Of each solve.
    cluster : str, optional
        Address of a Dask cluster that solves them.
    stop : Event
        Once set, no further point begins, and those that run end with their best plan.
    tell : callable
        Called with each outcome as it comes.
    """

    out: Path
    workers: int = 1
    options: Options = field(default_factory=Options)
    cluster: str | None = None
    stop: Event = field(default_factory=Event)
    tell: Callable[[Outcome], None] = lambda _outcome: None


def run_points(path: Path, points: Sequence[Point], run: Run) -> list[Outcome]:
    """Solve every point that is not solved yet, and write each plan to its folder when it is whole.

    A point is solved already where its folder holds a plan of the same scenario (by its digest) with the same seed and
    versions, with proof or as long a time limit, that the verifier finds nothing wrong with. A point that cannot be
    read or solved does not end the others.

    Parameters
    ----------
    path : Path
        The scenario.
    points : sequence of Point
    run : Run

    Returns
    -------
    list of Outcome
        In the order of the points.

    Raises
    ------
    InputError
        When none of the points can be read, with what is wrong with the first.
    ClusterError
        When the cluster cannot be used.
    """
    found: dict[Point, Outcome] = {}
    waiting: list[tuple[Point, Scenario]] = []
    whole: list[tuple[Point, Scenario]] = []
    unread: dict[Point, tuple[Finding, ...]] = {}

    def settle(outcome: Outcome) -> None:
        found[outcome.point] = outcome
        run.tell(outcome)

    for point in points:
        scenario, findings = point.scenario(path)
        if scenario is None:
            unread[point] = findings
            found[point] = Outcome(point, fault=_errors(findings))
            continue
        before = _before(run, point, scenario)
        if before is not None:
            settle(before)
        else:
            (whole if has_provinces(scenario) else waiting).append((point, scenario))
    if len(unread) == len(points):
        raise InputError(unread[points[0]])
    for point in unread:
        run.tell(found[point])
    while waiting and not run.stop.is_set():
        with processes(min(run.workers, len(waiting)), run.cluster) as (executor, count):
            _drain(executor, count, waiting, run, settle)
    for point, scenario in whole:
        if not run.stop.is_set():
            settle(_outcome(run, point, partial(_by_provinces, scenario, run)))
    return [found.get(point, Outcome(point)) for point in points]


def _drain(
    executor: Executor,
    count: int,
    waiting: list[tuple[Point, Scenario]],
    run: Run,
    settle: Callable[[Outcome], None],
) -> None:
    """Solve what waits until nothing is left, or until a process is lost and the executor with it."""
    running: dict[Future[Solved], Point] = {}
    while (waiting and not run.stop.is_set()) or running:
        while waiting and len(running) < count and not run.stop.is_set():
            point, scenario = waiting[0]
            try:
                running[executor.submit(solve_block, scenario, run.options)] = point
            except BrokenExecutor:
                if running:
                    break
                return
            waiting.pop(0)
        done, _left = wait(running, timeout=LOOK, return_when=FIRST_COMPLETED)
        for future in done:
            settle(_outcome(run, running.pop(future), partial(_plan, future)))
        if not running and any(isinstance(future.exception(), BrokenExecutor) for future in done):
            return


def _plan(future: Future[Solved]) -> Plan:
    return future.result().plan


def _outcome(run: Run, point: Point, solved: Callable[[], Plan]) -> Outcome:
    """The plan of a point written to its folder, or why there is none."""
    try:
        plan = solved()
        origin = {"alternative": point.alternative, "vary": dict(point.given), "time_limit": run.options.time_limit}
        plan = replace(plan, provenance={**plan.provenance, SWEEP: origin})
        store.write(plan, run.out / point.folder)
    except BrokenExecutor:
        return Outcome(point, fault=_("the process that solved it was ended from outside, perhaps for want of memory"))
    except MemoryError:
        return Outcome(point, fault=_("there is too little memory for it"))
    except OSError as error:
        told = _("{file} cannot be written: {why}")
        why = _(error.strerror) if error.strerror else error
        return Outcome(point, fault=told.format(file=error.filename or run.out / point.folder, why=why))
    except Exception as error:
        return Outcome(point, fault=str(error) or _("a fault of the program"))
    return Outcome(point, plan, fresh=True)


def _before(run: Run, point: Point, scenario: Scenario) -> Outcome | None:
    """What is known of a point before it is solved, if it need not or cannot be."""
    done = _done(run, point, scenario)
    held = "" if done else _held(run.out / point.folder)
    return Outcome(point, done, fault=held) if done or held else None


def _errors(findings: Iterable[Finding]) -> str:
    """What is wrong with a point that cannot be read."""
    return "; ".join(str(finding) for finding in findings if finding.severity == "error")


def _held(folder: Path) -> str:
    """Why no plan can be written to a folder; blank where one can."""
    try:
        store.refuse_foreign(folder)
    except store.PlanFolderError as error:
        if (folder / store.PLAN_FILE).is_file():
            return str(error)
        return _("{folder} holds no {plan_file}, so it is no plan; remove it or move it away").format(
            folder=folder, plan_file=store.PLAN_FILE
        )
    return ""


def _by_provinces(scenario: Scenario, run: Run) -> Plan:
    """A scenario of provinces, which are solved side by side themselves."""
    options = run.options
    return solve(
        scenario,
        time_limit=options.time_limit,
        memory_limit=options.memory_limit,
        workers=run.workers,
        seed=options.seed,
        cluster=run.cluster,
        stop=run.stop,
    )


def _done(run: Run, point: Point, scenario: Scenario) -> Plan | None:
    """The plan of a point that was made before, if it need not be made again."""
    folder = run.out / point.folder
    if not (folder / store.PLAN_FILE).is_file():
        return None
    try:
        plan = store.read(folder)
    except InputError:
        return None
    told = plan.provenance
    seed = scenario.settings.seed if run.options.seed is None else run.options.seed
    same = (
        plan.scenario.digest == told.get("digest") == scenario.digest
        and told.get("seed") == seed
        and told.get("versions") == {name: version(name) for name in LIBRARIES}
    )
    enough = same and (_proven(plan) or _as_long(told, run.options))
    return plan if enough and verify(scenario, plan).ok else None


def _proven(plan: Plan) -> bool:
    return plan.status in ("optimal", "infeasible")


def _as_long(told: Any, options: Options) -> bool:
    """Whether a search that was ended by its time limit would not go on any longer now."""
    origin, now = told.get(SWEEP), options.time_limit
    before = origin.get("time_limit") if isinstance(origin, dict) else None
    return told.get("ended_by") == "time" and isinstance(before, int | float) and now is not None and now <= before


def faults(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those for which there is no plan because something is wrong."""
    return [outcome for outcome in outcomes if outcome.fault]
