"""Flows between many units: a matrix with a row for each sending and a column for each receiving unit."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.language import _, counted, ngettext
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    BLUE,
    MARGIN,
    QUIET,
    RULE,
    Heading,
    Sheet,
    fit_post,
    new_sheet,
    text_width,
    wrap,
)
from planner.report.charts.posts import KINDS
from planner.report.names import records, unit_names
from planner.report.words import say

MOST_LINES: Final = 66
"""Beyond these the departments that move fewest people share a line, and then the communes."""
NAME_WIDTH: Final = 196.0
TOTAL_WIDTH: Final = 34.0
HEAD: Final = 44.0
"""Room for the heads of columns."""
NAMED: Final = 44.0
"""A column that is no narrower has the name above it, else the number that stands before the name at the left."""
MOST_PITCH: Final = 24.0
MOST_CELL: Final = 64.0
GRID: Final[dict[str, Any]] = {"color": "#ececec", "linewidth": 0.5}
SHADES: Final = ("#dceaf4", "#b5d4ea", "#85b8dc")
ZOOMS: Final = (1.4, 1.2, 1.0)
ROW_AT_ZOOM: Final = 13.0
"""Least height of a row where the page is drawn larger."""
ONE_ROW: Final = ("return", "outside")
"""Where people come from that stand in one row for all units."""


@dataclass(frozen=True)
class Line:
    """A row or column: one unit or several, ``number`` 0 where it has none."""

    name: str
    group: str
    units: frozenset[str]
    number: int = 0


def draw_matrix(plan: Plan, flows: pd.DataFrame, heading: Heading) -> list[Figure]:
    """One page with persons in the cells and their sums at the right and at the foot."""
    kept = _kept(plan, flows)
    columns = _lines(plan, flows, "target", kept, both_ends=False)
    named = _width(1.0) / len(columns) >= NAMED
    # the rows explain the numbers of columns, so that each of their units has one
    rows = [*_lines(plan, flows, "source", kept, both_ends=not named), *_others(flows)]
    page = new_sheet(plan, A3, heading)
    fits = (page.top - page.bottom - HEAD) / (len(rows) + 2)
    zooms = (zoom for zoom in ZOOMS if fits / zoom >= ROW_AT_ZOOM)
    zoom = next((zoom for zoom in zooms if not named or _width(zoom) / len(columns) >= NAMED), 1.0)
    sheet = new_sheet(plan, A3, heading, zoom=zoom)
    groups = len({row.group for row in rows})
    pitch = min((sheet.top - sheet.bottom - HEAD - 10) / (len(rows) + 1 + 0.5 * groups), MOST_PITCH)
    cell = min(_width(zoom) / len(columns), MOST_CELL)
    left, top = sheet.left + NAME_WIDTH, sheet.top - HEAD
    _heads(sheet, columns, (left, top), cell, named=named)
    persons = _persons(flows, rows, columns)
    y, group = top, ""
    for number, row in enumerate(rows):
        if row.group != group:
            group = row.group
            y -= 0.5 * pitch
            sheet.line((sheet.left, y + 0.2 * pitch), (left + cell * len(columns) + TOTAL_WIDTH, y + 0.2 * pitch))
        label = f"{row.number}  " if row.number and not named else ""
        name = fit_post(row.name, NAME_WIDTH - 10 - text_width(label, 7.6), 7.6)
        sheet.text(left - 8, y - pitch / 2, label + name, size=7.6, align="right")
        for edge in (y, y - pitch):
            sheet.line((left, edge), (left + cell * len(columns), edge), **GRID)
        for place, column in enumerate(columns):
            sheet.line((left + place * cell, y), (left + place * cell, y - pitch), **GRID)
            same = row.number == column.number > 0
            _cell(sheet, left + place * cell, y, (cell, pitch), persons.get((number, place), 0), same=same)
        total = sum(of for (of_row, _column), of in persons.items() if of_row == number)
        _total(sheet, left + len(columns) * cell + TOTAL_WIDTH / 2, y - pitch / 2, total)
        y -= pitch
    for place in range(len(columns)):
        total = sum(of for (_row, of_column), of in persons.items() if of_column == place)
        _total(sheet, left + (place + 0.5) * cell, y - pitch / 2, total)
    return [sheet.figure]


def _kept(plan: Plan, flows: pd.DataFrame) -> list[str]:
    """The units with a line of their own, communes first; of the others those that move fewest share one."""
    kinds = _kinds(plan, flows)
    sent = flows[~flows["via"].isin(ONE_ROW)].groupby("source")["persons"].sum()
    persons = sent.add(flows.groupby("target")["persons"].sum(), fill_value=0)
    kept = [unit for unit in kinds if unit in persons]
    for kind in ("department", "commune"):
        few = sorted({persons[unit] for unit in kept if kinds[unit] == kind})
        while len(kept) > MOST_LINES and few:
            least = few.pop(0)  # units that move equally many stay together
            kept = [unit for unit in kept if kinds[unit] != kind or persons[unit] > least]
    return kept


def _kinds(plan: Plan, flows: pd.DataFrame) -> dict[str, str]:
    """The kind of every unit, communes before departments."""
    units = plan.scenario.units
    kinds = dict(zip(units["unit"], units["kind"], strict=True))
    kinds |= {unit: "" for unit in flows["target"] if unit not in kinds}
    return dict(sorted(kinds.items(), key=lambda unit: KINDS.index(unit[1])))


def _lines(plan: Plan, flows: pd.DataFrame, end: str, kept: list[str], *, both_ends: bool) -> list[Line]:
    """Kept units at one end of the flows, or at both, each kind followed by its other units in one line."""
    kinds, names = _kinds(plan, flows), unit_names(plan)
    numbers = {unit: number for number, unit in enumerate(kinds, 1)}
    flows = flows if end == "target" else flows[~flows["via"].isin(ONE_ROW)]
    persons = flows.groupby(end)["persons"].sum()
    lines = []
    for kind in KINDS:
        alone = [unit for unit in kept if kinds[unit] == kind and (both_ends or unit in persons)]
        lines += [Line(names.get(unit, unit), kind, frozenset([unit]), numbers[unit]) for unit in alone]
        others = [unit for unit in persons.index if kinds[unit] == kind and unit not in kept]
        if others:
            few, many = int(persons[others].min()), int(persons[others].max())
            each = counted(many, "person") if few == many else say("flows.between", fewest=few, most=many)
            name = say("flows.several", units=counted(len(others), kind or "unit"), persons=each)
            lines.append(Line(name, kind, frozenset(others)))
    return lines


def _others(flows: pd.DataFrame) -> list[Line]:
    """Rows of people who come from no unit that is named."""
    return [Line(say(f"flows.via.{via}"), via, frozenset()) for via in ONE_ROW if via in set(flows["via"])]


def _width(zoom: float) -> float:
    """Room for all columns."""
    return (A3.width - 2 * MARGIN) / zoom - NAME_WIDTH - TOTAL_WIDTH


def _persons(flows: pd.DataFrame, rows: list[Line], columns: list[Line]) -> dict[tuple[int, int], int]:
    """Persons in each cell."""
    row_of = {unit: number for number, row in enumerate(rows) for unit in row.units}
    row_of |= {row.group: number for number, row in enumerate(rows) if row.group in ONE_ROW}
    column_of = {unit: number for number, column in enumerate(columns) for unit in column.units}
    persons: dict[tuple[int, int], int] = {}
    for flow in records(flows):
        source = flow["via"] if flow["via"] in ONE_ROW else flow["source"]
        place = row_of[source], column_of[flow["target"]]
        persons[place] = persons.get(place, 0) + int(flow["persons"])
    return persons


def _heads(sheet: Sheet, columns: list[Line], corner: tuple[float, float], cell: float, *, named: bool) -> None:
    """Names above wide columns, else numbers; what the sums are."""
    left, top = corner
    sheet.text(left - 8, top + 22, _("from ↓   to →"), size=8.5, bold=True, align="right", color=QUIET)
    for place, column in enumerate(columns):
        middle = left + (place + 0.5) * cell
        if named:
            lines = wrap(fit_post(column.name, 3 * (cell - 6), 7.2), cell - 3, 7.2, most=3)
            for number, line in enumerate(reversed(lines)):
                sheet.text(middle, top + 7 + 9.5 * number, line, size=7.2, align="center")
        else:
            sheet.text(middle, top + 7, str(column.number or "…"), size=7.2, align="center")
    sheet.text(left + len(columns) * cell + TOTAL_WIDTH / 2, top + 7, _("all"), size=7.2, bold=True, align="center")
    if not named:
        note = _("The number above a column is the number before the unit's name at the left.")
        sheet.text(left, top + 22, note, size=8, color=QUIET)


def _cell(sheet: Sheet, x: float, y: float, size: tuple[float, float], persons: int, *, same: bool) -> None:
    """A number on its shade; grey where a unit sends to itself."""
    width, height = size
    if same and not persons:
        sheet.box(x, y - height, width, height, facecolor="#e4e4e4")
    if persons:
        shade = "#d0d0d0" if same else SHADES[min(persons, len(SHADES)) - 1]
        sheet.box(x, y - height, width, height, facecolor=shade, edgecolor=RULE, linewidth=0.5)
        sheet.text(x + width / 2, y - height / 2, str(persons), size=7.4, align="center", bold=persons > 1)


def _total(sheet: Sheet, x: float, y: float, persons: int) -> None:
    if persons:
        sheet.text(x, y, str(persons), size=7.4, bold=True, align="center", color=BLUE)


def matrix_note(flows: pd.DataFrame) -> str:
    """How to read the matrix."""
    within = int(flows.loc[flows["via"] == "same", "persons"].sum())
    moves = ngettext("grey: {n} move within a unit", "grey: {n} moves within a unit", within).format(n=within)
    persons = _("Persons in each cell, darker for more")
    return f"{persons}; {moves}." if within else f"{persons}."
