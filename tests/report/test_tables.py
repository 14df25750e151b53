"""The workbook of official tables: what each sheet holds, and formulas that give what the plan says."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from sample_plan import bare_plan
from support.formulas import Book
from support.office_plan import office_plan, with_cell
from support.term_plan import term_plan
from whole_plan import whole_plan

from planner.plan.plan import Plan
from planner.report.names import committees
from planner.report.tables import make_tables

PLANS = {"office": office_plan, "term": term_plan, "whole": whole_plan, "bare": bare_plan}
SHEETS = (
    "1 Quy hoạch", "2 Rà soát", "3 Bổ sung", "4 Giữ chức", "5 Cơ cấu", "6 So sánh", "7 KH luân chuyển",
    "8 DS luân chuyển", "9 Sau luân chuyển", "10 Khóa học", "11 Học viên",
)  # fmt: skip


def table(plan: Plan, sheet: str) -> list[list[object]]:
    """The rows below the headings, without headings among them and places to sign."""
    book = CalamineWorkbook.from_filelike(BytesIO(make_tables(plan).data))
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)[7:]
    return [row for row in rows if isinstance(row[0], float)]


@pytest.mark.parametrize("name", PLANS)
def test_every_formula_gives_the_value_that_the_plan_gives(name: str) -> None:
    book = Book.of(make_tables(PLANS[name]()).data)
    found = 0
    for sheet, formulas in book.formulas.items():
        for cell, formula in formulas.items():
            assert book.computed(formula) == pytest.approx(book.values[sheet][cell]), (sheet, cell, formula)
            found += 1
    assert found > 50


def test_counts_of_the_summary_are_formulas_and_nothing_typed() -> None:
    book = Book.of(make_tables(whole_plan()).data)
    for sheet, first in (("5 Cơ cấu", "D"), ("6 So sánh", "C")):
        typed = [
            cell
            for cell, value in book.values[sheet].items()
            if isinstance(value, float) and cell.rstrip("0123456789") >= first and cell not in book.formulas[sheet]
        ]
        assert typed == []


def test_a_summary_follows_when_a_cell_of_its_list_is_changed() -> None:
    book = Book.of(make_tables(office_plan()).data)
    persons = book.formulas["6 So sánh"]["C8"].rpartition("$")[2]
    women = book.formulas["5 Cơ cấu"][f"E{persons}"]
    before = book.computed(women)
    holders = book.values["4 Giữ chức"]
    line = next(cell[1:] for cell, value in holders.items() if value == "Lý Thị B")
    holders[f"C{line}"] = holders.pop(f"D{line}")
    assert book.computed(women) == before - 1


def test_the_summary_agrees_with_the_plans_own_count_of_the_mix() -> None:
    women = next(row for row in table(office_plan(), "6 So sánh") if row[1] == "Nữ / Women")
    counted = office_plan().mix.iloc[0]
    assert women[2:4] == [counted["today"], counted["planned"]]


def test_every_holder_and_listing_stands_in_the_planning_list_once() -> None:
    plan = whole_plan()
    listed = [row for row in table(plan, "1 Quy hoạch") if row[13] != "Hiện tại"]
    assert len(listed) == len(plan.bench)
    assert sum(row[13] == "Kế cận" for row in listed) == int((plan.bench["ready"] == "near").sum())
    assert sum(row[22] for row in listed) == plan.bench["cadre"].nunique()


def test_the_review_is_parted_into_what_goes_on_and_what_is_new() -> None:
    plan = office_plan()
    carried, added = table(plan, "2 Rà soát"), table(plan, "3 Bổ sung")
    assert [(row[1], row[11].partition(" (")[0]) for row in carried] == [
        ("Hứa Văn E", "Tiếp tục quy hoạch"),
        ("Nông Văn A", "Đưa ra khỏi quy hoạch. Điều kiện: Quy hoạch chức vụ cao hơn"),
    ]
    assert carried[1][6] == ""
    assert [(row[1], row[9]) for row in added] == [("Hà Thị C", "Bổ sung quy hoạch")]
    assert (len(carried[0]), len(added[0])) == (12, 10)


def test_dates_are_dates() -> None:
    people = table(office_plan(), "8 DS luân chuyển")
    assert [(row[1], row[2], row[12]) for row in people] == [("Vi Văn D", date(1980, 1, 1), date(2026, 7, 1))]
    book = Book.of(make_tables(office_plan()).data)
    assert isinstance(book.values["8 DS luân chuyển"]["M8"], float)


def test_whoever_is_rotated_has_the_time_and_the_place_expected_afterwards() -> None:
    fresh = next(row for row in table(term_plan(), "8 DS luân chuyển"))
    assert fresh[14] == 36
    assert fresh[15].startswith("Trở về, được bố trí: ")
    after = table(term_plan(), "9 Sau luân chuyển")
    assert len(after) == len(term_plan().returns)


def test_course_lists_have_everybody_who_attends_and_the_money() -> None:
    plan = whole_plan()
    assert len(table(plan, "11 Học viên")) == len(plan.training)
    sessions = table(plan, "10 Khóa học")
    assert sum(row[7] for row in sessions) == len(plan.training)
    assert sum(row[10] for row in sessions) == plan.training["cost"].sum()


def test_committees_are_a_group_of_their_own() -> None:
    plan = whole_plan()
    assert committees(plan)
    book = Book.of(make_tables(plan).data)
    assert "Cấp ủy (Committees)" in {*book.values["2 Rà soát"].values(), *book.values["3 Bổ sung"].values()}


def test_a_plan_that_breaks_rules_says_so_on_every_sheet() -> None:
    made = make_tables(with_cell(office_plan(), "stints", 0, "start", "2027-01-01"))
    assert not made.verification.ok
    for rows in Book.of(made.data).values.values():
        assert rows["A4"].startswith("KHÔNG SỬ DỤNG")


def test_the_same_plan_gives_the_same_tables() -> None:
    first, second = (Book.of(make_tables(office_plan()).data) for _ in range(2))
    assert first == second
    assert make_tables(office_plan()).sheets == SHEETS


def test_a_scenario_of_ids_alone_has_tables_too() -> None:
    holders = table(bare_plan(), "4 Giữ chức")
    assert (holders[0][1], holders[0][8]) == ("p0", "shift-0")


def test_every_sheet_prints_across_and_as_wide_as_the_page() -> None:
    with ZipFile(BytesIO(make_tables(office_plan()).data)) as files:
        names = files.read("xl/workbook.xml").decode()
        for number in range(1, len(SHEETS) + 1):
            sheet = files.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert 'orientation="landscape"' in sheet
            assert ('fitToHeight="0"' in sheet) == ("<drawing" not in sheet)  # a chart stays on the page of its table
            assert 'state="frozen"' in sheet
        assert names.count("_xlnm.Print_Area") == names.count("_xlnm.Print_Titles") == len(SHEETS)
        assert files.read("xl/charts/chart1.xml")


def test_someone_without_a_date_of_birth_keeps_the_column_of_the_sex() -> None:
    plan = office_plan()
    people = plan.scenario.cadres.copy()
    people.loc[people["cadre"] == "holds", "birth_date"] = ""
    tables = {**plan.scenario.tables, "cadres": people}
    unknown = replace(plan, scenario=type(plan.scenario)(plan.scenario.settings, tables))
    mine = next(row for row in table(unknown, "4 Giữ chức") if row[1] == "Hà Thị C")
    assert mine[2:4] == ["", "x"]


def test_a_row_is_as_high_as_the_longest_text_in_it() -> None:
    with ZipFile(BytesIO(make_tables(office_plan()).data)) as files:
        review = files.read("xl/worksheets/sheet2.xml").decode()
    removed = next(row for row in review.split("<row ")[1:] if row.startswith('r="12"'))
    assert 'ht="45" customHeight="1"' in removed


def test_columns_that_serve_formulas_alone_are_not_printed() -> None:
    with ZipFile(BytesIO(make_tables(office_plan()).data)) as files:
        areas = files.read("xl/workbook.xml").decode()
    assert "'1 Quy hoạch'!$A$1:$U$" in areas
    assert "'4 Giữ chức'!$A$1:$L$" in areas


def test_why_a_listing_ends_is_told_in_vietnamese() -> None:
    removed = table(office_plan(), "2 Rà soát")[1][11]
    assert removed.startswith("Đưa ra khỏi quy hoạch. Điều kiện: Quy hoạch chức vụ cao hơn (được phương án này bố trí")
