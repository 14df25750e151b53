"""Plans side by side: small ones, with every difference worked out by hand."""

import pandas as pd
import pytest
from support.office_plan import office_plan
from support.scenarios import scenario
from support.small_office import office

from planner.api import solve
from planner.explore.compare import NoCommonPostError, compare
from planner.plan.plan import Plan
from planner.plan.today import unmoved
from planner.report.compare.terminal import against_words
from planner.scenario.scenario import Scenario

POSTS = """
post   unit  weight  bench_min  bench_max
chair  xa_a  2       0          0
vice   xa_b  1       0          0
"""
CADRES = """
cadre  sex
an     male
binh   female
"""
FIT = """
cadre  post   score
an     chair  9
binh   vice   5
binh   chair  4
an     vice   3
"""
ONE_PERIOD = "horizon_months: 6\nfit: only_listed\n"
WOMAN = (
    "mix: [{name: a woman in the chair, column: sex, values: [female], scope: {unit: xa_a}, at_least: 1, weight: 3}]\n"
)


def pair(settings: str = "", posts: str = POSTS) -> Scenario:
    """Two people for two posts: an the chair and binh the vice chair are worth 14 points, the other way round 7."""
    return scenario(ONE_PERIOD + settings, posts=posts, cadres=CADRES, fit=FIT)


def plans() -> tuple[Plan, Plan]:
    """The fit before a target, and the target before the fit."""
    last = "goals: {tiers: [fill, fit, mix]}\n" + WOMAN.replace("weight: 3", "weight: 1")
    return solve(pair(last)), solve(pair(WOMAN))


def values(table: pd.DataFrame, label: str) -> dict[str, int]:
    """The measures of a plan by name, each counted by its own scenario."""
    own = table[table.index.get_level_values("counted_by") == ""].reset_index()
    return {" ".join(filter(None, (row["name"], row["of"]))): int(row[label]) for row in own.to_dict("records")}


def test_what_is_reached_and_what_is_paid_for_it() -> None:
    free, bound = plans()
    found = compare([free, bound], ["free", "bound"])
    reached = found.measures.loc[["goal", "target"]]
    assert values(reached, "free") == {"fill": 0, "bench": 0, "fit": 14, "mix": 1, "mix a woman in the chair": 1}
    assert values(reached, "bound") == {"fill": 0, "bench": 0, "fit": 7, "mix": 0, "mix a woman in the chair": 0}
    gains = found.gains("bound")["better"].to_dict()
    assert gains == {
        ("goal", "fit", ""): -7,
        ("goal", "mix", ""): 1,
        ("part", "fit", "score"): -7,
        ("target", "mix", "a woman in the chair"): 1,
    }


def test_what_differs_in_the_input_is_named_key_by_key() -> None:
    free, bound = plans()
    assert compare([free, bound], ["free", "bound"]).inputs.reset_index().to_numpy().tolist() == [
        ["scenario", "goals.tiers", "", "fill, fit, mix", "fill, bench, mix, fit"],
        ["scenario", "mix.a woman in the chair", "weight", "1", "3"],
    ]


def test_every_plan_is_counted_as_each_of_the_scenarios_counts() -> None:
    free, bound = plans()
    measures = compare([free, bound], ["free", "bound"]).measures
    mix = measures.xs("mix", level="name").xs("goal", level="kind").reset_index()
    assert mix[["counted_by", "free", "bound"]].to_numpy().tolist() == [["", 1, 0], ["free", 1, 0], ["bound", 3, 0]]


def test_what_is_decided_otherwise_is_told_person_by_person_and_nothing_else() -> None:
    free, bound = plans()
    told = compare([free, bound], ["free", "bound"]).changes.reset_index()
    assert told.to_numpy().tolist() == [
        ["stint", "an", "chair", "2026-01..2026-07 appointment", ""],
        ["stint", "an", "vice", "", "2026-01..2026-07 appointment"],
        ["stint", "binh", "chair", "", "2026-01..2026-07 appointment"],
        ["stint", "binh", "vice", "2026-01..2026-07 appointment", ""],
    ]


def test_against_today_every_goal_and_unit_tells_what_moving_brings() -> None:
    plan = office_plan()
    found = compare([plan, unmoved(plan.scenario)], ["plan", "today"])
    assert found.inputs.empty
    assert values(found.measures.loc[["goal"]], "plan") == {"fill": 6, "bench": 9, "mix": 4, "fit": 8}
    # chair_a stays empty for 24 months; nobody but spare, kept on its bench for 4 + 4 points, and up for 4 + 4
    assert values(found.measures.loc[["goal"]], "today") == {"fill": 24, "bench": 9, "mix": 5, "fit": 16}
    units = values(found.measures.loc[["unit"]], "today")
    assert {name: count for name, count in units.items() if name.startswith("empty")} == {"empty xa_a": 24}
    assert values(found.measures.loc[["count"]], "plan")["moves"] == 2


def test_a_rule_that_differs_is_named_with_its_numbers_and_a_row_with_its_cells() -> None:
    one = unmoved(office())
    other = unmoved(
        office({"deputy": {"rotates": "no"}}, "rules: {pack: vn-2022, changes: {grade: {highest_step: 2}, kin: false}}")
    )
    inputs = compare([one, other], ["one", "other"]).inputs
    assert ("rules", "grade", "highest_step") in inputs.index
    assert inputs.loc[("rules", "grade", "highest_step")].tolist() == ["1 grade", "2 grades"]
    assert inputs.loc[("cadres", "deputy", "rotates")].tolist() == ["yes", ""]


def test_a_row_that_only_one_has_is_told_as_a_whole() -> None:
    one, other = unmoved(pair()), unmoved(pair(posts=POSTS + "third xa_b 1 0 0\n"))
    inputs = compare([one, other], ["one", "other"]).inputs.loc[["posts"]].reset_index()
    assert inputs.to_numpy().tolist() == [["posts", "third", "", "", "there"]]


def test_numbers_that_a_scenario_cannot_count_are_missing() -> None:
    one, other = solve(pair()), solve(pair(posts=POSTS + "third xa_b 1 0 0\n"))
    measures = compare([one, other], ["one", "other"]).measures.loc["goal"].xs("fill", level="name").reset_index()
    # by its own scenario a third post stays empty for six months; the first scenario does not know that post, but the
    # plan names it nowhere
    assert measures[["counted_by", "one", "other"]].to_numpy().tolist() == [["", 0, 6], ["one", 0, 0], ["other", 6, 6]]


def test_a_plan_that_names_what_a_scenario_lacks_cannot_be_counted_by_it() -> None:
    one = solve(pair())
    posts, fit = POSTS + "third xa_b 9 0 0\n", FIT + "an third 20\n"
    other = solve(scenario(ONE_PERIOD, posts=posts, cadres=CADRES, fit=fit))
    found = compare([one, other], ["one", "other"])
    fill = found.measures.loc["goal"].xs("fill", level="name")["other"].droplevel(["of", "sense"])
    assert fill["other"] == 6 * 1
    assert fill["one"] is pd.NA
    assert found.gains("other", "one").empty
    assert found.counting("other") == ""
    assert against_words(found, "other")[1].startswith("Gains against one (each counted by its own): fit up by ")
    assert ("posts", "third", "") in found.inputs.index


def test_equal_names_are_numbered() -> None:
    plan = unmoved(pair())
    assert compare([plan, plan, plan]).labels == ("test", "test (2)", "test (3)")


def test_plans_of_different_places_are_refused_in_a_sentence() -> None:
    here, there = unmoved(office()), unmoved(pair())
    with pytest.raises(NoCommonPostError, match="here and there have no post in common"):
        compare([here, there], ["here", "there"])


def test_one_plan_alone_and_a_plan_without_decisions_are_refused() -> None:
    plan = office_plan()
    with pytest.raises(ValueError, match="two plans or more"):
        compare([plan])
    with pytest.raises(ValueError, match="without decisions"):
        compare([plan, office_plan(status="infeasible")])


def test_the_goals_of_a_merged_tier_are_told_by_themselves_too() -> None:
    plan = solve(pair("goals: {tiers: [{fill: 2, fit: 1}]}\n"))
    measures = compare([plan, unmoved(plan.scenario)], ["plan", "today"]).measures
    # chair weighs 2 and vice 1: 18 weighted months, twice
    assert values(measures.loc[["goal"]], "today") == {"fill": 18, "fit": 0, "fill+fit": 36}
    assert values(measures.loc[["goal"]], "plan") == {"fill": 0, "fit": 14, "fill+fit": -14}
