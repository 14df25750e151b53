"""What a plan says of itself is believed only when the recomputation says the same."""

from dataclasses import replace
from typing import Any

import pytest
from support.office_plan import MIX, office_plan, with_cell, with_table
from support.small_office import checker, office, stint_rows

from planner.plan.plan import Plan, Tier
from planner.plan.verify import verify
from planner.plan.verify.claims.moves import moves
from planner.plan.verify.picture import draw


def mismatches(plan: Plan) -> str:
    verification = verify(plan.scenario, plan)
    assert verification.violations == ()
    assert verification.ok == (not verification.mismatches)
    return "\n".join(verification.mismatches)


def test_an_honest_plan_is_believed() -> None:
    plan = office_plan()
    verification = verify(plan.scenario, plan)
    assert verification.mismatches == ()
    assert verification.ok
    assert verification.values == {tier.name: tier.value for tier in plan.tiers} | {"standard": 0, "change": 0}


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "message"),
    [
        ("stints", 0, "how", "lateral", "up in chair_a: how is given as lateral; it is promotion."),
        ("stints", 0, "from", "xa_c", "up in chair_a: from is given as xa_c; it is vice_a."),
        ("stints", 2, "until", "service", "up in vice_a: until is given as service; it is moves."),
        ("stints", 3, "name", "Vi Văn Đ", "deputy in vice_a: name is given as Vi Văn Đ; it is Vi Văn D."),
        ("stints", 3, "how", "appointment", "deputy in vice_a: how is given as appointment; it is rotation."),
        ("bench", 0, "ready", "next", "holds for chair_a: ready is given as next; it is near."),
        ("bench", 1, "action", "add", "spare for chair_a: action is given as add; it is keep."),
        ("mix", 0, "planned", 3, "women 2027-07-01: planned is given as 3; it is 2."),
        ("mix", 0, "upper", 4, "women 2027-07-01: upper is given as 4; it is blank."),
        ("mix", 1, "today", 1, "successors chair_a 2026-01-01: today is given as 1; it is 0."),
        ("mix", 0, "date", "2027-01-01", "women 2027-01-01 is no target, part and date of the scenario."),
        ("vacancies", 0, "months", 5, "chair_a from 2026-01-01 to 2026-07-01: months is given as 5; it is 6."),
        ("vacancies", 0, "weighted", 12, "weighted is given as 12; it is 6."),
        ("vacancies", 0, "end", "2027-01-01", "is not vacant all that time, or stands twice."),
        ("vacancies", 0, "end", "2026-08-01", "is no post to be filled and whole periods of the scenario."),
        ("vacancies", 0, "unit", "xa_b", "unit is given as xa_b; it is xa_a."),
        ("moves", 0, "opens", "", "step 1 of chain 1: opens is given as blank; it is vice_a."),
        ("moves", 1, "date", "2027-01-01", "step 2 of chain 1: date is given as 2027-01-01; it is 2026-07-01."),
        ("moves", 1, "step", 3, "step 3 of chain 1: step is given as 3; it is 2."),
        ("moves", 1, "to", "vice_b", "step 2 of chain 1 is no move of the plan, or stands twice."),
    ],
)
def test_a_false_cell_is_found(table: str, row: int, column: str, value: Any, message: str) -> None:
    assert message in mismatches(with_cell(office_plan(), table, row, column, value))


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("mix", 0, "mix.csv: the row women 2027-07-01 is missing."),
        ("vacancies", 0, "vacancies.csv: chair_a is vacant on 2026-01-01, which no row says."),
        ("moves", 1, "moves.csv: the move of deputy to vice_a is missing."),
    ],
)
def test_a_missing_row_is_found(table: str, row: int, message: str) -> None:
    plan = office_plan()
    assert mismatches(with_table(plan, table, plan.tables[table].drop(index=row))) == message


def test_a_vacancy_said_twice_is_found() -> None:
    plan = office_plan()
    twice = plan.vacancies.loc[[0, 0]]
    assert "stands twice" in mismatches(with_table(plan, "vacancies", twice))


@pytest.mark.parametrize(
    ("tier", "message"),
    [
        (Tier("fill", "min", 0, 0, 0.0, 0.0), "tier fill claims the value 0; it is 6."),
        (Tier("fill", "min", 6, 7, 1 / 6, 0.0), "tier fill claims that nothing beats 7, but its value is 6."),
        (Tier("fill", "min", 6, 3, 0.5, 0.0), "claims to be optimal, but tier fill is 6 with bound 3."),
        (Tier("fill", "min", 6, 6, 0.5, 0.0), "tier fill claims a gap of 0.5; it is 0.000000."),
        (Tier("fill", "max", 6, 6, 0.0, 0.0), "tier fill claims the sense max; it is min."),
        (Tier("full", "min", 6, 6, 0.0, 0.0), "tier full stands where the scenario has fill."),
    ],
)
def test_a_false_proof_is_found(tier: Tier, message: str) -> None:
    plan = office_plan()
    assert message in mismatches(replace(plan, tiers=(tier, *plan.tiers[1:])))


def test_an_unproven_plan_may_have_a_gap() -> None:
    plan = office_plan(status="feasible")
    open_tier = Tier("fill", "min", 6, 3, 0.5, 0.0)
    assert mismatches(replace(plan, tiers=(open_tier, *plan.tiers[1:]))) == ""


def test_a_bound_below_the_value_of_a_maximised_tier_is_found() -> None:
    plan = office_plan(status="feasible")
    fit = plan.tiers[-1]
    low = Tier("fit", "max", fit.value, fit.value - 1, 1 / fit.value, 0.0)
    assert "nothing beats" in mismatches(replace(plan, tiers=(*plan.tiers[:-1], low)))


def test_a_plan_with_every_bound_reached_is_optimal() -> None:
    assert "no more than feasible, but every tier reaches its bound" in mismatches(office_plan(status="feasible"))


def test_a_tier_too_few_is_found() -> None:
    plan = office_plan()
    assert "the plan has 3 tiers, the scenario has 4" in mismatches(replace(plan, tiers=plan.tiers[:3]))


def test_a_plan_of_another_scenario_is_found() -> None:
    plan = office_plan()
    verification = verify(office(), plan)
    assert verification.origin == verification.mismatches[:1]
    assert verification.origin == (
        "plan.json: the plan was made for another scenario, or the scenario has changed since. "
        "The one that it was made for lies in its folder.",
    )


def test_a_changed_copy_of_the_scenario_is_found() -> None:
    plan = office_plan()
    told = verify(plan.scenario, replace(plan, scenario=office())).mismatches
    assert told == ("scenario: the plan's own copy of the scenario is not the one it was made for.",)


def test_a_chain_cut_in_two_is_found() -> None:
    cut = with_cell(with_cell(office_plan(), "moves", 1, "chain", 2), "moves", 1, "step", 1)
    assert mismatches(cut) == "moves.csv: chain 2 fills vice_a, which the last step of chain 1 opens."


def test_two_chains_joined_to_one_are_found() -> None:
    plan = office_plan()
    swapped = plan.moves.loc[[1, 0]].assign(step=[1, 2])
    assert mismatches(with_table(plan, "moves", swapped)) == (
        "moves.csv: step 2 of chain 1 fills chair_a, but the step before opens blank."
    )


def test_a_chain_that_goes_back_in_time_is_found() -> None:
    plan = with_cell(office_plan(), "moves", 0, "date", "2027-01-01")
    assert "step 2 of chain 1 is on 2026-07-01, before the step that it follows." in mismatches(plan)


def test_a_ring_of_people_who_swap_posts_is_no_cut_chain() -> None:
    swap = """
    up     vice_b  2026-07  2028-01
    holds  vice_a  2026-07  2028-01
    """
    plan = office_plan()
    for column, (first, second) in {
        "cadre": ("up", "holds"),
        "name": ("Nông Văn A", "Hà Thị C"),
        "from": ("vice_a", "vice_b"),
        "to": ("vice_b", "vice_a"),
        "opens": ("vice_a", "vice_b"),
    }.items():
        plan = with_cell(with_cell(plan, "moves", 0, column, first), "moves", 1, column, second)
    facts = checker(office()).facts
    picture = draw(facts, stint_rows(swap), [])
    assert list(moves(facts, plan, picture)) == []


def test_a_broken_rule_makes_the_plan_not_ok() -> None:
    plan = office_plan()
    verification = verify(plan.scenario, with_cell(plan, "stints", 3, "cadre", "stays"))
    assert {violation.rule for violation in verification.violations} >= {"one_post"}
    assert not verification.ok


@pytest.mark.parametrize("date", ["2026-07-02", "2026-07", "soon", ""])
def test_a_stint_without_proper_dates_is_found(date: str) -> None:
    plan = with_cell(office_plan(), "stints", 0, "start", date)
    (violation,) = verify(plan.scenario, plan).violations
    assert violation.rule == "plan"
    assert repr(date) in violation.message


def test_an_unknown_cadre_is_found_and_nothing_is_valued() -> None:
    plan = with_cell(office_plan(), "stints", 0, "cadre", "nobody")
    verification = verify(plan.scenario, plan)
    assert [violation.rule for violation in verification.violations] == ["plan"]
    assert verification.values == {}


def test_a_plan_without_solution_makes_no_claims() -> None:
    plan = office_plan(status="no_plan")
    empty = replace(plan, tiers=(), tables={name: frame.iloc[:0] for name, frame in plan.tables.items()})
    assert verify(plan.scenario, empty).ok
    assert "the plan is no_plan, but the table has 5 rows" in mismatches(plan)


def test_a_merged_tier_is_minimised_with_fit_counted_negative() -> None:
    honest = office_plan()
    scenario = office(settings=f"{MIX}\ngoals: {{tiers: [fill, {{bench: 2, fit: 3}}, mix]}}")
    fill, bench, mix, fit = honest.tiers
    value = 2 * bench.value - 3 * fit.value
    plan = replace(
        honest,
        scenario=scenario,
        tiers=(fill, Tier("bench+fit", "min", value, value, 0.0, 0.0), mix),
        provenance={"digest": scenario.digest},
    )
    assert mismatches(plan) == ""
    misnamed = replace(plan.tiers[1], name="fit+bench")
    assert "tier fit+bench stands where the scenario has bench+fit" in mismatches(
        replace(plan, tiers=(fill, misnamed, mix))
    )
    claimed_as_sum = Tier("bench+fit", "min", value + 6 * fit.value, value + 6 * fit.value, 0.0, 0.0)
    assert "tier bench+fit claims the value" in mismatches(replace(plan, tiers=(fill, claimed_as_sum, mix)))
