"""Course lists: each session with its seats, attendance and cost, and the people who attend, session by session."""

from typing import Any, Final

from planner.report.courses import Session, costs_of, sessions_of
from planner.report.tables.base import Both, Cell, Column, Day, Form, Formula, Head, Styles, counted
from planner.report.tables.people import CURRENT, MEN, NAME, NUMBER, WOMEN, People, word
from planner.scenario.grants import read_grant

PRIORITY: Final = "x"
_SESSION: Final = Column("session", Both("Mã lớp", "Session"), 14)
_SESSIONS: Final = (
    NUMBER,
    Column("course", Both("Tên khóa đào tạo, bồi dưỡng", "Course"), 36),
    _SESSION,
    Column("grants", Both("Trình độ sau khóa học", "Level granted"), 24),
    Column("starts", Both("Khai giảng", "Starts on"), 12),
    Column("ends", Both("Kết thúc trước ngày", "Ends before"), 12),
    Column("seats", Both("Chỉ tiêu", "Seats"), 9),
    Column("attend", Both("Số cử đi học", "Attend"), 9),
    Column("left", Both("Còn lại", "Left"), 9),
    Column("cost", Both("Kinh phí một người", "Cost of a person"), 11),
    Column("spent", Both("Kinh phí", "Cost"), 11),
    Column("budget", Both("Dự toán", "Budget"), 11),
)
_PEOPLE: Final = (
    NUMBER,
    NAME,
    MEN,
    WOMEN,
    CURRENT,
    Column("level", Both("Trình độ hiện có", "Present level"), 16),
    _SESSION,
    Column("why", Both("Mục đích", "Purpose"), 38),
    Column("priority", Both("Ưu tiên", "Priority"), 8),
    Column("note", Both("Ghi chú", "Note"), 16),
)
_PARTS: Final = {"theory": "Lý luận chính trị", "state_mgmt": "Quản lý nhà nước", "degree": "Chuyên môn"}
_WHY: Final = {
    "post": "Để giữ chức danh: {of}",
    "order": "Điều kiện để học tiếp: {of}",
    "bench": "Quy hoạch chức danh: {of}",
    "standard": "Đạt chuẩn chức danh: {of}",
    "none": "",
}


def courses(styles: Styles, people: People, head: Head) -> tuple[Form, Form]:
    """Write the sessions, with the cost of each year, and the lists of those who attend."""
    title = Both("KẾ HOẠCH ĐÀO TẠO, BỒI DƯỠNG", "Courses and their cost")
    overview = Form(styles, "10 Khóa học", title, _SESSIONS, head)
    lists = Form(styles, "11 Học viên", Both("DANH SÁCH CỬ ĐI HỌC", "People who attend courses"), _PEOPLE, head)
    sessions = sessions_of(people.plan)
    _fill_lists(lists, people, sessions)
    _fill_overview(overview, people, sessions, lists)
    return overview, lists


def _fill_lists(form: Form, people: People, sessions: list[Session]) -> None:
    number = 0
    for session in sessions:
        rows = people.in_order(session.participants)
        if rows:
            span = form.span("name", form.next + 1, form.next + len(rows))
            count = Formula(f"=COUNTA({span})", len(rows))
            form.part("", ", ".join(filter(None, (session.course, session.session))), count)
        for row in rows:
            number += 1
            cells: dict[str, Cell] = people.cells(row["cadre"]) | {
                "number": number,
                "level": _own_level(people.rows[row["cadre"]], session),
                "session": session.session,
                "why": _why(people, row),
                "priority": PRIORITY if row["priority"] == "yes" else "",
            }
            form.row(cells, {"priority": "count"})
    form.finish()


def _fill_overview(form: Form, people: People, sessions: list[Session], lists: Form) -> None:
    budgets = {year.year: year.budget for year in costs_of(people.plan)}
    years: dict[int, list[Session]] = {}
    for session in sorted(sessions, key=lambda one: one.starts_on):
        years.setdefault(int(session.starts_on[:4]), []).append(session)
    totals: list[tuple[int, dict[str, int]]] = []
    number = 0
    for year, mine in years.items():
        form.part("", f"Năm {year}")
        first = form.next
        for session in mine:
            number += 1
            _session(form, number, session, lists)
        taught = sum(len(session.participants) for session in mine)
        spent = sum(session.cost * len(session.participants) for session in mine)
        sums = {"seats": sum(session.free for session in mine), "attend": taught, "spent": spent}
        sums["left"] = sums["seats"] - taught
        last = form.next - 1
        found = {name: Formula(f"=SUM({form.span(name, first, last)})", value) for name, value in sums.items()}
        line = form.row(
            {"course": f"Cộng năm {year} / Total of {year}", **found, "budget": budgets.get(year)},
            {"course": "total", **dict.fromkeys((*sums, "budget"), "total_count")},
        )
        totals.append((line, sums))
    if len(totals) > 1:
        _all_years(form, totals)
    form.finish()


def _session(form: Form, number: int, session: Session, lists: Form) -> None:
    line, taken = form.next, len(session.participants)
    seats, attend = form.cell("seats", line), form.cell("attend", line)
    form.row(
        {
            "number": number,
            "course": session.course,
            "session": session.session,
            "grants": _level(session),
            "starts": Day(session.starts_on),
            "ends": Day(session.ends_on),
            "seats": session.free,
            "attend": Formula(f"={counted(lists.span('session'), form.cell('session', line))}", taken),
            "left": Formula(f"={seats}-{attend}", session.free - taken),
            "cost": session.cost,
            "spent": Formula(f"={attend}*{form.cell('cost', line)}", session.cost * taken),
        }
    )


def _all_years(form: Form, totals: list[tuple[int, dict[str, int]]]) -> None:
    found = {
        name: Formula(
            f"={'+'.join(form.cell(name, line) for line, _ in totals)}", sum(sums[name] for _, sums in totals)
        )
        for name in totals[0][1]
    }
    form.row({"course": "Tổng cộng / All years", **found}, {"course": "total", **dict.fromkeys(found, "total_count")})


def _level(session: Session) -> str:
    grant = read_grant(session.grants)
    code = session.grants.partition("=")[2].strip()
    return ": ".join(filter(None, (_PARTS.get(grant.part, grant.part), word(grant.part, code))))


def _own_level(person: dict[str, Any], session: Session) -> str:
    part = read_grant(session.grants).part
    return word(part, person[part])


def _why(people: People, row: dict[str, Any]) -> str:
    names = {"post": people.posts, "bench": people.posts}.get(row["why"], {})
    of = people.title(row["of"]) if row["why"] == "standard" else names.get(row["of"], row["of"])
    return _WHY[row["why"]].format(of=of)
