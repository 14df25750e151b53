"""Gaps between a cadre and the standard of a title."""

import numpy as np
import pytest
from support.scenarios import scenario
from support.solving import case_of

from planner.domain.levels import gap_parts, gaps
from planner.scenario.columns import DEGREES, STATE_MGMT, THEORY


@pytest.mark.parametrize(("column", "order"), [("degree", DEGREES), ("theory", THEORY), ("state_mgmt", STATE_MGMT)])
def test_a_level_lacks_exactly_where_it_stands_lower_in_the_order(column: str, order: tuple[str, ...]) -> None:
    titles = "".join(f"\n{level} {level}" for level in order)
    case = case_of(
        scenario(
            titles=f"title {column}{titles}",
            posts="post title" + "".join(f"\n{level} {level}" for level in order),
            cadres=f"cadre {column}{titles}",
        )
    )
    rank = np.arange(len(order))
    assert (gap_parts(case)[column] == (rank[:, None] < rank[None, :])).all()
    assert gaps(case).max() == 1


def test_gaps_count_every_part_once() -> None:
    case = case_of(
        scenario(
            titles="title degree theory state_mgmt party_member\nchair bachelor intermediate specialist yes",
            posts="post title\nchair chair\nplain -",
            cadres="""
            cadre  degree    theory        state_mgmt  party_date
            all    bachelor  intermediate  specialist  2001
            none   -         -             -           -
            one    doctor    primary       high        1999
            """,
        )
    )
    assert gaps(case).tolist() == [[0, 0], [4, 0], [1, 0]]


def test_a_party_date_counts_only_where_the_title_asks_for_it() -> None:
    where = scenario(titles="title party_member\nfree no", posts="post title\np free", cadres="cadre\nan")
    assert gaps(case_of(where)).tolist() == [[0]]
