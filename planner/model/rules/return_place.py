"""Return place: a rotation that ends inside the horizon ends in a post of a department."""

import numpy as np

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import MatrixBuilder, number_pairs
from planner.model.rules.base import Language, Rule, said


class ReturnPlace(Rule):
    """P6: whoever comes back finds a post of his former grade, or a higher one where his record allows it.

    A rotation of this plan ends early only where a return starts: for each cadre and period,
    rotations that end early in it - returns that start in it = 0.
    """

    name = "return_place"
    code = "P6"
    title_en = "A place to return to"
    title_vi = "Bố trí sau luân chuyển"
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
        """One row for each cadre and period in which a new rotation can end by a return."""
        ends = np.flatnonzero(columns.moves.early & (columns.kind == Kind.MOVE))
        starts = np.flatnonzero((columns.kind == Kind.RETURN) & ~case.on_rotation[columns.cadre])
        column = np.concatenate([ends, starts])
        period = np.concatenate([columns.end[ends], columns.start[starts]])
        row, codes = number_pairs(columns.cadre[column], period, case.calendar.periods + 1)
        value = np.where(np.arange(len(column)) < len(ends), 1, -1)
        nothing = np.zeros(len(codes), dtype=np.int64)
        matrix.add(self.name, (row, column, value), nothing, nothing)

    def refusal(self, case: Case, cadre: int, post: int, language: Language = "en") -> str:
        """Which grade he had, and which the post has."""
        person, place = case.people.ids[cadre], case.posts.ids[post]
        if not case.on_rotation[cadre]:
            return said(
                language,
                en=f"{person} is not on rotation, so that {place} is nothing to return to",
                vi=f"{person} không đi luân chuyển nên không có việc bố trí sau luân chuyển về vị trí {place}",
            )
        if not case.rulebook.on(self.name):
            return said(
                language,
                en=f"{person} is on rotation, and the rule return_place is off",
                vi=f"{person} đang luân chuyển, mà quy định return_place không được áp dụng",
            )
        former, grade = case.people.former_grade[cadre], case.posts.grade[post]
        return said(
            language,
            en=f"{person} had grade {former} before the rotation, {place} has grade {grade}",
            vi=f"{person} giữ chức vụ bậc {former} trước khi luân chuyển, vị trí {place} thuộc bậc {grade}",
        )
