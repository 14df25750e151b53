"""Returns from rotation: to a post like the former one, in time; and how long people count as away."""

import pytest
from support.small_office import with_rule
from support.term_office import SETTINGS, STINTS, broken, faults, term, without


def test_the_plan_of_the_term_keeps_every_rule() -> None:
    assert faults(term()) == []


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        pytest.param({"away": {"ratings": "HTTNV"}}, {"return_place"}, id="higher without an excellent year"),
        pytest.param({"away": {"ratings": "HTXSNV;HTTNV;HTTNV;HTTNV"}}, {"return_place"}, id="excellent long ago"),
        pytest.param({"away": {"former_title": "-"}}, {"return_place"}, id="below the own grade"),
        pytest.param({"away": {"former_title": "staff"}}, {"return_place"}, id="two grades higher"),
        pytest.param({"away": {"former_title": "dept_head", "ratings": "-"}}, set(), id="the same grade"),
        pytest.param({"away": {"former_title": "party_committee"}}, {"return_place"}, id="a former title of no grade"),
        pytest.param({"away": {"theory": "primary"}}, {"standard"}, id="below the standard"),
        pytest.param({"away": {"rotation_until": "2026-12"}}, {"plan"}, id="stays after the decided end"),
        pytest.param({"away": {"rotation_since": "2024-07"}}, set(), id="a rotation that ends by itself"),
        pytest.param(
            {"away": {"rotation_since": "2024-01", "rotation_until": "-"}}, set(), id="back after three years"
        ),
        pytest.param(
            {"away": {"rotation_since": "2024-02", "rotation_until": "-"}}, {"min_stay"}, id="back before three years"
        ),
        pytest.param({"away": {"birth_date": "1973-07"}}, {"bench_service"}, id="less than five years of service left"),
        pytest.param({"fresh": {"ratings": "HTXSNV;HTNV"}}, {"rating"}, id="goes on rotation after a poor year"),
        pytest.param({"second": {"title": "dept_head"}}, set(), id="back to a higher post after an excellent year"),
        pytest.param({"fresh": {"ratings": "HTTNV"}, "second": {"title": "dept_head"}}, {"return_place"}, id="higher"),
    ],
)
def test_a_return_is_to_a_post_like_the_former_one(changes: dict[str, dict[str, str]], rules: set[str]) -> None:
    assert broken(term(changes)) == rules


@pytest.mark.parametrize(
    ("end", "back", "rules"),
    [
        ("2030-01", "2030-01", set()),
        ("2029-07", "2029-07", {"return_place"}),
        ("2030-01", "2030-07", {"return_place"}),
        ("2030-07", "2030-07", set()),
    ],
)
def test_a_new_rotation_lasts_three_years_and_ends_with_the_return(end: str, back: str, rules: set[str]) -> None:
    rows = STINTS.replace("2027-01  2030-01", f"2027-01  {end}").replace("2030-01  2031-01", f"{back}  2031-01")
    assert broken(term(), rows) == rules


def test_a_new_rotation_ends_by_nothing_but_a_return() -> None:
    assert broken(term(), without(STINTS, "fresh second")) == {"no_removal"}


def test_a_return_may_lead_back_to_the_former_post() -> None:
    assert broken(term(), STINTS.replace("fresh   second", "fresh   deputy")) == set()


def test_nobody_on_rotation_gets_another_department_while_returns_are_off() -> None:
    found = faults(term(settings=with_rule("return_place", "false") + SETTINGS))
    assert [violation.rule for violation in found] == ["return_place"] * 2
    assert {violation.cadres for violation in found} == {("away",), ("fresh",)}


def test_a_return_may_come_after_months_without_a_place() -> None:
    later = STINTS.replace("away    head       2027-01", "away    head       2028-07")
    assert broken(term(), later) == set()


def test_whoever_moves_to_another_commune_has_made_his_move() -> None:
    moved = STINTS.replace("away    head       2027-01  2031-01", "away    chair_c    2027-01  2031-01")
    where = term(
        {"away": {"rotates": "yes", "grade": "3"}},
        posts="post unit title holder key bench_min\nsec_a xa_a secretary away yes 0\ncouncil_a xa_a council_chair away"
        " yes 0\nchair_c xa_c secretary - yes 0\nhead dept dept_head - no 0",
        units="unit kind\ndist department\ndept department\nxa_a commune\nxa_b commune\nxa_c commune",
        bench="cadre post",
    )
    rows = "\n".join(row for row in moved.splitlines() if row.startswith("away"))
    assert broken(where, rows, "", "") == set()
    again = rows.replace("2027-01  2031-01", "2027-01  2030-01") + "\naway head 2030-01 2031-01"
    assert broken(where, again, "", "") == {"one_post", "no_removal"}


def test_people_count_as_away_for_a_number_of_years_only() -> None:
    # riser's chair is taken in 2027-01, as away comes home; a year earlier both would be away
    sooner = STINTS.replace("2027-01", "2026-07").replace("2030-01", "2029-07")
    sooner = sooner.replace("away    sec_a      2026-01  2026-07", "away    sec_a      2026-01  2027-01")
    sooner = sooner.replace("away    council_a  2026-01  2026-07", "away    council_a  2026-01  2027-01")
    sooner = sooner.replace("away    head       2026-07", "away    head       2027-01")
    trained = {"riser": {"theory": "intermediate"}}
    attended = "junior middle"
    assert broken(term(trained), sooner, attended=attended) == {"release_cap"}
    counts = with_rule("release_cap", "{counts_months: 36}") + SETTINGS
    # away has been so since 2023-07, thirty-six months in 2026-07
    assert broken(term(trained, counts), sooner, attended=attended) == set()
    counts = with_rule("release_cap", "{counts_months: 37}") + SETTINGS
    assert broken(term(trained, counts), sooner, attended=attended) == {"release_cap"}
