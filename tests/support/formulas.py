"""A workbook read back: values as stored, and formulas computed anew from the cells that they name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from io import BytesIO
from itertools import chain
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
EPOCH = date(1899, 12, 30)
_NAMED = re.compile(r"(\"(?:[^\"]|\"\")*\")|'([^']+)'!(\$?[A-Z]+\$?\d+)(?::(\$?[A-Z]+\$?\d+))?")


class Criterion(str):
    """Text that `&` joins with whatever follows it, as in formulas."""

    def __and__(self, other: Any) -> str:
        return self + str(other)


@dataclass
class Book:
    """The cells of a workbook: sheet → cell → value, and sheet → cell → formula."""

    values: dict[str, dict[str, Any]]
    formulas: dict[str, dict[str, str]]

    @classmethod
    def of(cls, data: bytes) -> "Book":
        with ZipFile(BytesIO(data)) as files:
            texts = [_text(item) for item in ET.fromstring(files.read("xl/sharedStrings.xml"))]
            sheets = ET.fromstring(files.read("xl/workbook.xml")).iterfind(".//m:sheet", SPACE)
            names = [sheet.get("name", "") for sheet in sheets]
            values: dict[str, dict[str, Any]] = {}
            formulas: dict[str, dict[str, str]] = {}
            for number, name in enumerate(names, 1):
                values[name], formulas[name] = {}, {}
                for cell in ET.fromstring(files.read(f"xl/worksheets/sheet{number}.xml")).iterfind(".//m:c", SPACE):
                    value, formula = cell.find("m:v", SPACE), cell.find("m:f", SPACE)
                    if formula is not None:
                        formulas[name][cell.get("r", "")] = formula.text or ""
                    if value is not None:
                        shared = cell.get("t") == "s"
                        values[name][cell.get("r", "")] = texts[int(value.text or 0)] if shared else _number(value.text)
        return cls(values, formulas)

    def rows(self, sheet: str, first: int = 8) -> list[dict[str, Any]]:
        """The rows of a sheet from a row on, each a value by letter of the column."""
        found: dict[int, dict[str, Any]] = {}
        for cell, value in self.values[sheet].items():
            letters, row = _split(cell)
            if row >= first:
                found.setdefault(row, {})[letters] = value
        return [found[row] for row in sorted(found)]

    def computed(self, formula: str) -> Any:
        """A formula from the stored values of the cells that it names."""
        named: list[Any] = []

        def read(match: re.Match[str]) -> str:
            text, sheet, *cells = match.groups()
            if text is not None:
                named.append(Criterion(text[1:-1].replace('""', '"')))
            else:
                first, last = (cell.replace("$", "") if cell else "" for cell in _cells(cells))
                named.append(self._range(sheet, first, last) if last else self._cell(sheet, first))
            return f"N[{len(named) - 1}]"

        told = re.sub(r"(?<![<>])=", "==", _NAMED.sub(read, formula))
        return eval(_lazy(told), {"__builtins__": {}}, {**FUNCTIONS, "N": named})  # noqa: S307

    def _cell(self, sheet: str, cell: str) -> Any:
        return self.values[sheet].get(cell, "")

    def _range(self, sheet: str, first: str, last: str) -> list[Any]:
        (letters, top), (same, end) = _split(first), _split(last)
        assert letters == same
        return [self.values[sheet].get(f"{letters}{row}", "") for row in range(top, end + 1)]


def _lazy(told: str) -> str:
    """IF(asked,yes,no) as a conditional, because only one of the two is to be computed."""
    start = re.search(r"\bIF\(", told)
    if start is None:
        return told
    parts, depth, since = [], 0, start.end()
    for place in range(start.end(), len(told)):
        depth += {"(": 1, ")": -1}.get(told[place], 0)
        if depth < 0 or (depth == 0 and told[place] == ","):
            parts.append(told[since:place])
            since = place + 1
        if depth < 0:
            asked, yes, no = map(_lazy, parts)
            return f"{told[: start.start()]}(({yes}) if ({asked}) else ({no})){_lazy(told[since:])}"
    raise ValueError(told)


def _countifs(*arguments: Any) -> int:
    ranges, wanted = [_cells(one) for one in arguments[::2]], arguments[1::2]
    assert len({len(cells) for cells in ranges}) == 1
    asked = [_criterion(one) for one in wanted]
    return sum(all(test(cell) for test, cell in zip(asked, row, strict=True)) for row in zip(*ranges, strict=True))


def _cells(one: Any) -> list[Any]:
    """A range, of one cell too."""
    return one if isinstance(one, list) else [one]


def _criterion(wanted: Any) -> Callable[[Any], bool]:
    if not isinstance(wanted, str):
        return lambda cell: cell == wanted
    sign, told = re.fullmatch(r"(<>|>=|<=|<|>|=)?(.*)", wanted, re.DOTALL).groups()  # type: ignore[union-attr]
    if sign == "<>":
        return lambda cell: str(cell).casefold() != told.casefold()
    if sign:
        edge = float(told)
        compare = {"<": float.__lt__, ">=": float.__ge__}[sign]
        return lambda cell: isinstance(cell, float) and compare(cell, edge)
    if re.fullmatch(r"-?\d+(\.\d+)?", told):
        return lambda cell: cell == float(told)
    return lambda cell: isinstance(cell, str) and fnmatchcase(cell.casefold(), told.casefold().replace("[", "[[]"))


def _day(number: float) -> date:
    return EPOCH + timedelta(days=int(number))


def _edate(number: float, months: int) -> int:
    day = _day(number)
    month = day.year * 12 + day.month - 1 + months
    assert day.day == 1
    return (date(month // 12, month % 12 + 1, 1) - EPOCH).days


FUNCTIONS: dict[str, Any] = {
    "COUNTIFS": _countifs,
    "COUNTA": lambda cells: sum(cell != "" for cell in _cells(cells)),
    "SUM": lambda cells: sum(cell for cell in _cells(cells) if isinstance(cell, float)),
    "EDATE": _edate,
    "YEAR": lambda number: _day(number).year,
    "MONTH": lambda number: _day(number).month,
}


def _text(item: ET.Element) -> str:
    return "".join(chain.from_iterable(part.itertext() for part in item.iterfind(".//m:t", SPACE)))


def _number(text: str | None) -> Any:
    try:
        return float(text or "")
    except ValueError:
        return text


def _split(cell: str) -> tuple[str, int]:
    letters = cell.rstrip("0123456789")
    return letters, int(cell[len(letters) :])
