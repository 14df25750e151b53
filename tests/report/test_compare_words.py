"""What a comparison says in words: the cause, gains and costs, decisions."""

from dataclasses import replace

import pytest
from support.office_plan import office_plan, with_cell
from support.small_office import office

from planner.api import solve
from planner.explore.compare import compare
from planner.plan.plan import Plan
from planner.plan.today import unmoved
from planner.report.compare.tables import tables
from planner.report.compare.terminal import against_words
from planner.report.compare.words import Names, cause, decision_words, finding

TWICE = "2026-01 – 2026-07 (in post), 2027-01 – 2028-01 (second post)"


def planned(settings: str = "") -> Plan:
    return solve(office(settings=settings))


def test_one_thing_that_differs_is_named_as_the_cause() -> None:
    told = cause(compare([planned(), planned("goals: {fit: {move: 9}}\n")], ["a", "b"]), "b")
    assert told == (
        "Only one thing differs in the input, and it is the cause of what is gained and paid: "
        "goals.fit.move: 6 in a, 9 in b."
    )


def test_several_things_are_the_cause_together() -> None:
    told = cause(compare([planned(), planned("goals: {fit: {move: 9, keep: 9}}\n")], ["a", "b"]), "b")
    assert told.startswith(
        "2 things differ in the input; the cause of what is gained and paid is all of them together."
    )


def test_what_is_not_proven_may_be_the_search() -> None:
    plan = office_plan()
    open_tier = replace(plan.tiers[-1], bound=plan.tiers[-1].value + 1, gap=0.1)
    searched = replace(plan, status="feasible", tiers=(*plan.tiers[:-1], open_tier))
    assert cause(compare([plan, searched], ["a", "b"]), "b") == (
        "The input is the same. Not every value is proven best, so some of it may be how far the search went."
    )


@pytest.mark.parametrize("first", [True, False])
def test_today_is_named_wherever_it_stands(first: bool) -> None:
    plan = office_plan()
    sides = [(plan, "plan"), (unmoved(plan.scenario), "today")]
    sides = sides[::-1] if first else sides
    found = compare([side for side, _label in sides], [label for _side, label in sides])
    assert cause(found, found.labels[1]) == "Nobody is moved, listed anew or trained in “today”."


def test_gains_and_costs_are_told_with_their_parts() -> None:
    plan = office_plan()
    found = compare([unmoved(plan.scenario), plan], ["today", "plan"])
    gains, costs = against_words(found, "plan")[1:]
    assert (
        gains == "Gains against today: 18 fewer weighted months empty; 1 fewer off target in the mix (successors +1)."
    )
    assert (
        costs
        == "Pays against today: fit down by 8 (posts left before their time -6, listings kept -4, a higher grade +2)."
    )
    assert finding(found).startswith("plan against today: 18 fewer weighted months empty")


def test_equal_plans_are_said_to_be_equal() -> None:
    plan = office_plan()
    found = compare([plan, with_cell(plan, "vacancies", 0, "why", "Otherwise.")], ["a", "b"])
    assert finding(found) == "a, b: no difference"
    assert against_words(found, "b")[-1] == "Reaches the same as a."
    assert {table.name for table in tables(found)} == {"goals", "proofs", "counts"}


@pytest.mark.parametrize(
    ("kind", "cell", "told"),
    [
        ("stint", "", ""),
        ("stint", "2026-01..2026-07 holds", "2026-01 – 2026-07 (in post)"),
        ("stint", "2026-01..2026-07 holds; 2027-01..2028-01 dual", TWICE),
        ("vacancy", "2026-01..2026-07", "2026-01 – 2026-07"),
        ("listing", "near", "ready now"),
        ("listing", "next 2027-01", "ready 2027-01 after a course"),
        ("course", "none", "no reason"),
        ("return", "continues 2028-01", "still there at the end 2028-01"),
        ("return", "returns 2027-01 vice_b", "returns 2027-01: xa_b, People's Committee vice chair"),
    ],
)
def test_decisions_are_told_in_words(kind: str, cell: str, told: str) -> None:
    plan = office_plan()
    names = Names(compare([plan, unmoved(plan.scenario)]))
    assert decision_words(names, kind, cell) == told
