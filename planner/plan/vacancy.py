"""Why a post stays vacant, in an English sentence that ``report.retold`` can put in other words."""

from collections import Counter
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
GIVING_WAY: Final = frozenset({"one_holder", "one_post", "higher_title"})
"""Rules whose rows hold nobody back by themselves: another choice always makes room in them."""


def why_vacant(model: Model, decisions: Ints, post: int, first: int, after: int) -> str:
    """Say why a post has an empty seat from period ``first`` to before ``after``.

    Parameters
    ----------
    model : Model
    decisions : array of int, shape (n,)
        The plan's value of every column.
    post, first, after : int
        The post, the first period with an empty seat, and the first without.

    Returns
    -------
    str
        Either who could take the post and what keeps them, or which rules refuse whom.
    """
    case, columns = model.case, model.columns
    here = np.flatnonzero(columns.post == post)
    in_time = here[(columns.start[here] < after) & (columns.end[here] > first)]
    if in_time.size:
        return _taken(model, decisions, in_time, (first, after))
    later = here[columns.start[here] >= after]
    if later.size:
        month = int(case.calendar.months[columns.start[later].min()])
        return LATER.format(people=_people(len(np.unique(columns.cadre[later]))), date=month_date(month))
    if here.size:
        return SHORTER.format(people=_people(len(np.unique(columns.cadre[here]))))
    return _refused(model.eligibility, _within_reach(model, post), post)


def _within_reach(model: Model, post: int) -> Bools:
    """Who has the grade for the post and does not hold it."""
    eligibility = model.eligibility
    names = [rule.name for rule in eligibility.rules]
    beyond = sum(1 << names.index(name) for name in ("grade", "one_post") if name in names)
    return (eligibility.refused_stints[:, post] & beyond) == 0


def _taken(model: Model, decisions: Ints, stints: Ints, span: tuple[int, int]) -> str:
    """What keeps those who have a stint there to choose, told by how many people it keeps."""
    columns = model.columns
    able = np.unique(columns.cadre[stints])
    chosen = np.flatnonzero(decisions[columns.stints.span])
    kept = Counter(_keeps(model, decisions, chosen, stints[columns.cadre[stints] == cadre], span) for cadre in able)
    reasons = ", ".join(reason.replace("{count}", str(count)) for reason, count in kept.most_common())
    return KEPT.format(people=_people(able.size), reasons=reasons)


def _keeps(model: Model, decisions: Ints, chosen: Ints, stints: Ints, span: tuple[int, int]) -> str:
    """What keeps one person: another placement among those chosen, today's post, a rule at its limit, or a goal."""
    case, columns = model.case, model.columns
    cadre, post = columns.cadre[stints[0]], columns.post[stints[0]]
    taken = chosen[columns.cadre[chosen] == cadre]
    if taken.size and columns.post[taken[0]] == post:
        return TAKEN_LATER if columns.start[taken[0]] >= span[1] else TAKEN_ALREADY
    if taken.size:
        return ELSEWHERE
    if case.held_until[cadre] >= span[1]:
        return NEEDED
    rule = _binding_rule(model, decisions, stints)
    titles = {known.name: known.title.lower() for known in model.eligibility.rules}
    return HELD_BACK.format(count="{count}", rule=rule, title=titles[rule]) if rule else LEFT_OUT


def _binding_rule(model: Model, decisions: Ints, stints: Ints) -> str:
    """First rule with a row at its limit that each of these stints would exceed; empty when there is none."""
    entries = model.matrix[:, stints].tocoo()
    rows = np.unique(entries.coords[0][entries.data > 0])
    tight = rows[(model.matrix[rows] @ decisions) == model.row_upper[rows]]
    ends = np.cumsum([count for _, count in model.owners])
    names = {model.owners[block][0] for block in np.searchsorted(ends, tight, side="right")}
    return next((rule.name for rule in model.eligibility.rules if rule.name in names - GIVING_WAY), "")


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
