"""What a plan says of returns, courses, second posts and the review is recomputed cell by cell."""

from typing import Any

import pytest
from support.office_plan import with_cell, with_table
from support.term_plan import term_plan

from planner.plan.plan import Plan
from planner.plan.verify import verify


def mismatches(plan: Plan) -> str:
    verification = verify(plan.scenario, plan)
    assert verification.violations == ()
    return "\n".join(verification.mismatches)


def test_an_honest_plan_is_believed() -> None:
    plan = term_plan()
    verification = verify(plan.scenario, plan)
    assert verification.ok, verification.mismatches
    assert verification.values == {tier.name: tier.value for tier in plan.tiers} | {"mix": 1}


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "message"),
    [
        ("stints", 1, "until", "moves", "fresh in chair_b: until is given as moves; it is returns."),
        ("stints", 1, "how", "return", "fresh in chair_b: how is given as return; it is rotation."),
        ("stints", 3, "until", "planned", "away in council_a: until is given as planned; it is rotation."),
        ("stints", 4, "how", "lateral", "riser in council_b: how is given as lateral; it is dual."),
        ("stints", 4, "from", "sec_b", "riser in council_b: from is given as sec_b; it is chair_b."),
        ("stints", 6, "how", "promotion", "away in head: how is given as promotion; it is return."),
        ("stints", 9, "from", "deputy", "fresh in second: from is given as deputy; it is chair_b."),
        (
            "bench",
            0,
            "ready_on",
            "2026-08-01",
            "junior for chair_b: ready_on is given as 2026-08-01; it is 2026-09-01.",
        ),
        ("bench", 0, "ready", "near", "junior for chair_b: ready is given as near; it is next."),
        ("bench", 2, "ready_on", "2026-01-01", "fresh for list_a: ready_on is given as 2026-01-01; it is blank."),
        ("mix", 0, "lower", 2, "women list_a 2026-01-01: lower is given as 2; it is 1."),
        ("moves", 2, "opens", "sec_a", "step 1 of chain 2: opens is given as sec_a; it is blank."),
        ("moves", 3, "from", "deputy", "step 1 of chain 3: from is given as deputy; it is chair_b."),
        ("moves", 3, "opens", "", "step 1 of chain 3: opens is given as blank; it is chair_b."),
        ("moves", 0, "to", "council_b", "step 1 of chain 1 is no move of the plan, or stands twice."),
        ("returns", 0, "name", "Nông Thị", "away sec_a 2023-07-01: name is given as Nông Thị; it is Nông Thị B."),
        ("returns", 0, "unit", "dept", "away sec_a 2023-07-01: unit is given as dept; it is xa_a."),
        ("returns", 0, "sending_unit", "", "away sec_a 2023-07-01: sending_unit is given as blank; it is dept."),
        ("returns", 0, "outcome", "moves", "away sec_a 2023-07-01: outcome is given as moves; it is returns."),
        ("returns", 0, "step", -1, "away sec_a 2023-07-01: step is given as -1; it is 1."),
        ("returns", 0, "expected", "", "away sec_a 2023-07-01: expected is given as blank; it is head."),
        (
            "returns",
            1,
            "date",
            "2031-01-01",
            "fresh chair_b 2027-01-01: date is given as 2031-01-01; it is 2030-01-01.",
        ),
        ("returns", 1, "placement", "deputy", "placement is given as deputy; it is second."),
        ("returns", 1, "since", "2026-07-01", "fresh chair_b 2026-07-01 is no rotation of today or of the plan"),
        ("training", 0, "course", "B", "riser in middle: course is given as B; it is Lớp A."),
        ("training", 0, "grants", "theory=advanced", "grants is given as theory=advanced; it is theory=intermediate."),
        ("training", 0, "starts_on", "2026-04-01", "starts_on is given as 2026-04-01; it is 2026-03-01."),
        ("training", 0, "ends_on", "2026-08-01", "riser in middle: ends_on is given as 2026-08-01; it is 2026-09-01."),
        ("training", 0, "name", "C", "riser in middle: name is given as C; it is Vi Văn C."),
        ("training", 0, "unit", "", "riser in middle: unit is given as blank; it is xa_b."),
        ("training", 0, "priority", "yes", "riser in middle: priority is given as yes; it is no."),
        ("training", 0, "cost", 0, "riser in middle: cost is given as 0; it is 10."),
        ("training", 0, "why", "standard", "riser in middle: why is given as standard; it is post."),
        ("training", 1, "of", "sec_b", "junior in middle: of is given as sec_b; it is chair_b."),
        ("review", 0, "action", "continue", "riser for sec_b: action is given as continue; it is remove."),
        ("review", 0, "since", "2024-05-17", "riser for sec_b: since is given as 2024-05-17; it is 2024-05-01."),
        (
            "review",
            0,
            "reason",
            "choice: others fit better",
            "choice: others fit better; true is that this plan places the person in sec_b (higher_title).",
        ),
        (
            "review",
            2,
            "reason",
            "grade: too high",
            "the reason is given as grade: too high; true is that the rule bench_size refuses the listing.",
        ),
        ("review", 3, "since", "2026-01-01", "fresh for sec_b: since is given as 2026-01-01; it is blank."),
        (
            "review",
            3,
            "reason",
            "choice: he is best",
            "fresh for sec_b: reason is given as choice: he is best; it is blank.",
        ),
        ("review", 4, "unit", "xa_b", "fresh for list_a: unit is given as xa_b; it is xa_a."),
        (
            "review",
            4,
            "post",
            "sec_a",
            "review.csv: fresh for sec_a is no listing in force or planned, or stands twice.",
        ),
    ],
)
def test_a_false_cell_is_found(table: str, row: int, column: str, value: Any, message: str) -> None:
    assert message in mismatches(with_cell(term_plan(), table, row, column, value))


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("moves", 3, "moves.csv: the move of fresh to second is missing."),
        ("returns", 0, "returns.csv: the row away sec_a 2023-07-01 is missing."),
        ("returns", 1, "returns.csv: the row fresh chair_b 2027-01-01 is missing."),
        ("review", 5, "review.csv: the listing of away for list_a is missing."),
    ],
)
def test_a_missing_row_is_found(table: str, row: int, message: str) -> None:
    plan = term_plan()
    assert mismatches(with_table(plan, table, plan.tables[table].drop(index=row))) == message


@pytest.mark.parametrize("table", ["returns", "review"])
def test_a_row_said_twice_is_found(table: str) -> None:
    plan = term_plan()
    assert "stands twice" in mismatches(with_table(plan, table, plan.tables[table].loc[[*plan.tables[table].index, 0]]))


def test_a_vacancy_of_a_post_that_is_not_to_be_filled_is_found() -> None:
    plan = with_cell(term_plan(), "vacancies", 0, "post", "second")
    assert "second from 2027-01-01 to 2031-01-01 is no post to be filled" in mismatches(plan)


def test_an_attendance_left_out_is_missed_where_it_counts() -> None:
    plan = term_plan()
    found = verify(plan.scenario, with_table(plan, "training", plan.training.drop(index=0)))
    assert {violation.rule for violation in found.violations} == {"standard"}
