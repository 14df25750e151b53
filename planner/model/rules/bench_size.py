"""Bench size: no more successors than allowed for a post, no more titles than allowed for a person."""

import numpy as np

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.columns import Columns
from planner.model.matrix import MatrixBuilder
from planner.model.rules.base import Rule


class BenchSize(Rule):
    """C12: at most ``max`` people on a post's bench, a person on at most ``titles_per_person`` benches.

    The lower number is a goal, counted in ``model.goals``.
    """

    name = "bench_size"
    code = "C12"
    title = marked("Size of the bench")
    refusals = (marked("{post} keeps no bench"),)
    structural = True

    def refused_listings(self, case: Case) -> Bools:
        """Posts that keep no bench."""
        return (case.posts.bench_max == 0)[None, :]

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each post and one for each person who could exceed the limit."""
        column = columns.listings.start + np.arange(columns.listings.size)
        posts, row = np.unique(columns.listed_post, return_inverse=True)
        matrix.add(self.name, (row, column, 1), 0, case.posts.bench_max[posts])
        # committee lists are lists of another kind: they do not count among a person's titles
        titled = np.flatnonzero(~case.posts.committee[columns.listed_post])
        _, row, choices = np.unique(columns.listed_cadre[titled], return_inverse=True, return_counts=True)
        most = case.rulebook.number(self.name, "titles_per_person")
        many = (choices > most)[row]
        row = (np.cumsum(choices > most) - 1)[row[many]]
        matrix.add(self.name, (row, column[titled[many]], 1), 0, np.full(int((choices > most).sum()), most))

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """The post keeps no bench."""
        place = case.posts.ids[post]
        return _(self.refusals[0]).format(post=place)
