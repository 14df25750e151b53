"""Provinces that can be planned one by one: a scenario as one scenario for each, and the targets they share.

With the rule ``own_province`` nobody moves between provinces, so they have only those targets in common that count
people of several of them. Units are left in every part, for they are what rows refer to; everything else goes with its
province.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.domain.arrays import positions
from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.domain.mix import EACH, parts
from planner.language import _
from planner.scenario.scenario import Scenario
from planner.scenario.settings import MixTarget

NONE = -1
"""No province."""


@dataclass(frozen=True)
class Block:
    """A province and the scenario of everything in it."""

    province: str
    scenario: Scenario


@dataclass(frozen=True)
class Split:
    """The provinces of a scenario, each by itself, and the targets that count people of several of them."""

    blocks: tuple[Block, ...]
    shared: tuple[MixTarget, ...]


def has_provinces(scenario: Scenario) -> bool:
    """Whether there could be anything to part."""
    return int((scenario.units["kind"] == "province").sum()) > 1


def split(case: Case) -> Split | None:
    """Part a case into its provinces; None where there are not two, or ``ties`` hold them together."""
    if len(_provinces(case)) < 2 or ties(case):
        return None
    homes, rows = _homes(case), _row_provinces(case)
    shared = tuple(target for target in case.scenario.settings.mix if len(homes[target.name]) > 1)
    return Split(tuple(_block(case, province, homes, rows) for province in _provinces(case)), shared)


def ties(case: Case) -> tuple[str, ...]:
    """What keeps provinces from being planned one by one, each in half a sentence; empty where nothing does."""
    return tuple(_ties(case)) if len(_provinces(case)) > 1 else ()


def _provinces(case: Case) -> list[int]:
    return [int(province) for province in np.unique(case.post_province) if province != NONE]


def _ties(case: Case) -> Iterator[str]:
    scenario, held = case.scenario, case.incumbents
    sessions = scenario.tables["sessions"]
    told = {
        _("the rule own_province is off"): not case.rulebook.on("own_province"),
        _("there are people of no province, who may go anywhere"): (case.province == NONE).any(),
        _("there are posts of no province"): (case.post_province == NONE).any(),
        _("there are sessions for people of all provinces"): (_session_provinces(case) == NONE).any(),
        _("the budget of courses is one for all"): len(sessions) and scenario.settings.courses.budget is not None,
        _("people hold posts of another province"): (case.province[held.cadre] != case.post_province[held.post]).any(),
        **{
            _("{table}.csv names people for posts of another province").format(table=table): (
                _of_cadre(case, table) != _of_post(case, table)
            ).any()
            for table in ("bench", "pins", "fit")
        },
    }
    yield from (tie for tie, holds in told.items() if holds)
    homes = _homes(case)
    for target in scenario.settings.mix:
        if target.hard and len(homes[target.name]) > 1:
            yield _("the target {name} is hard and counts people of several provinces").format(name=target.name)


def _homes(case: Case) -> dict[str, set[int]]:
    """The provinces of the posts that each target counts together; none where it counts each of its parts alone."""
    homes: dict[str, set[int]] = {target.name: set() for target in case.scenario.settings.mix}
    together = [target for target in case.scenario.settings.mix if not str(target.scope).startswith(EACH)]
    for part in parts(case, together):
        homes[part.target.name] |= set(case.post_province[part.posts].tolist())
    return homes


def _row_provinces(case: Case) -> dict[str, Ints]:
    """Province of each row of each table that is parted."""
    one, other = (_of_cadre(case, "relatives", column) for column in ("cadre_a", "cadre_b"))
    return {
        "posts": case.post_province,
        "cadres": case.province,
        "sessions": _session_provinces(case),
        "relatives": np.where(one == other, one, NONE),
        **{table: _of_post(case, table) for table in ("bench", "pins", "fit")},
    }


def _block(case: Case, province: int, homes: dict[str, set[int]], of_rows: dict[str, Ints]) -> Block:
    scenario = case.scenario
    name = str(scenario.units["unit"].iloc[province])
    rows = {table: np.flatnonzero(of == province) for table, of in of_rows.items()}
    tables = {
        table: frame.iloc[rows[table]].reset_index(drop=True) if table in rows else frame
        for table, frame in scenario.tables.items()
    }
    places = {
        table: [named[row] for row in rows[table].tolist()] if table in rows else named
        for table, named in scenario.places.items()
    }
    own = tuple(
        target for target in scenario.settings.mix if not homes[target.name] or homes[target.name] == {province}
    )
    return Block(name, Scenario(scenario.settings.model_copy(update={"mix": own}), tables, places))


def _of_cadre(case: Case, table: str, column: str = "cadre") -> Ints:
    return _looked_up(case.scenario.tables[table][column], pd.Index(case.people.ids), case.province)


def _of_post(case: Case, table: str) -> Ints:
    return _looked_up(case.scenario.tables[table]["post"], pd.Index(case.posts.ids), case.post_province)


def _session_provinces(case: Case) -> Ints:
    return _looked_up(
        case.scenario.tables["sessions"]["unit"], pd.Index(case.scenario.units["unit"]), case.unit_province
    )


def _looked_up(named: pd.Series, ids: pd.Index, province: Ints) -> Ints:
    """Province of each id in a column; none for a blank one."""
    return np.append(province, NONE)[positions(ids, named)]
