"""What a rule pack needs to know of every cadre and post."""

from planner.language import _
from planner.scenario.columns import TABLES, Table
from planner.scenario.findings import Finding, shorten
from planner.scenario.sheet import Sheet
from planner.scenario.written import Written

OPEN_PACK = "open"
"""The pack without personnel rules; it needs ids only."""

MAX_OTHERS = 8
"""How many files or sheets of other names a finding lists."""

_NEEDS = {"cadres": (("name",), ("sex",), ("birth_date",), ("title", "unit")), "posts": (("unit",), ("title",))}
"""Columns of each table that must be filled, or at least one of several."""


def missing_tables(written: Written, pack: str) -> list[Finding]:
    """Tables that every scenario has, and units, which only the pack ``open`` and one that is not known do without."""
    found = []
    for name, table in TABLES.items():
        needed = table.required or (name == "units" and pack not in ("", OPEN_PACK))
        if needed and name not in written.sheets and name not in written.unreadable:
            file = written.top(name).partition(":" if written.is_csv else "!")[0]
            remedy = _("Write {file} with the columns {needed}.{others}").format(
                file=file, needed=", ".join(_needed(table)), others=_others(written)
            )
            found.append(
                Finding("error", written.top(name), _("the table {name} is missing").format(name=name), remedy)
            )
    return found


def _others(written: Written) -> str:
    """What was found but is no table: the missing one may bear another name."""
    if not written.others:
        return ""
    what = _("csv files") if written.is_csv else _("sheets")
    more = len(written.others) - MAX_OTHERS
    names = ", ".join(shorten(name) for name in written.others[:MAX_OTHERS]) + (
        _(" and {more} more").format(more=more) if more > 0 else ""
    )
    return _(" Further {what} found: {names}; rename the right one, if it is there.").format(what=what, names=names)


def _needed(table: Table) -> list[str]:
    """Columns that a beginner should write first."""
    needed = [name for need in _NEEDS.get(table.name, ()) for name in need]
    return [name for name in table.names if name in (*table.key, *needed)]


def pack_needs(written: Written, pack: str) -> list[Finding]:
    """Blank cells and missing columns that the rules of the pack need; nothing when the pack is not known."""
    found: list[Finding] = []
    for name, needs in _NEEDS.items():
        if pack not in ("", OPEN_PACK) and name in written.sheets:
            for need in needs:
                found += _need(written.sheets[name], need)
    return found


def _need(sheet: Sheet, need: tuple[str, ...]) -> list[Finding]:
    named = _(" or ").join(need)
    columns = [sheet.columns[name] for name in need if name in sheet.columns]
    if not columns:
        remedy = _("Add the column {named}, or choose the rule pack {open_pack}.").format(
            named=named, open_pack=OPEN_PACK
        )
        return [
            sheet.finding(
                None, "", _("the column {named} is missing, which the rules need").format(named=named), remedy
            )
        ]
    rows = [row for row, cells in enumerate(zip(*columns, strict=True)) if not any(cells) and row not in sheet.broken]
    first = next(name for name in need if name in sheet.columns)
    remedy = _("Fill in {named}, or choose the rule pack {open_pack}.").format(named=named, open_pack=OPEN_PACK)
    return sheet.in_rows(rows, first, _("{named} is blank, which the rules need").format(named=named), remedy)
