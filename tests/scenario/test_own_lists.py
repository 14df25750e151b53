"""Planners' own lists in Excel: what is understood, what is assumed, and what is told instead of guessed."""

import zipfile
from datetime import date
from pathlib import Path

from support.own_books import book, opened, table, told

HEADINGS = ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đơn vị công tác"]


def titled_list(path: Path) -> Path:
    """Titles above, two rows of headings, a row that counts the columns, groups, signatures below."""
    rows = [
        ["ĐẢNG BỘ TỈNH LẠNG SƠN"],
        ["DANH SÁCH TRÍCH NGANG CÁN BỘ"],
        [],
        ["TT", "Họ và tên", "Năm sinh", None, "Dân tộc", "Quê quán", "Chức vụ, đơn vị công tác", "Trình độ"],
        [None, None, "Nam", "Nữ", None, None, None, "Chuyên môn", "LLCT", "QLNN"],
        list(range(1, 11)),
        ["I. KHỐI XÃ, PHƯỜNG"],
        [1, "Xã Tân Lang"],
        [1, "NGUYỄN VĂN AN", "12/5/1975", None, "Tày", "xã Tân Lang, VL", "BT Đảng ủy", "ĐH Luật", "Cao cấp", "CVC"],
        [2, "Trần Thị Bình", None, 1980, "Nùng", "Xã Hải Yến", "Phó Bí thư, Chủ tịch UBND", "Ths", "CC", "CV"],
        [2, "XÃ HẢI YẾN (3 đồng chí)"],
        [1, "Hoàng Thị Dung", None, 31048, "Tày", None, "Bí thư Đảng ủy", "ĐH", "CC", "-"],
        [2, "Nông Văn Em", "1965", None, "Tày", None, "PCT UBND", "ĐH", "TC", "-"],
        [3, "Nông Văn Phúc", "02/1982", None, "Tày", None, "PCT UBND", "ĐH", "TC", "-"],
        ["II", "Khối chính quyền"],
        [1, "Vi Thị Giang", None, "13/02/1985", "Nùng", None, "Giám đốc Sở Nội vụ", "Tiến sĩ", "Cao cấp", "CVCC"],
        [None, "Tổng cộng: 6 người"],
        [None, None, None, None, None, None, "TM. BAN THƯỜNG VỤ"],
        [None, "Người lập biểu", None, None, None, None, "BÍ THƯ"],
    ]  # fmt: skip
    merged = ["A1:J1", "A2:J2", "C4:D4", "H4:J4", "A7:J7", *(f"{column}4:{column}5" for column in "ABEFG")]
    return book(path, {"DS 2026": rows}, {"DS 2026": merged})


def test_a_list_with_titles_two_rows_of_headings_and_groups(tmp_path: Path) -> None:
    read = opened(titled_list(tmp_path / "list.xlsx"))
    assert table(read, "cadres", "cadre", "name", "sex", "birth_date", "unit", "title") == [
        ("c1", "Nguyễn Văn An", "male", "1975-05-12", "xa-tan-lang", "secretary"),
        ("c2", "Trần Thị Bình", "female", "1980", "xa-tan-lang", "pc_chair"),
        ("c3", "Hoàng Thị Dung", "female", "1985-01-01", "xa-hai-yen", "secretary"),
        ("c4", "Nông Văn Em", "male", "1965", "xa-hai-yen", "pc_vice"),
        ("c5", "Nông Văn Phúc", "male", "1982-02", "xa-hai-yen", "pc_vice"),
        ("c6", "Vi Thị Giang", "female", "1985-02-13", "so-noi-vu", "dept_head"),
    ]
    assert table(read, "cadres", "degree", "field", "theory", "state_mgmt", "native_unit", "bloc")[:2] == [
        ("bachelor", "law", "advanced", "senior", "xa-tan-lang", ""),
        ("master", "", "advanced", "specialist", "xa-hai-yen", ""),
    ]
    assert table(read, "cadres", "bloc")[5] == ("government",)


def test_units_and_posts_follow_from_titles(tmp_path: Path) -> None:
    read = opened(titled_list(tmp_path / "list.xlsx"))
    assert table(read, "units", "unit", "name", "kind") == [
        ("xa-tan-lang", "Xã Tân Lang", "commune"),
        ("xa-hai-yen", "Xã Hải Yến", "commune"),
        ("so-noi-vu", "Sở Nội vụ", "department"),
    ]
    assert table(read, "posts", "post", "seats", "holder", "key", "backfill") == [
        ("xa-tan-lang-secretary", 1, "c1", True, False),
        ("xa-tan-lang-pc_chair", 1, "c2", True, False),
        ("xa-hai-yen-secretary", 1, "c3", True, False),
        ("xa-hai-yen-pc_vice", 2, "c4;c5", True, False),
        ("so-noi-vu-dept_head", 1, "c6", False, True),
    ]


def test_what_was_assumed_is_told_with_its_place(tmp_path: Path) -> None:
    notes = told(opened(titled_list(tmp_path / "list.xlsx")))
    right = "Nothing to do if that is right."
    assert f"DS 2026!B9: note: Họ và tên: assumed: a name in capitals is written with initials. {right}" in notes
    assert f"DS 2026!D10: note: Năm sinh / Nữ: assumed: a year alone counts as its January. {right}" in notes
    assert f"DS 2026!D12: note: Năm sinh / Nữ: assumed: a spreadsheet's day number is that day. {right}" in notes
    assert not any(": warning:" in note or ": error:" in note for note in notes)


def test_each_column_is_told_with_what_it_was_taken_for(tmp_path: Path) -> None:
    columns = opened(titled_list(tmp_path / "list.xlsx")).columns
    assert [(one.where, one.column, one.cells, one.read) for one in columns if one.cells] == [
        ("DS 2026!B5", "name", 6, 6),
        ("DS 2026!C5", "_male", 3, 3),
        ("DS 2026!D5", "_female", 3, 3),
        ("DS 2026!E5", "ethnicity", 6, 6),
        ("DS 2026!F5", "native_unit", 2, 2),
        ("DS 2026!G5", "_office", 6, 6),
        ("DS 2026!H5", "degree", 6, 6),
        ("DS 2026!I5", "theory", 6, 6),
        ("DS 2026!J5", "state_mgmt", 3, 3),
    ]


def test_names_in_two_columns_marks_for_women_and_dates_of_the_spreadsheet(tmp_path: Path) -> None:
    unit = "Phòng Nội vụ"
    rows = [
        ["STT", "HỌ VÀ TÊN ĐỆM", "TÊN", "NĂM SINH", "NỮ", "CHUC VU", "DON VI", "NGÀY VÀO ĐẢNG", None, "Xếp loại"],
        [None, None, None, None, None, None, None, "Dự bị", "Chính thức"],
        [
            "01",
            "Nguyễn Văn",
            "An",
            date(1905, 6, 6),
            None,
            "Trưởng phòng",
            unit,
            "2004",
            date(2005, 2, 3),
            "HTTNV, HTXSNV",
        ],
        [
            "02",
            "Trần Thị",
            "Bình",
            date(1990, 1, 31),
            "x",
            "Phó phòng",
            unit,
            "2012",
            "3-2-2013",
            "2024: HTNV; 2025: HTTNV",
        ],
        ["03", "Lý Thị", "Chi", "01/02/88", "X", "Chuyên viên", "phòng nội vụ", None, None, "Hoàn thành tốt nhiệm vụ"],
    ]
    read = opened(book(tmp_path / "list.xlsx", {"Sheet1": rows}, {"Sheet1": ["H1:I1"]}), "vn-2022")
    assert table(read, "cadres", "name", "birth_date", "sex", "title", "unit", "party_date", "ratings") == [
        ("Nguyễn Văn An", "1984", "", "dept_head", "phong-noi-vu", "2005-02-03", "HTTNV;HTXSNV"),
        ("Trần Thị Bình", "1990-01-31", "female", "dept_deputy", "phong-noi-vu", "2013-02-03", "HTNV;HTTNV"),
        ("Lý Thị Chi", "1988-02-01", "female", "staff", "phong-noi-vu", "", "HTTNV"),
    ]
    notes = told(read)
    assert any("Sheet1!D3" in note and "shows a day of 1905" in note for note in notes)
    assert any("Sheet1!D5" in note and "1941 to 2040" in note for note in notes)
    assert any("Sheet1!A3" in note and "sex is blank, which the rules need" in note for note in notes)


def test_one_sheet_for_each_commune_headings_on_every_page_and_units_merged_down(tmp_path: Path) -> None:
    page = [
        HEADINGS,
        [1, "Nguyễn Văn An", "1970", "Nam", "Bí thư", "Xã A"],
        [2, "Trần Thị Bình", "1980", "Nữ", "Chủ tịch UBND", None],
    ]
    sheets = {
        "Xã A": [*page, HEADINGS, [3, "Lý Văn Chung", "1985", "Nam", "Bí thư Đoàn", None]],
        "Xã B": [HEADINGS, [1, "Vi Văn Dũng", "1975", "Nam", "Bí thư Đảng ủy", "xã B"]],
        "nháp": [["xem lại"]],
    }
    read = opened(book(tmp_path / "list.xlsx", sheets, {"Xã A": ["F2:F3"]}))
    assert table(read, "cadres", "cadre", "name", "unit", "title") == [
        ("c1", "Nguyễn Văn An", "xa-a", "secretary"),
        ("c2", "Trần Thị Bình", "xa-a", "pc_chair"),
        ("c3", "Lý Văn Chung", "", "youth_secretary"),
        ("c4", "Vi Văn Dũng", "xa-b", "secretary"),
    ]
    assert table(read, "titles", "title", "grade") == [("youth_secretary", 2)]
    notes = told(read)
    assert any(note.startswith("nháp!A1: note: the sheet is passed over") for note in notes)
    assert any("youth_secretary is not in the rule pack and is added with grade 2" in note for note in notes)


def test_units_posts_and_people_in_words_refer_to_one_another_by_name(tmp_path: Path) -> None:
    sheets = {
        "Đơn vị": [["Tên đơn vị", "Loại đơn vị"], ["Xã Tân Lang", "Xã"], ["Sở Tài chính", "Sở"]],
        "Chức danh": [
            ["Chức danh", "Đơn vị", "Người đang giữ", "Giữ từ ngày"],
            ["Bí thư Đảng ủy", "Tân Lang", "Nguyễn Văn An", "6/2023"],
            ["Chủ tịch UBND", "Xã Tân Lang", None, None],
        ],
        "Cán bộ": [
            ["Họ và tên", "Giới tính", "Ngày sinh", "Đơn vị", "Chức vụ"],
            ["Nguyễn Văn An", "Nam", "1970", "Xã Tân Lang", "Bí thư Đảng ủy"],
            ["Trần Thị Bình", "Nữ", "1980", "Sở Tài chính", "Phó Giám đốc Sở"],
        ],
        "Quy hoạch": [["Cán bộ", "Vị trí quy hoạch", "Sẵn sàng"], ["Trần Thị Bình", "xa-tan-lang-pc_chair", "kế cận"]],
    }
    read = opened(book(tmp_path / "book.xlsx", sheets))
    assert table(read, "posts", "post", "title", "holder", "held_since") == [
        ("xa-tan-lang-secretary", "secretary", "c1", "2023-06"),
        ("xa-tan-lang-pc_chair", "pc_chair", "", ""),
    ]
    assert table(read, "cadres", "unit", "title")[1] == ("so-tai-chinh", "dept_deputy")
    assert table(read, "bench", "cadre", "post", "ready") == [("c2", "xa-tan-lang-pc_chair", "near")]


def test_an_english_list(tmp_path: Path) -> None:
    rows = [
        ["No.", "Full name", "Sex", "Date of birth", "Position", "Department", "Remarks"],
        [1, "Nguyễn Văn An", "M", "1970", "dept_head", "Sở Nội vụ", "left-handed"],
    ]
    read = opened(book(tmp_path / "list.xlsx", {"staff": rows}))
    assert table(read, "cadres", "name", "sex", "title", "unit", "note") == [
        ("Nguyễn Văn An", "male", "dept_head", "so-noi-vu", "left-handed")
    ]


def test_an_open_document_is_read_as_well(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        return f"<table:table-row>{''.join(cell.format(text) for text in cells)}</table:table-row>"

    rows = row("Họ và tên", "Giới tính", "Năm sinh", "Chức vụ", "Đơn vị") + row("Vi An", "Nữ", "1980", "Bí thư", "Xã A")
    names = "".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" ' for name in ("office", "table", "text")
    )
    body = f'<table:table table:name="DS">{rows}</table:table>'
    inside = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    text = f"<office:document-content {names}>{inside}</office:document-content>"
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", text)
    assert table(opened(path), "cadres", "name", "unit", "title") == [("Vi An", "xa-a", "secretary")]


def test_days_taken_for_months_are_suspected(tmp_path: Path) -> None:
    people = [
        ("Vi An", date(1980, 5, 6)),
        ("Vi Ba", date(1981, 1, 2)),
        ("Vi Ca", date(1982, 3, 4)),
        ("Vi Da", "25/12/1983"),
    ]
    rows = [HEADINGS, *([1, name, born, "Nam", "Bí thư", f"Xã {name}"] for name, born in people)]
    notes = told(opened(book(tmp_path / "list.xlsx", {"DS": rows})))
    (suspected,) = (note for note in notes if "days after the 12th are texts here" in note)
    assert suspected.startswith("DS!C5: warning: Ngày sinh: ")


def test_a_heading_that_is_nearly_known_is_offered_and_not_guessed(tmp_path: Path) -> None:
    rows = [[*HEADINGS, "Dân tôjc"], [1, "Vi An", "1980", "Nam", "Bí thư", "Xã A", "Tày"]]
    read = opened(book(tmp_path / "list.xlsx", {"DS": rows}))
    assert table(read, "cadres", "ethnicity", "Dân tôjc") == [("", "Tày")]
    assert (
        "DS!G1: warning: the heading is not known; the column is kept under this name [Dân tôjc]. "
        "Did you mean Dân tộc? Rename it and import again if so."
    ) in told(read)


def test_what_is_not_clear_about_titles_is_told(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        [1, "Vi An", "1970", "Nam", "Bí thư Đảng ủy", "Xã A"],
        [2, "Vi Ba", "1971", "Nam", "Bí thư Đảng ủy", "Xã A"],
        [3, "Vi Ca", "1972", "Nữ", "Bí thư Đảng ủy, Chủ tịch HĐND", "Xã B"],
        [4, "Vi Da", "1973", "Nữ", "Chủ tịch UBND huyện", "Xã B"],
        [5, "Vi Da", "1973", "Nữ", "Trợ lý", "Xã B"],
    ]
    read = opened(book(tmp_path / "list.xlsx", {"DS": rows}))
    assert table(read, "posts", "post", "holder") == [("xa-b-secretary", "c3")]
    warnings = [note for note in told(read) if "warning" in note]
    assert [warning.partition(". ")[0] for warning in warnings] == [
        "DS!E4: warning: a second office in one title is not taken over: council_chair [Bí thư Đảng ủy, Chủ tịch HĐND]",
        "DS!E5: warning: the title is not understood: a title of a level above the communes, or of none that is known "
        "[Chủ tịch UBND huyện]",
        "DS!E6: warning: the title is not understood: no title that the rules have [Trợ lý]",
        "DS!E3: warning: 2 people are secretary of one unit, so that no post follows [Vi An; Vi Ba]",
        "DS!A6: warning: the same name and date of birth stand at DS!A5 [Vi Da]",
    ]


def test_a_list_without_titles_gives_no_posts_and_no_scenario(tmp_path: Path) -> None:
    rows = [["Họ và tên", "Năm sinh"], ["Vi An", 1980], ["Vi Ba", 1981]]
    read = opened(book(tmp_path / "list.xlsx", {"DS": rows}))
    assert read.scenario is None
    assert "DS!A1: error: the table has no rows. Write at least one row of posts." in told(read)


def test_everything_wrong_at_once_is_told_at_once(tmp_path: Path) -> None:
    rows = [
        ["BÁO CÁO"],
        ["TT", "Họ và tên", "Ngày sin", "Năm sinh", "Gioi tinh", "Chức vụ", "LLCT", "CMNV", "Vào Đảng", "Ghi chú"],
        ["A", "Nhóm 1"],
        [1, "ĐỒNG CHÍ LÝ VĂN AN", None, "khoảng 1980", "đàn ông", "Lãnh đạo", "đang học", "???", "30/02/2001", None],
        [2, None, None, "1981", "Nữ", "Bí thư xã A", None, None, None, None],
        [3, "Vi Thị Ba", None, "1895", "Nữ", "Bí thư xã A", "CC", "ĐH", "02/25/2001", "=1/0"],
    ]  # fmt: skip
    sheets = {"DS": rows, "2": [["Họ và tê", "Năm sinh", "LLCT"], ["Vi Ca", 1980, "CC"]]}
    read = opened(book(tmp_path / "list.xlsx", sheets))
    assert read.scenario is None
    assert [f"{one.where} {one.severity} {one.value}".strip() for one in read.findings if one.severity != "note"] == [
        "DS!J6 error #DIV/0!",
        "DS!A5 warning 2; 1981; Nữ; Bí thư xã A",
        "2!A1 warning Họ và tê",
        "2!A1 error",
        "DS!D4 warning khoảng 1980",
        "DS!D6 warning 1895",
        "DS!E4 warning đàn ông",
        "DS!G4 warning đang học",
        "DS!H4 warning ???",
        "DS!I4 warning 30/02/2001",
        "DS!I6 warning 02/25/2001",
        "DS!F4 warning Lãnh đạo",
        "DS!A4 warning",
        "DS!A4 warning",
        "DS!A6 warning",
        "DS!A4 warning",
    ]


def test_cells_that_cannot_be_read_are_left_blank_and_told(tmp_path: Path) -> None:
    rows = [
        [*HEADINGS, "LLCT", "Chuyên môn", "Ngày vào Đảng"],
        [1, "Đ/c LÝ VĂN AN", "khoảng 1980", "đàn ông", "Bí thư", "XÃ A", "đang học", "???", "30/02/2001"],
        [2, "Vi Thị Ba", "12/5/1985 00:00:00", "Nữ", "Giám đốc", "SỞ NỘI VỤ", "CC", "ĐH, Ths Luật", "02/25/2001"],
    ]
    read = opened(book(tmp_path / "list.xlsx", {"DS": rows}))
    assert table(read, "cadres", "name", "birth_date", "sex", "degree", "theory", "party_date") == [
        ("Lý Văn An", "", "", "none", "none", ""),
        ("Vi Thị Ba", "1985-05-12", "female", "master", "advanced", ""),
    ]
    assert table(read, "units", "name") == [("Xã A",), ("Sở Nội vụ",)]
    warned = [f"{one.where} [{one.value}]" for one in read.findings if "could not be read" in one.message]
    assert warned == [
        "DS!C2 [khoảng 1980]",
        "DS!D2 [đàn ông]",
        "DS!G2 [đang học]",
        "DS!H2 [???]",
        "DS!I2 [30/02/2001]",
        "DS!I3 [02/25/2001]",
    ]
    why = {one.where: one.message.rpartition(": ")[2] for one in read.findings if one.where.startswith("DS!I")}
    assert why == {"DS!I2": "no day of the calendar", "DS!I3": "no date with the day first"}


def test_no_workbook_and_no_table_are_told(tmp_path: Path) -> None:
    (tmp_path / "none.xlsx").write_text("none")
    (finding,) = opened(tmp_path / "none.xlsx").findings
    assert finding.message.startswith("the workbook cannot be read")
    read = opened(book(tmp_path / "empty.xlsx", {"A": [["x"]]}))
    assert told(read)[-1].startswith("empty.xlsx:1: error: nothing in the workbook could be read.")
