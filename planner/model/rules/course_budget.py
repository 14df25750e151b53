"""Course budget: attendances cost no more in a year than there is to spend."""

import numpy as np

from planner.domain.case import Case
from planner.language import marked
from planner.model.columns import Columns
from planner.model.matrix import MatrixBuilder
from planner.model.rules.base import Rule


class CourseBudget(Rule):
    """P8: in each calendar year, cost of the sessions that start in it <= ``courses.budget`` of the scenario."""

    name = "course_budget"
    code = "P8"
    title = marked("Budget of the courses")

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each year with sessions, where there is a budget."""
        courses = case.scenario.settings.courses
        session = columns.needs.attend_session
        years, row = np.unique(case.sessions.year[session], return_inverse=True)
        most = [courses.of_year(int(year)) for year in years]
        if None in most:
            return
        entries = (row, columns.attendances.all, case.sessions.cost[session])
        matrix.add(self.name, entries, 0, np.array(most, dtype=np.int64))
