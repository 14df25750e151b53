"""Chains of moves: a move out of a held post opens it, and the next move fills it."""

from collections.abc import Iterable, Sequence
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
    arriving: dict[int, list[Move]] = {}
    for move in ordered:
        arriving.setdefault(move.post, []).append(move)
    for first in ordered:
        last = first
        while found.out_degree(last) == 0 and (follower := _follower(found, arriving.get(last.opens, ()), last)):
            found.add_edge(last, follower)
            last = follower
    heads = [move for move in ordered if found.in_degree(move) == 0]
    return [[head, *(follower for _, follower in nx.dfs_edges(found, head))] for head in heads]


def _follower(found: "nx.DiGraph[Move]", able: Iterable[Move], last: Move) -> Move | None:
    """The first who fills what the last step opens, and follows nobody yet.

    A ring of people who swap posts is not closed: it starts at its first move.
    """
    free = (move for move in able if move.start >= last.start and found.in_degree(move) == 0)
    return next((move for move in free if not nx.has_path(found, move, last)), None)


def _order(move: Move) -> tuple[int, int, int]:
    return move.start, move.post, move.cadre
