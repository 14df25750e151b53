"""How the cells of a scenario are shown in a workbook: words, dates, ids with the name beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from planner.language import Language
from planner.rulebook.rulebook import pack, pack_names
from planner.scenario.book.dates import YEARS_AS_DAYS
from planner.scenario.book.labels import BESIDE
from planner.scenario.columns import TABLES, Column, Kind
from planner.scenario.synonyms import NO, SYNONYMS, YES

Shown = str | int | float | date | None
"""What is written into a cell; None is a blank one."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_DAY: Final = "1900-03-01"
"""Before it spreadsheets count days differently, because they know a 29 February 1900."""


@dataclass(frozen=True)
class Words:
    """How codes, yes and no, and references are shown.

    Attributes
    ----------
    language : {"en", "vi"}
        Of the words.
    names : Mapping of str to Mapping of str to str
        The names beside the ids, by table.
    """

    language: Language
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def choice(self, column: str, code: str) -> str:
        """A code of a closed vocabulary."""
        words = SYNONYMS.get(column, {}).get(code)
        return code if self.language == "en" or not words or column == "ratings" else words[0].capitalize()

    def flag(self, *, yes: bool) -> str:
        """Yes or no."""
        return ((YES if yes else NO)[0 if self.language == "vi" else 1]).capitalize()

    def reference(self, table: str, row: str) -> str:
        """An id with the name beside it, where both can be told apart again."""
        names = self.names.get(table, {})
        shown = f"{row}{BESIDE}{names.get(row, '')}"
        return shown if names.get(row) and BESIDE not in row and ";" not in shown and shown not in names else row

    def cell(self, column: Column | None, value: Any) -> Shown:
        """A value of a scenario's table as the workbook shows it."""
        if pd.isna(value) or value == "":
            return None
        if isinstance(value, bool | np.bool_):
            return self.flag(yes=bool(value))
        if column is None or column.kind is Kind.ID:
            return str(value)
        if column.kind is Kind.DATE:
            return _day(str(value))
        if column.kind in (Kind.INT, Kind.NUMBER):
            return _number(value)
        items = str(value).split(";") if column.kind is Kind.LIST else [str(value)]
        between = "; " if column.ref else ";"
        return between.join(self._word(column, item) for item in items)

    def _word(self, column: Column, text: str) -> str:
        if column.ref:
            return self.reference(column.ref, text)
        return self.choice(column.name, text) if column.choices else text


def names_of(tables: Mapping[str, pd.DataFrame], language: Language, rules: str) -> dict[str, dict[str, str]]:
    """The names beside ids: of units and people, and of titles as the rule pack, or else another one, has them."""
    names = {name: dict(zip(tables[name][key], tables[name]["name"], strict=True)) for name, key in _NAMED.items()}
    known = (*pack_names(), *({rules} & set(pack_names())))
    titles = {title: one for name in known for title, one in pack(name).titles.items()}
    shown = "name_vi" if language == "vi" else "name"
    own = dict(zip(tables["titles"]["title"], tables["titles"][shown], strict=True))
    names["titles"] = {title: getattr(one, shown) for title, one in titles.items()}
    names["titles"] |= {title: name or names["titles"].get(title, "") for title, name in own.items()}
    return names


_NAMED: Final = {name: TABLES[name].key[0] for name in ("units", "cadres")}


def _day(text: str) -> Shown:
    """A whole date as a day of the spreadsheet, any other as text with the day first."""
    odd = text < _FIRST_DAY or YEARS_AS_DAYS[0] <= text <= YEARS_AS_DAYS[1]
    if _DAY.fullmatch(text) and not odd:
        return date.fromisoformat(text)
    return "/".join(reversed(text.split("-")))


def _number(value: Any) -> Shown:
    """A number, as text where the workbook would round it."""
    number = float(value)
    read = float(f"{number:.16G}") if number or not np.signbit(number) else 0.0
    if str(read) != str(number):
        return np.format_float_positional(number, trim="-")
    return int(number) if number.is_integer() else number
