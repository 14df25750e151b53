"""The plan: what the engine decided, as tables, with its proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

import pandas as pd

from planner.scenario.scenario import Scenario

Status = Literal["optimal", "feasible", "infeasible", "no_plan", "invalid"]
Ending = Literal["proof", "time", "memory", "stop", "rounds"]
"""What ended a solve; ``rounds`` where provinces could be asked for no more of what they share."""

PLAN_TABLES: Final[dict[str, tuple[str, ...]]] = {
    "stints": ("cadre", "name", "post", "title", "unit", "start", "end", "how", "until", "from"),
    "vacancies": ("post", "title", "unit", "start", "end", "months", "weighted", "why"),
    "bench": ("cadre", "name", "post", "title", "unit", "ready", "action", "ready_on"),
    "mix": (
        "target", "scope", "of", "column", "values", "date",
        "lower", "upper", "today", "planned", "short", "over", "weight",
    ),
    "moves": ("chain", "step", "date", "cadre", "name", "from", "to", "opens"),
    "returns": (
        "cadre", "name", "post", "unit", "since", "sending_unit",
        "outcome", "date", "placement", "step", "expected",
    ),
    "training": (
        "session", "course", "grants", "starts_on", "ends_on",
        "cadre", "name", "unit", "priority", "cost", "why", "of",
    ),
    "review": ("cadre", "name", "post", "title", "unit", "action", "reason", "since"),
}  # fmt: skip
"""Columns of the plan's tables. All dates are first days of months (``YYYY-MM-DD``).

stints
    Who holds which post when, incumbents included. ``end`` is the first day
    not held; ``how`` is ``holds`` (in post at as_of), ``rotation`` (department
    to commune), ``promotion``, ``lateral`` (same grade), ``appointment``,
    ``dual`` (beside a main post) or ``return`` (from a rotation); ``until``
    says why it ends: ``horizon``, ``service`` (retirement or leaves_on),
    ``tenure_cap``, ``planned`` (vacant_from), ``rotation`` (rotation_until),
    ``moves``, ``returns`` (a new rotation that a return ends) or ``dual``
    (with its main post, or with the permission to hold both); ``from`` is the
    post or unit the cadre comes from, empty for ``holds``.
vacancies
    A post that is to be filled, with an empty seat from ``start`` to before
    ``end``; ``months`` counts empty seats times months, ``weighted`` the same
    times the weights of post and unit; ``why`` in a sentence.
bench
    The planned successors. ``ready`` is ``near`` or ``next``, ``action`` is
    ``keep`` (in force already) or ``add``; ``ready_on`` is the date from which
    courses of this plan make a ``next`` successor ready, else empty.
mix
    One row per target, part of its scope (``of``: the unit or post of an
    ``each_…`` scope, else empty) and date: bounds, today's count, the planned
    count and the persons short or over. ``date`` is the first day of the period
    counted, or as_of for a bench. A missing bound is an empty cell.
moves
    Chains of moves: step 1 fills a post that opened by itself, each further
    step fills the post that the step before opened (``opens``). A stint beside
    a main post is no move, a return is one.
returns
    One row per person on rotation today and per rotation newly made: the
    rotation's ``post`` and its ``unit``, since when, and what becomes of it.
    ``outcome`` is ``returns``, ``moves`` (to the other commune post
    ``placement``), ``stays`` (long enough to count as rotated no more),
    ``continues``, ``leaves`` (service ends) or ``without_place``; ``date`` is
    when the rotation ends, or the end of the horizon; ``step`` is the grade of
    the placement less the former one, blank when unknown; ``expected`` is the
    post or unit expected afterwards.
training
    Who attends which session. ``ends_on`` is the first day after it;
    ``priority`` is ``yes`` or ``no``; ``why`` is ``post``, ``order`` (another
    session needs it), ``bench``, ``standard`` or ``none``, ``of`` names the
    post, session or title.
review
    Every listing in force or planned: ``continue``, ``add`` or ``remove``, with
    the ``reason`` of a removal and since when it is in force.
"""


DUALS: Final = ("province", "tier", "row", "price")
"""Columns of the prices behind the proof: for each tier of each province planned by itself (blank where all is one
model) the rows of the model with a price, numbered from 0, then the rows that keep the earlier tiers; a price is a
whole multiple of 1 / 2^20. ``planner.explore.proof`` reads them."""
ALONE: Final = " alone"
"""Follows the name of a tier where the prices hold whatever is reached in the others: of provinces, after a tier in
which the nation's bound is not reached."""


TRACE: Final = ("province", "tier", "phase", "value", "bound", "seconds")
"""Columns of the steps of the solve: the province that was planned by itself, blank where all is one model; the goal
worked on, blank while a plan for several goals is looked for; what was done (``relax``, ``search``, ``prove`` or
``done``; of a province ``planned``, and ``quotas`` or ``prices`` where it was planned again with these); the best value
and the proven bound then, blank while unknown; and the seconds since the solve began. It is a record of one run: of the
same solve, these seconds differ from run to run as those in plan.json do, and a plan is whole without it."""


LONGEST: Final = 10**9
"""Seconds that no stage of a solve takes."""


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
    duals : pandas.DataFrame
        Columns of ``DUALS``: the prices from which anyone can compute the bounds anew.
    trace : pandas.DataFrame
        Columns of ``TRACE``: the steps of the solve; none where the plan keeps no record of it.
    """

    status: Status
    tiers: tuple[Tier, ...]
    scenario: Scenario
    tables: Mapping[str, pd.DataFrame]
    provenance: Mapping[str, Any]
    duals: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(DUALS)))
    trace: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(TRACE)))

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", MappingProxyType(dict(self.tables)))

    def __reduce__(self) -> tuple[type["Plan"], tuple[Any, ...]]:
        # a proxy cannot go to other processes
        return Plan, (
            self.status, self.tiers, self.scenario, dict(self.tables), dict(self.provenance), self.duals, self.trace
        )  # fmt: skip

    @property
    def seconds(self) -> float:
        """Seconds of the whole solve, as far as the provenance tells them: anyone may have edited it."""
        told = self.provenance.get("seconds")
        stages = told.values() if isinstance(told, Mapping) else ()
        return float(sum(one for one in stages if isinstance(one, int | float) and 0 <= one <= LONGEST))

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

    @property
    def returns(self) -> pd.DataFrame:
        """What becomes of each rotation."""
        return self.tables["returns"]

    @property
    def training(self) -> pd.DataFrame:
        """Who attends which course session, and what for."""
        return self.tables["training"]

    @property
    def review(self) -> pd.DataFrame:
        """What becomes of each listing."""
        return self.tables["review"]
