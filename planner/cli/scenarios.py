"""Commands before a plan: a scenario to start from, and its check."""

# Commands import what they need when they run, so that help answers at once.

import json
import sys
from pathlib import Path

import click

from planner.cli.folders import refuse_existing, whole
from planner.cli.frame import EXISTING, FOLDER, as_json, commands, with_alternatives
from planner.cli.inputs import read_scenario
from planner.language import _, counted


@commands.command()
@click.argument("name", type=FOLDER)
def new(name: Path) -> None:
    """Write a small commented scenario into the new folder NAME, to start from."""
    from importlib import resources

    from planner.report.terminal import tell, written

    refuse_existing(name)
    quoted = json.dumps(written(name.name), ensure_ascii=False)  # a name such as 2026 is a text, too
    with whole(name) as folder:
        for source in (resources.files("planner") / "example").iterdir():
            text = source.read_text(encoding="utf-8").replace("name: example\n", f"name: {quoted}\n")
            (folder / source.name).write_text(text, encoding="utf-8")
    tell(_("{name} is ready. Edit its files, then: planner check {name}").format(name=written(name)))


@commands.command()
@click.argument("scenario", type=EXISTING)
@with_alternatives
@as_json
def check(scenario: Path, alternatives: tuple[str, ...], as_json: bool) -> None:
    """Report everything that is wrong with SCENARIO: a folder, a workbook or a yaml file that extends one of them."""
    from planner.report.terminal import BAD_INPUT, findings_json, print_findings, print_json, tell

    read, findings = read_scenario(scenario, alternatives)
    if as_json:
        print_json(findings_json(findings))
    else:
        print_findings(findings)
        if read is not None:
            seats = _("{posts} with {seats}").format(
                posts=counted(len(read.posts), "post"), seats=counted(int(read.posts["seats"].sum()), "seat")
            )
            tell(
                _("{name}: {cadres}, {posts}. Ready to solve.").format(
                    name=read.settings.name, cadres=counted(len(read.cadres), "cadre"), posts=seats
                )
            )
    if read is None:
        sys.exit(BAD_INPUT)
