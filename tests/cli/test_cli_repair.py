"""``planner repair`` on real files."""

import json
from itertools import groupby
from pathlib import Path

import pytest
from support.commands import planner


@pytest.fixture
def small(tmp_path: Path) -> Path:
    assert planner("new", tmp_path / "small").exit_code == 0
    return tmp_path / "small"


def pin(folder: Path, *rows: str) -> None:
    (folder / "pins.csv").write_text("\n".join(["action,cadre,post", *rows]), "utf-8")


def test_a_scenario_that_can_be_planned_has_nothing_to_repair(small: Path) -> None:
    told = planner("repair", small)
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("A plan that keeps every rule")


def test_what_clashes_and_what_mends_it_is_told_where_check_only_refuses(small: Path) -> None:
    cadres = [line.split(",")[0] for line in (small / "cadres.csv").read_text("utf-8").splitlines()[-2:]]
    post = (small / "posts.csv").read_text("utf-8").splitlines()[1].split(",")[0]
    pin(small, *(f"place,{cadre},{post}" for cadre in cadres))
    assert planner("check", small).exit_code == 2
    told = planner("repair", small, "--ways", "2")
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("No plan can keep ")
    assert "pins.csv:" in told.stdout
    assert "Ways out, the cheapest first" in told.stdout
    answer = json.loads(planner("repair", small, "--ways", "1", "--json").stdout)
    assert answer["possible"] is False
    assert answer["clash"]["confirmed"]
    assert len(answer["ways"]) == 1


def test_a_target_is_asked_for_as_if_it_were_hard(small: Path) -> None:
    told = planner("repair", small, "--target", "women in key posts", "--ways", "1")
    assert told.exit_code == 0, told.output
    refused = planner("repair", small, "--target", "women in key post")
    assert refused.exit_code == 2
    assert "Did you mean women in key posts?" in refused.stderr


def test_what_cannot_be_read_is_told_as_by_check(small: Path) -> None:
    (small / "posts.csv").write_text("post\n", "utf-8")
    refused = planner("repair", small)
    assert refused.exit_code == 2
    assert "posts.csv" in refused.output


def test_what_is_tried_is_told_meanwhile_and_only_where_it_is_asked_for(small: Path) -> None:
    post = (small / "posts.csv").read_text("utf-8").splitlines()[1].split(",")[0]
    pin(small, f"place,c05,{post}", f"place,c06,{post}")
    quiet = planner("repair", small, "--ways", "1")
    assert quiet.stderr == ""
    told = planner("repair", small, "--ways", "1", "--progress", "json")
    steps = [json.loads(line) for line in told.stderr.splitlines()]
    assert told.stdout == quiet.stdout
    assert [phase for phase, _steps in groupby(step["phase"] for step in steps)] == ["exists", "clash", "way"]
    assert all(step["left"] > 0 for step in steps)
    lines = planner("repair", small, "--ways", "1", "--progress", "line").stderr.splitlines()
    assert lines[0] == "does a plan exist as it is?"
    assert len(lines) == len(steps)
