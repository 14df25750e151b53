"""Own province: who serves in a province is placed and listed only within it."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule


class OwnProvince(Rule):
    """C21: people who serve in a province take posts of that province; people of no province go anywhere.

    So a nation falls into provinces that share only its targets, its budget, its sessions for everybody and the
    people of no province. Posts of no province (of the centre) are for people of no province.
    """

    name = "own_province"
    code = "C21"
    title = marked("Within the own province")
    refusals = (
        marked("{person} is of {own}; {post} is of {other}"),
        marked("{person} is of {own}; {post} is of no province"),
    )

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools | None:
        """People of a province for posts outside it."""
        return self._outside(case)

    def refused_listings(self, case: Case) -> Bools | None:
        """The same for benches."""
        return self._outside(case)

    def _outside(self, case: Case) -> Bools | None:
        if not (case.province >= 0).any():
            return None
        province = case.province[:, None]
        outside: Bools = (province >= 0) & (province != case.post_province[None, :])
        return outside

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Which two provinces they are of."""
        units = [*case.scenario.units["unit"], ""]
        own, other = units[case.province[cadre]], units[case.post_province[post]]
        person, place = case.people.ids[cadre], case.posts.ids[post]
        return _(self.refusals[0 if other else 1]).format(person=person, own=own, post=place, other=other)
