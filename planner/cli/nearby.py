"""Commands that make plans beside the best one: near it, or between goals."""

# Commands import what they need when they run, so that help answers at once.

import sys
import time
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
    with_alternatives,
)
from planner.cli.inputs import load_scenario
from planner.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.explore.reference import Reference
    from planner.plan.plan import Plan
    from planner.scenario.scenario import Scenario

ALTERNATIVES_FILES: Final = ("alternatives.csv", "changes.csv")


class Percent(click.ParamType[Fraction]):
    """A share written with a percent sign, kept exactly."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Read ``1%`` or ``0.5%``."""
        if isinstance(value, Fraction):
            return value
        number = str(value).strip()
        try:
            if not number.endswith("%"):
                raise ValueError(number)
            share = Fraction(number[:-1].strip()) / 100
        except (ValueError, ZeroDivisionError):
            self.fail(_("{value!r} is no share; write it as 1%.").format(value=value), param, ctx)
        if not 0 <= share <= 1:
            self.fail(_("{value} is not between 0% and 100%.").format(value=value), param, ctx)
        return share


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
    _write(out, found.plans, tables)
    if as_json:
        print_json({**alternatives_json(found), "folder": written(out)})
        return
    print_rich(alternatives_tables(found))
    tell(_("Plans written to {folders}").format(folders=_folders(written(out), len(found.plans))))


def _reference(
    scenario: "Scenario", out: Path, until: float | None, seed: int | None, ears: Any, *, as_json: bool
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
            tell(nothing_written(out))
        sys.exit(NO)
    return reference


def _write(out: Path, plans: "Sequence[Plan]", texts: dict[str, str]) -> None:
    """Write plans by number and further files, all or nothing."""
    from planner.plan import store

    with anew(out) as fresh:
        for number, plan in enumerate(plans, 1):
            store.write(plan, fresh / str(number))
        for name, text in texts.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="\n")


def _folders(out: str, count: int) -> str:
    return f"{out}/1" if count == 1 else f"{out}/1 … {out}/{count}"
