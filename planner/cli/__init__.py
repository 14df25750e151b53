"""The command line: every command reads its input, calls one function of the package and prints the answer."""

# ruff: noqa: F401, I001
# in the order in which the help lists the commands
from planner.cli import (
    scenarios,
    books,
    plans,
    compare,
    nearby,
    explain,
    repair,
    sweep,
    strength,
    reports,
    rulebooks,
    workshop,
)
from planner.cli.frame import Commands, commands, main

__all__ = ["Commands", "commands", "main"]
