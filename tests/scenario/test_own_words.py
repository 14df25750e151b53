"""Single cells of planners' own lists: dates, titles with units, levels, names."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.own_books import book, opened, table, told

from planner.rulebook.rulebook import pack
from planner.scenario.book.dates import read_date
from planner.scenario.book.offices import heading_of_group, read_office
from planner.scenario.book.values import read_name, read_value
from planner.scenario.columns import TABLES

CADRES = {column.name: column for column in TABLES["cadres"].columns}
TITLES_2025, TITLES_2022 = frozenset(pack("vn-2025").titles), frozenset(pack("vn-2022").titles)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_with_the_day_first_is_that_day(day: date) -> None:
    for text in (
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        f"Ngày {day.day} tháng {day.month} năm {day.year}",
    ):
        reading = read_date(text)
        assert (reading.value, reading.assumed, reading.unread) == (day.isoformat(), "", "")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1985", "1985"),
        ("05/1985", "1985-05"),
        ("5-1985", "1985-05"),
        ("tháng 5 năm 1985", "1985-05"),
        ("12/5/1985 00:00", "1985-05-12"),
        ("12/5/85", "1985-05-12"),
        ("1/2/09", "2009-02-01"),
        ("31048", "1985-01-01"),
        ("1905-06-07", "1985"),
        ("1985-03-04", "1985-03-04"),
    ],
)
def test_dates_are_read(text: str, read: str) -> None:
    assert read_date(text).value == read
    assert not read_date(text).unread


@pytest.mark.parametrize("text", ["02/25/1980", "31/02/1980", "khoảng 1980", "198", "85", "99999", "trước 1/1980"])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert read_date(text).value == text
    assert read_date(text).unread


@pytest.mark.parametrize(
    ("text", "title", "unit"),
    [
        ("Bí thư Đảng ủy xã Tân Lang", "secretary", "Xã Tân Lang"),
        ("Bí thư Đảng uỷ xã Tân Lang, huyện Văn Lãng", "secretary", "Xã Tân Lang"),
        ("CHỦ TỊCH UBND PHƯỜNG TAM THANH", "pc_chair", "PHƯỜNG TAM THANH"),
        ("Phó Bí thư, Chủ tịch UBND xã Tân Lang", "pc_chair", "Xã Tân Lang"),
        ("PCT UBND TT. Na Sầm", "pc_vice", "TT Na Sầm"),
        ("Phó Bí thư Thường trực Đảng ủy", "standing_deputy", ""),
        ("Chủ tịch Ủy ban MTTQ Việt Nam xã B", "front_chair", "Xã B"),
        ("Chủ nhiệm UBKT Đảng ủy xã B", "inspection_chair", "Xã B"),
        ("Bí thư Đoàn TNCS HCM xã B", "youth_secretary", "Xã B"),
        ("Giám đốc Sở Tài chính", "dept_head", "Sở Tài chính"),
        ("Phó Trưởng ban Tổ chức Tỉnh ủy", "dept_deputy", "Ban Tổ chức Tỉnh ủy"),
        ("Trưởng phòng Tổ chức, Sở Nội vụ", "division_head", "Phòng Tổ chức"),
        ("Công chức Địa chính xã B", "staff", "Xã B"),
        ("Chủ tịch UBND huyện Cao Lộc", "", ""),
        ("Bí thư Tỉnh ủy", "", ""),
        ("Bí thư chi bộ thôn 3", "", ""),
        ("Trưởng phòng Kinh tế xã Hải Yến", "", "Phòng Kinh tế xã Hải Yến"),
        ("Trợ lý", "", ""),
    ],
)
def test_titles_and_their_units(text: str, title: str, unit: str) -> None:
    office = read_office(text, TITLES_2025)
    assert (office.title, office.unit) == (title, unit)
    assert bool(office.unread) == (not title)


def test_before_2025_a_head_of_a_division_is_head_of_a_department() -> None:
    assert read_office("Trưởng phòng Nội vụ", TITLES_2022).title == "dept_head"
    assert read_office("Phó Bí thư TT Đảng ủy", TITLES_2022).title == "deputy_secretary"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I. KHỐI ĐẢNG", "Khối đảng"),
        ("2. XÃ TÂN LANG (5 đồng chí)", "Xã Tân Lang"),
        ("- VĂN PHÒNG HĐND VÀ UBND: 3 người", "Văn phòng HĐND và UBND"),
        ("A) Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_headings_of_groups(text: str, named: str) -> None:
    assert heading_of_group(text) == named


@pytest.mark.parametrize(
    ("column", "text", "read"),
    [
        ("degree", "Đại học Luật", "bachelor"),
        ("degree", "ThS. Quản lý kinh tế", "master"),
        ("degree", "ĐH Luật, Ths Kinh tế", "master"),
        ("degree", "Kỹ sư", "bachelor"),
        ("theory", "Cao cấp LLCT", "advanced"),
        ("theory", "Cử nhân", "bachelor"),
        ("state_mgmt", "Ngạch chuyên viên chính", "senior"),
        ("schooling", "12/12", "upper_secondary"),
        ("schooling", "9/12", "lower_secondary"),
        ("schooling", "7/10", "lower_secondary"),
        ("schooling", "5/12", "primary"),
        ("ratings", "2023: HTTNV; 2024: HTXSNV", "HTTNV;HTXSNV"),
        ("ratings", "Hoàn thành tốt nhiệm vụ", "HTTNV"),
        ("rotates", "x", "yes"),
        ("field", "Nông lâm", "agriculture"),
        ("field", "Âm nhạc", "Âm nhạc"),
    ],
)
def test_levels_and_codes(column: str, text: str, read: str) -> None:
    assert read_value(CADRES[column], text).value == read
    assert not read_value(CADRES[column], text).unread


@pytest.mark.parametrize(
    ("column", "text"),
    [("schooling", "14/12"), ("theory", "đang học"), ("rotates", "có lẽ"), ("ratings", "tốt"), ("sex", "?")],
)
def test_what_is_no_code_is_not_guessed(column: str, text: str) -> None:
    assert read_value(CADRES[column], text).unread


@pytest.mark.parametrize(("text", "name"), [("ĐỒNG CHÍ VI  VĂN AN", "Vi Văn An"), ("Đ/c Lò Thị Ọt", "Lò Thị Ọt")])
def test_names_in_the_usual_case(text: str, name: str) -> None:
    assert read_name(text).value == name


def test_a_cell_far_away_is_told(tmp_path: Path) -> None:
    far = [["Họ và tên", "Năm sinh"], *([None] for _ in range(3)), [*[None] * 250, "x"]]
    assert (
        "DS!IQ5: error: a cell stands too far away from the table"
        in told(opened(book(tmp_path / "a.xlsx", {"DS": far})))[0]
    )


def test_many_cells_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    rows = [["Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị"], *(["Vi An", "?", f"Lạ {n}", "Xã A"] for n in range(25))]
    rows.append(["Vi Ba", "1980", "Bí thư", "Xã A"])
    read = opened(book(tmp_path / "a.xlsx", {"DS": rows}))
    assert table(read, "posts", "post") == [("xa-a-secretary",)]
    assert "DS!B22: warning: Năm sinh: 5 more cells could not be read. Correct them the same way." in told(read)
    assert "DS!C22: warning: and 5 more titles like these. Write them the same way." in told(read)


def test_a_rotation_in_words(tmp_path: Path) -> None:
    rows = [
        ["Họ và tên", "Chức vụ", "Đơn vị", "Luân chuyển từ ngày", "Chức vụ trước luân chuyển", "Đơn vị cử đi"],
        ["Vi An", "Bí thư", "Xã A", "3/2024", "Phó Giám đốc Sở Nội vụ", "Sở Nội vụ"],
        ["Vi Ba", "Giám đốc Sở", "SỞ NỘI VỤ", None, "Trợ lý", "Bộ"],
    ]
    read = opened(book(tmp_path / "a.xlsx", {"DS": rows}))
    assert table(
        read, "cadres", "rotation_since", "former_title", "sending_unit", "former_position", "sending_place"
    ) == [
        ("2024-03", "dept_deputy", "so-noi-vu", "", ""),
        ("", "", "", "Trợ lý", "Bộ"),
    ]
