"""Checks of the pins: decisions that contradict each other or today's posts."""

from planner.scenario.cross import Loaded
from planner.scenario.dates import month_index
from planner.scenario.findings import Finding
from planner.scenario.sheet import Sheet

_OPPOSED = (("place", "forbid"), ("list", "delist"), ("list", "forbid"))
"""Actions that one cadre and post cannot both have."""


def pin_findings(loaded: Loaded) -> list[Finding]:
    """Everything wrong between the pins, and between pins and holders."""
    sheet = loaded.sheets.get("pins")
    if sheet is None:
        return []
    actions, cadres, posts = (loaded.cells("pins", column) for column in ("action", "cadre", "post"))
    pins = list(zip(actions, cadres, posts, strict=True))
    found = [finding for one, other in _OPPOSED for finding in _opposed(sheet, pins, one, other)]
    return found + _placed_twice(sheet, pins) + _against_holders(loaded, sheet, pins) + _dates(loaded, sheet)


def _opposed(sheet: Sheet, pins: list[tuple[str, str, str]], one: str, other: str) -> list[Finding]:
    first: dict[tuple[str, str], int] = {}
    against: dict[int, int] = {}
    for row, (action, cadre, post) in enumerate(pins):
        if action in (one, other) and cadre and post:
            earlier = first.setdefault((cadre, post), row)
            if pins[earlier][0] != action:
                against[row] = earlier
    return sheet.in_rows(
        list(against),
        "action",
        f"{one} and {other} of the same cadre and post",
        lambda row: f"Delete this row or the one at {sheet.where(against[row], 'action')}.",
    )


def _placed_twice(sheet: Sheet, pins: list[tuple[str, str, str]]) -> list[Finding]:
    first: dict[str, int] = {}
    rows = []
    for row, (action, cadre, post) in enumerate(pins):
        if action == "place" and cadre and post and pins[first.setdefault(cadre, row)] != pins[row]:
            rows.append(row)
    return sheet.in_rows(
        rows,
        "post",
        "the cadre is placed in two posts",
        lambda row: f"Delete this row or the one at {sheet.where(first[pins[row][1]], 'post')}.",
    )


def _against_holders(loaded: Loaded, sheet: Sheet, pins: list[tuple[str, str, str]]) -> list[Finding]:
    holders = zip(loaded.cells("posts", "post"), loaded.cells("posts", "holder"), strict=True)
    held = {(holder, post) for post, text in holders for holder in text.split(";") if holder}
    known = set(loaded.cells("posts", "post"))
    keeps = [
        row
        for row, (action, cadre, post) in enumerate(pins)
        if action == "keep" and cadre and post in known and (cadre, post) not in held
    ]
    places = [row for row, (action, *pair) in enumerate(pins) if action == "place" and tuple(pair) in held]
    return sheet.in_rows(
        keeps, "cadre", "keep of a cadre who does not hold the post", "Correct the row, or the holder of the post."
    ) + sheet.in_rows(places, "cadre", "place of a cadre who holds the post already", "Write keep instead of place.")


def _dates(loaded: Loaded, sheet: Sheet) -> list[Finding]:
    """Placements that should begin outside the horizon."""
    as_of, months = loaded.draft.as_of, loaded.draft.horizon_months
    if not as_of or months is None:
        return []
    start = month_index(as_of)
    dates = zip(loaded.cells("pins", "action"), loaded.cells("pins", "from"), strict=True)
    rows = [
        row
        for row, (action, text) in enumerate(dates)
        if action == "place" and text and not start <= month_index(text) < start + months
    ]
    remedy = f"Give a date in the {months} months from {as_of}, or leave the cell blank."
    return sheet.in_rows(rows, "from", "the date lies outside the horizon", remedy)
