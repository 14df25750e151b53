"""The command that tells why a scenario is impossible, and what would mend it."""

# Commands import what they need when they run, so that help answers at once.

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.frame import EXISTING, MOST_SECONDS, NO, Number, as_json, commands, with_alternatives, yearly_review
from planner.cli.inputs import carried, pin_month
from planner.language import marked

if TYPE_CHECKING:
    from planner.report.progress import Style


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.option("--target", help=marked("Ask for a target of the mix as if it were hard: its name."))
@click.option("--ways", type=click.IntRange(0, 50), default=5, show_default=True, help=marked("How many ways out."))
@click.option(
    "--time-limit",
    type=Number(0, MOST_SECONDS, min_open=True),
    default=300,
    show_default=True,
    help=marked("Seconds for all of it."),
)
@click.option(
    "--progress",
    "style",
    type=click.Choice(["line", "json", "none"]),
    help=marked("What stderr shows meanwhile [default: a line on a terminal, nothing in a pipe]."),
)
@with_alternatives
@yearly_review
@as_json
def repair(
    scenario: Path,
    target: str | None,
    ways: int,
    time_limit: float,
    style: "Style | None",
    alternatives: tuple[str, ...],
    previous: Path | None,
    pin_until: str | None,
    as_json: bool,
) -> None:
    """Tell which demands of SCENARIO no plan can keep together, and the cheapest ways out, each tried.

    The exit status is 0 where a plan exists or a way out was found.
    """
    from planner.check import read_unscreened
    from planner.cli.explain import refuse_unknown
    from planner.explore.question import Effort
    from planner.explore.repair import Step
    from planner.explore.repair import repair as mend
    from planner.report.progress import shown_words
    from planner.report.repaired import repair_json, repair_tables, step_json, step_words
    from planner.report.terminal import print_json, print_rich, stop_on_interrupt
    from planner.scenario.findings import InputError
    from planner.scenario.scenario import Scenario

    until = time.monotonic() + time_limit
    month = pin_month(pin_until, with_previous=previous is not None)
    loaded, findings = read_unscreened(scenario, alternatives)
    if loaded is None:
        raise InputError(findings)
    if previous is not None:
        loaded = carried(loaded, previous, month)
    if target is not None:
        refuse_unknown(target, [one.name for one in loaded.settings.mix], "--target")
        mix = tuple(one.model_copy(update={"hard": True}) if one.name == target else one for one in loaded.settings.mix)
        loaded = Scenario(loaded.settings.model_copy(update={"mix": mix}), loaded.tables, loaded.places)
    silent = style in ("json", "none")
    with shown_words(style, until) as show, stop_on_interrupt(silent=silent) as stop:

        def hear(step: Step) -> None:
            if show is not None:
                show(step_words(loaded, step), step_json(loaded, step))

        # reading has taken its part
        effort = Effort(max(0.01, until - time.monotonic()), stop=stop)
        found = mend(loaded, effort, count=ways, progress=hear)
    if as_json:
        print_json(repair_json(loaded, found))
    else:
        print_rich(repair_tables(loaded, found))
    if not (found.possible or found.ways):
        sys.exit(NO)
