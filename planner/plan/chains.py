"""Chains of moves: a move out of a held post opens it, and the next move fills it."""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True)
class Move:
    """A new placement: who, where to, in which period, and the held post that it opens (-1 for none)."""

    cadre: int
    post: int
    start: int
    opens: int


def chains(moves: Sequence[Move]) -> list[list[Move]]:
    """Order moves into chains.

    Parameters
    ----------
    moves : sequence of Move

    Returns
    -------
    list of list of Move
        Each chain starts with a post that opened by itself; every further move fills the post that the one before
        opened. Chains come in the order of their first date and post.
    """
    found: nx.DiGraph[Move] = nx.DiGraph()
    ordered = sorted(moves, key=_order)
    found.add_nodes_from(ordered)
    for first in ordered:
        last = first
        while found.out_degree(last) == 0:
            # people who swap posts are a ring: it is not closed, but starts at its first move
            follower = next(
                (
                    move
                    for move in ordered
                    if move.post == last.opens
                    and move.start >= last.start
                    and found.in_degree(move) == 0
                    and not nx.has_path(found, move, last)
                ),
                None,
            )
            if follower is None:
                break
            found.add_edge(last, follower)
            last = follower
    heads = [move for move in ordered if found.in_degree(move) == 0]
    return [[head, *(follower for _, follower in nx.dfs_edges(found, head))] for head in heads]


def _order(move: Move) -> tuple[int, int, int]:
    return move.start, move.post, move.cadre
