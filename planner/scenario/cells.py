"""Cells: the text of a cell and what it means, by the kind of its column."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, Final

import pandas as pd

from planner.language import _, marked
from planner.scenario.columns import Column, Kind
from planner.scenario.dates import parse_date
from planner.scenario.synonyms import NO, SYNONYMS, YES

LONGEST: Final = 200
"""Most characters of an id, a name or any other single value."""
LONGEST_NOTE: Final = 5000
"""Most characters of a note, a reason or a cell of a planner's own column."""
LONGEST_LIST: Final = 100_000
"""Most characters of a list; what is written must stay below the longest cell that the csv module reads."""
LIKE_WORDS: Final = 0.75
"""How alike two words must be for one to be taken for the other; 1 is the same."""
LIKE_IDS: Final = 0.82
"""The same for ids, which are often alike but for one digit."""
LARGEST: Final = 10**12
"""Largest whole number where a column sets no limit of its own."""

_NOTES: Final = ("note", "reason")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff]"
)
_BREAK = re.compile(r" *[\t\n][ \t\n]*")
_INTEGER = re.compile(r"[+-]?[0-9]+(\.0+)?")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?(e[+-]?[0-9]+)?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_FLAGS: Final = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
_CODES: Final = {
    column: {word: code for code, words in codes.items() for word in words} for column, codes in SYNONYMS.items()
}


_IN_EXCEL: Final = marked(
    "In Excel, format the column as yyyy-mm-dd and save it anew; cells that stay as they are "
    "hold text: turn them into dates first (Data, Text to Columns, Date: DMY), or rewrite "
    "them."
)


class CellError(ValueError):
    """A cell that cannot be read: what is wrong, said of the column and in the same words each time, and the remedy.

    ``together`` is the remedy for all such cells of a column at once; blank when each needs its own.
    """

    def __init__(self, message: str, remedy: str, together: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.together = together


def nearest(text: str, known: Iterable[str], likeness: float = LIKE_WORDS) -> str:
    """The known word that was probably meant, or nothing; case, accents and spaces do not matter."""
    plain = {_plain(word): word for word in known}
    close = get_close_matches(_plain(text), plain, n=1, cutoff=likeness)
    return plain[close[0]] if close else ""


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold().replace("đ", "d").replace(" ", "_").replace("-", "_"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def read_cell(column: Column, text: str) -> Any:
    """The value of a cell.

    Parameters
    ----------
    column : Column
        Its column.
    text : str
        The cell, stripped and in NFC; blank is the column's default.

    Raises
    ------
    CellError
        When the text does not fit the column.
    """
    if not text:
        return blank(column)
    if column.kind is Kind.LIST:
        _check_length(text, LONGEST_LIST)
    else:
        longest = LONGEST_NOTE if column.name in _NOTES else LONGEST
        _check_characters(text, longest, one_line=column.kind is not Kind.TEXT)
    return _READERS[column.kind](column, text)


def read_own_cell(text: str) -> str:
    """The value of a cell in a planner's own column, which is kept as text."""
    _check_characters(text, LONGEST_NOTE, one_line=False)
    return on_one_line(text)


def on_one_line(text: str) -> str:
    """The text with a space in place of line ends and tabs, which charts and lists cannot show."""
    return _BREAK.sub(" ", text)


def is_seen(text: str) -> bool:
    """Whether the text is without characters that cannot be seen or written to a file."""
    return not _UNSEEN.search(text)


def blank(column: Column) -> Any:
    """What a blank cell of the column means."""
    if column.default is not None:
        return column.default
    return None if column.kind in _NULLABLE else ""


def series(column: Column, values: list[Any]) -> "pd.Series[Any]":
    """The values of a column as the loaded frame keeps them."""
    nullable = column.default is None
    if column.kind is Kind.INT:
        return pd.Series(values, dtype="Int64" if nullable else "int64", name=column.name)
    if column.kind is Kind.FLAG:
        return pd.Series(values, dtype="boolean" if nullable else "bool", name=column.name)
    if column.kind is Kind.NUMBER:
        return pd.Series(values, dtype="float64", name=column.name)
    return pd.Series(values, dtype="str", name=column.name)


def _check_characters(text: str, longest: int, *, one_line: bool) -> None:
    _check_length(text, longest)
    if not is_seen(text) or (one_line and _BREAK.search(text)):
        raise CellError(_("holds characters that cannot be seen"), _("Type the cell anew, on one line."))


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        raise CellError(
            _("is longer than {longest} characters").format(longest=longest),
            _("Shorten it; check for a missing quote or separator."),
        )


def _text(_column: Column, text: str) -> str:
    return on_one_line(text)


def _choice(column: Column, text: str) -> str:
    words = _CODES.get(column.name, {})
    word = words.get(" ".join(text.casefold().split()), text)
    for choice in column.choices:
        if choice.casefold() == word.casefold():
            return choice
    close = nearest(text, (*words, *column.choices))
    hint = _("Did you mean {close}? ").format(close=close) if close else ""
    raise CellError(
        _("cannot have this value"),
        _("{hint}Use one of {choices}.").format(hint=hint, choices=", ".join(column.choices)),
    )


def _date(_column: Column, text: str) -> str:
    try:
        return parse_date(text)
    except ValueError:
        hint = _day_first_hint(text)
        remedy = _("Write YYYY-MM-DD, YYYY-MM or YYYY, between 1900 and 2199.{hint}").format(hint=hint)
        raise CellError(_("is not a date"), remedy, _(_IN_EXCEL) + hint if hint else "") from None


def _day_first_hint(text: str) -> str:
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return ""
    day, month, year = match.groups()
    try:
        return _(" If {text} has the day first, write {parse_date}.").format(
            text=text, parse_date=parse_date(f"{year}-{month}-{day}")
        )
    except ValueError:
        return ""


def _int(column: Column, text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise CellError(_("is not a whole number"), _("Write {limits}.").format(limits=_limits(column)))
    return int(_within(column, int(text.partition(".")[0])))


def _number(column: Column, text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise CellError(_("is not a number"), _("Write {limits}.").format(limits=_limits(column)))
    return _within(column, float(text.replace(",", ".")))


def _within(column: Column, value: float) -> float:
    low = -LARGEST if column.minimum is None else column.minimum
    high = LARGEST if column.maximum is None else column.maximum
    if not low <= value <= high:
        raise CellError(_("is out of range"), _("Write {limits}.").format(limits=_limits(column)))
    return value


def _limits(column: Column) -> str:
    number = _("a whole number") if column.kind is Kind.INT else _("a number")
    if column.minimum is None:
        return number
    high = LARGEST if column.maximum is None else column.maximum
    return _("{number} from {low} to {high}").format(number=number, low=column.minimum, high=high)


def _flag(_column: Column, text: str) -> bool:
    if text.casefold() not in _FLAGS:
        raise CellError(_("is neither yes nor no"), _("Write yes or no, or leave the cell blank."))
    return _FLAGS[text.casefold()]


def _list(column: Column, text: str) -> str:
    items = [item.strip() for item in text.split(";")]
    items = [item for item in items if item]
    for item in items:
        _check_characters(item, LONGEST, one_line=True)
    return ";".join(_choice(column, item) for item in items) if column.choices else ";".join(items)


_NULLABLE: Final = (Kind.INT, Kind.NUMBER, Kind.FLAG)
_READERS: Final[dict[Kind, Callable[[Column, str], Any]]] = {
    Kind.ID: _text,
    Kind.TEXT: _text,
    Kind.REF: _text,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.INT: _int,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
    Kind.LIST: _list,
}
