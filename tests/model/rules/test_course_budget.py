"""P8: the sessions that start in a year cost no more than its budget."""

import pytest
from support.training import attending, learners

TWO_YEARS = "skills=updated - 2026-12 1 9 0 2\nskills=updated - 2027-01 1 9 0 2"


@pytest.mark.parametrize(
    ("budget", "count"),
    [("500", 3), ("6", 3), ("5", 2), ("2", 1), ("1", 0), ("{2026: 4}", 2), ("{2027: 4}", 0), ("null", 3)],
)
def test_attendances_cost_no_more_than_the_year_has(budget: str, count: int) -> None:
    assert len(attending(learners("skills=updated - 2026-01 1 9 0 2", budget=budget))) == count


def test_the_year_is_that_of_the_first_month() -> None:
    """What begins in December is of that year, also where it ends in the next."""
    assert len(attending(learners(TWO_YEARS, budget="{2026: 2, 2027: 2}"))) == 2
    assert {row.split()[1] for row in attending(learners(TWO_YEARS, budget="{2026: 2}"))} == {"k0"}
    assert {row.split()[1] for row in attending(learners(TWO_YEARS, budget="{2027: 4}"))} == {"k1"}


def test_sessions_without_cost_need_no_budget() -> None:
    assert len(attending(learners("skills=updated - 2026-01 1 9 0 0", budget="0"))) == 3


def test_switched_off_any_budget_is_exceeded() -> None:
    where = learners("skills=updated - 2026-01 1 9 0 2", switch="course_budget: false", budget="0")
    assert len(attending(where)) == 3
