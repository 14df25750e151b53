"""How cost grows with the number of provinces: synthetic nations of provinces of one size, planned one by one.

Provinces have their own people and ethnic groups, and as many communes as asked for. A line for each number of
provinces: decisions and counts, seconds to build, prove and verify everything, the largest gap of a goal, peak memory
of the largest process.
"""

import resource
import time
from dataclasses import replace
from pathlib import Path

import click

from planner import api
from planner.synth.nation import nation, nationwide

COUNTS = (1, 2, 4, 8, 16, 34)
HEADING = (
    "| provinces | people | decisions and counts | seconds | seconds a province | gap | MB of a process |\n"
    "|---|---|---|---|---|---|---|"
)


@click.command()
@click.option("--communes", default=8, show_default=True, help="Communes of each province.")
@click.option("--workers", default=2, show_default=True, help="Provinces solved at a time.")
@click.option("--counts", default=",".join(map(str, COUNTS)), show_default=True, help="Numbers of provinces.")
@click.option("--out", type=click.Path(path_type=Path), help="The table's file.")
def main(communes: int, workers: int, counts: str, out: Path | None) -> None:
    """Solve nations of more and more provinces."""
    lines = [HEADING]
    print(HEADING)
    for count in map(int, counts.split(",")):
        lines.append(_row(count, communes, workers))
        print(lines[-1], flush=True)
    if out is not None:
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(count: int, communes: int, workers: int) -> str:
    wanted = nation(count)
    sized = replace(wanted, provinces=tuple(replace(one, communes=communes) for one in wanted.provinces))
    scenario = nationwide(sized)
    began = time.monotonic()
    plan = api.solve(scenario, workers=workers)
    seconds = time.monotonic() - began
    gap = max(tier.gap for tier in plan.tiers)
    processes = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    memory = max(resource.getrusage(process).ru_maxrss for process in processes) / 1024
    return (
        f"| {count} | {len(scenario.cadres):,} | {plan.provenance['columns']:,} | {seconds:.0f} | "
        f"{seconds / count:.1f} | {gap:.3%} | {memory:,.0f} |"
    )


if __name__ == "__main__":
    main()
