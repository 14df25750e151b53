"""One post: a person holds one post at a time and is moved once at most."""

import numpy as np

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import MatrixBuilder
from planner.model.rules.base import Rule
from planner.model.stints import leaving


class OnePost(Rule):
    """C2: a cadre moves at most once within the horizon, but for the return that ends a rotation.

    Moves and returns leave whatever was held, so nobody has two main posts; ``dual_role`` rules the second ones.
    """

    name = "one_post"
    code = "C2"
    title = marked("One post for each person")
    refusals = (marked("{person} holds {post} today"),)
    structural = True

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools | None:
        """Nobody moves to a post that he holds; a return may lead back to it."""
        return case.holds if kind is Kind.MOVE else None

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each cadre who could leave his posts, one for each who could take a second.

        Whoever has taken a post beside another does not take it again as the main one.
        """
        for chosen in (leaving(case, columns.moves), columns.kind == Kind.BESIDE):
            stint = np.flatnonzero(chosen)
            who, row = np.unique(columns.cadre[stint], return_inverse=True)
            matrix.add(self.name, (row, stint, 1), 0, np.ones(len(who), dtype=np.int64))
        pair = columns.cadre * len(case.posts.ids) + columns.post
        beside = columns.kind == Kind.BESIDE
        twice = np.intersect1d(pair[beside], pair[~beside])
        stint = np.flatnonzero(np.isin(pair, twice))
        row = np.searchsorted(twice, pair[stint])
        matrix.add(self.name, (row, stint, 1), 0, np.ones(len(twice), dtype=np.int64))

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """The cadre holds the post today."""
        person, place = case.people.ids[cadre], case.posts.ids[post]
        return _(self.refusals[0]).format(person=person, post=place)
