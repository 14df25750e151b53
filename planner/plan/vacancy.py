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


def why_vacant(model: Model, decisions: Ints, post: int, after: int) -> str:
    """Say why a post has an empty seat until period ``after``.

    Parameters
    ----------
    model : Model
    decisions : array of int, shape (n,)
        The plan's value of every column.
    post, after : int
        The post, and the first period in which its seat is no longer empty.

    Returns
    -------
    str
        Either who could take the post and what keeps them, or which rules refuse whom.
    """
    case, columns = model.case, model.columns
    here = np.flatnonzero(columns.post == post)
    in_time = here[columns.start[here] < after]
    if in_time.size:
        return _taken(model, decisions, in_time)
    if here.size:
        month = int(case.calendar.months[columns.start[here].min()])
        return f"{_people(len(np.unique(columns.cadre[here])))} could take it, but not before {month_date(month)}"
    return _refused(model.eligibility, _within_reach(model, post), post)


def _within_reach(model: Model, post: int) -> Bools:
    """Who has the grade for the post and does not hold it."""
    eligibility = model.eligibility
    names = [rule.name for rule in eligibility.rules]
    beyond = sum(1 << names.index(name) for name in ("grade", "one_post") if name in names)
    return (eligibility.refused_stints[:, post] & beyond) == 0


def _taken(model: Model, decisions: Ints, stints: Ints) -> str:
    """What keeps those who have a stint there to choose: another placement, today's post, or a rule at its limit."""
    case, columns = model.case, model.columns
    able = np.unique(columns.cadre[stints])
    placed = np.isin(able, columns.cadre[np.flatnonzero(decisions[columns.stints.span])])
    holding = ~placed & (case.held_until[able] > 0)
    free = able[~placed & ~holding]
    reasons = Counter(_binding_rule(model, decisions, stints[columns.cadre[stints] == cadre]) for cadre in free)
    told = {"placed in another post": int(placed.sum()), "needed in the post held today": int(holding.sum())}
    titles = {rule.name: rule.title_en.lower() for rule in model.eligibility.rules}
    for rule, count in sorted(reasons.items()):
        what = f"held back by {rule} ({titles[rule]})" if rule else "left where a higher goal wants them"
        told[what] = count
    return (
        f"{_people(able.size)} could take it: {', '.join(f'{count} {what}' for what, count in told.items() if count)}"
    )


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
