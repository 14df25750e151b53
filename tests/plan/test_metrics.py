"""Figures before and after, counted by hand on the small office."""

from dataclasses import replace

import pandas as pd
from support.office_plan import office_plan
from support.scenarios import scenario
from support.small_office import office
from support.term_office import term
from support.term_plan import term_plan

from planner.plan.metrics import (
    Change,
    bench_depth,
    holders_at,
    months_vacant,
    moves_by_kind,
    profile,
    released,
    today_holders,
)
from planner.scenario.dates import month_index


def test_todays_holders_are_named_one_by_one() -> None:
    where = scenario(posts="post seats holder\np1 2 c1;c2\np2 1 -\np3 1 c3", cadres="cadre\nc1\nc2\nc3")
    assert today_holders(where).to_numpy().tolist() == [["c1", "p1"], ["c2", "p1"], ["c3", "p3"]]


def test_holders_change_on_the_day_of_the_move() -> None:
    plan = office_plan()
    in_june = holders_at(plan, month_index("2026-06"))
    in_july = holders_at(plan, month_index("2026-07"))
    assert dict(zip(in_june["post"], in_june["cadre"], strict=True))["vice_a"] == "up"
    assert dict(zip(in_july["post"], in_july["cadre"], strict=True))["vice_a"] == "deputy"
    assert len(in_july) == len(in_june) + 1


def test_a_profile_has_the_ages_of_its_month() -> None:
    people = profile(office_plan().scenario, today_holders(office_plan().scenario), month_index("2026-01"))
    row = people.set_index("cadre").loc["stays"]
    assert (row["sex"], row["age"], row["age_band"]) == ("female", 46, ">40")


def test_without_a_birth_date_there_is_no_age() -> None:
    where = scenario(posts="post holder\np1 c1", cadres="cadre\nc1")
    (row,) = profile(where, today_holders(where), where.start).to_dict("records")
    assert pd.isna(row["age"])
    assert not row["age_band"]


def test_months_vacant_are_compared_with_leaving_everybody_where_he_is() -> None:
    assert months_vacant(office_plan()) == Change(before=24, after=6)


def test_bench_depth_counts_near_and_next() -> None:
    depth = bench_depth(office_plan()).set_index("post")
    assert depth.loc["chair_a"].tolist() == [2, 2, 2, 0]
    assert depth.loc["vice_b"].tolist() == [2, 0, 0, 0]


def test_moves_are_counted_by_kind() -> None:
    assert moves_by_kind(office_plan()) == {"promotion": 1, "rotation": 1}


def test_released_are_those_whose_post_ends_before_their_service_and_who_get_no_other() -> None:
    where = office(
        {
            "vice_a": {"vacant_from": "2026-09"},  # its holder moves up before
            "chair_b": {"held_since": "2017-06"},  # a head's cap of 96 months was over before the plan begins
            "vice_b": {"held_since": "2017-03"},  # a deputy's cap of 120 months ends within a period
        }
    )
    gone = released(replace(office_plan(), scenario=where))
    assert gone[["cadre", "post", "date", "why"]].to_numpy().tolist() == [
        ["stays", "chair_b", "2025-06-01", "tenure_cap"],
        ["holds", "vice_b", "2027-03-01", "tenure_cap"],
    ]
    assert gone["months_left"].tolist() == [175, 214]


def test_who_comes_off_a_rotation_without_a_place_is_released() -> None:
    plan = term_plan()
    assert released(plan).empty
    lost = replace(plan, tables=dict(plan.tables) | {"stints": plan.stints[plan.stints["post"] != "head"]})
    assert released(lost)[["cadre", "post", "date", "why"]].to_numpy().tolist() == [
        ["away", "sec_a", "2027-01-01", "rotation"]
    ]


def test_a_second_post_is_left_with_the_first() -> None:
    # both posts of commune A are empty for four years whoever stays; council B, the head's and sec_b for all five
    before = 48 + 48 + 3 * 60 + 12  # and the chair of commune B after eight years
    assert months_vacant(term_plan()) == Change(before=before, after=192)
    kept = replace(term_plan(), scenario=term({"away": {"rotation_until": "-"}}))
    assert months_vacant(kept).before == before - 96


def test_a_return_is_a_move_and_a_second_post_is_none() -> None:
    assert moves_by_kind(term_plan()) == {"return": 2, "rotation": 1, "promotion": 1}


def test_a_person_holds_two_posts_today() -> None:
    holders = today_holders(term_plan().scenario)
    assert holders.loc[holders["cadre"] == "away", "post"].tolist() == ["sec_a", "council_a"]
