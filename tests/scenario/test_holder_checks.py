"""Who holds which posts today: one, or two of one unit."""

from pathlib import Path

import pytest
from support.scenario_files import lines_of


def test_a_cadre_may_hold_two_posts_of_one_unit(tmp_path: Path) -> None:
    posts = "post,unit,holder\nsecretary,xa_a,c1\nchair,xa_a,c1\nvice,xa_b,c2\n"
    assert lines_of(tmp_path, {"posts.csv": posts}) == []


@pytest.mark.parametrize("units", [("xa_a", "xa_b"), ("", "")])
def test_two_posts_of_two_units_or_of_none_are_no_dual_role(tmp_path: Path, units: tuple[str, str]) -> None:
    posts = "post,unit,holder\nchair,{},c1\nvice,xa_a,c2\nclerk,{},c1\n".format(*units)
    assert lines_of(tmp_path, {"posts.csv": posts}) == [
        "posts.csv:4: error: a cadre holds posts of two units [c1]. "
        "c1 also stands at posts.csv:2; a cadre holds one post, or two of one unit (a dual role)."
    ]


def test_nobody_holds_three_posts_or_two_seats_of_one(tmp_path: Path) -> None:
    posts = "post,unit,holder,seats\nchair,xa_a,c1,1\nvice,xa_a,c1,1\nclerk,xa_a,c1,1\nother,xa_b,c2;c2,2\n"
    one = "a cadre holds one post, or two of one unit (a dual role)."
    assert lines_of(tmp_path, {"posts.csv": posts}) == [
        f"posts.csv:4: error: a cadre holds more than two posts [c1]. c1 also stands at posts.csv:2; {one}",
        f"posts.csv:5: error: a cadre holds two seats of one post [c2;c2]. c2 also stands at posts.csv:5; {one}",
    ]


def test_a_post_has_no_more_holders_than_seats(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"posts.csv": "post,holder,seats\nchair,c1;c2,1\n"}) == [
        "posts.csv:2: error: the post has more holders than seats [c1;c2]. Raise seats, or take out a holder."
    ]
