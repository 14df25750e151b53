"""The command that writes the report of a plan."""

# Commands import what they need when they run, so that help answers at once.

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from planner.cli.folders import refuse_unwritable, write_whole
from planner.cli.frame import EXISTING, FOLDER, MOST_WORKERS, as_json, commands, for_readers
from planner.cli.inputs import read_solved
from planner.language import _, marked

if TYPE_CHECKING:
    from planner.plan.plan import Plan

ReportFormat = Literal["html", "pdf", "xlsx", "docx"]


@commands.command()
@click.argument("plan", type=EXISTING)
@click.option("--out", type=FOLDER, help=marked("Folder of the report [default: PLAN/report]."))
@click.option("--format", "fmt", type=click.Choice(["html", "pdf", "xlsx", "docx"]), default="html", show_default=True)
@click.option(
    "--proof", is_flag=True, help=marked("Compute the bounds anew from the prices in PLAN, too, in whole numbers.")
)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_WORKERS),
    help=marked("Processes that draw [default: one for each processor]."),
)
@click.option("--browser", type=EXISTING, help=marked("Program that prints the pdf, of the Chromium family."))
@as_json
def report(
    plan: Path,
    out: Path | None,
    fmt: ReportFormat,
    proof: bool,
    workers: int | None,
    browser: Path | None,
    as_json: bool,
) -> None:
    """Write the folder PLAN as one page to read, print and hand on: report.html, which needs nothing else.

    The format xlsx is a workbook of the official tables instead, report.xlsx; docx is the rotation plan
    as a text to submit with the list of people, report.docx.
    """
    from planner.plan import store
    from planner.report.charts.base import MissingLetterError
    from planner.report.charts.files import workers_here
    from planner.report.html.page import make_report
    from planner.report.html.pdf import NoBrowserError, PrintError, find_browser, print_page
    from planner.report.terminal import print_json, tell, written

    folder = out or plan / store.REPORT_FOLDER
    refuse_unwritable(folder)
    read = read_solved(plan, as_json=as_json)
    file = folder / f"report.{fmt}"
    if fmt in _OFFICIAL:
        if proof:
            raise click.UsageError(_("--proof goes with html and pdf; tables and submission hold no bounds."))
        _OFFICIAL[fmt](read, file, as_json)
        return
    try:
        printer = (browser or find_browser()) if fmt == "pdf" else None
        with for_readers():
            made = make_report(read, workers or workers_here(), anew=proof)
        data = made.html.encode() if printer is None else print_page(made.html, printer)
    except (MissingLetterError, NoBrowserError, PrintError) as error:
        raise click.UsageError(str(error)) from error
    write_whole(file, data)
    ok = made.verification.ok
    if as_json:
        print_json({"report": written(file), "bytes": len(data), "charts": made.charts, "verified": ok})
        return
    tell(written(file))
    if not ok:
        tell(_("The plan breaks rules, or its figures do not fit it; the report says so first."), err=True)


def _tables(plan: "Plan", file: Path, as_json: bool) -> None:
    """Write the official tables."""
    from planner.report.tables import make_tables
    from planner.report.terminal import print_json, tell, written

    with for_readers():
        made = make_tables(plan)
    write_whole(file, made.data)
    ok = made.verification.ok
    if as_json:
        print_json({"report": written(file), "bytes": len(made.data), "sheets": made.sheets, "verified": ok})
        return
    tell(written(file))
    if not ok:
        tell(_("The plan breaks rules, or its figures do not fit it; every sheet says so."), err=True)


def _submission(plan: "Plan", file: Path, as_json: bool) -> None:
    """Write the rotation plan as a text to submit."""
    from planner.report.submission import make_submission
    from planner.report.terminal import print_json, tell, written

    with for_readers():
        made = make_submission(plan)
    write_whole(file, made.data)
    ok = made.verification.ok
    if as_json:
        print_json({"report": written(file), "bytes": len(made.data), "people": made.people, "verified": ok})
        return
    tell(written(file))
    if not ok:
        tell(_("The plan breaks rules, or its figures do not fit it; the report says so first."), err=True)


_OFFICIAL: Final = {"xlsx": _tables, "docx": _submission}
"""The formats of official papers: no page with charts, and nothing of the proof but what it says."""
