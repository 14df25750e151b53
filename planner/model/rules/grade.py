"""Grade: a placement is at the cadre's own grade or one above."""

from planner.domain.calendar import Bools
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule


class Grade(Rule):
    """C9: grade of the post less grade of the cadre lies between ``lowest_step`` and ``highest_step``."""

    name = "grade"
    code = "C9"
    title = marked("Equal or next higher grade")
    refusals = (marked("{person} has grade {own}, {post} grade {other}"),)

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools | None:
        """Steps down, and steps too far up; a second post and a return are measured otherwise."""
        if kind is not Kind.MOVE:
            return None
        step, known = case.grade_step
        lowest, highest = (case.rulebook.number(self.name, end) for end in ("lowest_step", "highest_step"))
        return known & ((step < lowest) | (step > highest))

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Both grades."""
        own, other = case.people.grade[cadre], case.posts.grade[post]
        person, place = case.people.ids[cadre], case.posts.ids[post]
        return _(self.refusals[0]).format(person=person, own=own, post=place, other=other)
