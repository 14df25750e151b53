"""Why a post stays vacant, in a sentence."""

from collections import Counter
from typing import Final

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.model.eligibility import Eligibility
from planner.model.model import Model
from planner.scenario.dates import month_date

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
        return f"{_people(len(np.unique(columns.cadre[later])))} could take it, but not before {month_date(month)}"
    if here.size:
        return f"{_people(len(np.unique(columns.cadre[here])))} could take it, but not so long"
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
    kept = Counter(_keeps(model, decisions, stints[columns.cadre[stints] == cadre], span) for cadre in able)
    return f"{_people(able.size)} could take it: {', '.join(f'{count} {what}' for what, count in kept.most_common())}"


def _keeps(model: Model, decisions: Ints, stints: Ints, span: tuple[int, int]) -> str:
    """What keeps one person: another placement, today's post, a rule at its limit, or a goal."""
    case, columns = model.case, model.columns
    cadre, post = columns.cadre[stints[0]], columns.post[stints[0]]
    taken = np.flatnonzero((columns.cadre == cadre) & (decisions[columns.stints.span] > 0))
    if taken.size and columns.post[taken[0]] == post:
        return "placed in it later" if columns.start[taken[0]] >= span[1] else "placed in it already"
    if taken.size:
        return "placed in another post"
    if case.held_until[cadre] >= span[1]:
        return "needed in the post held today"
    rule = _binding_rule(model, decisions, stints)
    titles = {known.name: known.title_en.lower() for known in model.eligibility.rules}
    return f"held back by {rule} ({titles[rule]})" if rule else "left out because the goals gain more without it"


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
        return "nobody else has the grade for it" if graded else "there is nobody else to take it"
    masks = eligibility.refused_stints[reach, post]
    # the lowest set bit is the first rule that refuses
    lowest = masks & -masks
    counted = [(int((lowest == 1 << bit).sum()), rule) for bit, rule in enumerate(eligibility.rules)]
    named = sorted(((count, rule) for count, rule in counted if count), key=lambda item: -item[0])
    reasons = [f"{count} by {rule.name} ({rule.title_en.lower()})" for count, rule in named[:MOST_REASONS]]
    late = int((masks == 0).sum())
    if late:
        reasons.append(f"{late} with no period left to start in")
    return f"nobody is eligible; of {_people(int(reach.sum()))} within reach, refused: {', '.join(reasons)}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
