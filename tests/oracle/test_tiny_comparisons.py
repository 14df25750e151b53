"""Laws of comparing plans, on tiny random scenarios with the plans that the engine makes of them."""

import os

import pandas as pd
from hypothesis import HealthCheck, given, reject, settings
from hypothesis.strategies import DataObject, data
from tiny_scenarios import tiny_scenarios

from planner.api import solve
from planner.explore.compare import NoCommonPostError, compare
from planner.plan.plan import Plan
from planner.plan.today import unmoved
from planner.plan.verify import verify
from planner.scenario.findings import InputError
from planner.scenario.scenario import Scenario

SOME = settings(
    max_examples=int(os.environ.get("ORACLE_EXAMPLES", "25")),
    derandomize="ORACLE_EXAMPLES" not in os.environ,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def planned(scenario: Scenario) -> Plan:
    try:
        plan = solve(scenario)
    except InputError:
        reject()
    return plan if plan.status == "optimal" else reject()


def as_records(frame: pd.DataFrame, *labels: str) -> set[tuple[object, ...]]:
    """The rows with the columns of the plans in the order given."""
    plain = frame.reset_index().astype(object).where(lambda cells: cells.notna(), None)
    keys = [name for name in plain.columns if name not in labels]
    return set(plain[[*keys, *labels]].itertuples(index=False, name=None))


@SOME
@given(data())
def test_a_plan_does_not_differ_from_itself(source: DataObject) -> None:
    plan = planned(source.draw(tiny_scenarios()))
    found = compare([plan, plan], ["a", "b"])
    assert found.same
    assert found.inputs.empty
    assert found.gains("b").empty


@SOME
@given(data())
def test_turned_around_it_says_the_same_with_the_plans_in_each_others_place(source: DataObject) -> None:
    one, other = (planned(source.draw(tiny_scenarios())) for _ in range(2))
    try:
        forth, back = compare([one, other], ["a", "b"]), compare([other, one], ["b", "a"])
    except NoCommonPostError:
        reject()
    for name in ("inputs", "measures", "changes"):
        assert as_records(getattr(forth, name), "a", "b") == as_records(getattr(back, name), "a", "b")
    gained, lost = (found.gains(label)["better"].to_dict() for found, label in ((forth, "b"), (back, "a")))
    assert gained == {key: -by for key, by in lost.items()}


@SOME
@given(data())
def test_measures_differ_as_the_values_in_the_plans_do(source: DataObject) -> None:
    plan = planned(source.draw(tiny_scenarios()))
    today = unmoved(plan.scenario)
    found = compare([plan, today], ["plan", "today"])
    reached = verify(plan.scenario, today).values  # noqa: PD011 - no frame
    goals = found.measures.loc["goal"].droplevel(["of", "sense", "counted_by"])
    for tier in plan.tiers:
        assert goals.loc[tier.name, "plan"] == tier.value
        if tier.name in reached:
            assert goals.loc[tier.name, "today"] == reached[tier.name]


@SOME
@given(data())
def test_parts_add_up_to_the_fit_and_targets_to_the_mix(source: DataObject) -> None:
    plan = planned(source.draw(tiny_scenarios()))
    found = compare([plan, unmoved(plan.scenario)], ["plan", "today"]).measures
    whole = found.loc["goal"].droplevel(["of", "sense", "counted_by"])
    sums = found.groupby(level=["kind", "name"]).sum()
    for kind, goal in (("part", "fit"), ("target", "mix")):
        if goal in whole.index and (kind, goal) in sums.index:
            assert sums.loc[(kind, goal)].to_dict() == whole.loc[goal].to_dict()


@SOME
@given(data())
def test_the_check_finds_every_word_of_today_true_but_that_nothing_is_proven(source: DataObject) -> None:
    scenario = source.draw(tiny_scenarios())
    found = verify(scenario, unmoved(scenario))
    assert [text for text in found.mismatches if "tiers, the scenario has" not in text] == []
