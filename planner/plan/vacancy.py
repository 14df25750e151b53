"""Why a post stays vacant, in an English sentence that ``report.retold`` can put in other words."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.language import marked
from planner.model.eligibility import Eligibility
from planner.model.model import Model
from planner.scenario.dates import month_date

LATER = marked("{people} could take it, but not before {date}")
SHORTER = marked("{people} could take it, but not so long")
KEPT = marked("{people} could take it: {reasons}")
NO_GRADE = marked("nobody else has the grade for it")
NOBODY = marked("there is nobody else to take it")
REFUSED = marked("nobody is eligible; of {people} within reach, refused: {reasons}")
SENTENCES: Final = (LATER, SHORTER, KEPT, NO_GRADE, NOBODY, REFUSED)
"""What is said of a vacancy."""

TAKEN_LATER = marked("{count} placed in it later")
TAKEN_ALREADY = marked("{count} placed in it already")
ELSEWHERE = marked("{count} placed in another post")
NEEDED = marked("{count} needed in the post held today")
HELD_BACK = marked("{count} held back by {rule} ({title})")
LEFT_OUT = marked("{count} left out because the goals gain more without it")
BY_RULE = marked("{count} by {rule} ({title})")
TOO_LATE = marked("{count} with no period left to start in")
REASONS: Final = (TAKEN_LATER, TAKEN_ALREADY, ELSEWHERE, NEEDED, HELD_BACK, LEFT_OUT, BY_RULE, TOO_LATE)
"""What is said of those who could take it, or are refused."""

MOST_REASONS: Final = 3
"""How many refusing rules a sentence names."""
NONE: Final = -1
"""No stint."""
GIVING_WAY: Final = frozenset({"one_holder", "one_post", "higher_title"})
"""Rules whose rows hold nobody back by themselves: another choice always makes room in them."""


@dataclass(frozen=True)
class Vacant:
    """Why seats are empty in a plan.

    Attributes
    ----------
    model : Model
    decisions : array of int, shape (n,)
        The plan's value of every column.
    """

    model: Model
    decisions: Ints

    def why(self, post: int, first: int, after: int) -> str:
        """Say why a post has an empty seat from period ``first`` to before ``after``.

        Returns
        -------
        str
            Either who could take the post and what keeps them, or which rules refuse whom.
        """
        case, columns = self.model.case, self.model.columns
        order, begins = self._by_post
        here = order[begins[post] : begins[post + 1]]
        in_time = here[(columns.start[here] < after) & (columns.end[here] > first)]
        if in_time.size:
            return self._taken(post, in_time, after)
        later = here[columns.start[here] >= after]
        if later.size:
            month = int(case.calendar.months[columns.start[later].min()])
            return LATER.format(people=_people(len(np.unique(columns.cadre[later]))), date=month_date(month))
        if here.size:
            return SHORTER.format(people=_people(len(np.unique(columns.cadre[here]))))
        return _refused(self.model.eligibility, _within_reach(self.model, post), post)

    @cached_property
    def _by_post(self) -> tuple[Ints, Ints]:
        """Stints in the order of their posts, and where each post begins among them."""
        posts = self.model.columns.post
        order = np.argsort(posts, kind="stable")
        return order, np.searchsorted(posts[order], np.arange(len(self.model.case.posts.ids) + 1))

    @cached_property
    def _placed(self) -> Ints:
        """First stint of each person in the plan, NONE where there is none; shape (C,)."""
        chosen = np.flatnonzero(self.decisions[self.model.columns.stints.span])
        placed = np.full(len(self.model.case.people.ids), NONE)
        placed[self.model.columns.cadre[chosen[::-1]]] = chosen[::-1]
        return placed

    @cached_property
    def _binding(self) -> Ints:
        """The first rule with a row at its limit that a stint would exceed, as many as there are where none has one."""
        model = self.model
        names = [rule.name for rule in model.eligibility.rules]
        order = {name: place for place, name in enumerate(names) if name not in GIVING_WAY}
        rules = [order.get(name, len(names)) for name, _ in model.owners]
        rule = np.repeat(rules, [count for _, count in model.owners])
        rows = np.flatnonzero((rule < len(names)) & (model.matrix @ self.decisions == model.row_upper))
        entries = model.matrix[rows].tocoo()
        at, stints = (part.astype(np.int64) for part in entries.coords)
        exceeds = (entries.data > 0) & (stints < model.columns.stints.size)
        found = np.full(model.columns.stints.size, len(names))
        np.minimum.at(found, stints[exceeds], rule[rows[at[exceeds]]])
        return found

    def _taken(self, post: int, stints: Ints, after: int) -> str:
        """What keeps those who have a stint there to choose, told by how many people it keeps.

        That is another placement, today's post, a rule at its limit, or a goal.
        """
        case, columns, rules = self.model.case, self.model.columns, self.model.eligibility.rules
        able, person = np.unique(columns.cadre[stints], return_inverse=True)
        rule = np.full(able.size, len(rules))
        np.minimum.at(rule, person, self._binding[stints])
        held = [HELD_BACK.format(count="{count}", rule=one.name, title=one.title.lower()) for one in rules]
        words = [*held, LEFT_OUT, NEEDED, ELSEWHERE, TAKEN_ALREADY, TAKEN_LATER]
        left_out, needed, elsewhere, already, later = range(len(rules), len(words))
        placed = self._placed[able]
        here = np.where(columns.start[placed] >= after, later, already)
        kept = np.where(
            placed != NONE,
            np.where(columns.post[placed] == post, here, elsewhere),
            np.where(case.held_until[able] >= after, needed, np.minimum(rule, left_out)),
        )
        reasons = ", ".join(
            words[reason].replace("{count}", str(count)) for reason, count in Counter(kept.tolist()).most_common()
        )
        return KEPT.format(people=_people(able.size), reasons=reasons)


def _within_reach(model: Model, post: int) -> Bools:
    """Who has the grade for the post and does not hold it."""
    eligibility = model.eligibility
    names = [rule.name for rule in eligibility.rules]
    beyond = sum(1 << names.index(name) for name in ("grade", "one_post") if name in names)
    return (eligibility.refused_stints[:, post] & beyond) == 0


def _refused(eligibility: Eligibility, reach: Bools, post: int) -> str:
    """Each person is counted once, under the first rule that refuses him."""
    if not reach.any():
        graded = any(rule.name == "grade" for rule in eligibility.rules)
        return NO_GRADE if graded else NOBODY
    masks = eligibility.refused_stints[reach, post]
    # the lowest set bit is the first rule that refuses
    lowest = masks & -masks
    counted = [(int((lowest == 1 << bit).sum()), rule) for bit, rule in enumerate(eligibility.rules)]
    named = sorted(((count, rule) for count, rule in counted if count), key=lambda item: -item[0])
    reasons = [
        BY_RULE.format(count=count, rule=rule.name, title=rule.title.lower()) for count, rule in named[:MOST_REASONS]
    ]
    late = int((masks == 0).sum())
    if late:
        reasons.append(TOO_LATE.format(count=late))
    return REFUSED.format(people=_people(int(reach.sum())), reasons=", ".join(reasons))


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
