"""Cells of closed vocabularies, levels, ratings and names as planners write them."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from planner.language import _
from planner.scenario.book.dates import read_date
from planner.scenario.book.plain import plain
from planner.scenario.book.reading import Reading
from planner.scenario.columns import Column, Kind
from planner.scenario.synonyms import FIELDS, NO, SYNONYMS, YES

BLANKS: Final = frozenset(("", "-", "–", "—", "/", ".", "...", "…"))
"""What stands in a cell that says nothing."""
_LEVELS: Final = ("schooling", "degree", "theory", "state_mgmt")
_PIECES = re.compile(r"[,;+\n]| và | & ")
_BETWEEN = re.compile(r"[;,\n/|–-]+")
_SCHOOL_YEARS = re.compile(r"(\d{1,2}) / (10|12)")
_PREFIXES: Final = ("chuyên ngành", "ngành", "về", "loại", "llct", "lý luận chính trị", "qlnn", "ngạch")
_COMRADE = re.compile(r"^(?:đ/c|đc\.|đồng chí)\s*", re.IGNORECASE)


def read_value(column: Column, text: str) -> Reading:
    """A cell of a column of a scenario's table, in a planner's own list.

    Parameters
    ----------
    column : Column
        What the cell is of; references are for others to read.
    text : str
        The cell, not blank.
    """
    if column.kind is Kind.DATE:
        reading = read_date(text)
        year_alone = len(reading.value) == len("YYYY") and not reading.unread and not reading.assumed
        return replace(reading, assumed=_("a year alone counts as its January")) if year_alone else reading
    if column.kind is Kind.FLAG:
        return _flag(text)
    if column.kind is Kind.LIST and column.choices:
        return _list(column, text)
    if column.kind is Kind.CHOICE:
        return _level(column, text) if column.name in _LEVELS else _choice(column, text)
    if column.name == "field":
        return Reading(field_code(text))
    return Reading(text)


def read_exact(column: Column, text: str) -> Reading:
    """A cell of the program's own workbook: words and dates become what a scenario writes, all else stays."""
    if column.kind is Kind.DATE:
        return read_date(text)
    if column.kind is Kind.CHOICE or (column.kind is Kind.LIST and column.choices):
        items = [item.strip() for item in text.split(";")] if column.kind is Kind.LIST else [text]
        return Reading(";".join(code_of(column.name, column.choices, item) or item for item in items))
    return Reading(text)


def read_name(text: str) -> Reading:
    """A person's name in the usual case; ``NGUYỄN VĂN AN`` is Nguyễn Văn An."""
    name = " ".join(_COMRADE.sub("", text).split())
    if name.isupper():
        name = " ".join(word.capitalize() for word in name.split())
        return Reading(name, _("a name in capitals is written with initials"))
    return Reading(name)


def code_of(column: str, choices: tuple[str, ...], text: str) -> str:
    """The code that a text stands for; nothing where it is none."""
    return _codes(column, choices).get(plain(text), "")


def field_code(text: str) -> str:
    """A field of study by the name that the rule packs have for it, or as it is written."""
    meant = plain(_bare(text))
    return next((code for code, known in FIELDS.items() if meant in map(plain, (code, *known))), text.strip(" -:()"))


@cache
def _codes(column: str, choices: tuple[str, ...]) -> dict[str, str]:
    known = {plain(word): code for code, words in SYNONYMS.get(column, {}).items() for word in words}
    return known | {plain(code): code for code in choices}


def _flag(text: str) -> Reading:
    known = dict.fromkeys(map(plain, YES), "yes") | dict.fromkeys(map(plain, NO), "no")
    return Reading(known[plain(text)]) if plain(text) in known else Reading(text, unread=_("neither yes nor no"))


def _choice(column: Column, text: str) -> Reading:
    code = code_of(column.name, column.choices, text)
    return Reading(code) if code else Reading(text, unread=_not_known(column))


def _list(column: Column, text: str) -> Reading:
    """Several codes; in a cell of ratings the last year stands last."""
    items = [item.strip() for item in _BETWEEN.split(text) if item.strip()]
    codes = [code_of(column.name, column.choices, re.sub(r"^(?:năm\s*)?\d{4}\s*:?\s*", "", item)) for item in items]
    return Reading(";".join(codes)) if codes and all(codes) else Reading(text, unread=_not_known(column))


def _level(column: Column, text: str) -> Reading:
    """A level, perhaps with the field of study behind it; of several levels the highest."""
    years = _SCHOOL_YEARS.fullmatch(plain(text))
    if column.name == "schooling" and years:
        return _school_years(int(years[1]), int(years[2]))
    read = [_one_level(column.name, column.choices, piece) for piece in _PIECES.split(text) if piece.strip()]
    # What names no level is of the piece before it: `Đại học Luật, Hành chính`.
    known = [level for level in read if level]
    if not known:
        return Reading(text, unread=_not_known(column))
    code, field = max(known, key=lambda level: column.choices.index(level[0]))
    assumed = _("of several levels the highest counts") if len({level for level, _field in known}) > 1 else ""
    beside = (("field", field_code(field)),) if field and column.name == "degree" else ()
    return Reading(code, assumed, beside=beside)


@cache
def _one_level(column: str, choices: tuple[str, ...], text: str) -> tuple[str, str] | None:
    """The level that a text begins with, and the rest of the text."""
    written = _bare(text).split()
    for end in range(len(written), 0, -1):
        code = code_of(column, choices, " ".join(written[:end]))
        if code:
            return code, _bare(" ".join(written[end:]))
    return None


def _bare(text: str) -> str:
    """A text without the words and signs in front of what it says."""
    text = text.strip(" -–:()[].")
    for prefix in _PREFIXES:
        if text.casefold().startswith(f"{prefix} "):
            text = text[len(prefix) :].strip(" -–:")
    return text


def _school_years(years: int, of: int) -> Reading:
    """Classes finished of ten or twelve: the older school had ten."""
    lower, primary = (7, 4) if of == 10 else (9, 5)
    if years > of or years < primary:
        return Reading(f"{years}/{of}", unread=_("no level of schooling"))
    level = "upper_secondary" if years == of else "lower_secondary" if years >= lower else "primary"
    return Reading(level, "" if years == of else _("classes finished are taken for the level below"))


def _not_known(column: Column) -> str:
    return _("none of these: {choices}").format(choices=", ".join(column.choices))
