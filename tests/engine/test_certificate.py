"""The bound of a certificate holds whatever prices it is given; columns that it leaves out are not missed."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.calendar import Ints
from planner.engine.certificate import SCALE, Certificate, certify, certify_whole
from planner.engine.relaxation import RelaxationInfeasibleError, relax
from planner.model.matrix import UNBOUNDED


@dataclass(frozen=True)
class Program:
    """min cost·x with row_lower <= A x <= row_upper and lower <= x <= upper, x whole."""

    matrix: Ints
    rows: tuple[Ints, Ints]
    box: tuple[Ints, Ints]
    cost: Ints

    def certify(self, prices: np.ndarray) -> Certificate:
        return certify(sp.csr_array(self.matrix), self.rows, self.box, self.cost, prices)

    def solutions(self) -> list[Ints]:
        """Every whole solution, tried one by one."""
        ranges = [range(low, high + 1) for low, high in zip(*(bound.tolist() for bound in self.box), strict=True)]
        points = [np.array(point, dtype=np.int64) for point in product(*ranges)]
        return [
            x for x in points if (self.rows[0] <= self.matrix @ x).all() and (self.matrix @ x <= self.rows[1]).all()
        ]


def ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Up to four columns and three rows, sides of rows left open at times."""
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(0, 3))

    def drawn(count: int, low: int, high: int) -> Ints:
        return ints(draw(st.lists(st.integers(low, high), min_size=count, max_size=count)))

    matrix = drawn(rows * columns, -3, 3).reshape(rows, columns)
    row_lower = drawn(rows, -6, 3)
    row_upper = row_lower + drawn(rows, 0, 6)
    open_sides = draw(st.lists(st.sampled_from(("lower", "upper", "both", "none")), min_size=rows, max_size=rows))
    row_lower[[side in ("lower", "both") for side in open_sides]] = -UNBOUNDED
    row_upper[[side in ("upper", "both") for side in open_sides]] = UNBOUNDED
    lower = drawn(columns, -2, 1)
    return Program(matrix, (row_lower, row_upper), (lower, lower + drawn(columns, 0, 3)), drawn(columns, -9, 9))


ANY_PRICE = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-20, 20)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(programs(), st.data())
def test_no_solution_beats_the_bound_of_any_prices(program: Program, data: st.DataObject) -> None:
    count = len(program.rows[0])
    prices = np.array(data.draw(st.lists(ANY_PRICE, min_size=count, max_size=count)), dtype=float)
    certificate = program.certify(prices)
    for x in program.solutions():
        assert program.cost @ x >= certificate.bound


@settings(deadline=None, derandomize=True, max_examples=150)
@given(programs(), st.data())
def test_columns_left_out_are_in_no_solution_within_reach(program: Program, data: st.DataObject) -> None:
    count = len(program.rows[0])
    prices = np.array(data.draw(st.lists(st.floats(-5, 5), min_size=count, max_size=count)), dtype=float)
    most = data.draw(st.integers(-30, 30))
    stays_low, stays_high = program.certify(prices).cannot_enter(*program.box, most)
    for x in program.solutions():
        if program.cost @ x <= most:
            assert (x[stays_low] == program.box[0][stays_low]).all()
            assert (x[stays_high] == program.box[1][stays_high]).all()


@settings(deadline=None, derandomize=True, max_examples=150)
@given(programs())
def test_prices_of_the_relaxation_leave_the_best_solution_within_reach(program: Program) -> None:
    solutions = program.solutions()
    try:
        relaxed = relax(sp.csr_array(program.matrix), program.rows, program.box, program.cost, seconds=10.0)
    except RelaxationInfeasibleError:
        assert not solutions
        return
    assert relaxed is not None
    certificate = program.certify(relaxed.prices)
    assert certificate.scaled / (1 << 20) == pytest.approx(float(program.cost @ relaxed.values), abs=1e-3)
    if solutions:
        assert min(int(program.cost @ x) for x in solutions) >= certificate.bound


KNAPSACK = Program(
    ints([[2, 3, 1]]), (ints([-UNBOUNDED]), ints([3])), (ints([0, 0, 0]), ints([1, 1, 1])), ints([-4, -5, -1])
)
"""Items of weight 2, 3 and 1 worth 4, 5 and 1; the knapsack holds 3: worth 5 at most."""


def test_good_prices_give_the_relaxed_bound() -> None:
    assert KNAPSACK.certify(np.array([-5 / 3])).bound == -5


def test_a_bound_counts_from_the_next_cost_that_whole_columns_can_have() -> None:
    tens = Program(ints([[3]]), (ints([2]), ints([9])), (ints([0]), ints([9])), ints([10]))
    assert tens.certify(np.array([10 / 3])).bound == 10


@pytest.mark.parametrize("price", [0.0, -1.0, -1.7, -2.0, -100.0, 1.0, 1e6, -1e300, 1e300, float("nan"), float("-inf")])
def test_tampered_prices_only_weaken_the_bound(price: float) -> None:
    assert KNAPSACK.certify(np.array([price])).bound <= -5


def test_a_price_on_a_side_that_does_not_exist_counts_nothing() -> None:
    free = KNAPSACK.certify(np.array([0.0]))
    assert KNAPSACK.certify(np.array([3.0])).scaled == free.scaled


def test_a_basis_prices_any_cost_for_which_its_solution_is_best() -> None:
    # x0 = 1 and x2 = 0.5 hold the row exactly; the same solution is best for worths in the same order
    relaxed = relax(sp.csr_array(KNAPSACK.matrix), KNAPSACK.rows, KNAPSACK.box, KNAPSACK.cost, seconds=10.0)
    assert relaxed is not None
    assert relaxed.basis is not None
    for cost in (ints([-4, -5, -1]), ints([-40, -50, -5]), ints([-2, -1, 0])):
        prices = relaxed.basis.prices(sp.csr_array(KNAPSACK.matrix), cost[None, :].astype(float))
        assert prices is not None
        certificate = certify(sp.csr_array(KNAPSACK.matrix), KNAPSACK.rows, KNAPSACK.box, cost, prices[0])
        assert certificate.scaled / (1 << 20) == pytest.approx(float(cost @ relaxed.values), abs=1e-4)


def test_bound_is_rounded_up_to_whole_cost() -> None:
    assert Certificate(1, ints([]), ints([]), 1).bound == 1
    assert Certificate(-1, ints([]), ints([]), 1).bound == 0
    assert Certificate(0, ints([]), ints([]), 1).bound == 0


def test_a_price_rounded_to_the_worse_side_still_gives_a_bound_that_holds() -> None:
    thirds = Program(ints([[3, 3, 3]]), (ints([4]), ints([UNBOUNDED])), (ints([0] * 3), ints([1] * 3)), ints([1, 1, 1]))
    assert thirds.certify(np.array([1 / 3])).bound == 2


def test_a_sum_beyond_64_bits_is_exact() -> None:
    ones, none = np.ones(16, dtype=np.int64), np.zeros(0, dtype=np.int64)
    cost = np.array([2**40, -(2**39) + 1] * 8)
    empty = sp.csr_array((0, 16), dtype=np.int64)
    for sign in (1, -1):
        assert certify_whole(empty, (none, none), (ones, ones), sign * cost, none).scaled == sign * SCALE * sum(
            cost.tolist()
        )
    assert certify_whole(empty, (none, none), (ones, ones), np.full(16, 2**40), none).scaled == 2**64
