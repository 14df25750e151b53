"""How far a tier's next search reaches: as many columns as it is to have, and never past the plan at hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from planner.engine.certificate import SCALE, Certificate
from planner.engine.tiers import _nearest

REDUCED = (0, 1, -5, 10)
"""What the bound of 10 grows by when a column is moved off it."""


def nearest(size: int, values: range = range(11, 31), reduced: tuple[int, ...] = REDUCED, fixed: int = 0) -> int:
    """The value below which at most ``size`` columns could enter; the last ``fixed`` columns are decided already."""
    count = len(reduced)
    upper = np.ones(count, dtype=np.int64)
    upper[count - fixed :] = 0
    run = SimpleNamespace(lower=np.zeros(count, dtype=np.int64), upper=upper)
    certificate = Certificate(10 * SCALE, np.array(reduced, dtype=np.int64) * SCALE)
    return _nearest(run, certificate, values, size)  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "value"), [(0, 11), (1, 11), (2, 15), (3, 20), (4, 30), (99, 30)])
def test_it_is_the_largest_value_that_leaves_few_enough_columns(size: int, value: int) -> None:
    assert nearest(size) == value


def test_where_even_the_first_value_leaves_too_many_it_is_the_first() -> None:
    assert nearest(2, reduced=(0, 0, 0, 0)) == 11


def test_columns_that_are_decided_do_not_count() -> None:
    assert nearest(2, fixed=2) == 30
    assert nearest(0, fixed=4) == 30


def test_there_is_one_value_left_in_the_end() -> None:
    assert nearest(1, values=range(25, 26)) == 25


def test_every_column_that_stays_open_could_be_in_a_cheaper_plan_and_no_other() -> None:
    certificate = Certificate(10 * SCALE, np.array(REDUCED, dtype=np.int64) * SCALE)
    lower, upper = np.zeros(4, dtype=np.int64), np.ones(4, dtype=np.int64)
    for size in range(1, 5):
        low, high = certificate.cannot_enter(lower, upper, nearest(size))
        assert 4 - int((low | high).sum()) <= size
