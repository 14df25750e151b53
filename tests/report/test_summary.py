"""The summary of a plan: the figures a planner asks for first, and how they read."""

import json
from dataclasses import replace
from io import StringIO

import pandas as pd
import pytest
from rich.console import Console
from support.scenarios import scenario

from planner.plan.plan import PLAN_TABLES, Plan, Status, Tier
from planner.report.summary import summary, summary_json


def table(name: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(PLAN_TABLES[name]))


def small_plan(status: Status = "feasible") -> Plan:
    """Mai holds the chair and leaves it to Nam in July 2026; then the front post stays empty."""
    planned = scenario(
        "title: Two posts [draft]",
        rules="vn-2022",
        units="""
        unit  name
        a     "Xã An"
        """,
        posts="""
        post   unit  title        holder
        chair  a     pc_chair     mai
        front  a     front_chair  lan
        """,
        cadres="""
        cadre  name  sex     birth_date  title        leaves_on
        mai    Mai   female  1975-01     pc_chair     2026-07-01
        lan    Lan   female  1975-01     front_chair  2026-07-01
        nam    Nam   male    1985-01     pc_vice      -
        """,
        bench="""
        cadre  post
        nam    chair
        """,
    )
    return Plan(
        status=status,
        tiers=(Tier("fill", "min", 6, 6, 0.0, 0.5), Tier("fit", "max", 8, 10, 0.25, 1.5)),
        scenario=planned,
        tables={
            "stints": table(
                "stints",
                ("mai", "Mai", "chair", "pc_chair", "a", "2026-01-01", "2026-07-01", "holds", "service", ""),
                ("lan", "Lan", "front", "front_chair", "a", "2026-01-01", "2026-07-01", "holds", "service", ""),
                ("nam", "Nam", "chair", "pc_chair", "a", "2026-07-01", "2027-01-01", "promotion", "horizon", "a"),
            ),
            "vacancies": table(
                "vacancies",
                ("front", "front_chair", "a", "2026-07-01", "2027-01-01", 6, 6, "nobody meets the standard"),
            ),
            "bench": table(
                "bench",
                ("nam", "Nam", "chair", "pc_chair", "a", "near", "keep", ""),
                ("lan", "Lan", "chair", "pc_chair", "a", "next", "add", ""),
            ),
            "mix": table(
                "mix", ("women [key]", "key_posts", "", "sex", "female", "2026-07-01", 1, pd.NA, 2, 0, 1, 0, 1)
            ),
            "moves": table("moves", (1, 1, "2026-07-01", "nam", "Nam", "", "chair", "")),
            **{name: table(name) for name in ("returns", "training", "review")},
        },
        provenance={"seed": 1},
    )


def text(plan: Plan, width: int = 100) -> str:
    console = Console(width=width, file=StringIO())
    console.print(summary(plan))
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_figures_of_posts_bench_mix_and_moves() -> None:
    figures = summary_json(small_plan())
    assert figures["posts"] == {
        "posts": 2,
        "seats": 2,
        "held_today": 2,
        "held_at_end": 1,
        "months_empty_unmoved": 12,
        "months_empty": 6,
    }
    assert figures["bench"] == {
        "posts": 2,
        "enough": 1,
        "enough_today": 0,
        "ready_now": 1,
        "ready_by_course": 0,
        "kept": 1,
        "added": 1,
    }
    assert figures["mix"] == {"targets": 1, "short": 1, "over": 0}
    assert figures["moves"] == {"total": 1, "kinds": {"promotion": 1}, "chains": 1, "longest_chain": 1}


def test_figures_are_plain_json() -> None:
    assert json.loads(json.dumps(summary_json(small_plan())))["tiers"][1]["proven"] is False


@pytest.mark.parametrize(
    "told",
    [
        "Two posts [draft], 2026-01-01 to 2027-01-01",
        "feasible: a better plan may exist",
        "2 seats: 2 held today, 1 at the end; 6 months empty in all (12 if nobody moved)",
        "1 move (1 promotion) in 1 chain",
        "Xã An, Fatherland Front chair",
        "nobody meets the standard",
        "women [key]",
        "1 short",
        "proven best",
        "gap 25.00%",
    ],
)
def test_the_summary_tells(told: str) -> None:
    assert told in text(small_plan())


@pytest.mark.parametrize(("months", "said"), [(12, False), (13, True)])
def test_a_plan_that_empties_more_than_staying_would_says_so(months: int, said: bool) -> None:
    plan = small_plan()
    left = table("vacancies", ("front", "front_chair", "a", "2026-01-01", "2027-01-01", months, months, "nobody"))
    told = text(replace(plan, tables={**plan.tables, "vacancies": left}))
    assert ("more months are empty than if nobody moved" in " ".join(told.split())) == said


def test_a_plan_that_does_not_exist_has_only_its_status() -> None:
    told = text(small_plan("infeasible"))
    assert told.splitlines()[1].startswith("infeasible: no plan keeps every rule")
    assert "no pins of this kind and no hard targets" in told
    assert text(small_plan("no_plan")).splitlines()[1:] == ["no plan was found"]
    assert set(summary_json(small_plan("no_plan"))) == {"scenario", "status", "message"}


def with_tiers(*tiers: Tier, goals: str = "") -> Plan:
    plan = small_plan()
    planned = scenario(goals, posts="post\np1", cadres="cadre\nc1") if goals else plan.scenario
    return replace(
        plan,
        tiers=tiers,
        scenario=planned,
        tables=plan.tables if not goals else {name: table(name) for name in PLAN_TABLES},
    )


def test_a_trivial_bound_is_told_without_a_gap() -> None:
    told = text(with_tiers(Tier("fill", "min", 6, 6, 0.0, 0.5), Tier("fit", "max", 8, 4190, 522.75, 0.0)))
    assert "4,190" in told
    assert "%" not in told


def test_of_provinces_side_by_side_only_all_seconds_are_told() -> None:
    plan = replace(small_plan(), provenance={"ended_by": "proof", "seconds": {"solve": 9.0}, "provinces": {"a": {}}})
    assert text(plan).splitlines()[-1] == "9.0 seconds in all"


def test_the_seconds_add_up_with_those_of_no_goal() -> None:
    plan = replace(small_plan(), provenance={"ended_by": "proof", "seconds": {"build": 0.44, "solve": 9.0}})
    assert text(plan).splitlines()[-1] == "9.4 seconds in all; 7.4 of these building the model and finding a first plan"

    ended = replace(plan, provenance={**plan.provenance, "ended_by": "time"})
    assert text(ended).splitlines()[-1] == "9.4 seconds in all"


def test_a_merged_tier_is_measured_in_words() -> None:
    merged = "goals: {tiers: [{bench: 2, fill: 1}, {mix: 1, fit: 3}]}"
    plan = with_tiers(Tier("fill+bench", "min", 1, 1, 0.0, 0.0), Tier("mix+fit", "min", -3, -3, 0.0, 0.0), goals=merged)
    told = text(plan, width=200)
    assert "weighted months empty plus 2 × successors missing" in told
    assert "weighted persons off target less 3 × points" in told


@pytest.mark.parametrize("width", [50, 60, 80, 100])
def test_no_heading_and_no_word_is_cut(width: int) -> None:
    told = text(small_plan(), width)
    assert "…" not in told
    assert all(len(line.rstrip()) <= width for line in told.splitlines())
    assert {"Goal", "Reached", "Target", "Planned", "Persons", "Until" if width == 100 else "From"} <= set(told.split())
    assert ("Measured" in told) == (width >= 80)


def leaving_plan(holders: int) -> Plan:
    """Holders whose posts are to be vacant in the second half-year; nobody gets another post."""
    planned = scenario(
        rules="vn-2022",
        posts="\n".join(["post holder vacant_from", *(f"p{n} c{n} 2026-09-15" for n in range(holders))]),
        cadres="\n".join(["cadre name sex birth_date", *(f"c{n} Mai{n} female 1985-01" for n in range(holders))]),
    )
    plan = small_plan()
    return replace(plan, scenario=planned, tables={name: table(name) for name in PLAN_TABLES})


def test_who_leaves_with_service_left_is_told() -> None:
    told = text(leaving_plan(8))
    assert "Leave a post with service left and no next post in this plan: 8 people" in told
    assert "and 2 more with --json" in told
    (row,) = (line.split() for line in told.splitlines() if "Mai5" in line)
    assert row == ["Mai5", "p5", "2026-09", "vacant_from", "18"]
    assert "Leave a post" not in text(small_plan())


def test_who_leaves_with_service_left_is_plain_data() -> None:
    (row,) = summary_json(leaving_plan(1))["released"]
    assert json.dumps(row)
    assert row == {
        "cadre": "c0",
        "name": "Mai0",
        "post": "p0",
        "date": "2026-09-01",
        "why": "planned",
        "months_left": 220,
    }


def test_a_long_list_of_empty_posts_is_cut_and_says_so() -> None:
    plan = small_plan()
    many = pd.concat([plan.vacancies] * 9, ignore_index=True)
    assert "and 5 more in vacancies.csv" in text(
        Plan(plan.status, plan.tiers, plan.scenario, {**plan.tables, "vacancies": many}, {})
    )
