"""Decisions that contradict each other or today's posts."""

from pathlib import Path

import pytest
from support.scenario_files import lines_of

PINS = "action,cadre,post,from\n"


@pytest.mark.parametrize(("one", "other"), [("place", "forbid"), ("list", "delist"), ("forbid", "list")])
def test_opposite_decisions_on_one_pair_are_an_error(tmp_path: Path, one: str, other: str) -> None:
    first, second = sorted((one, other), key=["place", "list", "forbid", "delist"].index)
    assert lines_of(tmp_path, {"pins.csv": f"{PINS}{one},c2,vice,\n{other},c2,vice,\n"}) == [
        f"pins.csv:3: error: {first} and {second} of the same cadre and post [{other}]. "
        "Delete this row or the one at pins.csv:2."
    ]


def test_a_cadre_is_placed_once(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"pins.csv": f"{PINS}place,c2,chair,\nplace,c2,vice,\n"}) == [
        "pins.csv:3: error: the cadre is placed in two posts [vice]. Delete this row or the one at pins.csv:2."
    ]


def test_only_a_holder_can_be_kept(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"pins.csv": f"{PINS}keep,c1,chair,\nkeep,c2,chair,\n"}) == [
        "pins.csv:3: error: keep of a cadre who does not hold the post [c2]. "
        "Correct the row, or the holder of the post."
    ]


def test_a_holder_cannot_be_placed_in_his_post(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"pins.csv": f"{PINS}place,c1,chair,\n"}) == [
        "pins.csv:2: error: place of a cadre who holds the post already [c1]. Write keep instead of place."
    ]


def test_a_placement_begins_within_the_horizon(tmp_path: Path) -> None:
    remedy = "Give a date in the 12 months from 2026-01-01, or leave the cell blank."
    for date in ("2025-12", "2027-01"):
        assert lines_of(tmp_path, {"pins.csv": f"{PINS}place,c2,vice,{date}\n"}) == [
            f"pins.csv:2: error: the date lies outside the horizon [{date}]. {remedy}"
        ]
    assert lines_of(tmp_path, {"pins.csv": f"{PINS}place,c2,vice,2026-12-31\n"}) == []
