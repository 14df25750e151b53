"""The command that makes many plans of one scenario."""

# Commands import what they need when they run, so that help answers at once.

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.folders import refuse_unwritable, write_whole
from planner.cli.frame import EXISTING, FOLDER, MOST_SECONDS, MOST_SEED, MOST_WORKERS, NO, Number, as_json, commands
from planner.language import _, marked

if TYPE_CHECKING:
    from planner.explore.sweep import Outcome, Point, Vary
    from planner.report.sweep import Style


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.option("--out", type=FOLDER, required=True, help=marked("Folder in which each plan gets a folder of its own."))
@click.option(
    "--alternatives",
    metavar="all|A,B",
    default="",
    help=marked(
        "Alternatives of SCENARIO, separated by commas; all: every one, and SCENARIO itself, which is called base."
    ),
)
@click.option(
    "--vary",
    "varied",
    metavar="KEY=VALUES",
    multiple=True,
    help=marked("A key of scenario.yaml with its values, as goals.fit.move=2,6,10 or 2..10:4. May be repeated."),
)
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), help=marked("Plans solved at a time [default: one a core].")
)
@click.option("--cluster", metavar="ADDRESS", help=marked("A Dask cluster (tcp://…) that solves them."))
@click.option("--time-limit", type=Number(0, MOST_SECONDS, min_open=True), help=marked("Seconds of each solve."))
@click.option("--seed", type=click.IntRange(0, MOST_SEED), help=marked("Replaces the seed of the scenario."))
@click.option(
    "--progress",
    "style",
    type=click.Choice(["line", "json", "none"]),
    help=marked("What stderr shows meanwhile [default: a line for each plan on a terminal, nothing in a pipe]."),
)
@as_json
def sweep(
    scenario: Path,
    out: Path,
    alternatives: str,
    varied: tuple[str, ...],
    workers: int | None,
    cluster: str | None,
    time_limit: float | None,
    seed: int | None,
    style: "Style | None",
    as_json: bool,
) -> None:
    """Plan SCENARIO with each of its alternatives and each value of what is varied.

    A plan that is there already is not made again: after an interruption give the same command once more.
    """
    from planner.explore.sweep import Run, run_points
    from planner.report.sweep import told_progress
    from planner.report.terminal import stop_on_interrupt
    from planner.solving.whole import Options
    from planner.solving.workers import ClusterError

    points = _points(scenario, alternatives, varied)
    refuse_unwritable(out)
    options = Options(time_limit=time_limit, seed=seed)
    with stop_on_interrupt() as stop:
        run = Run(out, workers or os.cpu_count() or 1, options, cluster, stop, told_progress(style, len(points)))
        try:
            found = run_points(scenario, points, run)
        except ClusterError as error:
            raise click.UsageError(str(error)) from error
    _tell(found, out, as_json=as_json)
    if any(outcome.plan is None for outcome in found):
        sys.exit(NO)


def _points(scenario: Path, alternatives: str, varied: tuple[str, ...]) -> "list[Point]":
    """The points that are asked for."""
    from planner.explore.sweep import read_vary
    from planner.explore.sweep.grid import BASE
    from planner.scenario.alternatives import available, find
    from planner.scenario.findings import InputError

    if not alternatives and not varied:
        raise click.UsageError(_("Say what to plan: --alternatives, --vary or both."))
    try:
        vary = [read_vary(text) for text in varied]
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--vary") from error
    keys = [one.key for one in vary]
    if len(set(keys)) < len(keys):
        raise click.BadParameter(_("a key is given twice."), param_hint="--vary")
    if alternatives == "all":
        return _grid(["", *available(scenario)], vary)
    names = [name.strip() for name in alternatives.split(",") if name.strip()] or [BASE]
    missing = [finding for name in names if name != BASE for finding in find(scenario, name)[1]]
    if missing:
        raise InputError(missing)
    return _grid(list(dict.fromkeys("" if name == BASE else name for name in names)), vary)


def _grid(names: "list[str]", vary: "list[Vary]") -> "list[Point]":
    """Every alternative with every combination of values, where these are not too many."""
    from planner.explore.sweep import grid

    try:
        return grid(names, vary)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--vary") from error


def _tell(found: "list[Outcome]", out: Path, *, as_json: bool) -> None:
    """The table of all plans, written and told, and what went wrong."""
    from planner.explore.sweep import outcome_table
    from planner.report.sweep import end_words, sweep_json, sweep_table
    from planner.report.terminal import print_json, print_rich, tell, written

    file = out / "sweep.csv"
    write_whole(file, outcome_table(found).to_csv(index=False, lineterminator="\n").encode())
    if as_json:
        print_json({"plans": sweep_json(found), "table": written(file)})
    else:
        print_rich(sweep_table(found))
        tell(
            _("{plans} in {folder}; the table is {file}").format(
                plans=end_words(found), folder=written(out), file=written(file)
            )
        )
    for outcome in found:
        if outcome.fault:
            tell(_("{point}: no plan: {fault}").format(point=outcome.point.label, fault=outcome.fault), err=True)
    stopped = sum(outcome.plan is None and not outcome.fault for outcome in found)
    if stopped:
        tell(_("{n} of {all} not begun: give the same command again").format(n=stopped, all=len(found)), err=True)
