"""Seconds of the main job on the worked district, as a planner runs it: `make bench` prints them."""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

DISTRICT = Path(__file__).parents[2] / "scenarios" / "cao-loc"
REPEATS = 3


def seconds(*arguments: str) -> float:
    """Median wall time of a command in fresh processes."""
    taken = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "planner", *arguments], check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    return median(taken)


def test_main_job_of_a_district(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    rows = {
        "planner --help": seconds("--help"),
        "planner check": seconds("check", str(DISTRICT)),
        "planner solve": seconds("solve", str(DISTRICT), "--out", str(plan)),
        "planner verify": seconds("verify", str(DISTRICT), str(plan)),
        "planner chart all": seconds("chart", str(plan), "all"),
    }
    head = json.loads((plan / "plan.json").read_text(encoding="utf-8"))
    inside = {f"  {stage}": value for stage, value in head["provenance"]["seconds"].items()}
    tiers = {f"  tier {tier['name']}, gap {tier['gap']:.2%}": tier["seconds"] for tier in head["tiers"]}
    print(f"\n{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{DISTRICT.name}: {head['provenance']['columns']} columns, {head['provenance']['rows']} rows")
    for name, value in {**rows, "of the last solve:": None, **inside, **tiers}.items():
        print(f"{name:<28}" + ("" if value is None else f"{value:8.2f} s"))
    assert head["status"] == "optimal"
