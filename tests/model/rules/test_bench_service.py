"""C14: a successor can serve a full term when the next one starts."""

import pytest
from support.scenarios import scenario
from support.solving import listed, only, refusals

from planner.scenario.scenario import Scenario


def successor(leaves: str, months: int = 12, switch: str = "{on: true, months: 60}") -> Scenario:
    """A held post that wants a successor, planned for some months from January 2026."""
    return scenario(
        f"horizon_months: {months}\n" + only("bench_service", switch),
        posts="post holder bench_min\npost binh 1",
        cadres=f"cadre leaves_on\nan {leaves}\nbinh -",
    )


@pytest.mark.parametrize(
    ("leaves", "months", "allowed"),
    [
        ("2032-01", 12, True),
        ("2031-12", 12, False),
        ("2036-01", 60, True),
        ("2035-12", 60, False),
        ("-", 60, True),
    ],
)
def test_sixty_months_are_left_at_the_end_of_the_horizon(leaves: str, months: int, allowed: bool) -> None:
    assert listed(successor(leaves, months)) == ({"an post near"} if allowed else set())


def test_switched_off_the_end_of_service_does_not_matter() -> None:
    assert listed(successor("2026-07", switch="false")) == {"an post near"}


def test_the_refusal_names_person_months_left_and_months_needed() -> None:
    assert refusals(successor("2031-12"), "an", "post", listing=True) == [
        "an has 59 months left when the next term starts; 60 are needed"
    ]
