"""Bench service: a successor can still serve a full term when the next one starts."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.model.rules.base import Language, Rule, said


class BenchService(Rule):
    """C14: ``months`` of service left at the end of the horizon, the start of the term planned for."""

    name = "bench_service"
    code = "C14"
    title_en = "A full term left"
    title_vi = "Còn đủ tuổi công tác trọn nhiệm kỳ"

    def refused_listings(self, case: Case) -> Bools:
        """Whoever would retire too soon."""
        left = case.people.last_service - case.calendar.horizon
        return (left < case.rulebook.number(self.name, "months"))[:, None]

    def refusal(self, case: Case, cadre: int, post: int, language: Language = "en") -> str:
        """Months left against months needed."""
        left = case.people.last_service[cadre] - case.calendar.horizon
        needed = case.rulebook.number(self.name, "months")
        person = case.people.ids[cadre]
        return said(
            language,
            en=f"{person} has {left} months left when the next term starts; {needed} are needed",
            vi=f"{person} còn {left} tháng công tác khi bắt đầu nhiệm kỳ tới; cần ít nhất {needed} tháng",
        )
