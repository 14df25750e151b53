"""Checks of the pins: decisions that contradict each other or today's posts."""

from planner.language import _
from planner.scenario.cross import Loaded
from planner.scenario.dates import month_index
from planner.scenario.findings import Finding
from planner.scenario.sheet import Sheet

_OPPOSED = (("place", "forbid"), ("prefer", "forbid"), ("list", "delist"), ("list", "forbid"))
"""Actions that one cadre and post cannot both have."""
Pin = tuple[str, str, str]
"""Action, cadre and post."""


def pin_findings(loaded: Loaded) -> list[Finding]:
    """Everything wrong between the pins, and between pins and holders."""
    sheet = loaded.sheets.get("pins")
    if sheet is None:
        return []
    actions, cadres, posts = (loaded.cells("pins", column) for column in ("action", "cadre", "post"))
    pins = list(zip(actions, cadres, posts, strict=True))
    found = [finding for one, other in _OPPOSED for finding in _opposed(sheet, pins, one, other)]
    found += [*_placed_twice(loaded, sheet, pins), *_kept_and_placed(loaded, sheet, pins)]
    return found + _against_holders(loaded, sheet, pins) + _dates(loaded, sheet)


def _opposed(sheet: Sheet, pins: list[Pin], one: str, other: str) -> list[Finding]:
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
        _("{one} and {other} of the same cadre and post").format(one=one, other=other),
        lambda row: _("Delete this row or the one at {where}.").format(where=sheet.where(against[row], "action")),
    )


def _placed_twice(loaded: Loaded, sheet: Sheet, pins: list[Pin]) -> list[Finding]:
    """Placements of one cadre at the same time in posts that are not of one unit.

    At two times they can be a rotation and the return from it; a dual role is two posts of one unit.
    """
    units, months = _units(loaded), _months(loaded)
    places: dict[tuple[str, int | None], list[int]] = {}
    against: dict[int, int] = {}
    for row, (action, cadre, post) in enumerate(pins):
        if action == "place" and cadre and post:
            earlier = places.setdefault((cadre, months[row]), [])
            other = [place for place in earlier if pins[place] != pins[row] and not _one_unit(units, pins[place], post)]
            if other:
                against[row] = other[0]
            earlier.append(row)
    return sheet.in_rows(
        list(against),
        "post",
        _("the cadre is placed in posts of two units at the same time"),
        lambda row: _("Delete this row or the one at {where}, or give each its date in from.").format(
            where=sheet.where(against[row], "post")
        ),
    )


def _kept_and_placed(loaded: Loaded, sheet: Sheet, pins: list[Pin]) -> list[Finding]:
    """Placements, from the start or at no certain time, of a cadre who is to keep a post of another unit."""
    as_of = loaded.draft.as_of
    units, months = _units(loaded), _months(loaded)
    kept = {cadre: row for row, (action, cadre, post) in enumerate(pins) if action == "keep" and cadre and post}
    rows = [
        row
        for row, (action, cadre, post) in enumerate(pins)
        if action == "place" and post and cadre in kept and not _one_unit(units, pins[kept[cadre]], post)
    ]
    # A placement of a later date can follow on the end of the post that is kept.
    start = month_index(as_of) if as_of else None
    rows = [row for row in rows if months[row] is None or months[row] == start]
    return sheet.in_rows(
        rows,
        "action",
        _("the cadre is placed although he keeps his post"),
        lambda row: _("Delete this row or the one at {where}, or give in from the date at which his post ends.").format(
            where=sheet.where(kept[pins[row][1]], "action")
        ),
    )


def _one_unit(units: dict[str, str], pin: Pin, post: str) -> bool:
    """Whether the post of a pin and another one are two of one unit."""
    return pin[2] != post and bool(units.get(post)) and units.get(pin[2]) == units[post]


def _units(loaded: Loaded) -> dict[str, str]:
    return dict(zip(loaded.cells("posts", "post"), loaded.cells("posts", "unit"), strict=True))


def _months(loaded: Loaded) -> list[int | None]:
    """The month of each pin, as far as it gives one."""
    return [month_index(text) if text else None for text in loaded.cells("pins", "from")]


def _against_holders(loaded: Loaded, sheet: Sheet, pins: list[Pin]) -> list[Finding]:
    holders = zip(loaded.cells("posts", "post"), loaded.cells("posts", "holder"), strict=True)
    held = {(holder, post) for post, text in holders for holder in text.split(";") if holder}
    known = set(loaded.cells("posts", "post"))
    keeps = [
        row
        for row, (action, cadre, post) in enumerate(pins)
        if action == "keep" and cadre and post in known and (cadre, post) not in held
    ]
    found = sheet.in_rows(
        keeps,
        "cadre",
        _("keep of a cadre who does not hold the post"),
        _("Correct the row, or the holder of the post."),
    )
    for again in ("place", "prefer"):
        rows = [row for row, (action, *pair) in enumerate(pins) if action == again and tuple(pair) in held]
        message = _("{again} of a cadre who holds the post already").format(again=again)
        found += sheet.in_rows(rows, "cadre", message, _("Write keep instead of {again}.").format(again=again))
    return found


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
    remedy = _("Give a date in the {months} months from {as_of}, or leave the cell blank.").format(
        months=months, as_of=as_of
    )
    return sheet.in_rows(rows, "from", _("the date lies outside the horizon"), remedy)
