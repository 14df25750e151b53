"""What a cell was understood as, and what had to be assumed for it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """A cell as a scenario writes it.

    Attributes
    ----------
    value : str
        What the cell says; the text itself where it could not be read.
    assumed : str
        What was assumed, said of a cell and in the same words each time; blank when nothing was.
    unread : str
        Why it could not be read; blank when it could.
    beside : tuple of (str, str)
        Further columns that the cell fills where they are blank, with their values.
    """

    value: str
    assumed: str = ""
    unread: str = ""
    beside: tuple[tuple[str, str], ...] = ()
