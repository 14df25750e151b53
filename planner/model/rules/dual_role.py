"""Dual role: a second post of the unit, held beside the main one while that lasts."""

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.language import marked
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import UNBOUNDED, MatrixBuilder, spread
from planner.model.rules.base import Rule
from planner.model.stints import ByCadre, by_cadre, leaving, only


class DualRole(Rule):
    """C2: who holds the main post of an allowed pair may hold the other one of the same unit as well.

    For each cadre c, pair of posts (p, q) and period t, with h(t) = 1 where he holds p today and still would in t:
    second stints in q covering t <= new stints of c in p covering t + h(t) * (1 - stints that take him away by t).
    A second stint that ends before its own limit ends with the main one:
    such stints ending in t <= new stints of c in p ending in t + stints that take him away from p in t + [h ends in t].
    And while he holds a second post of today and would still in t:
    new second stints covering t <= stints that take him away by t.
    """

    name = "dual_role"
    code = "C2"
    title = marked("Dual role")

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools | None:
        """Posts that may stand beside no other."""
        if kind is not Kind.BESIDE:
            return None
        return ~np.isin(np.arange(len(case.posts.ids)), case.duals.beside)[None, :]

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """Two rows for each cadre, pair of posts and period with a second stint to choose."""
        beside = np.flatnonzero(columns.kind == Kind.BESIDE)
        if not beside.size:
            return
        pairs, group = np.unique(
            np.stack([columns.cadre[beside], columns.moves.dual[beside]], axis=1), axis=0, return_inverse=True
        )
        careers = by_cadre(columns.cadre, len(case.people.ids))
        seconds = by_cadre(group.reshape(-1), len(pairs))
        for number, (cadre, dual) in enumerate(pairs.tolist()):
            self._add_pair(case, columns, matrix, (beside[seconds.of(number)], careers.of(cadre)), (cadre, dual))
        self._add_one_at_a_time(case, columns, matrix, beside, careers)

    def _add_one_at_a_time(
        self, case: Case, columns: Columns, matrix: MatrixBuilder, beside: Ints, careers: ByCadre
    ) -> None:
        incumbents = case.incumbents
        for holding in np.flatnonzero(incumbents.beside & np.isin(incumbents.cadre, columns.cadre[beside])):
            cadre, until = incumbents.cadre[holding], incumbents.until[holding]
            second = beside[columns.cadre[beside] == cadre]
            away = _leaving_before(case, columns, careers.of(cadre), until)
            covered = _covering(second, columns.start[second], np.minimum(columns.end[second], until), 1)
            left = _covering(away, columns.start[away], np.full(len(away), until), -1)
            self._add(matrix, [covered, left], np.zeros(case.calendar.periods, dtype=np.int64))

    def _add_pair(
        self, case: Case, columns: Columns, matrix: MatrixBuilder, stints: tuple[Ints, Ints], of: tuple[int, int]
    ) -> None:
        (second, his), cadre, main = stints, of[0], case.duals.main[of[1]]
        periods = case.calendar.periods
        first = his[(columns.post[his] == main) & (columns.kind[his] != Kind.BESIDE)]
        mine = (case.incumbents.cadre == cadre) & (case.incumbents.post == main)
        until = int(case.incumbents.until[mine].max(initial=0))
        away = _leaving_before(case, columns, his, until)
        covered = _covering(second, columns.start[second], columns.end[second], 1)
        held = _covering(first, columns.start[first], columns.end[first], -1)
        left = _covering(away, columns.start[away], np.full(len(away), until), 1)
        holds = (np.arange(periods) < until).astype(np.int64)
        self._add(matrix, [covered, held, left], holds)
        short = second[columns.moves.early[second]]
        ended = np.stack([columns.end[short], short, np.ones_like(short)])
        main_ends = np.stack([columns.end[first], first, -np.ones_like(first)])
        moved = np.stack([columns.start[away], away, -np.ones_like(away)])
        inside = main_ends[:, main_ends[0] < periods]
        ends = (np.arange(periods) == until).astype(np.int64)
        self._add(matrix, [ended, inside, moved], ends)

    def _add(self, matrix: MatrixBuilder, parts: list[Ints], most: Ints) -> None:
        """Rows of the periods that the first part touches: sum of all parts <= most."""
        period, column, value = np.concatenate(parts, axis=1)
        touched = np.unique(parts[0][0])
        kept = np.isin(period, touched)
        row = np.searchsorted(touched, period[kept])
        matrix.add(self.name, (row, column[kept], value[kept]), -UNBOUNDED, most[touched])


def _leaving_before(case: Case, columns: Columns, his: Ints, until: int) -> Ints:
    """Of the stints of one cadre those that take him out of the posts of today before a period."""
    return his[leaving(case, only(columns.moves, his)) & (columns.start[his] < until)]


def _covering(stints: Ints, start: Ints, end: Ints, value: int) -> Ints:
    """Period, column and value of each period of each stint; shape (3, n)."""
    item, period = spread(start, end)
    return np.stack([period, stints[item], np.full(len(item), value)])
