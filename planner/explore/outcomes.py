"""What a simulation says, as tables with intervals.

``low`` and ``high`` bound a mean or a share over all possible runs with 95 % confidence: of a mean by the normal
approximation, mean -+ 1.96 s / sqrt(n); of a share by the interval of Wilson. They tell how far the number of runs
suffices and grow narrow with more of them. ``p5``, ``p50`` and ``p95`` are percentiles over the runs: they tell how
differently the years to come may turn out, and no number of runs makes them narrow.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.domain.calendar import Ints
from planner.explore.play import LONGEST
from planner.explore.schedule import NOBODY
from planner.explore.simulate import Simulation

Z: Final = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""

MEASURES: Final = ("empty", "in_all", "open_at_end", "moves", "unready", "longest", "lapsed")
"""Of each plan and run: months for which posts were empty that have somebody by plan, months of all empty posts, posts
left empty at the end, seats filled from a bench, of them by people not ready yet, moves of the longest chain, and
planned placements that did not take place."""


@dataclass(frozen=True)
class Outcome:
    """A simulation with its tables, each as the function of its name gives it."""

    simulation: Simulation
    departures: pd.DataFrame
    summary: pd.DataFrame
    differences: pd.DataFrame
    chains: pd.DataFrame
    posts: pd.DataFrame
    units: pd.DataFrame

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name; differences only where there are several plans."""
        found = {of.name: getattr(self, of.name) for of in fields(self)[1:]}
        return {name: frame for name, frame in found.items() if len(frame)}


def outcome(simulation: Simulation) -> Outcome:
    """All tables of a simulation."""
    return Outcome(
        simulation,
        departures(simulation),
        summary(simulation),
        differences(simulation),
        chains(simulation),
        posts(simulation),
        units(simulation),
    )


def mean_interval(values: npt.ArrayLike) -> tuple[float, float, float]:
    """Mean over runs with its 95 % interval."""
    array = np.asarray(values, dtype=np.float64)
    mean = float(array.mean())
    half = Z * float(array.std(ddof=1)) / len(array) ** 0.5 if len(array) > 1 else np.inf
    return mean, mean - half, mean + half


def share_interval(hits: int, runs: int) -> tuple[float, float, float]:
    """Share of runs with the 95 % interval of Wilson (1927)."""
    share = hits / runs
    middle = (share + Z**2 / (2 * runs)) / (1 + Z**2 / runs)
    half = Z / (1 + Z**2 / runs) * (share * (1 - share) / runs + Z**2 / (4 * runs**2)) ** 0.5
    return share, max(0.0, middle - half), min(1.0, middle + half)


def measures(simulation: Simulation, plan: int) -> Mapping[str, Ints]:
    """Each of ``MEASURES`` of a plan, run by run."""
    played = simulation.played[plan]
    return {
        "empty": played.empty.sum(axis=1),
        "in_all": played.in_all,
        "open_at_end": played.open_at_end.sum(axis=1),
        "moves": played.moves,
        "unready": played.unready,
        "longest": played.longest,
        "lapsed": played.lapsed,
    }


def departures(simulation: Simulation) -> pd.DataFrame:
    """People who left by lot.

    Returns
    -------
    pandas.DataFrame
        ``cause`` (last ``holders``: of all causes, those in a post at as_of), ``mean``, ``low``, ``high``, ``p5``,
        ``p50``, ``p95``.
    """
    drawn = {cause: simulation.departures[:, number] for number, cause in enumerate(simulation.causes)}
    return pd.DataFrame(
        [{"cause": cause, **_spread(values)} for cause, values in (*drawn.items(), ("holders", simulation.holders))]
    )


def summary(simulation: Simulation) -> pd.DataFrame:
    """One row per plan and measure: ``plan``, ``measure``, ``mean``, ``low``, ``high``, ``p5``, ``p50``, ``p95``."""
    return pd.DataFrame(
        [
            {"plan": name, "measure": measure, **_spread(values)}
            for number, name in enumerate(simulation.names)
            for measure, values in measures(simulation, number).items()
        ]
    )


def differences(simulation: Simulation) -> pd.DataFrame:
    """Each further plan less the first one, run by run on the same departures.

    Returns
    -------
    pandas.DataFrame
        ``plan``, ``measure``, ``mean``, ``low``, ``high``, and the shares of runs in which the plan has ``less``, the
        ``same`` and ``more``.
    """
    first = measures(simulation, 0)
    rows = []
    for number, name in enumerate(simulation.names[1:], 1):
        for measure, values in measures(simulation, number).items():
            more = values - first[measure]
            mean, low, high = mean_interval(more)
            shares = {"less": (more < 0).mean(), "same": (more == 0).mean(), "more": (more > 0).mean()}
            rows.append({"plan": name, "measure": measure, "mean": mean, "low": low, "high": high, **shares})
    return pd.DataFrame(rows, columns=["plan", "measure", "mean", "low", "high", "less", "same", "more"])


def chains(simulation: Simulation) -> pd.DataFrame:
    """How many moves a seat sets off that falls open by itself.

    Returns
    -------
    pandas.DataFrame
        ``plan``, ``moves`` (the last row of each plan counts so many or more), ``mean`` number of such chains in a run
        with ``low`` and ``high``, and the ``share`` of all chains of the plan.
    """
    rows = []
    for name, played in zip(simulation.names, simulation.played, strict=True):
        total = max(int(played.chains.sum()), 1)
        for moves in range(LONGEST + 1):
            mean, low, high = mean_interval(played.chains[:, moves])
            share = int(played.chains[:, moves].sum()) / total
            rows.append({"plan": name, "moves": moves, "mean": mean, "low": low, "high": high, "share": share})
    return pd.DataFrame(rows)


def posts(simulation: Simulation) -> pd.DataFrame:
    """One row per plan and post to be filled, those empty longest first.

    Returns
    -------
    pandas.DataFrame
        ``plan``, ``post``, ``unit``, months empty ``by_plan``; of the months empty besides: ``mean``, ``low``,
        ``high``, ``p95``; the share of runs in which there are any as ``risk`` with ``risk_low`` and ``risk_high``,
        and of those in which a seat is empty in the last month as ``at_end`` with ``at_end_low`` and ``at_end_high``.
    """
    return _places(simulation, by_unit=False)


def units(simulation: Simulation) -> pd.DataFrame:
    """The same by unit, all its posts together."""
    return _places(simulation, by_unit=True)


def _places(simulation: Simulation, *, by_unit: bool) -> pd.DataFrame:
    rows = []
    for name, plan, played in zip(simulation.names, simulation.schedules, simulation.played, strict=True):
        wanted = np.zeros(len(plan.posts), dtype=bool)
        wanted[plan.seat_post[plan.wanted]] = True
        gaps = (plan.planned == NOBODY).sum(axis=1) * plan.wanted
        by_plan = np.bincount(plan.seat_post, gaps, len(plan.posts)).astype(np.int64)
        of = np.array(plan.units if by_unit else plan.posts)
        for place in dict.fromkeys(of[wanted]):
            here = np.flatnonzero((of == place) & wanted)
            empty, at_end = played.empty[:, here].sum(axis=1), played.open_at_end[:, here].sum(axis=1)
            mean, low, high = mean_interval(empty)
            risk, risk_low, risk_high = share_interval(int((empty > 0).sum()), simulation.runs)
            end, end_low, end_high = share_interval(int((at_end > 0).sum()), simulation.runs)
            rows.append(
                {
                    "plan": name,
                    **({} if by_unit else {"post": str(place)}),
                    "unit": plan.units[here[0]],
                    "by_plan": int(by_plan[here].sum()),
                    "mean": mean,
                    "low": low,
                    "high": high,
                    "p95": float(np.percentile(empty, 95)),
                    "risk": risk,
                    "risk_low": risk_low,
                    "risk_high": risk_high,
                    "at_end": end,
                    "at_end_low": end_low,
                    "at_end_high": end_high,
                }
            )
    rank = {name: number for number, name in enumerate(simulation.names)}
    frame = pd.DataFrame(rows).assign(rank=lambda found: found["plan"].map(rank))
    return frame.sort_values(["rank", "mean"], ascending=[True, False], kind="stable", ignore_index=True).drop(
        columns="rank"
    )


def _spread(values: Ints) -> dict[str, float]:
    """Mean with its interval, and percentiles over the runs."""
    mean, low, high = mean_interval(values)
    p5, p50, p95 = (float(value) for value in np.percentile(values, [5, 50, 95]))
    return {"mean": mean, "low": low, "high": high, "p5": p5, "p50": p50, "p95": p95}
