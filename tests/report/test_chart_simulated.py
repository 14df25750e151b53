"""The chart of a simulation: what stands on the page, whatever the number of plans and posts."""

from dataclasses import replace

from matplotlib.text import Text
from sample_plan import sample_plan

from planner.explore.outcomes import outcome
from planner.explore.simulate import simulate
from planner.plan.plan import Plan
from planner.report.charts.simulated import simulation_figure
from planner.report.simulated import assumed


def texts(plans: list[Plan], names: list[str]) -> list[str]:
    found = outcome(simulate(plans[0].scenario, plans, names=names, runs=40))
    return [text.get_text() for text in simulation_figure(plans, found).findobj(Text)]


def test_the_title_tells_the_months_and_the_page_how_many_posts_it_leaves_out() -> None:
    shown = texts([sample_plan(12)], ["sample"])

    assert any(text.startswith("Beside the ") and "months by plan" in text for text in shown)
    assert any(text.startswith("and ") and "more with at most" in text for text in shown)


def test_several_plans_stand_in_a_legend() -> None:
    plan = sample_plan()
    thin = replace(plan, tables={**plan.tables, "bench": plan.bench.iloc[:5]})
    shown = texts([plan, thin], ["deep", "thin"])

    assert {"deep", "thin"} <= set(shown)
    assert any("months on average with “deep”" in text for text in shown)


def test_what_was_assumed_is_told_with_the_groups() -> None:
    plan = sample_plan()
    settings = plan.scenario.settings
    group = {"name": "doctors", "column": "field", "values": ["medicine"], "yearly": "9%"}
    asked = type(settings.simulate).model_validate({"groups": [group], "only_ready": True, "refill_months": 3})
    where = replace(plan.scenario, settings=settings.model_copy(update={"simulate": asked}))
    words = " ".join(assumed(simulate(where, [plan], runs=2)))

    assert "9% of doctors (field medicine)" in words
    assert "after 3 months at the earliest, only by who is ready" in words
