"""Commands that make plans beside the best one: near it, or between goals."""

# Commands import what they need when they run, so that help answers at once.

import sys
import time
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from planner.cli.folders import anew, nothing_written, refuse_others
from planner.cli.frame import (
    EXISTING,
    FOLDER,
    MOST_SECONDS,
    MOST_SEED,
    NO,
    Number,
    as_json,
    commands,
    for_readers,
    with_alternatives,
)
from planner.cli.inputs import load_scenario
from planner.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.explore.pareto import Frontier
    from planner.explore.reference import Reference
    from planner.plan.plan import Plan
    from planner.scenario.scenario import Scenario

ALTERNATIVES_FILES: Final = ("alternatives.csv", "changes.csv")
PARETO_FILES: Final = ("pareto.png", "pareto.svg", "pareto.pdf", "pareto.csv")
MOST_DIGITS: Final = 12
"""Behind the point of a share."""
LIKE: Final = 0.6
"""How like a goal a word is that was meant as it: goals are short."""


class Percent(click.ParamType[Fraction]):
    """A share written with a percent sign, kept exactly."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Read ``1%`` or ``0.5%``."""
        if isinstance(value, Fraction):
            return value
        written = str(value).strip()
        try:
            number = Decimal(written.removesuffix("%").strip())
        except InvalidOperation:
            number = Decimal("nan")
        if not written.endswith("%") or not number.is_finite():
            self.fail(_("{value!r} is no share; write it as 1%.").format(value=value), param, ctx)
        if not 0 <= number <= 100:
            self.fail(_("{value} is not between 0% and 100%.").format(value=value), param, ctx)
        if number != round(number, MOST_DIGITS):
            told = _("{value} has more than {most} digits behind the point.")
            self.fail(told.format(value=value, most=MOST_DIGITS), param, ctx)
        return Fraction(round(number, MOST_DIGITS)) / 100


time_limit_of_all = click.option(
    "--time-limit",
    type=Number(0, MOST_SECONDS, min_open=True),
    help=marked("Seconds of all solves together; what is found by then is kept."),
)
seed_of_all = click.option(
    "--seed", type=click.IntRange(0, MOST_SEED), help=marked("Replaces the seed of the scenario.")
)


@commands.command()
@click.argument("scenario", type=EXISTING)
@with_alternatives
@click.option("--out", type=FOLDER, required=True, help=marked("Folder in which each plan gets a folder 1, 2 …"))
@click.option(
    "--count",
    type=click.IntRange(2, 100),
    default=5,
    show_default=True,
    help=marked("Plans in all, with the best one."),
)
@click.option(
    "--within",
    type=Percent(),
    default="1%",
    show_default=True,
    help=marked("How much of the best plan's value each may lose in each goal."),
)
@click.option(
    "--differ",
    type=Percent(),
    default="10%",
    show_default=True,
    help=marked("How many of the placements of each plan before it each does not make."),
)
@time_limit_of_all
@seed_of_all
@as_json
def alternatives(
    scenario: Path,
    alternatives: tuple[str, ...],
    out: Path,
    count: int,
    within: Fraction,
    differ: Fraction,
    time_limit: float | None,
    seed: int | None,
    as_json: bool,
) -> None:
    """Find really different plans for SCENARIO that are nearly as good as the best one.

    Each is the best there is among those that differ enough from all before it, and its bounds hold for SCENARIO.
    """
    from planner.explore import alternatives as near
    from planner.report.alternatives import all_changes, alternatives_json, alternatives_tables, overview
    from planner.report.progress import shown_progress
    from planner.report.terminal import print_json, print_rich, stop_on_interrupt, tell, written

    if not differ:
        raise click.BadParameter(_("a plan that may differ by nothing is the best plan itself."), param_hint="--differ")
    refuse_others(out, ALTERNATIVES_FILES)
    began = time.monotonic()
    loaded = load_scenario(scenario, alternatives)
    until = None if time_limit is None else began + time_limit
    with shown_progress(None, until) as progress, stop_on_interrupt() as stop:
        reference = _reference(loaded, out, until, seed, (progress, stop), as_json=as_json)
        found = near.alternatives(reference, count, within, differ)
    tables = {"alternatives.csv": overview(found).to_csv(index=False, lineterminator="\n")}
    tables["changes.csv"] = all_changes(found).to_csv(lineterminator="\n")
    with anew(out) as fresh:
        _fill(fresh, found.plans, tables)
    if as_json:
        print_json({**alternatives_json(found), "folder": written(out)})
        return
    print_rich(alternatives_tables(found))
    tell(_("Plans written to {folders}").format(folders=_folders(written(out), len(found.plans))))


@commands.command()
@click.argument("scenario", type=EXISTING)
@with_alternatives
@click.option("--goals", required=True, metavar="A,B[,C]", help=marked("Two or three goals of the scenario, or moves."))
@click.option("--points", type=click.IntRange(2, 1000), default=20, show_default=True, help=marked("Most points."))
@click.option("--out", type=FOLDER, help=marked("Folder for chart, table and plans."))
@time_limit_of_all
@seed_of_all
@as_json
def pareto(
    scenario: Path,
    alternatives: tuple[str, ...],
    goals: str,
    points: int,
    out: Path | None,
    time_limit: float | None,
    seed: int | None,
    as_json: bool,
) -> None:
    """Tell what goals of SCENARIO cost each other: all plans between them that no other plan beats.

    The goals before them keep their best values. The word moves asks for the number of people who move.
    """
    from planner.explore import pareto as between
    from planner.report.pareto import pareto_json, pareto_tables
    from planner.report.progress import shown_progress
    from planner.report.terminal import print_json, print_rich, stop_on_interrupt, tell, written

    if out is not None:
        refuse_others(out, PARETO_FILES)
    began = time.monotonic()
    loaded = load_scenario(scenario, alternatives)
    asked = _goals(goals, between.countable(loaded.settings.goals.tiers))
    until = None if time_limit is None else began + time_limit
    with shown_progress(None, until) as progress, stop_on_interrupt() as stop:
        reference = _reference(loaded, out, until, seed, (progress, stop), as_json=as_json)
        frontier = between.pareto(reference, asked, points)
    if out is not None:
        with for_readers():
            _write_frontier(out, frontier)
    if as_json:
        print_json({**pareto_json(frontier), "folder": "" if out is None else written(out)})
        return
    print_rich(pareto_tables(frontier))
    if out is not None:
        tell(_("Chart and table: {files}").format(files=", ".join(written(out / name) for name in PARETO_FILES)))
        tell(_("Plans written to {folders}").format(folders=_folders(written(out), len(frontier.points))))


def _goals(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The goals that are asked about."""
    from planner.explore.pareto import ONLY_NAMED
    from planner.scenario.cells import nearest

    goals = tuple(goal.strip() for goal in text.split(",") if goal.strip())
    for goal in goals:
        if goal not in known:
            close = nearest(goal, known, LIKE)
            told = _("{goal} is no goal to ask about here; did you mean {close}? They are {known}.") if close else ""
            told = told or _("{goal} is no goal to ask about here; they are {known}.")
            if goal in ONLY_NAMED:
                told = _("{goal} stands in no tier of the scenario's goals, so nothing counts it; they are {known}.")
            message = told.format(goal=goal, close=close, known=", ".join(known))
            raise click.BadParameter(message, param_hint="--goals")
    if len(set(goals)) != len(goals) or not 2 <= len(goals) <= 3:
        raise click.BadParameter(_("name two or three goals, each once."), param_hint="--goals")
    return goals


def _write_frontier(out: Path, frontier: "Frontier") -> None:
    """Write the plans, the table and the chart, all or nothing."""
    from planner.report.charts.base import MissingLetterError, chart_style
    from planner.report.charts.files import OPTIONS
    from planner.report.charts.pareto import draw
    from planner.report.pareto import pareto_table

    text = pareto_table(frontier).to_csv(index=False, lineterminator="\n")
    try:
        with anew(out) as fresh:
            _fill(fresh, [point.plan for point in frontier.points], {"pareto.csv": text})
            figure = draw(frontier)
            with chart_style():
                for fmt, options in OPTIONS.items():
                    figure.savefig(fresh / f"pareto.{fmt}", format=fmt, **options)
    except MissingLetterError as error:
        raise click.UsageError(str(error)) from error


def _reference(
    scenario: "Scenario", out: Path | None, until: float | None, seed: int | None, ears: Any, *, as_json: bool
) -> "Reference":
    """The best plan of a scenario; where there is none, say so and end."""
    from planner.explore.question import Effort
    from planner.explore.reference import refer
    from planner.report.summary import has_plan, summary, summary_json
    from planner.report.terminal import print_json, print_rich, tell

    progress, stop = ears
    # reading has taken its part
    seconds = None if until is None else max(0.01, until - time.monotonic())
    reference = refer(scenario, Effort(seconds, seed, stop), progress)
    if not has_plan(reference.plan):
        if as_json:
            print_json(summary_json(reference.plan))
        else:
            print_rich(summary(reference.plan))
            tell("" if out is None else nothing_written(out))
        sys.exit(NO)
    return reference


def _fill(folder: Path, plans: "Sequence[Plan]", texts: dict[str, str]) -> None:
    """Write plans by number and further files."""
    from planner.plan import store

    for number, plan in enumerate(plans, 1):
        store.write(plan, folder / str(number))
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _folders(out: str, count: int) -> str:
    return f"{out}/1" if count == 1 else f"{out}/1 … {out}/{count}"
