"""Pins: decisions already taken stand."""

import numpy as np
import pandas as pd

from planner.domain.arrays import months_of
from planner.domain.calendar import LONG_AGO, Bools, Ints
from planner.domain.case import Case
from planner.language import _, marked, pgettext
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import MatrixBuilder
from planner.model.rules.base import Rule, everywhere

ACTIONS = ("place", "forbid", "keep", "list", "delist", "prefer")
"""The decisions of pins.csv."""


class Pins(Rule):
    """``place`` and ``list`` must happen; ``forbid``, ``keep`` and ``delist`` take decisions away."""

    name = "pins"
    code = "P2"
    title = marked("Decisions already taken")
    refusals = (marked("{person} is pinned: {decisions}"),)

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools:
        """Forbidden pairs."""
        refused = everywhere(case, value=False)
        cadre, post, __ = _pinned(case, "forbid")
        refused[cadre, post] = True
        return refused

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[Ints | None, None]:
        """Whoever is kept leaves for nothing before his post ends."""
        if kind is Kind.BESIDE:
            return None, None
        first = np.zeros(len(case.people.ids), dtype=np.int64)
        cadre, post, __ = _pinned(case, "keep")
        until = np.zeros(case.holds.shape, dtype=np.int64)
        until[case.incumbents.cadre, case.incumbents.post] = case.incumbents.until
        np.maximum.at(first, cadre, until[cadre, post])
        return first[:, None], None

    def refused_listings(self, case: Case) -> Bools:
        """Delisted and forbidden pairs."""
        refused = everywhere(case, value=False)
        for action in ("forbid", "delist"):
            cadre, post, __ = _pinned(case, action)
            refused[cadre, post] = True
        return refused

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """At least one column of each pinned placement and listing."""
        one = np.ones(1, dtype=np.int64)
        for cadre, post, month in zip(*_pinned(case, "place"), strict=True):
            chosen = (columns.cadre == cadre) & (columns.post == post)
            if month != LONG_AGO:
                chosen &= columns.start == case.calendar.whole_periods_before(month)
            stints = np.flatnonzero(chosen)
            matrix.add(self.name, (np.zeros_like(stints), stints, 1), 1, one)
        for cadre, post, __ in zip(*_pinned(case, "list"), strict=True):
            listings = np.flatnonzero((columns.listed_cadre == cadre) & (columns.listed_post == post))
            matrix.add(self.name, (np.zeros_like(listings), columns.listings.start + listings, 1), 1, one)

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Which pin, and the reason its author gave: one against this post, or else what binds the cadre elsewhere."""
        person, pins = case.people.ids[cadre], case.scenario.pins
        pins = pins[(pins["cadre"] == person) & (pins["action"] != "prefer")]
        against = pins[(pins["post"] == case.posts.ids[post]) & pins["action"].isin(["forbid", "delist"])]
        decisions = "; ".join(
            f"{action_words(row.action)} {row.post}" + (f" ({row.reason})" if row.reason else "")
            for row in (pins if against.empty else against).itertuples()
        )
        return _(self.refusals[0]).format(person=person, decisions=decisions)


def action_words(action: str) -> str:
    """A decision of pins.csv in words, in English the word that stands there."""
    words = (
        pgettext("pin", "place"),
        pgettext("pin", "forbid"),
        pgettext("pin", "keep"),
        pgettext("pin", "list"),
        pgettext("pin", "delist"),
        pgettext("pin", "prefer"),
    )
    return words[ACTIONS.index(action)]


def located(case: Case, pins: pd.DataFrame) -> tuple[Ints, Ints, Ints]:
    """Positions of cadre and post, and the month from which, of some pins; LONG_AGO where they name none."""
    cadre = pd.Index(case.people.ids).get_indexer(pd.Index(pins["cadre"]))
    post = pd.Index(case.posts.ids).get_indexer(pd.Index(pins["post"]))
    return cadre.astype(np.int64), post.astype(np.int64), months_of(pins["from"], LONG_AGO)


def _pinned(case: Case, action: str) -> tuple[Ints, Ints, Ints]:
    """The same of the pins of one action."""
    return located(case, case.scenario.pins[case.scenario.pins["action"] == action])
