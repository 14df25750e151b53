"""Bench standard: who is planned meets the standard but for a small gap."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.domain.levels import gap_parts, gaps
from planner.model.rules.base import Rule


class BenchStandard(Rule):
    """C10 at planning: at most ``gaps_max`` parts of the title's standard are still to be acquired."""

    name = "bench_standard"
    code = "C10"
    title_en = "Basically meets the standard"
    title_vi = "Cơ bản đạt tiêu chuẩn quy hoạch"

    def refused_listings(self, case: Case) -> Bools:
        """Pairs with too many gaps."""
        return gaps(case) > case.rulebook.number(self.name, "gaps_max")

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Which parts lack."""
        lacking = [name for name, missing in gap_parts(case).items() if missing[cadre, post]]
        most = case.rulebook.number(self.name, "gaps_max")
        return f"{case.people.ids[cadre]} lacks {', '.join(lacking)} for {case.posts.title[post]}; {most} may lack"
