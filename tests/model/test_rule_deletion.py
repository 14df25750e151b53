"""No rule can be lost: without it the engine makes a plan that the verifier rejects by the rule's name."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.scenarios import scenario
from support.solving import only, together
from support.training import learners

from planner.api import InvalidPlanError, solve
from planner.domain.case import Case, case_of
from planner.engine.run import Limits
from planner.engine.tiers import solve_tiers
from planner.model.model import build_model
from planner.model.rules import RULES
from planner.plan.assemble import assemble
from planner.plan.verify import verify
from planner.scenario.scenario import Scenario

UNITS = "unit kind\nxa commune\nphong department"
ONE = "cadre\nan"
TWO = "cadre\nan\nbinh"
UNTAUGHT = "an none none -"
SUCCESSOR = "post title holder bench_min\npost chair binh 1"

TEMPTED = {
    "one_holder": scenario(posts="post\np", cadres="cadre\nan\nbinh", fit="cadre post score\nan p 5\nbinh p 5"),
    "one_post": scenario(posts="post\np\nq", cadres=ONE),
    "min_stay": scenario(
        only("min_stay", "{on: true, rotation_months: 36}"),
        units=UNITS,
        posts="post unit\np xa",
        cadres="cadre unit leaves_on\nan phong 2028-12",
    ),
    "remaining_service": scenario(
        only("remaining_service", "{on: true, first_time_months: 60}"),
        posts="post\np",
        cadres="cadre leaves_on\nan 2030-12",
    ),
    "in_pool": scenario(only("in_pool"), posts="post\np", cadres=ONE),
    "non_local": scenario(
        only("non_local"),
        titles="title non_local\nchair yes",
        posts="post unit title\np xa chair",
        cadres="cadre native_unit\nan xa",
    ),
    "own_province": scenario(
        only("own_province"),
        units="unit kind parent\nnorth province -\nxa commune north\nsouth province -",
        posts="post unit\np south",
        cadres="cadre unit\nan xa",
    ),
    "grade": scenario(
        only("grade"), titles="title grade\nchair 3", posts="post title\np chair", cadres="cadre grade\nan 1"
    ),
    "standard": scenario(
        only("standard"), titles="title degree\nchair bachelor", posts="post title\np chair", cadres=ONE
    ),
    "discipline": scenario(only("discipline"), posts="post\np", cadres="cadre discipline_until\nan 2030"),
    "higher_title": scenario(
        only("higher_title"), titles="title grade\nchair 3", posts=SUCCESSOR, cadres="cadre grade\nan 3\nbinh 3"
    ),
    "bench_size": scenario(
        posts="post holder bench_min bench_max\np chi 1 1",
        cadres="cadre\nan\nbinh\nchi",
        fit="cadre post score\nan p 5\nbinh p 5",
    ),
    "bench_standard": scenario(
        only("bench_standard"),
        titles="title degree\nchair bachelor",
        posts=SUCCESSOR,
        cadres="cadre degree\nan college\nbinh bachelor",
    ),
    "bench_service": scenario(
        only("bench_service", "{on: true, months: 60}"),
        posts="post holder bench_min\np binh 1",
        cadres="cadre leaves_on\nan 2031-12\nbinh -",
    ),
    "release_cap": scenario(
        only("release_cap"), units=UNITS, posts="post unit\np xa\nq xa", cadres="cadre unit\nan phong\nbinh phong"
    ),
    "dual_role": scenario(
        together(),
        posts="post unit title holder weight vacant_from\nmain xa deputy_secretary an 1 -\n"
        "side xa council_vice - 1 -\nother ya - - 9 2026-07",
        cadres=ONE,
    ),
    "kin": scenario(only("kin"), posts="post unit\np xa\nq xa", cadres=TWO, relatives="cadre_a cadre_b\nan binh"),
    "one_cycle": scenario(
        only("one_cycle", "{on: true, months: 12}"), posts="post\np", cadres=ONE, bench="cadre post since\nan p 2026-01"
    ),
    "lateral": scenario(
        only("lateral", "{on: true, stay_months: 36}"),
        titles="title grade\nvice 2",
        posts="post unit title holder weight\np xa vice an 1\nq ya vice - 9",
        cadres="cadre title place_since\nan vice 2025-01",
    ),
    "rating": scenario(
        only("rating", "{on: true, rotation_least: 2}"),
        units=UNITS,
        posts="post unit\np xa",
        cadres="cadre unit ratings\nan phong HTNV",
    ),
    "return_place": scenario(
        "rules: {pack: open, changes: {return_place: true}}",
        units=UNITS,
        titles="title grade\nhead 1\ndeputy 2",
        posts="post unit title holder weight\nout xa - an 1\nback phong head - 9",
        cadres="cadre unit title former_title rotation_since\nan xa deputy deputy 2020-01",
    ),
    "committee": scenario(
        "rules: {pack: open, changes: {committee: {on: true, low_percent: 100, high_percent: 100}}}",
        titles="title committee\nlist yes",
        posts="post unit title\nl xa list",
        cadres="cadre unit\nan ya",
    ),
    "course_seats": learners("skills=updated - 2026-01 1 1 0 0"),
    "course_budget": learners("skills=updated - 2026-01 1 9 0 1", budget="1"),
    "course_order": learners(
        "theory=intermediate - 2026-01 2 9 0 0\nskills=updated - 2026-02 2 9 0 0", people=UNTAUGHT
    ),
    "pins": scenario(posts="post\np", cadres=ONE, pins="action cadre post\nforbid an p"),
    "fit_listed": scenario("fit: only_listed", posts="post\np", cadres=ONE),
}
"""A plan that breaks the rule, and no other, fills more than one that keeps it."""

BY_CONSTRUCTION = {"no_removal", "tenure_cap"}
"""Rules that hold because of how the ends of stints are computed, not by refusals or rows."""


def broken_by_the_engine(case: Case, scenario_: Scenario) -> set[str]:
    """Rules that the verifier finds broken in the engine's plan of a case."""
    model = build_model(case)
    plan = assemble(model, solve_tiers(model, Limits(60, 1, 1)), 1, {})
    return {violation.rule for violation in verify(scenario_, plan).violations}


def lose(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.model.eligibility.RULES", tuple(other for other in RULES if other.name != rule))


def test_every_rule_has_a_test_here_and_one_of_its_own() -> None:
    names = {rule.name for rule in RULES}
    assert TEMPTED.keys() | BY_CONSTRUCTION == names
    assert {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("rules/test_*.py")} == names


@pytest.mark.parametrize("rule", TEMPTED)
def test_with_the_rule_the_plan_is_accepted(rule: str) -> None:
    assert broken_by_the_engine(case_of(TEMPTED[rule]), TEMPTED[rule]) == set()


@pytest.mark.parametrize("rule", TEMPTED)
def test_without_the_rule_the_plan_breaks_exactly_this_rule(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lose(rule, monkeypatch)
    assert broken_by_the_engine(case_of(TEMPTED[rule]), TEMPTED[rule]) == {rule}


def test_such_a_plan_never_leaves_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    lose("in_pool", monkeypatch)
    with pytest.raises(InvalidPlanError, match=r"^in_pool: an "):
        solve(TEMPTED["in_pool"])


@pytest.mark.parametrize(
    ("pin", "scores"),
    [
        ("place binh p", "an p 9\nbinh p 5"),
        ("keep chi q", "chi p 9"),
        ("list binh q", "an q 9\nbinh q 5"),
        ("delist an q", "an q 9\nbinh q 5"),
    ],
    ids=["place", "keep", "list", "delist"],
)
def test_without_the_pins_each_kind_of_decision_is_missed(
    pin: str, scores: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = scenario(
        "fit: only_listed",
        posts="post holder weight bench_min bench_max\np - 5 0 0\nq chi 1 1 1",
        cadres="cadre\nan\nbinh\nchi",
        fit=f"cadre post score\n{scores}",
        pins=f"action cadre post\n{pin}",
    )
    assert broken_by_the_engine(case_of(where), where) == set()
    lose("pins", monkeypatch)
    assert broken_by_the_engine(case_of(where), where) == {"pins"}


HELD_TOO_LONG = scenario(
    only("tenure_cap", "{on: true, head_months: 96, deputy_months: 96}"),
    posts="post holder held_since\np an 2018-01",
    cadres=ONE,
)
CAPPED = scenario(
    only("tenure_cap"),
    titles="title tenure_cap_months\nchair 6",
    posts="post title\np chair",
    cadres=ONE,
    pins="action cadre post from\nplace an p 2026-01",
)


@pytest.mark.parametrize("where", [HELD_TOO_LONG, CAPPED], ids=["holder", "new stint"])
def test_stints_computed_without_the_cap_break_the_tenure_cap(where: Scenario) -> None:
    assert broken_by_the_engine(case_of(where), where) == set()
    changes = {"changes": {"tenure_cap": False}}
    settings = where.settings.model_copy(update={"rules": where.settings.rule_choice.model_copy(update=changes)})
    assert broken_by_the_engine(case_of(replace(where, settings=settings)), where) == {"tenure_cap"}


@pytest.mark.parametrize("holder", ["an", "-"], ids=["holder", "new stint"])
def test_stints_computed_too_short_break_no_removal(holder: str) -> None:
    where = scenario(only("no_removal"), posts=f"post holder\np {holder}", cadres=ONE)
    case = case_of(where)
    assert broken_by_the_engine(case, where) == set()
    half = np.full_like(case.people.gone, case.calendar.start + case.calendar.length)
    short = replace(
        case,
        people=replace(case.people, gone=half),
        incumbents=replace(case.incumbents, until=np.ones_like(case.incumbents.until)),
    )
    assert broken_by_the_engine(short, where) == {"no_removal"}
