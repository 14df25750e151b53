"""The command that puts plans side by side."""

# Commands import what they need when they run, so that help answers at once.

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planner.cli.frame import as_json, commands
from planner.cli.inputs import read_solved
from planner.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.explore.compare import Comparison
    from planner.plan.plan import Plan

TODAY: Final = "today"
"""The word that stands for the plan in which nobody is moved."""


@commands.command()
@click.argument("plans", metavar="PLAN PLAN…", nargs=-1, required=True)
@as_json
def compare(plans: tuple[str, ...], as_json: bool) -> None:
    """Put two or more plans side by side: the input, what they reach, what they decide.

    The word today stands for what would be if nobody were moved.
    """
    from planner.report.compare.terminal import comparison_json, comparison_tables
    from planner.report.terminal import print_json, print_rich

    found = compared(plans, as_json=as_json)
    if as_json:
        print_json(comparison_json(found))
    else:
        print_rich(comparison_tables(found))


def compared(named: "Sequence[str]", *, as_json: bool) -> "Comparison":
    """The comparison of plans by their folders, the first of which the others are compared with."""
    from planner.explore.compare import NoCommonPostError, compare
    from planner.plan.today import unmoved

    folders = [name for name in named if name != TODAY]
    if len(named) < 2 or not folders:
        raise click.UsageError(_("Name two plans or more; one of them may be the word today."))
    read = {name: read_solved(_folder(name), as_json=as_json) for name in dict.fromkeys(folders)}
    plans = [read[name] if name in read else unmoved(read[folders[0]].scenario) for name in named]
    try:
        return compare(plans, _labels(named, plans))
    except NoCommonPostError as error:
        raise click.UsageError(str(error)) from error


def _folder(name: str) -> Path:
    folder = Path(name)
    if not folder.exists():
        raise click.BadParameter(_("there is no folder {name}.").format(name=name), param_hint="PLAN")
    return folder


def _labels(named: "Sequence[str]", plans: "Sequence[Plan]") -> list[str]:
    """What plans are called: by their scenarios where these have different names, else by their folders."""
    known = [plan.scenario.settings.name for name, plan in zip(named, plans, strict=True) if name != TODAY]
    by_scenario = len(set(known)) == len(known)
    return [
        _("today") if name == TODAY else plan.scenario.settings.name if by_scenario else Path(name).resolve().name
        for name, plan in zip(named, plans, strict=True)
    ]
