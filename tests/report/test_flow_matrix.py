"""Flows of many units as a matrix."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from matplotlib.text import Text
from sample_plan import sample_plan
from text_boxes import outside, overlaps
from wider_plan import wider_plan

from planner.plan.plan import Plan
from planner.report.charts import draw, flows
from planner.report.charts.base import Heading, chart_style
from planner.report.charts.flow_matrix import draw_matrix, matrix_note
from planner.scenario.scenario import Scenario


def texts(plan: Plan, kind: str = "flows") -> list[str]:
    return [text.get_text() for page in draw(plan, kind) for text in page.findobj(Text)]


def province(communes: int, departments: int) -> tuple[Plan, pd.DataFrame]:
    """A plan with so many units, and flows from each department and commune to the next commune."""
    plan = sample_plan()
    units = pd.DataFrame(
        [{"unit": f"k{n}", "name": f"Xã {n}", "kind": "commune"} for n in range(communes)]
        + [{"unit": f"p{n}", "name": f"Phòng {n}", "kind": "department"} for n in range(departments)]
    )
    scenario = Scenario(plan.scenario.settings, {**plan.scenario.tables, "units": units})

    def flow(source: str, name: str, via: str, n: int) -> dict[str, Any]:
        target = n % communes
        return {
            "source": source, "source_name": name, "via": via, "target": f"k{target}", "target_name": f"Xã {target}",
            "persons": 1 + n % 3,
        }  # fmt: skip

    rows = [flow(f"k{n}", f"Xã {n}", "commune", n + 1) for n in range(communes)]
    rows += [flow(f"p{n}", f"Phòng {n}", "department", n) for n in range(departments)]
    rows += [flow("", "", "outside", 0), flow("k1", "Xã 1", "return", 2), flow("k1", "Xã 1", "same", 1)]
    return replace(plan, scenario=scenario), pd.DataFrame(rows)


def test_a_few_units_are_ribbons_and_many_a_matrix() -> None:
    assert "from ↓   to →" not in texts(sample_plan(4))
    assert "from ↓   to →" in texts(wider_plan(23))


@pytest.mark.parametrize(
    ("communes", "departments", "shown"),
    [
        (15, 10, "Xã 14"),
        (40, 20, "40  Xã 39"),
        (65, 73, "73 departments (1–3 persons each)"),
        (130, 10, "83 communes (1–2 persons each)"),
    ],
)
def test_a_matrix_names_numbers_or_groups_its_units(communes: int, departments: int, shown: str) -> None:
    plan, table = province(communes, departments)
    with chart_style():
        (page,) = draw_matrix(plan, table, Heading(flows.finding(table), "", (matrix_note(table),)))

    words = [text.get_text() for text in page.findobj(Text)]
    assert shown in words
    assert overlaps(page) == []
    assert outside(page) == []


def test_the_sums_of_rows_and_of_columns_are_all_placements() -> None:
    plan, table = province(15, 10)
    with chart_style():
        (page,) = draw_matrix(plan, table, Heading("", ""))
    sums = [text for text in page.findobj(Text) if text.get_color() == "#0072B2"]

    assert sum(int(text.get_text()) for text in sums) == 2 * table["persons"].sum()


def test_moves_within_a_unit_are_told_to_be_grey() -> None:
    _, table = province(15, 10)

    assert matrix_note(table) == "Persons in each cell, darker for more; grey: 2 moves within a unit."
    assert matrix_note(table[table["via"] != "same"]) == "Persons in each cell, darker for more."
