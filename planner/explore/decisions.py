"""The decisions of a plan as columns of its model, and how far other plans are from them."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.domain.calendar import Bools, Ints
from planner.model.kinds import Kind
from planner.model.model import Model
from planner.plan.plan import Plan
from planner.scenario.dates import month_index

STINT: Final = 4
"""What a stint counts that only one of two plans has; one of other dates in the same post, a listing and an attendance
count one."""
_KINDS: Final = {"dual": Kind.BESIDE, "return": Kind.RETURN}


def decided(model: Model, plan: Plan) -> Bools:
    """Which stints, listings and attendances a plan has chosen; shape (n,), false for all that only counts.

    Parameters
    ----------
    model : Model
        Of the plan's scenario.
    plan : Plan
    """
    case, columns = model.case, model.columns
    chosen = np.zeros(columns.count, dtype=bool)
    new = plan.stints[plan.stints["how"] != "holds"]
    stints = {
        "cadre": (columns.cadre, _places(case.people.ids, new["cadre"])),
        "post": (columns.post, _places(case.posts.ids, new["post"])),
        "start": (columns.start, _periods(model, new["start"])),
        "end": (columns.end, _periods(model, new["end"])),
        "kind": (columns.kind, np.array([_KINDS.get(how, Kind.MOVE) for how in new["how"]], dtype=np.int64)),
    }
    chosen[columns.stints.start + _matches(stints)] = True
    listed = {
        "cadre": (columns.listed_cadre, _places(case.people.ids, plan.bench["cadre"])),
        "post": (columns.listed_post, _places(case.posts.ids, plan.bench["post"])),
    }
    chosen[columns.listings.start + _matches(listed)] = True
    attended = {
        "cadre": (columns.needs.attend_cadre, _places(case.people.ids, plan.tables["training"]["cadre"])),
        "session": (columns.needs.attend_session, _places(case.sessions.ids, plan.tables["training"]["session"])),
    }
    chosen[columns.attendances.start + _matches(attended)] = True
    return chosen


def apart(model: Model, plan: Plan) -> Ints:
    """A cost of the columns that counts what a plan decides otherwise than a given one, but for a constant."""
    columns, chosen = model.columns, decided(model, plan)
    cost = np.zeros(columns.count, dtype=np.int64)
    cost[columns.stints.span] = STINT
    cost[columns.listings.span] = 1
    cost[columns.attendances.span] = 1
    pairs = columns.cadre * len(model.case.posts.ids) + columns.post
    cost[columns.stints.span][np.isin(pairs, pairs[chosen[columns.stints.span]])] = 1
    cost[chosen] = -cost[chosen]
    stints = np.flatnonzero(chosen[columns.stints.span])
    cost[stints] = -STINT
    return cost


def _matches(keys: dict[str, tuple[Ints, Ints]]) -> Ints:
    """Positions among the columns that have the keys asked for; the first where several have."""
    there = pd.DataFrame({name: own for name, (own, _asked) in keys.items()}).drop_duplicates()
    asked = pd.DataFrame({name: wanted for name, (_own, wanted) in keys.items()})
    found = there.reset_index(names="column").merge(asked, on=list(keys))
    return found["column"].to_numpy(dtype=np.int64)


def _places(ids: npt.NDArray[np.object_], asked: "pd.Series[str]") -> Ints:
    return pd.Index(ids).get_indexer(pd.Index(asked)).astype(np.int64)


def _periods(model: Model, dates: "pd.Series[str]") -> Ints:
    months = np.array([month_index(date) for date in dates], dtype=np.int64)
    return (months - model.case.calendar.start) // model.case.calendar.length
