"""Periods, and the month of retirement."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import Calendar, retirement_months
from planner.rulebook.rulebook import Retirement, pack
from planner.scenario.dates import month_date, month_index

DECREE = pack("vn-2022").retirement
assert DECREE is not None


def retires(born: str, sex: str) -> str:
    assert DECREE is not None
    (month,) = retirement_months(np.array([month_index(born)]), np.array([sex == "female"]), DECREE)
    return month_date(int(month))[:7]


def months_left(congress: str, born: str, sex: str) -> int:
    return month_index(retires(born, sex)) - month_index(congress)


@pytest.mark.parametrize(
    ("congress", "left", "man", "woman"),
    [
        ("2025-04", 60, "1968-04", "1972-01"),
        ("2025-06", 60, "1968-06", "1972-02"),
        ("2025-07", 60, "1968-07", "1972-03"),
        ("2025-09", 60, "1968-09", "1972-05"),
        ("2025-06", 48, "1967-06", "1971-06"),
        ("2025-09", 48, "1967-09", "1971-09"),
    ],
)
def test_the_published_cut_offs_of_directive_45_are_met(congress: str, left: int, man: str, woman: str) -> None:
    """The oldest who still have the months left; whoever is a month older has not."""
    for sex, born in (("male", man), ("female", woman)):
        older = month_date(month_index(born) - 1)[:7]
        assert months_left(congress, born, sex) >= left
        assert months_left(congress, older, sex) < left


@pytest.mark.parametrize(
    ("born", "sex", "month"),
    [
        ("1955-05", "male", "2015-05"),
        ("1960-12", "male", "2020-12"),
        ("1961-01", "male", "2021-04"),
        ("1966-03", "male", "2027-12"),
        ("1966-04", "male", "2028-04"),
        ("1966-05", "male", "2028-05"),
        ("1990-01", "male", "2052-01"),
        ("1966-01", "female", "2021-05"),
        ("1972-08", "female", "2030-12"),
        ("1972-09", "female", "2031-05"),
        ("1975-12", "female", "2035-12"),
        ("1990-01", "female", "2050-01"),
    ],
)
def test_the_age_that_holds_in_the_year_of_retirement_decides(born: str, sex: str, month: str) -> None:
    assert retires(born, sex) == month


def month_by_month(birth: int, sex: str, schedule: Retirement) -> int:
    month = birth
    while month - birth < schedule.limit(sex, month // 12):
        month += 1
    return month


@given(st.lists(st.tuples(st.integers(1920 * 12, 2010 * 12), st.sampled_from(["male", "female"])), max_size=20))
def test_retirement_agrees_with_a_walk_month_by_month(people: list[tuple[int, str]]) -> None:
    assert DECREE is not None
    birth = np.array([month for month, _ in people], dtype=np.int64)
    female = np.array([sex == "female" for _, sex in people], dtype=bool)
    assert retirement_months(birth, female, DECREE).tolist() == [month_by_month(*who, DECREE) for who in people]


ages = st.lists(st.integers(0, 12), min_size=1, max_size=6).map(lambda rises: tuple(np.cumsum([600, *rises]).tolist()))


@given(st.integers(1930 * 12, 1990 * 12), ages, ages, st.integers(1990, 2030))
def test_it_agrees_for_any_schedule_that_rises(
    birth: int, male: tuple[int, ...], female: tuple[int, ...], year: int
) -> None:
    schedule = Retirement(year, male, female)
    found = retirement_months(np.array([birth, birth]), np.array([False, True]), schedule)
    assert found.tolist() == [month_by_month(birth, sex, schedule) for sex in ("male", "female")]


START = month_index("2026-01")
HALF_YEARS = Calendar(START, 6, 4)


def after(months: int) -> np.ndarray:
    return np.array([START + months])


def test_periods_start_one_after_another_and_end_with_the_horizon() -> None:
    assert [month_date(int(month)) for month in HALF_YEARS.months] == [
        "2026-01-01",
        "2026-07-01",
        "2027-01-01",
        "2027-07-01",
    ]
    assert month_date(HALF_YEARS.horizon) == "2028-01-01"


@pytest.mark.parametrize(
    ("month", "whole", "from_then", "until_then"),
    [
        (-7, 0, 0, -1),
        (-1, 0, 0, -1),
        (0, 0, 0, 0),
        (1, 0, 1, 0),
        (5, 0, 1, 0),
        (6, 1, 1, 1),
        (7, 1, 2, 1),
        (18, 3, 3, 3),
        (19, 3, 4, 3),
        (23, 3, 4, 3),
        (24, 4, 4, 3),
        (10**6, 4, 4, 3),
    ],
)
def test_a_month_falls_into_periods(month: int, whole: int, from_then: int, until_then: int) -> None:
    at = after(month)
    assert HALF_YEARS.whole_periods_before(at).tolist() == [whole]
    assert HALF_YEARS.first_start_from(at).tolist() == [from_then]
    assert HALF_YEARS.last_start_until(at).tolist() == [until_then]


@given(st.integers(0, 30000), st.integers(1, 60), st.integers(1, 40), st.integers(-100, 2600))
def test_period_functions_agree_with_a_walk_over_the_periods(start: int, length: int, count: int, offset: int) -> None:
    calendar, month = Calendar(start, length, count), np.array([start + offset])
    starts = [start + length * period for period in range(count)]
    assert calendar.whole_periods_before(month)[0] == sum(first + length <= month[0] for first in starts)
    assert calendar.first_start_from(month)[0] == sum(first < month[0] for first in starts)
    assert calendar.last_start_until(month)[0] == sum(first <= month[0] for first in starts) - 1
