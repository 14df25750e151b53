"""The commands that ask how a plan holds up, on the scenario that ``new`` writes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import commands


def planner(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario that ``new`` writes."""
    folder = tmp_path_factory.mktemp("strength") / "small"
    assert planner("new", folder).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def solved(small: Path) -> Path:
    """Its plan."""
    plan = small.parent / "plan"
    answer = planner("solve", small, "--out", plan)
    assert answer.exit_code == 0, answer.output
    return plan


def test_resilience_tells_the_fewest_losses_that_are_too_many(solved: Path) -> None:
    answer = planner("resilience", solved)
    told = json.loads(planner("resilience", solved, "--json").stdout)

    assert answer.exit_code == 0, answer.output
    assert answer.stdout.startswith(f"{told['date']}: ")
    assert told["whole"]["borne"] == max(len(told["whole"]["departed"]) - 1, 0)
    assert {unit["of"] for unit in told["units"]} == {"doi-thong", "suoi-vang"}


def test_resilience_takes_a_month_of_the_plan_only(solved: Path) -> None:
    outside, wrong = planner("resilience", solved, "--at", "1999-01"), planner("resilience", solved, "--at", "soon")

    assert (outside.exit_code, wrong.exit_code) == (2, 2)
    assert "1999-01 is not within the plan" in outside.stderr
    assert planner("resilience", solved, "--at", "2027-01", "--json").exit_code == 0
