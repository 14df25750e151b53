"""What verification tells: broken rules first, then the plan's own figures, counted apart."""

from rich.console import Console
from support.office_plan import office_plan

from planner.explore.proof import ProvenTier
from planner.plan.verify import Verification, verify
from planner.plan.verify.violation import Violation
from planner.report.verdict import proof_table, verdict, verdict_json

PLAN = office_plan()
HERE = PLAN.scenario
BROKEN = Violation("grade", ("up",), ("chair_a",), "", "grade: too high.")


def test_a_plan_without_fault() -> None:
    told = verdict(PLAN, verify(HERE, PLAN))
    assert told.splitlines() == [
        "The plan keeps every rule, and its figures are right: fill 6, bench 9, mix 4, fit 8.",
        "Rules and figures are recomputed; the words of `why` and the bounds are the engine's and are not checked here "
        "(--proof computes the bounds anew).",
    ]


def test_rules_come_before_figures_and_both_are_counted() -> None:
    found = Verification((BROKEN,), {}, tuple(f"mix.csv: {number}" for number in range(7)))
    assert verdict(PLAN, found).splitlines() == [
        "grade: too high.",
        "The plan's own figures no longer fit it (7):",
        *(f"  mix.csv: {number}" for number in range(5)),
        "  and 2 more (all with --json)",
        "1 rule violation, 7 figures that no longer fit",
    ]
    assert len(verdict_json(found)["mismatches"]) == 7


def test_another_scenario_is_said_before_all_that_follows_from_it() -> None:
    another, many = "plan.json: the plan was made for another scenario.", 25
    found = Verification((BROKEN,) * many, {}, (another, "mix.csv: 1"), (another,))
    assert verdict(PLAN, found).splitlines() == [
        another,
        *["grade: too high."] * 20,
        "and 5 more (all with --json)",
        "The plan's own figures no longer fit it (1):",
        "  mix.csv: 1",
        "25 rule violations, 1 figure that no longer fits",
    ]
    assert len(verdict_json(found)["violations"]) == many
    assert verdict_json(found)["mismatches"] == (another, "mix.csv: 1")


def test_another_scenario_is_said_in_words() -> None:
    other = office_plan().scenario
    changed = type(other)(other.settings.model_copy(update={"seed": 2}), other.tables)
    found = verdict_json(verify(changed, PLAN))["mismatches"]
    assert len(found) == 1
    assert "another scenario" in found[0]
    assert changed.digest not in found[0]


def test_what_rests_on_the_search_is_told() -> None:
    closed = ProvenTier("fill", "min", 84, 84, 84, 0)
    left = ProvenTier("fit", "max", 4346, 4346, 4349, 16950)
    far = ProvenTier("mix", "min", 9, 2, 2, 100)
    shared = ProvenTier("mix", "min", 29, 29, 21, 0)
    console = Console(width=130)
    with console.capture() as captured:
        console.print(proof_table([closed, left, far, shared]))
    lines = [" ".join(line.split()) for line in captured.get().splitlines()]
    assert "fill 84 84 84 nothing" in lines
    assert "mix 9 2 2 nothing; 7 not proven" in lines
    assert "mix 29 29 21 8 of the bound, by what targets that provinces share cost at least" in lines
    assert "fit 4,346 4,346 4,349 3 of the bound, in 16,950 open decisions" in lines
    assert verdict_json(verify(HERE, PLAN), [left])["proof"][0]["by_search"] == 3
