"""Rating: the latest yearly rating is good enough."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule
from planner.scenario.columns import RATINGS


class Rating(Rule):
    """P5: the latest rating is at least ``rotation_least`` for a rotation, ``listing_least`` for a listing."""

    name = "rating"
    code = "P5"
    title = marked("Rated well enough")
    refusals = (marked("{person} is rated {rated}; a rotation needs {rotation}, a listing {listing}"),)

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools | None:
        """Rotations of people rated too low."""
        return None if kind is Kind.RETURN else self._below(case, "rotation_least") & case.rotation

    def refused_listings(self, case: Case) -> Bools:
        """Whoever is rated too low."""
        return self._below(case, "listing_least")

    def _below(self, case: Case, number: str) -> Bools:
        rated = case.people.last_rating
        low: Bools = ((rated >= 0) & (rated < case.rulebook.number(self.name, number)))[:, None]
        return low

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """The rating, and the least that is asked."""
        rotation, listing = (
            RATINGS[case.rulebook.number(self.name, f"{what}_least")] for what in ("rotation", "listing")
        )
        rated = RATINGS[case.people.last_rating[cadre]]
        person = case.people.ids[cadre]
        return _(self.refusals[0]).format(person=person, rated=rated, rotation=rotation, listing=listing)
