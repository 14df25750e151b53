"""Our method beside the same models given whole to HiGHS, SCIP and CP-SAT: time to proof, bound, gap, memory, ratio.

    python tests/benchmarks/solvers.py [--seconds 300] [--repeats 1] [--out FILE] SCENARIO...

Every solve is a process of its own with one thread of search; the methods alternate, so that a machine that gets slower
hurts all of them. Seconds are those of the solve alone: reading and building are the same for all.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

METHODS = ("own", "direct:highs", "direct:scip", "direct:cp-sat")


@dataclass(frozen=True)
class Run:
    """One solve: ``told`` is the plan's own head, ``memory`` the peak in MB."""

    told: dict
    memory: float

    @property
    def proven(self) -> int:
        """Goals proven before the first that was not."""
        gaps = [tier["gap"] for tier in self.told["tiers"]]
        return next((place for place, gap in enumerate(gaps) if gap), len(gaps))

    @property
    def seconds(self) -> float:
        return self.told["provenance"]["seconds"]["solve"]


def solved(scenario: Path, method: str, seconds: int) -> Run | None:
    """Solve in a process of its own; None where no plan was found in time."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan"
        command = [sys.executable, "-m", "planner", "solve", str(scenario), "--out", str(plan)]
        command += ["--method", method, "--time-limit", str(seconds)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        head = plan / "plan.json"
        if not head.exists():
            return None
        return Run(json.loads(head.read_text(encoding="utf-8")), usage.ru_maxrss / 1024)


def table(scenario: Path, runs: dict[str, list[Run | None]], limit: int) -> list[str]:
    """Rows of Markdown: one for each method; what had no plan at the limit counts as the limit."""
    ours = [run.seconds for run in runs["own"] if run is not None]
    rows = []
    for method, found in runs.items():
        known = [run for run in found if run is not None]
        if not known:
            ratio = f"{limit / median(ours):.1f} or more" if ours else ""
            rows.append(f"| {scenario.name} | {method} | no plan in {limit} s | {ratio} | | | |")
            continue
        run = known[-1]
        seconds = median(one.seconds for one in known)
        whole = run.told["status"] == "optimal"
        tiers = ", ".join(f"{tier['name']} {tier['value']} ({tier['bound']})" for tier in run.told["tiers"])
        proof = (
            f"{seconds:.1f} s" if whole else f"not in {seconds:.0f} s; {run.proven} of {len(run.told['tiers'])} goals"
        )
        ratio = f"{seconds / median(ours):.1f}{'' if whole else ' or more'}" if ours else ""
        gap = max(tier["gap"] for tier in run.told["tiers"])
        rows.append(f"| {scenario.name} | {method} | {proof} | {ratio} | {gap:.2%} | {run.memory:.0f} | {tiers} |")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="+", type=Path)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    lines = [
        f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"ortools {version('ortools')}; limit {asked.seconds} s, one thread of search, {asked.repeats} run(s) each",
        "",
        "| scenario | method | time to proof | ratio | largest gap | MB | goals: value (bound) |",
        "|---|---|---|---|---|---|---|",
    ]
    print("\n".join(lines), flush=True)
    for scenario in asked.scenarios:
        runs: dict[str, list[Run | None]] = {method: [] for method in METHODS}
        for _ in range(asked.repeats):
            for method in METHODS:
                runs[method].append(solved(scenario, method, asked.seconds))
        rows = table(scenario, runs, asked.seconds)
        lines += rows
        print("\n".join(rows), flush=True)
    if asked.out:
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
