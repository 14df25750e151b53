"""Checks of the holders of posts: seats, and dual roles within one unit."""

from planner.language import _
from planner.scenario.cross import Loaded
from planner.scenario.findings import Finding
from planner.scenario.sheet import Sheet


def holder_findings(loaded: Loaded) -> list[Finding]:
    """Posts with more holders than seats, and cadres who hold more than one post, or two of one unit."""
    sheet = loaded.sheets.get("posts")
    if sheet is None:
        return []
    cells = [text.split(";") if text else [] for text in loaded.cells("posts", "holder")]
    crowded = [row for row, seats in enumerate(loaded.frames["posts"]["seats"]) if len(cells[row]) > seats]
    remedy = _("Raise seats, or take out a holder.")
    found = sheet.in_rows(crowded, "holder", _("the post has more holders than seats"), remedy)
    return found + _several(sheet, cells, loaded.cells("posts", "unit"))


def _several(sheet: Sheet, cells: list[list[str]], units: list[str]) -> list[Finding]:
    """Cadres in more seats than a dual role allows."""
    held: dict[str, list[int]] = {}
    wrong: dict[str, dict[int, str]] = {}
    for row, holders in enumerate(cells):
        for holder in holders:
            rows = held.setdefault(holder, [])
            message = _wrong(units, rows, row)
            if message:
                wrong.setdefault(message, {}).setdefault(row, holder)
            rows.append(row)
    found = []
    for message, told in wrong.items():

        def remedy(row: int, told: dict[int, str] = told) -> str:
            first = sheet.where(held[told[row]][0], "holder")
            return _("{told} also stands at {first}; a cadre holds one post, or two of one unit (a dual role).").format(
                told=told[row], first=first
            )

        found += sheet.in_rows(list(told), "holder", message, remedy)
    return found


def _wrong(units: list[str], rows: list[int], row: int) -> str:
    """What is wrong with a seat of somebody who holds those of earlier rows; nothing when nothing is."""
    if row in rows:
        return _("a cadre holds two seats of one post")
    # The unit must be known: two posts of nowhere are not posts of one unit.
    if rows and (not units[row] or units[row] != units[rows[0]]):
        return _("a cadre holds posts of two units")
    return _("a cadre holds more than two posts") if len(rows) > 1 else ""
