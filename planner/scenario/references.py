"""References between tables: every id that is named must exist."""

import json
import re
from collections.abc import Mapping

from planner.language import _
from planner.scenario.cells import LIKE_IDS, nearest
from planner.scenario.columns import TABLES, Column, Kind
from planner.scenario.cross import Loaded
from planner.scenario.findings import Finding, shorten
from planner.scenario.sheet import Sheet

MAX_TITLES = 12
"""How many of the known titles a finding lists."""


def reference_findings(loaded: Loaded) -> list[Finding]:
    """Ids that no row bears; references to a table that could not be read are not checked."""
    found: list[Finding] = []
    for name, sheet in loaded.sheets.items():
        for column in TABLES[name].columns:
            if column.ref and column.ref not in loaded.unreadable and column.name in sheet.columns:
                known = set(loaded.cells(column.ref, TABLES[column.ref].key[0]))
                if column.rulebook_ref:
                    known |= set(loaded.known_titles)
                # A required table without any id has a finding of its own.
                if known or not TABLES[column.ref].required:
                    nothing = _("has no rows") if column.ref in loaded.sheets else _("is missing")
                    removed = loaded.sheets[column.ref].removed if column.ref in loaded.sheets else {}
                    found += _unknown(sheet, loaded.cells(name, column.name), column, known, nothing, removed)
    return found


def _unknown(
    sheet: Sheet,
    cells: list[str],
    column: Column,
    known: set[str],
    nothing: str,
    removed: Mapping[tuple[str, ...], str],
) -> list[Finding]:
    unknown: dict[str, str] = {}
    for text in dict.fromkeys(cells):
        items = text.split(";") if column.kind is Kind.LIST else [text]
        missing = [item for item in items if item and item not in known]
        if missing:
            unknown[text] = missing[0]
    rows = [row for row, text in enumerate(cells) if text in unknown] if unknown else []
    where = _("{ref} of the scenario or the rule pack").format(ref=column.ref) if column.rulebook_ref else column.ref
    message = _("the {name} is not in {where}").format(name=column.name, where=where)
    if not known:
        remedy = _("Write the table {ref}, or clear the column {name}.").format(ref=column.ref, name=column.name)
        return sheet.in_rows(
            rows[:1], column.name, _("{message}, which {nothing}").format(message=message, nothing=nothing), remedy
        )
    ids = sorted(known)
    titles = _(" Known titles: {some}.").format(some=_some(ids)) if column.rulebook_ref else ""

    def remedy_of(row: int) -> str:
        taken_out = removed.get((unknown[cells[row]],), "")
        if taken_out and column.name in TABLES[sheet.name].key and _file(sheet.where(row)) != _file(taken_out):
            what = _("{taken_out} takes {unknown} out of {ref}").format(
                taken_out=taken_out, unknown=unknown[cells[row]], ref=column.ref
            )
            return _("{what}; there take out this row, too, under rows: {removal}.").format(
                what=what, removal=_removal(sheet, row)
            )
        close = nearest(unknown[cells[row]], ids, LIKE_IDS)
        hint = _("Did you mean {close}? ").format(close=close) if close else ""
        listed = titles if row == rows[0] else ""
        return _("{hint}Correct {unknown}, or add it to {ref}.{listed}").format(
            hint=hint, unknown=unknown[cells[row]], ref=column.ref, listed=listed
        )

    return sheet.in_rows(rows, column.name, message, remedy_of)


def _removal(sheet: Sheet, row: int) -> str:
    """How an alternative takes a row out of its base."""
    cells = [f"{name}: {_scalar(sheet.columns[name][row])}" for name in TABLES[sheet.name].key]
    return f"{sheet.name}: [{{{', '.join(cells)}, remove: true}}]"


def _scalar(text: str) -> str:
    """A text as YAML takes it, in quotes where it might be read as something else."""
    plain = re.fullmatch(r"[^\W\d_][\w-]*", text) and text.casefold() not in ("null", "true", "false")
    return text if plain else json.dumps(text, ensure_ascii=False)


def _file(where: str) -> str:
    return re.split(r":\d|!", where, maxsplit=1)[0]


def _some(titles: list[str]) -> str:
    more = len(titles) - MAX_TITLES
    return ", ".join(shorten(title) for title in titles[:MAX_TITLES]) + (
        _(" and {more} more").format(more=more) if more > 0 else ""
    )
