"""``planner repair`` on real files."""

import json
import shutil
from itertools import groupby
from pathlib import Path

import pandas as pd
import pytest
from support.commands import planner
from support.office_plan import office_plan

from planner.plan import store


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


@pytest.fixture
def review(tmp_path: Path) -> tuple[object, ...]:
    """The scenario of a review with its plan: who was to make room in vice_a moves no more, as he leaves too soon."""
    plan, folder = tmp_path / "plan", tmp_path / "review"
    store.write(office_plan(), plan)
    shutil.copytree(plan / "scenario", folder)
    cadres = pd.read_csv(folder / "cadres.csv", dtype=str)
    cadres.loc[cadres["cadre"] == "up", "leaves_on"] = "2027-07"
    cadres.to_csv(folder / "cadres.csv", index=False)
    return folder, "--previous", plan, "--pin-until", "2028-01"


def test_a_published_placement_that_cannot_stand_is_told_with_who_is_in_the_way(review: tuple[object, ...]) -> None:
    told = planner("repair", *review)
    assert told.exit_code == 0, told.output
    assert "place Vi Văn D in vice_a from 2026-07-01" in told.stdout
    assert "vice_a is held by Nông Văn A until 2027-07-01" in " ".join(told.stdout.split())


def test_what_is_to_be_written_to_overrule_a_published_placement_is_enough(review: tuple[object, ...]) -> None:
    told = " ".join(planner("repair", *review, "--ways", "1").stdout.split())
    row = "prefer,deputy,vice_a"
    assert f"(previous plan: stints.csv:5); add {row} to pins.csv" in told
    (Path(str(review[0])) / "pins.csv").write_text(f"action,cadre,post\n{row}\n", "utf-8")
    assert planner("repair", *review).stdout.startswith("A plan that keeps every rule")


def test_where_a_review_has_no_plan_the_command_that_tells_why_is_named_with_all_it_needs(
    review: tuple[object, ...], tmp_path: Path
) -> None:
    answer = planner("solve", *review, "--out", tmp_path / "next")
    folder, _option, plan, *_month = review
    assert answer.exit_code == 1
    assert f"planner repair {folder} --previous {plan} --pin-until 2028-01" in answer.stdout
