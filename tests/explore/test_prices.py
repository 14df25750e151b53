"""The price of a seat: which sessions are asked about, how the scenario is widened, and what is compared."""

from dataclasses import replace
from threading import Event
from typing import Any

import pandas as pd
import pytest
from support.scenarios import scenario

from planner import api
from planner.engine.outcome import Progress
from planner.explore.prices import Gain, SeatPrice, full_sessions, seat_prices
from planner.plan.plan import PLAN_TABLES, Plan, Tier
from planner.scenario.scenario import Scenario

SESSIONS = """
session  grants               starts_on  seats  taken
full     theory=intermediate  2026-02    2      1
roomy    theory=advanced      2026-03    3      -
none     theory=advanced      2026-04    4      4
"""


def planned(settings: str = "") -> Plan:
    """One attends each of the first two sessions."""
    where = scenario(settings, posts="post\np1", cadres="cadre\nc1\nc2", sessions=SESSIONS)
    tables = {name: pd.DataFrame(columns=list(columns)) for name, columns in PLAN_TABLES.items()}
    training = [{"session": "full", "cadre": "c1"}, {"session": "roomy", "cadre": "c2"}]
    tables["training"] = pd.DataFrame(training, columns=list(PLAN_TABLES["training"]))
    tiers = (
        Tier("fill", "min", 12, 12, 0.0, 0.1),
        Tier("mix", "min", 5, 3, 0.4, 0.1),
        Tier("fit", "max", 8, 8, 0.0, 0.1),
    )
    return Plan("feasible", tiers, where, tables, {"seed": 7})


class Engine:
    """Stands in for the solve: remembers what it is asked, and answers with other values."""

    def __init__(self, values: tuple[int, ...] = (0, 5, 9)) -> None:
        self.values = values
        self.asked: list[tuple[dict[str, int], dict[str, Any]]] = []

    def __call__(self, where: Scenario, **how: Any) -> Plan:
        seats = dict(zip(where.tables["sessions"]["session"], where.tables["sessions"]["seats"], strict=True))
        self.asked.append((seats, how))
        if how["progress"] is not None:
            how["progress"](Progress("fill", "search", 1, 0, 0.1))
        before = planned()
        tiers = tuple(
            replace(tier, value=value, bound=value) for tier, value in zip(before.tiers, self.values, strict=False)
        )
        return replace(before, scenario=where, tiers=tiers)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    found = Engine()
    monkeypatch.setattr(api, "solve", found)
    return found


def test_a_session_is_full_when_no_free_seat_is_left() -> None:
    assert full_sessions(planned()) == ("full", "none")


def test_no_session_is_full_where_seats_do_not_count() -> None:
    assert full_sessions(planned("rules: {pack: open, changes: {course_seats: false}}")) == ()


def test_each_full_session_is_solved_with_one_more_free_seat_seed_and_limits_alike(engine: Engine) -> None:
    seat_prices(planned(), time_limit=30, workers=2)
    assert [seats for seats, _ in engine.asked] == [
        {"full": 3, "roomy": 3, "none": 4},
        {"full": 2, "roomy": 3, "none": 5},
    ]
    assert {(how["time_limit"], how["workers"], how["seed"]) for _, how in engine.asked} == {(30, 2, 7)}


@pytest.mark.usefixtures("engine")
def test_a_gain_is_exact_only_where_both_plans_and_all_earlier_tiers_are_proven() -> None:
    (price, _) = seat_prices(planned())
    assert price == SeatPrice(
        "full",
        (Gain("fill", "min", 12, 0, 0, True), Gain("mix", "min", 5, 5, 5, False), Gain("fit", "max", 8, 9, 9, False)),
    )
    assert [gain.better for gain in price.gains] == [12, 0, 1]


def test_no_plan_in_time_is_no_price(engine: Engine) -> None:
    engine.values = ()
    assert seat_prices(planned())[0] == SeatPrice("full", ())


@pytest.mark.usefixtures("engine")
def test_progress_names_the_session() -> None:
    told: list[tuple[str, str]] = []
    seat_prices(planned(), progress=lambda session, step: told.append((session, step.tier)))
    assert told == [("full", "fill"), ("none", "fill")]


@pytest.mark.usefixtures("engine")
def test_what_is_not_finished_when_it_is_stopped_is_left_out() -> None:
    stop = Event()

    def interrupt(session: str, _: Progress) -> None:
        if session == "none":
            stop.set()

    assert [price.session for price in seat_prices(planned(), progress=interrupt, stop=stop)] == ["full"]
