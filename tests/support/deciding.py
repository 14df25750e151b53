"""Plans given as rows, as the values of a model's decisions."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from support.small_office import pairs, stint_rows

from planner.domain.calendar import Ints
from planner.model.kinds import Kind
from planner.model.model import Model

NOTHING: Mapping[str, Kind] = MappingProxyType({})


def decisions_of(
    model: Model, stints: str, listings: str = "", attended: str = "", kinds: Mapping[str, Kind] = NOTHING
) -> Ints:
    """Columns of the rows, everything else at nothing; rows of today's posts have no column.

    ``kinds`` names the stints, by cadre and post, that are no moves.
    """
    case, columns = model.case, model.columns
    cadres, posts, sessions = (ids.tolist() for ids in (case.people.ids, case.posts.ids, case.sessions.ids))
    values = np.zeros(columns.count, dtype=np.int64)
    for cadre, post, start, end in stint_rows(stints):
        first, after = ((month - case.calendar.start) // case.calendar.length for month in (start, end))
        mine = (columns.cadre == cadres.index(cadre)) & (columns.post == posts.index(post))
        mine &= columns.kind == kinds.get(f"{cadre} {post}", Kind.MOVE)
        chosen = columns.stints.all[mine & (columns.start == first) & (columns.end == after)]
        assert len(chosen) == (not (case.holds[cadres.index(cadre), posts.index(post)] and first == 0))
        values[chosen] = 1
    for cadre, post in pairs(listings):
        mine = (columns.listed_cadre == cadres.index(cadre)) & (columns.listed_post == posts.index(post))
        assert mine.sum() == 1
        values[columns.listings.all[mine]] = 1
    for cadre, session in pairs(attended):
        mine = columns.needs.attend_cadre == cadres.index(cadre)
        mine &= columns.needs.attend_session == sessions.index(session)
        assert mine.sum() == 1
        values[columns.attendances.all[mine]] = 1
    return values
