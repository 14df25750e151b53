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
    graph: nx.DiGraph[Move] = nx.DiGraph()
    graph.add_nodes_from(moves)
    ordered = sorted(moves, key=_order)
    taken: set[Move] = set()
    for move in ordered:
        able = [
            other for other in ordered if other.post == move.opens and other.start >= move.start and other not in taken
        ]
        # a ring closes only where nobody else could follow: what its last step opens is filled by its first one
        closing = [other for other in able if nx.has_path(graph, other, move)]
        follower = next((other for other in able if other not in closing), closing[0] if closing else None)
        if follower is not None:
            taken.add(follower)
            graph.add_edge(move, follower)
    heads = [move for move in ordered if graph.in_degree(move) == 0]
    found = [[head, *(follower for _, follower in nx.dfs_edges(graph, head))] for head in heads]
    # people who swap posts open nothing: their ring starts at its first move
    chained = {move for chain in found for move in chain}
    for move in ordered:
        if move not in chained:
            ring = [move, *(follower for _, follower in nx.dfs_edges(graph, move))]
            last = ring[-1]
            # with several seats another chain may fill what the last step opens, too: then it goes on there
            further = next(
                (chain for chain in found if chain[0].post == last.opens and chain[0].start >= last.start), None
            )
            if further is not None:
                found.remove(further)
            found.append([*ring, *(further or ())])
            chained.update(ring)
    return sorted(found, key=lambda chain: _order(chain[0]))


def _order(move: Move) -> tuple[int, int, int]:
    return move.start, move.post, move.cadre
