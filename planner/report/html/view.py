"""What stands on the page, without any markup: texts with links, lists, tables, charts and sections."""

import string
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text; with ``href`` it leads somewhere, on the page or outside."""

    text: str
    href: str = ""


Line = tuple[Text, ...]
"""Pieces of text that follow each other without a break."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a table holds, line by line; ``key`` is what it is sorted by where that is not its text."""

    lines: tuple[Line, ...]
    key: str = ""

    @property
    def plain(self) -> str:
        """The text without its links."""
        return "; ".join("".join(piece.text for piece in line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column: ``n`` for numbers, which stand right and are sorted as such, ``d`` for dates."""

    text: str
    kind: Literal["", "n", "d"] = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; with ``anchor`` links can lead to it."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that can be sorted and filtered; ``name`` is its own on the page."""

    name: str
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what is said of it."""

    term: str
    line: Line


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that answers a question, and what it counts."""

    number: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """One page of a chart: its kind, what it finds, the heading in full, and the drawing as SVG."""

    anchor: str
    kind: str
    page: int
    pages: int
    title: str
    description: str
    svg: str


@dataclass(frozen=True, slots=True)
class Series:
    """All pages of one kind of chart."""

    kind: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: what it says first, then facts, tables and charts.

    ``nothing`` is what to say where there are none of these.
    """

    name: str
    title: str
    lead: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    grids: tuple[Grid, ...] = ()
    charts: tuple[Series, ...] = ()
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader wants to know first.

    ``good`` says that the plan keeps every rule and its figures are right, else there is no ``status``; ``takes`` what
    more would take.
    """

    status: str
    checked: str
    good: bool
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    shortfalls: tuple[Line, ...]
    takes: tuple[str, ...]
    empty: Grid | None


@dataclass(frozen=True, slots=True)
class Placement:
    """One new post of a person: what happens, how the post opens, the points of the fit, what each rule found."""

    line: Line
    opened: Line
    fit: str
    grounds: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the plan says of one person."""

    anchor: str
    name: str
    about: str
    facts: tuple[Fact, ...]
    stints: tuple[Line, ...]
    placements: tuple[Placement, ...]
    further: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class PostPage:
    """All that the plan says of one post."""

    anchor: str
    name: str
    facts: tuple[Fact, ...]
    parts: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    title: str
    period: str
    answer: Answer
    sections: tuple[Section, ...]
    people: Section
    persons: tuple[PersonPage, ...]
    post_index: Section
    posts: tuple[PostPage, ...]
    last: tuple[Section, ...]


def line(text: str) -> Line:
    """A line that leads nowhere."""
    return (Text(text),)


def sentence(template: str, **parts: object) -> Line:
    """A sentence whose named fields are filled with texts, lines or whatever reads as a text."""
    pieces: list[Text] = []
    for literal, name, _spec, _conversion in string.Formatter().parse(template):
        if literal:
            pieces.append(Text(literal))
        if name:
            part = parts[name]
            pieces += part if isinstance(part, tuple) else [part if isinstance(part, Text) else Text(str(part))]
    return tuple(pieces)


def cell(*texts: Text | str | int, key: str = "") -> Cell:
    """A cell with one text a line."""
    return Cell(tuple((text if isinstance(text, Text) else Text(str(text)),) for text in texts if text != ""), key)


def first_large(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def plain_letters(text: str) -> str:
    """The text in small letters without marks, as a reader types it who looks for it: ``nguyen thi duc``."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def headings(*names: str, numeric: Sequence[str] = (), dates: Sequence[str] = ()) -> tuple[Heading, ...]:
    """The headings of a table; which of them stand over numbers, and which over dates."""
    return tuple(Heading(name, "n" if name in numeric else "d" if name in dates else "") for name in names)


def rows(cells: Iterable[Sequence[Cell | str | int | Text]]) -> tuple[Row, ...]:
    """Rows of a table from whatever can stand in a cell."""
    return tuple(Row(tuple(one if isinstance(one, Cell) else cell(one) for one in row)) for row in cells)
