"""What would be if nobody were moved: today's holders and listings, and what follows from them."""

from support.office_plan import MIX, office_plan
from support.small_office import office

from planner.plan.metrics import months_vacant
from planner.plan.today import unmoved


def test_holders_stay_and_the_open_post_stays_empty() -> None:
    today = unmoved(office(settings=MIX))
    assert today.stints[["cadre", "post", "start", "end", "how", "until"]].to_numpy().tolist() == [
        ["up", "vice_a", "2026-01-01", "2028-01-01", "holds", "horizon"],
        ["stays", "chair_b", "2026-01-01", "2028-01-01", "holds", "horizon"],
        ["holds", "vice_b", "2026-01-01", "2028-01-01", "holds", "horizon"],
    ]
    assert today.vacancies[["post", "start", "end", "months"]].to_numpy().tolist() == [
        ["chair_a", "2026-01-01", "2028-01-01", 24]
    ]
    assert today.bench[["cadre", "action"]].to_numpy().tolist() == [["spare", "keep"], ["up", "keep"]]
    assert today.moves.empty


def test_its_months_are_those_that_the_summary_of_a_plan_tells() -> None:
    plan = office_plan()
    assert int(unmoved(plan.scenario).vacancies["months"].sum()) == months_vacant(plan).before
