"""What the reader of a workbook does not tell of a sheet, found in the file itself.

Cells far away from the table are found before the sheet is loaded with all that lies between; formulas that failed are
found because the reader takes them for blank cells.
"""

import re
import zlib
from html import unescape
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

MAX_COLUMNS: Final = 200
"""Most columns of a sheet, from A."""
MAX_CELLS: Final = 5_000_000
"""Most cells of the rectangle around everything in a sheet."""

_TAG = re.compile(r"<(?:\w+:)?(?:sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
# Cells that only have a format end in `/>`: they hold nothing and are not loaded.
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
# A formula that failed, such as `<c r="B7" t="e"><f>1/0</f><v>#DIV/0!</v></c>`.
_FAILED = re.compile(rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)(?<!/)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")


def stray_cell(path: Path, sheet: str) -> tuple[int, int] | None:
    """Line and position (from 0) of a cell too far away to load a sheet of an xlsx workbook; else nothing."""
    last = width = 0
    for cell in _CELL.finditer(_content(path, sheet)):
        line, column = int(cell[2]), _number(cell[1])
        last, width = max(last, line), max(width, column)
        if width > MAX_COLUMNS or last * width > MAX_CELLS:
            return line, column - 1
    return None


def failed_formulas(path: Path, sheet: str) -> dict[str, list[tuple[int, int]]]:
    """Lines and positions (from 0) of the cells of an xlsx workbook whose formula failed, by what they show."""
    found: dict[str, list[tuple[int, int]]] = {}
    for cell in _FAILED.finditer(_content(path, sheet)):
        where, value = _PLACE.search(cell[1]), _VALUE.search(cell[2])
        if where:
            shown = unescape(value[1].decode("utf-8", errors="replace")) if value else ""
            found.setdefault(shown, []).append((int(where[2]), _number(where[1]) - 1))
    return found


def _content(path: Path, sheet: str) -> bytes:
    """The cells of a sheet as the file holds them; nothing if it is no xlsx workbook, which its reader has to say."""
    try:
        with ZipFile(path) as book:
            member = _member(book, sheet)
            return book.read(member) if member else b""
    except (BadZipFile, zlib.error, OSError, KeyError, RuntimeError, UnicodeDecodeError):
        return b""


def _member(book: ZipFile, sheet: str) -> str:
    """The file of a sheet inside the workbook, or nothing."""
    targets = {tag.get("Id"): tag.get("Target", "") for tag in _tags(book, "xl/_rels/workbook.xml.rels")}
    for tag in _tags(book, "xl/workbook.xml"):
        if tag.get("name") == sheet:
            target = targets.get(next((value for name, value in tag.items() if name.endswith(":id")), ""), "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _tags(book: ZipFile, member: str) -> list[dict[str, str]]:
    """The attributes of every sheet or relationship that a file lists."""
    tags = _TAG.findall(book.read(member).decode("utf-8-sig"))
    return [{name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)} for tag in tags]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
