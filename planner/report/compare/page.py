"""A comparison as one page that needs nothing else, with the look of the report."""

from typing import Final

from planner.explore.compare import Comparison
from planner.language import _
from planner.report.charts.base import period
from planner.report.charts.compare import COMPARED, comparison_figures
from planner.report.compare.tables import Listed, tables
from planner.report.compare.terminal import against_words
from planner.report.compare.words import finding
from planner.report.html.drawings import series_of
from planner.report.html.page import whole_page, with_shared_styles
from planner.report.html.view import Grid, Section, Series, headings, rows

PLACES: Final = {"compare": "goals", "mix": "parts", "flows": "people"}
"""Beside which table each chart stands."""


def comparison_page(comparison: Comparison) -> str:
    """The page as text; the same plans give the same text.

    Raises
    ------
    ValueError
        When there are more plans than a chart can tell apart.
    MissingLetterError
        When a name holds a letter that the chart font has not.
    """
    series, styles = with_shared_styles([series_of(kind, comparison_figures(comparison, kind)) for kind in COMPARED])
    drawn = {one.kind: one for one in series if one.charts}
    return whole_page(
        "compare.jinja",
        ", ".join(comparison.labels),
        styles,
        heading=_("Comparison of {plans}").format(plans=", ".join(comparison.labels)),
        period=period(comparison.plans[0]),
        finding=finding(comparison),
        sections=_sections(comparison, drawn),
    )


def _sections(comparison: Comparison, drawn: dict[str, Series]) -> list[Section]:
    found = {table.name: table for table in tables(comparison)}
    first = comparison.labels[0]
    sections = []
    if "inputs" in found:
        sections.append(_section(found.pop("inputs"), ()))
    for number, label in enumerate(comparison.labels[1:], 1):
        title = _("{plan} against {first}").format(plan=label, first=first)
        sections.append(Section(f"against-{number}", title, tuple(against_words(comparison, label))))
    by_table = {PLACES[kind]: series for kind, series in drawn.items() if PLACES[kind] in found}
    for name, table in found.items():
        sections.append(_section(table, (by_table[name],) if name in by_table else ()))
    placed = set(by_table)
    left = tuple(series for kind, series in drawn.items() if PLACES[kind] not in placed)
    if left:
        sections.append(Section("charts", _("Charts"), charts=left))
    return sections


def _section(table: Listed, charts: tuple[Series, ...]) -> Section:
    heads = headings(*table.headings, numeric=table.numeric)
    grid = Grid(f"{table.name}-table", table.title, heads, rows(table.rows))
    return Section(table.name, table.short, grids=(grid,), charts=charts)
