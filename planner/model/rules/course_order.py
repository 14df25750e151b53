"""Course order: what a session needs comes before it, and nobody sits in two at once."""

import numpy as np

from planner.domain.case import Case
from planner.domain.courses import own_levels
from planner.language import marked
from planner.model.columns import Columns
from planner.model.matrix import UNBOUNDED, MatrixBuilder, number_pairs
from planner.model.rules.base import Rule


class CourseOrder(Rule):
    """P9: participants have what a session needs, attend one session at a time, and serve until it ends.

    Who lacks what is needed attends an earlier session that grants it:
    attend(c, k) <= sum of attend(c, k') over sessions k' that grant it and end by the start of k.
    In the first month of each session, attendances of a cadre that last over it <= 1.
    """

    name = "course_order"
    code = "P9"
    title = marked("Order of the courses")

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """Rows for what is needed, and for what overlaps."""
        self._add_needed(case, columns, matrix)
        self._add_one_at_a_time(case, columns, matrix)

    def _add_needed(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        sessions, needs = case.sessions, columns.needs
        cadre, session = needs.attend_cadre, needs.attend_session
        part, level = sessions.needs_part[session], sessions.needs_level[session]
        own = own_levels(case.people)[cadre, part]
        for later in np.unique(session[(part >= 0) & (own < level)]):
            lacking = np.flatnonzero((session == later) & (own < level))
            brings = (sessions.part == sessions.needs_part[later]) & (sessions.level >= sessions.needs_level[later])
            brings &= sessions.end <= sessions.start[later]
            earlier = np.flatnonzero(brings[session] & np.isin(cadre, cadre[lacking]))
            # attendances are in the order of the cadres, so are those of one session
            row = np.searchsorted(cadre[lacking], cadre[earlier])
            entries = (
                np.concatenate([np.arange(len(lacking)), row]),
                columns.attendances.start + np.concatenate([lacking, earlier]),
                np.concatenate([np.ones_like(lacking), -np.ones_like(earlier)]),
            )
            matrix.add(self.name, entries, -UNBOUNDED, np.zeros(len(lacking), dtype=np.int64))

    def _add_one_at_a_time(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        sessions, needs = case.sessions, columns.needs
        months = np.unique(sessions.start)
        lasts = (sessions.start[:, None] <= months[None, :]) & (months[None, :] < sessions.end[:, None])
        attendance, month = np.nonzero(lasts[needs.attend_session])
        row, codes = number_pairs(needs.attend_cadre[attendance], month, max(len(months), 1))
        several = np.bincount(row, minlength=len(codes)) > 1
        mine = several[row]
        number = np.cumsum(several) - 1
        entries = (number[row[mine]], columns.attendances.start + attendance[mine], 1)
        matrix.add(self.name, entries, 0, np.ones(int(several.sum()), dtype=np.int64))
