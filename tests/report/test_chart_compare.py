"""Charts of several plans: their figures, and texts that neither overlap nor leave the paper, however long and many."""

from dataclasses import replace

import pytest
from support.office_plan import office_plan, with_cell, with_table
from text_boxes import outside, overlaps
from whole_plan import whole_plan

from planner.explore.compare import Comparison, compare
from planner.plan.plan import Plan
from planner.plan.today import unmoved
from planner.report.charts.compare import COMPARED, comparison_figures, table
from planner.report.charts.compare.plans import MOST

LONG = "phương án ưu tiên cán bộ nữ, cán bộ trẻ và người dân tộc thiểu số ở các xã đặc biệt khó khăn"


def office_and_today() -> Comparison:
    plan = office_plan()
    return compare([plan, unmoved(plan.scenario)], ["office", "nobody moved"])


def varied(plan: Plan, number: int) -> Plan:
    """The plan with a few of its newest stints left out, and another name."""
    new = plan.stints.index[plan.stints["how"] != "holds"]
    settings = plan.scenario.settings.model_copy(update={"name": f"{LONG} {number}"})
    kept = with_table(plan, "stints", plan.stints.drop(new[:number]))
    return replace(kept, scenario=replace(plan.scenario, settings=settings))


def many(count: int) -> Comparison:
    plan = whole_plan()
    return compare([varied(plan, number) for number in range(count - 1)] + [unmoved(plan.scenario)])


def test_a_row_for_each_measure_that_differs_goals_first() -> None:
    reached = table(office_and_today(), "compare")
    assert reached[["kind", "name", "sense", "office", "nobody moved"]].head(3).to_numpy().tolist() == [
        ["goal", "fill", "min", 6, 24],
        ["goal", "mix", "min", 4, 5],
        ["goal", "fit", "max", 8, 16],
    ]
    assert reached[["name", "office", "nobody moved"]].tail(1).to_numpy().tolist() == [["months_empty", 6, 24]]


def test_the_mix_tells_persons_or_the_parts_that_reach_a_target() -> None:
    told = table(office_and_today(), "mix").drop(columns=["upper"])
    assert told.astype(object).where(told.notna(), None).to_numpy().tolist() == [
        ["women", "office", 0, 2, 2, 3, 1],
        ["successors", "office", 4, 0, 1, None, 3],
        ["women", "nobody moved", 0, 2, 2, 3, 1],
        ["successors", "nobody moved", 4, 0, 0, None, 4],
    ]


def test_flows_tell_all_units_and_then_those_that_differ() -> None:
    told = table(office_and_today(), "flows")
    assert told.to_numpy().tolist() == [
        ["", "", "office", "department", 1],
        ["", "", "office", "same", 1],
        ["xa_a", "xa_a", "office", "department", 1],
        ["xa_a", "xa_a", "office", "same", 1],
    ]


def test_a_target_of_one_plan_only_is_told_for_that_plan() -> None:
    plan = office_plan()
    none = replace(plan.scenario, settings=plan.scenario.settings.model_copy(update={"mix": ()}))
    without = with_table(replace(plan, scenario=none), "mix", plan.mix.head(0))
    assert set(table(compare([plan, without], ["with", "without"]), "mix")["plan"]) == {"with"}


@pytest.mark.parametrize("count", [2, 3, 5, MOST])
@pytest.mark.parametrize("kind", list(COMPARED))
def test_long_names_and_many_plans_stay_on_the_paper_and_apart(kind: str, count: int) -> None:
    figures = comparison_figures(many(count), kind)
    assert figures
    for figure in figures:
        assert overlaps(figure) == []
        assert outside(figure) == []


def test_plans_that_do_not_differ_need_no_chart() -> None:
    plan = office_plan()
    same = compare([plan, with_cell(plan, "vacancies", 0, "why", "Otherwise.")], ["one", "other"])
    assert comparison_figures(same, "compare") == []


def test_more_plans_than_can_be_told_apart_are_refused() -> None:
    plan = office_plan()
    with pytest.raises(ValueError, match=f"can tell {MOST} plans apart, not {MOST + 1}"):
        comparison_figures(compare([plan] * (MOST + 1)), "compare")
