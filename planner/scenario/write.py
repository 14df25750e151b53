"""Writing a scenario as a folder, the same bytes for the same scenario."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from planner.scenario.cells import blank
from planner.scenario.columns import TABLES, Column, Table
from planner.scenario.csvfile import csv_sheet
from planner.scenario.scenario import Scenario
from planner.scenario.settings import Settings
from planner.scenario.table import misspelt

_ALWAYS: Final = ("name", "as_of", "horizon_months", "period_months", "rules")
"""Settings that are written even at their default, because everything else hangs on them."""


def write(scenario: Scenario, folder: Path) -> None:
    """Write a scenario so that ``read`` finds the same one.

    Parameters
    ----------
    scenario : Scenario
        What to write. Tables without rows are left out unless a scenario needs
        them, and so are columns and settings that say no more than the default.
    folder : Path
        Is made when it is not there. Tables of an earlier scenario are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _save(folder / "scenario.yaml", settings_yaml(scenario.settings))
    for name, table in TABLES.items():
        path = folder / f"{name}.csv"
        if table.required or len(scenario.tables[name]):
            _save(path, table_csv(table, scenario.tables[name]))
        else:
            path.unlink(missing_ok=True)


def settings_yaml(settings: Settings) -> str:
    """The settings as YAML, without what is left at its default."""
    data = settings.model_dump(mode="json", exclude_defaults=True)
    shown = {name: value for name, value in settings.model_dump(mode="json").items() if name in data or name in _ALWAYS}
    shown |= data
    # Plain, as a planner writes them, instead of in quotes.
    if len(settings.as_of) == len("YYYY-MM-DD"):
        shown["as_of"] = date.fromisoformat(settings.as_of)
    elif len(settings.as_of) == len("YYYY"):
        shown["as_of"] = int(settings.as_of)
    yaml = YAML()
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(_readable(shown), out)
    return out.getvalue()


def table_csv(table: Table, frame: pd.DataFrame) -> str:
    """A table as csv, without optional known columns in which every cell is blank or the default.

    All columns are written where the reader would misunderstand the shorter
    table: an own column ``seat`` is taken for ``seats`` unless that is there.
    """
    known = {column.name: column for column in table.columns}
    names = [name for name in frame.columns if name not in known or _says_more(known[name], frame[name])]
    text = _csv(frame, names)
    sheet, _ = csv_sheet(text, table.name, table.name)
    understood = sheet is not None and list(sheet.columns) == names and not misspelt(table, names)
    return text if understood else _csv(frame, list(frame.columns))


def _csv(frame: pd.DataFrame, names: list[str]) -> str:
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(names)
    rows.writerows(zip(*([_cell(value) for value in frame[name]] for name in names), strict=True))
    return out.getvalue()


def _says_more(column: Column, cells: "pd.Series[Any]") -> bool:
    """Whether a reader would miss the column."""
    return column.required or any(_cell(value) != _cell(blank(column)) for value in cells)


def _cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return np.format_float_positional(value, trim="-") if isinstance(value, float) else str(value)


def _readable(value: Any) -> Any:
    """Blocks one key per line, short lists and the innermost mappings in one line."""
    if isinstance(value, dict):
        # Years are plain numbers, as a planner writes them.
        return CommentedMap({int(key) if key.isdecimal() else key: _readable(item) for key, item in value.items()})
    if isinstance(value, list):
        items = CommentedSeq([_readable(item) for item in value])
        if not any(isinstance(item, dict | list) for item in value):
            items.fa.set_flow_style()
        return items
    return value


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
