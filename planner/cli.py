"""The command line: every command reads its input, calls one function of the package and prints the answer."""

# Commands import what they need when they run, so that help answers at once.

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from planner.engine.direct import DirectSolver
    from planner.engine.export import Format as ModelFormat
    from planner.report.charts.kinds import Format
    from planner.rulebook.book import Rulebook
    from planner.rulebook.overlay import Overlay
    from planner.scenario.scenario import Scenario

NO = 1
"""Exit status when the answer is no: infeasible, no plan in time, a violation found."""

MOST_SECONDS, MOST_MEGABYTES, MOST_WORKERS, MOST_SEED = 10.0**7, 10.0**8, 256, 2**31 - 1
"""The largest numbers that the solver takes; the seconds are about four months."""


class Number(click.FloatRange):
    """A range of numbers that nan, which is neither smaller nor larger than any limit, is not in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read a number as click does."""
        number: float = super().convert(value, param, ctx)
        if number != number:  # only nan differs from itself
            self.fail(f"{value} is no number.", param, ctx)
        return number


METHODS: "dict[str, DirectSolver | None]" = {
    "own": None,
    "direct:highs": "highs",
    "direct:scip": "scip",
    "direct:cp-sat": "cp-sat",
}
"""Ways to solve: the program's, or the whole model given to one solver."""

EXISTING = click.Path(exists=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


class Command(click.Command):
    """A command that answers every failure in one line and with the right exit status."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(click.Option(["--debug"], is_flag=True, help="Show the traceback if the program fails."))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; anything but success or click's own errors becomes a message and a status."""
        debug = ctx.params.pop("debug")
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from planner.report.terminal import report_failure

            ctx.exit(report_failure(error, debug=debug, as_json=ctx.params.get("as_json", False)))


class Commands(click.Group):
    """The group of all commands, listed in the order in which a planner needs them."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of definition."""
        del ctx
        return list(self.commands)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done; 1 the answer is no; 2 bad input or usage; 3 a fault of the program.",
)
@click.version_option(package_name="planner")
def commands() -> None:
    """Plan rotations and successions: who goes where, who follows, and why no better plan exists."""


as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@commands.command()
@click.argument("name", type=FOLDER)
def new(name: Path) -> None:
    """Write a small commented scenario into the new folder NAME, to start from."""
    from importlib import resources

    from planner.report.terminal import tell, written

    _refuse_existing(name)
    quoted = json.dumps(written(name.name), ensure_ascii=False)  # a name such as 2026 is a text, too
    with _whole(name) as folder:
        for source in (resources.files("planner") / "example").iterdir():
            text = source.read_text(encoding="utf-8").replace("name: example\n", f"name: {quoted}\n")
            (folder / source.name).write_text(text, encoding="utf-8")
    tell(f"{written(name)} is ready. Edit its files, then: planner check {written(name)}")


@commands.command()
@click.argument("scenario", type=EXISTING)
@as_json
def check(scenario: Path, as_json: bool) -> None:
    """Report everything that is wrong with SCENARIO: a folder, a workbook or a yaml file that extends one of them."""
    from planner import check as checking
    from planner.report.terminal import BAD_INPUT, findings_json, print_findings, print_json, tell

    read, findings = checking.read(scenario)
    if as_json:
        print_json(findings_json(findings))
    else:
        print_findings(findings)
        if read is not None:
            seats = f"{len(read.posts)} posts with {read.posts['seats'].sum()} seats"
            tell(f"{read.settings.name}: {len(read.cadres)} cadres, {seats}. Ready to solve.")
    if read is None:
        sys.exit(BAD_INPUT)


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.option("--out", required=True, type=FOLDER, help="Folder of the plan.")
@click.option("--time-limit", type=Number(0, MOST_SECONDS, min_open=True), help="Seconds; keeps the best plan so far.")
@click.option(
    "--memory-limit", type=Number(0, MOST_MEGABYTES, min_open=True), help="Megabytes; keeps the best plan so far."
)
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), default=1, show_default=True, help="Threads of the solver."
)
@click.option("--seed", type=click.IntRange(0, MOST_SEED), help="Replaces the seed of the scenario.")
@click.option(
    "--method",
    type=click.Choice(list(METHODS)),
    default="own",
    show_default=True,
    help="Our own method, or the whole model given to one solver, to compare.",
)
@click.option("--previous", type=EXISTING, help="Yearly review: the plan that was published before, a folder.")
@click.option("--pin-until", help="With --previous: its placements that start before this DATE stand.")
@as_json
def solve(
    scenario: Path,
    out: Path,
    time_limit: float | None,
    memory_limit: float | None,
    workers: int,
    seed: int | None,
    method: str,
    previous: Path | None,
    pin_until: str | None,
    as_json: bool,
) -> None:
    """Find the best plan for SCENARIO and prove how good it is. Ctrl-C keeps the best plan so far."""
    began = time.monotonic()
    from planner import api
    from planner.plan import store
    from planner.report.progress import progress_line
    from planner.report.summary import has_plan, summary, summary_json
    from planner.report.terminal import print_json, print_rich, stop_on_interrupt, tell, written

    _refuse_unwritable(out)
    try:
        store.refuse_foreign(out)
    except store.PlanFolderError as error:
        raise click.UsageError(str(error)) from error
    month = _pin_month(pin_until, with_previous=previous is not None)
    loaded = _load(scenario)
    if previous is not None:
        loaded = _carried(loaded, previous, month)
    with progress_line() as progress, stop_on_interrupt() as stop:
        plan = api.solve(
            loaded,
            # reading has taken its part
            time_limit=None if time_limit is None else max(0.01, time_limit - (time.monotonic() - began)),
            memory_limit=memory_limit,
            workers=workers,
            seed=seed,
            direct=METHODS[method],
            progress=progress,
            stop=stop,
        )
    if has_plan(plan):
        store.write(plan, out)
    if as_json:
        print_json(summary_json(plan))
    else:
        print_rich(summary(plan))
        tell(f"Plan written to {written(out)}" if has_plan(plan) else _nothing_written(out))
        if has_plan(plan) and previous is not None:
            tell(
                f"What it keeps to stands with its scenario: planner verify {written(out / 'scenario')} {written(out)}"
            )
    if not has_plan(plan):
        sys.exit(NO)


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.argument("plan", type=EXISTING)
@click.option("--proof", is_flag=True, help="Compute the bounds anew from the prices in PLAN, too, in whole numbers.")
@as_json
def verify(scenario: Path, plan: Path, proof: bool, as_json: bool) -> None:
    """Check the folder PLAN against every rule of SCENARIO, without the solver."""
    from planner.explore.proof import prove
    from planner.plan import store
    from planner.plan.verify import verify as recompute
    from planner.report.summary import STATUS, has_plan
    from planner.report.terminal import print_json, print_rich, tell
    from planner.report.verdict import proof_table, verdict, verdict_json

    read, asked = store.read(plan), _load(scenario)
    verification = recompute(asked, read)
    proven = prove(asked, read) if proof and has_plan(read) and verification.ok else None
    if as_json:
        print_json(verdict_json(verification, proven))
    elif proven is not None:
        tell(verdict(read, verification, proven))
        print_rich(proof_table(proven))
    elif has_plan(read) or not verification.ok:
        tell(verdict(read, verification))
    else:
        tell(f"there is no plan here: {STATUS[read.status]}")
    if not (has_plan(read) and verification.ok):
        sys.exit(NO)


@commands.command()
@click.argument("plan", type=EXISTING)
@click.argument("kind")
@click.option("--out", type=FOLDER, help="Folder of the charts [default: PLAN/charts].")
@click.option("--format", "fmt", type=click.Choice(["png", "svg", "pdf"]), default="png", show_default=True)
@as_json
def chart(plan: Path, kind: str, out: Path | None, fmt: "Format", as_json: bool) -> None:
    """Draw one KIND of chart of the folder PLAN, or "all"."""
    from planner.plan import store
    from planner.report.charts.base import MissingLetterError
    from planner.report.charts.kinds import KINDS, save
    from planner.report.summary import STATUS, has_plan, summary_json
    from planner.report.terminal import print_json, tell, written

    if kind != "all" and kind not in KINDS:
        known = ", ".join(["all", *KINDS])
        raise click.BadParameter(f"{kind!r} is no kind of chart; use one of {known}.", param_hint="KIND")
    read = store.read(plan)
    if not has_plan(read):
        if as_json:
            print_json(summary_json(read))
        tell(f"Error: there is no plan here: {STATUS[read.status]}", err=True)
        sys.exit(NO)
    skipped: dict[str, str] = {}
    kinds = KINDS if kind == "all" else [kind]
    try:
        drawn = save(read, kinds, out or plan / "charts", fmt, on_skip=skipped.__setitem__)
    except MissingLetterError as error:
        raise click.UsageError(str(error)) from error
    paths = [written(path) for path in drawn]
    if as_json:
        print_json({"charts": paths, "skipped": skipped})
        return
    for path in paths:
        tell(path)
    for name, why in skipped.items():
        tell(f"{name}: {why}; no chart drawn", err=True)


@commands.command()
@click.argument("plan", type=EXISTING)
@click.option("--prices", is_flag=True, help="After the lists: solves again for each full session, with one more seat.")
@click.option("--time-limit", type=Number(0, MOST_SECONDS, min_open=True), help="Seconds of each solve for --prices.")
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), default=1, show_default=True, help="Threads of the solver."
)
@as_json
def courses(plan: Path, prices: bool, time_limit: float | None, workers: int, as_json: bool) -> None:
    """List who attends which session in the folder PLAN, and tell what one more seat would bring."""
    from planner.explore.prices import seat_prices
    from planner.plan import store
    from planner.report.courses import course_lists, courses_json
    from planner.report.progress import price_line
    from planner.report.summary import STATUS, has_plan, summary_json
    from planner.report.terminal import print_json, print_rich, stop_on_interrupt, tell

    read = store.read(plan)
    if not has_plan(read):
        if as_json:
            print_json(summary_json(read))
        tell(f"Error: there is no plan here: {STATUS[read.status]}", err=True)
        sys.exit(NO)
    found = None
    if prices:
        with price_line() as progress, stop_on_interrupt() as stop:
            found = seat_prices(read, time_limit=time_limit, workers=workers, progress=progress, stop=stop)
    if as_json:
        print_json(courses_json(read, found))
    else:
        print_rich(course_lists(read, found))


@commands.command()
@click.argument("packs", nargs=-1, metavar="[PACK | diff PACK PACK]")
@click.option(
    "--overlay",
    "overlays",
    multiple=True,
    metavar="NAME",
    help="Laid over the pack: its name, or the path of its file; may be repeated.",
)
@click.option("--scenario", type=EXISTING, help="The rules of this scenario, with what it changes in them.")
@as_json
def rules(packs: tuple[str, ...], overlays: tuple[str, ...], scenario: Path | None, as_json: bool) -> None:
    """List the rules of PACK with numbers, sources and marks; with diff, what differs between two packs.

    Without PACK it is the one that a scenario has if it names none.
    """
    from planner.report import rules_diff, rules_list
    from planner.report.terminal import print_json, print_rich, tell

    if packs[:1] == ("diff",):
        if len(packs) != 3 or overlays or scenario:
            raise click.UsageError("diff takes two rule packs and nothing else: planner rules diff vn-2022 vn-2025")
        left, right = (_pack(name) for name in packs[1:])
        text, data = rules_diff.rules_diff(left, right), rules_diff.diff_json(left, right)
    else:
        book, laid = _chosen_rules(packs, overlays, scenario)
        text, data = rules_list.rules_list(book, laid), rules_list.rules_json(book, laid)
    if as_json:
        print_json(data)
    else:
        print_rich(text)
        tell(rules_list.source_lines(data["sources"]))


@commands.command()
@click.option("--out", required=True, type=FOLDER, help="Folder of the scenario.")
@click.option("--profile", "named", help="A profile that comes with the program, or a YAML file.")
@click.option("--communes", type=click.IntRange(1, 5000), help="Communes.")
@click.option("--posts", "posts_per_commune", type=click.IntRange(1, 13), help="Posts in each commune.")
@click.option("--departments", type=click.IntRange(1, 1000), help="Departments.")
@click.option("--leaders", type=click.IntRange(0, 10_000), help="Heads and deputies of all departments.")
@click.option("--vacancies", "vacancy_share", type=Number(0, 1), help="Share of posts that open.")
@click.option("--tightness", type=Number(0, 1), help="Share of bench places that nobody is listed for.")
@click.option("--seed", type=click.IntRange(0, MOST_SEED), help="Another seed, other people.")
def synth(out: Path, named: str | None, **sizes: float | None) -> None:
    """Write a scenario with synthetic people; sizes given here replace those of the profile."""
    from ruamel.yaml.error import YAMLError

    from planner.report.terminal import tell, written
    from planner.synth import Profile, profile, write_scenario
    from planner.synth.resize import resized

    _refuse_existing(out)
    try:
        base = profile(named) if named else Profile(name=written(out.name))
        wanted = resized(base, **{size: value for size, value in sizes.items() if value is not None})
    except (ValueError, YAMLError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    with _whole(out) as folder:
        write_scenario(wanted, folder)
    tell(f"{written(out)} is ready: planner check {written(out)}")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese names and JSON need more letters than some consoles and pipes are set to.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    commands()


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.option("--tier", "tier_name", required=True, help="Which goal tier, by its name or its place from 1.")
@click.option("--format", "fmt", type=click.Choice(["mps", "lp"]), default="mps", show_default=True)
@click.option("--plan", type=EXISTING, help="Tiers before it are kept at what this plan reaches.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def export(scenario: Path, tier_name: str, fmt: "ModelFormat", plan: Path | None, out: Path) -> None:
    """Write the whole model of one goal tier of SCENARIO, for any other solver. It is minimised."""
    from planner.api import model_of
    from planner.engine.export import export as as_text
    from planner.plan import store
    from planner.report.terminal import tell, written

    model = model_of(_load(scenario))
    names = [tier.name for tier in model.tiers]
    places = [str(place) for place in range(1, len(names) + 1)]
    if tier_name not in (*names, *places):
        raise click.BadParameter(f"{tier_name!r} is no tier; use one of {', '.join(names)}.", param_hint="--tier")
    number = (names if tier_name in names else places).index(tier_name)
    if number and plan is None:
        raise click.UsageError(f"{names[number]} is not the first tier: name the --plan whose values the others keep.")
    told = [] if plan is None else store.read(plan).tiers[:number]
    if [tier.name for tier in told] != names[:number]:
        raise click.UsageError(f"the tiers of {written(plan or '')} are not those of the scenario")
    kept = [tier.sign * one.value for tier, one in zip(model.tiers, told, strict=False)]
    out.write_text(as_text(model, number, kept, fmt), encoding="utf-8")
    tell(f"{model.matrix.shape[0] + number} rows, {model.columns.count} columns: {written(out)}")


def _load(path: Path) -> "Scenario":
    """Read a scenario that can be planned; its warnings go to the terminal, notes are for ``check``."""
    from planner import check as checking
    from planner.report.terminal import print_findings
    from planner.scenario.findings import InputError

    scenario, findings = checking.read(path)
    if scenario is None:
        raise InputError(findings)
    print_findings(finding for finding in findings if finding.severity == "warning")
    return scenario


def _pack(name: str) -> "Rulebook":
    from planner.rulebook.rulebook import pack, pack_names

    if name not in pack_names():
        raise click.BadParameter(f"{name!r} is no rule pack; use one of {', '.join(pack_names())}.", param_hint="PACK")
    return pack(name)


def _chosen_rules(
    packs: tuple[str, ...], overlays: tuple[str, ...], scenario: Path | None
) -> "tuple[Rulebook, list[Overlay]]":
    """The rulebook to list, and the overlays in it."""
    from planner.rulebook.overlay import read_overlay
    from planner.rulebook.rulebook import resolve, with_overlays, without_unread
    from planner.scenario.extends import overlay_files
    from planner.scenario.findings import InputError
    from planner.scenario.settings import Settings

    if len(packs) > 1 or (scenario and (packs or overlays)):
        raise click.UsageError("Name one rule pack, with overlays or without, or a scenario.")
    if scenario:
        loaded = _load(scenario)
        book, _ = resolve(loaded)
        written: Sequence[str | dict[str, Any]] = loaded.settings.rule_choice.overlays
    else:
        named = packs[0] if packs else Settings.model_fields["rules"].default
        written, unread = overlay_files(overlays, Path(), where="--overlay")
        book, findings = with_overlays(_pack(named), written, where="--overlay")
        findings = [*unread, *without_unread(findings, written, where="--overlay")]
        if findings:
            raise InputError(findings)
    read = (read_overlay(overlay, "")[0] for overlay in written)
    return book, [overlay for overlay in read if overlay]


def _pin_month(text: str | None, *, with_previous: bool) -> int | None:
    """The month of --pin-until."""
    from planner.scenario.dates import month_index, parse_date

    if text is None:
        return None
    if not with_previous:
        raise click.UsageError("--pin-until speaks of the plan that --previous names; give both.")
    try:
        return month_index(parse_date(text))
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--pin-until") from error


def _carried(scenario: "Scenario", previous: Path, pin_until: int | None) -> "Scenario":
    """The scenario with what a plan has published; what was left out or is overdue goes to the terminal."""
    from planner.plan import store
    from planner.plan.carry import carry
    from planner.report.terminal import print_findings

    carried, findings = carry(scenario, store.read(previous), pin_until)
    print_findings(findings)
    return carried


def _refuse_existing(folder: Path) -> None:
    if os.path.lexists(folder):  # a link that leads nowhere is there, too
        raise click.UsageError(f"{folder} exists already; choose another name.")
    _refuse_unwritable(folder)


def _refuse_unwritable(folder: Path) -> None:
    """Stop early when the folder could not be made or replaced, by trying it beside the place it shall have."""
    try:
        target = folder.resolve()
        nearest = next((parent for parent in target.parents if parent.exists()), target)
        missing = target.relative_to(nearest)
        # the name of the folder is in the trial's because it is in that of the real one
        with TemporaryDirectory(prefix=f".{target.name}-", dir=nearest) as beside:
            (Path(beside) / missing).mkdir(parents=True, exist_ok=True)
        if target.is_dir() and (target.is_mount() or not os.access(target, os.W_OK)):
            raise click.UsageError(f"{folder} cannot be replaced; name a folder inside it.")
    except RuntimeError as error:
        raise click.UsageError(f"{folder} cannot be written: it is a link that leads to itself") from error
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}") from error


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder to fill that stands under its name only when the block has succeeded."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".planner-", dir=folder.parent) as beside:
        fresh = Path(beside) / "fresh"
        fresh.mkdir()
        yield fresh
        fresh.rename(folder)


def _nothing_written(folder: Path) -> str:
    from planner.report.terminal import written

    former = (folder / "plan.json").exists()
    return f"Nothing was written{f'; {written(folder)} still holds the former plan' if former else ''}."
