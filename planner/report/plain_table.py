"""Tables of plain text that keep their words whole on a narrow terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from planner.language import _, grouped


@dataclass(frozen=True)
class PlainTable:
    """A table of plain text that leaves columns out, those of ``spare`` first, before it cuts a word.

    Square brackets in a planner's names are no markup. ``right`` names the columns of figures.
    """

    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    right: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    caption: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """The columns that fit, each at least as wide as its longest word."""
        shown = list(self.headings)
        for heading in (*self.spare, ""):
            widths = [self._width(console, options, column) for column in shown]
            # one space on either side of a column, and one between two columns and at both ends
            room = options.max_width - 3 * len(shown) - 1 - sum(width.minimum for width in widths)
            if room >= 0 or not heading:
                break
            shown.remove(heading)
        table = Table(box=box.SIMPLE_HEAD)
        wanted = sum(width.span for width in widths)
        for heading, width in zip(shown, widths, strict=True):
            share = width.span if room >= wanted else max(room, 0) * width.span // max(wanted, 1)
            table.add_column(heading, width=width.minimum + share, overflow="fold")
            if heading in self.right:
                table.columns[-1].justify = "right"
        for row in self.rows:
            table.add_row(*(Text(cell) for heading, cell in zip(self.headings, row, strict=True) if heading in shown))
        if self.title:
            yield Text(self.title, style="bold")
        yield table
        if self.caption:
            yield Text(self.caption, style="dim italic")

    def _width(self, console: Console, options: ConsoleOptions, heading: str) -> Measurement:
        """Longest word and longest line of a column."""
        place = self.headings.index(heading)
        cells = [Text(cell) for cell in (heading, *(row[place] for row in self.rows))]
        sizes = [Measurement.get(console, options, cell) for cell in cells]
        return Measurement(max(size.minimum for size in sizes), max(size.maximum for size in sizes))


def rest(more: int, where: str) -> str:
    """How many rows are not shown."""
    return _("and {more} more {where}").format(more=grouped(more), where=where) if more > 0 else ""
