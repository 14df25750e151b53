"""What is left of a model once some columns cannot move."""

from itertools import product

import numpy as np
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from planner.engine.narrow import narrow

COLUMNS, ROWS = 4, 3
FEWEST, MOST = -2, 3


@given(
    arrays(np.int64, (ROWS, COLUMNS), elements=st.integers(-2, 2)),
    arrays(np.int64, (ROWS,), elements=st.integers(-3, 3)),
    arrays(np.int64, (ROWS,), elements=st.integers(0, 4)),
    arrays(np.int64, (COLUMNS,), elements=st.integers(FEWEST, 1)),
    arrays(np.int64, (COLUMNS,), elements=st.integers(0, 2)),
)
def test_what_is_left_has_the_same_solutions_at_the_same_cost(
    matrix: np.ndarray, lower: np.ndarray, room: np.ndarray, least: np.ndarray, span: np.ndarray
) -> None:
    rows, box, cost = (lower, lower + room), (least, least + span), np.array([3, -1, 2, 5])
    part = narrow(sp.csr_array(matrix), rows, box, cost)
    inner = part.matrix.toarray().reshape(len(part.rows), len(part.columns))

    def holds(values: np.ndarray, entries: np.ndarray, bounds: tuple[np.ndarray, np.ndarray]) -> bool:
        activity = entries @ values
        return bool((bounds[0] <= activity).all() and (activity <= bounds[1]).all())

    whole = {
        (values, int(cost @ np.array(values)))
        for values in product(*(range(low, high + 1) for low, high in zip(*box, strict=True)))
        if holds(np.array(values), matrix, rows)
    }
    found = set()
    for values in product(*(range(low, high + 1) for low, high in zip(*part.box, strict=True))):
        mine = np.array(values, dtype=np.int64)
        if holds(mine, inner, part.row_bounds):
            found.add((tuple(part.whole(mine).tolist()), part.base + int(part.cost @ mine)))
    assert found == whole
