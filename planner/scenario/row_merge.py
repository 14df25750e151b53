"""Rows of an alternative laid over the tables of the scenario that it extends.

A row is found by its id, the columns ``Table.key``. The cells that the alternative gives replace those of the base;
a new id is a new row at the end. In a csv file a blank cell keeps what is there. Under ``rows`` of the settings only
the columns that are named change: one without a value is cleared, and ``remove: true`` takes the whole row out.
"""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.language import _
from planner.scenario.cells import LIKE_IDS, CellError, nearest, read_cell
from planner.scenario.columns import TABLES, Kind, Table
from planner.scenario.findings import Finding, shorten
from planner.scenario.settings_merge import REMOVE, no_removal
from planner.scenario.settings_tree import Node
from planner.scenario.sheet import Sheet
from planner.scenario.table import misspelt, repeated

Id = tuple[str, ...]


@dataclass(frozen=True)
class Patch:
    """What an alternative says of one row.

    Attributes
    ----------
    id : tuple of str
        Which row; with a blank in it, a new one.
    cells : Mapping[str, tuple[str, str]]
        Text and place of each cell.
    where : str
        Where the row stands.
    remove : bool
        Whether to take the row out.
    blank_keeps : bool
        Whether a blank cell leaves what is there.
    """

    id: Id
    cells: Mapping[str, tuple[str, str]]
    where: str
    remove: bool = False
    blank_keeps: bool = False


def sheet_over(table: Table, base: Sheet, over: Sheet) -> tuple[Sheet, list[Finding]]:
    """The sheet of a base with an alternative's sheet on top, and what is wrong with the latter."""
    names = [name for name in over.columns if name in table.names or name not in base.columns]
    meant = misspelt(table, names)
    found = [_misspelt(over.where(None, name), name, close) for name, close in meant.items()]
    missing = [name for name in table.key if name not in over.columns]
    if missing:
        remedy = _("Add the column {missing}, which says which row is meant.").format(missing=missing[0])
        told = (
            []
            if missing[0] in meant.values()
            else [over.finding(None, "", _("{missing} is missing").format(missing=missing[0]), remedy)]
        )
        return base, [*found, *told]
    ids = _ids(table, over.columns, len(over.lines))
    twice, again = repeated(table, over, ids)
    passed_over = {*twice, *(row for row in over.broken if not all(ids[row]))}
    patches = [
        Patch(
            ids[row],
            {name: (cells[row], over.where(row, name)) for name, cells in over.columns.items() if name not in meant},
            over.where(row),
            blank_keeps=True,
        )
        for row in range(len(over.lines))
        if row not in passed_over
    ]
    sheet, bad = _patched(table, base, patches)
    elsewhere = dict(sheet.elsewhere)
    for name in sheet.columns.keys() - base.columns.keys():
        elsewhere[None, name] = over.where(None, name)
    return replace(sheet, elsewhere=elsewhere), [*found, *again, *bad]


def rows_over(
    sheets: Mapping[str, Sheet], rows: Node, unreadable: Collection[str]
) -> tuple[dict[str, Sheet], list[Finding]]:
    """The sheets of a base with the rows of an alternative's settings on top, and what is wrong with these."""
    changed = dict(sheets)
    found: list[Finding] = []
    if rows.value is None:
        return changed, found
    if not isinstance(rows.value, dict):
        return changed, [_no_rows(rows, "rows")]
    for name, items in rows.value.items():
        if name not in TABLES:
            close = nearest(name, TABLES)
            remedy = (
                _("Did you mean {close}?").format(close=close)
                if close
                else _("The tables are {tables}.").format(tables=", ".join(TABLES))
            )
            found.append(Finding("error", items.where, _("no known table"), remedy, shorten(name)))
        elif not isinstance(items.value, list | None):
            found.append(_no_rows(items, f"rows.{name}"))
        elif items.value and name not in unreadable:
            base = changed.get(name) or _no_sheet(name, items.where)
            patches, bad = _patches(TABLES[name], base, items.value)
            sheet, worse = _patched(TABLES[name], base, patches)
            if sheet.lines or name in changed:
                changed[name] = sheet
            found += [*bad, *worse]
    return changed, found


def _no_rows(node: Node, key: str) -> Finding:
    remedy = _("Write rows: {posts: [{post: chair, weight: 2}]}, with a list of rows for each table.")
    return Finding("error", node.where, _("{key} does not take this value").format(key=key), remedy, _shown(node.value))


def _no_sheet(name: str, where: str) -> Sheet:
    """A table that the base does not have."""
    return Sheet(name, "", {}, [], {}, elsewhere={(None, ""): where})


def _ids(table: Table, columns: Mapping[str, Sequence[str]], count: int) -> list[Id]:
    cells = [columns.get(name, [""] * count) for name in table.key]
    return [_id(table, texts) for texts in zip(*cells, strict=True)]


def _id(table: Table, texts: Sequence[str]) -> Id:
    """The id of a row as the loaded table will hold it."""
    kinds = {column.name: column for column in table.columns}
    parts = []
    for name, text in zip(table.key, texts, strict=True):
        try:
            parts.append(str(read_cell(kinds[name], text)))
        except CellError:
            parts.append(text)
    return tuple(parts)


def _patches(table: Table, base: Sheet, items: Sequence[Node]) -> tuple[list[Patch], list[Finding]]:
    """The rows that the settings of an alternative give for a table."""
    patches: dict[Id, Patch] = {}
    found: list[Finding] = []
    for item in items:
        if not isinstance(item.value, dict):
            found.append(_no_rows(item, "a row"))
            continue
        cells, bad = _cells(table, base, item)
        found += bad
        missing = [name for name in table.key if not cells.get(name, ("",))[0]]
        if missing:
            remedy = _("Write {key} in each row.").format(key=_(" and ").join(table.key))
            told = Finding(
                "error",
                item.where,
                _("the row does not say its {missing}").format(missing=_(" and ").join(missing)),
                remedy,
            )
            # A misspelt id is told already.
            found += [] if bad else [told]
            continue
        row_id = _id(table, [cells[name][0] for name in table.key])
        patch = Patch(row_id, cells, item.where, remove=REMOVE in item.value)
        if patches.setdefault(row_id, patch) is not patch:
            remedy = _("It stands at {where}; keep one of the two rows.").format(where=patches[row_id].where)
            message = _("the same {key} stands in an earlier row").format(key=_(" and ").join(table.key))
            found.append(Finding("error", item.where, message, remedy, _named(row_id)))
    return list(patches.values()), found


def _cells(table: Table, base: Sheet, item: Node) -> tuple[dict[str, tuple[str, str]], list[Finding]]:
    """The cells of a row in the settings, and what is wrong with them."""
    lists = {column.name for column in table.columns if column.kind is Kind.LIST}
    mark = item.value.get(REMOVE)
    found = [no_removal(mark)] if mark and mark.value is not True else []
    own = [name for name in base.columns if name not in table.names]
    names = [name for name in item.value if name != REMOVE and name not in own]
    meant = misspelt(table, names)
    cells = {}
    for name, node in item.value.items():
        # `remov` would otherwise be a new column of the planner's own.
        close = meant.get(name) or ("" if name in (REMOVE, *own, *table.names) else nearest(name, [REMOVE]))
        text = _text(node.value, in_list=name in lists)
        if close:
            found.append(_misspelt(node.where, name, close))
        elif text is None:
            remedy = _("Write a text, a number, yes or no.")
            found.append(
                Finding("error", node.where, _("{name} does not take this value").format(name=shorten(name)), remedy)
            )
        elif name != REMOVE:
            cells[name] = (text, node.where)
    return cells, found


def _text(value: Any, *, in_list: bool) -> str | None:
    """A value of the settings as one would write it in a csv file; None when no cell can hold it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list) and in_list:
        texts = [_text(item.value, in_list=False) for item in value]
        return None if None in texts else ";".join(filter(None, texts))
    return None if isinstance(value, dict | list) else unicodedata.normalize("NFC", str(value)).strip()


def _misspelt(where: str, name: str, close: str) -> Finding:
    remedy = _("Write {close}, or give your own column a name that is less like it.").format(close=close)
    return Finding(
        "error", where, _("no known column, but much like {close}").format(close=close), remedy, shorten(name)
    )


def _named(row_id: Id) -> str:
    return shorten(", ".join(row_id))


def _shown(value: Any) -> str:
    return "" if isinstance(value, dict | list) else shorten(value)


def _patched(table: Table, base: Sheet, patches: Sequence[Patch]) -> tuple[Sheet, list[Finding]]:
    """The sheet with rows changed, added and taken out."""
    columns = {name: list(cells) for name, cells in base.columns.items()}
    elsewhere = dict(base.elsewhere)
    lines = list(base.lines)
    rows = {row_id: row for row, row_id in reversed(list(enumerate(_ids(table, columns, len(lines)))))}
    removed: dict[int, Patch] = {}
    found = []
    for patch in patches:
        row = rows.get(patch.id) if all(patch.id) else None
        if patch.remove:
            found += [_not_there(table, patch, rows)] if row is None else []
            removed |= {row: patch} if row is not None else {}
            continue
        if row is None:
            row = len(lines)
            lines.append(0)
            elsewhere[row, ""] = patch.where
            for cells in columns.values():
                cells.append("")
        for name, text, where in _given(patch, is_new=row >= len(base.lines)):
            if name not in columns:
                columns[name] = [""] * len(lines)
                elsewhere[None, name] = where
            columns[name][row] = text
            elsewhere[row, name] = where
    gone = {patch.id: patch.where for patch in removed.values()}
    sheet = replace(base, columns=columns, lines=lines, elsewhere=elsewhere, removed={**base.removed, **gone})
    return _without(sheet, removed), found


def _given(patch: Patch, *, is_new: bool) -> Iterator[tuple[str, str, str]]:
    """Column, text and place of the cells that a patch sets."""
    for name, (text, where) in patch.cells.items():
        if text or is_new or not patch.blank_keeps:
            yield name, text, where


def _not_there(table: Table, patch: Patch, rows: Mapping[Id, int]) -> Finding:
    close = nearest(patch.id[0], [row_id[0] for row_id in rows], LIKE_IDS) if len(patch.id) == 1 else ""
    remedy = (
        _("Did you mean {close}?").format(close=close)
        if close
        else _("Correct {key}, or delete this row.").format(key=_(" and ").join(table.key))
    )
    return Finding("error", patch.where, _("there is no such row to take out"), remedy, _named(patch.id))


def _without(sheet: Sheet, removed: Collection[int]) -> Sheet:
    """The sheet without some of its rows."""
    kept = [row for row in range(len(sheet.lines)) if row not in removed]
    position = {row: new for new, row in enumerate(kept)}
    return replace(
        sheet,
        columns={name: [cells[row] for row in kept] for name, cells in sheet.columns.items()},
        lines=[sheet.lines[row] for row in kept],
        broken=frozenset(position[row] for row in sheet.broken if row in position),
        elsewhere={
            (None if row is None else position[row], name): where
            for (row, name), where in sheet.elsewhere.items()
            if row is None or row in position
        },
    )
