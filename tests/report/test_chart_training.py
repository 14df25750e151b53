"""Seats of course sessions: taken, free, and wanted by groups that go first."""

from dataclasses import replace

import pandas as pd
from matplotlib.text import Text
from wider_plan import wider_plan

from planner.report.charts import draw, training
from planner.scenario.scenario import Scenario


def test_seats_are_told_by_session_and_date() -> None:
    sessions = training.table(wider_plan()).set_index("session")

    assert list(sessions.index) == ["LL-01", "LL-02", "QL-01"]
    assert sessions.loc["LL-01", ["free", "attended", "left", "first"]].tolist() == [2, 2, 0, 1]
    assert sessions.loc["QL-01", ["free", "attended", "left", "first"]].tolist() == [30, 0, 30, 0]


def test_people_of_the_first_groups_who_go_without_are_counted() -> None:
    plan = wider_plan()
    women = plan.scenario.cadres[(plan.scenario.cadres["sex"] == "female")]
    sessions = training.table(plan).set_index("session")

    assert 0 < sessions.loc["LL-01", "unserved"] < len(women)
    assert sessions.loc["QL-01", "unserved"] == 0
    assert training.finding(plan, training.table(plan)).endswith(
        "at 1 full session people of the groups that go first go without"
    )


def test_full_sessions_are_marked() -> None:
    (page,) = draw(wider_plan(), "training")
    shown = [text.get_text() for text in page.findobj(Text)]

    assert shown.count("full") == 2
    assert {"2 of 2", "0 of 30"} <= set(shown)


def test_many_sessions_stand_on_several_pages() -> None:
    plan = wider_plan()
    given = plan.scenario.tables["sessions"]
    many = pd.concat([given.assign(session=given["session"] + f"-{number}") for number in range(15)], ignore_index=True)
    scenario = Scenario(plan.scenario.settings, {**plan.scenario.tables, "sessions": many})
    none = {**plan.tables, "training": plan.training.iloc[:0]}

    assert len(draw(replace(plan, scenario=scenario, tables=none), "training")) == 2
