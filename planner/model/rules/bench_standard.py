"""Bench standard: who is planned meets the standard but for a small gap."""

import numpy as np

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.domain.levels import gap_parts, lasting_gaps
from planner.model.columns import Columns
from planner.model.matrix import UNBOUNDED, MatrixBuilder
from planner.model.rules.base import PARTS_VI, Language, Rule, said


class BenchStandard(Rule):
    """C10 at planning: at most ``gaps_max`` parts of the title's standard are left when the next term starts."""

    name = "bench_standard"
    code = "C10"
    title_en = "Basically meets the standard"
    title_vi = "Cơ bản đạt tiêu chuẩn quy hoạch"

    def refused_listings(self, case: Case) -> Bools:
        """Pairs with too many gaps that no course closes in time."""
        return lasting_gaps(case) > case.rulebook.number(self.name, "gaps_max")

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """A listing with too many gaps by ``to_gain`` asks for as many levels gained by courses."""
        needs = columns.needs
        asks = np.flatnonzero(needs.to_gain > 0)
        mine = np.isin(needs.listing, asks)
        row = np.searchsorted(asks, needs.listing[mine])
        entries = (
            np.concatenate([np.arange(len(asks)), row]),
            np.concatenate([columns.listings.start + asks, columns.gained.start + needs.listing_gained[mine]]),
            np.concatenate([needs.to_gain[asks], -np.ones_like(row)]),
        )
        matrix.add(self.name, entries, -UNBOUNDED, np.zeros(len(asks), dtype=np.int64))

    def refusal(self, case: Case, cadre: int, post: int, language: Language = "en") -> str:
        """Which parts lack."""
        lacking = [name for name, missing in gap_parts(case).items() if missing[cadre, post]]
        most = case.rulebook.number(self.name, "gaps_max")
        person, title = case.people.ids[cadre], case.posts.title[post]
        en = f"{person} lacks {', '.join(lacking)} for {title}; {most} may lack"
        vi = (
            f"{person} chưa đạt tiêu chuẩn chức danh {title} về {', '.join(PARTS_VI[name] for name in lacking)}; "
            f"chỉ được thiếu tối đa {most} tiêu chuẩn"
        )
        if not len(case.sessions.ids):
            return said(language, en=en, vi=vi)
        return said(language, en=f"{en} when the courses are over", vi=f"{vi} sau khi kết thúc các lớp bồi dưỡng")
