"""Release cap: a sending department is not emptied."""

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.model.columns import Columns
from planner.model.matrix import MatrixBuilder, number_pairs, spread
from planner.model.rules.base import Rule


class ReleaseCap(Rule):
    """C17: leaders of one department away at once, and never head and deputy together.

    Away are members placed in a post of another unit, and those sent earlier (``sending_unit``) who are still in one.
    What is so today may stay so; only new absences count against the cap.
    """

    name = "release_cap"
    code = "C17"
    title_en = "Leaders away at once"
    title_vi = "Số lãnh đạo vắng cùng lúc"

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each department and period; pairs of head and deputy where the cap would allow them."""
        home = self._home(case)
        stint, period = self._absences(case, columns, home)
        away = self._away_today(case, home)
        size = case.calendar.periods
        row, codes = number_pairs(home[columns.cadre[stint]], period, size)
        today = away.sum(axis=0)[np.divmod(codes, size)]
        most = case.rulebook.number(self.name, "away_max")
        matrix.add(self.name, (row, stint, 1), 0, np.maximum(most - today, 0))
        if most > 1:
            self._add_pairs(case, columns, matrix, (stint, period), away)

    @staticmethod
    def _home(case: Case) -> Ints:
        """The department each cadre is a leader of, -1 for none; shape (C,)."""
        department = np.append(case.unit_is_department, values=False)
        people = case.people
        sent = np.where(department[people.sending_unit], people.sending_unit, -1)
        return np.where(department[people.unit], people.unit, sent)

    @staticmethod
    def _absences(case: Case, columns: Columns, home: Ints) -> tuple[Ints, Ints]:
        """New stints away from home with each period they add an absence in."""
        away = np.flatnonzero(
            (home[columns.cadre] >= 0) & (case.posts.unit[columns.post] != home[columns.cadre])
        )
        # who is away today stays away when he moves on: only periods after his present stint are new
        serving = np.where(
            _serves_away(case, home)[columns.cadre[away]], case.held_until[columns.cadre[away]], 0
        )
        item, period = spread(np.maximum(columns.start[away], serving), columns.end[away])
        return away[item], period

    @staticmethod
    def _away_today(case: Case, home: Ints) -> Bools:
        """Who is away by a stint that he holds today; shape (C, U, T)."""
        count, units, periods = len(case.people.ids), len(case.unit_is_department), case.calendar.periods
        away = np.zeros((count, units, periods), dtype=bool)
        cadre = np.flatnonzero(_serves_away(case, home))
        item, period = spread(np.zeros_like(cadre), case.held_until[cadre])
        away[cadre[item], home[cadre[item]], period] = True
        return away

    def _add_pairs(
        self, case: Case, columns: Columns, matrix: MatrixBuilder, absences: tuple[Ints, Ints], away: Bools
    ) -> None:
        """Rows head + deputy <= 1 for each department, deputy and period."""
        home = self._home(case)
        stint, period = absences
        heads = np.flatnonzero(case.people.head & (case.people.unit == home) & (home >= 0))
        for head in heads:
            for deputy in np.flatnonzero((home == home[head]) & (np.arange(len(home)) != head)):
                chosen = np.flatnonzero(np.isin(columns.cadre[stint], (head, deputy)))
                today = away[[head, deputy]].any(axis=1).sum(axis=0)
                matrix.add(
                    self.name, (period[chosen], stint[chosen], 1), 0, np.maximum(1 - today, 0)
                )


def _serves_away(case: Case, home: Ints) -> Bools:
    """Who holds a post outside the department he is a leader of; shape (C,)."""
    unit = np.append(case.posts.unit, -1)[case.post_held]
    return (home >= 0) & (case.post_held >= 0) & (unit != home)
