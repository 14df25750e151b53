"""Who takes over which open post: as many posts as possible, then at the least loss, each person once."""

from typing import Final

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from planner.domain.calendar import Ints

NONE: Final = -1
LEFT_OPEN: Final = 2**40
"""Cost of a post that nobody takes: more than all losses of one run together, so that as few as possible stay open."""


def refill(group: Ints, people: Ints, loss: Ints) -> Ints:
    """Match open posts with their candidates, exactly and each group by itself.

    Where the best candidates of all posts of a group differ, nothing can be better. The other groups are solved
    together as one sparse assignment, in which each post may also stay open at a cost beyond all losses.

    Parameters
    ----------
    group : array of int, shape (n,)
        What each post belongs to, in rising order; people of different groups are different people.
    people : array of int, shape (n, K)
        Candidates of each post, -1 for none.
    loss : array of int, shape (n, K)
        What each of them costs, from 0 to less than 2**30.

    Returns
    -------
    array of int, shape (n,)
        The column of the chosen candidate, -1 for nobody.
    """
    loss = np.where(people == NONE, LEFT_OPEN, loss)
    best = loss.argmin(axis=1) if loss.shape[1] else np.zeros(len(group), dtype=np.int64)
    rows = np.arange(len(group))
    some = (people != NONE).any(axis=1)
    chosen = np.where(some, best, NONE)
    taken = group[some] * (int(people.max(initial=0)) + 1) + people[rows, best][some] if some.any() else rows[:0]
    values, counts = np.unique(taken, return_counts=True)
    torn = np.unique(group[some][np.isin(taken, values[counts > 1])])
    if torn.size:
        contested = np.flatnonzero(np.isin(group, torn) & some)
        chosen[contested] = _assigned(group[contested], people[contested], loss[contested])
    return chosen


def _assigned(group: Ints, people: Ints, loss: Ints) -> Ints:
    """The same for posts that each have a candidate, by minimum-weight matching."""
    count = len(people)
    row, column = np.nonzero(people != NONE)
    person = group[row] * (int(people.max()) + 1) + people[row, column]
    _, node = np.unique(person, return_inverse=True)
    nodes = int(node.max()) + 1
    rows = np.concatenate([row, np.arange(count)])
    columns = np.concatenate([node, nodes + np.arange(count)])
    # an explicit zero would be no edge
    weights = np.concatenate([loss[row, column] + 1, np.full(count, LEFT_OPEN)]).astype(np.float64)
    graph = sp.csr_array((weights, (rows, columns)), shape=(count, nodes + count))
    of_row, of_column = min_weight_full_bipartite_matching(graph)
    places = np.full((count, nodes), NONE, dtype=np.int64)
    places[row, node] = column
    matched = of_column < nodes
    found = np.full(count, NONE, dtype=np.int64)
    found[of_row[matched]] = places[of_row[matched], of_column[matched]]
    return found
