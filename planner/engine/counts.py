"""What follows from decisions: every column that only counts, at the least that the decisions leave it."""

import numpy as np

from planner.domain.calendar import Ints
from planner.model.columns import Columns
from planner.model.model import Model


def counted(model: Model, decisions: Ints) -> Ints | None:
    """The plan of given decisions with everything counted anew.

    A search may leave a count higher than it has to be, where nothing in its goal presses it down.

    Parameters
    ----------
    model : Model
    decisions : array of int, shape (n,)
        Only stints, listings and attendances are read.

    Returns
    -------
    array of int, shape (n,), or None
        None where the decisions break a rule.
    """
    columns = model.columns
    values = np.zeros(columns.count, dtype=np.int64)
    for block in (columns.stints, columns.listings, columns.attendances):
        values[block.span] = decisions[block.span]
    _follow(model, columns, values)
    _count(model, columns, values)
    activity = model.matrix @ values
    kept = (model.row_lower <= activity) & (activity <= model.row_upper)
    inside = (model.lower <= values) & (values <= model.upper)
    return values if kept.all() and inside.all() else None


def _follow(model: Model, columns: Columns, values: Ints) -> None:
    """Grades reached, levels gained and listings readied."""
    grade = model.case.posts.grade
    placed = np.flatnonzero(values[columns.stints.span])
    highest = np.full(len(model.case.people.ids), -1)
    np.maximum.at(highest, columns.cadre[placed], grade[columns.post[placed]])
    values[columns.raised.span] = highest[columns.raised_cadre] >= columns.raised_grade

    needs, sessions = columns.needs, model.case.sessions
    went = np.flatnonzero(values[columns.attendances.span])
    session = needs.attend_session[went]
    best = np.full((len(highest), int(needs.gained_part.max(initial=-1)) + 1), -1)
    inside = sessions.part[session] < best.shape[1]
    np.maximum.at(
        best, (needs.attend_cadre[went][inside], sessions.part[session][inside]), sessions.level[session][inside]
    )
    gained = best[needs.gained_cadre, needs.gained_part] >= needs.gained_level
    values[columns.gained.span] = gained

    open_gaps = np.zeros(columns.listings.size, dtype=np.int64)
    np.add.at(open_gaps, needs.listing, ~gained[needs.listing_gained])
    listed = values[columns.listings.span][needs.readied] > 0
    values[columns.readied.span] = listed & (open_gaps[needs.readied] == 0)


def _count(model: Model, columns: Columns, values: Ints) -> None:
    """Counts at the least that their rows allow; each row holds one of them at most."""
    entries = model.matrix[:, columns.counts].tocoo()
    rows, column = (part.astype(np.int64) for part in entries.coords)
    activity = (model.matrix @ values)[rows]
    # a count makes up for what the others leave short of the row's lower side, or over its upper side
    lacking = np.where(entries.data > 0, model.row_lower[rows] - activity, activity - model.row_upper[rows])
    np.maximum.at(values, column + columns.counts.start, lacking)
