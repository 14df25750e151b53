"""How long the yearly review takes: a scenario is planned, people drawn by lot leave, and it is planned again.

    python tests/benchmarks/reviews.py [--leave 120] [--on 2027-02-28] SCENARIO...

A line for each plan: its seconds with verifying, what every goal reaches, and the bound; and the peak memory so far.
"""

import resource
import time
from dataclasses import replace
from pathlib import Path

import click
import numpy as np

from planner import api
from planner.plan.carry import carry
from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario

HEADING = "| scenario | plan | seconds | goals: value (bound) | MB |\n|---|---|---|---|---|"


@click.command()
@click.argument("scenarios", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--leave", default=120, show_default=True, help="People who leave.")
@click.option("--on", default="2027-02-28", show_default=True, help="Their last day.")
def main(scenarios: tuple[Path, ...], leave: int, on: str) -> None:
    """Plan each scenario, and review the plan."""
    print(HEADING)
    for path in scenarios:
        scenario = api.load(path)
        first = _timed(path.name, "first", scenario)
        _timed(path.name, "review", carry(_without(scenario, leave, on), first)[0])


def _without(scenario: Scenario, leave: int, on: str) -> Scenario:
    cadres = scenario.cadres.copy()
    gone = np.random.default_rng(scenario.settings.seed).choice(len(cadres), min(leave, len(cadres)), replace=False)
    cadres.loc[cadres.index[gone], "leaves_on"] = on
    return replace(scenario, tables={**scenario.tables, "cadres": cadres})


def _timed(name: str, what: str, scenario: Scenario) -> Plan:
    began = time.monotonic()
    plan = api.solve(scenario)
    seconds = time.monotonic() - began
    told = ", ".join(f"{tier.name} {tier.value} ({tier.bound})" for tier in plan.tiers)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {name} | {what} | {seconds:.0f} | {told} | {memory:,.0f} |", flush=True)
    return plan


if __name__ == "__main__":
    main()
