"""Kin: relatives do not lead side by side, nor one over the other."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from planner.domain.arrays import positions
from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.language import marked
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import UNBOUNDED, MatrixBuilder, spread
from planner.model.rules.base import Rule
from planner.model.stints import leaving, only

LEADING: Final = ("party", "government")
"""Groups of titles whose heads lead the departments of their unit."""


class Kin(Rule):
    """C8: relatives a and b never hold at once posts of sets A and B that the rule keeps apart.

    A = B: the key posts of one unit, or the posts of one department. Else A: the heads of a unit's Party and
    government, B: the heads of its departments of the named sectors. In each period,
    new stints of a in A and of b in B + what is left of today's stint of either one <= 1,
    so that a breach of today may go on while it lasts, and no new stint joins it.
    """

    name = "kin"
    code = "C8"
    title = marked("Relatives apart")

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """Rows for every two relatives, wherever both could be."""
        index = pd.Index(case.people.ids)
        table = case.scenario.tables["relatives"]
        pairs = np.stack([positions(index, table["cadre_a"]), positions(index, table["cadre_b"])], axis=1)
        order = np.argsort(columns.cadre, kind="stable")
        sorted_cadre = columns.cadre[order]
        sets = list(_kept_apart(case))
        of: dict[int, Ints] = {}
        for cadre in np.unique(pairs).tolist():
            first, after = np.searchsorted(sorted_cadre, [cadre, cadre + 1])
            of[cadre] = order[first:after]
        for one, other in pairs.tolist():
            reach = [_reach(case, columns, cadre, of[cadre]) for cadre in (one, other)]
            for ones, others in sets:
                for here, there in ((ones, others),) if ones is others else ((ones, others), (others, ones)):
                    if (reach[0] & here).any() and (reach[1] & there).any():
                        self._add_pair(case, columns, matrix, ((one, of[one], here), (other, of[other], there)))

    def _add_pair(
        self,
        case: Case,
        columns: Columns,
        matrix: MatrixBuilder,
        people: tuple[tuple[int, Ints, Bools], tuple[int, Ints, Bools]],
    ) -> None:
        periods = np.arange(case.calendar.periods)
        new = np.concatenate([_new(case, columns, stints, inside) for _, stints, inside in people], axis=1)
        staying = [_staying(case, columns, *person) for person in people]
        for person, (until, left) in zip(people, reversed(staying), strict=True):
            # a second post beside a main one of the set joins what the other holds today
            seconds = _new(case, columns, *person[1:], beside_inside=True)
            self._add(matrix, np.concatenate([seconds, left], axis=1), np.zeros_like(periods), periods < until)
        if not new.size:
            return
        holds = [until for until, _ in staying]
        for until, left in staying:
            entries = np.concatenate([new, left], axis=1)
            self._add(matrix, entries, np.where(periods < until, 0, 1), periods < until)
        self._add(matrix, new, np.ones_like(periods), periods >= max(holds))

    def _add(self, matrix: MatrixBuilder, entries: Ints, most: Ints, counted: Bools) -> None:
        """Rows of the counted periods that a new stint touches."""
        touched = np.unique(entries[0][(entries[2] > 0)])
        touched = touched[counted[touched]]
        kept = np.isin(entries[0], touched)
        row = np.searchsorted(touched, entries[0][kept])
        matrix.add(self.name, (row, entries[1][kept], entries[2][kept]), -UNBOUNDED, most[touched])


def _kept_apart(case: Case) -> Iterator[tuple[Bools, Bools]]:
    """Sets of posts that relatives may not share, and pairs of sets that they may not hold across; shape (P,) each."""
    posts, units = case.posts, case.scenario.units
    collective = (posts.key | case.post_in_department) & (posts.unit >= 0)
    for unit in np.unique(posts.unit[collective]):
        together = collective & (posts.unit == unit)
        if together.sum() > 1 or posts.seats[together].sum() > 1:
            yield together, together
    parent = positions(pd.Index(units["unit"]), units["parent"])
    sector = (units["sector"] != "").to_numpy() & case.unit_is_department
    led = np.append(np.where(sector, parent, -1), -1)[posts.unit]
    for unit in np.unique(led[(led >= 0) & posts.head]):
        leads = posts.head & (posts.unit == unit) & np.isin(posts.group, LEADING)
        if leads.any():
            yield leads, posts.head & (led == unit)


def _reach(case: Case, columns: Columns, cadre: int, stints: Ints) -> Bools:
    """Posts that a cadre holds or could take; shape (P,)."""
    reach: Bools = case.holds[cadre].copy()
    reach[columns.post[stints]] = True
    return reach


def _new(case: Case, columns: Columns, stints: Ints, inside: Bools, *, beside_inside: bool = False) -> Ints:
    """Period, column and 1 of each new stint in the set but of second posts whose main one lies in it; or of these."""
    chosen = stints[inside[columns.post[stints]]]
    beside = columns.kind[chosen] == Kind.BESIDE
    main = np.append(case.duals.main, -1)[columns.moves.dual[chosen]]
    chosen = chosen[(beside & inside[main]) == beside_inside]
    item, period = spread(columns.start[chosen], columns.end[chosen])
    return np.stack([period, chosen[item], np.ones_like(period)])


def _staying(case: Case, columns: Columns, cadre: int, stints: Ints, inside: Bools) -> tuple[int, Ints]:
    """Until when the cadre holds a post of the set today, and period, column and -1 of what takes him out of it."""
    mine = (case.incumbents.cadre == cadre) & inside[case.incumbents.post]
    until = int(case.incumbents.until[mine].max(initial=0))
    goes = stints[leaving(case, only(columns.moves, stints))]
    item, period = spread(columns.start[goes], np.full(len(goes), until))
    return until, np.stack([period, goes[item], -np.ones_like(period)])
