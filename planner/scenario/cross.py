"""Checks across rows and tables: what each cell allows but the whole does not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planner.language import _
from planner.scenario.dates import month_index
from planner.scenario.findings import Finding
from planner.scenario.settings_check import Draft
from planner.scenario.sheet import Sheet

YOUNGEST: Final = 16
OLDEST: Final = 80
"""Ages in years, at as_of, outside which a birth date is taken for a slip."""

_SINCE: Final = (
    ("posts", "held_since"),
    ("cadres", "birth_date"),
    ("cadres", "title_since"),
    ("cadres", "place_since"),
    ("cadres", "rotation_since"),
    ("cadres", "party_date"),
    ("bench", "since"),
)
"""Dates that cannot lie after as_of."""


@dataclass(frozen=True)
class Loaded:
    """The tables as loaded and as written, and the settings as far as they can be used.

    Attributes
    ----------
    frames : Mapping[str, DataFrame]
        Every table, perhaps empty; a cell that cannot be read is blank.
    sheets : Mapping[str, Sheet]
        The tables that are there; rows are those of the frame.
    unreadable : Collection[str]
        Tables that are there but could not be read.
    known_titles : Collection[str]
        Titles that the rule packs bring.
    draft : Draft
        The usable settings.
    """

    frames: Mapping[str, pd.DataFrame]
    sheets: Mapping[str, Sheet]
    unreadable: Collection[str]
    known_titles: Collection[str]
    draft: Draft

    def cells(self, table: str, column: str) -> list[str]:
        """The values of a text column."""
        return self.frames[table][column].tolist()


def cross_findings(loaded: Loaded) -> list[Finding]:
    """Everything wrong between the rows of units, posts, cadres, bench and relatives."""
    checks = {
        "units": (_parent_cycles,),
        "posts": (_bench_sizes,),
        "cadres": (_ages, _party_before_birth, _rotations),
        "relatives": (_own_relatives,),
    }
    found = [finding for table, column in _SINCE for finding in _after_as_of(loaded, table, column)]
    for table, of_table in checks.items():
        if table in loaded.sheets:
            for check in of_table:
                found += check(loaded, loaded.sheets[table])
    return found


def _after_as_of(loaded: Loaded, table: str, column: str) -> list[Finding]:
    as_of = loaded.draft.as_of
    if table not in loaded.sheets or not as_of:
        return []
    dates = loaded.cells(table, column)
    rows = [row for row, text in enumerate(dates) if _is_later(text, as_of)]
    message = _("{column} lies after as_of").format(column=column)
    return loaded.sheets[table].in_rows(
        rows, column, message, _("Give a date no later than {as_of}, or correct as_of.").format(as_of=as_of)
    )


def is_before(date: str, as_of: str) -> bool:
    """Whether a date lies before as_of, or counts as a month before it because it names no month."""
    return bool(date) and (_is_later(as_of, date) or month_index(date) < month_index(as_of))


def _is_later(date: str, other: str) -> bool:
    """Whether a date is later than another, as far as both are known."""
    known = min(len(date), len(other))
    return date[:known] > other[:known]


def _ages(loaded: Loaded, sheet: Sheet) -> list[Finding]:
    as_of = loaded.draft.as_of
    if not as_of:
        return []
    start = month_index(as_of)
    rows = []
    for row, birth in enumerate(loaded.cells("cadres", "birth_date")):
        if birth and not _is_later(birth, as_of):
            age = (start - month_index(birth)) // 12
            if not YOUNGEST <= age <= OLDEST:
                rows.append(row)
    message = _("the age at as_of is not between {youngest} and {oldest}").format(youngest=YOUNGEST, oldest=OLDEST)
    return sheet.in_rows(rows, "birth_date", message, _("Correct the birth date, or as_of."))


def _party_before_birth(loaded: Loaded, sheet: Sheet) -> list[Finding]:
    births, joined = loaded.cells("cadres", "birth_date"), loaded.cells("cadres", "party_date")
    rows = [row for row, (birth, date) in enumerate(zip(births, joined, strict=True)) if _is_later(birth, date)]
    return sheet.in_rows(rows, "party_date", _("party_date lies before birth_date"), _("Correct one of the two dates."))


def _rotations(loaded: Loaded, sheet: Sheet) -> list[Finding]:
    """Ends of rotations without a beginning, before it, or before as_of."""
    since, until = loaded.cells("cadres", "rotation_since"), loaded.cells("cadres", "rotation_until")
    as_of = loaded.draft.as_of
    alone = [row for row, text in enumerate(until) if text and not since[row] and row not in sheet.broken]
    early = [row for row, text in enumerate(until) if text and _is_later(since[row], text)]
    over = [row for row, text in enumerate(until) if as_of and is_before(text, as_of) and row not in early]
    return [
        *sheet.in_rows(
            alone,
            "rotation_until",
            _("rotation_until without rotation_since"),
            _("Fill in rotation_since, or clear rotation_until."),
        ),
        *sheet.in_rows(
            early, "rotation_until", _("rotation_until lies before rotation_since"), _("Correct one of the two dates.")
        ),
        *sheet.in_rows(
            over,
            "rotation_until",
            _("rotation_until lies before as_of"),
            _("Give a date no earlier than {as_of}, or clear both dates of a rotation that is over.").format(
                as_of=as_of
            ),
        ),
    ]


def _bench_sizes(loaded: Loaded, sheet: Sheet) -> list[Finding]:
    posts = loaded.frames["posts"]
    rows = posts.index[(posts["bench_min"] > posts["bench_max"]).fillna(False)]
    return sheet.in_rows(
        list(rows), "bench_min", _("bench_min is greater than bench_max"), _("Correct one of the two.")
    )


def _parent_cycles(loaded: Loaded, sheet: Sheet) -> list[Finding]:
    """Units that are their own parent, directly or through others; one finding per circle."""
    units = loaded.cells("units", "unit")
    parents = dict(zip(units, loaded.cells("units", "parent"), strict=True))
    settled: set[str] = {""}
    rows = []
    for row, unit in enumerate(units):
        path: list[str] = []
        while unit in parents and unit not in settled and unit not in path:
            path.append(unit)
            unit = parents[unit]
        if unit in path:
            rows.append(row)
        settled.update(path)
    remedy = _("Clear or correct one parent in the circle.")
    return sheet.in_rows(rows, "parent", _("the parents go round in a circle"), remedy)


def _own_relatives(loaded: Loaded, sheet: Sheet) -> list[Finding]:
    pairs = zip(loaded.cells("relatives", "cadre_a"), loaded.cells("relatives", "cadre_b"), strict=True)
    rows = [row for row, (one, other) in enumerate(pairs) if one and one == other]
    return sheet.in_rows(rows, "cadre_b", _("both columns name the same cadre"), _("Correct one, or delete the row."))
