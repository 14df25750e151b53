"""How a plan holds up when people leave whom it counts on: many runs, several plans on the same departures."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from multiprocessing import get_context
from typing import Final

import numpy as np

from planner.domain.calendar import Ints
from planner.explore.fates import Rates, draw, rates
from planner.explore.play import Played, play
from planner.explore.schedule import NOBODY, Schedule, schedule
from planner.language import _
from planner.plan.metrics import today_holders
from planner.plan.plan import Plan
from planner.scenario.findings import Finding, InputError
from planner.scenario.scenario import Scenario
from planner.scenario.settings import Simulate

RUNS_AT_ONCE: Final = 500
"""Runs that are played together, an even number; no result depends on it."""


@dataclass(frozen=True)
class Simulation:
    """Plans played on the same departures.

    Attributes
    ----------
    runs, seed, months : int
    settings : Simulate
        What was assumed.
    causes : tuple of str
    departures : array of int, shape (runs, K)
        People who left by lot, by cause.
    holders : array of int, shape (runs,)
        Of them, those who hold a post at as_of.
    names : tuple of str
        What each plan is called.
    schedules : tuple of Schedule
        The plans as they were played.
    played : tuple of Played
        What happened to each of them.
    """

    runs: int
    seed: int
    months: int
    settings: Simulate
    causes: tuple[str, ...]
    departures: Ints
    holders: Ints
    names: tuple[str, ...]
    schedules: tuple[Schedule, ...]
    played: tuple[Played, ...]


def simulate(
    scenario: Scenario,
    plans: Sequence[Plan],
    *,
    names: Sequence[str] = (),
    runs: int = 10_000,
    seed: int = 1,
    workers: int = 1,
) -> Simulation:
    """Play plans on departures drawn by lot.

    Parameters
    ----------
    scenario : Scenario
        Whose people leave, as often as its settings ``simulate`` say.
    plans : sequence of Plan
        Of the same date; played as long as the shortest of them, all on the same departures.
    names : sequence of str
        What to call them; without, each has the name of its scenario.
    runs : int
    seed : int
        The same seed gives the same answer, with any number of workers.
    workers : int
        Processes; a script that asks for more than one runs under ``if __name__ == "__main__":``.

    Returns
    -------
    Simulation

    Raises
    ------
    InputError
        When a plan is of another date, holds no decisions, or names people whom the scenario has not.
    """
    findings = [finding for plan in plans for finding in _refused(scenario, plan)]
    if findings:
        raise InputError(findings)
    months = min(settings.horizon_months for settings in (scenario.settings, *(p.scenario.settings for p in plans)))
    given = _until(rates(scenario), months)
    schedules = tuple(schedule(plan, given.ids, months) for plan in plans)
    holding = np.isin(given.ids, today_holders(scenario)["cadre"])
    lot = _Lot(given, schedules, scenario.settings.simulate, seed, holding)
    parts = [(first, min(RUNS_AT_ONCE, runs - first)) for first in range(0, runs, RUNS_AT_ONCE)]
    if workers == 1:
        found = [lot.play(part) for part in parts]
    else:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            found = list(pool.map(lot.play, parts))
    departures, holders, played = zip(*found, strict=True)
    return Simulation(
        runs=runs,
        seed=seed,
        months=months,
        settings=scenario.settings.simulate,
        causes=given.causes,
        departures=np.concatenate(departures),
        holders=np.concatenate(holders),
        names=tuple(names) or tuple(plan.scenario.settings.name for plan in plans),
        schedules=schedules,
        played=tuple(map(_joined, zip(*played, strict=True))),
    )


@dataclass(frozen=True)
class _Lot:
    """All that is needed to play some runs, in whatever process."""

    given: Rates
    schedules: tuple[Schedule, ...]
    settings: Simulate
    seed: int
    holding: "np.ndarray[tuple[int], np.dtype[np.bool_]]"

    def play(self, part: tuple[int, int]) -> tuple[Ints, Ints, tuple[Played, ...]]:
        """Departures by cause, those of holders, and what happened to each plan, in the runs from ``part``."""
        leave, cause = draw(self.given, self.seed, *part)
        departures = np.stack([(cause == number).sum(axis=1) for number in range(len(self.given.causes))], axis=1)
        holders = (cause[:, self.holding] != NOBODY).sum(axis=1)
        return departures, holders, tuple(play(plan, leave, self.settings) for plan in self.schedules)


def _joined(parts: Iterable[Played]) -> Played:
    """The runs of several parts, one after the other."""
    parts = list(parts)
    return Played(**{of.name: np.concatenate([getattr(part, of.name) for part in parts]) for of in fields(Played)})


def _until(given: Rates, months: int) -> Rates:
    return replace(given, of=given.of[:, :, :months], end=np.minimum(given.end, months))


def _refused(scenario: Scenario, plan: Plan) -> Iterable[Finding]:
    """Why a plan cannot be played on these people."""
    name = plan.scenario.settings.name
    if plan.status not in ("optimal", "feasible"):
        yield Finding(
            "error",
            "plan",
            _("the plan {name} holds no decisions").format(name=name),
            _("Name a plan that does."),
            plan.status,
        )
    if plan.scenario.start != scenario.start:
        yield Finding(
            "error",
            "plan",
            _("the plan {name} is of another date than the scenario ({as_of})").format(
                name=name, as_of=scenario.settings.as_of
            ),
            _("Name the scenario that the plan was made for; `planner drift` tells what newer data change."),
            plan.scenario.settings.as_of,
        )
