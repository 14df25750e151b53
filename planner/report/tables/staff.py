"""Who holds the key posts today and at the end of the plan: the list that the structure summary counts."""

from typing import Any, Final

from planner.plan.metrics import holders_at, today_holders
from planner.report.names import records
from planner.report.tables.base import A3, FIRST, NUMBERS, Both, Column, Form, Formula, Head, Styles, counted
from planner.report.tables.people import (
    CODE,
    DEGREE,
    ETHNICITY,
    MEN,
    NAME,
    NUMBER,
    STATE,
    THEORY,
    WOMEN,
    People,
)

MARK: Final = "x"
TODAY, PLANNED = "today", "planned"
_HOLDS: Final = Both("Giữ chức vụ", "Holds the post")
_ONCE: Final = Both("Tính một lần", "Counted once")
_COLUMNS: Final = (
    NUMBER,
    NAME,
    MEN,
    WOMEN,
    ETHNICITY,
    DEGREE,
    THEORY,
    STATE,
    Column("title", Both("Chức danh", "Title"), 26),
    Column("unit", Both("Đơn vị", "Unit"), 22),
    Column(TODAY, Both("Hiện nay", "Today"), 8, _HOLDS),
    Column(PLANNED, Both("Cuối kỳ", "At the end"), 8, _HOLDS),
    CODE,
    Column(f"{TODAY}_once", Both("Hiện nay", "Today"), 8, _ONCE, printed=False),
    Column(f"{PLANNED}_once", Both("Cuối kỳ", "At the end"), 8, _ONCE, printed=False),
)


def last_period(people: People) -> int:
    """The month in which the last period of the plan begins."""
    scenario = people.plan.scenario
    return scenario.start + (scenario.periods - 1) * scenario.settings.period_months


def staff(styles: Styles, people: People, head: Head) -> Form:
    """Write the holders of key posts, today's and planned, post by post."""
    title = Both(
        "DANH SÁCH CÁN BỘ GIỮ CHỨC DANH CHỦ CHỐT: HIỆN NAY VÀ THEO PHƯƠNG ÁN", "Holders of key posts, today and planned"
    )
    form = Form(styles, "4 Giữ chức", title, _COLUMNS, head, paper=A3)
    seen: dict[str, set[str]] = {TODAY: set(), PLANNED: set()}
    for number, row in enumerate(holdings(people), 1):
        once = {f"{when}_once": _once(form, when, row, seen[when]) for when in (TODAY, PLANNED)}
        form.row(
            people.cells(row["cadre"])
            | {
                "number": number,
                "title": people.title_of(row["post"]),
                "unit": people.unit_of(row["post"]),
                **{when: MARK if row[when] else "" for when in (TODAY, PLANNED)},
                **once,
            },
            {TODAY: "count", PLANNED: "count"},
        )
    form.sheet.autofilter(NUMBERS, 0, max(form.next - 1, FIRST), len(_COLUMNS) - 1)
    form.finish()
    return form


def holdings(people: People) -> list[dict[str, Any]]:
    """A row for each post and person who holds it today, at the end or both, in the order of the posts."""
    scenario = people.plan.scenario
    at = {TODAY: today_holders(scenario), PLANNED: holders_at(people.plan, last_period(people))}
    pairs: dict[str, dict[str, dict[str, Any]]] = {}
    for when, holders in at.items():
        for row in records(holders):
            new = {"cadre": row["cadre"], "post": row["post"], TODAY: False, PLANNED: False}
            pairs.setdefault(row["post"], {}).setdefault(row["cadre"], new)[when] = True
    key = [post for post, row in people.post_rows.items() if row["key"] and post not in people.lists]
    return [row for post in key for row in people.in_order(pairs.get(post, {}).values())]


def _once(form: Form, when: str, row: dict[str, Any], seen: set[str]) -> Formula:
    """1 where a person stands for the first time among those of that time, so that the sum is a number of persons."""
    line = form.next
    before = counted(form.span("code", last=line), form.cell("code", line), form.span(when, last=line), f'"{MARK}"')
    value = int(row[when] and row["cadre"] not in seen)
    if value:
        seen.add(row["cadre"])
    return Formula(f'=IF({form.cell(when, line)}="{MARK}",IF({before}=1,1,0),0)', value)
