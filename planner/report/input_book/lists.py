"""The sheet of lists from which the cells of a workbook are chosen: words, titles, and the ids in other sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from planner.report.input_book.cells import Words
from planner.scenario.book.labels import BESIDE, LISTS
from planner.scenario.columns import TABLES, Column, Kind

ROOM: Final = 2000
"""Rows of an empty table that lists and explanations reach."""
MORE_ROOM: Final = 300
"""Rows that they reach below a table that is filled in."""
_REFERRED: Final = ("units", "posts", "cadres")


@dataclass(frozen=True)
class Reach:
    """Where a table stands in the workbook.

    Attributes
    ----------
    sheet : str
        The name of its sheet.
    first, last : int
        First row for data, and the last one that lists reach; from 0.
    names : bool
        Whether the second column holds the names of the rows.
    """

    sheet: str
    first: int
    last: int
    names: bool


class Lists:
    """Writes the sheet of lists and knows what each column chooses from."""

    def __init__(self, book: Workbook, words: Words, reaches: dict[str, Reach], heading: Any) -> None:
        self.book = book
        self.words = words
        self.reaches = reaches
        self.heading = heading
        self.sheet = book.add_worksheet(LISTS[words.language])
        self.used = 0

    def write(self, groups: Sequence[str]) -> dict[str, str]:
        """Write all lists.

        Parameters
        ----------
        groups : sequence of str
            Ethnic groups, as a suggestion.

        Returns
        -------
        dict of str to str
            The name of the list of each column that has one, by ``table.column``.
        """
        yes_no = self._fixed("yes_no", [self.words.flag(yes=True), self.words.flag(yes=False)])
        titles = self._fixed("titles", [self.words.reference("titles", title) for title in self.words.names["titles"]])
        referred = {"titles": titles} | {name: self._growing(name) for name in _REFERRED}
        found = {"cadres.ethnicity": self._fixed("ethnic_groups", groups)}
        fixed: dict[tuple[str, ...], str] = {}
        for table in TABLES.values():
            for column in table.columns:
                name = f"{table.name}.{column.name}"
                if column.kind is Kind.FLAG:
                    found[name] = yes_no
                elif column.ref:
                    found[name] = referred[column.ref]
                elif column.choices and column.kind is Kind.CHOICE:
                    found[name] = self._choices(column, fixed)
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_landscape()
        return found

    def _choices(self, column: Column, fixed: dict[tuple[str, ...], str]) -> str:
        shown = tuple(self.words.choice(column.name, code) for code in column.choices)
        if shown not in fixed:
            fixed[shown] = self._fixed(column.name, shown)
        return fixed[shown]

    def _fixed(self, name: str, items: Sequence[str]) -> str:
        letter, defined = self._column(name, max(map(len, items), default=10))
        self.sheet.write_column(1, self.used - 1, items)
        self.book.define_name(defined, f"={self._quoted()}!${letter}$2:${letter}${len(items) + 1}")
        return defined

    def _growing(self, table: str) -> str:
        """Ids of a sheet, with the names beside them, as far as they are filled in."""
        letter, defined = self._column(table, 30)
        reach = self.reaches[table]
        sheet = "'" + reach.sheet.replace("'", "''") + "'"
        for row in range(reach.first, reach.last + 1):
            key = f"{sheet}!$A${row + 1}"
            beside = f'&IF({sheet}!$B${row + 1}="","","{BESIDE}"&{sheet}!$B${row + 1})' if reach.names else ""
            self.sheet.write_formula(row - reach.first + 1, self.used - 1, f'=IF({key}="","",{key}{beside})', value="")
        last = reach.last - reach.first + 2
        cells = f"{self._quoted()}!${letter}$2:${letter}${last}"
        self.book.define_name(defined, f'=OFFSET({self._quoted()}!${letter}$2,0,0,MAX(1,COUNTIF({cells},"?*")),1)')
        return defined

    def _column(self, name: str, width: int) -> tuple[str, str]:
        """The next free column, headed; its letter, and the name of its list."""
        self.sheet.write_string(0, self.used, name, self.heading)
        self.sheet.set_column(self.used, self.used, min(60, max(12, width + 2)))
        self.used += 1
        return xl_col_to_name(self.used - 1), f"list_{name}"

    def _quoted(self) -> str:
        return "'" + LISTS[self.words.language].replace("'", "''") + "'"
