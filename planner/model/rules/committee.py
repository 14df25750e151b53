"""Committee: its list is planned, its seats are filled by election."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule


class Committee(Rule):
    """C15: lists of ``low_percent`` to ``high_percent`` of the authorised number, from the unit or the rotation pool.

    The sizes enter where benches get theirs (``domain.posts``); nobody is placed in a committee.
    """

    name = "committee"
    code = "C15"
    title = marked("Committee lists")
    refusals = (
        marked("{post} is a list only: its seats are filled by election, so that {person} is not placed in it"),
        marked("{post} lists people of its unit and of the rotation pool; {person} is neither"),
    )

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools:
        """Every stint in a committee."""
        return case.posts.committee[None, :]

    def refused_listings(self, case: Case) -> Bools:
        """People of other units who do not rotate."""
        own = case.people.unit[:, None] == case.posts.unit[None, :]
        return case.posts.committee[None, :] & ~own & ~case.people.rotates[:, None]

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Neither of the unit nor in the pool; whoever is one of them is refused the seat alone."""
        person, place = case.people.ids[cadre], case.posts.ids[post]
        if not self.refused_listings(case)[cadre, post]:
            return _(self.refusals[0]).format(post=place, person=person)
        return _(self.refusals[1]).format(post=place, person=person)
