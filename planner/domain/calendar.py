"""Periods of the plan, and when people leave service."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from planner.rulebook.rulebook import Retirement
from planner.scenario.dates import month_date

Ints = npt.NDArray[np.int64]
SmallInts = npt.NDArray[np.signedinteger[Any]]
"""Whole numbers of all pairs of people and posts, kept in fewer bits."""
Bools = npt.NDArray[np.bool_]

NEVER: Final = 10**6
"""A month index that lies beyond every horizon."""
LONG_AGO: Final = -(10**6)
"""A month index before every date."""


@dataclass(frozen=True)
class Calendar:
    """Periods t = 0 … T-1 of ``length`` months from month index ``start``."""

    start: int
    length: int
    periods: int

    @property
    def horizon(self) -> int:
        """Month index of the end of the horizon, the first month after it."""
        return self.start + self.length * self.periods

    @property
    def months(self) -> Ints:
        """Month index at which each period starts, shape (T,)."""
        return self.start + self.length * np.arange(self.periods, dtype=np.int64)

    def date(self, period: int) -> str:
        """First day of a period."""
        return month_date(self.start + self.length * int(period))

    def whole_periods_before(self, month: Ints) -> Ints:
        """How many periods end before ``month`` begins, 0 … T.

        That is the first period not served in full by who leaves in ``month``, and the period that contains it.
        """
        return np.clip((month - self.start) // self.length, 0, self.periods)

    def first_start_from(self, month: Ints) -> Ints:
        """First period that starts in ``month`` or later, 0 … T."""
        return np.clip(-((self.start - month) // self.length), 0, self.periods)

    def last_start_until(self, month: Ints) -> Ints:
        """Last period that starts in ``month`` or earlier, -1 … T-1."""
        return np.clip((month - self.start) // self.length, -1, self.periods - 1)


def retirement_months(birth: Ints, female: Bools, schedule: Retirement) -> Ints:
    """Month in which each person reaches the retirement age of that month's year.

    Parameters
    ----------
    birth : array of int, shape (n,)
        Month index of birth.
    female : array of bool, shape (n,)
        Which of the two schedules holds.
    schedule : Retirement
        Retirement ages in months by year (Decree 135/2020).

    Returns
    -------
    array of int, shape (n,)
        The first month r with r - birth >= the age that holds in the year of r; the last day of that month is
        still served.
    """
    # The age limit only rises, so the month is reached between the lowest and the highest limit; within each
    # calendar year the limit is one number, so testing the first month >= birth + limit of each year suffices.
    result = np.full(birth.shape, NEVER, dtype=np.int64)
    for sex, ages in ((False, schedule.male), (True, schedule.female)):
        who = female == sex
        born = birth[who]
        if not born.size:
            continue
        reached = born + ages[-1]
        for step in reversed(range(len(ages))):
            year = schedule.first_year + step
            due = born + ages[step]
            # before the first listed year its age holds as well
            first = np.full(born.shape, LONG_AGO) if step == 0 else np.full(born.shape, 12 * year)
            month = np.maximum(due, first)
            reached = np.where(month < 12 * (year + 1), month, reached)
        result[who] = reached
    return result
