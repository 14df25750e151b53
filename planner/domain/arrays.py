"""Columns of checked tables as arrays."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.domain.calendar import Ints
from planner.rulebook.rulebook import Rulebook, Title
from planner.scenario.dates import month_index

Texts = npt.NDArray[np.object_]

UNKNOWN: Final = -1
"""A grade, level or index that is not given."""


def months_of(column: pd.Series, blank: int) -> Ints:
    """Month indexes of a column of checked dates, ``blank`` where nothing stands."""
    return np.array([month_index(date) if date else blank for date in column], dtype=np.int64)


def levels(column: pd.Series, order: Sequence[str]) -> Ints:
    """Positions of each cell in the order of levels; blank is the lowest."""
    rank = {level: position for position, level in enumerate(order)} | {"": 0}
    return np.array([rank[level] for level in column], dtype=np.int64)


def positions(index: pd.Index, column: pd.Series) -> Ints:
    """Row of each cell in ``index``, UNKNOWN where it is blank."""
    return index.get_indexer(pd.Index(column)).astype(np.int64)


def whole(column: pd.Series, blank: int) -> Ints:
    """Whole numbers, ``blank`` where nothing stands."""
    return column.fillna(blank).to_numpy(np.int64)


def words_of(column: pd.Series) -> pd.Series:
    """Cells of a checked column as texts; a flag is ``yes`` or ``no``."""
    return (column.map({True: "yes", False: "no"}) if column.dtype == bool else column).astype("str")


def titles_of(column: pd.Series, rulebook: Rulebook) -> list[Title]:
    """The rulebook's title of each cell; one without a standard where it knows none."""
    unknown = Title("")
    return [rulebook.titles.get(title, unknown) for title in column]


def grade_of(title: Title) -> int:
    """Grade of a title, UNKNOWN where it has none."""
    return UNKNOWN if title.grade is None else title.grade
