"""What each goal counts, seen in the values of plans that leave no choice."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed
from support.training import learners

from planner.api import solve
from planner.scenario.scenario import Scenario


def value(where: Scenario, goal: str) -> int:
    """The value of a goal that is a tier of its own."""
    return next(tier.value for tier in solve(where).tiers if tier.name == goal)


@pytest.mark.parametrize(
    ("session", "months"),
    [("2026-01 1", 6), ("2026-01 6", 6), ("2026-01 7", 12), ("2027-07 6", 24), ("2027-08 6", 24)],
)
def test_standard_counts_the_months_until_a_course_has_brought_what_the_own_title_asks(
    session: str, months: int
) -> None:
    assert value(learners(f"skills=updated - {session} 1 0 0", people="an intermediate none -"), "standard") == months


@pytest.mark.parametrize(("leaves", "months"), [("-", 24), ("2027-01", 12), ("2026-12", 6), ("2026-06", 0)])
def test_standard_counts_whole_periods_of_service(leaves: str, months: int) -> None:
    late = "skills=updated - 2027-07 6 1 0 0"
    assert value(learners(late, people=f"an intermediate none {leaves}"), "standard") == months


def test_standard_counts_a_month_once_however_many_parts_lack() -> None:
    both = "skills=updated - 2026-01 1 1 0 0\ntheory=intermediate - 2026-02 8 1 0 0"
    assert value(learners(both, people="an none none -"), "standard") == 12


def test_standard_looks_at_people_of_communes() -> None:
    where = scenario(
        "goals: {tiers: [standard]}",
        units="unit kind\nxa commune\nphong department",
        titles="title skills\nclerk updated",
        posts="post\np",
        cadres="cadre unit title\nan phong clerk\nbinh - clerk\nchi xa clerk\ndung xa -",
    )
    assert value(where, "standard") == 12


def review(pins: str = "", bench: str = "an p\nbinh p", more: str = "", switch: str = "discipline: true") -> Scenario:
    """The bench of p has room for one, the post q is vacant; binh is under discipline where ``more`` says so."""
    return scenario(
        f"goals: {{tiers: [change, fill, bench, fit]}}\nrules: {{pack: open, changes: {{{switch}}}}}",
        posts="post holder bench_min bench_max key\np chi 1 1 yes\nq - 0 0 no",
        cadres=f"cadre discipline_until\nan -\nbinh {more or '-'}\nchi -",
        bench=f"cadre post\n{bench}",
        pins=f"action cadre post\n{pins}",
    )


def test_change_counts_listings_in_force_that_are_dropped() -> None:
    assert value(review("keep chi p"), "change") == 1
    assert value(review(bench="an p"), "change") == 0


def test_change_counts_nobody_as_dropped_who_is_placed_in_that_very_post() -> None:
    """The holder makes room, so that one of the two takes the post and the other stays listed."""
    taken = {" ".join(stint.split()[:2]) for stint in placed(review("place chi q"))}
    assert taken & {"an p", "binh p"}
    assert value(review("place chi q"), "change") == 0


def test_change_does_not_count_what_a_rule_refuses_by_itself() -> None:
    assert value(review(more="2030"), "change") == 0


def test_change_counts_published_placements_that_are_not_made() -> None:
    assert value(review("prefer an q", "an p"), "change") == 0
    assert value(review("prefer an q\nprefer binh q", "an p"), "change") == 1


def rotated(people: str = "an xa 2024-01 2026-07 -", horizon: int = 18) -> Scenario:
    """Nobody may take any post; a commune's post whose holder is on rotation until a date, with leaves_on."""
    return scenario(
        f"horizon_months: {horizon}\ngoals: {{tiers: [fill]}}\n" + only("in_pool"),
        units="unit kind\nxa commune\nphong department",
        posts="post unit holder key\nout xa an no",
        cadres=f"cadre unit rotation_since rotation_until leaves_on\n{people}",
    )


@pytest.mark.parametrize(
    ("person", "months"),
    [
        ("an xa 2024-01 2026-07 -", 12),
        ("an xa 2024-01 2026-05 -", 18),
        ("an xa 2024-01 2027-07 -", 0),
        ("an xa 2024-01 - -", 0),
        ("an xa 2024-01 2026-07 2027-01", 6),
        ("an xa 2024-01 2026-07 2026-12", 0),
        ("an xa 2024-01 - 2026-07", 0),
        ("an xa - - 2026-07", 0),
    ],
)
def test_fill_counts_months_without_a_place_after_a_rotation(person: str, months: int) -> None:
    assert value(rotated(person), "fill") == months


def successor(weights: str, backfill: str = "yes", listed: str = "an p") -> Scenario:
    """An, who is listed, takes p."""
    return scenario(
        f"goals: {{tiers: [fill, fit], fit: {{{weights}}}}}",
        posts=f"post backfill bench_max\np {backfill} 0",
        cadres="cadre\nan",
        bench=f"cadre post\n{listed}",
    )


def test_fit_rewards_a_post_filled_from_its_own_bench_where_it_is_to_be_filled_again() -> None:
    assert value(successor("own_bench: 7"), "fit") == 7
    assert value(successor("own_bench: 7", "no"), "fit") == 0
    assert value(successor("own_bench: 7", listed=""), "fit") == 0


def test_fit_rewards_who_is_made_ready_and_counts_attendances_and_groups_that_go_first() -> None:
    where = scenario(
        "goals: {tiers: [bench, fit], fit: {ready: 11, course: 5, priority: 2}}",
        titles="title skills\nchair updated",
        posts="post title holder bench_min\np chair binh 1",
        cadres="cadre sex skills\nan female none\nbinh male updated",
        sessions="session grants starts_on priority\nk skills=updated 2026-01 sex=female",
    )
    assert value(where, "fit") == 11 - 5 + 2
    assert value(where, "bench") == 0


def test_mix_counts_each_committee_by_its_own_list_and_leaves_it_out_of_benches() -> None:
    where = scenario(
        "rules: {pack: open, changes: {committee: {on: true, low_percent: 100, high_percent: 100}}}\n"
        "goals: {tiers: [fill, bench, mix]}\n"
        "mix:\n"
        "  - {name: lists, column: sex, values: [female], scope: each_committee, at_least: 50%}\n"
        "  - {name: benches, column: sex, values: [female], scope: all_benches, at_least: 1}\n",
        titles="title committee\nlist yes",
        posts="post unit title holder seats bench_min bench_max\nl xa list - 2 - -\n"
        "m xa list - 4 - -\np xa - chi 1 1 1",
        cadres="cadre unit sex\nan xa male\nbinh xa female\nchi xa male\ndung xa male",
    )
    counted = solve(where).mix.set_index(["target", "of"])[["lower", "planned", "short"]]
    assert counted.loc[("lists", "l")].tolist() == [1, 1, 0]
    assert counted.loc[("lists", "m")].tolist() == [2, 1, 1]
    assert counted.loc[("benches", "")].tolist() == [1, 1, 0]
