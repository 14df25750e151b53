"""Commands that make a plan and look at it."""

# Commands import what they need when they run, so that help answers at once.

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.folders import nothing_written, refuse_foreign
from planner.cli.frame import (
    EXISTING,
    FOLDER,
    METHODS,
    MOST_MEGABYTES,
    MOST_SECONDS,
    MOST_SEED,
    MOST_WORKERS,
    NO,
    Number,
    as_json,
    commands,
    for_readers,
    with_alternatives,
    yearly_review,
)
from planner.cli.inputs import carried, load_scenario, pin_month, read_solved
from planner.language import _, current, marked, speaking

if TYPE_CHECKING:
    from planner.plan.plan import Plan
    from planner.report.charts.files import Format
    from planner.report.progress import Style
    from planner.scenario.scenario import Scenario


@commands.command()
@click.argument("scenario", type=EXISTING)
@with_alternatives
@click.option("--out", type=FOLDER, help=marked("Folder of the plan; only --explain-size needs none."))
@click.option(
    "--time-limit", type=Number(0, MOST_SECONDS, min_open=True), help=marked("Seconds; keeps the best plan so far.")
)
@click.option(
    "--memory-limit",
    type=Number(0, MOST_MEGABYTES, min_open=True),
    help=marked("Megabytes; keeps the best plan so far."),
)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_WORKERS),
    help=marked("Threads of the solver [default: 1], or provinces solved at a time [default: one for each core]."),
)
@click.option("--cluster", metavar="ADDRESS", help=marked("A Dask cluster (tcp://…) that solves the provinces."))
@click.option("--seed", type=click.IntRange(0, MOST_SEED), help=marked("Replaces the seed of the scenario."))
@click.option(
    "--method",
    type=click.Choice(list(METHODS)),
    default="own",
    show_default=True,
    help=marked("Our own method, or the whole model given to one solver, to compare."),
)
@yearly_review
@click.option(
    "--progress",
    "style",
    type=click.Choice(["line", "json", "none"]),
    help=marked("What stderr shows meanwhile [default: a line on a terminal, nothing in a pipe]."),
)
@click.option(
    "--explain-size", is_flag=True, help=marked("Tell how large the model is and what was left out of it; no solve.")
)
@as_json
def solve(
    scenario: Path,
    alternatives: tuple[str, ...],
    out: Path | None,
    time_limit: float | None,
    memory_limit: float | None,
    workers: int | None,
    cluster: str | None,
    seed: int | None,
    method: str,
    previous: Path | None,
    pin_until: str | None,
    style: "Style | None",
    explain_size: bool,
    as_json: bool,
) -> None:
    """Find the best plan for SCENARIO and prove how good it is. Ctrl-C keeps the best plan so far."""
    began = time.monotonic()
    month = pin_month(pin_until, with_previous=previous is not None)
    if explain_size:
        _explain_size(_asked(scenario, alternatives, previous, month), as_json=as_json)
        return
    from planner import api
    from planner.plan import store
    from planner.report.progress import shown_progress
    from planner.report.summary import has_plan, summary, summary_json
    from planner.report.terminal import print_json, print_rich, stop_on_interrupt, tell, written

    out = _plan_folder(out)
    loaded = _asked(scenario, alternatives, previous, month)
    until = None if time_limit is None else began + time_limit
    with shown_progress(style, until) as progress, stop_on_interrupt(silent=style in ("json", "none")) as stop:
        try:
            plan = api.solve(
                loaded,
                # reading has taken its part
                time_limit=None if until is None else max(0.01, until - time.monotonic()),
                memory_limit=memory_limit,
                workers=workers,
                seed=seed,
                direct=METHODS[method],
                cluster=cluster,
                progress=progress,
                stop=stop,
            )
        except api.ClusterError as error:
            raise click.UsageError(str(error)) from error
    if has_plan(plan):
        store.write(plan, out)
    if as_json:
        print_json(summary_json(plan))
    else:
        print_rich(summary(plan))
        if plan.status == "infeasible":
            ways = _("What clashes, and the cheapest ways out: planner repair {scenario}")
            tell(ways.format(scenario=_as_asked(scenario, alternatives, previous, pin_until)))
        tell(_("Plan written to {out}").format(out=written(out)) if has_plan(plan) else nothing_written(out))
        if has_plan(plan) and previous is not None:
            tell(
                _("What it keeps to stands with its scenario: planner verify {scenario} {plan}").format(
                    scenario=written(out / "scenario"), plan=written(out)
                )
            )
    if not has_plan(plan):
        sys.exit(NO)


def _plan_folder(out: Path | None) -> Path:
    """The folder of a plan to come; told before the work begins if there is none, or nothing can be written there."""
    if out is None:
        raise click.UsageError(_("Missing option '--out'."))
    refuse_foreign(out)
    return out


def _asked(scenario: Path, alternatives: tuple[str, ...], previous: Path | None, month: int | None) -> "Scenario":
    """The scenario to plan, with alternatives and with what was published before."""
    loaded = load_scenario(scenario, alternatives)
    return loaded if previous is None else carried(loaded, previous, month)


def _as_asked(scenario: Path, alternatives: tuple[str, ...], previous: Path | None, pin_until: str | None) -> str:
    """The scenario as a command line names it, with all that was laid over it."""
    from planner.report.terminal import written

    words = [written(scenario), *(word for one in alternatives for word in ("--with", written(one)))]
    words += [] if previous is None else ["--previous", written(previous)]
    words += [] if pin_until is None else ["--pin-until", pin_until]
    return " ".join(words)


def _explain_size(scenario: "Scenario", *, as_json: bool) -> None:
    """Tell how large the model is, and what was left out of it."""
    from planner.check import model_of
    from planner.domain.case import case_of
    from planner.domain.split import split
    from planner.model.size import measure, together
    from planner.report.size import size_json, size_tables
    from planner.report.terminal import print_json, print_rich

    parted = split(case_of(scenario))
    scenarios = [scenario] if parted is None else [block.scenario for block in parted.blocks]
    size = together([measure(model_of(one)) for one in scenarios])
    if as_json:
        print_json(size_json(size))
    else:
        print_rich(size_tables(size))


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.argument("plan", type=EXISTING)
@with_alternatives
@click.option(
    "--proof", is_flag=True, help=marked("Compute the bounds anew from the prices in PLAN, too, in whole numbers.")
)
@as_json
def verify(scenario: Path, plan: Path, alternatives: tuple[str, ...], proof: bool, as_json: bool) -> None:
    """Check the folder PLAN against every rule of SCENARIO, without the solver."""
    from planner.plan import store
    from planner.plan.verify import verify as recompute
    from planner.report.summary import STATUS, has_plan
    from planner.report.terminal import print_json, print_rich, tell
    from planner.report.verdict import proof_table, verdict, verdict_json

    read, asked = store.read(plan), load_scenario(scenario, alternatives)
    verification = recompute(asked, read)
    proven = None
    if proof and has_plan(read) and verification.ok:
        from planner.explore.proof import prove

        proven = prove(asked, read)
    if as_json:
        print_json(verdict_json(verification, proven))
    elif proven is not None:
        tell(verdict(read, verification, proven))
        print_rich(proof_table(proven))
    elif has_plan(read) or not verification.ok:
        tell(verdict(read, verification))
    else:
        tell(_("there is no plan here: {status}").format(status=_(STATUS[read.status])))
    if not (has_plan(read) and verification.ok):
        sys.exit(NO)


@commands.command()
@click.argument("plan", type=EXISTING)
@click.argument("kind")
@click.option("--out", type=FOLDER, help=marked("Folder of the charts [default: PLAN/charts]."))
@click.option("--format", "fmt", type=click.Choice(["png", "svg", "pdf"]), default="png", show_default=True)
@click.option(
    "--with",
    "others",
    multiple=True,
    metavar="PLAN2",
    help=marked("For compare, mix and flows: a plan to draw beside PLAN, or the word today. May be repeated."),
)
@click.option(
    "--table", "as_table", is_flag=True, help=marked("The table behind the chart: printed, or KIND.csv in --out.")
)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_WORKERS),
    help=marked("Processes that draw [default: one for each processor, at most 4]."),
)
@as_json
def chart(
    plan: Path,
    kind: str,
    out: Path | None,
    fmt: "Format",
    others: tuple[str, ...],
    as_table: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Draw one KIND of chart of the folder PLAN, or "all" of them.

    KIND is succession, bench, overcommitted, resilience, tenure, careers, cascade, flows, retirements, training,
    mix, pyramid or gap; with further plans (--with) compare, mix or flows. What goals cost each other takes plans
    of its own, which planner pareto finds and draws; planner simulate draws departures by lot.
    """
    from planner.cli.compare import draw_compared

    if others or kind == "compare":
        draw_compared((str(plan), *others), kind, out or plan / "charts", fmt, as_table=as_table, as_json=as_json)
        return
    _draw_one(plan, kind, out, fmt, workers, as_table=as_table, as_json=as_json)


def _draw_one(
    plan: Path,
    kind: str,
    out: Path | None,
    fmt: "Format",
    workers: int | None,
    *,
    as_table: bool,
    as_json: bool,
) -> None:
    """Draw charts of one plan."""
    from planner.report.charts import KINDS, save
    from planner.report.charts.base import MissingLetterError
    from planner.report.charts.files import workers_here
    from planner.report.terminal import print_json, tell, written

    if kind == "pareto":
        told = _("the frontier takes plans of its own: planner pareto SCENARIO --goals mix,fit --out FOLDER draws it.")
        raise click.BadParameter(told, param_hint="KIND")
    if kind != "all" and kind not in KINDS:
        known = ", ".join(["all", *KINDS])
        raise click.BadParameter(
            _("{kind!r} is no kind of chart; use one of {known}.").format(kind=kind, known=known), param_hint="KIND"
        )
    read = read_solved(plan, as_json=as_json)
    kinds = list(KINDS) if kind == "all" else [kind]
    if as_table:
        _tell_tables(read, kinds, out, as_json=as_json)
        return
    empty: list[str] = []
    try:
        with for_readers():
            drawn = save(
                read,
                kinds,
                out or plan / "charts",
                fmt,
                workers=workers or min(workers_here(), 4),
                on_skip=empty.append,
            )
    except MissingLetterError as error:
        raise click.UsageError(str(error)) from error
    paths = [written(path) for path in drawn]
    skipped = {kind: KINDS[kind].nothing() for kind in empty}
    if as_json:
        print_json({"charts": paths, "skipped": skipped})
        return
    for path in paths:
        tell(path)
    for name, why in skipped.items():
        tell(_("{name}: {why}; no chart drawn").format(name=name, why=why), err=True)


def _tell_tables(plan: "Plan", kinds: list[str], out: Path | None, *, as_json: bool) -> None:
    """The tables behind charts: on the terminal, as plain data, or as files."""
    from planner.report.chart_tables import chart_records, chart_table, write_tables
    from planner.report.charts import table
    from planner.report.terminal import print_json, print_rich, tell, written

    with speaking("en" if out else current()):  # files are the same in every language
        tables = {kind: table(plan, kind) for kind in kinds}
    files = {} if out is None else write_tables(tables, out)
    if as_json:
        told = {kind: chart_records(frame) for kind, frame in tables.items()}
        print_json({"tables": told, "files": [written(path) for path in files.values()]})
    elif files:
        for path in files.values():
            tell(written(path))
    else:
        for kind, frame in tables.items():
            print_rich(chart_table(kind, frame))


@commands.command()
@click.argument("plan", type=EXISTING)
@click.option(
    "--prices", is_flag=True, help=marked("After the lists: solves again for each full session, with one more seat.")
)
@click.option(
    "--time-limit", type=Number(0, MOST_SECONDS, min_open=True), help=marked("Seconds of each solve for --prices.")
)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_WORKERS),
    default=1,
    show_default=True,
    help=marked("Threads of the solver."),
)
@as_json
def courses(plan: Path, prices: bool, time_limit: float | None, workers: int, as_json: bool) -> None:
    """List who attends which session in the folder PLAN, and tell what one more seat would bring."""
    from planner.explore.prices import seat_prices
    from planner.report.courses import course_lists, courses_json
    from planner.report.progress import price_line
    from planner.report.terminal import print_json, print_rich, stop_on_interrupt

    read = read_solved(plan, as_json=as_json)
    found = None
    if prices:
        with price_line() as progress, stop_on_interrupt() as stop:
            found = seat_prices(read, time_limit=time_limit, workers=workers, progress=progress, stop=stop)
    if as_json:
        print_json(courses_json(read, found))
    else:
        print_rich(course_lists(read, found))
