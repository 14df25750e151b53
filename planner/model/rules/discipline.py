"""Discipline: nobody is placed or listed while a discipline stands."""

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.model.kinds import Kind
from planner.model.rules.base import Language, Rule, said
from planner.scenario.dates import month_date


class Discipline(Rule):
    """C11: a stint starts when the discipline has expired; a listing needs it expired today."""

    name = "discipline"
    code = "C11"
    title_en = "Not under discipline"
    title_vi = "Không trong thời hạn kỷ luật"

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[Ints, None]:
        """From the first period after the discipline."""
        return case.calendar.first_start_from(case.people.clean_from)[:, None], None

    def refused_listings(self, case: Case) -> Bools:
        """Whoever is under discipline today."""
        return (case.people.clean_from > case.calendar.start)[:, None]

    def refusal(self, case: Case, cadre: int, post: int, language: Language = "en") -> str:
        """Until when."""
        until = month_date(int(case.people.clean_from[cadre]))
        person = case.people.ids[cadre]
        return said(
            language,
            en=f"{person} is under discipline until {until}",
            vi=f"{person} đang trong thời hạn kỷ luật đến ngày {until}",
        )
