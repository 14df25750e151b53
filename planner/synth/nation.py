"""A nation of synthetic provinces in one scenario: each made by itself, then told apart by the province's code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, ClassVar, Final

import pandas as pd
from pydantic import ConfigDict, Field, TypeAdapter

from planner.language import _
from planner.scenario.columns import TABLES, Kind
from planner.scenario.scenario import Scenario
from planner.scenario.settings import MixTarget
from planner.scenario.write import write
from planner.synth.area import unit_ids
from planner.synth.generate import district
from planner.synth.profiles import Profile, profile, stored
from planner.synth.resize import resized

ALIKE: Final = ("departments",)
"""Sizes that a province has whatever the number of its communes."""


@dataclass(frozen=True)
class Province:
    """A province as published: code, name, number of communes, ethnic groups; and where it lies, roughly."""

    code: str
    name: str
    communes: Annotated[int, Field(ge=1)]
    latitude: float
    longitude: float
    ethnic_groups: Mapping[str, int]

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Nation:
    """Provinces that are like one profile in kind, and the targets that they share.

    Attributes
    ----------
    name, title : str
        Of the scenario; ``{provinces}`` in the title is their number.
    base : str
        The profile of which each province is another size.
    mix : tuple[MixTarget, ...]
        Targets in place of those of the profile.
    provinces : tuple[Province, ...]
    """

    name: str
    title: str
    base: str
    mix: tuple[MixTarget, ...]
    provinces: Annotated[tuple[Province, ...], Field(min_length=1)]

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


def nation(provinces: int | None = None) -> Nation:
    """Read the nation that comes with the program, or its first provinces.

    Raises
    ------
    ValueError
        When there are not as many.
    """
    whole = TypeAdapter(Nation).validate_python(stored("nation.yaml"))
    if provinces is None:
        return whole
    if not 1 <= provinces <= len(whole.provinces):
        raise ValueError(
            _("the nation has {count} provinces; {provinces} were asked for").format(
                count=len(whole.provinces), provinces=provinces
            )
        )
    return replace(whole, provinces=whole.provinces[:provinces])


def nationwide(wanted: Nation) -> Scenario:
    """Make the scenario of a nation, one province after the other; the same for the same nation.

    Course budgets are the provinces' own matter and left out, as are targets of the profile; every session is for the
    people of its province.
    """
    base = profile(wanted.base)
    made = [_province(base, one) for one in wanted.provinces]
    tables = {
        name: made[0].tables[name] if name == "titles" else pd.concat(parts, ignore_index=True)
        for name in TABLES
        for parts in [[one.tables[name] for one in made]]
    }
    title = wanted.title.format(provinces=len(made))
    settings = made[0].settings.model_copy(
        update={"name": wanted.name, "title": title, "mix": wanted.mix, "courses": type(base.courses)()}
    )
    return Scenario(settings, tables)


def write_nation(wanted: Nation, out: Path) -> Scenario:
    """Make a nation and write it as a folder of CSV files with scenario.yaml."""
    scenario = nationwide(wanted)
    write(scenario, out)
    return scenario


def _province(base: Profile, one: Province) -> Scenario:
    """A province in its size, with its code before every id."""
    sized = resized(base, communes=one.communes, **{size: getattr(base, size) for size in ALIKE})
    own = replace(
        sized,
        province=one.name,
        clusters={},
        ethnic_groups=one.ethnic_groups,
        latitude=one.latitude,
        longitude=one.longitude,
        seed=base.seed * 100 + int(one.code),
    )
    scenario = district(own)
    tables = dict(scenario.tables)
    tables["sessions"] = tables["sessions"].assign(unit=unit_ids([one.name])[0])
    for table, column in _ids():
        cells = tables[table][column]
        tables[table] = tables[table].assign(**{column: _told_apart(cells, f"{one.code}-")})
    return Scenario(scenario.settings, tables)


def _ids() -> Iterator[tuple[str, str]]:
    """Columns that hold ids of a province's own units, posts, people and sessions."""
    own = {"units", "posts", "cadres", "sessions"}
    for table in TABLES.values():
        for column in table.columns:
            if (column.kind is Kind.ID and table.name in own) or column.ref in own:
                yield table.name, column.name


def _told_apart(cells: "pd.Series[str]", prefix: str) -> "pd.Series[str]":
    """Each id of each cell with a prefix; blank cells stay blank."""
    return (prefix + cells.str.replace(";", f";{prefix}", regex=False)).where(cells != "", "")
