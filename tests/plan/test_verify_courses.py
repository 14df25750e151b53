"""Courses: seats, budget and order; what they bring, and from when on."""

import pytest
from support.scenarios import scenario
from support.small_office import checker, pairs, stint_rows
from support.term_office import ATTENDED, STINTS, broken, term


@pytest.mark.parametrize(
    ("changes", "attended", "rules"),
    [
        pytest.param({"basic": {"cost": "0"}}, "away basic", {"course_order"}, id="has the level already"),
        pytest.param({"riser": {"theory": "none"}}, "", {"course_order"}, id="lacks what it needs"),
        pytest.param({"riser": {"theory": "none"}}, "riser basic", {"course_budget"}, id="gets it just in time"),
        pytest.param(
            {"riser": {"theory": "none"}, "basic": {"cost": "0", "months": "3"}},
            "riser basic",
            {"course_order"},
            id="two sessions in one month",
        ),
        pytest.param(
            {"basic": {"cost": "0", "starts_on": "2026-08"}, "junior": {"theory": "none"}},
            "junior basic",
            {"course_order"},
            id="gets it too late",
        ),
        pytest.param({"middle": {"taken": "3"}}, "", {"course_seats"}, id="two people in one free seat"),
        pytest.param({"middle": {"cost": "11"}}, "", {"course_budget"}, id="dearer than the budget"),
        pytest.param({}, "riser late", {"course_budget"}, id="a year without budget"),
        pytest.param({"late": {"cost": "0"}}, "riser late", set(), id="longer than the horizon"),
        pytest.param(
            {"junior": {"leaves_on": "2026-08"}}, "", {"bench_service", "course_order"}, id="leaves before its end"
        ),
    ],
)
def test_courses_are_attended_in_order_and_within_their_means(
    changes: dict[str, dict[str, str]], attended: str, rules: set[str]
) -> None:
    assert broken(term(changes), attended=ATTENDED + attended) == rules


@pytest.mark.parametrize("order", ["true", "false"])
@pytest.mark.parametrize(("unit", "rules"), [("xa", set()), ("tinh", set()), ("-", set()), ("ya", {"course_order"})])
def test_a_session_of_a_unit_is_attended_by_its_people_and_those_below(unit: str, rules: set[str], order: str) -> None:
    where = scenario(
        f"rules: {{pack: open, changes: {{course_order: {order}}}}}",
        units="unit kind parent\ntinh province -\nxa commune tinh\nya commune tinh",
        posts="post\np",
        cadres="cadre unit\nan xa\nbinh ya",
        sessions=f"session grants starts_on unit\nk skills=updated 2026-03 {unit}",
    )
    assert {violation.rule for violation in checker(where).violations([], [], [("an", "k")])} == rules


def test_without_a_budget_courses_may_cost_anything() -> None:
    assert broken(term({"middle": {"cost": "1000000"}}, "horizon_months: 60")) == set()
    assert broken(term({"middle": {"cost": "20"}}, "horizon_months: 60\ncourses: {budget: 40}")) == set()
    assert broken(term({"middle": {"cost": "21"}}, "horizon_months: 60\ncourses: {budget: 40}")) == {"course_budget"}


def test_a_course_brings_the_standard_only_from_its_end() -> None:
    # middle ends in 2026-09; riser takes the post in 2027-01
    assert broken(term({"middle": {"months": "10"}})) == set()
    assert broken(term({"middle": {"months": "11"}})) == {"standard"}
    assert broken(term(), attended="junior middle") == {"standard"}


def test_a_course_brings_what_a_bench_asks_until_the_horizon_ends() -> None:
    two_gaps = {"junior": {"degree": "college"}}
    assert broken(term(two_gaps)) == set()
    assert broken(term(two_gaps), attended="riser middle") == {"bench_standard"}
    slow = {"middle": {"months": "59"}}
    trained = {"riser": {"theory": "intermediate"}}
    assert broken(term(two_gaps | slow | trained), attended="junior middle") == {"bench_standard"}
    assert broken(term(two_gaps | {"middle": {"months": "58"}} | trained), attended="junior middle") == set()


def test_attendances_of_nobody_or_nothing_make_a_plan_unreadable() -> None:
    for row, what in [
        ("nobody middle", "names a cadre the scenario lacks"),
        ("riser nothing", "names a session the scenario lacks"),
        ("riser middle", "attends it twice"),
    ]:
        (violation,) = checker(term()).violations(stint_rows(STINTS), [], pairs(ATTENDED + row))
        assert (violation.rule, what in violation.message) == ("plan", True)
