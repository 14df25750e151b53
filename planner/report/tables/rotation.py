"""The rotation plan: its contents as article 45 of Decree 170/2025 names them, the people, their places afterwards."""

from typing import Any, Final

from planner.report.names import records
from planner.report.tables.base import A3, Both, Cell, Column, Day, Form, Formula, Head, Styles, counted
from planner.report.tables.people import (
    CURRENT,
    DEGREE,
    ETHNICITY,
    HOW,
    MEN,
    NAME,
    NUMBER,
    RATINGS,
    THEORY,
    WOMEN,
    People,
)
from planner.scenario.dates import month_index

SHEET: Final = "8 DS luân chuyển"
KINDS: Final = ("rotation", "lateral")
OUTCOMES: Final = {
    "returns": Both("Trở về, được bố trí", "returns to a post"),
    "moves": Both("Chuyển sang xã, phường khác", "moves to another commune"),
    "stays": Both("Ở lại công tác lâu dài", "stays on"),
    "continues": Both("Tiếp tục luân chuyển", "still on rotation at the end"),
    "leaves": Both("Nghỉ hưu, thôi công tác", "leaves the service"),
    "without_place": Both("Chưa có vị trí bố trí", "without a place"),
}
_WHERE: Final = Both("Nơi luân chuyển đến", "Rotated to")
_PEOPLE: Final = (
    NUMBER,
    NAME,
    MEN,
    WOMEN,
    ETHNICITY,
    CURRENT,
    DEGREE,
    THEORY,
    RATINGS,
    Column("title", Both("Chức danh", "Title"), 24, _WHERE),
    Column("unit", Both("Địa bàn, đơn vị", "Area, unit"), 20, _WHERE),
    Column("form", Both("Hình thức", "Form"), 14),
    Column("start", Both("Thời điểm bắt đầu", "Starts on"), 12),
    Column("end", Both("Trong phương án đến trước ngày", "Within the plan until before"), 12),
    Column("months", Both("Số tháng trong phương án", "Months within the plan"), 10),
    Column("expected", Both("Dự kiến bố trí sau luân chuyển", "Expected placement afterwards"), 30),
    Column("policy", Both("Chế độ, chính sách", "Policies"), 16),
    Column("measure", Both("Biện pháp đối với từng người", "Measures for each person"), 28),
)
_CONTENTS: Final = (
    NUMBER,
    Column("content", Both("Nội dung kế hoạch", "Contents of the plan"), 40),
    Column("what", Both("Chi tiết", "Details"), 50),
    Column("people", Both("Số lượt", "Rotations"), 14),
)
_PLACES: Final = (
    NUMBER,
    NAME,
    MEN,
    WOMEN,
    Column("post", Both("Chức vụ luân chuyển", "Post of the rotation"), 30),
    Column("since", Both("Luân chuyển từ", "On rotation since"), 12),
    Column("sending", Both("Đơn vị cử đi", "Sending unit"), 26),
    Column("outcome", Both("Kết quả theo phương án", "Outcome by the plan"), 24),
    Column("date", Both("Thời điểm", "On"), 12),
    Column("placement", Both("Bố trí theo phương án", "Placement by the plan"), 30),
    Column("expected", Both("Dự kiến bố trí tiếp theo", "Expected afterwards"), 30),
)


def rotation(styles: Styles, people: People, head: Head) -> tuple[Form, Form, Form]:
    """Write the contents of the plan, the list of people and the placements after rotations."""
    title = Both("KẾ HOẠCH LUÂN CHUYỂN CÁN BỘ", "Rotation plan (contents of article 45 of Decree 170/2025/NĐ-CP)")
    contents = Form(styles, "7 KH luân chuyển", title, _CONTENTS, head)
    title = Both("DANH SÁCH CÁN BỘ LUÂN CHUYỂN", "People to be rotated")
    listed = Form(styles, SHEET, title, _PEOPLE, head, paper=A3)
    stints = rotations(people)
    _fill_people(listed, people, stints)
    _fill_contents(contents, people, stints, listed)
    return contents, listed, _after(styles, people, head)


def rotations(people: People) -> list[dict[str, Any]]:
    """The stints of the rotation plan, by given names and each person's in their order."""
    rows = (row for row in people.tables["stints"] if row["how"] in KINDS)
    return people.in_order(sorted(rows, key=lambda row: str(row["start"])))


def _fill_people(form: Form, people: People, stints: list[dict[str, Any]]) -> None:
    expected = {(row["cadre"], row["post"]): row for row in people.tables["returns"]}
    for number, row in enumerate(stints, 1):
        line = form.next
        after = expected.get((row["cadre"], row["post"]))
        months = month_index(row["end"]) - month_index(row["start"])
        start, end = form.cell("start", line), form.cell("end", line)
        cells: dict[str, Cell] = people.cells(row["cadre"]) | {
            "number": number,
            "title": people.title_of(row["post"]),
            "unit": people.unit_of(row["post"]),
            "form": HOW[row["how"]].vi,
            "start": Day(row["start"]),
            "end": Day(row["end"]),
            "months": Formula(f"=(YEAR({end})-YEAR({start}))*12+MONTH({end})-MONTH({start})", months),
            "expected": _expected(people, after),
            "measure": _measure(people, row["cadre"]),
        }
        form.row(cells)
    form.finish()


def _expected(people: People, row: dict[str, Any] | None) -> str:
    """Where somebody is to go after a rotation; of a lateral move, nothing is planned."""
    if row is None:
        return ""
    place = row["placement"] or row["expected"]
    words = OUTCOMES[row["outcome"]].vi
    return f"{words}: {people.place(place)}" if place else words


def _measure(people: People, cadre: str) -> str:
    return "; ".join(f"Cử đi học: {course}" for course in people.courses.get(cadre, ()))


def _fill_contents(form: Form, people: People, stints: list[dict[str, Any]], listed: Form) -> None:
    writer, posts = _Contents(form, listed), [row["post"] for row in stints]
    form.part("1", "Số lượng (number)")
    writer.row("Tổng số lượt luân chuyển / All rotations", "", f"=COUNTA({listed.span('name')})", len(stints))
    for kind in KINDS:
        words = HOW[kind]
        writer.count(f"{words.vi} / {words.en}", "form", words.vi, [row["how"] == kind for row in stints])
    form.part("2", "Nhu cầu: vị trí, chức danh cần luân chuyển đến (need, posts and titles)")
    writer.each("title", people.titles_of(posts), [people.title_of(post) for post in posts])
    form.part("3", "Địa bàn (area: units that receive)")
    writer.each("unit", people.units_of(posts), [people.unit_of(post) for post in posts])
    form.part("4", "Thời điểm bắt đầu (start)")
    for start in sorted({row["start"] for row in stints}):
        writer.start(start, sum(row["start"] == start for row in stints))
    form.part("5", "Thời hạn, chính sách, dự kiến bố trí sau luân chuyển (duration, policies, placement afterwards)")
    form.row({"content": "Thời hạn / Duration", "what": _duration(people)})
    form.row({"content": "Chế độ, chính sách / Policies", "what": ""})
    planned = "Từng người: cột 16 của danh sách / for each person: column 16 of the list"
    known = [bool(_expected(people, return_of(people, row))) for row in stints]
    form.row(
        {
            "content": "Dự kiến bố trí sau luân chuyển / Expected placement afterwards",
            "what": planned,
            "people": Formula(f"={counted(listed.span('expected'), _FILLED)}", sum(known)),
        }
    )
    form.finish()


_FILLED: Final = '"<>"'


def return_of(people: People, stint: dict[str, Any]) -> dict[str, Any] | None:
    """What becomes of a stint as a rotation; of a lateral move, nothing is planned."""
    own = (stint["cadre"], stint["post"])
    return next((row for row in people.tables["returns"] if (row["cadre"], row["post"]) == own), None)


def _duration(people: People) -> str:
    """What the rules in force ask for; each person's end stands in the list."""
    if not people.book.on("min_stay"):
        return ""
    months = people.book.number("min_stay", "rotation_months")
    return f"Ít nhất {months} tháng / at least {months} months"


class _Contents:
    """Rows with a number that is counted in the list of people."""

    def __init__(self, form: Form, listed: Form) -> None:
        self.form, self.listed = form, listed

    def row(self, content: str, what: str, formula: str, value: int) -> None:
        """One row."""
        self.form.row({"content": content, "what": what, "people": Formula(formula, value)})

    def count(self, content: str, column: str, asked: str, holds: list[bool]) -> None:
        """Those in whose column the word stands."""
        self.row(content, "", f"={counted(self.listed.span(column), _quoted(asked))}", sum(holds))

    def each(self, column: str, order: list[str], words: list[str]) -> None:
        """A row for each word of a column, the cell itself being what is asked."""
        for one in order:
            asked = self.form.cell("what", self.form.next)
            self.row("", one, f"={counted(self.listed.span(column), asked)}", words.count(one))

    def start(self, start: str, number: int) -> None:
        """Those who start on a day."""
        asked = self.form.cell("what", self.form.next)
        formula = Formula(f"={counted(self.listed.span('start'), asked)}", number)
        self.form.row({"what": Day(start), "people": formula})


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _after(styles: Styles, people: People, head: Head) -> Form:
    title = Both("BỐ TRÍ CÁN BỘ SAU LUÂN CHUYỂN", "Placement after rotation, of those on rotation today or by the plan")
    form = Form(styles, "9 Sau luân chuyển", title, _PLACES, head, paper=A3)
    rows = people.in_order(records(people.plan.returns))
    number = 0
    for outcome, words in OUTCOMES.items():
        mine = [row for row in rows if row["outcome"] == outcome]
        if mine:
            span = form.span("name", form.next + 1, form.next + len(mine))
            form.part("", f"{words.vi} ({words.en})", Formula(f"=COUNTA({span})", len(mine)))
        for row in mine:
            number += 1
            cells: dict[str, Cell] = people.cells(row["cadre"]) | {
                "number": number,
                "post": people.posts[row["post"]],
                "since": Day(row["since"]),
                "sending": people.unit(row["sending_unit"]),
                "outcome": words.vi,
                "date": Day(row["date"]),
                "placement": people.place(row["placement"]),
                "expected": people.place(row["expected"]),
            }
            form.row(cells)
    form.finish()
    return form
