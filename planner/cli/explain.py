"""The command that tells why a plan is as it is."""

# Commands import what they need when they run, so that help answers at once.

import time
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planner.cli.frame import EXISTING, MOST_SECONDS, Number, as_json, commands, with_alternatives
from planner.cli.inputs import end_unfit, load_scenario, read_solved
from planner.language import _, marked

FEW: Final = 20
"""So few names are told where none is like the one asked for."""
QUICK: Final = 2.6
"""Seconds of reading and proving; checking and comparing what was found takes one more."""
LEAST: Final = 1.5
"""Seconds of proving, however long reading took."""

if TYPE_CHECKING:
    from planner.explore.question import Effort, Question
    from planner.plan.plan import Plan
    from planner.scenario.scenario import Scenario


@commands.command()
@click.argument("scenario", type=EXISTING)
@click.argument("plan", type=EXISTING)
@click.option(
    "--cadre",
    help=marked(
        "Whose placement: an id, or a name that only one person has. Without --post: every post for him, in order."
    ),
)
@click.option("--post", help=marked("Which post: an id. Without --cadre: everybody for it, in order."))
@click.option("--target", help=marked("What this target of the mix costs: its name."))
@click.option("--listing", is_flag=True, help=marked("Ask of the bench of the post."))
@click.option(
    "--exact",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help=marked("With one of --cadre and --post: for how many candidates the exact price is found, by a solve each."),
)
@click.option(
    "--time-limit",
    type=Number(0, MOST_SECONDS, min_open=True),
    help=marked("Seconds of each solve [default: for one person in one post what makes about 5 in all; else none]."),
)
@with_alternatives
@as_json
def explain(
    scenario: Path,
    plan: Path,
    cadre: str | None,
    post: str | None,
    target: str | None,
    listing: bool,
    exact: int,
    time_limit: float | None,
    alternatives: tuple[str, ...],
    as_json: bool,
) -> None:
    """Tell why SCENARIO's PLAN is as it is: who is where, who is not, and what the other way would cost.

    Each price is found by solving again under the opposite decision.
    """
    from planner.explore.explain import candidates, explain_pair, explain_target
    from planner.explore.question import Effort
    from planner.report import explained
    from planner.report.progress import shown_progress
    from planner.report.terminal import print_json, print_rich, stop_on_interrupt

    if (cadre is None and post is None) == (target is None):
        raise click.UsageError(_("Give --cadre, --post or both; or --target."))
    began, worked = time.monotonic(), time.process_time()
    loaded, read = load_scenario(scenario, alternatives), read_solved(plan, as_json=as_json)
    with stop_on_interrupt() as stop:
        if target is not None:
            known = [one.name for one in loaded.settings.mix]
            refuse_unknown(target, known, "--target")
            question = _asked(loaded, read, plan, Effort(time_limit, stop=stop), as_json=as_json)
            cost = explain_target(question, target)
            print_json(explained.target_json(cost)) if as_json else print_rich(explained.target_tables(cost))
            return
        who = None if cadre is None else _cadre(loaded, cadre)
        if post is not None:
            refuse_unknown(post, loaded.posts["post"], "--post")
        question = _asked(loaded, read, plan, Effort(time_limit, stop=stop), as_json=as_json)
        if who is None or post is None:
            found = candidates(question, cadre=who, post=post, listing=listing, exact=exact)
            if as_json:
                print_json(explained.candidates_json(read, found, listing=listing))
            else:
                print_rich(explained.candidates_tables(read, found, listing=listing))
            return
        seconds = time_limit or _soon(time.monotonic() - began, time.process_time() - worked)
        question = replace(question, effort=replace(question.effort, seconds=seconds))
        with shown_progress(None, time.monotonic() + seconds) as progress:
            answer = explain_pair(question, who, post, listing=listing, progress=progress)
    print_json(explained.pair_json(read, answer)) if as_json else print_rich(explained.pair_tables(read, answer))


def _soon(reading: float, worked: float) -> float:
    """Seconds to prove in when none are asked for: what is left for a quick answer, but as long as reading took.

    Where other work keeps the machine from this one, as much longer as reading took than it worked.
    """
    busy = max(1.0, reading / max(worked, LEAST / 10))
    return max(QUICK - worked, LEAST, worked) * busy


def _asked(scenario: "Scenario", plan: "Plan", folder: Path, effort: "Effort", *, as_json: bool) -> "Question":
    """The question about a plan; where the plan does not fit the scenario, say so and end."""
    from planner.explore.question import UnfitPlanError, ask

    try:
        return ask(scenario, plan, effort)
    except UnfitPlanError as error:
        told = _("{plan} is no plan of this scenario as it is now; planner drift tells what to do.")
        end_unfit(plan, error.verification, told.format(plan=folder), as_json=as_json)


def _cadre(scenario: "Scenario", asked: str) -> str:
    """A cadre by id or by name."""
    cadres = scenario.cadres
    if asked in set(cadres["cadre"]):
        return asked
    plain = unicodedata.normalize("NFC", asked).casefold()
    alike = cadres[(cadres["name"].str.casefold() == plain) & (cadres["name"] != "")]
    if len(alike) > 1:
        told = _("{asked} is the name of {n} people; give the id: {ids}.")
        ids = ", ".join(alike["cadre"])
        raise click.BadParameter(told.format(asked=asked, n=len(alike), ids=ids), param_hint="--cadre")
    if alike.empty:
        refuse_unknown(asked, [*cadres["cadre"], *filter(None, cadres["name"])], "--cadre")
    return str(alike["cadre"].iloc[0])


def refuse_unknown(asked: str, known: Iterable[str], option: str) -> None:
    """Refuse what the scenario does not have, with what was probably meant."""
    from planner.scenario.cells import LIKE_IDS, nearest

    named = list(known)
    if asked in named:
        return
    meant = nearest(asked, named, LIKE_IDS)
    hint = _(" Did you mean {meant}?").format(meant=meant) if meant else ""
    if not hint and 0 < len(named) <= FEW:
        hint = _(" It has {names}.").format(names=", ".join(named))
    told = _("the scenario has no {asked}.").format(asked=asked or '""')
    raise click.BadParameter(f"{told}{hint}", param_hint=option)
