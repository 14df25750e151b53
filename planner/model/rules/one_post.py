"""One post: a person holds one post at a time and is moved once at most."""

import numpy as np

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.model.columns import Columns
from planner.model.matrix import MatrixBuilder
from planner.model.rules.base import Rule


class OnePost(Rule):
    """C2: a cadre holds one post at a time and moves at most once within the horizon."""

    name = "one_post"
    code = "C2"
    title_en = "One post for each person"
    title_vi = "Mỗi người giữ một chức danh"
    structural = True

    def refused_stints(self, case: Case) -> Bools:
        """Nobody is newly placed in the post he holds."""
        return np.arange(len(case.posts.ids))[None, :] == case.post_held[:, None]

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each cadre who has a stint to choose."""
        who, row = np.unique(columns.cadre, return_inverse=True)
        ones = np.ones(len(who), dtype=np.int64)
        matrix.add(self.name, (row, np.arange(columns.stints.size), 1), 0, ones)

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """The cadre holds the post today."""
        return f"{case.people.ids[cadre]} holds {case.posts.ids[post]} today"
