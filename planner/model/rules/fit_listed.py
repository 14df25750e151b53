"""Only listed pairs: with ``fit: only_listed`` a pair must stand in fit.csv."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.domain.fit import listed_pairs
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule, everywhere


class FitListed(Rule):
    """The scenario's own switch, whatever the pack: a pair absent from fit.csv is not eligible."""

    name = "fit_listed"
    code = "P3"
    title = marked("Only pairs in fit.csv")
    refusals = (marked("{person} and {post} are not in fit.csv"),)
    structural = True

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools:
        """Every pair that is not listed."""
        refused = everywhere(case, value=case.scenario.settings.fit == "only_listed")
        cadre, post, _ = listed_pairs(case)
        refused[cadre, post] = False
        return refused

    def refused_listings(self, case: Case) -> Bools:
        """The same for benches."""
        return self.refused_stints(case)

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """The pair is absent."""
        person, place = case.people.ids[cadre], case.posts.ids[post]
        return _(self.refusals[0]).format(person=person, post=place)
