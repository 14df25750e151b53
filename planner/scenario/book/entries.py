"""Rows of a scenario's tables as they come out of a workbook, each cell with the place where it stands."""

from dataclasses import dataclass, field

from planner.scenario.columns import TABLES
from planner.scenario.sheet import Sheet


@dataclass
class Entry:
    """One row of a table.

    Attributes
    ----------
    where : str
        The row's place.
    cells : dict of str to str
        What is known, by column.
    places : dict of str to str
        Where it stands, by column.
    """

    where: str
    cells: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def put(self, column: str, value: str, where: str) -> None:
        """Set a cell that is still blank."""
        if value and not self.cells.get(column):
            self.cells[column] = value
            self.places[column] = where

    def get(self, column: str) -> str:
        """A cell; blank where nothing is known."""
        return self.cells.get(column, "")


@dataclass
class Rows:
    """A table of a workbook.

    Attributes
    ----------
    name : str
        The table.
    top : str
        Where its headings stand.
    columns : dict of str to str
        Columns that it has even where no row says anything in them, and where each is headed.
    entries : list of Entry
        Its rows.
    exact : bool
        Whether it is a sheet of the program's own workbook.
    """

    name: str
    top: str
    columns: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    exact: bool = False

    def sheet(self) -> Sheet:
        """The table as the checks of a scenario read it."""
        headed = dict(self.columns)
        for entry in self.entries:
            for name in entry.cells:
                headed.setdefault(name, entry.places.get(name, entry.where))
        known = [name for name in TABLES[self.name].names if name in headed]
        columns = [*known, *(name for name in headed if name not in known)]
        elsewhere: dict[tuple[int | None, str], str] = {(None, ""): self.top}
        elsewhere |= {(None, name): where for name, where in headed.items()}
        for row, entry in enumerate(self.entries):
            elsewhere[row, ""] = entry.where
            elsewhere |= {(row, name): where for name, where in entry.places.items()}
        cells = {name: [entry.get(name) for entry in self.entries] for name in columns}
        lines = list(range(2, len(self.entries) + 2))
        return Sheet(self.name, self.name, cells, lines, {}, is_csv=False, elsewhere=elsewhere)
