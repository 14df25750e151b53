"""Processes that solve provinces side by side: a pool on this machine, or a Dask cluster."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Event, Thread
from types import FrameType
from typing import Final

from planner.engine.memory import keep_freed
from planner.engine.outcome import Progress
from planner.language import _
from planner.scenario.findings import Finding, InputError
from planner.scenario.scenario import Scenario
from planner.solving.whole import Options, Solved, solve_whole

LEAST: Final = 5.0
"""Seconds that a first plan takes, at most, where nothing else runs beside it."""
PEOPLE_A_SECOND: Final = 150
"""A second more for so many people."""
PATIENCE: Final = 5
"""So many times as long it may take: without a plan for every province nothing is written at all."""
GROWTH: Final = 1.5
"""The time of a province grows with its people to this power. Decisions are pairs of people and posts; but where time
is short a small province gains more from a few seconds than a large one from a minute."""
LOOK: Final = 0.5
"""Seconds between two looks at whether somebody asked to stop."""

MASKS: Final = hasattr(signal, "pthread_sigmask")
"""Whether signals can be kept waiting on this system."""

_interrupted: Final = Event()


class ClusterError(RuntimeError):
    """The cluster cannot be reached, or what it needs is not installed."""


def solve_block(scenario: Scenario, options: Options, hurried_after: float | None = None) -> Solved:
    """Solve one province, in whatever process this is called; after Ctrl-C, or so many seconds, to its first plan."""
    began, stop, planned, ended = time.monotonic(), Event(), Event(), Event()

    def hear(step: Progress) -> None:
        if step.phase == "first" or step.tier:
            planned.set()

    def heed() -> None:
        while not ended.wait(LOOK):
            spent = time.monotonic() - began
            hurried = _interrupted.is_set() or (hurried_after is not None and spent >= hurried_after)
            if hurried and (planned.is_set() or spent >= PATIENCE * _least(scenario)):
                stop.set()

    Thread(target=heed, daemon=True).start()
    try:
        return solve_whole(scenario, options, hear, stop)
    finally:
        ended.set()


def _least(scenario: Scenario) -> float:
    """Seconds that a first plan of it takes, at most, where nothing else runs beside it."""
    return LEAST + len(scenario.cadres) / PEOPLE_A_SECOND


@contextmanager
def processes(count: int, cluster: str | None = None) -> Iterator[tuple[Executor, int]]:
    """What solves provinces side by side, and how many at a time.

    Parameters
    ----------
    count : int
        Processes of a pool on this machine; Ctrl-C makes each come to an end with the best plan so far.
    cluster : str, optional
        Address of a Dask cluster to use instead.

    Raises
    ------
    ClusterError
    """
    if cluster is not None:
        with _cluster(cluster) as found:
            yield found
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_listen) as pool:
        yield pool, count


def _listen() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        _interrupted.set()

    keep_freed()
    signal.signal(signal.SIGINT, stop)
    if MASKS:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_leave_with_parent, daemon=True).start()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C waiting, also in processes that begin meanwhile: until they listen, it would end them."""
    if not MASKS:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_with_parent() -> None:
    """End this process with the one that has begun it, which may be killed and then tells nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The Dask cluster at an address; what runs on a worker that is lost is run again on another one."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(_("a cluster needs the extra `cluster`: pip install 'planner[cluster]'")) from error
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise ClusterError(
            _("no cluster answers at {address}: {error}").format(address=address, error=error)
        ) from error
    with client:
        count = sum(client.nthreads().values())
        if not count:
            raise ClusterError(_("the cluster at {address} has no worker").format(address=address))
        yield client.get_executor(pure=False, retries=3), count


@dataclass(frozen=True)
class _Place:
    """The number of a scenario that is solved, whether it was the largest of those that waited, and its end."""

    number: int
    largest: bool
    end: float


def solve_blocks(
    executor: Executor,
    count: int,
    scenarios: Sequence[Scenario],
    options: Options,
    until: float | None,
    stop: Event,
    tell: Callable[[int, Solved], None],
) -> list[Solved]:
    """Solve scenarios side by side: the largest first in half of the places, in the others the smallest first.

    So the largest, whose memory grows faster than their people, are not all solved at the same time.

    Parameters
    ----------
    executor : Executor
    count : int
        How many it takes at a time.
    scenarios : sequence of Scenario
    options : Options
        Of each; its time limit is set here, so that what is left is shared among those that are left.
    until : float or None
        When time is out, by ``time.monotonic``.
    stop : Event
        Once set, what has not begun is solved until it has a first plan only.
    tell : callable
        Called with each result and its place as they come.

    Returns
    -------
    list of Solved
        In the order of the scenarios.

    Raises
    ------
    InputError
        With the findings of all that were begun before the first of them was known to have any.
    """
    # a province may have nobody at all
    sizes = [max(1, len(scenario.cadres)) ** GROWTH for scenario in scenarios]
    waiting = sorted(range(len(scenarios)), key=lambda number: (sizes[number], -number))
    running: dict[Future[Solved], _Place] = {}
    found: dict[int, Solved] = {}
    wrong: list[Finding] = []
    while waiting or running:
        while waiting and len(running) < count:
            largest = 2 * sum(place.largest for place in running.values()) < count
            all_waiting = sum(sizes[number] for number in waiting)
            number = waiting.pop(-1 if largest else 0)
            least = _least(scenarios[number])
            share = _share(until, count, running.values(), sizes[number] / all_waiting)
            after = 0.0 if stop.is_set() else share if share is not None and share <= least else None
            limit = share if after is None else PATIENCE * least
            with _undisturbed():
                future = executor.submit(solve_block, scenarios[number], replace(options, time_limit=limit), after)
            expected = limit or 0.0 if after is None else least
            running[future] = _Place(number, largest, time.monotonic() + expected)
        done, _ = wait(running, timeout=LOOK, return_when=FIRST_COMPLETED)
        for future in done:
            number = running.pop(future).number
            try:
                found[number] = future.result()
            except InputError as error:  # the others are not begun; those that run may have findings, too
                wrong += error.findings
                waiting.clear()
            else:
                tell(number, found[number])
    if wrong:
        raise InputError(wrong)
    return [found[number] for number in range(len(scenarios))]


def _share(until: float | None, count: int, running: Iterable[_Place], share: float) -> float | None:
    """Seconds for a solve that is this share of those not begun yet; the running ones take theirs to the end."""
    if until is None:
        return None
    now = time.monotonic()
    free = count * (until - now) - sum(max(0.0, place.end - now) for place in running)
    return min(until - now, share * free)
