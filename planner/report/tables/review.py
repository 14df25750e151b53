"""The yearly review of the planning list: what is carried over or taken out (12 columns), and added (10 columns)."""

from collections.abc import Iterator
from typing import Any, Final

from planner.language import speaking, translated
from planner.model.rules import RULES
from planner.report.retold import reason_words
from planner.report.tables.base import A3, Both, Cell, Column, Day, Form, Formula, Head, Styles
from planner.report.tables.people import CURRENT, DEGREE, MEN, NAME, NUMBER, RATINGS, THEORY, WOMEN, People

CARRIED: Final = Both("Tiếp tục quy hoạch", "continue")
ADDED: Final = Both("Bổ sung quy hoạch", "add")
REMOVED: Final = Both("Đưa ra khỏi quy hoạch", "remove")
GROUPS: Final = {
    "head": Both("Cấp trưởng", "Heads"),
    "deputy": Both("Cấp phó", "Deputies"),
    "list": Both("Cấp ủy", "Committees"),
}
"""What the titles of a review are grouped by."""
_PROPOSAL: Final = Column("proposal", Both("Đề xuất của đơn vị", "The unit's proposal"), 40)
_CARRY_OVER: Final = (
    NUMBER,
    NAME,
    MEN,
    WOMEN,
    CURRENT,
    Column("planned", Both("Chức danh đã quy hoạch", "Title already planned"), 28),
    Column("carried", Both("Chức danh tiếp tục quy hoạch", "Title carried over"), 28),
    DEGREE,
    THEORY,
    Column("since", Both("Quyết định phê duyệt quy hoạch (số, ngày)", "Planning decision (number, date)"), 24),
    RATINGS,
    _PROPOSAL,
)
_ADDITIONS: Final = (
    NUMBER,
    NAME,
    MEN,
    WOMEN,
    CURRENT,
    Column("proposed", Both("Chức danh đề nghị bổ sung quy hoạch", "Title proposed"), 30),
    DEGREE,
    THEORY,
    RATINGS,
    _PROPOSAL,
)
_WHY: Final = {
    "gives way": Both("Nhường chỗ trong danh sách quy hoạch", "gives way"),
    "choice": Both("Ưu tiên mục tiêu xếp trước", "choice"),
}
_RULES: Final = {rule.name: rule for rule in RULES}
"""Why a listing ends that no rule refuses: because of who else is listed."""


def carry_over(styles: Styles, people: People, head: Head) -> Form:
    """Write the listings in force: those carried over by group of titles, then those taken out."""
    title = Both(
        "PHỤ LỤC 1. RÀ SOÁT QUY HOẠCH: TIẾP TỤC, ĐƯA RA KHỎI QUY HOẠCH", "Yearly review, appendix 1: carry-over"
    )
    form = Form(styles, "2 Rà soát", title, _CARRY_OVER, head, paper=A3)
    number = 0
    form.part("", f"Quy hoạch giai đoạn (term) {people.term}")
    for name, words, rows in _grouped(people, "continue"):
        number = _part(form, name, words, people, rows, number)
    removed = people.in_order(row for row in people.tables["review"] if row["action"] == "remove")
    if removed:
        _part(form, "remove", f"{REMOVED.vi} ({REMOVED.en})", people, removed, number)
    form.finish()
    return form


def additions(styles: Styles, people: People, head: Head) -> Form:
    """Write the listings that the plan adds, by group of titles."""
    title = Both("PHỤ LỤC 2. RÀ SOÁT QUY HOẠCH: BỔ SUNG QUY HOẠCH", "Yearly review, appendix 2: additions")
    form = Form(styles, "3 Bổ sung", title, _ADDITIONS, head, paper=A3)
    number = 0
    form.part("", f"Quy hoạch giai đoạn (term) {people.term}")
    for name, words, rows in _grouped(people, "add"):
        number = _part(form, name, words, people, rows, number)
    form.finish()
    return form


def _grouped(people: People, action: str) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """The groups that have a listing with this action."""
    rows = people.in_order(row for row in people.tables["review"] if row["action"] == action)
    for name, words in GROUPS.items():
        mine = [row for row in rows if _group(people, row["post"]) == name]
        if mine:
            yield name, f"{words.vi} ({words.en})", mine


def _group(people: People, post: str) -> str:
    return "list" if post in people.lists else "head" if people.is_head(post) else "deputy"


def _part(form: Form, name: str, words: str, people: People, rows: list[dict[str, Any]], number: int) -> int:
    """Write a group under its heading, which carries the number of its listings; the last number given."""
    first = form.next + 1
    form.part("", words, Formula(f"=COUNTA({form.span('name', first, first + len(rows) - 1)})", len(rows)))
    for row in rows:
        number += 1
        post = people.posts[row["post"]]
        cells: dict[str, Cell] = people.cells(row["cadre"]) | {
            "number": number,
            "planned": post,
            "carried": "" if name == "remove" else post,
            "proposed": post,
            "since": Day(row["since"]),
            "proposal": _proposal(people, row),
        }
        form.row(cells, {"since": "decision"} if row["since"] else None)
    return number


def _proposal(people: People, row: dict[str, Any]) -> str:
    if row["action"] != "remove":
        return (CARRIED if row["action"] == "continue" else ADDED).vi
    reason, _, told = row["reason"].partition(": ")
    rule = _RULES.get(reason)
    words = f"Điều kiện: {translated(rule.title, 'vi')}" if rule else _WHY.get(reason, Both(reason, reason)).vi
    with speaking("vi"):
        told = reason_words(reason, told)
    names = {cadre: one["name"] or cadre for cadre, one in people.rows.items()} | people.posts
    named = " ".join(names.get(part, part) for part in told.split(" "))
    return f"{REMOVED.vi}. {words}" + (f" ({named})" if named else "")
