"""Return place: a rotation that ends inside the horizon ends in a post of a department."""

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import UNBOUNDED, MatrixBuilder
from planner.model.rules.base import Rule


class ReturnPlace(Rule):
    """P6: whoever comes back finds a post of his former grade, or a higher one where his record allows it.

    A rotation of this plan ends early only where a return starts, and such a return starts only where one ends, early
    or by its tenure cap: for each cadre and period,
    rotations that end early in it <= returns that start in it <= rotations that end in it.
    """

    name = "return_place"
    code = "P6"
    title = marked("A place to return to")
    refusals = (
        marked("{person} is not on rotation, so that {post} is nothing to return to"),
        marked("{person} is on rotation, and the rule return_place is off"),
        marked("{person} had grade {former} before the rotation, {post} has grade {grade}"),
    )
    structural = True

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools | None:
        """Departments take people on rotation by a return only, and as a return nobody else."""
        if kind is Kind.BESIDE:
            return None
        if kind is Kind.MOVE:
            return case.on_rotation[:, None] & case.post_in_department[None, :]
        goes_out = (case.on_rotation | case.in_department)[:, None] & case.post_in_department[None, :]
        return ~goes_out | ~self._fits(case)

    def _fits(self, case: Case) -> Bools:
        """Former grade, or as many above as the record allows; shape (C, P)."""
        step, known = case.former_step
        number = case.rulebook.number
        record = case.people.excellent >= number(self.name, "record_excellent")
        highest = np.where(record, number(self.name, "highest_step"), 0)[:, None]
        fits: Bools = ~known | ((step >= 0) & (step <= highest))
        return fits

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """Two rows for each cadre and period in which a new rotation can end by a return."""
        move = columns.kind == Kind.MOVE
        stay = case.rulebook.number("min_stay", "rotation_months")
        lasted = (columns.end - columns.start) * case.calendar.length >= stay
        rotation = move & case.rotation[columns.cadre, columns.post]
        early = np.flatnonzero(move & columns.moves.early)
        ends = np.flatnonzero(rotation & lasted & (columns.end < case.calendar.periods))
        starts = np.flatnonzero((columns.kind == Kind.RETURN) & ~case.on_rotation[columns.cadre])
        self._add(case, columns, matrix, (early, columns.end[early]), (starts, columns.start[starts]))
        self._add(case, columns, matrix, (starts, columns.start[starts]), (ends, columns.end[ends]))

    def _add(
        self, case: Case, columns: Columns, matrix: MatrixBuilder, some: tuple[Ints, Ints], least: tuple[Ints, Ints]
    ) -> None:
        """For each cadre and period: the first stints <= the second ones, each given with its period."""
        column, period = (np.concatenate(parts) for parts in zip(some, least, strict=True))
        codes = columns.cadre[column] * (case.calendar.periods + 1) + period
        met = np.unique(codes[: len(some[0])])
        kept = np.isin(codes, met)
        value = np.where(np.arange(len(column)) < len(some[0]), 1, -1)
        entries = (np.searchsorted(met, codes[kept]), column[kept], value[kept])
        matrix.add(self.name, entries, -UNBOUNDED, np.zeros(len(met), dtype=np.int64))

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Which grade he had, and which the post has."""
        person, place = case.people.ids[cadre], case.posts.ids[post]
        if not case.on_rotation[cadre]:
            return _(self.refusals[0]).format(person=person, post=place)
        if not case.rulebook.on(self.name):
            return _(self.refusals[1]).format(person=person)
        former, grade = case.people.former_grade[cadre], case.posts.grade[post]
        return _(self.refusals[2]).format(person=person, former=former, post=place, grade=grade)
