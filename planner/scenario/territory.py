"""Where units lie: which are below which by the column parent, and in which province."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd


def steps_up(units: pd.DataFrame) -> Iterator[npt.NDArray[np.int64]]:
    """Positions of every unit, of every unit's parent, of the parents of these and so on; -1 beyond the top.

    Parameters
    ----------
    units : DataFrame
        The table of units, shape (U,); parents that go round in a circle are followed once round.
    """
    index = pd.Index(units["unit"])
    parent = np.append(index.get_indexer(pd.Index(units["parent"])), -1).astype(np.int64)
    at = np.arange(len(index))
    for _ in range(len(index)):
        if (at < 0).all():
            return
        yield at
        at = parent[at]


def belong(units: pd.DataFrame, own: pd.Series, named: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Whether people of the units ``own`` are of each named unit or of one below it.

    Parameters
    ----------
    units : DataFrame
        The table of units.
    own : Series of str, shape (C,)
        The unit of each person; blank for none.
    named : iterable of str, length N
        Units; everybody belongs to a blank or unknown one.

    Returns
    -------
    array of bool, shape (C, N)
    """
    index = pd.Index(units["unit"])
    tops = index.get_indexer(pd.Index(list(named), dtype=object))
    # the last row stands for people of no unit
    inside = np.tile(tops < 0, (len(index) + 1, 1))
    for at in steps_up(units):
        inside[:-1] |= at[:, None] == tops[None, :]
    return inside[index.get_indexer(pd.Index(own))]


def provinces(units: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Position of the province of each unit: itself or the nearest above it of that kind, -1 for none; shape (U,)."""
    is_province = np.append((units["kind"] == "province").to_numpy(), values=False)
    found = np.full(len(units), -1, dtype=np.int64)
    for at in steps_up(units):
        found = np.where((found < 0) & is_province[at], at, found)
    return found
