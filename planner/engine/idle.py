"""The plan that moves nobody and lists nobody: always at hand, never good."""

import numpy as np

from planner.domain.calendar import Ints
from planner.model.model import Model


def idle_plan(model: Model) -> Ints | None:
    """Every decision at zero, every count of what is vacant or short at what follows from it.

    Parameters
    ----------
    model : Model

    Returns
    -------
    array of int, shape (n,), or None
        None where a pin or a hard target forbids to do nothing.
    """
    columns = model.columns
    counts = slice(columns.vacancies.start, columns.raised.start)
    rows, column = (part.astype(np.int64) for part in model.matrix[:, counts].tocoo().coords)
    sign = model.matrix[:, counts].tocoo().data
    # each row holds one count at most: it makes up for what zero leaves short of the row's lower or over its upper side
    needed = np.where(sign > 0, model.row_lower[rows], -model.row_upper[rows])
    values = np.zeros(columns.count, dtype=np.int64)
    np.maximum.at(values, column + counts.start, needed)
    activity = model.matrix @ values
    kept = (model.row_lower <= activity) & (activity <= model.row_upper)
    inside = (model.lower <= values) & (values <= model.upper)
    return values if kept.all() and inside.all() else None
