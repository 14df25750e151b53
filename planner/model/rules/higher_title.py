"""Higher title: people are planned only for titles above the one they hold."""

import numpy as np

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.model.columns import Columns
from planner.model.matrix import MatrixBuilder, number_pairs
from planner.model.rules.base import Rule, everywhere


class HigherTitle(Rule):
    """A listing is for a grade above today's, and above the one that this plan gives.

    Whoever holds a post, or is placed in it, is never on its bench, whatever the pack says.
    """

    name = "higher_title"
    code = "C12"
    title_en = "Planned for a higher title"
    title_vi = "Quy hoạch chức vụ cao hơn"
    structural = True

    def refused_listings(self, case: Case) -> Bools:
        """The post held today; grades not above today's, and those too far up."""
        own = np.arange(len(case.posts.ids))[None, :] == case.post_held[:, None]
        if not case.rulebook.on(self.name):
            return own
        step, known = case.grade_step
        return own | (known & ((step < 1) | (step > case.rulebook.number(self.name, "highest_step"))))

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """Listings of a cadre against stints that would make them pointless.

        For cadre c and grade g, with k listings of grade g at most:
        sum of listings of grade g + k * sum of stints of grade >= g <= k.
        """
        if case.rulebook.on(self.name):
            self._add_grade_rows(case, columns, matrix)
        self._add_same_post_rows(case, columns, matrix)

    def _add_grade_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        grade = case.posts.grade
        size = int(grade.max(initial=0)) + 2
        graded = np.flatnonzero(grade[columns.listed_post] >= 0)
        row, codes = number_pairs(columns.listed_cadre[graded], grade[columns.listed_post[graded]], size)
        who, level = np.divmod(codes, size)
        most = np.minimum(np.bincount(row, minlength=len(codes)), self._listings_per_person(case))
        # every stint of a cadre meets the rows of the grades up to its own
        numbers = np.full((len(case.people.ids), size), -1)
        numbers[who, level] = np.arange(len(codes))
        stint, at = np.nonzero(
            (numbers[columns.cadre] >= 0) & (np.arange(size)[None, :] <= grade[columns.post][:, None])
        )
        met = numbers[columns.cadre[stint], at]
        entries = (
            np.concatenate([row, met]),
            np.concatenate([columns.listings.start + graded, stint]),
            np.concatenate([np.ones_like(row), most[met]]),
        )
        binding = np.zeros(len(codes), dtype=bool)
        binding[met] = True
        matrix.add(self.name, *_only_rows(binding, entries, most))

    def _add_same_post_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """The same for listing and stint of one post, where the rows by grade do not say it already."""
        covered = case.rulebook.on(self.name) & (case.posts.grade >= 0)
        bare = np.flatnonzero(~covered[columns.listed_post])
        number = np.full(everywhere(case, value=False).shape, -1)
        number[columns.listed_cadre[bare], columns.listed_post[bare]] = np.arange(len(bare))
        row = number[columns.cadre, columns.post]
        stint = np.flatnonzero(row >= 0)
        binding = np.zeros(len(bare), dtype=bool)
        binding[row[stint]] = True
        entries = (
            np.concatenate([np.arange(len(bare)), row[stint]]),
            np.concatenate([columns.listings.start + bare, stint]),
            np.ones(len(bare) + len(stint), dtype=np.int64),
        )
        matrix.add(self.name, *_only_rows(binding, entries, np.ones(len(bare), dtype=np.int64)))

    @staticmethod
    def _listings_per_person(case: Case) -> int:
        return case.rulebook.number("bench_size", "titles_per_person")

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Both grades."""
        own, other = case.people.grade[cadre], case.posts.grade[post]
        return f"{case.people.ids[cadre]} has grade {own}, {case.posts.ids[post]} grade {other}"


def _only_rows(
    keep: Bools, entries: tuple[np.ndarray, np.ndarray, np.ndarray], upper: np.ndarray
) -> tuple[tuple[np.ndarray, np.ndarray, np.ndarray], int, np.ndarray]:
    """Entries and bounds of the rows to keep, renumbered; the lower bound is 0."""
    rows, cols, values = entries
    number = np.cumsum(keep) - 1
    chosen = keep[rows]
    return (number[rows[chosen]], cols[chosen], values[chosen]), 0, upper[keep]
