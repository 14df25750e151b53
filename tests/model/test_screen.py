"""What plain arithmetic tells before any solver."""

import pytest
from support.scenarios import scenario
from support.solving import only

from planner.domain.case import case_of
from planner.model.screen import screen
from planner.scenario.scenario import Scenario

ONE = "cadre\nan"


def told(where: Scenario) -> list[str]:
    """Each finding as ``severity place: message``."""
    return [f"{finding.severity} {finding.where}: {finding.message}" for finding in screen(case_of(where))]


def test_a_scenario_in_which_everything_can_be_done_raises_nothing() -> None:
    assert told(scenario(posts="post bench_min\np 0\nq 1", cadres="cadre\nan\nbinh\nchi")) == []


@pytest.mark.parametrize("action", ["place", "list"])
def test_a_pin_that_a_rule_refuses_names_the_row_and_the_reason(action: str) -> None:
    where = scenario(
        only("discipline"),
        posts="post bench_min\np 0\nq 0",
        cadres="cadre discipline_until\nan 2030\nbinh -",
        pins=f"action cadre post\nplace binh p\n{action} an q" if action == "place" else "action cadre post\nlist an q",
    )
    (first, *_) = [finding for finding in screen(case_of(where)) if finding.severity == "error"]
    assert first.where == f"pins.csv:{3 if action == 'place' else 2}"
    assert first.value == f"{action} an q"
    assert "a rule refuses what this row decides: an is under discipline until 2030-01-01" in first.message


def test_pins_that_take_decisions_away_are_never_refused() -> None:
    where = scenario(
        only("discipline"),
        posts="post holder\np -\nq an",
        cadres="cadre discipline_until\nan 2030\nbinh -",
        pins="action cadre post\nforbid an p\nkeep an q\ndelist an p",
    )
    assert told(where) == []


def test_preferred_placements_that_no_goal_counts_are_noted_once() -> None:
    pins = "action cadre post\nforbid binh p\nprefer an p\nprefer binh q"
    tables = {"posts": "post bench_min\np 0\nq 0", "cadres": "cadre\nan\nbinh", "pins": pins}
    assert told(scenario(**tables)) == [
        "note pins.csv:3: prefer changes nothing, because the goal change is not among goals.tiers (2 rows in all)"
    ]
    assert told(scenario("goals: {tiers: [fill, change]}", **tables)) == []
    assert told(scenario("goals: {tiers: [{fill: 2, change: 1}]}", **tables)) == []
    assert told(scenario(only("pins", "false"), **tables)) == []


def test_a_holder_who_leaves_cannot_be_kept_beyond_that() -> None:
    where = scenario(
        posts="post holder vacant_from\np an 2026-03\nq binh 2026-08",
        cadres="cadre\nan\nbinh\nchi",
        pins="action cadre post\nkeep an p\nkeep binh q",
    )
    why = "vacant_from ends the stint within the horizon, so the post can be kept only until"
    assert [line for line in told(where) if "pins" in line] == [
        f"error pins.csv:2: {why} 2026-01-01",
        f"warning pins.csv:3: {why} 2026-07-01",
    ]


def test_a_rule_that_refuses_everybody_is_said_once() -> None:
    where = scenario(only("discipline"), posts="post\np\nq", cadres="cadre discipline_until\nan 2035\nbinh 2035")
    message = "warning cadres: the rule discipline (not under discipline) refuses every person for every post"
    assert told(where).count(message) == 1


def test_pins_switched_off_are_not_looked_at() -> None:
    where = scenario(
        "rules: {pack: open, changes: {discipline: true, pins: false}}",
        posts="post\np",
        cadres="cadre discipline_until\nan 2030\nbinh -",
        pins="action cadre post\nplace an p",
    )
    assert told(where) == []


def test_more_people_pinned_to_a_post_than_it_has_seats() -> None:
    where = scenario(
        posts="post seats\np 2",
        cadres="cadre\nan\nbinh\nchi",
        pins="action cadre post\nplace an p\nplace binh p\nplace chi p",
    )
    assert told(where) == ["error pins.csv:4: 3 people are pinned to p, which has 2 seats"]


def test_more_people_pinned_to_a_bench_than_it_takes() -> None:
    where = scenario(
        posts="post holder bench_min bench_max\np chi 0 1",
        cadres="cadre\nan\nbinh\nchi",
        pins="action cadre post\nlist an p\nlist binh p",
    )
    assert told(where) == ["error pins.csv:3: 2 people are pinned to p, which has 1 place on the bench"]


@pytest.mark.parametrize(
    ("bound", "message"),
    [
        ("at_least: 3", "the target asks for 3 people, where there are 2 places"),
        ("at_least: 2, at_most: 1", "the target asks for at least 2 and at most 1 people"),
        ("at_least: 40%, at_most: 45%, hard: true", "the target asks for at least 1 and at most 0 people"),
        ("at_least: 45%, at_most: 40%", "the target asks for at least 1 and at most 0 people"),
    ],
)
def test_a_target_that_contradicts_itself_or_the_seats(bound: str, message: str) -> None:
    where = scenario(
        f"mix: [{{name: women, column: sex, values: [female], {bound}}}]",
        posts="post\np\nq",
        cadres="cadre sex\nan female\nbinh male",
    )
    assert told(where) == [f"error scenario.yaml: mix.women: {message}"]


def test_soft_shares_that_only_rounding_brings_into_conflict_are_a_warning() -> None:
    where = scenario(
        "mix: [{name: women, column: sex, values: [female], at_least: 40%, at_most: 45%}]",
        posts="post\np\nq",
        cadres="cadre sex\nan female\nbinh male",
    )
    (warning,) = told(where)
    assert warning.startswith("warning scenario.yaml: mix.women: the target asks for at least 1 and at most 0 people")


def test_a_contradiction_is_told_once_with_the_part_it_is_in() -> None:
    where = scenario(
        "mix: [{name: women, column: sex, values: [female], scope: each_unit, when: every, at_least: 2}]",
        posts="post unit\np xa\nq ya",
        cadres="cadre sex\nan female\nbinh female",
    )
    assert told(where) == ["error scenario.yaml: mix.women: the target asks for 2 people in xa, where there is 1 place"]


def test_a_target_on_a_bench_counts_the_places_of_the_bench() -> None:
    words = "mix: [{{name: w, column: sex, values: [female], scope: each_bench, at_least: {}}}]"
    tables = {
        "posts": "post holder bench_min bench_max\np an 1 2",
        "cadres": "cadre sex\nan male\nbinh female\nchi female\ndung female",
    }
    assert told(scenario(words.format(2), **tables)) == []
    assert told(scenario(words.format(3), **tables)) == [
        "error scenario.yaml: mix.w: the target asks for 3 people in p, where there are 2 places"
    ]


@pytest.mark.parametrize(
    ("posts", "message"),
    [
        ("p 3 -     -", "3 seats of p to fill within the horizon, and 1 person could take it"),
        ("p 3 binh  -", "2 seats of p to fill within the horizon, and 1 person could take it"),
        ("p 2 binh  2026-07", "2 seats of p to fill within the horizon, and 1 person could take it"),
    ],
)
def test_more_seats_fall_vacant_than_people_could_take_them(posts: str, message: str) -> None:
    where = scenario(
        posts=f"post seats holder vacant_from\n{posts}",
        cadres="cadre\nan\nbinh",
        pins="action cadre post\nforbid binh p",
    )
    assert told(where) == [f"warning posts.csv:2: {message}"]


@pytest.mark.parametrize("vacant_from", ["2027-01", "2030"])
def test_a_post_that_opens_after_the_horizon_is_no_concern(vacant_from: str) -> None:
    where = scenario(only("in_pool"), posts=f"post vacant_from\np {vacant_from}", cadres=ONE)
    assert told(where) == []


def test_a_bench_for_which_too_few_people_may_be_listed() -> None:
    where = scenario(
        only("bench_service", "{on: true, months: 60}"),
        posts="post holder bench_min\np chi 2",
        cadres="cadre leaves_on\nan -\nbinh 2028\nchi -",
    )
    assert told(where) == ["warning posts.csv:2: the bench of p should have 2 people, and 1 may be listed"]


@pytest.mark.parametrize(
    ("since", "leaves", "findings"),
    [
        ("2024-06", "-", ["note posts.csv:2: the tenure cap is reached by 2026-06-01"]),
        ("2024-07", "-", []),
        ("-", "2026-06", ["note posts.csv:2: service ends by 2026-06-01"]),
        ("-", "2026-07", []),
    ],
)
def test_a_holder_who_cannot_stay_the_first_period_is_noted(since: str, leaves: str, findings: list[str]) -> None:
    where = scenario(
        only("tenure_cap", "{on: true, head_months: 24, deputy_months: 24}"),
        posts=f"post holder held_since\np an {since}",
        cadres=f"cadre leaves_on\nan {leaves}\nbinh -",
    )
    assert [line.split(", and the first")[0] for line in told(where)] == findings


def test_a_planned_vacancy_in_the_first_period_is_no_surprise() -> None:
    where = scenario(posts="post holder vacant_from\np an 2026-03", cadres="cadre\nan\nbinh")
    assert told(where) == []
