"""Higher title: people are planned only for titles above the one they hold."""

import numpy as np

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import UNBOUNDED, MatrixBuilder
from planner.model.rules.base import Rule, everywhere


class HigherTitle(Rule):
    """A listing is for a grade above today's, and above the one that this plan gives.

    Whoever holds a post, or is placed in it, is never on its bench, whatever the pack says.
    """

    name = "higher_title"
    code = "C12"
    title = marked("Planned for a higher title")
    refusals = (marked("{person} has grade {own}, {post} grade {other}"),)
    structural = True

    def refused_listings(self, case: Case) -> Bools:
        """The post held today; grades not above today's, and those too far up."""
        own = case.holds
        if not case.rulebook.on(self.name):
            return own
        step, known = case.grade_step
        return own | (known & ((step < 1) | (step > case.rulebook.number(self.name, "highest_step"))))

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """Listings of a cadre against stints that would make them pointless.

        With raised(c, g) = 1 where cadre c is placed at grade g or above:
        sum of stints of c of one kind at grade >= g <= raised(c, g),
        list(c, p) + raised(c, grade of p) <= 1 for every p, and
        sum of listings of c at grade <= g + k * raised(c, g) <= k, where k is the most titles of a person.
        The last says nothing new about whole plans; without it the relaxation lists a half-raised cadre too often.
        """
        self._add_raised_rows(case, columns, matrix)
        self._add_same_post_rows(case, columns, matrix)

    def _add_raised_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        grade = case.posts.grade
        count = columns.raised.size
        number = np.full((len(case.people.ids), int(grade.max(initial=0)) + 1), -1)
        number[columns.raised_cadre, columns.raised_grade] = np.arange(count)
        level = np.arange(number.shape[1])
        stint, at = np.nonzero((number[columns.cadre] >= 0) & (level[None, :] <= grade[columns.post][:, None]))
        raised = np.arange(count)
        for kind in Kind:
            mine = columns.kind[stint] == kind
            met, row = np.unique(number[columns.cadre[stint[mine]], at[mine]], return_inverse=True)
            entries = (
                np.concatenate([row, np.arange(len(met))]),
                np.concatenate([stint[mine], columns.raised.start + met]),
                np.concatenate([np.ones_like(row), -np.ones_like(met)]),
            )
            matrix.add(self.name, entries, -UNBOUNDED, np.zeros(len(met), dtype=np.int64))
        listed = grade[columns.listed_post]
        met = np.where(listed >= 0, number[columns.listed_cadre, np.maximum(listed, 0)], -1)
        tied = np.flatnonzero(met >= 0)
        row = np.arange(len(tied))
        entries = (
            np.concatenate([row, row]),
            np.concatenate([columns.listings.start + tied, columns.raised.start + met[tied]]),
            np.ones(2 * len(tied), dtype=np.int64),
        )
        matrix.add(self.name, entries, 0, np.ones(len(tied), dtype=np.int64))
        most = case.rulebook.number("bench_size", "titles_per_person")
        listing, at = np.nonzero(
            (number[columns.listed_cadre] >= 0) & (level[None, :] >= listed[:, None]) & (listed >= 0)[:, None]
        )
        row = number[columns.listed_cadre[listing], at]
        entries = (
            np.concatenate([row, raised]),
            np.concatenate([columns.listings.start + listing, columns.raised.start + raised]),
            np.concatenate([np.ones_like(row), np.minimum(most, np.bincount(row, minlength=count))]),
        )
        matrix.add(self.name, entries, 0, np.minimum(most, np.bincount(row, minlength=count)))

    def _add_same_post_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """The same for listing and stint of one post, where the rows by grade do not say it already."""
        covered = case.rulebook.on(self.name) & (case.posts.grade >= 0)
        bare = np.flatnonzero(~covered[columns.listed_post])
        number = np.full(everywhere(case, value=False).shape, -1)
        number[columns.listed_cadre[bare], columns.listed_post[bare]] = np.arange(len(bare))
        row = number[columns.cadre, columns.post]
        stint = np.flatnonzero(row >= 0)
        entries = (
            np.concatenate([np.arange(len(bare)), row[stint]]),
            np.concatenate([columns.listings.start + bare, stint]),
            np.ones(len(bare) + len(stint), dtype=np.int64),
        )
        met = np.unique(row[stint])
        keep = np.isin(entries[0], met)
        renumbered = np.searchsorted(met, entries[0][keep])
        matrix.add(self.name, (renumbered, entries[1][keep], entries[2][keep]), 0, np.ones(len(met), dtype=np.int64))

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Both grades."""
        own, other = case.people.grade[cadre], case.posts.grade[post]
        person, place = case.people.ids[cadre], case.posts.ids[post]
        return _(self.refusals[0]).format(person=person, own=own, post=place, other=other)
