"""What engine and oracle once saw differently, each as its smallest scenario."""

from support.scenarios import scenario
from support.solving import placed

from planner.api import solve


def test_two_holders_may_exchange_their_posts() -> None:
    where = scenario(
        "period_months: 12",
        posts="post holder\np an\nq binh",
        cadres="cadre\nan\nbinh",
        fit="cadre post score\nan p 0\nan q 9\nbinh p 9\nbinh q 0",
    )
    assert placed(where) == {"an q 2026-01", "binh p 2026-01"}


def test_three_holders_may_move_round_in_a_circle() -> None:
    where = scenario(
        "period_months: 12",
        posts="post holder\np an\nq binh\nr chi",
        cadres="cadre\nan\nbinh\nchi",
        fit="cadre post score\nan p 0\nan q 9\nbinh q 0\nbinh r 9\nchi r 0\nchi p 9",
    )
    assert placed(where) == {"an q 2026-01", "binh r 2026-01", "chi p 2026-01"}


def test_with_only_listed_scores_a_post_without_one_is_left_without_loss() -> None:
    """His field would be worth 3 points in the post that an leaves, were the fit computed."""
    where = scenario(
        "period_months: 12\nfit: only_listed\ngoals: {tiers: [fit]}",
        titles="title fields\nlawyer law",
        posts="post title holder\np lawyer an\nq - -",
        cadres="cadre field\nan law",
        fit="cadre post score\nan q 7",
    )
    assert placed(where) == {"an q 2026-01"}
    assert [tier.value for tier in solve(where).tiers] == [7 - 6]


def test_two_people_may_be_placed_in_one_seat_one_after_the_other() -> None:
    where = scenario(
        posts="post\np",
        cadres="cadre leaves_on\nan 2026-07\nbinh -",
        pins="action cadre post from\nplace an p 2026-01\nplace binh p 2026-07",
    )
    assert placed(where) == {"an p 2026-01", "binh p 2026-07"}
