"""The command line as somebody calls it, in this process."""

from pathlib import Path

from click.testing import CliRunner, Result

from planner.cli import commands


def planner(*arguments: str | Path | int) -> Result:
    """Run ``planner`` with these arguments."""
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])
