"""What was understood of a workbook: column by column, with what was assumed and what could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.language import _, ngettext
from planner.scenario.book.reading import Reading
from planner.scenario.findings import Finding, shorten
from planner.scenario.sheet import MAX_LIKE


@dataclass
class ColumnTold:
    """One column of a sheet.

    Attributes
    ----------
    where, heading : str
        Where its heading stands, and how it reads.
    table, column : str
        What it was taken for; a blank column says nothing to the program.
    cells, read : int
        How many cells say anything, and how many of these were understood.
    assumed : dict of str to list of str
        What was assumed, and for which cells.
    unread : list of (str, str, str)
        Cells that were not understood: where, what stands there, why.
    own : bool
        Whether it is of a planner's own list, whose cells may be passed over.
    """

    where: str
    heading: str
    table: str
    column: str
    cells: int = 0
    read: int = 0
    assumed: dict[str, list[str]] = field(default_factory=dict)
    unread: list[tuple[str, str, str]] = field(default_factory=list)
    own: bool = True

    def take(self, where: str, text: str, reading: Reading) -> str:
        """Note how a cell was read, and return its value: blank where it was not understood."""
        self.cells += 1
        if reading.assumed:
            self.assumed.setdefault(reading.assumed, []).append(where)
        if reading.unread and self.own:
            self.unread.append((where, text, reading.unread))
            return ""
        self.read += 1
        return reading.value

    def findings(self) -> Iterator[Finding]:
        """A note about everything assumed, a warning about every cell not read."""
        for what, places in self.assumed.items():
            more = len(places) - 1
            also = ngettext(" here and in {more} more cell", " here and in {more} more cells", more).format(more=more)
            message = _("{heading}: assumed{also}: {what}").format(
                heading=shorten(self.heading), also=also if more else "", what=what
            )
            yield Finding("note", places[0], message, _("Nothing to do if that is right."))
        for where, text, why in self.unread[:MAX_LIKE]:
            message = _("{heading} could not be read and is left blank: {why}").format(
                heading=shorten(self.heading), why=why
            )
            yield Finding("warning", where, message, _("Correct the cell and import again."), shorten(text))
        if len(self.unread) > MAX_LIKE:
            more = len(self.unread) - MAX_LIKE
            message = _("{heading}: {more} more cells could not be read").format(
                heading=shorten(self.heading), more=more
            )
            yield Finding("warning", self.unread[MAX_LIKE][0], message, _("Correct them the same way."))
