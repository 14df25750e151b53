"""The planning list (form 2A): for each post its holder, the successors ready now and those ready later."""

from typing import Any, Final

from planner.plan.metrics import today_holders
from planner.report.names import records
from planner.report.tables.base import A3, Both, Cell, Column, Form, Formula, Head, Styles, counted
from planner.report.tables.people import (
    CODE,
    CURRENT,
    DEGREE,
    ETHNICITY,
    LEVELS,
    MEN,
    NAME,
    NUMBER,
    STATE,
    THEORY,
    WOMEN,
    People,
    month,
)

HOLDER: Final = Both("Hiện tại", "incumbent")
READY: Final = {"near": Both("Kế cận", "ready now"), "next": Both("Kế tiếp", "ready later")}
TITLE: Final = Both("DANH SÁCH QUY HOẠCH CÁN BỘ LÃNH ĐẠO, QUẢN LÝ", "Planning list of leaders and managers (form 2A)")
_PLANNED: Final = Both("Chức danh quy hoạch", "Planned title")
_COLUMNS: Final = (
    NUMBER,
    NAME,
    MEN,
    WOMEN,
    ETHNICITY,
    Column("native", Both("Quê quán", "Native place"), 14),
    Column("party", Both("Ngày vào Đảng", "Joined the Party"), 11),
    CURRENT,
    Column("schooling", Both("Giáo dục phổ thông", "Schooling"), 17, LEVELS),
    DEGREE,
    THEORY,
    STATE,
    Column("language", Both("Ngoại ngữ", "Languages"), 9, LEVELS),
    Column("class", Both("Hiện tại, kế cận, kế tiếp", "Incumbent, ready now, ready later"), 10),
    Column("title", Both("Chức danh 1", "Title 1"), 18, _PLANNED),
    Column("unit", Both("Đơn vị", "Unit"), 14, _PLANNED),
    Column("second", Both("Chức danh 2", "Title 2"), 22, _PLANNED),
    Column("third", Both("Chức danh 3", "Title 3"), 22, _PLANNED),
    Column("training", Both("Kế hoạch đào tạo, bồi dưỡng", "Training plan"), 18),
    Column("rotation", Both("Kế hoạch luân chuyển, bố trí", "Rotation and placement plan"), 24),
    Column("note", Both("Ghi chú", "Note"), 12),
    CODE,
    Column("once", Both("Tính một lần", "Counted once"), 7, printed=False),
)


def planning_list(styles: Styles, people: People, head: Head) -> Form:
    """Write the planning list, unit by unit and post by post in the scenario's order."""
    form = Form(styles, "1 Quy hoạch", TITLE, _COLUMNS, head, paper=A3)
    holders, listed = _by_post(records(today_holders(people.plan.scenario))), _by_post(people.tables["bench"])
    writer = _Writer(form, people)
    units: dict[str, list[str]] = {}
    for post, row in people.post_rows.items():
        if listed.get(post) or (holders.get(post) and row["key"]):
            units.setdefault(row["unit"], []).append(post)
    for number, (unit, posts) in enumerate(units.items(), 1):
        form.part(str(number), people.unit(unit))
        for post in posts:
            writer.post(post, holders.get(post, []), listed.get(post, []))
    form.finish()
    return form


class _Writer:
    """Writes the rows and remembers who was counted already."""

    def __init__(self, form: Form, people: People) -> None:
        self.form, self.people = form, people
        self.number = 0
        self.counted: set[str] = set()
        self.planned: dict[str, list[str]] = {}
        for row in people.tables["bench"]:
            self.planned.setdefault(row["cadre"], []).append(row["post"])

    def post(self, post: str, holders: list[dict[str, Any]], listed: list[dict[str, Any]]) -> None:
        """The heading of a post with the number of its successors, its holders, its successors."""
        form, people = self.form, self.people
        first = form.next + 1 + len(holders)
        span = form.span("class", first, first + len(listed) - 1)
        count = Formula(f"=COUNTA({span})", len(listed)) if listed else None
        form.part("", people.posts[post], count)
        for row in people.in_order(holders):
            self._person(row["cadre"], post, HOLDER.vi, "")
        for ready, words in READY.items():
            for row in people.in_order(row for row in listed if row["ready"] == ready):
                after = f"Kế cận từ {month(row['ready_on'])}, sau đào tạo" if row["ready_on"] else ""
                self._person(row["cadre"], post, words.vi, after)

    def _person(self, cadre: str, post: str, stands: str, note: str) -> None:
        self.number += 1
        form, people = self.form, self.people
        others = [people.posts[other] for other in self.planned.get(cadre, ()) if other != post]
        cells: dict[str, Cell] = people.cells(cadre) | {
            "number": self.number,
            "class": stands,
            "title": people.title_of(post),
            "unit": people.unit_of(post),
            "second": others[0] if others else "",
            "third": _and_more(others[1:]),
            "training": "; ".join(people.courses.get(cadre, ())),
            "rotation": people.new_posts(cadre),
            "note": note,
            "once": self._once(cadre, stands),
        }
        form.row(cells)

    def _once(self, cadre: str, stands: str) -> Formula:
        """1 where a successor stands for the first time, so that the sum is a number of persons."""
        form, row = self.form, self.form.next
        codes, classes = form.span("code", last=row), form.span("class", last=row)
        before = counted(codes, form.cell("code", row), classes, f'"<>{HOLDER.vi}"')
        value = int(stands != HOLDER.vi and cadre not in self.counted)
        if value:
            self.counted.add(cadre)
        return Formula(f'=IF({form.cell("class", row)}="{HOLDER.vi}",0,IF({before}=1,1,0))', value)


def _and_more(posts: list[str]) -> str:
    """The first of the further posts, and how many more there are: each has its own row in the list."""
    more = f" và {len(posts) - 1} chức danh khác" if len(posts) > 1 else ""
    return f"{posts[0]}{more}" if posts else ""


def _by_post(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["post"], []).append(row)
    return found
