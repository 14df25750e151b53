"""Gaps between a cadre and the standard of a title."""

import numpy as np
import pytest
from support.scenarios import scenario
from support.solving import only

from planner.domain.calendar import LONG_AGO, NEVER
from planner.domain.case import case_of
from planner.domain.levels import gap_parts, gaps, lasting_gaps, near_grade, part_months, standard_month
from planner.scenario.columns import DEGREES, SKILLS, STATE_MGMT, THEORY
from planner.scenario.dates import month_index


@pytest.mark.parametrize(
    ("column", "order"),
    [("degree", DEGREES), ("theory", THEORY), ("state_mgmt", STATE_MGMT), ("skills", SKILLS)],
)
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


def test_courses_bring_the_parts_of_a_standard_each_in_its_month() -> None:
    case = case_of(
        scenario(
            "horizon_months: 24",
            titles="title theory skills party_member\nchair intermediate updated no\nboss intermediate none yes",
            posts="post title\nchair chair\nboss boss\nplain -",
            cadres="cadre theory skills\nan none none\nbinh advanced none\nchi intermediate updated",
            sessions="session grants starts_on months seats\ns skills=updated 2026-02 2 9\n"
            "t theory=advanced 2026-05 6 9",
        )
    )
    april, november = month_index("2026-04"), month_index("2026-11")
    assert standard_month(case).tolist() == [
        [november, NEVER, LONG_AGO],
        [april, NEVER, LONG_AGO],
        [LONG_AGO, NEVER, LONG_AGO],
    ]
    assert part_months(case)["skills"][:, 0].tolist() == [april, april, LONG_AGO]
    assert gaps(case).tolist() == [[2, 2, 0], [1, 1, 0], [0, 1, 0]]
    assert lasting_gaps(case).tolist() == [[0, 1, 0], [0, 1, 0], [0, 1, 0]]


@pytest.mark.parametrize(("near_step", "near"), [(0, [True, False, False]), (1, [True, True, False])])
def test_who_is_near_stands_at_most_so_many_grades_below(near_step: int, near: list[bool]) -> None:
    case = case_of(
        scenario(
            only("bench_standard", f"{{on: true, near_step: {near_step}}}"),
            titles="title grade\nchair 3",
            posts="post title\np chair",
            cadres="cadre grade\nan 3\nbinh 2\nchi 1\ndung -",
        )
    )
    assert near_grade(case)[:, 0].tolist() == [*near, True]


def test_without_the_rule_any_grade_is_near() -> None:
    case = case_of(scenario(titles="title grade\nchair 3", posts="post title\np chair", cadres="cadre grade\nan 0"))
    assert near_grade(case).tolist() == [[True]]
