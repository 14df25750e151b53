"""Remaining service: enough months before retirement when a stint starts."""

import numpy as np

from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.model.kinds import Kind
from planner.model.rules.base import Language, Rule, said


class RemainingService(Rule):
    """C3: two terms for a planned rotation, one for a non-local head and for every other first appointment."""

    name = "remaining_service"
    code = "C3"
    title_en = "Remaining service"
    title_vi = "Thời gian công tác còn lại"

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

    def refusal(self, case: Case, cadre: int, post: int, language: Language = "en") -> str:
        """Months left today against months needed."""
        left = case.people.last_service[cadre] - case.calendar.start
        person, needed = case.people.ids[cadre], self._needed(case)[cadre, post]
        return said(
            language,
            en=f"{person} has {left} months of service left; {needed} are needed",
            vi=f"{person} có thời gian công tác còn lại {left} tháng; cần ít nhất {needed} tháng",
        )
