"""Non-local: heads of a commune do not come from it."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule


class NonLocal(Rule):
    """C7: for titles marked ``non_local`` the native unit differs from the post's unit."""

    name = "non_local"
    code = "C7"
    title = marked("Not a local")
    refusals = (marked("{person} is a native of {unit}; {title} may not be a local"),)

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools | None:
        """Locals for non-local titles; departments have none."""
        return None if kind is Kind.RETURN else self._locals(case)

    def refused_listings(self, case: Case) -> Bools:
        """The same for benches."""
        return self._locals(case)

    def _locals(self, case: Case) -> Bools:
        native = case.people.native_unit[:, None]
        return (native == case.posts.unit[None, :]) & (native >= 0) & case.posts.non_local[None, :]

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Where the cadre comes from."""
        unit = case.scenario.units["unit"].iloc[case.posts.unit[post]]
        person, title = case.people.ids[cadre], case.posts.title[post]
        return _(self.refusals[0]).format(person=person, unit=unit, title=title)
