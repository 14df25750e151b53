"""Commands that ask how a plan holds up: losses that its benches bear, departures drawn by lot, newer data."""

# Commands import what they need when they run, so that help answers at once.

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planner.cli.folders import anew, refuse_foreign, refuse_others, refuse_unwritable
from planner.cli.frame import (
    EXISTING,
    FOLDER,
    MOST_SECONDS,
    MOST_SEED,
    MOST_WORKERS,
    NO,
    Number,
    as_json,
    commands,
    for_readers,
    with_alternatives,
)
from planner.cli.inputs import load_scenario, read_solved, read_verified
from planner.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.explore.outcomes import Outcome
    from planner.plan.plan import Plan

MOST_RUNS = 10**7
SIMULATION_CHART: Final = "simulation.png"
SIMULATION_FILES: Final = (
    *(f"{name}.csv" for name in ("departures", "summary", "differences", "chains", "posts", "units")),
    SIMULATION_CHART,
)


@commands.command()
@click.argument("plan", type=EXISTING)
@click.option(
    "--at", "date", metavar="DATE", help=marked("Holders and readiness of this month [default: the plan's first].")
)
@as_json
def resilience(plan: Path, date: str | None, as_json: bool) -> None:
    """Tell how many holders may leave at once with every post still covered, and whose loss breaks most."""
    from planner.explore.resilience import benches, breaking, keystones
    from planner.report.resilience import resilience_json, resilience_tables
    from planner.report.terminal import print_json, print_rich

    read = read_verified(plan, as_json=as_json)
    found = benches(read, None if date is None else _month_within(read, date))
    broken, stones = breaking(found), keystones(found)
    if as_json:
        print_json(resilience_json(found, broken, stones))
    else:
        print_rich(resilience_tables(read, found, broken, stones))


def _month_within(plan: "Plan", date: str) -> int:
    """A month of the plan."""
    from planner.scenario.dates import month_date, month_index, parse_date

    first = plan.scenario.start
    after = first + plan.scenario.settings.horizon_months
    try:
        month = month_index(parse_date(date))
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--at") from error
    if not first <= month < after:
        told = _("{date} is not within the plan, {first} to {after}.")
        raise click.BadParameter(
            told.format(date=date, first=month_date(first), after=month_date(after)), param_hint="--at"
        )
    return month


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.argument("plans", type=EXISTING, nargs=-1, required=True)
@with_alternatives
@click.option("--runs", type=click.IntRange(2, MOST_RUNS), default=10_000, show_default=True, help=marked("How many."))
@click.option("--seed", type=click.IntRange(0, MOST_SEED), default=1, show_default=True, help=marked("Of the lots."))
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), default=1, show_default=True, help=marked("Processes.")
)
@click.option("--out", type=FOLDER, help=marked("Folder for the tables as CSV and the chart."))
@as_json
def simulate(
    scenario: Path,
    plans: tuple[Path, ...],
    alternatives: tuple[str, ...],
    runs: int,
    seed: int,
    workers: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Let people of SCENARIO leave by lot and PLANS fill their posts from the benches, run after run."""
    from planner.explore.outcomes import outcome
    from planner.explore.simulate import simulate as play
    from planner.report.simulated import simulation_json, simulation_tables
    from planner.report.terminal import print_json, print_rich, tell, written

    if out is not None:
        # a scenario has posts.csv and units.csv, too
        refuse_others(out, SIMULATION_FILES if (out / SIMULATION_CHART).is_file() else (), plans=False)
    read = [read_verified(plan, as_json=as_json) for plan in plans]
    asked = load_scenario(scenario, alternatives)
    found = outcome(play(asked, read, names=_names(plans), runs=runs, seed=seed, workers=workers))
    files: list[Path] = []
    if out is not None:
        with for_readers():
            files = _write_simulation(read, found, out)
    if as_json:
        print_json({**simulation_json(found), "files": [written(path) for path in files]})
        return
    print_rich(simulation_tables(read, found))
    for path in files:
        tell(written(path))


def _names(plans: tuple[Path, ...]) -> list[str]:
    """What each plan is called: its folder, with as much of the path as tells it from the others."""
    parts = [plan.resolve().parts for plan in plans]
    for length in range(1, max(map(len, parts)) + 1):
        names = ["/".join(part[-length:]) for part in parts]
        if len(set(names)) == len(names):
            return names
    return [f"{plan.name} ({number})" for number, plan in enumerate(plans, 1)]


def _write_simulation(plans: "Sequence[Plan]", found: "Outcome", out: Path) -> list[Path]:
    """The tables and the chart."""
    from planner.report.chart_tables import write_tables
    from planner.report.charts.base import MissingLetterError
    from planner.report.charts.simulated import save

    try:
        with anew(out) as fresh:
            files = [*write_tables(found.tables(), fresh).values(), save(plans, found, fresh)]
        return [out / file.name for file in files]
    except MissingLetterError as error:
        raise click.UsageError(str(error)) from error


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.argument("plan", type=EXISTING)
@with_alternatives
@click.option(
    "--out", type=FOLDER, help=marked("Plans anew, changing least, and writes that plan and the tables here.")
)
@click.option(
    "--goals-first",
    is_flag=True,
    help=marked("With --out: the scenario's goals count before what was published."),
)
@click.option("--time-limit", type=Number(0, MOST_SECONDS, min_open=True), help=marked("With --out: seconds to plan."))
@click.option("--workers", type=click.IntRange(1, MOST_WORKERS), help=marked("With --out: as for solve."))
@as_json
def drift(
    scenario: Path,
    plan: Path,
    alternatives: tuple[str, ...],
    out: Path | None,
    goals_first: bool,
    time_limit: float | None,
    workers: int | None,
    as_json: bool,
) -> None:
    """Tell what in the folder PLAN no longer holds, now that SCENARIO has newer data, and what has come true."""
    from planner.explore.drift import drift as against
    from planner.explore.drift import replan, side_by_side
    from planner.plan import store
    from planner.report.chart_tables import write_tables
    from planner.report.drifted import drift_json, drift_tables
    from planner.report.progress import shown_progress
    from planner.report.summary import STATUS, has_plan
    from planner.report.terminal import print_json, print_rich, stop_on_interrupt, tell, written

    if out is not None:
        refuse_unwritable(out)
        refuse_foreign(out / "plan")
    elif goals_first or time_limit is not None or workers is not None:
        raise click.UsageError(_("To plan anew, name a folder with --out."))
    read = read_solved(plan, as_json=as_json)
    found = against(load_scenario(scenario, alternatives), read)
    changed, new, files = None, None, []
    if out is not None:
        with shown_progress(None, None) as progress, stop_on_interrupt() as stop:
            new = replan(
                found,
                goals_first=goals_first,
                time_limit=time_limit,
                workers=workers,
                progress=progress,
                stop=stop,
            )
        if has_plan(new):
            changed = side_by_side(found, read, new)
            store.write(new, out / "plan")
            files = [out / "plan", *write_tables({"standing": found.standing, "differences": changed}, out).values()]
    if as_json:
        print_json({**drift_json(found, read, new, changed), "files": [written(file) for file in files]})
    else:
        print_rich(drift_tables(found, read, new, changed))
        for file in files:
            tell(written(file))
    if new is not None and not has_plan(new):
        tell(_("Error: no new plan: {why}").format(why=STATUS[new.status]), err=True)
    if changed is None and (new is not None or not found.broken.empty):
        sys.exit(NO)
