"""A small nation: synthetic districts side by side, each the province of its own."""

import pandas as pd

from planner.scenario.columns import TABLES
from planner.scenario.scenario import Scenario
from planner.scenario.settings import MixTarget, Settings
from planner.synth.generate import district
from planner.synth.profiles import Profile

REFERENCES = {
    "units": ("unit", "parent"),
    "posts": ("post", "unit", "holder"),
    "cadres": ("cadre", "native_unit", "unit", "sending_unit"),
    "bench": ("cadre", "post"),
    "relatives": ("cadre_a", "cadre_b"),
    "pins": ("cadre", "post"),
}
"""Columns that hold ids of units, posts and people."""


def nation(*profiles: Profile, mix: tuple[MixTarget, ...] = ()) -> Scenario:
    """Districts as the provinces p1, p2 and so on, with targets of the nation after those of the first profile."""
    parts = [_province(f"p{number}", district(profile)) for number, profile in enumerate(profiles, 1)]
    tables = {
        table: parts[0][table]
        if table in ("titles", "sessions", "fit")
        else pd.concat([part[table] for part in parts], ignore_index=True)
        for table in TABLES
    }
    settings = district(profiles[0]).settings
    return Scenario(
        Settings(**{**settings.model_dump(exclude={"mix", "name"}), "name": "nation", "mix": (*settings.mix, *mix)}),
        tables,
    )


def _province(name: str, scenario: Scenario) -> dict[str, pd.DataFrame]:
    tables = {table: frame.copy() for table, frame in scenario.tables.items()}
    for table, columns in REFERENCES.items():
        for column in columns:
            tables[table][column] = [f"{name}-{value}" if value else "" for value in tables[table][column]]
    units = tables["units"]
    units.loc[units["parent"] == "", "parent"] = name
    own = units.iloc[:1].assign(unit=name, name=name, kind="province", parent="", weight=1)
    tables["units"] = pd.concat([own, units], ignore_index=True)
    return tables


def profiles(count: int) -> tuple[Profile, ...]:
    """Small districts with a target of each."""
    women = MixTarget(name="women", column="sex", values=("female",), scope="each_province", at_least="25%")
    return tuple(
        Profile(
            name=f"d{seed}", communes=3, posts_per_commune=4, departments=3, leaders=8, pool=4, away=1, away_ends=1,
            returned_higher=1, receiving=2, staff=25, vacant=1, weak=1, relatives=1, disciplined=0, seed=seed,
            mix=(women,),
        )
        for seed in range(1, count + 1)
    )  # fmt: skip
