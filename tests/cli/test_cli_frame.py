"""What holds for every command: help at once, usage errors, and one line for every failure."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from planner.cli import Commands, commands
from planner.engine.aside import SOLVER
from planner.scenario.findings import Finding, InputError

HEAVY = {"pandas", "numpy", "matplotlib", "ortools", "scipy", "networkx", "pydantic", "rich", "ruamel"}


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from planner.cli import commands; commands(['--help'], standalone_mode=False); "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert HEAVY.isdisjoint(answer.stdout.splitlines()[-1].split())


def test_help_lists_the_commands_in_the_order_of_work() -> None:
    text = CliRunner().invoke(commands, ["--help"]).output
    places = [text.index(f"\n  {name} ") for name in ("new", "check", "solve", "verify", "chart", "courses", "synth")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", list(commands.commands))
def test_every_command_has_help_and_debug(name: str) -> None:
    answer = CliRunner().invoke(commands, [name, "--help"])
    assert answer.exit_code == 0
    assert "--debug" in answer.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["check"],
        ["check", "no-such-folder"],
        ["solve", "."],
        ["solve", ".", "--out", "x", "--workers", "0"],
        ["solve", ".", "--out", "x", "--workers", "257"],
        ["solve", ".", "--out", "x", "--seed", "2147483648"],
        ["solve", ".", "--out", "x", "--time-limit", "nan"],
        ["solve", ".", "--out", "x", "--time-limit", "inf"],
        ["solve", ".", "--out", "x", "--time-limit", "1e300"],
        ["solve", ".", "--out", "x", "--time-limit", "-1"],
        ["solve", ".", "--out", "x", "--pin-until", "2026-07"],
        ["solve", ".", "--out", "x", "--previous", ".", "--pin-until", "soon"],
        ["solve", ".", "--out", "x", "--previous", "no-such-plan"],
        ["courses"],
        ["courses", ".", "--time-limit", "0"],
        ["synth", "--out", "x", "--vacancies", "2"],
        ["synth", "--out", "x", "--tightness", "nan"],
        ["synth", "--out", "x", "--communes", "5001"],
        ["synth", "--out", "x", "--posts", "14"],
        ["synth", "--out", "x", "--departments", "1001"],
        ["synth", "--out", "x", "--leaders", "10001"],
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str]) -> None:
    answer = CliRunner().invoke(commands, arguments)
    assert answer.exit_code == 2
    assert "Usage: " in answer.stderr
    assert not Path("x").exists()


@click.group(cls=Commands)
def broken() -> None:
    """Commands that fail, to see how failures are told."""


@broken.command()
def fault() -> None:
    raise ZeroDivisionError("a fault")


@broken.command()
def disk() -> None:
    raise PermissionError(13, "Permission denied", "plan.json")


@broken.command("input")
def bad_input() -> None:
    raise InputError(
        [
            Finding("warning", "posts.csv:3", "a post without a title", "Name its title."),
            Finding("error", "posts.csv:9", "no such unit", "Use a unit of units.csv.", "Đồi"),
            Finding("error", "cadres.csv:2", "two people with one id", "Rename one."),
        ]
    )


def test_a_fault_is_one_line_with_the_saved_details(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = CliRunner().invoke(broken, ["fault"])
    assert answer.exit_code == 3
    (saved,) = tmp_path.iterdir()
    assert answer.stderr == f"planner failed (ZeroDivisionError). The details are in {saved}\n"
    assert "ZeroDivisionError: a fault" in saved.read_text(encoding="utf-8")


def test_the_report_of_a_fault_does_not_fail_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["planner", "Huy\udce1\udcbb\udc87n"])
    answer = CliRunner().invoke(broken, ["fault"])
    assert answer.exit_code == 3
    assert "Huy" in next(tmp_path.iterdir()).read_text(encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    answer = CliRunner().invoke(broken, ["fault"])
    assert answer.exit_code == 3
    assert "could not be saved" in answer.stderr


def test_debug_shows_the_traceback_of_a_fault() -> None:
    answer = CliRunner().invoke(broken, ["fault", "--debug"])
    assert answer.exit_code == 3
    assert "Traceback" in answer.stderr


def test_a_file_that_cannot_be_written_is_one_line() -> None:
    answer = CliRunner().invoke(broken, ["disk"])
    assert (answer.exit_code, answer.stderr) == (2, "Error: Permission denied: plan.json\n")


def test_all_findings_are_told_errors_first_in_each_file() -> None:
    answer = CliRunner().invoke(broken, ["input"])
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert answer.stderr.splitlines() == [
        "posts.csv:9: error: no such unit [Đồi]. Use a unit of units.csv.",
        "posts.csv:3: warning: a post without a title. Name its title.",
        "cadres.csv:2: error: two people with one id. Rename one.",
        "2 errors, 1 warning",
    ]


@pytest.mark.parametrize(("asked", "code"), [("--version", 0), ("--nonsense", 2)])
def test_a_solver_that_was_left_alone_does_not_see_the_interpreter_taken_down(asked: str, code: int) -> None:
    script = (
        "import atexit, sys, threading, time; from planner.cli import main; "
        f"threading.Thread(target=time.sleep, args=(60,), daemon=True, name={SOLVER!r}).start(); "
        f"atexit.register(print, 'taken down'); sys.argv = ['planner', {asked!r}]; main()"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode == code
    assert answer.stdout + answer.stderr
    assert "taken down" not in answer.stdout
