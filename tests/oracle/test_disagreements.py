"""What engine and oracle once saw differently, each as its smallest scenario."""

from support.scenarios import scenario
from support.solving import holding, placed, together

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


def test_somebody_who_rotates_is_of_the_group_that_a_session_takes_first() -> None:
    where = scenario(
        titles="title skills\nchair updated",
        posts="post title holder bench_min\np chair binh 1",
        cadres="cadre rotates skills\nan yes none\nbinh no updated",
        sessions="session grants starts_on priority\nk skills=updated 2026-01 rotates=yes",
    )
    plan = solve(where)
    assert plan.training["priority"].tolist() == ["yes"]
    # listed and ready by the course, which costs two points less one
    assert [tier.value for tier in plan.tiers if tier.name == "fit"] == [3 - 2 + 1]


def test_a_second_post_that_may_no_longer_be_held_is_open_from_the_start() -> None:
    where = scenario(
        together(until="2026-03-01"),
        posts="post unit title holder\np xa deputy_secretary an\nq xa council_vice an",
        cadres="cadre\nan\nbinh",
    )
    assert holding(where) == {"an p 2026-01..2027-01 horizon", "binh q 2026-01..2027-01 horizon"}


def test_who_follows_into_a_ring_of_moves_lengthens_it() -> None:
    """Chi fills the seat that an leaves, so that it does not look as if an's own follower had left it open."""
    where = scenario(
        posts="post seats holder\np 2 an\nq 2 binh;chi",
        cadres="cadre\nan\nbinh\nchi",
        pins="action cadre post\nplace an q\nplace binh p\nplace chi p",
    )
    moves = solve(where).moves
    assert len(set(moves["chain"])) == 1


def test_a_new_rotation_that_the_tenure_cap_ends_can_be_followed_by_a_return() -> None:
    where = scenario(
        "rules: {pack: open, changes: {return_place: true, tenure_cap: true}}\nhorizon_months: 18",
        units="unit kind\nxa commune\nphong department",
        titles="title tenure_cap_months\nchair 6\nclerk 60",
        posts="post unit title vacant_from\nout xa chair -\nback phong clerk 2026-07",
        cadres="cadre unit\nan phong",
        pins="action cadre post from\nplace an out 2026-01",
    )
    assert holding(where) == {"an out 2026-01..2026-07 tenure_cap", "an back 2026-07..2027-07 horizon"}
    # nothing is left before its own end, so that neither stint costs a move
    assert solve(where).moves["opens"].tolist() == ["", ""]
    assert [tier.value for tier in solve(where).tiers if tier.name == "fit"] == [0]


def test_a_second_post_that_is_kept_holds_nobody_longer_than_it_lasts() -> None:
    where = scenario(
        together(until="2026-07-01"),
        posts="post unit title holder weight vacant_from\nmain xa deputy_secretary an 1 -\n"
        "side xa council_vice an 1 -\nother ya - - 9 2026-07",
        cadres="cadre\nan",
        pins="action cadre post\nkeep an side",
    )
    assert placed(where) == {"an other 2026-07"}


def test_a_second_post_is_not_taken_beside_a_relative_whose_post_is_older() -> None:
    where = scenario(
        together(kin="true"),
        posts="post unit title holder\nmain xa deputy_secretary an\nside xa council_vice -\nthird xa pc_vice binh",
        cadres="cadre\nan\nbinh",
        relatives="cadre_a cadre_b\nan binh",
        pins="action cadre post\nkeep binh third\nkeep an main",
    )
    assert placed(where) == set()


def test_a_post_taken_beside_another_is_not_taken_again_as_the_main_one() -> None:
    """The main post ends after half a year, and with it the second one, which he would have liked to keep."""
    where = scenario(
        together(),
        posts="post unit title holder vacant_from\nmain xa deputy_secretary an 2026-07\nside xa council_vice - -",
        cadres="cadre\nan",
    )
    assert placed(where) in ({"an side 2026-01"}, {"an side 2026-07"})
