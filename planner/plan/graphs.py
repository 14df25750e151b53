"""A plan as graphs, for whoever wants to ask them something of his own with networkx."""

import networkx as nx

from planner.plan.plan import Plan
from planner.plan.verify.reading import rows


def bench_graph(plan: Plan) -> "nx.Graph[str]":
    """Posts and the people on their benches.

    Returns
    -------
    networkx.Graph
        Bipartite: a node for each post on whose bench somebody is (``kind="post"``, with ``title`` and ``unit``) and
        for each of these people (``kind="cadre"``, with ``name``); an edge for each listing, with ``ready`` (``near``
        or ``next``) and ``ready_on``. The ids of posts and people stand apart as ``post:`` and ``cadre:``.
    """
    graph: nx.Graph[str] = nx.Graph()
    for row in rows(plan.bench):
        post, cadre = f"post:{row['post']}", f"cadre:{row['cadre']}"
        graph.add_node(post, kind="post", title=row["title"], unit=row["unit"])
        graph.add_node(cadre, kind="cadre", name=row["name"])
        graph.add_edge(post, cadre, ready=row["ready"], ready_on=row["ready_on"])
    return graph


def chain_graph(plan: Plan) -> "nx.MultiDiGraph[str]":
    """Moves from place to place.

    Returns
    -------
    networkx.MultiDiGraph
        A node for each post or unit that somebody leaves or takes; an edge for each move, with ``cadre``, ``name``,
        ``date``, ``chain`` and ``step``, as in ``moves.csv``.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in rows(plan.moves):
        told = {name: row[name] for name in ("cadre", "name", "date", "chain", "step")}
        graph.add_edge(row["from"], row["to"], **told)
    return graph
