"""How the tables of a workbook and their columns are headed, in both languages and in planners' own lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from ruamel.yaml import YAML

from planner.language import Language
from planner.scenario.book.plain import plain

SETTINGS_COLUMNS: Final = ("key", "value")
EXAMPLE: Final[Mapping[Language, str]] = {"en": "Example (not read)", "vi": "Ví dụ (không đọc)"}
"""First cell of a row that shows how to fill in a sheet; the row is passed over."""
GUIDE: Final[Mapping[Language, str]] = {"en": "Guide", "vi": "Hướng dẫn"}
LISTS: Final[Mapping[Language, str]] = {"en": "Lists", "vi": "Danh mục"}
PROGRAM_SHEETS: Final = frozenset((*GUIDE.values(), *LISTS.values()))
"""Sheets of the program's workbook that hold nothing of a scenario."""
BESIDE: Final = " · "
"""Stands between an id and the name that a drop-down list shows beside it."""


@dataclass(frozen=True)
class Label:
    """The headings of a column or the names of a sheet.

    Attributes
    ----------
    shown : Mapping[Language, str]
        The heading in a workbook of the program.
    also : tuple of str
        Further headings.
    tips : Mapping[Language, str]
        What a cell of the column holds.
    """

    shown: Mapping[Language, str]
    also: tuple[str, ...]
    tips: Mapping[Language, str]

    @property
    def words(self) -> frozenset[str]:
        """Every heading, plain."""
        return frozenset(map(plain, (*self.shown.values(), *self.also)))


@cache
def read_data(name: str) -> Any:
    """The content of a data file of this package; nobody changes it."""
    text = (resources.files("planner.scenario.book") / name).read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)


@cache
def tables() -> Mapping[str, Label]:
    """The names of the sheets of every table, and of the settings."""
    return MappingProxyType({name: _label(raw) for name, raw in read_data("headings.yaml").items()})


@cache
def columns(table: str) -> Mapping[str, Label]:
    """The headings of every column of a table, and of what says something about several of its columns."""
    raw = read_data("headings.yaml")[table]["columns"]
    return MappingProxyType({name: _label(column) for name, column in raw.items()})


def _label(raw: Any) -> Label:
    shown: dict[Language, str] = {}
    for language in ("en", "vi"):
        if language in raw:
            shown[language] = raw[language]
    return Label(shown, tuple(raw["also"]), raw.get("tip", {}))
