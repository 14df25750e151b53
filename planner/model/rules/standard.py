"""Standard: whoever takes a post meets its title's standard."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.domain.levels import gap_parts, gaps
from planner.model.rules.base import Rule


class Standard(Rule):
    """C10: degree, political theory, state management and Party membership as the title asks."""

    name = "standard"
    code = "C10"
    title_en = "Meets the title's standard"
    title_vi = "Đạt tiêu chuẩn chức danh"

    def refused_stints(self, case: Case) -> Bools:
        """Pairs with any gap."""
        return gaps(case) > 0

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Which parts lack."""
        lacking = [name for name, missing in gap_parts(case).items() if missing[cadre, post]]
        return f"{case.people.ids[cadre]} lacks {', '.join(lacking)} for {case.posts.title[post]}"
