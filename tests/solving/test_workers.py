"""In which order provinces are solved, and with how much time each."""

import signal
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from support.published import PLACES
from support.scenarios import scenario

from planner.check import load
from planner.scenario.scenario import Scenario
from planner.solving.whole import Options, Solved
from planner.solving.workers import LEAST, PATIENCE, _undisturbed, processes, solve_block, solve_blocks


class Noting(Executor):
    """Solves in threads, and keeps of each scenario its people, its seconds, and after how many it was to hurry."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.pool = pool
        self.people: list[int] = []
        self.seconds: list[float | None] = []
        self.hurried: list[float | None] = []

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        solved, options, after = given
        self.people.append(len(solved.cadres))
        self.seconds.append(options.time_limit)
        self.hurried.append(after)
        return self.pool.submit(call, *given, **named)


def province(people: int) -> Scenario:
    return scenario(posts="post\na", cadres="\n".join(["cadre", *(f"c{number}" for number in range(people))]))


def solved(
    people: list[int], count: int, seconds: float | None, stop: Event | None = None
) -> tuple[Noting, list[Solved]]:
    """What a pool was asked for, and its plans."""
    until = None if seconds is None else time.monotonic() + seconds
    scenarios = [province(number) for number in people]
    with ThreadPoolExecutor(count) as pool:
        noting = Noting(pool)
        found = solve_blocks(noting, count, scenarios, Options(), until, stop or Event(), lambda *_told: None)
    return noting, found


def test_one_place_takes_the_largest_first_and_plans_come_in_the_order_of_the_scenarios() -> None:
    noting, found = solved([10, 30, 20], 1, None)
    assert noting.people == [30, 20, 10]
    assert noting.seconds == [None] * 3
    assert [len(one.plan.scenario.cadres) for one in found] == [10, 30, 20]


def test_of_two_places_one_takes_the_largest_and_the_other_the_smallest() -> None:
    noting, _ = solved([10, 30, 20, 40], 2, None)
    assert noting.people[:2] == [40, 10]


def test_time_is_shared_by_people_to_the_power_of_one_and_a_half_and_what_a_solve_leaves_is_for_the_others() -> None:
    noting, _ = solved([4, 16, 9], 1, 9900.0)  # 8, 64 and 27
    assert noting.seconds == pytest.approx([6400, 9900 * 27 / 35, 9900], rel=0.01)


def test_nobody_is_promised_the_time_of_those_who_are_solved_at_the_moment() -> None:
    noting, _ = solved([30, 30], 2, 10_000.0)
    assert noting.seconds == pytest.approx([10_000, 10_000], rel=0.01)
    noting, _ = solved([4, 9, 16], 2, 9900.0)
    assert noting.seconds[:2] == pytest.approx([9900, 9900 * 8 / 35], rel=0.01)


def test_after_a_stop_each_is_solved_to_its_first_plan_however_busy_the_machine() -> None:
    stop = Event()
    stop.set()
    noting, found = solved([10, 30], 1, None, stop)
    assert noting.hurried == [0.0, 0.0]
    assert noting.seconds == pytest.approx([PATIENCE * LEAST] * 2, rel=0.1)
    assert all(one.plan.tiers for one in found)


def test_whose_time_is_less_than_a_first_plan_takes_is_solved_to_his_first_plan() -> None:
    noting, found = solved([10, 30], 1, 0.01)
    assert all(after is not None and after <= 0.01 for after in noting.hurried)
    assert all(one.plan.tiers for one in found)


def test_ctrl_c_waits_while_processes_begin_and_is_heard_once_they_listen() -> None:
    with processes(1) as (executor, _), _undisturbed():
        began = executor.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ())
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
        assert signal.SIGINT not in began.result()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Ctrl-C, pressed before a province begins."""
    pressed = Event()
    pressed.set()
    monkeypatch.setattr("planner.solving.workers._interrupted", pressed)
    return pressed


@pytest.mark.usefixtures("interrupted")
def test_a_province_still_has_its_first_plan_after_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.solving.workers.LOOK", 0.01)
    assert solve_block(load(PLACES / "cao-loc"), Options()).plan.tiers


@pytest.mark.usefixtures("interrupted")
def test_a_province_ends_with_its_first_plan_after_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.solving.workers.LOOK", 0.01)
    plan = solve_block(load(PLACES / "lang-son-2025"), Options()).plan
    assert plan.provenance["ended_by"] == "stop"
    assert "first" in plan.trace["phase"].tolist()
    assert plan.status == "feasible"
