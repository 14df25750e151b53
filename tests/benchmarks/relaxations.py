"""The linear relaxations of a scenario's tiers by HiGHS alone, no column left out, beside our whole solve with proof.

    python tests/benchmarks/relaxations.py [--seconds 1200] SCENARIO...

Each tier keeps what the tiers before it reached. A relaxation that takes longer than the limit counts as the limit.
"""

import argparse
import time
from pathlib import Path
from threading import Event

from planner.check import load, model_of
from planner.engine.relaxation import relax
from planner.engine.run import Limits, Run
from planner.engine.tiers import solve_tiers

HOUR = 3600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=1200.0)
    asked = parser.parse_args()
    print("| scenario | goal | value | relaxed | seconds |\n|---|---|---|---|---|")
    for scenario in asked.scenarios:
        model = model_of(load(scenario))
        began = time.perf_counter()
        outcome = solve_tiers(model, Limits(HOUR, 1, 0))
        ours = time.perf_counter() - began
        run, alone = Run(model, Limits(HOUR, 1, 0), None), 0.0
        for tier, proof in zip(model.tiers, outcome.proofs, strict=True):
            began = time.perf_counter()
            found = relax(run.matrix, run.rows, run.box, tier.cost, asked.seconds, Event())
            seconds = time.perf_counter() - began
            relaxed = "not in time" if found is None else f"{tier.sign * float(tier.cost @ found.values):.2f}"
            print(f"| {scenario.name} | {tier.name} | {proof.value} | {relaxed} | {seconds:.1f} |", flush=True)
            alone += seconds
            run.keep_at_most(tier.cost, tier.sign * proof.value)
        print(
            f"| {scenario.name} | all: {ours:.1f} s to proof, {ours / alone:.2f} times | | | {alone:.1f} |", flush=True
        )


if __name__ == "__main__":
    main()
