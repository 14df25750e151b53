"""One cycle: nobody is listed for a post and placed in it in one go."""

import numpy as np

from planner.domain.arrays import months_of
from planner.domain.calendar import LONG_AGO, Ints
from planner.domain.case import Case
from planner.domain.mix import listings_in_force
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule
from planner.scenario.dates import month_date


class OneCycle(Rule):
    """C13: a listed cadre takes that very post no earlier than ``months`` after he was listed."""

    name = "one_cycle"
    code = "C13"
    title = marked("Not listed and appointed in one cycle")
    refusals = (marked("{person} is listed for {post} since {listed}, less than {months} months"),)

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[Ints, None]:
        """From the end of the cycle of the listing."""
        return case.calendar.first_start_from(self._from(case)), None

    def _from(self, case: Case) -> Ints:
        """First month in which each pair may start; shape (C, P)."""
        earliest = np.full((len(case.people.ids), len(case.posts.ids)), LONG_AGO)
        since = months_of(case.scenario.bench["since"], LONG_AGO)
        known = since != LONG_AGO
        cadre, post = listings_in_force(case)
        earliest[cadre[known], post[known]] = since[known] + case.rulebook.number(self.name, "months")
        return earliest

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Since when he is listed."""
        months = case.rulebook.number(self.name, "months")
        listed = month_date(int(self._from(case)[cadre, post]) - months)
        person, place = case.people.ids[cadre], case.posts.ids[post]
        return _(self.refusals[0]).format(person=person, post=place, listed=listed, months=months)
