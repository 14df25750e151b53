"""Prices of some of the columns, mended for the others."""

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from support.published import PLACES

from planner.check import load, model_of
from planner.engine.certificate import SCALE, certify
from planner.engine.guide import guide_weights
from planner.engine.mend import mended
from planner.engine.relaxation import relax
from planner.model.matrix import UNBOUNDED

Limits = tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def limits(matrix: sp.csr_array, most: list[int]) -> Limits:
    """Rows of at most so many, columns of at most one."""
    rows, columns = matrix.shape
    at_most = np.full(rows, -UNBOUNDED), np.array(most)
    return at_most, (np.zeros(columns, dtype=np.int64), np.ones(columns, dtype=np.int64))


def bound(matrix: sp.csr_array, most: list[int], cost: list[int], prices: np.ndarray) -> float:
    return certify(matrix, *limits(matrix, most), np.array(cost), prices).scaled / SCALE


def mend(matrix: sp.csr_array, most: list[int], cost: list[int], prices: np.ndarray) -> np.ndarray:
    return mended(matrix, *limits(matrix, most), np.array(cost), prices)


def test_a_person_takes_one_post_so_only_the_best_of_his_posts_counts() -> None:
    matrix = sp.csr_array(np.array([[1, 1, 1]]))
    assert bound(matrix, [1], [-5, -9, -7], np.zeros(1)) == -21
    assert bound(matrix, [1], [-5, -9, -7], mend(matrix, [1], [-5, -9, -7], np.zeros(1))) == -9


def test_of_two_rows_the_one_that_allows_fewer_is_priced() -> None:
    matrix = sp.csr_array(np.array([[1, 1, 1, 1], [1, 1, 0, 0]]))
    prices = mend(matrix, [2, 1], [-5, -9, -7, -1], np.zeros(2))
    assert prices.tolist() == [0, -5]
    assert bound(matrix, [2, 1], [-5, -9, -7, -1], prices) == -17


@given(
    cells=st.lists(st.lists(st.integers(-1, 1), min_size=5, max_size=5), min_size=3, max_size=3),
    most=st.lists(st.integers(0, 3), min_size=3, max_size=3),
    cost=st.lists(st.integers(-9, 9), min_size=5, max_size=5),
    prices=st.lists(st.integers(-9, 0), min_size=3, max_size=3),
)
def test_the_bound_never_gets_worse(
    cells: list[list[int]], most: list[int], cost: list[int], prices: list[int]
) -> None:
    matrix, before = sp.csr_array(np.array(cells)), np.array(prices, dtype=float)
    after = mend(matrix, most, cost, before)
    assert bound(matrix, most, cost, after) >= bound(matrix, most, cost, before)


def test_prices_of_a_district_that_are_right_already_stay_as_they_are() -> None:
    model = model_of(load(PLACES / "lang-son-city"))
    weights = guide_weights(model.tiers, model.upper)
    cost = sum(round(weight) * tier.cost for weight, tier in zip(weights, model.tiers, strict=True))
    rows, box = (model.row_lower, model.row_upper), (model.lower, model.upper)
    found = relax(model.matrix, rows, box, cost, 600.0)
    assert found is not None
    after = mended(model.matrix, rows, box, cost, found.prices)
    assert after == pytest.approx(found.prices, abs=1e-6)
