"""Rotation and succession planning with proof.

``load`` a scenario, ``solve`` it, ``verify`` the plan. ``compare`` puts plans side by side, ``unmoved`` is the one in
which nobody is moved, ``sweep`` makes many of them. ``carry`` makes the scenario of the next year's review,
``seat_prices`` tells what one more seat of a full course would bring. ``comparison_figures`` draws a comparison.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.api import load, solve, verify
    from planner.explore.compare import Comparison, compare
    from planner.explore.prices import seat_prices
    from planner.explore.sweep import sweep
    from planner.plan.carry import carry
    from planner.plan.plan import Plan
    from planner.plan.today import unmoved
    from planner.report.charts.compare import comparison_figures
    from planner.scenario.findings import InputError
    from planner.scenario.scenario import Scenario

__all__ = [
    "Comparison",
    "InputError",
    "Plan",
    "Scenario",
    "carry",
    "compare",
    "comparison_figures",
    "load",
    "seat_prices",
    "solve",
    "sweep",
    "unmoved",
    "verify",
]

_HOMES = {
    "load": "planner.api",
    "solve": "planner.api",
    "verify": "planner.api",
    "carry": "planner.plan.carry",
    "compare": "planner.explore.compare",
    "Comparison": "planner.explore.compare",
    "comparison_figures": "planner.report.charts.compare",
    "sweep": "planner.explore.sweep",
    "unmoved": "planner.plan.today",
    "seat_prices": "planner.explore.prices",
    "InputError": "planner.scenario.findings",
    "Plan": "planner.plan.plan",
    "Scenario": "planner.scenario.scenario",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``planner --help`` loads nothing heavy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'planner' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
