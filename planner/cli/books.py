"""Commands for Excel: the workbook to fill in, and a workbook read into a scenario."""

# Commands import what they need when they run, so that help answers at once.

import sys
from pathlib import Path

import click

from planner.cli.folders import refuse_existing, whole
from planner.cli.frame import EXISTING, FOLDER, as_json, commands
from planner.cli.inputs import load_scenario
from planner.language import _, current, marked

_FILE = click.Path(dir_okay=False, path_type=Path)


@commands.command()
@click.option("--out", required=True, type=_FILE, help=marked("The workbook to write (.xlsx)."))
@click.option("--from", "source", type=EXISTING, help=marked("A scenario to write into it; without one it is empty."))
def template(out: Path, source: Path | None) -> None:
    """Write the workbook in which a scenario is filled in: empty, or with a scenario in it. It is read by import."""
    from tempfile import TemporaryDirectory

    from planner.report.input_book import write_book
    from planner.report.terminal import tell, written

    if out.suffix.casefold() != ".xlsx":
        raise click.BadParameter(_("{name} does not end in .xlsx.").format(name=repr(out.name)), param_hint="--out")
    refuse_existing(out)
    scenario = load_scenario(source) if source else None
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".planner-", dir=out.parent) as beside:
        fresh = Path(beside) / out.name
        write_book(fresh, current(), scenario)
        fresh.rename(out)
    tell(_("{book} is ready. Fill it in, then: planner import {book} --out FOLDER").format(book=written(out)))


@commands.command("import")
@click.argument("book", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=FOLDER, help=marked("Folder of the scenario."))
@click.option(
    "--as-of", metavar="DATE", help=marked("Start of the plan if the workbook does not say it; today by default.")
)
@click.option("--rules", help=marked("The rule pack if the workbook does not name it; the one in force by default."))
@as_json
def import_(book: Path, out: Path, as_of: str | None, rules: str | None, as_json: bool) -> None:
    """Read BOOK into a new scenario: the workbook of `planner template`, or your own list of people."""
    from planner.report.imported import imported_json, sizes, understood
    from planner.report.terminal import BAD_INPUT, print_findings, print_json, print_rich, tell, written
    from planner.rulebook.imported import import_book
    from planner.scenario import write

    refuse_existing(out)
    opened = import_book(book, name=written(out.name), as_of=_day(as_of), rules=rules)
    scenario = opened.scenario
    if scenario is not None:
        with whole(out) as folder:
            write(scenario, folder)
    if as_json:
        print_json(imported_json(opened, written=scenario is not None))
    else:
        if any(column.own for column in opened.columns):
            print_rich(understood(opened.columns))
        print_findings(opened.findings)
        if scenario is not None:
            counts = ", ".join(f"{name} {count}" for name, count in sizes(scenario).items())
            tell(_("{folder} is ready ({counts}): planner check {folder}").format(folder=written(out), counts=counts))
    if scenario is None:
        sys.exit(BAD_INPUT)


def _day(text: str | None) -> str | None:
    """The date of --as-of."""
    from planner.scenario.dates import parse_date

    try:
        return parse_date(text) if text else None
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--as-of") from error
