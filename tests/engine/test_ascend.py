"""Prices raised for all columns, from prices that are right for some of them only."""

from threading import Event

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from support.published import PLACES

from planner.check import load, model_of
from planner.engine.ascend import ascended
from planner.engine.certificate import SCALE, certify
from planner.engine.mend import mended
from planner.engine.promising import Width, promising
from planner.engine.relaxation import relax

HOUR = 3600.0
CELLS = st.lists(st.lists(st.integers(-1, 1), min_size=6, max_size=6), min_size=4, max_size=4)
LEVELS = st.lists(st.integers(-2, 3), min_size=4, max_size=4)


@given(
    cells=CELLS,
    least=LEVELS,
    reach=st.lists(st.integers(0, 3), min_size=4, max_size=4),
    lower=st.lists(st.integers(-1, 1), min_size=6, max_size=6),
    width=st.lists(st.integers(0, 2), min_size=6, max_size=6),
    cost=st.lists(st.integers(-9, 9), min_size=6, max_size=6),
    prices=st.lists(st.integers(-9, 9), min_size=4, max_size=4),
)
def test_what_they_prove_is_no_less_than_before_and_no_more_than_the_least_cost(
    cells: list[list[int]], least: list[int], reach: list[int], lower: list[int], width: list[int], cost: list[int],
    prices: list[int],
) -> None:  # fmt: skip
    matrix, rows = sp.csr_array(np.array(cells)), (np.array(least), np.add(least, reach))
    box = np.array(lower), np.add(lower, width)
    best = linprog(
        cost,
        A_ub=np.vstack([matrix.toarray(), -matrix.toarray()]),
        b_ub=np.concatenate([rows[1], -rows[0]]),
        bounds=list(zip(*box, strict=True)),
    )
    target = best.fun if best.status == 0 else float(np.abs(cost).sum() * 3)
    given_prices = np.array(prices, dtype=float)
    raised = ascended(matrix, rows, box, np.array(cost), given_prices, target, 0.02, Event())
    before, after = (certify(matrix, rows, box, np.array(cost), one).scaled / SCALE for one in (given_prices, raised))
    assert after >= before - 1e-3
    assert best.status != 0 or after <= best.fun + 1e-3


def test_of_a_district_most_of_what_few_columns_leave_open_is_proven_without_another_relaxation() -> None:
    model = model_of(load(PLACES / "lang-son-city"))
    cost, rows, box = model.tiers[-1].cost, (model.row_lower, model.row_upper), (model.lower, model.upper)
    some = promising(model, cost, Width(stints=12, listings=12, returns=6))
    few, whole = (relax(model.matrix, rows, box, cost, HOUR, chosen=chosen) for chosen in (some, None))
    assert few is not None
    assert whole is not None
    best, target = float(cost @ whole.values), float(cost @ few.values)
    raised = ascended(model.matrix, rows, box, cost, few.prices, target, HOUR, Event())
    before, after = (
        best - certify(model.matrix, rows, box, cost, prices).scaled / SCALE
        for prices in (mended(model.matrix, rows, box, cost, few.prices), raised)
    )
    assert 0 <= after < before / 10


def test_a_stop_leaves_the_prices_as_they_are() -> None:
    stop = Event()
    stop.set()
    matrix, rows, box = sp.csr_array(np.ones((1, 2))), (np.array([0]), np.array([1])), (np.zeros(2), np.ones(2))
    prices = ascended(matrix, rows, box, np.array([-3, -2]), np.array([-1.0]), -3.0, HOUR, stop)
    assert prices == pytest.approx([-1.0])
