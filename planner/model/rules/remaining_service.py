"""Remaining service: enough months before retirement when a stint starts."""

import numpy as np

from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule


class RemainingService(Rule):
    """C3: two terms for a planned rotation, one for a non-local head and for every other first appointment."""

    name = "remaining_service"
    code = "C3"
    title = marked("Remaining service")
    refusals = (marked("{person} has {left} months of service left; {needed} are needed"),)

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[None, Ints | None]:
        """The last period with enough months left; a return is owed whatever is left."""
        if kind is Kind.RETURN:
            return None, None
        return None, case.calendar.last_start_until(case.people.last_service[:, None] - self._needed(case))

    def _needed(self, case: Case) -> Ints:
        """Months of service needed at the start; shape (C, P)."""
        number = case.rulebook.number
        rotation = np.where(
            case.posts.non_local, number(self.name, "non_local_months"), number(self.name, "rotation_months")
        )
        return np.where(case.rotation, rotation[None, :], number(self.name, "first_time_months"))

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Months left today against months needed."""
        left = case.people.last_service[cadre] - case.calendar.start
        person, needed = case.people.ids[cadre], self._needed(case)[cadre, post]
        return _(self.refusals[0]).format(person=person, left=left, needed=needed)
