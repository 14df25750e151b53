"""The structure of today's and of the planned holders side by side, in persons, with a chart."""

from typing import Final

from planner.report.tables.base import FIRST, Both, Column, Form, Formula, Head, Styles
from planner.report.tables.people import NUMBER, People
from planner.report.tables.structure import AGES, MINORITY, TOTAL, UNKNOWN_AGE, WOMEN_COUNT, Persons, measures_of

_COLUMNS: Final = (
    NUMBER,
    Column("measure", Both("Cơ cấu", "Structure"), 44),
    Column("today", Both("Giữ chức danh hiện nay", "Hold posts today"), 14),
    Column("planned", Both("Giữ chức danh cuối kỳ", "Hold posts at the end"), 14),
    Column("change", Both("Tăng, giảm", "Change"), 12),
    Column("today_share", Both("Tỷ lệ hiện nay", "Share today"), 12),
    Column("planned_share", Both("Tỷ lệ cuối kỳ", "Share at the end"), 12),
    Column("listed", Both("Trong quy hoạch", "Listed as successors"), 14),
)
_CHART: Final = Both("Cơ cấu cán bộ chủ chốt (người)", "Structure of key posts (persons)")


def comparison(styles: Styles, people: People, rows: tuple[Persons, ...], head: Head) -> Form:
    """Write today, planned and successors for each column of the summary; chart women, minorities and ages."""
    today, planned, listed = rows
    title = Both("SO SÁNH CƠ CẤU HIỆN NAY VÀ THEO PHƯƠNG ÁN", "Structure today and as planned, in persons")
    form = Form(styles, "6 So sánh", title, _COLUMNS, head)
    columns = [TOTAL, *(measure.column for measure in measures_of(people))]
    charted = []
    for number, column in enumerate(columns, 1):
        name, line = column.name, form.next
        before, after = form.cell("today", line), form.cell("planned", line)
        form.row(
            {
                "number": number,
                "measure": _words(column),
                "today": today.cell(name),
                "planned": planned.cell(name),
                "change": Formula(f"={after}-{before}", planned.values[name] - today.values[name]),
                "today_share": _share(form, today, name, before, "today"),
                "planned_share": _share(form, planned, name, after, "planned"),
                "listed": listed.cell(name),
            },
            {"change": "change", "today_share": "percent", "planned_share": "percent"},
        )
        known = column.name != UNKNOWN_AGE or today.values[name] or planned.values[name]
        if column in (WOMEN_COUNT, MINORITY) or (column.group == AGES and known):
            charted.append(line)
    _draw(form, styles, charted[0], charted[-1])
    form.next += _CHART_ROWS
    form.finish()
    form.sheet.fit_to_pages(1, 1)  # no page ends within the chart
    return form


_CHART_ROWS: Final = 20
"""Rows that the chart covers."""


def _words(column: Column) -> str:
    above = f"{column.group.vi}: " if column.group else ""
    return f"{above}{column.heading.vi} / {column.heading.en}"


def _share(form: Form, persons: Persons, name: str, part: str, when: str) -> Formula:
    """A part of the total, which stands in the first row."""
    whole = form.cell(when, FIRST)
    total = persons.values["total"]
    return Formula(f"=IF({whole}=0,0,{part}/{whole})", persons.values[name] / total if total else 0)


def _draw(form: Form, styles: Styles, first: int, last: int) -> None:
    """A native chart below the table; the two times differ in colour and in pattern, each bar has its number."""
    chart = styles.book.add_chart({"type": "column"})
    fills = (
        ("today", "Hiện nay / today", {"fill": {"color": "#12506B"}}),
        (
            "planned",
            "Cuối kỳ / at the end",
            {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#B45F06", "bg_color": "#FBE5D0"}},
        ),
    )
    for column, name, fill in fills:
        chart.add_series(
            {
                "name": name,
                "categories": f"={form.span('measure', first, last)}",
                "values": f"={form.span(column, first, last)}",
                "data_labels": {"value": True},
                "border": {"color": "#333333"},
                "gap": 60,
                **fill,
            }
        )
    chart.set_title({"name": f"{_CHART.vi} / {_CHART.en}", "name_font": {"size": 12}})
    chart.set_y_axis({"min": 0, "num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": _CHART_ROWS * 19})
    form.sheet.insert_chart(form.next + 1, 0, chart, {"description": f"{_CHART.vi} / {_CHART.en}"})
