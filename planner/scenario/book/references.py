"""References of a workbook: ids as they are, ids with a name beside them, or names alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from planner.scenario.book.entries import Rows
from planner.scenario.book.labels import BESIDE
from planner.scenario.book.plain import plain
from planner.scenario.columns import TABLES, Column, Kind

_NAMED = {"cadres": ("name",), "units": ("name",), "titles": ("name", "name_vi")}


@dataclass(frozen=True)
class Known:
    """What the rules know of titles.

    Attributes
    ----------
    titles : dict of str to tuple of str
        The titles of the rule pack with their names in both languages.
    heads : frozenset of str
        Those of which a unit has one.
    every : frozenset of str
        The titles of all rule packs, which the checks of a scenario know.
    """

    titles: dict[str, tuple[str, ...]]
    heads: frozenset[str]
    every: frozenset[str]


class Names:
    """What the rows of a table, and the titles of the rules, may be called."""

    def __init__(self, table: str, rows: Rows | None, known: Known) -> None:
        entries = rows.entries if rows else []
        key = TABLES[table].key[0]
        self.ids = {entry.get(key) for entry in entries} | (known.every if table == "titles" else set())
        named = [(entry.get(name), entry.get(key)) for entry in entries for name in _NAMED.get(table, ())]
        if table == "titles":
            named += [(name, title) for title, names in known.titles.items() for name in names]
        called = {(plain(name), row) for name, row in named if name}
        often = Counter(name for name, _row in called)
        self.unique = {name: row for name, row in called if often[name] == 1}

    def find(self, text: str) -> str:
        """The id that a text means; nothing where it means none, or several."""
        if text in self.ids:
            return text
        head = text.partition(BESIDE)[0].strip()
        return head if BESIDE in text and head in self.ids else self.unique.get(plain(text), "")


def resolve_references(tables: Mapping[str, Rows], known: Known) -> None:
    """Put ids in place of what else references say; what means nothing stays for the checks to tell."""
    names = {name: Names(name, tables.get(name), known) for name in TABLES}
    for name, rows in tables.items():
        for column in TABLES[name].columns:
            if column.ref:
                meant = names[column.ref]
                for entry in rows.entries:
                    if entry.get(column.name):
                        entry.cells[column.name] = _resolved(column, entry.get(column.name), meant)


def _resolved(column: Column, text: str, known: Names) -> str:
    if column.kind is not Kind.LIST:
        return known.find(text) or text
    items = [item.strip() for item in text.split(";") if item.strip()]
    return ";".join(known.find(item) or item for item in items)
