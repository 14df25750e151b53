"""The summary of a plan: the figures a planner asks for first, and how they read."""

import json
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
                ("nam", "Nam", "chair", "pc_chair", "a", "near", "keep"),
                ("lan", "Lan", "chair", "pc_chair", "a", "next", "add"),
            ),
            "mix": table(
                "mix", ("women [key]", "key_posts", "", "sex", "female", "2026-07-01", 1, pd.NA, 2, 0, 1, 0, 1)
            ),
            "moves": table("moves", (1, 1, "2026-07-01", "nam", "Nam", "", "chair", "")),
        },
        provenance={"seed": 1},
    )


def text(plan: Plan) -> str:
    console = Console(width=100, file=StringIO())
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
    assert figures["bench"] == {"posts": 2, "enough": 1, "enough_today": 0, "ready_now": 1, "kept": 1, "added": 1}
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


def test_a_plan_that_does_not_exist_has_only_its_status() -> None:
    assert text(small_plan("infeasible")).splitlines()[1].startswith("infeasible")
    assert "Proof" not in text(small_plan("no_plan"))


def test_a_long_list_of_empty_posts_is_cut_and_says_so() -> None:
    plan = small_plan()
    many = pd.concat([plan.vacancies] * 9, ignore_index=True)
    assert "and 5 more in vacancies.csv" in text(
        Plan(plan.status, plan.tiers, plan.scenario, {**plan.tables, "vacancies": many}, {})
    )
