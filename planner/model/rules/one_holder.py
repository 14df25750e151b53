"""One holder: a seat is held by one person at a time, and every seat is filled or counted as vacant."""

import numpy as np

from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.model.columns import Columns, left_open
from planner.model.matrix import MatrixBuilder, spread
from planner.model.rules.base import Rule


class OneHolder(Rule):
    """C1: holders of a post never exceed its seats.

    For each post p and period t in which its seats are wanted,
    sum of stints covering (p, t) - sum of holders who moved out by t + vacant(p, t) = seats(p) - holders(p, t).
    """

    name = "one_holder"
    code = "C1"
    title_en = "One holder for each seat"
    title_vi = "Mỗi vị trí một người giữ"
    structural = True

    def start_window(self, case: Case) -> tuple[Ints | None, Ints | None]:
        """Nobody takes a post before it exists."""
        return np.where(case.posts.held, 0, case.posts.open_from)[None, :], None

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each wanted post and period."""
        row = np.full((len(case.posts.ids), case.calendar.periods), -1)
        row[columns.open_post, columns.open_period] = np.arange(columns.vacancies.size)
        stint, period = spread(columns.start, columns.end)
        covering = row[columns.post[stint], period]
        mover, left = left_open(case, columns)
        leaving = row[case.post_held[columns.cadre[mover]], left]
        vacant = np.arange(columns.vacancies.size)
        entries = (
            np.concatenate([covering, leaving, vacant]),
            np.concatenate([stint, mover, columns.vacancies.start + vacant]),
            np.concatenate([np.ones_like(covering), -np.ones_like(leaving), np.ones_like(vacant)]),
        )
        holders = np.zeros(row.shape, dtype=np.int64)
        incumbent, held = spread(np.zeros_like(case.incumbents.until), case.incumbents.until)
        np.add.at(holders, (case.incumbents.post[incumbent], held), 1)
        free = (case.posts.seats[:, None] - holders)[columns.open_post, columns.open_period]
        matrix.add(self.name, entries, free, free)

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """The post does not exist yet."""
        return f"{case.posts.ids[post]} is open only from period {case.posts.open_from[post] + 1}"
