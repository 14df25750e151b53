"""A csv file as a sheet: encoding, separator, quotes and line numbers."""

import csv
import unicodedata
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from planner.language import _
from planner.scenario.columns import TABLES
from planner.scenario.findings import Finding
from planner.scenario.header import SEARCHED, header_row, known_sheet
from planner.scenario.sheet import Sheet, place

SEPARATORS = ",;\t"


def read_text(path: Path) -> str:
    """The text of a file in NFC, with bare line feeds and without a byte order mark.

    Raises
    ------
    OSError
        When the file cannot be read, or is a pipe or a device, which may never end.
    UnicodeDecodeError
        When it is not UTF-8.
    """
    if not path.is_file():
        raise OSError(_("{name} is no regular file").format(name=path.name))
    text = path.read_bytes().decode("utf-8-sig")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def unreadable(path: Path, error: OSError | UnicodeDecodeError) -> Finding:
    """The finding for a file that ``read_text`` could not read."""
    if isinstance(error, OSError):
        return Finding(
            "error", f"{path.name}:1", _("the file cannot be read"), _("Check that it is a file you may open.")
        )
    # The first newline-separated part of a broken file still counts lines well.
    line = error.object[: error.start].count(b"\n") + 1
    remedy = _("Save it as UTF-8 (in Excel: CSV UTF-8).")
    return Finding("error", f"{path.name}:{line}", _("the text is not UTF-8"), remedy)


def read_csv(path: Path, name: str) -> tuple[Sheet | None, list[Finding]]:
    """The table ``name`` from a csv file, with what is wrong in its form."""
    try:
        text = read_text(path)
    except (OSError, UnicodeDecodeError) as error:
        return None, [unreadable(path, error)]
    return csv_sheet(text, name, path.name)


def csv_sheet(text: str, name: str, file: str) -> tuple[Sheet | None, list[Finding]]:
    """The table ``name`` from the text of a csv file, with what is wrong in its form."""
    lines: list[tuple[int, list[str]]] = []
    try:
        for line, cells in _rows(text, _separator(text, name)):
            lines.append((line, cells))
    except csv.Error as error:
        message, remedy = _unlike_csv(error)
        return None, [Finding("error", place(file, lines[-1][0] + 1 if lines else 1), message, remedy)]
    return known_sheet(name, file, lines)


def _unlike_csv(error: csv.Error) -> tuple[str, str]:
    """What is wrong with the cells, and the remedy."""
    if "field limit" in str(error):
        message = _("a cell in or below this line is longer than {field_size_limit} characters").format(
            field_size_limit=csv.field_size_limit()
        )
        return message, _("Shorten it; if it begins with a double quote, check where that is closed.")
    remedy = _("Close each quoted cell with a double quote and double the quotes inside it.")
    return _("the quotes in or below this line do not match"), remedy


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with its first line; a quoted cell may hold line ends."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for cells in rows:
        yield line, cells
        line = rows.line_num + 1


def _separator(text: str, name: str) -> str:
    """The separator that finds most known columns in the header."""
    top = list(islice((line for line in text.split("\n") if line.strip()), SEARCHED))
    known = set(TABLES[name].names)

    def columns_found(separator: str) -> tuple[int, int]:
        rows = [[cell.strip().strip('"') for cell in line.split(separator)] for line in top]
        header = rows[header_row(rows, known)] if rows else []
        return len(known.intersection(header)), len(header)

    return max(SEPARATORS, key=columns_found)
