"""What all commands share: how they fail, their common options, and the group that lists them."""

import gettext
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planner.language import LOCALE, Language, _, current, language_of, marked, speaking

if TYPE_CHECKING:
    from planner.engine.direct import DirectSolver

_Command = TypeVar("_Command", bound=click.Command)

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
            self.fail(_("{value} is no number.").format(value=value), param, ctx)
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
        self.params.append(_lang())
        self.params.append(
            click.Option(["--debug"], is_flag=True, help=marked("Show the traceback if the program fails."))
        )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option for help, which click words once only."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = gettext.gettext("Show this message and exit.")
        return option

    def get_help(self, ctx: click.Context) -> str:
        """The help in the language spoken now."""
        return super(Command, _in_words(self)).get_help(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help in the language spoken now."""
        return super(Command, _in_words(self)).get_short_help_str(limit)

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

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run in the language that is asked for; what programs read is the same in all of them."""
        given = sys.argv[1:] if args is None else list(args)
        asked = language_of(given, os.environ)
        spoken: Language = "en" if "--json" in given else asked
        with speaking(spoken), _click_speaking(spoken):
            return super().main(args, *rest, **{"obj": asked, **options})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option for help, which click words once only."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = gettext.gettext("Show this message and exit.")
        return option

    def get_help(self, ctx: click.Context) -> str:
        """The help in the language spoken now."""
        return super(Commands, _in_words(self)).get_help(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of definition."""
        del ctx
        return list(self.commands)


def _in_words(command: _Command) -> _Command:
    """The command with every help text in the language spoken now."""
    shown = copy(command)
    shown.help = _(cleandoc(command.help)) if command.help else None
    shown.epilog = _(command.epilog) if command.epilog else None
    shown.params = [copy(param) for param in command.params]
    for param in shown.params:
        if isinstance(param, click.Option) and param.help:
            param.help = _(param.help)
    return shown


def _lang() -> click.Option:
    """The option of every command; ``Commands.main`` has obeyed it before any other is read."""
    told = marked("Language [default: that of PLANNER_LANG, or of the system; English for others].")
    return click.Option(["--lang"], type=click.Choice(["vi", "en"]), expose_value=False, help=told)


@contextmanager
def _click_speaking(language: Language) -> Iterator[None]:
    """Let click say its own words from its catalogue; it asks gettext, which looks at LANGUAGE first."""
    former = os.environ.get("LANGUAGE")
    gettext.bindtextdomain("click", LOCALE)
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain("messages")
        if former is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = former


@click.group(
    cls=Commands,
    params=[_lang()],
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=marked("Exit status: 0 done; 1 the answer is no; 2 bad input or usage; 3 a fault of the program."),
)
@click.version_option(package_name="planner", help=marked("Show the version and exit."))
def commands() -> None:
    """Plan rotations and successions: who goes where, who follows, and why no better plan exists."""


with_alternatives = click.option(
    "--with",
    "alternatives",
    multiple=True,
    metavar="ALTERNATIVE",
    help=marked(
        "Lay an alternative over SCENARIO: the name of a file in its folder alternatives, or a path. May be repeated."
    ),
)


def yearly_review(command: Callable[..., None]) -> Callable[..., None]:
    """The options that name what was published before; they come as ``previous`` and ``pin_until``."""
    options = (
        click.option(
            "--previous", type=EXISTING, help=marked("Yearly review: the plan that was published before, a folder.")
        ),
        click.option("--pin-until", help=marked("With --previous: its placements that start before this DATE stand.")),
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def for_readers() -> Iterator[None]:
    """Speak the language that was asked for: files are for people, even where the answer is JSON and hence English."""
    asked: Language = click.get_current_context().find_root().obj or current()
    with speaking(asked):
        yield


as_json = click.option("--json", "as_json", is_flag=True, help=marked("Print the result as JSON."))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese names and JSON need more letters than some consoles and pipes are set to.
        if stream is not None:  # nor is there any stream where the caller has closed it
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        commands()
    finally:
        _leave_solvers()


def _leave_solvers() -> None:
    """End at once where a solver is still at work that was left alone, for it cannot outlive the interpreter.

    A thread that comes back from a solver while the interpreter is taken down can end the process with an abort.
    """
    ending = sys.exc_info()[1]
    # the name is that of planner.engine.aside, which is not imported where there was nothing to solve
    if not isinstance(ending, SystemExit) or all(thread.name != "solver" for thread in threading.enumerate()):
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, AttributeError):  # closed, or none at all
            stream.flush()
    code = ending.code
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)
