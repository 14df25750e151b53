"""The command that puts plans side by side."""

# Commands import what they need when they run, so that help answers at once.

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planner.cli.folders import refuse_unwritable, write_whole
from planner.cli.frame import FOLDER, as_json, commands, for_readers
from planner.cli.inputs import read_solved
from planner.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.explore.compare import Comparison
    from planner.plan.plan import Plan
    from planner.report.charts.files import Format

TODAY: Final = "today"
"""The word that stands for the plan in which nobody is moved."""


FORMATS: Final = ("html", "xlsx", "csv", "png", "svg", "pdf")


@commands.command()
@click.argument("plans", metavar="PLAN PLAN…", nargs=-1, required=True)
@click.option("--out", type=FOLDER, help=marked("Folder to write the comparison to."))
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help=marked("What to write to --out; may be repeated [default: html, xlsx and png]."),
)
@as_json
def compare(plans: tuple[str, ...], out: Path | None, formats: tuple[str, ...], as_json: bool) -> None:
    """Put two or more plans side by side: the input, what they reach, what they decide.

    The word today stands for what would be if nobody were moved.
    """
    from planner.report.compare.terminal import comparison_json, comparison_tables
    from planner.report.terminal import print_json, print_rich, tell, written

    if formats and out is None:
        raise click.UsageError(_("--format speaks of what is written to --out; give both."))
    if out is not None:
        refuse_unwritable(out)
    found = compared(plans, as_json=as_json)
    files: list[str] = []
    if out is not None:
        with for_readers():
            files = [written(path) for path in _write(found, out, formats or ("html", "xlsx", "png"))]
    if as_json:
        print_json({**comparison_json(found), "files": files})
        return
    print_rich(comparison_tables(_shown(found)))
    for file in files:
        tell(file)


def _write(found: "Comparison", out: Path, formats: "Sequence[str]") -> list[Path]:
    """Write a comparison in some formats; gives the files."""
    from planner.report.charts.base import MissingLetterError
    from planner.report.charts.compare import COMPARED, save
    from planner.report.compare.book import comparison_book
    from planner.report.compare.page import comparison_page

    paths: list[Path] = []
    try:
        if "html" in formats:
            paths.append(_written(out / "compare.html", comparison_page(_shown(found)).encode()))
        if "xlsx" in formats:
            paths.append(_written(out / "compare.xlsx", comparison_book(_shown(found))))
        if "csv" in formats:
            frames = {name: getattr(found, name) for name in ("inputs", "proofs", "measures", "changes")}
            for name, frame in frames.items():
                text = frame.to_csv(index=frame.index.nlevels > 1, lineterminator="\n")
                paths.append(_written(out / f"{name}.csv", text.encode()))
        for fmt in ("png", "svg", "pdf"):
            if fmt in formats:
                paths += save(_shown(found), COMPARED, out, fmt)
    except (MissingLetterError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    return paths


def _written(file: Path, data: bytes) -> Path:
    write_whole(file, data)
    return file


def draw_compared(
    named: "Sequence[str]", kind: str, out: Path, fmt: "Format", *, as_table: bool, as_json: bool
) -> None:
    """Draw one kind of chart of several plans, or tell the table behind it."""
    from planner.report.chart_tables import chart_records, chart_table
    from planner.report.charts.base import MissingLetterError
    from planner.report.charts.compare import COMPARED, save, table
    from planner.report.terminal import print_json, print_rich, tell, written

    if kind not in COMPARED:
        told = _("{kind} is no chart of several plans; use one of {kinds}.")
        raise click.BadParameter(told.format(kind=kind, kinds=", ".join(COMPARED)), param_hint="KIND")
    found = compared(named, as_json=as_json)
    if as_table:
        frame = table(found, kind)
        if as_json:
            print_json({"tables": {kind: chart_records(frame)}})
        else:
            print_rich(chart_table(kind, frame))
        return
    try:
        with for_readers():
            files = [written(path) for path in save(_shown(found), [kind], out, fmt)]
    except (MissingLetterError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json({"charts": files})
    for file in () if as_json else files:
        tell(file)
    if not files:
        tell(_("The plans do not differ in this; no chart drawn."), err=True)


def _shown(found: "Comparison") -> "Comparison":
    """The comparison as people read it; data keeps the word that the command takes, whatever the language."""
    return found.renamed(TODAY, _("nobody moved"))


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
    """What plans are called: by their scenarios where these have different names, else by their folders.

    The word today is nobody else's label.
    """
    known = [plan.scenario.settings.name for name, plan in zip(named, plans, strict=True) if name != TODAY]
    by_scenario = len(set(known)) == len(known)
    plain = known if by_scenario else [_folder_name(Path(name).resolve()) for name in named if name != TODAY]
    labels = iter([f"{TODAY} (2)" if label == TODAY else label for label in plain])
    return [TODAY if name == TODAY else next(labels) for name in named]


def _folder_name(folder: Path) -> str:
    """The name of a folder; where it is a number, as those of alternatives and frontiers are, with the one above it."""
    return f"{folder.parent.name}/{folder.name}" if folder.name.isdigit() else folder.name
