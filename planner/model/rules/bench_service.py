"""Bench service: a successor can still serve a full term when the next one starts."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.rules.base import Rule


class BenchService(Rule):
    """C14: ``months`` of service left at the end of the horizon, the start of the term planned for."""

    name = "bench_service"
    code = "C14"
    title = marked("A full term left")
    refusals = (marked("{person} has {left} months left when the next term starts; {needed} are needed"),)

    def refused_listings(self, case: Case) -> Bools:
        """Whoever would retire too soon."""
        left = case.people.last_service - case.calendar.horizon
        return (left < case.rulebook.number(self.name, "months"))[:, None]

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Months left against months needed."""
        left = case.people.last_service[cadre] - case.calendar.horizon
        needed = case.rulebook.number(self.name, "months")
        person = case.people.ids[cadre]
        return _(self.refusals[0]).format(person=person, left=left, needed=needed)
