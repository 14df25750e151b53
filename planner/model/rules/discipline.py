"""Discipline: nobody is placed or listed while a discipline stands."""

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule
from planner.scenario.dates import month_date


class Discipline(Rule):
    """C11: a stint starts when the discipline has expired; a listing needs it expired today."""

    name = "discipline"
    code = "C11"
    title = marked("Not under discipline")
    refusals = (marked("{person} is under discipline until {until}"),)

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[Ints, None]:
        """From the first period after the discipline."""
        return case.calendar.first_start_from(case.people.clean_from)[:, None], None

    def refused_listings(self, case: Case) -> Bools:
        """Whoever is under discipline today."""
        return (case.people.clean_from > case.calendar.start)[:, None]

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Until when."""
        until = month_date(int(case.people.clean_from[cadre]))
        person = case.people.ids[cadre]
        return _(self.refusals[0]).format(person=person, until=until)
