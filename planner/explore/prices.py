"""What one more seat at a full course would bring, tier by tier."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from planner import api
from planner.engine.outcome import Progress
from planner.explore.gains import Gain, gains
from planner.plan.plan import Plan
from planner.rulebook.rulebook import resolve
from planner.scenario.scenario import Scenario

PriceSink = Callable[[str, Progress], None]
"""Receives the session whose price is being found, and each step of its solve."""


@dataclass(frozen=True)
class SeatPrice:
    """What one more seat at a session would bring: a gain for each tier, or none when no plan was found in time."""

    session: str
    gains: tuple[Gain, ...]


def full_sessions(plan: Plan) -> tuple[str, ...]:
    """Sessions whose free seats are all given; none where seats do not limit who attends."""
    if not resolve(plan.scenario)[0].on("course_seats"):
        return ()
    sessions = plan.scenario.tables["sessions"]
    attended = plan.tables["training"]["session"].value_counts()
    left = sessions["seats"] - sessions["taken"] - sessions["session"].map(attended).fillna(0)
    return tuple(sessions.loc[left <= 0, "session"])


def seat_prices(
    plan: Plan,
    *,
    time_limit: float | None = None,
    workers: int = 1,
    progress: PriceSink | None = None,
    stop: Event | None = None,
) -> tuple[SeatPrice, ...]:
    """Solve the scenario again for each full session, with one more seat there.

    Parameters
    ----------
    plan : Plan
        A plan with decisions; its seed is used again.
    time_limit : float, optional
        Seconds of each solve; give the one of the plan, if it had any.
    workers : int
        Threads of the search.
    progress : callable, optional
        Receives the session and each step of its solve.
    stop : Event, optional
        Ends the search early; the sessions that are not finished by then are left out.

    Returns
    -------
    tuple of SeatPrice
        In the order of the sessions.
    """
    stop = stop or Event()
    seed = plan.provenance.get("seed", plan.scenario.settings.seed)
    prices = []
    for session in full_sessions(plan):
        wider = api.solve(
            _one_more_seat(plan.scenario, session),
            time_limit=time_limit,
            workers=workers,
            seed=seed,
            progress=None if progress is None else _sink(progress, session),
            stop=stop,
        )
        if stop.is_set():
            break
        prices.append(SeatPrice(session, gains(plan, wider)))
    return tuple(prices)


def _sink(progress: PriceSink, session: str) -> Callable[[Progress], None]:
    return lambda step: progress(session, step)


def _one_more_seat(scenario: Scenario, session: str) -> Scenario:
    sessions = scenario.tables["sessions"]
    seats = sessions["seats"] + (sessions["session"] == session)
    return Scenario(scenario.settings, {**scenario.tables, "sessions": sessions.assign(seats=seats)}, scenario.places)
