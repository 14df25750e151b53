"""Chains of moves: what opens them, how they go on, where they end."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from matplotlib.text import Text
from sample_plan import date, rows, sample_plan
from text_boxes import outside, overlaps
from wider_plan import wider_plan

from planner.plan.plan import Plan
from planner.report.charts import cascade, draw


def move(chain: int, step: int, cadre: str, came: str, to: str, opens: str = "", at: int = 24) -> dict[str, Any]:
    return {
        "chain": chain, "step": step, "date": date(at), "cadre": cadre, "name": "", "from": came, "to": to,
        "opens": opens,
    }  # fmt: skip


def with_moves(*moves: dict[str, Any], plan: Plan | None = None) -> Plan:
    plan = plan or sample_plan()
    return replace(plan, tables={**plan.tables, "moves": rows("moves", list(moves))})


def test_a_chain_tells_who_opens_it_and_where_it_ends() -> None:
    chain = cascade.table(sample_plan())

    assert chain.loc[0, ["steps", "step", "label", "how"]].tolist() == [
        2, 1, "Thị trấn Đồng Đăng · Party secretary", "promotion",
    ]  # fmt: skip
    assert chain.loc[0, ["opened_why", "opened_on"]].tolist() == ["tenure_cap", date(24)]
    assert chain.loc[1, ["post", "how", "opened_why", "end"]].tolist() == [
        "u1-deputy_secretary", "appointment", "", "no_post",
    ]  # fmt: skip


def test_the_longest_chains_come_first() -> None:
    steps = cascade.table(sample_plan(23))["steps"]

    assert list(steps) == sorted(steps, reverse=True)


def test_a_post_without_a_holder_today_opens_a_chain_by_itself() -> None:
    moves = cascade.table(sample_plan()).set_index("post")

    assert moves.loc["u0-front_chair", ["opened_by", "opened_why", "opened_on"]].tolist() == ["", "empty", ""]


@pytest.mark.parametrize(
    ("last", "end"),
    [
        (move(1, 1, "c0-9", "d0", "u0-secretary"), "no_post"),
        (move(1, 1, "c0-9", "u0-pc_chair", "u0-secretary"), "ended"),
        (move(1, 1, "c3-3", "u3-pc_vice", "u2-front_chair", "u3-pc_vice", 36), "empty"),
        (move(1, 1, "c0-3", "u0-pc_vice", "u0-secretary", "u0-pc_vice"), "not_filled"),
        (move(1, 1, "c0-3", "u0-secretary", "u0-secretary", "u0-secretary"), "ring"),
    ],
)
def test_how_a_chain_ends(last: dict[str, Any], end: str) -> None:
    plan = with_moves(last)

    assert cascade.table(plan)["end"].tolist() == [end]
    assert draw(plan, "cascade")


def test_a_post_taken_beside_a_main_one_ends_the_chain() -> None:
    plan = with_moves(move(1, 1, "c0-2", "u0-council", "u0-secretary", "u0-council"), plan=wider_plan())

    assert cascade.table(plan)["end"].tolist() == ["second_post"]


def test_the_title_counts_chains_and_what_they_leave_empty() -> None:
    assert cascade.finding(cascade.table(sample_plan())) == (
        "7 moves in 6 chains, 1 of more than one step, the longest of 2; 1 leaves a post empty"
    )


def test_chains_that_find_no_room_are_told_in_words() -> None:
    singles = [move(number, 1, f"c{number % 23}-8", f"u{number % 23}", "u0-secretary") for number in range(1, 90)]
    (page,) = draw(with_moves(*singles, plan=sample_plan(23)), "cascade")
    shown = [text.get_text() for text in page.findobj(Text)]

    boxes = sum(text == "01/2028" for text in shown)
    assert f"and {89 - boxes} more chains of one step: {89 - boxes} leave no post of this plan" in shown


def test_a_chain_longer_than_a_line_goes_on_below() -> None:
    posts = [f"u{unit}-{title}" for unit in range(4) for title in ("secretary", "pc_chair", "pc_vice")]
    steps = [
        move(1, step, f"c{step % 4}-{step % 9}", below, post, below)
        for step, (post, below) in enumerate(pairwise(posts), 1)
    ]
    (page,) = draw(with_moves(*steps), "cascade")

    assert overlaps(page) == []
    assert outside(page) == []
