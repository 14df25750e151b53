"""Commands that ask how a plan holds up: losses that its benches bear, departures drawn by lot, newer data."""

# Commands import what they need when they run, so that help answers at once.

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.frame import EXISTING, as_json, commands
from planner.cli.inputs import read_solved
from planner.language import _

if TYPE_CHECKING:
    from planner.plan.plan import Plan


@commands.command()
@click.argument("plan", type=EXISTING)
@click.option("--at", "date", metavar="DATE", help="Holders and readiness of this month [default: the plan's first].")
@as_json
def resilience(plan: Path, date: str | None, as_json: bool) -> None:
    """Tell how many holders may leave at once with every post still covered, and whose loss breaks most."""
    from planner.explore.resilience import benches, breaking, keystones
    from planner.report.resilience import resilience_json, resilience_tables
    from planner.report.terminal import print_json, print_rich

    read = read_solved(plan, as_json=as_json)
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
