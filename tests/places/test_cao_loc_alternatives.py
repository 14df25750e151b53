"""The alternatives of Cao Lộc: each can be planned, says something else, and is what the README tells of it."""

import re
from pathlib import Path

import pytest

from planner.api import load, solve
from planner.explore.compare import compare
from planner.scenario.alternatives import available

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "scenarios" / "cao-loc"
NAMES = ("budget-cut", "few-moves", "more-women", "no-lateral", "weak-communes-first", "younger")


def told() -> dict[str, list[str]]:
    """The rows of the README's table: fill, bench, mix and fit as the base counts, moves, young people and women."""
    lines = (ROOT / "README.md").read_text("utf-8").partition("| alternative | weighted months empty |")[2].splitlines()
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in lines[2:9]]
    return {name: cells for name, *cells in rows}


def test_all_of_them_are_known_by_name_and_say_what_they_ask() -> None:
    files = available(PLACE)
    assert tuple(files) == NAMES
    assert all(re.match(r"# [A-Z].*", file.read_text("utf-8")) for file in files.values())
    assert set(told()) == {"base", *NAMES}


def test_each_can_be_planned_and_differs_from_the_others() -> None:
    assert len({load(PLACE, [name]).digest for name in NAMES}) == len(NAMES)


@pytest.mark.long
def test_each_costs_and_brings_what_the_readme_tells() -> None:
    names = ("base", *NAMES)
    plans = [solve(load(PLACE, [] if name == "base" else [name])) for name in names]
    assert {plan.status for plan in plans} == {"optimal"}
    measures = compare(plans, names).measures
    for name, plan in zip(names, plans, strict=True):
        goals = [measures.loc[("goal", goal, "", sense, "base"), name] for goal, sense in GOALS]
        planned = plan.mix.groupby("target")["planned"].sum()
        mix = f"{planned['under 35 in key posts']}, {planned['women in key posts']}"
        moves = measures.loc[("count", "moves", "", "", ""), name]
        assert told()[name][:6] == [*map(str, goals), str(moves), mix]


GOALS = (("fill", "min"), ("bench", "min"), ("mix", "min"), ("fit", "max"))
