"""Bench standard: who is planned meets the standard but for a small gap."""

import numpy as np

from planner.domain.calendar import Bools, Ints
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
        self._add_together(case, columns, matrix, np.flatnonzero(mine))

    def _add_together(self, case: Case, columns: Columns, matrix: MatrixBuilder, gaps: Ints) -> None:
        """Listings of a cadre that ask for n of the same levels: n * their sum <= most titles * levels gained.

        Nothing new about whole plans; without it the relaxation lists people on many benches by a part of a seat.
        """
        needs = columns.needs
        listing = needs.listing[gaps]
        titled = ~case.posts.committee[columns.listed_post[listing]]
        listing, gained = listing[titled], needs.listing_gained[gaps][titled]
        asked: dict[tuple[int, frozenset[int]], list[int]] = {}
        levels: dict[int, set[int]] = {}
        for one, level in zip(listing.tolist(), gained.tolist(), strict=True):
            levels.setdefault(one, set()).add(level)
        for one, wanted in levels.items():
            asked.setdefault((int(needs.to_gain[one]), frozenset(wanted)), []).append(one)
        most = case.rulebook.number("bench_size", "titles_per_person")
        rows: list[int] = []
        cols: list[int] = []
        values: list[int] = []
        count = 0
        for (number, closing), together in asked.items():
            if len(together) > most:
                rows += [count] * (len(together) + len(closing))
                cols += [columns.listings.start + one for one in together]
                cols += [columns.gained.start + level for level in sorted(closing)]
                values += [number] * len(together) + [-most] * len(closing)
                count += 1
        entries = (np.array(rows, dtype=np.int64), np.array(cols, dtype=np.int64), np.array(values, dtype=np.int64))
        matrix.add(self.name, entries, -UNBOUNDED, np.zeros(count, dtype=np.int64))

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
