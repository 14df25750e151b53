"""Lateral: who moves from one commune to another at the same grade has stayed in the first long enough."""

import numpy as np

from planner.domain.calendar import LONG_AGO, Bools, Ints
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule
from planner.scenario.dates import month_date


class Lateral(Rule):
    """C5: a move to a post of the same grade in another commune comes ``stay_months`` after arrival at the earliest."""

    name = "lateral"
    code = "C5"
    title = marked("Stay before a lateral move")
    refusals = (marked("{person} moves to another commune from {date} on"),)

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[Ints | None, None]:
        """Lateral moves wait until the stay is over."""
        if kind is not Kind.MOVE:
            return None, None
        over = case.calendar.first_start_from(self._over(case))
        return np.where(_is_lateral(case), over[:, None], 0), None

    def _over(self, case: Case) -> Ints:
        """Month in which each cadre has stayed long enough; shape (C,)."""
        known = case.place_since != LONG_AGO
        return np.where(known, case.place_since + case.rulebook.number(self.name, "stay_months"), LONG_AGO)

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Until when he stays."""
        person, date = case.people.ids[cadre], month_date(int(self._over(case)[cadre]))
        return _(self.refusals[0]).format(person=person, date=date)


def _is_lateral(case: Case) -> Bools:
    """Holders of a commune's post for posts of the same grade in other communes; shape (C, P)."""
    step, known = case.grade_step
    unit = np.append(case.posts.unit, -1)[case.post_held]
    in_commune = np.append(case.post_in_commune, values=False)[case.post_held]
    elsewhere = case.post_in_commune[None, :] & (case.posts.unit[None, :] != unit[:, None])
    lateral: Bools = in_commune[:, None] & elsewhere & known & (step == 0)
    return lateral
