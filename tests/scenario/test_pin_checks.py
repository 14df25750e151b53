"""Decisions that contradict each other or today's posts."""

from pathlib import Path

import pytest
from support.scenario_files import lines_of

PINS = "action,cadre,post,from\n"


@pytest.mark.parametrize(
    ("one", "other"), [("place", "forbid"), ("list", "delist"), ("forbid", "list"), ("forbid", "prefer")]
)
def test_opposite_decisions_on_one_pair_are_an_error(tmp_path: Path, one: str, other: str) -> None:
    first, second = sorted((one, other), key=["place", "prefer", "list", "forbid", "delist"].index)
    assert lines_of(tmp_path, {"pins.csv": f"{PINS}{one},c2,vice,\n{other},c2,vice,\n"}) == [
        f"pins.csv:3: error: {first} and {second} of the same cadre and post [{other}]. "
        "Delete this row or the one at pins.csv:2."
    ]


POSTS = "post,unit,holder\nchair,xa_a,c1\nvice,xa_b,\nsecretary,xa_b,\n"


def pin_lines(folder: Path, *pins: str) -> list[str]:
    return lines_of(folder, {"posts.csv": POSTS, "pins.csv": PINS + "".join(f"{pin}\n" for pin in pins)})


@pytest.mark.parametrize("date", ["", "2026-03"])
def test_a_cadre_is_placed_in_one_unit_at_a_time(tmp_path: Path, date: str) -> None:
    assert pin_lines(tmp_path, f"place,c2,chair,{date}", f"place,c2,vice,{date and '2026-03-15'}") == [
        "pins.csv:3: error: the cadre is placed in posts of two units at the same time [vice]. "
        "Delete this row or the one at pins.csv:2, or give each its date in from."
    ]


def test_a_rotation_with_its_return_and_a_dual_role_are_two_placements(tmp_path: Path) -> None:
    assert pin_lines(tmp_path, "place,c2,vice,2026-01", "place,c2,chair,2026-07") == []
    assert pin_lines(tmp_path, "place,c2,vice,2026-01", "place,c2,secretary,2026-01") == []


@pytest.mark.parametrize("date", ["", "2026-01-01"])
def test_who_keeps_his_post_is_placed_in_no_other_unit(tmp_path: Path, date: str) -> None:
    assert pin_lines(tmp_path, "keep,c1,chair,", f"place,c1,vice,{date}") == [
        "pins.csv:3: error: the cadre is placed although he keeps his post [place]. "
        "Delete this row or the one at pins.csv:2, or give in from the date at which his post ends."
    ]


def test_who_keeps_his_post_may_be_placed_when_it_ends(tmp_path: Path) -> None:
    assert pin_lines(tmp_path, "keep,c1,chair,", "place,c1,vice,2026-07") == []


def test_who_keeps_his_post_may_get_another_one_of_the_unit(tmp_path: Path) -> None:
    posts = POSTS.replace("secretary,xa_b", "secretary,xa_a")
    pins = f"{PINS}keep,c1,chair,\nplace,c1,secretary,\n"
    assert lines_of(tmp_path, {"posts.csv": posts, "pins.csv": pins}) == []


def test_a_preferred_placement_may_have_any_date(tmp_path: Path) -> None:
    assert pin_lines(tmp_path, "prefer,c2,vice,2025-01", "prefer,c2,chair,") == []


def test_only_a_holder_can_be_kept(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"pins.csv": f"{PINS}keep,c1,chair,\nkeep,c2,chair,\n"}) == [
        "pins.csv:3: error: keep of a cadre who does not hold the post [c2]. "
        "Correct the row, or the holder of the post."
    ]


@pytest.mark.parametrize("action", ["place", "prefer"])
def test_a_holder_cannot_be_placed_in_his_post(tmp_path: Path, action: str) -> None:
    assert lines_of(tmp_path, {"pins.csv": f"{PINS}{action},c1,chair,\n"}) == [
        f"pins.csv:2: error: {action} of a cadre who holds the post already [c1]. Write keep instead of {action}."
    ]


def test_a_placement_begins_within_the_horizon(tmp_path: Path) -> None:
    remedy = "Give a date in the 12 months from 2026-01-01, or leave the cell blank."
    for date in ("2025-12", "2027-01"):
        assert lines_of(tmp_path, {"pins.csv": f"{PINS}place,c2,vice,{date}\n"}) == [
            f"pins.csv:2: error: the date lies outside the horizon [{date}]. {remedy}"
        ]
    assert lines_of(tmp_path, {"pins.csv": f"{PINS}place,c2,vice,2026-12-31\n"}) == []
