"""The checked, immutable scenario that everything else reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import pandas as pd

from planner.scenario.columns import TABLES
from planner.scenario.dates import month_index
from planner.scenario.settings import Settings


@dataclass(frozen=True)
class Scenario:
    """What a planner wrote, checked: settings and one frame per table.

    Every table of ``planner.scenario.columns.TABLES`` is present (perhaps
    empty), has all known columns in their order, then the planner's own
    columns as text. Rows keep their order. Treat the frames as read-only.

    Attributes
    ----------
    settings : Settings
        The content of scenario.yaml.
    tables : Mapping[str, pandas.DataFrame]
        One frame per table name, kinds as in ``planner.scenario.columns.Kind``.
    places : Mapping[str, Sequence[str]]
        Where each row of a table was read (``posts.csv:14``); empty for a scenario that was not read.
    """

    settings: Settings
    tables: Mapping[str, pd.DataFrame]
    places: Mapping[str, Sequence[str]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        missing = set(TABLES) - set(self.tables)
        if missing:
            raise ValueError(f"tables missing from the scenario: {sorted(missing)}")
        object.__setattr__(self, "tables", MappingProxyType(dict(self.tables)))

    def __reduce__(self) -> tuple[type["Scenario"], tuple[Any, ...]]:
        return Scenario, (self.settings, dict(self.tables), dict(self.places))  # a proxy cannot go to other processes

    def place(self, table: str, row: int) -> str:
        """Where a row of a table stands, as findings say it."""
        return self.places[table][row] if table in self.places else f"{table} row {row + 1}"

    @property
    def units(self) -> pd.DataFrame:
        """Sending and receiving units."""
        return self.tables["units"]

    @property
    def posts(self) -> pd.DataFrame:
        """Posts to be filled."""
        return self.tables["posts"]

    @property
    def cadres(self) -> pd.DataFrame:
        """People."""
        return self.tables["cadres"]

    @property
    def bench(self) -> pd.DataFrame:
        """Listings in force."""
        return self.tables["bench"]

    @property
    def pins(self) -> pd.DataFrame:
        """Decisions already taken."""
        return self.tables["pins"]

    @property
    def start(self) -> int:
        """Month index of ``as_of``; the first period starts here."""
        return month_index(self.settings.as_of)

    @property
    def periods(self) -> int:
        """Number of periods T."""
        return self.settings.horizon_months // self.settings.period_months

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the settings and tables, the same on every machine.

        What a simulation draws and what giving way costs is left out: no plan depends on it.
        """
        text = [self.settings.model_dump_json(exclude={"simulate", "repair"})]
        text += [f"{name}\n{self.tables[name].to_csv(index=False, lineterminator=chr(10))}" for name in TABLES]
        return sha256("\n".join(text).encode()).hexdigest()
