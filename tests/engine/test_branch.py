"""Branch and cut that stops at a limit."""

from threading import Event

import numpy as np
import scipy.sparse as sp

from planner.engine.branch import branch
from planner.engine.finish import Search


def test_a_limit_of_nodes_leaves_it_unknown() -> None:
    # a market split: equations with large numbers, which no relaxation and no cut decides
    numbers = np.random.default_rng(1).integers(0, 100, size=(4, 30))
    half = numbers.sum(axis=1) // 2
    slack = np.hstack([np.eye(4, dtype=np.int64), -np.eye(4, dtype=np.int64)])
    matrix = sp.csr_array(np.hstack([numbers, slack]))
    box = np.zeros(38, dtype=np.int64), np.concatenate([np.ones(30, dtype=np.int64), np.full(8, 3000)])
    cost = np.concatenate([np.zeros(30, dtype=np.int64), np.ones(8, dtype=np.int64)])
    found = branch(matrix, (half, half), box, cost, None, Search(1, 1, 60.0, Event(), nodes=1))
    assert found.status in ("unknown", "feasible")
    assert found.bound is None or found.bound <= 1
