"""Tenure cap: nobody holds the same title in the same place longer than two terms."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule


class TenureCap(Rule):
    """C6: a stint ends when the cap of its title is reached.

    The cap enters where the ends of stints are computed (``domain.case`` for holders, ``model.columns`` for new
    stints), so there is no row to add; a cap shorter than a period leaves no stint at all.
    """

    name = "tenure_cap"
    code = "C6"
    title = marked("Tenure cap")
    refusals = (marked("nobody holds {post} longer than {months} months"),)

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools:
        """Posts that nobody may hold for a whole period."""
        return (case.posts.cap < case.calendar.length)[None, :]

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """The cap of the post."""
        place, months = case.posts.ids[post], case.posts.cap[post]
        return _(self.refusals[0]).format(post=place, months=months)
