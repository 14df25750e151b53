"""The plan: what the engine decided, as tables, with its proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

import pandas as pd

from planner.scenario.scenario import Scenario

Status = Literal["optimal", "feasible", "infeasible", "no_plan", "invalid"]

PLAN_TABLES: Final[dict[str, tuple[str, ...]]] = {
    "stints": ("cadre", "name", "post", "title", "unit", "start", "end", "how", "until", "from"),
    "vacancies": ("post", "title", "unit", "start", "end", "months", "weighted", "why"),
    "bench": ("cadre", "name", "post", "title", "unit", "ready", "action"),
    "mix": (
        "target", "scope", "of", "column", "values", "date",
        "lower", "upper", "today", "planned", "short", "over", "weight",
    ),
    "moves": ("chain", "step", "date", "cadre", "name", "from", "to", "opens"),
}  # fmt: skip
"""Columns of the plan's tables.

stints
    Who holds which post when, incumbents included. ``start`` and ``end`` are
    first days of months (``YYYY-MM-DD``), ``end`` is the first day not held;
    ``how`` is ``holds`` (in post at as_of), ``rotation`` (department to
    commune), ``promotion``, ``lateral`` (same grade) or ``appointment``;
    ``until`` says why it ends: ``horizon``, ``service`` (retirement or
    leaves_on), ``tenure_cap``, ``planned`` (vacant_from) or ``moves``; ``from``
    is the post or unit the cadre comes from, empty for ``holds``.
vacancies
    A post with an empty seat from ``start`` to before ``end``; ``months``
    counts empty seats times months, ``weighted`` the same times the weights
    of post and unit; ``why`` in a sentence.
bench
    The planned successors. ``ready`` is ``near`` or ``next``, ``action`` is
    ``keep`` (in force already) or ``add``.
mix
    One row per target, part of its scope (``of``: the unit or post of an
    ``each_…`` scope, else empty) and date: bounds, today's count, the planned
    count and the persons short or over. ``date`` is the first day of the period
    counted, or as_of for a bench. A missing bound is an empty cell.
moves
    Chains of moves: step 1 fills a post that opened by itself, each further
    step fills the post that the step before opened (``opens``).
"""


@dataclass(frozen=True)
class Tier:
    """One goal tier and what was proven of it.

    ``value`` is what the plan reaches, ``bound`` what no plan can beat;
    ``sense`` says whether lower (``min``) or higher (``max``) is better.
    ``gap`` is |value - bound| / max(1, |value|); 0 means proven optimal.
    """

    name: str
    sense: Literal["min", "max"]
    value: int
    bound: int
    gap: float
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether the value is proven to be the best possible."""
        return self.value == self.bound


@dataclass(frozen=True)
class Plan:
    """A plan with its scenario, proof and provenance.

    Attributes
    ----------
    status : str
        ``optimal``, ``feasible``, ``infeasible``, ``no_plan`` or ``invalid``.
    tiers : tuple[Tier, ...]
        In order of importance.
    scenario : Scenario
        The resolved scenario that was planned.
    tables : Mapping[str, pandas.DataFrame]
        The tables of ``PLAN_TABLES``, all cells as written to CSV but whole
        numbers as ``int64`` (``Int64`` where a cell may be blank).
    provenance : Mapping[str, Any]
        Versions, seed, digest of the scenario, seconds of each stage.
    """

    status: Status
    tiers: tuple[Tier, ...]
    scenario: Scenario
    tables: Mapping[str, pd.DataFrame]
    provenance: Mapping[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", MappingProxyType(dict(self.tables)))

    @property
    def stints(self) -> pd.DataFrame:
        """Who holds which post when."""
        return self.tables["stints"]

    @property
    def bench(self) -> pd.DataFrame:
        """The planned successors of each post."""
        return self.tables["bench"]

    @property
    def vacancies(self) -> pd.DataFrame:
        """Posts with an empty seat, and why."""
        return self.tables["vacancies"]

    @property
    def mix(self) -> pd.DataFrame:
        """Every mix target with what is reached."""
        return self.tables["mix"]

    @property
    def moves(self) -> pd.DataFrame:
        """Chains of moves, each in order."""
        return self.tables["moves"]
