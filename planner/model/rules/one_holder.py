"""One holder: a seat is held by one person at a time, and every seat is filled or counted as vacant."""

import numpy as np

from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.columns import Columns, left_open
from planner.model.kinds import Kind
from planner.model.matrix import UNBOUNDED, MatrixBuilder, spread
from planner.model.rules.base import Rule


class OneHolder(Rule):
    """C1: holders of a post never exceed its seats.

    For each post p and period t in which its seats are wanted,
    sum of stints covering (p, t) - sum of holders who moved out by t + vacant(p, t) = seats(p) - holders(p, t);
    where nobody counts an empty seat, the same without vacant(p, t) and with <=.
    """

    name = "one_holder"
    code = "C1"
    title = marked("One holder for each seat")
    refusals = (marked("{post} is open only from period {period}"),)
    structural = True

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[Ints | None, Ints | None]:
        """Nobody takes a post before it exists."""
        return np.where(case.posts.held, 0, case.posts.open_from)[None, :], None

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each wanted post and period; of other posts one where somebody could come or go."""
        posts, periods = len(case.posts.ids), case.calendar.periods
        vacancy = np.full((posts, periods), -1)
        vacancy[columns.open_post, columns.open_period] = columns.vacancies.all
        stint, period = spread(columns.start, columns.end)
        holding, mover, left = left_open(case, columns)
        post = np.concatenate([columns.post[stint], case.incumbents.post[holding]])
        place = post * periods + np.concatenate([period, left])
        column = np.concatenate([stint, mover])
        value = np.concatenate([np.ones_like(stint), -np.ones_like(mover)])
        holders = np.zeros((posts, periods), dtype=np.int64)
        incumbent, held = spread(np.zeros_like(case.incumbents.until), case.incumbents.until)
        np.add.at(holders, (case.incumbents.post[incumbent], held), 1)
        free = (case.posts.seats[:, None] - holders).ravel()

        counted = np.flatnonzero(vacancy.ravel() >= 0)
        wanted = vacancy.ravel()[place] >= 0
        entries = (
            np.concatenate([np.searchsorted(counted, place[wanted]), np.arange(len(counted))]),
            np.concatenate([column[wanted], vacancy.ravel()[counted]]),
            np.concatenate([value[wanted], np.ones_like(counted)]),
        )
        matrix.add(self.name, entries, free[counted], free[counted])
        others, row = np.unique(place[~wanted], return_inverse=True)
        matrix.add(self.name, (row, column[~wanted], value[~wanted]), -UNBOUNDED, free[others])

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """The post does not exist yet."""
        place, period = case.posts.ids[post], case.posts.open_from[post] + 1
        return _(self.refusals[0]).format(post=place, period=period)
