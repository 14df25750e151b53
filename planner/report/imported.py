"""What an import has understood of a workbook, as a table for the terminal and as plain data."""

from collections.abc import Sequence
from typing import Any

from planner.language import _
from planner.report.plain_table import PlainTable
from planner.report.terminal import findings_json
from planner.scenario.book import Opened
from planner.scenario.book.labels import columns
from planner.scenario.book.told import ColumnTold
from planner.scenario.columns import TABLES
from planner.scenario.findings import shorten
from planner.scenario.scenario import Scenario


def understood(told: Sequence[ColumnTold]) -> PlainTable:
    """Each column of a planner's own lists: what it was taken for, and how many of its cells were understood."""
    rows = [
        (
            one.where,
            shorten(one.heading),
            _meaning(one),
            str(one.cells),
            str(sum(map(len, one.assumed.values())) or ""),
            str(len(one.unread) or ""),
        )
        for one in told
        if one.own and (one.cells or one.column)
    ]
    headings = (_("Where"), _("Heading"), _("Read as"), _("Cells"), _("Assumed"), _("Not read"))
    return PlainTable(_("Understood"), headings, rows, right=headings[3:])


def imported_json(opened: Opened, written: bool) -> dict[str, Any]:
    """The same as plain data, with every finding and the size of the tables."""
    return findings_json(opened.findings) | {
        "written": written,
        "tables": sizes(opened.scenario) if opened.scenario else {},
        "columns": [
            {
                "where": one.where,
                "heading": one.heading,
                "table": one.table,
                "column": one.column,
                "cells": one.cells,
                "read": one.read,
                "assumed": [{"what": what, "places": places} for what, places in one.assumed.items()],
                "not_read": [{"where": where, "value": value, "why": why} for where, value, why in one.unread],
            }
            for one in opened.columns
        ],
    }


def sizes(scenario: Scenario) -> dict[str, int]:
    """How many rows each table has that has any."""
    return {name: len(frame) for name, frame in scenario.tables.items() if len(frame)}


_MEANINGS = {
    "_male": "sex, birth_date",
    "_female": "sex, birth_date",
    "_office": "title, unit",
    "_surname": "name",
    "_given": "name",
}


def _meaning(told: ColumnTold) -> str:
    if told.column in TABLES[told.table].names or told.column in _MEANINGS:
        return _MEANINGS.get(told.column, told.column)
    known = told.column in columns(told.table)
    return told.column if known else (_("kept as your own column") if told.column else _("nothing"))
