"""A plan as graphs: what is a node, what an edge, and what each carries."""

from support.office_plan import office_plan

from planner.plan.graphs import bench_graph, chain_graph


def test_benches_are_edges_between_posts_and_people() -> None:
    graph = bench_graph(office_plan())

    assert set(graph.edges) == {("post:chair_a", "cadre:holds"), ("post:chair_a", "cadre:spare")}
    assert graph.edges["post:chair_a", "cadre:holds"] == {"ready": "near", "ready_on": ""}
    assert graph.nodes["post:chair_a"] == {"kind": "post", "title": "pc_chair", "unit": "xa_a"}
    assert graph.nodes["cadre:holds"] == {"kind": "cadre", "name": "Hà Thị C"}


def test_moves_are_edges_from_place_to_place() -> None:
    graph = chain_graph(office_plan())

    assert [(start, end, told["cadre"], told["step"]) for start, end, told in graph.edges(data=True)] == [
        ("vice_a", "chair_a", "up", 1),
        ("dept", "vice_a", "deputy", 2),
    ]
