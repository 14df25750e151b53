"""A solver that does not look at the clock is not waited for."""

import time
from threading import Event

import pytest

from planner.engine.aside import answered


def test_an_answer_in_time_is_told() -> None:
    assert answered(lambda: 7, 10.0, Event()) == 7


def test_what_the_solver_raises_is_raised() -> None:
    def broken() -> int:
        raise ValueError("no model")

    with pytest.raises(ValueError, match="no model"):
        answered(broken, 10.0, Event())


def test_a_solver_past_its_limit_is_left_alone() -> None:
    done = Event()
    assert answered(lambda: done.wait(60), 0.0, Event(), grace=0.05) is None
    done.set()


def test_a_solver_that_cannot_be_asked_to_end_is_left_as_soon_as_somebody_stops() -> None:
    done, stop = Event(), Event()
    stop.set()
    assert answered(lambda: done.wait(60), 60.0, stop) is None
    done.set()


def test_a_solver_asked_to_end_still_gives_what_it_has() -> None:
    ended, stop = Event(), Event()
    stop.set()

    def search() -> str:
        ended.wait(60)
        return "the best so far"

    assert answered(search, 60.0, stop, end=ended.set, grace=60.0) == "the best so far"


def test_a_solver_that_does_not_hear_it_is_left_alone_after_the_grace() -> None:
    done, stop = Event(), Event()
    stop.set()
    began = time.monotonic()
    assert answered(lambda: done.wait(60), 3600.0, stop, end=lambda: None, grace=0.05) is None
    assert time.monotonic() - began < 30  # it was not waited for
    done.set()


def test_a_solver_that_begins_after_it_was_asked_to_end_is_asked_again() -> None:
    begun, ended, stop = Event(), Event(), Event()
    stop.set()

    def search() -> bool:
        time.sleep(0.3)
        begun.set()
        return ended.wait(60)

    assert answered(search, 60.0, stop, end=lambda: ended.set() if begun.is_set() else None, grace=60.0)


def test_a_solver_at_its_limit_is_asked_to_end_and_may_still_answer() -> None:
    ended = Event()

    def search() -> str:
        ended.wait(60)
        return "the best so far"

    assert answered(search, 0.0, Event(), end=ended.set, grace=60.0) == "the best so far"
