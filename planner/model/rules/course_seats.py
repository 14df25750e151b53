"""Course seats: no more participants than free seats."""

import numpy as np

from planner.domain.case import Case
from planner.language import marked
from planner.model.columns import Columns
from planner.model.matrix import MatrixBuilder
from planner.model.rules.base import Rule


class CourseSeats(Rule):
    """P7: participants of a session take no more than its seats less those already taken."""

    name = "course_seats"
    code = "P7"
    title = marked("Seats of a course")

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each session that could run out."""
        needs = columns.needs
        sessions, row, wish = np.unique(needs.attend_session, return_inverse=True, return_counts=True)
        scarce = wish > case.sessions.free[sessions]
        mine = scarce[row]
        number = np.cumsum(scarce) - 1
        matrix.add(
            self.name, (number[row[mine]], columns.attendances.all[mine], 1), 0, case.sessions.free[sessions[scarce]]
        )
