"""C17: not too many leaders of one department are away at once, and never its head with another."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed, refusals

from planner.scenario.scenario import Scenario

UNITS = "unit kind\nxa commune\nya commune\nphong department\nban department"
TITLES = "title head\nhead yes\ndeputy no"


def two_posts(people: str, most: int = 1, opens: str = "-", switch: str = "") -> Scenario:
    """Commune post p for an and q, vacant from ``opens``, for binh; people with unit, title and leaves_on."""
    return scenario(
        only("release_cap", switch or f"{{on: true, away_max: {most}}}"),
        units=UNITS,
        titles=TITLES,
        posts=f"post unit weight vacant_from\np xa 5 -\nq ya 1 {opens}",
        cadres=f"cadre unit title leaves_on\n{people}",
        pins="action cadre post\nforbid an q\nforbid binh p",
    )


def sent_before(people: str, posts: str, most: int = 1, pins: str = "") -> Scenario:
    """People with unit, title and the department that sent them, and posts with unit, holder and vacant_from."""
    return scenario(
        only("release_cap", f"{{on: true, away_max: {most}}}"),
        units=UNITS,
        titles=TITLES,
        posts=f"post unit holder vacant_from weight\n{posts}",
        cadres=f"cadre unit title sending_unit\n{people}",
        pins=f"action cadre post\n{pins}",
    )


def test_of_two_people_of_one_department_one_may_leave() -> None:
    assert placed(two_posts("an phong deputy -\nbinh phong deputy -")) == {"an p 2026-01"}


def test_two_people_of_two_departments_may_leave() -> None:
    assert placed(two_posts("an phong deputy -\nbinh ban deputy -")) == {"an p 2026-01", "binh q 2026-01"}


def test_a_move_inside_the_department_is_no_absence() -> None:
    inside = scenario(
        only("release_cap", "{on: true, away_max: 0}"),
        units=UNITS,
        posts="post unit\np phong\nq xa",
        cadres="cadre unit\nan phong",
    )
    assert placed(inside) == {"an p 2026-01"}


@pytest.mark.parametrize(
    ("leaves", "stints"),
    [("2026-07", {"an p 2026-01", "binh q 2026-07"}), ("2027-01", {"an p 2026-01"})],
    ids=["back after the first period", "away to the end"],
)
def test_the_place_is_free_again_when_the_first_is_no_longer_away(leaves: str, stints: set[str]) -> None:
    assert placed(two_posts(f"an phong deputy {leaves}\nbinh phong deputy -", opens="2026-12")) == stints


@pytest.mark.parametrize(
    ("titles", "together"),
    [(("deputy", "deputy"), True), (("head", "deputy"), False), (("deputy", "head"), False)],
)
def test_a_larger_cap_lets_deputies_leave_together_but_not_with_the_head(
    titles: tuple[str, str], together: bool
) -> None:
    where = two_posts(f"an phong {titles[0]} -\nbinh phong {titles[1]} -", most=2)
    assert placed(where) == {"an p 2026-01"} | ({"binh q 2026-01"} if together else set())


def test_who_was_sent_before_counts_while_his_post_there_lasts() -> None:
    posts = "held xa an {}  1\nq ya - - 2"
    people = "an xa deputy phong\nbinh phong deputy -"
    assert placed(sent_before(people, posts.format("-"), pins="keep an held")) == set()
    assert placed(sent_before(people, posts.format("2026-07"), pins="forbid an q")) == {"binh q 2026-07"}


@pytest.mark.parametrize(("sent", "staff", "joins"), [("head", "deputy", True), ("deputy", "head", False)])
def test_the_head_stays_while_another_is_away_but_who_was_sent_before_is_no_head_here(
    sent: str, staff: str, joins: bool
) -> None:
    people = f"an xa {sent} phong\nbinh phong {staff} -"
    where = sent_before(people, "held xa an - 1\nq ya - - 1", most=2, pins="keep an held")
    assert placed(where) == ({"binh q 2026-01"} if joins else set())


def test_who_was_sent_before_may_move_on_to_another_commune() -> None:
    where = sent_before("an xa deputy phong", "held xa an - 1\nq ya - - 5", most=0)
    assert placed(where) == {"an q 2026-01"}


def test_a_return_to_the_department_frees_a_place() -> None:
    posts = "held xa an - 1\nhome phong - - 9\nq ya - - 5"
    people = "an xa deputy phong\nbinh phong deputy -"
    pins = "forbid binh home\nforbid binh held"
    assert placed(sent_before(people, posts, pins=pins)) == {"an home 2026-01", "binh q 2026-01"}


def test_what_is_so_today_may_stay_so() -> None:
    where = sent_before("an xa head phong\nbinh ya deputy phong", "p xa an - 1\nq ya binh - 1", most=0)
    assert placed(where) == set()


def test_switched_off_a_department_may_be_emptied() -> None:
    where = two_posts("an phong head -\nbinh phong deputy -", switch="false")
    assert placed(where) == {"an p 2026-01", "binh q 2026-01"}


def test_the_rule_binds_people_together_and_refuses_no_single_pair() -> None:
    assert refusals(two_posts("an phong head -\nbinh phong deputy -", most=0), "an", "p") == []


def sent_in(since: str, months: int, pins: str = "keep an held") -> Scenario:
    """An was sent to a commune then, binh could follow; an absence counts for so many months, the plan eighteen."""
    return scenario(
        f"horizon_months: 18\n{only('release_cap', f'{{on: true, away_max: 1, counts_months: {months}}}')}",
        units=UNITS,
        titles=TITLES,
        posts="post unit holder\nheld xa an\nq ya -",
        cadres=f"cadre unit title sending_unit rotation_since\nan xa deputy phong {since}\nbinh phong deputy - -",
        pins=f"action cadre post\n{pins}",
    )


@pytest.mark.parametrize(
    ("since", "months", "start"),
    [
        ("2021-01", 60, "2026-01"),
        ("2021-02", 60, "2026-07"),
        ("2021-07", 60, "2026-07"),
        ("2021-08", 60, "2027-01"),
        ("2023-01", 60, ""),
        ("2023-01", 36, "2026-01"),
        ("-", 12, ""),
    ],
)
def test_who_has_stayed_long_enough_is_no_longer_away(since: str, months: int, start: str) -> None:
    assert placed(sent_in(since, months)) == ({f"binh q {start}"} if start else set())


def test_a_new_rotation_counts_from_its_start() -> None:
    where = scenario(
        f"horizon_months: 24\n{only('release_cap', '{on: true, away_max: 1, counts_months: 12}')}",
        units=UNITS,
        titles=TITLES,
        posts="post unit weight\np xa 5\nq ya 1",
        cadres="cadre unit title\nan phong deputy\nbinh phong deputy",
        pins="action cadre post\nforbid an q\nforbid binh p",
    )
    assert placed(where) == {"an p 2026-01", "binh q 2027-01"}


def test_a_return_makes_nobody_away_also_where_it_leads_to_another_department() -> None:
    where = scenario(
        "rules: {pack: open, changes: {return_place: true, release_cap: {on: true, away_max: 1, counts_months: 60}}}",
        units=UNITS,
        titles=TITLES,
        posts="post unit holder weight\nheld xa an 1\nback ban - 9\nq ya - 5",
        cadres="cadre unit title sending_unit rotation_since\nan phong deputy phong 2024-01\nbinh phong deputy - -",
        pins="action cadre post\nforbid binh back\nforbid binh held",
    )
    assert placed(where) == {"an back 2026-01", "binh q 2026-01"}
