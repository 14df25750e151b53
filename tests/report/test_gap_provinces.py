"""The gap chart of a nation: what is proven of each goal of each province, and when provinces were planned."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pandas as pd
import pytest
from matplotlib.text import Text
from rich.console import Console
from sample_plan import sample_plan, steps
from text_boxes import outside, overlaps

from planner.language import Language, speaking
from planner.plan.plan import Plan, Tier
from planner.report.chart_tables import chart_table
from planner.report.charts import draw, table
from planner.report.charts.gap_provinces import finding

TIERS = (
    Tier("fill", "min", 16_152, 4_248, 0.737, 170.0),
    Tier("bench", "min", 264, 0, 1.0, 56.0),
    Tier("mix", "min", 3_831, 3_831, 0.0, 60.0),
    Tier("fit", "max", 1_236_654, 7_978_118, 5.45, 272.0),
)
STATES = (
    ((456, 0), (0, 0), (57, 57), (47_118, 76_703)),
    ((318, 318), (26, 0), (30, 30), (20_119, 20_119)),
    ((1_098, 288), (33, 30), (102, 102), (63_301, 93_703)),
)
"""Value and bound of each goal."""


def nation(count: int = 3, *, again: bool = False, older: bool = False) -> Plan:
    """So many provinces, in turn in each of the states, planned two at a time, 60 seconds each."""
    plan = sample_plan(count)
    provinces: dict[str, Any] = {}
    trace = []
    for number in range(count):
        pairs = STATES[number % len(STATES)]
        values, bounds = ([pair[side] for pair in pairs] for side in (0, 1))
        provinces[f"u{number}"] = {"values": values, "bounds": bounds, "seconds": {"build": 8.0, "solve": 52.0}}
        planned = 61.0 + 60 * (number // 2)
        if older:
            trace.append(steps((f"u{number}", "planned", values[-1], bounds[-1], planned)))
            continue
        goals = zip(plan.tiers, values, bounds, strict=True)
        told = [(tier.name, "planned", value, bound, planned) for tier, value, bound in goals]
        trace.append(steps(*told, province=f"u{number}"))
    seconds = 70.0 + 60 * ((count + 1) // 2)
    if again:
        trace.append(steps(("fill", "quotas", 450, 0, seconds - 5), province="u0"))
    provenance = {"ended_by": "time", "seconds": {"solve": seconds}, "provinces": provinces}
    return replace(plan, tiers=TIERS, provenance=provenance, trace=pd.concat(trace, ignore_index=True))


def titled(plan: Plan) -> str:
    return finding(plan, table(plan, "gap"))


def texts(plan: Plan) -> list[str]:
    told = []
    for figure in draw(plan, "gap"):
        assert overlaps(figure) == []
        assert outside(figure) == []
        told += [text.get_text() for text in figure.findobj(Text)]
    return told


def test_the_title_counts_the_provinces_in_which_each_goal_is_proven_best() -> None:
    assert titled(nation()) == (
        "The time limit ended the solve after 190 s; of 3 provinces proven best: "
        "fill in 1, bench in 1, mix in 3, fit in 1"
    )
    assert "fill in none" in titled(nation(1))


def test_the_title_tells_a_nation_that_is_proven_best() -> None:
    proven = tuple(replace(tier, bound=tier.value, gap=0.0) for tier in TIERS)
    plan = replace(nation(), tiers=proven, status="optimal")
    assert titled(plan) == "Every goal of 3 provinces together proven best after 190 s"


def test_the_title_tells_what_is_open_together_where_each_province_is_proven_best() -> None:
    plan = nation()
    proven = {name: own | {"bounds": own["values"]} for name, own in plan.provenance["provinces"].items()}
    tiers = (
        *(replace(tier, bound=tier.value, gap=0.0) for tier in TIERS[:3]),
        Tier("fit", "max", 1000, 1002, 0.002, 1),
    )
    plan = replace(plan, tiers=tiers, provenance=plan.provenance | {"provinces": proven, "ended_by": "rounds"})
    assert titled(plan) == (
        "Quotas for the shared targets ended the solve after 190 s: "
        "every goal of each of 3 provinces proven best; together fit: gap 0.2%"
    )


def test_the_table_has_every_goal_of_all_together_and_of_each_province() -> None:
    rows = table(nation(), "gap")
    assert rows["province"].tolist() == [name for name in ("", "u0", "u1", "u2") for _tier in TIERS]
    own = rows[rows["province"] == "u0"]
    assert own["name"].unique().tolist() == ["Thị trấn Cao Lộc"]
    assert own["tier"].tolist() == [tier.name for tier in TIERS]
    assert list(zip(own["value"], own["bound"], strict=True)) == list(STATES[0])
    assert own["gap"].round(3).tolist() == [1.0, 0.0, 0.0, 0.628]
    assert (own["seconds"].unique().tolist(), own["planned"].unique().tolist()) == ([60.0], [61.0])
    assert own["again"].isna().all()


def test_a_narrow_terminal_shows_names_and_gaps_in_place_of_ids() -> None:
    console = Console(width=80, file=StringIO(), record=True)
    console.print(chart_table("gap", table(nation(), "gap")))
    told = [" ".join(line.split()) for line in console.export_text().splitlines()]
    assert "name tier sense seconds planned value bound gap" in told
    assert "Thị trấn fit max 60.0 61.0 47118 76703 0.627892" in told


def test_a_province_that_is_planned_again_keeps_when_it_was_planned_first() -> None:
    rows = table(nation(again=True), "gap").set_index("province")
    assert rows.loc["u0", "planned"].unique().tolist() == [61.0]
    assert rows.loc["u0", "again"].unique().tolist() == [185.0]
    assert rows.loc["u1", "again"].isna().all()


def test_steps_of_an_older_program_that_have_the_province_as_their_goal_give_the_same_table() -> None:
    assert table(nation(older=True), "gap").equals(table(nation(), "gap"))


def test_each_goal_tells_its_value_and_what_is_proven_of_it() -> None:
    told = texts(nation())
    assert {"456", "≥ 0", "318", "33", "9.1%", "47,118", "62.8%"} <= set(told)
    assert told.count("✓") == 1 + (1 + 1 + 3 + 1) + 1  # legend, provinces, mix of all together
    assert [words for words in told if words.endswith(" ✓")] == ["1 of 3 ✓", "1 of 3 ✓", "3 of 3 ✓", "1 of 3 ✓"]
    assert {"3 provinces together", "1,236,654", "≤ 7,978,118"} <= set(told)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("count", [2, 23])
def test_nothing_overlaps_whatever_the_number_of_provinces(count: int, language: Language) -> None:
    with speaking(language):
        assert texts(nation(count, again=True))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_six_goals_with_large_values_find_room(language: Language) -> None:
    plan = nation(23)
    more = (Tier("standard", "min", 2_841, 0, 1.0, 1.0), Tier("change+fit", "max", 8_236_654, 9_978_118, 0.211, 1.0))
    provinces = {
        name: own | {"values": [*own["values"], 95, 47_118], "bounds": [*own["bounds"], 94, 176_703]}
        for name, own in plan.provenance["provinces"].items()
    }
    with speaking(language):
        told = texts(replace(plan, tiers=(*TIERS, *more), provenance=plan.provenance | {"provinces": provinces}))
    assert "change + fit" in told
    assert not any(words.startswith(("≤", "≥")) and words.endswith("…") for words in told)


def test_more_provinces_than_a_page_holds_are_drawn_on_several() -> None:
    plan = nation(3)
    own = [dict(one) for one in plan.provenance["provinces"].values()]
    many = {f"Tỉnh số {number}": own[number % 3] for number in range(60)}
    told = texts(replace(plan, provenance=plan.provenance | {"provinces": many}))
    assert {"page 1 of 2", "page 2 of 2", *many} <= set(told)


def test_without_the_steps_of_the_solve_only_the_times_are_left_out() -> None:
    plan = nation()
    assert "When planned" in texts(plan)
    told = texts(replace(plan, trace=plan.trace.iloc[:0]))
    assert "When planned" not in told
    assert "62.8%" in told


def test_steps_alone_are_drawn_where_the_plan_does_not_tell_every_goal_of_its_provinces() -> None:
    provinces = {"u0": {"values": [3], "bounds": [3]}}
    plan = replace(sample_plan(), provenance={"provinces": provinces})
    assert table(plan, "gap").equals(table(sample_plan(), "gap"))
