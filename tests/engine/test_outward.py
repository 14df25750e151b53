"""Whether whole decisions keep every row, against trying all of them."""

from itertools import product
from threading import Event

import numpy as np
import scipy.sparse as sp
from hypothesis import event, given
from hypothesis import strategies as st

from planner.domain.calendar import Ints
from planner.engine.finish import Search
from planner.engine.outward import Kept, outward
from planner.model.matrix import UNBOUNDED

NO_COUNTS = slice(0, 0)


def kept(
    rows: list[list[int]], lower: list[int], upper: list[int], most: list[int], counts: slice = NO_COUNTS, **more: float
) -> Kept:
    """The answer for some rows; every column is between 0 and its most."""
    search = Search(1, 0, more.get("seconds", 60.0), Event())
    matrix = sp.csr_array(np.array(rows, dtype=np.int32))
    return outward(matrix, (np.array(lower), np.array(upper)), np.array(most), counts, search)


def chosen(answer: Kept) -> list[int]:
    assert answer.values is not None
    return answer.values.tolist()


def test_where_nothing_is_asked_nothing_is_decided() -> None:
    assert chosen(kept([[1, 1], [1, -1]], [0, -1], [1, 1], [1, 1])) == [0, 0]


def test_what_a_decision_breaks_elsewhere_is_mended() -> None:
    """The first column is asked for and takes a seat that only the second one frees."""
    assert chosen(kept([[1, 0], [1, -1]], [1, -UNBOUNDED], [1, 0], [1, 1])) == [1, 1]


def test_of_columns_that_mend_the_same_those_are_chosen_that_break_nothing() -> None:
    seats = [[1, 1, 1], [1, 0, 0], [0, 0, 1]]
    assert chosen(kept(seats, [1, 0, 0], [3, 0, 0], [1, 1, 1])) == [0, 1, 0]


def test_only_rows_that_have_to_do_with_each_other_are_told_to_clash() -> None:
    """Of two wishes that share no column one cannot be met, as the third row has no room."""
    answer = kept([[1, 0], [0, 1], [0, 1]], [1, 1, 0], [1, 1, 0], [1, 1])
    assert (answer.status, answer.values) == ("infeasible", None)
    assert answer.sides is not None
    assert [side.tolist() for side in answer.sides] == [[1], [2]]


def test_a_row_that_no_column_can_mend_is_told_alone() -> None:
    answer = kept([[1, 0], [0, 0]], [0, 1], [1, 1], [1, 1])
    assert answer.sides is not None
    assert answer.sides[0].tolist() == [1]


def test_what_only_counts_makes_up_for_a_row_as_far_as_it_may() -> None:
    for most, status in ((2, "feasible"), (1, "infeasible")):
        assert kept([[1, 1]], [3], [UNBOUNDED], [1, most], slice(1, 2)).status == status


def test_out_of_time_nothing_is_told() -> None:
    assert kept([[1]], [2], [2], [1], seconds=0.0) == Kept("unknown")


@st.composite
def systems(draw: st.DrawFn) -> tuple[Ints, Ints, Ints, Ints]:
    """Up to five rows of small numbers over up to five columns."""
    columns = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(st.integers(-1, 1), min_size=columns, max_size=columns), min_size=1, max_size=5))
    lower = np.array([draw(st.sampled_from([-UNBOUNDED, -1, 0, 1, 2])) for _row in rows])
    room = np.array([draw(st.sampled_from([0, 1, UNBOUNDED])) for _row in rows])
    upper = np.where(lower == -UNBOUNDED, draw(st.integers(-1, 1)), np.minimum(lower + room, UNBOUNDED))
    return np.array(rows), lower, upper, np.array([draw(st.integers(0, 2)) for _column in range(columns)])


@given(systems())
def test_the_answer_is_that_of_trying_everything(system: tuple[Ints, Ints, Ints, Ints]) -> None:
    rows, lower, upper, most = system
    every = np.array(list(product(*(range(value + 1) for value in most.tolist()))))
    activity = every @ rows.T
    keeps = (lower <= activity) & (activity <= upper)
    answer = kept(rows.tolist(), lower.tolist(), upper.tolist(), most.tolist())
    event(answer.status)
    if answer.values is not None:
        assert answer.values.tolist() in every[keeps.all(axis=1)].tolist()
    else:
        assert answer.sides is not None
        short, over = answer.sides
        assert not ((lower <= activity)[:, short].all(axis=1) & (activity <= upper)[:, over].all(axis=1)).any()
