"""From decisions to the tables: the plan of the five-year term, whose every row was worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from support.deciding import decisions_of
from support.office_plan import office_plan
from support.scenarios import scenario
from support.solving import together
from support.term_office import ATTENDED, LISTINGS, STINTS
from support.term_plan import term_plan

from planner.api import solve, verify
from planner.domain.case import case_of
from planner.engine.counts import counted
from planner.engine.outcome import Outcome, TierProof
from planner.model.kinds import Kind
from planner.model.model import build_model
from planner.plan.assemble import assemble
from planner.plan.plan import PLAN_TABLES, Plan
from planner.scenario.scenario import Scenario

KINDS = {"away head": Kind.RETURN, "riser council_b": Kind.BESIDE, "fresh second": Kind.RETURN}


def assembled() -> Plan:
    """The plan that the decisions of the term make."""
    model = build_model(case_of(term_plan().scenario))
    values = counted(model, decisions_of(model, STINTS, LISTINGS, ATTENDED, KINDS))
    assert values is not None
    costs = [(tier, tier.sign * int(tier.cost @ values)) for tier in model.tiers]
    proofs = tuple(
        TierProof(tier.name, tier.sense, value, value, 0.0, np.zeros(0, dtype=np.int64)) for tier, value in costs
    )
    return assemble(model, Outcome("optimal", values, proofs, 0), 1, {})


PLAN = assembled()


def rows(frame: pd.DataFrame) -> list[str]:
    """Rows in any order; how a vacancy came about is told in words that have tests of their own."""
    return sorted(str(row) for row in frame.drop(columns="why" if "weighted" in frame else []).to_numpy().tolist())


@pytest.mark.parametrize("table", PLAN_TABLES)
def test_every_table_is_as_worked_out_by_hand(table: str) -> None:
    assert rows(PLAN.tables[table]) == rows(term_plan().tables[table])


def test_the_goals_are_as_worked_out_by_hand() -> None:
    assert {tier.name: tier.value for tier in PLAN.tiers} == {tier.name: tier.value for tier in term_plan().tiers}


def test_the_verifier_finds_nothing_wrong_with_it() -> None:
    assert verify(PLAN.scenario, PLAN).ok


def test_the_small_office_s_plan_has_the_same_tables() -> None:
    by_hand = office_plan()
    model = build_model(case_of(by_hand.scenario))
    stints = "up chair_a 2026-07 2028-01\ndeputy vice_a 2026-07 2028-01"
    values = counted(model, decisions_of(model, stints, "holds chair_a\nspare chair_a"))
    plan = assemble(model, Outcome("optimal", values, (), 0), 1, {})
    for table in PLAN_TABLES:
        assert rows(plan.tables[table]) == rows(by_hand.tables[table])


def test_tables_have_an_order_of_their_own() -> None:
    assert PLAN.stints["post"].tolist() == sorted(PLAN.stints["post"])
    assert PLAN.training["cadre"].tolist() == sorted(PLAN.training["cadre"])
    assert PLAN.review[["post", "cadre"]].to_numpy().tolist() == sorted(
        PLAN.review[["post", "cadre"]].to_numpy().tolist()
    )


def test_without_decisions_the_tables_are_empty() -> None:
    model = build_model(case_of(scenario(posts="post\np", cadres="cadre\nan")))
    plan = assemble(model, Outcome("no_plan", None, (), 0), 1, {})
    assert all(frame.empty and list(frame) == list(PLAN_TABLES[name]) for name, frame in plan.tables.items())


UNITS = "unit kind\nxa commune\nya commune\nphong department"


def rotation(until: str = "-", leaves: str = "-", since: str = "2024-01") -> Scenario:
    """An, sent by the department, in the only post of a commune."""
    return scenario(
        "rules: {pack: open, changes: {return_place: true}}",
        units=UNITS,
        posts="post unit holder\nout xa an",
        cadres=f"cadre unit rotation_since rotation_until sending_unit leaves_on\nan xa {since} {until} phong {leaves}",
    )


@pytest.mark.parametrize(
    ("where", "outcome", "date", "expected"),
    [
        (rotation(), "continues", "2027-01-01", "phong"),
        (rotation(since="2022-02"), "continues", "2027-01-01", "phong"),
        (rotation(since="2022-01"), "stays", "2027-01-01", "out"),
        (rotation("2026-07"), "without_place", "2026-07-01", ""),
        (rotation(leaves="2026-07"), "leaves", "2026-07-01", ""),
        (rotation("2026-05"), "without_place", "2026-01-01", ""),
    ],
    ids=["continues", "a month short", "stays", "without place", "leaves", "at once"],
)
def test_what_becomes_of_a_rotation(where: Scenario, outcome: str, date: str, expected: str) -> None:
    row = solve(where).returns.iloc[0]
    assert (row["outcome"], row["date"], row["expected"]) == (outcome, date, expected)


def test_who_continues_is_expected_in_the_highest_post_of_the_plan_s_listings() -> None:
    posts = "post unit title holder bench_min\nout xa low an 0\nfirst ya low binh 1\nsecond ya high chi 1"
    where = scenario(
        "rules: {pack: open, changes: {return_place: true}}",
        units=UNITS,
        titles="title grade\nhigh 3\nlow 2",
        posts=posts,
        cadres="cadre unit title rotation_since sending_unit\nan xa low 2024-01 phong\n"
        "binh ya low - -\nchi ya high - -",
        pins="action cadre post\nlist an first\nlist an second",
    )
    assert solve(where).returns["expected"].tolist() == ["second"]


def test_a_move_to_another_commune_is_told_with_its_step() -> None:
    where = scenario(
        "rules: {pack: open, changes: {return_place: true}}",
        units=UNITS,
        titles="title grade\nhigh 3\nlow 2",
        posts="post unit title holder weight\nout xa low an 1\nnew ya high - 9",
        cadres="cadre unit title former_title rotation_since\nan xa low low 2024-01",
    )
    row = solve(where).returns.iloc[0]
    assert (row["outcome"], row["placement"], row["step"], row["expected"]) == ("moves", "new", 1, "new")
    assert row["sending_unit"] == ""


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ("discipline: true", "discipline: an is under discipline until 2026-05-01"),
        ("bench_size: {min: 1, max: 1, titles_per_person: 1}", "bench_size: on 1 other benches"),
        ("discipline: false", "choice: left out for the sake of a goal that ranks higher"),
    ],
)
def test_why_a_listing_is_not_kept(changes: str, reason: str) -> None:
    where = scenario(
        f"fit: only_listed\nrules: {{pack: open, changes: {{{changes}}}}}",
        posts="post holder bench_min bench_max\np binh 0 1\nq binh_b 1 1",
        cadres="cadre discipline_until\nan 2026-05\nbinh -\nbinh_b -\nchi -",
        bench="cadre post\nan p",
        fit="cadre post score\nan p -50\nan q 90",
    )
    review = solve(where).review
    assert review[review["action"] == "remove"]["reason"].tolist() == [reason]


def test_a_full_bench_is_the_reason_where_somebody_better_is_listed() -> None:
    where = scenario(
        posts="post holder bench_min bench_max\np binh 1 1",
        cadres="cadre\nan\nbinh\nchi",
        bench="cadre post since\nan p 2024-05-17",
        fit="cadre post score\nan p 0\nchi p 90",
    )
    review = solve(where).review.set_index("cadre")
    assert review.loc["an", "reason"] == "gives way: the bench of p has its 1"
    assert review.loc["an", "since"] == "2024-05-01"
    assert review.loc["chi", "action"] == "add"


def test_two_posts_of_today_both_hold_and_both_end_with_a_move() -> None:
    where = scenario(
        together(),
        posts="post unit title holder weight vacant_from\nmain xa deputy_secretary an 1 -\n"
        "side xa council_vice an 1 -\nother ya - - 9 2026-07",
        cadres="cadre\nan",
    )
    plan = solve(where)
    assert plan.stints[["post", "how", "until", "from"]].to_numpy().tolist() == [
        ["main", "holds", "moves", ""],
        ["other", "appointment", "horizon", "main"],
        ["side", "holds", "moves", ""],
    ]
    assert plan.moves[["cadre", "from", "to", "opens"]].to_numpy().tolist() == [["an", "main", "other", "main"]]
