"""C2: a second post of the unit is held beside the main one while the rulebook allows the two in one person."""

import pytest
from support.scenarios import scenario
from support.solving import holding, only, placed, refusals, together

from planner.scenario.scenario import Scenario

POSTS = "post unit title weight vacant_from\nmain xa deputy_secretary 5 {}\nside xa council_vice 1 {}"
OVERLAP = "cadre leaves_on\nan {}"


def alone(start: str = "null", until: str = "null", opens: str = "- -", leaves: str = "-") -> Scenario:
    """A person and two vacant posts of one commune; when they open, and when he leaves."""
    return scenario(
        f"horizon_months: 18\n{together(start, until)}",
        posts=POSTS.format(*opens.split()),
        cadres=OVERLAP.format(leaves),
    )


def holder(posts: str, settings: str = "", people: str = "an") -> Scenario:
    """An holds posts, given with unit, title, holder and weight."""
    return scenario(
        settings or together(),
        posts=f"post unit title holder weight\n{posts}",
        cadres="cadre\n" + "\n".join(people.split()),
    )


def test_one_person_takes_the_main_post_and_the_one_beside_it() -> None:
    assert holding(alone()) == {"an main 2026-01..2027-07 horizon", "an side 2026-01..2027-07 horizon"}


def test_the_second_post_may_be_taken_later_than_the_main_one_but_not_before_it() -> None:
    later = {"an main 2026-01..2027-07 horizon", "an side 2026-07..2027-07 horizon"}
    assert holding(alone(opens="- 2026-07")) == later
    both = {"an main 2026-07..2027-07 horizon", "an side 2026-07..2027-07 horizon"}
    assert holding(alone(opens="2026-07 -")) == both


@pytest.mark.parametrize(
    ("start", "until", "stint"),
    [
        ("2026-07-01", "null", "2026-07..2027-07 horizon"),
        ("2026-08-01", "null", "2027-01..2027-07 horizon"),
        ("null", "2027-01-01", "2026-01..2027-01 dual"),
        ("null", "2026-12-01", "2026-01..2026-07 dual"),
        ("2026-07-01", "2027-01-01", "2026-07..2027-01 dual"),
    ],
)
def test_the_second_post_is_held_only_in_whole_periods_of_the_permission(start: str, until: str, stint: str) -> None:
    assert holding(alone(start, until)) == {"an main 2026-01..2027-07 horizon", f"an side {stint}"}


def test_a_permission_without_a_whole_period_allows_nothing() -> None:
    assert placed(alone("2026-02-01", "2026-12-01")) == {"an main 2026-01"}


def test_service_ends_both_posts() -> None:
    assert holding(alone(leaves="2027-02")) == {"an main 2026-01..2027-01 service", "an side 2026-01..2027-01 service"}


def test_who_holds_the_main_post_today_takes_the_second_one() -> None:
    where = holder("main xa deputy_secretary an 1\nside xa council_vice - 1")
    assert holding(where) == {"an main 2026-01..2027-01 horizon", "an side 2026-01..2027-01 horizon"}


def test_the_pair_has_an_order_that_does_not_turn_round() -> None:
    """An holds the second post: he could only give it up for the main one."""
    where = holder("main xa deputy_secretary - 1\nside xa council_vice an 1")
    assert placed(where) == set()
    dearer = holder("main xa deputy_secretary - 9\nside xa council_vice an 1")
    assert holding(dearer) == {"an main 2026-01..2027-01 horizon"}


@pytest.mark.parametrize(
    "second", ["side ya council_vice", "side xa pc_vice", "side xa deputy_secretary"], ids=["unit", "title", "twice"]
)
def test_posts_of_two_units_or_of_another_pair_are_not_held_together(second: str) -> None:
    where = holder(f"main xa deputy_secretary - 5\n{second} - 1")
    assert placed(where) == {"an main 2026-01"}


def test_moving_on_ends_both_posts_of_today() -> None:
    posts = "main xa deputy_secretary an 1\nside xa council_vice an 1\nother ya pc_chair - 9"
    where = scenario(
        together(),
        posts=f"post unit title holder weight vacant_from\n{posts.replace(' 1', ' 1 -').replace(' 9', ' 9 2026-07')}",
        cadres="cadre\nan",
    )
    assert holding(where) == {
        "an main 2026-01..2026-07 moves",
        "an side 2026-01..2026-07 moves",
        "an other 2026-07..2027-01 horizon",
    }


def test_the_second_post_of_today_can_be_taken_again_beside_a_new_main_one() -> None:
    where = scenario(
        together(),
        posts="post unit title holder weight\nold xa deputy_secretary an 1\nnew xa deputy_secretary - 9\n"
        "side xa council_vice an 5",
        cadres="cadre\nan",
    )
    assert holding(where) == {"an new 2026-01..2027-01 horizon", "an side 2026-01..2027-01 horizon"}


def test_nobody_has_two_posts_beside_the_main_one() -> None:
    where = holder("main xa deputy_secretary an 1\nside xa council_vice an 1\nthird xa council_vice - 1")
    assert placed(where) == set()


def test_the_second_post_needs_no_pool_and_no_stay() -> None:
    where = scenario(
        together(in_pool="true", min_stay="{on: true, rotation_months: 36, holder_months: 36}"),
        posts="post unit title holder held_since\nmain xa deputy_secretary an 2025-07\nside xa council_vice - -",
        cadres="cadre\nan",
    )
    assert placed(where) == {"an side 2026-01"}


def test_the_second_post_costs_no_move_and_its_points_count() -> None:
    where = scenario(
        f"goals: {{tiers: [fit, fill]}}\nfit: only_listed\n{together()}",
        posts="post unit title holder\nmain xa deputy_secretary an\nside xa council_vice -",
        cadres="cadre\nan",
        fit="cadre post score\nan side 1",
    )
    assert placed(where) == {"an side 2026-01"}


def test_switched_off_one_post_is_held() -> None:
    off = scenario(together(dual_role="false"), posts=POSTS.format("-", "-"), cadres="cadre\nan")
    assert placed(off) == {"an main 2026-01"}
    assert placed(scenario(only("one_post"), posts="post unit\np xa\nq xa", cadres="cadre\nan")) in (
        {"an p 2026-01"},
        {"an q 2026-01"},
    )


def test_a_second_post_refuses_what_its_title_asks() -> None:
    where = scenario(
        together(standard="true"),
        titles="title degree\ncouncil_vice doctor\ndeputy_secretary none",
        posts="post unit title holder\nmain xa deputy_secretary an\nside xa council_vice -",
        cadres="cadre theory state_mgmt party_date\nan advanced senior 2000",
    )
    assert placed(where) == set()
    assert refusals(where, "an", "side") == ["an lacks degree for council_vice"]
