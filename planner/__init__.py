"""Rotation and succession planning with proof.

``load`` a scenario or ``import_book``, ``solve`` it, ``verify`` the plan; ``write_scenario``, ``write_plan`` and
``read_plan`` keep them in folders. ``chart`` draws a plan, ``chart_table`` gives the figures behind it, ``bench_graph``
and ``chain_graph`` give it as graphs. ``compare`` puts plans side by side and ``comparison_figures`` draws that,
``unmoved`` is the plan in which nobody is moved, ``sweep`` makes many plans. ``refer`` plans a scenario to ask it for
``alternatives`` and for the frontier between goals, ``pareto``, which ``pareto_figure`` draws. ``benches``,
``breaking`` and ``keystones`` tell what losses a plan bears, ``simulate`` and ``outcome`` what happens when people
leave by lot. ``carry`` makes the scenario of the next year's review; ``drift``, ``replan`` and ``side_by_side`` hold a
plan against newer data. ``seat_prices`` tells what one more seat of a full course would bring.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.api import load, solve, verify
    from planner.explore.alternatives import alternatives
    from planner.explore.compare import Comparison, compare
    from planner.explore.drift import Drift, drift, replan, side_by_side
    from planner.explore.outcomes import Outcome, outcome
    from planner.explore.pareto import pareto
    from planner.explore.prices import seat_prices
    from planner.explore.reference import refer
    from planner.explore.resilience import benches, breaking, keystones
    from planner.explore.simulate import Simulation, simulate
    from planner.explore.sweep import sweep
    from planner.plan.carry import carry
    from planner.plan.graphs import bench_graph, chain_graph
    from planner.plan.plan import Plan
    from planner.plan.store import read as read_plan
    from planner.plan.store import write as write_plan
    from planner.plan.today import unmoved
    from planner.report.charts import draw as chart
    from planner.report.charts import table as chart_table
    from planner.report.charts.compare import comparison_figures
    from planner.report.charts.pareto import draw as pareto_figure
    from planner.report.charts.simulated import simulation_figure
    from planner.report.input_book import write_book
    from planner.rulebook.imported import import_book
    from planner.scenario.findings import InputError
    from planner.scenario.scenario import Scenario
    from planner.scenario.write import write as write_scenario

__all__ = [
    "Comparison",
    "Drift",
    "InputError",
    "Outcome",
    "Plan",
    "Scenario",
    "Simulation",
    "alternatives",
    "bench_graph",
    "benches",
    "breaking",
    "carry",
    "chain_graph",
    "chart",
    "chart_table",
    "compare",
    "comparison_figures",
    "drift",
    "import_book",
    "keystones",
    "load",
    "outcome",
    "pareto",
    "pareto_figure",
    "read_plan",
    "refer",
    "replan",
    "seat_prices",
    "side_by_side",
    "simulate",
    "simulation_figure",
    "solve",
    "sweep",
    "unmoved",
    "verify",
    "write_book",
    "write_plan",
    "write_scenario",
]

_HOMES = {
    # a module, and after a colon what the name is there
    "load": "planner.api",
    "solve": "planner.api",
    "verify": "planner.api",
    "carry": "planner.plan.carry",
    "compare": "planner.explore.compare",
    "Comparison": "planner.explore.compare",
    "comparison_figures": "planner.report.charts.compare",
    "alternatives": "planner.explore.alternatives",
    "pareto": "planner.explore.pareto",
    "refer": "planner.explore.reference",
    "pareto_figure": "planner.report.charts.pareto:draw",
    "sweep": "planner.explore.sweep",
    "unmoved": "planner.plan.today",
    "seat_prices": "planner.explore.prices",
    "InputError": "planner.scenario.findings",
    "Plan": "planner.plan.plan",
    "Scenario": "planner.scenario.scenario",
    "import_book": "planner.rulebook.imported",
    "Drift": "planner.explore.drift",
    "drift": "planner.explore.drift",
    "replan": "planner.explore.drift",
    "side_by_side": "planner.explore.drift",
    "Outcome": "planner.explore.outcomes",
    "outcome": "planner.explore.outcomes",
    "benches": "planner.explore.resilience",
    "breaking": "planner.explore.resilience",
    "keystones": "planner.explore.resilience",
    "Simulation": "planner.explore.simulate",
    "simulate": "planner.explore.simulate",
    "bench_graph": "planner.plan.graphs",
    "chain_graph": "planner.plan.graphs",
    "read_plan": "planner.plan.store:read",
    "write_plan": "planner.plan.store:write",
    "chart": "planner.report.charts:draw",
    "chart_table": "planner.report.charts:table",
    "simulation_figure": "planner.report.charts.simulated",
    "write_book": "planner.report.input_book",
    "write_scenario": "planner.scenario.write:write",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``planner --help`` loads nothing heavy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'planner' has no attribute {name!r}")
    from importlib import import_module

    home, _, known_as = _HOMES[name].partition(":")
    return getattr(import_module(home), known_as or name)
