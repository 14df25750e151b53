"""Why a post stays vacant, in a sentence."""

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.model.eligibility import Eligibility
from planner.model.model import Model
from planner.scenario.dates import month_date

MOST_REASONS = 3
"""How many refusing rules a sentence names."""


def why_vacant(model: Model, chosen: Ints, post: int, after: int) -> str:
    """Say why a post has an empty seat until period ``after``.

    Parameters
    ----------
    model : Model
    chosen : array of int
        Positions of the stints of the plan.
    post, after : int
        The post, and the first period in which its seat is no longer empty.

    Returns
    -------
    str
        Either who could take the post and where they are instead, or which rules refuse whom.
    """
    case, columns = model.case, model.columns
    here = np.flatnonzero(columns.post == post)
    in_time = here[columns.start[here] < after]
    if in_time.size:
        return _taken(model, chosen, np.unique(columns.cadre[in_time]))
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


def _taken(model: Model, chosen: Ints, able: Ints) -> str:
    case, columns = model.case, model.columns
    placed = np.isin(able, columns.cadre[chosen])
    holding = ~placed & (case.held_until[able] > 0)
    free = able.size - int(placed.sum()) - int(holding.sum())
    parts = [
        f"{count} {what}"
        for count, what in (
            (int(placed.sum()), "placed in another post"),
            (int(holding.sum()), "needed in the post held today"),
            (free, "held back by a limit on the sending unit or by a higher goal"),
        )
        if count
    ]
    return f"{_people(able.size)} could take it: {', '.join(parts)}"


def _refused(eligibility: Eligibility, reach: Bools, post: int) -> str:
    """Each person is counted once, under the first rule that refuses him."""
    masks = eligibility.refused_stints[reach, post]
    # the lowest set bit is the first rule that refuses
    lowest = masks & -masks
    counted = [(int((lowest == 1 << bit).sum()), rule) for bit, rule in enumerate(eligibility.rules)]
    named = sorted(((count, rule) for count, rule in counted if count), key=lambda item: -item[0])
    if not named:
        return "nobody has the grade for it"
    reasons = ", ".join(f"{count} by {rule.name} ({rule.title_en.lower()})" for count, rule in named[:MOST_REASONS])
    return f"nobody is eligible; of {_people(int(reach.sum()))} within reach, refused: {reasons}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
