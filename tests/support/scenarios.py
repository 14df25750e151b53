"""Small scenarios written as text tables, read by the real parser.

>>> from support.scenarios import scenario
>>> small = scenario(
...     rules="vn-2022",
...     posts='''
...     post   unit   title      holder  held_since
...     chair  xa_a   pc_chair   c1      2021-06
...     vice   xa_a   pc_vice    -       -
...     ''',
...     cadres='''
...     cadre  sex     birth_date  title
...     c1     male    1970-05     pc_chair
...     c2     female  1985-01     staff
...     ''',
... )
"""

import shlex
from textwrap import dedent

from ruamel.yaml import YAML

from planner.rulebook.rulebook import pack, pack_names
from planner.scenario.columns import TABLES
from planner.scenario.findings import InputError
from planner.scenario.read import checked
from planner.scenario.scenario import Scenario
from planner.scenario.settings_source import SettingsSource
from planner.scenario.sheet import Sheet, sheet_of
from planner.scenario.written import Written

PACK_TITLES = frozenset(title for name in pack_names() for title in pack(name).titles)
"""Every title that a rule pack brings."""


def scenario(settings: str = "", *, rules: str = "open", **tables: str) -> Scenario:
    """A scenario of text tables.

    Parameters
    ----------
    settings : str
        YAML; what it leaves out is name ``test``, as_of 2026-01-01, one year in
        two periods of six months.
    rules : str
        The rule pack, unless the settings name it.
    **tables : str
        One table each, by name: the first line names the columns, cells are
        separated by spaces, ``-`` is a blank cell, quotes hold a cell with
        spaces. Without ``units`` every unit that posts and cadres name is made
        a commune. Personal data that a pack asks for may be left out.

    Raises
    ------
    InputError
        With the findings, when the reader finds an error.
    """
    written = {"name": "test", "as_of": "2026-01-01", "horizon_months": 12, "period_months": 6, "rules": rules}
    written |= YAML(typ="safe", pure=True).load(dedent(settings)) or {}
    source = SettingsSource(data=written, places={(): "scenario.yaml:1"})
    sheets = {name: text_sheet(name, text) for name, text in tables.items()}
    if "units" not in sheets:
        sheets["units"] = _named_units(sheets)
    found, findings = checked(Written(source, sheets), PACK_TITLES)
    if found is None:
        raise InputError(findings)
    return found


def text_sheet(name: str, text: str) -> Sheet:
    """A text table as the reader sees it."""
    rows = [["" if cell == "-" else cell for cell in shlex.split(line)] for line in dedent(text).splitlines()]
    sheet, findings = sheet_of(name, f"{name}.csv", list(enumerate(rows, start=1)))
    if sheet is None or findings:
        raise InputError(findings)
    return sheet


def _named_units(sheets: dict[str, Sheet]) -> Sheet:
    """A table of the units that other tables name."""
    named = {
        cell: None
        for name, sheet in sheets.items()
        for column in TABLES[name].columns
        if column.ref == "units"
        for cell in sheet.columns.get(column.name, [])
        if cell
    }
    return text_sheet("units", "\n".join(["unit", *(shlex.quote(unit) for unit in named)]))
