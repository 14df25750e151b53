"""The rotation plan as a text to submit: its words, and figures that are those of the plan's own tables."""

from collections import Counter
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from sample_plan import bare_plan
from support.office_plan import office_plan, with_cell
from whole_plan import whole_plan

from planner.language import counted, speaking
from planner.plan.plan import Plan
from planner.report.given_names import given_name_key
from planner.report.submission import make_submission
from planner.report.tables.rotation import KINDS


class Read:
    """A submission as Word would read it."""

    def __init__(self, plan: Plan) -> None:
        self.made = make_submission(plan)
        self.document = docx.Document(BytesIO(self.made.data))
        self.text = "\n".join(paragraph.text for paragraph in self.document.paragraphs)

    def table(self, *headings: str) -> list[list[str]]:
        """The rows below these first headings."""
        for table in self.document.tables:
            first, *rows = [[cell.text for cell in row.cells] for row in table.rows]
            if first[: len(headings)] == list(headings):
                return rows
        return []

    def people(self) -> list[list[str]]:
        return self.table("#", "Full name")


def test_the_list_has_everybody_whom_the_plan_rotates_by_given_name() -> None:
    plan = whole_plan()
    read, stints = Read(plan), plan.stints[plan.stints["how"].isin(KINDS)]
    people, born = (
        read.people(),
        dict(zip(plan.scenario.cadres["name"], plan.scenario.cadres["birth_date"], strict=True)),
    )
    assert Counter((row[1], row[6]) for row in people) == Counter(zip(stints["name"], stints["start"], strict=True))
    assert read.made.people == stints["cadre"].nunique()
    assert [row[0] for row in people] == [str(number) for number in range(1, len(people) + 1)]
    assert [row[1] for row in people] == sorted((row[1] for row in people), key=given_name_key)
    assert all(born[row[1]].startswith(row[2]) for row in people)


def test_numbers_by_unit_add_up_to_the_stints_of_the_plan() -> None:
    plan = whole_plan()
    stints = plan.stints[plan.stints["how"].isin(KINDS)]
    *units, total = Read(plan).table("Unit")
    assert len(units) == stints["unit"].nunique()
    assert int(total[-1]) == len(stints) == sum(int(row[-1]) for row in units)
    for column, kind in enumerate((kind for kind in KINDS if (stints["how"] == kind).any()), 1):
        assert int(total[column]) == (stints["how"] == kind).sum() == sum(int(row[column]) for row in units)


def test_the_expected_placement_is_that_of_the_plans_returns() -> None:
    plan = whole_plan()
    new = plan.stints[plan.stints["how"].isin(KINDS)].merge(plan.returns, on=["cadre", "post"])
    told = [row[7] for row in Read(plan).people() if row[7]]
    assert len(told) == len(new)
    assert f"told for {len(told)} of {plan.stints['how'].isin(KINDS).sum()}" in Read(plan).text


def test_what_stays_vacant_is_the_plans_table() -> None:
    plan = whole_plan()
    read = Read(plan)
    assert sum(int(row[3]) for row in read.table("Post", "Vacant from")) == plan.vacancies["months"].sum()
    assert f"empty for {counted(int(plan.vacancies['months'].sum()), 'month')} in all:" in read.text


def test_the_small_office_in_whole_sentences() -> None:
    read = Read(office_plan())
    assert read.people() == [
        ["1", "Vi Văn D", "1980", *read.people()[0][3:5], "Rotation", "2026-07-01", *read.people()[0][7:]]
    ]
    assert "1. Number and form: 1 rotation, 1 person." in read.text
    assert "4. Start: 2026-07-01: 1." in read.text


def test_a_plan_without_rotations_says_so_and_has_no_list() -> None:
    plan = bare_plan()
    none = replace(plan, tables={**plan.tables, "stints": plan.stints[~plan.stints["how"].isin(KINDS)]})
    read = Read(none)
    assert "Nobody is rotated in this plan." in read.text
    assert read.people() == []
    assert len(read.document.sections) == 1


def test_the_list_lies_across_and_its_headings_stand_on_every_page() -> None:
    read = Read(whole_plan())
    assert [section.orientation for section in read.document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert "w:tblHeader" in read.document.tables[-1].rows[0]._tr.xml
    section = read.document.sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in read.document.tables[-1].columns) == pytest.approx(width, rel=0.001)


def test_it_speaks_vietnamese_with_dates_as_they_are_written_there() -> None:
    with speaking("vi"):
        read = Read(office_plan())
    heads = read.document.tables[0].rows[0].cells
    assert heads[1].text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
    assert "4. Thời điểm bắt đầu: 01/07/2026: 1." in read.text
    assert read.table("TT", "Họ và tên")[0][6] == "01/07/2026"


def test_the_decree_is_named_from_the_day_on_which_it_is_in_force() -> None:
    plan = office_plan()
    assert "Decree 170/2025" in Read(plan).text
    early = plan.scenario.settings.model_copy(update={"as_of": "2025-06-01"})
    assert "Decree 170/2025" not in Read(replace(plan, scenario=replace(plan.scenario, settings=early))).text


def test_a_plan_with_false_figures_is_marked_and_proves_nothing() -> None:
    read = Read(with_cell(office_plan(), "vacancies", 0, "months", 5))
    assert not read.made.verification.ok
    assert "NOT TO BE USED" in read.text
    assert "nothing of it is proven" in read.text
    assert "keeps every rule" not in read.text


def test_the_same_plan_gives_the_same_file_dated_as_the_plan() -> None:
    read = Read(office_plan())
    assert read.made.data == make_submission(office_plan()).data
    known = read.document.core_properties
    assert known.created == known.modified
    assert known.created is not None
    assert known.created.date().isoformat() == office_plan().scenario.settings.as_of
