"""Commands for those who measure: invented scenarios of any size, and the model for other solvers."""

# Commands import what they need when they run, so that help answers at once.

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.folders import refuse_existing, whole
from planner.cli.frame import EXISTING, FOLDER, MOST_SEED, Number, commands
from planner.cli.inputs import load_scenario
from planner.language import _, counted, marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.engine.export import Format as ModelFormat
    from planner.scenario.scenario import Scenario


@commands.command()
@click.option("--out", required=True, type=FOLDER, help=marked("Folder of the scenario."))
@click.option("--profile", "named", help=marked("A profile that comes with the program, or a YAML file."))
@click.option("--communes", type=click.IntRange(1, 5000), help=marked("Communes."))
@click.option("--posts", "posts_per_commune", type=click.IntRange(1, 13), help=marked("Posts in each commune."))
@click.option("--departments", type=click.IntRange(1, 1000), help=marked("Departments."))
@click.option("--leaders", type=click.IntRange(0, 10_000), help=marked("Heads and deputies of all departments."))
@click.option("--vacancies", "vacancy_share", type=Number(0, 1), help=marked("Share of posts that open."))
@click.option("--tightness", type=Number(0, 1), help=marked("Share of bench places that nobody is listed for."))
@click.option("--seed", type=click.IntRange(0, MOST_SEED), help=marked("Another seed, other people."))
@click.option(
    "--provinces", type=click.IntRange(1, 34), help=marked("With --profile nation: its first provinces only.")
)
def synth(out: Path, named: str | None, provinces: int | None, **sizes: float | None) -> None:
    """Write a scenario with synthetic people; sizes given here replace those of the profile."""
    from planner.report.terminal import tell, written

    refuse_existing(out)
    given = {size: value for size, value in sizes.items() if value is not None}
    write = _nation(provinces, given) if named == "nation" else _area(named or "", written(out.name), provinces, given)
    with whole(out) as folder:
        write(folder)
    tell(_("{out} is ready: planner check {out}").format(out=written(out)))


def _area(named: str, name: str, provinces: int | None, given: dict[str, float]) -> "Callable[[Path], Scenario]":
    """What writes an area of a profile in another size."""
    from ruamel.yaml.error import YAMLError

    from planner.synth import Profile, profile, write_scenario
    from planner.synth.resize import resized

    if provinces is not None:
        raise click.UsageError(_("--provinces goes with --profile nation only"))
    try:
        wanted = resized(profile(named) if named else Profile(name=name), **given)
    except (ValueError, YAMLError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    return partial(write_scenario, wanted)


def _nation(provinces: int | None, given: dict[str, float]) -> "Callable[[Path], Scenario]":
    """What writes the nation, or its first provinces."""
    from planner.synth.nation import nation, write_nation

    if given:
        raise click.UsageError(_("the provinces of a nation have their own sizes: only --provinces goes with it"))
    return partial(write_nation, nation(provinces))


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.option("--tier", "tier_name", required=True, help=marked("Which goal tier, by its name or its place from 1."))
@click.option("--format", "fmt", type=click.Choice(["mps", "lp"]), default="mps", show_default=True)
@click.option("--plan", type=EXISTING, help=marked("Tiers before it are kept at what this plan reaches."))
@click.option(
    "--province", metavar="UNIT", help=marked("The model of this province, of a scenario planned province by province.")
)
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help=marked("The file to write.")
)
def export(
    scenario: Path, tier_name: str, fmt: "ModelFormat", plan: Path | None, province: str | None, out: Path
) -> None:
    """Write the whole model of one goal tier of SCENARIO, for any other solver. It is minimised."""
    from planner.check import model_of
    from planner.engine.export import export as as_text
    from planner.report.terminal import tell, written

    asked = load_scenario(scenario)
    model = model_of(asked if province is None else _province(asked, province))
    names = [tier.name for tier in model.tiers]
    places = [str(place) for place in range(1, len(names) + 1)]
    if tier_name not in (*names, *places):
        raise click.BadParameter(
            _("{tier_name!r} is no tier; use one of {names}.").format(tier_name=tier_name, names=", ".join(names)),
            param_hint="--tier",
        )
    number = (names if tier_name in names else places).index(tier_name)
    if number and plan is None:
        raise click.UsageError(
            _("{names} is not the first tier: name the --plan whose values the others keep.").format(
                names=names[number]
            )
        )
    told = [] if plan is None else _reached(plan, asked, number, province)
    kept = [tier.sign * value for tier, value in zip(model.tiers, told, strict=False)]
    out.write_text(as_text(model, number, kept, fmt), encoding="utf-8")
    tell(
        _("{rows}, {columns}: {file}").format(
            rows=counted(model.matrix.shape[0] + number, "row"),
            columns=counted(model.columns.count, "column"),
            file=written(out),
        )
    )


def _province(scenario: "Scenario", province: str) -> "Scenario":
    """What a province is planned by, of a scenario whose provinces are planned one by one."""
    from planner.domain.case import case_of
    from planner.domain.split import split, ties

    case = case_of(scenario)
    parted = split(case)
    if parted is None:
        why = "; ".join(ties(case)) or _("it has no two provinces")
        told = _("{scenario} is planned as one model: {why}").format(scenario=scenario.settings.name, why=why)
        raise click.BadParameter(told, param_hint="--province")
    scenarios = {block.province: block.scenario for block in parted.blocks}
    if province not in scenarios:
        raise click.BadParameter(
            _("{province!r} is no province; use one of {names}.").format(province=province, names=", ".join(scenarios)),
            param_hint="--province",
        )
    return scenarios[province]


def _reached(folder: Path, scenario: "Scenario", number: int, province: str | None) -> list[int]:
    """What a plan of this very scenario reaches in the first tiers, in all or in one of its provinces."""
    from planner.plan import store
    from planner.report.terminal import written

    plan = store.read(folder)
    if plan.provenance.get("digest") != scenario.digest:
        raise click.UsageError(
            _("{folder} was made for another scenario, or the scenario has changed since").format(
                folder=written(folder)
            )
        )
    told = [tier.value for tier in plan.tiers]
    if province is not None:
        told = (plan.provenance.get("provinces") or {}).get(province, {}).get("values", [])
    if len(told) < number:
        raise click.UsageError(_("{folder} holds no plan").format(folder=written(folder)))
    return told[:number]
