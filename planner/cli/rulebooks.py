"""The command that lists rules."""

# Commands import what they need when they run, so that help answers at once.

from pathlib import Path

import click

from planner.cli.frame import EXISTING, as_json, commands
from planner.cli.inputs import chosen_rules, rule_pack
from planner.language import _, marked


@commands.command()
@click.argument("packs", nargs=-1, metavar="[PACK | diff PACK PACK]")
@click.option(
    "--overlay",
    "overlays",
    multiple=True,
    metavar="NAME",
    help=marked("Laid over the pack: its name, or the path of its file; may be repeated."),
)
@click.option("--scenario", type=EXISTING, help=marked("The rules of this scenario, with what it changes in them."))
@as_json
def rules(packs: tuple[str, ...], overlays: tuple[str, ...], scenario: Path | None, as_json: bool) -> None:
    """List the rules of PACK with numbers, sources and marks; with diff, what differs between two packs.

    Without PACK it is the one that a scenario has if it names none.
    """
    from planner.report import rules_diff, rules_list
    from planner.report.terminal import print_json, print_rich, tell

    if packs[:1] == ("diff",):
        if len(packs) != 3 or overlays or scenario:
            raise click.UsageError(_("diff takes two rule packs and nothing else: planner rules diff vn-2022 vn-2025"))
        left, right = (rule_pack(name) for name in packs[1:])
        text, data = rules_diff.rules_diff(left, right), rules_diff.diff_json(left, right)
    else:
        book, laid = chosen_rules(packs, overlays, scenario)
        text, data = rules_list.rules_list(book, laid), rules_list.rules_json(book, laid)
    if as_json:
        print_json(data)
    else:
        print_rich(text)
        tell(rules_list.source_lines(data["sources"]))
