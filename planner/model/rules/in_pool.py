"""In the pool: only planned people are placed."""

import numpy as np
import pandas as pd

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.domain.mix import listings_in_force
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule


class InPool(Rule):
    """C4: in the rotation pool, or listed today for a post of the same title."""

    name = "in_pool"
    code = "C4"
    title = marked("In the planning list")
    refusals = (marked("{person} is neither in the rotation pool nor on a bench in force for {title}"),)

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools | None:
        """Pairs whose cadre neither rotates nor is listed for such a post; asked of moves only."""
        if kind is not Kind.MOVE:
            return None
        # a post without title is like itself only
        alike = np.where(case.posts.title == "", "post " + case.posts.ids, case.posts.title)
        number, kinds = pd.factorize(alike)
        listed = np.zeros((len(case.people.ids), len(kinds)), dtype=bool)
        cadre, post = listings_in_force(case)
        listed[cadre, number[post]] = True
        return ~(listed[:, number] | case.people.rotates[:, None])

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Not planned for the title."""
        title = case.posts.title[post] or case.posts.ids[post]
        person = case.people.ids[cadre]
        return _(self.refusals[0]).format(person=person, title=title)
