"""A plan that is asked about, its model, and the conditions that a question adds."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Event

import numpy as np
import scipy.sparse as sp

from planner.check import model_of
from planner.domain.calendar import Ints
from planner.engine.counts import counted
from planner.explore.decisions import apart, decided
from planner.explore.proof import Certified, certificates
from planner.model.matrix import UNBOUNDED
from planner.model.model import Model
from planner.plan.plan import Plan
from planner.plan.verify import Verification, verify
from planner.scenario.scenario import Scenario


@dataclass(frozen=True)
class Condition:
    """``lower <= sum of value * column <= upper``; arrays of int of one shape."""

    columns: Ints
    values: Ints
    lower: int
    upper: int


def at_least_one(columns: Ints) -> Condition:
    """One of the columns is chosen."""
    return Condition(columns, np.ones_like(columns), 1, UNBOUNDED)


def none_of(columns: Ints) -> Condition:
    """None of the columns is chosen."""
    return Condition(columns, np.ones_like(columns), 0, 0)


def at_most(columns: Ints, values: Ints, most: int) -> Condition:
    """A sum of columns is no larger than this."""
    return Condition(columns, values, -UNBOUNDED, most)


def under(model: Model, conditions: Sequence[Condition]) -> Model:
    """The model with a row for each condition after its own."""
    rows = np.repeat(np.arange(len(conditions)), [len(one.columns) for one in conditions])
    none = np.zeros(0, dtype=np.int64)
    columns = np.concatenate([none, *(one.columns for one in conditions)])
    values = np.concatenate([none, *(one.values for one in conditions)])
    more = sp.csr_array((values, (rows, columns)), shape=(len(conditions), model.columns.count))
    return replace(
        model,
        matrix=sp.vstack([model.matrix, more], format="csr"),
        row_lower=np.append(model.row_lower, [one.lower for one in conditions]).astype(np.int64),
        row_upper=np.append(model.row_upper, [one.upper for one in conditions]).astype(np.int64),
        owners=(*model.owners, ("question", len(conditions))),
    )


class UnfitPlanError(ValueError):
    """The plan is not one of the scenario; ``verification`` says what does not hold."""

    def __init__(self, verification: Verification) -> None:
        super().__init__()
        self.verification = verification


@dataclass(frozen=True)
class Effort:
    """How each solve for a question runs: seconds, seed, and an event that ends it early."""

    seconds: float | None = None
    seed: int | None = None
    stop: Event = field(default_factory=Event)


@dataclass(frozen=True)
class Question:
    """A plan that is asked about, and the model of its scenario.

    Attributes
    ----------
    plan : Plan
        It keeps every rule of the scenario, and its figures are right.
    model : Model
    effort : Effort
    """

    plan: Plan
    model: Model
    effort: Effort = field(default_factory=Effort)

    @property
    def scenario(self) -> Scenario:
        """The scenario of the plan."""
        return self.model.case.scenario

    def cadre(self, cadre: str) -> int:
        """Position of a cadre by his id."""
        return self.model.case.people.ids.tolist().index(cadre)

    def post(self, post: str) -> int:
        """Position of a post by its id."""
        return self.model.case.posts.ids.tolist().index(post)

    def stints(self, cadre: int, post: int) -> Ints:
        """Columns of the stints of a cadre in a post."""
        columns = self.model.columns
        return np.flatnonzero((columns.cadre == cadre) & (columns.post == post))

    def listings(self, cadre: int, post: int) -> Ints:
        """The column of a cadre's listing for a post, if there is any."""
        columns = self.model.columns
        chosen = np.flatnonzero((columns.listed_cadre == cadre) & (columns.listed_post == post))
        return columns.listings.start + chosen

    @cached_property
    def proofs(self) -> tuple[Certified, ...]:
        """What the prices of the plan prove of each tier; nothing where they are not those of the scenario's model."""
        own = self.plan.duals[self.plan.duals["province"] == ""]
        return certificates(self.model, self.plan.tiers, own) if len(own) else ()

    @cached_property
    def decisions(self) -> Ints | None:
        """The plan as columns of the model; None where some of its rows are of no column."""
        return counted(self.model, decided(self.model, self.plan).astype(np.int64))

    @cached_property
    def apart(self) -> Ints:
        """A cost that counts what another plan decides otherwise."""
        return apart(self.model, self.plan)

    @property
    def seed(self) -> int:
        """The seed of each solve."""
        return self.scenario.settings.seed if self.effort.seed is None else self.effort.seed


def ask(scenario: Scenario, plan: Plan, effort: Effort | None = None) -> Question:
    """A question about a plan of a scenario.

    Raises
    ------
    UnfitPlanError
        When the plan does not keep the rules of the scenario, or its figures are wrong.
    InputError
        When the scenario cannot be planned.
    """
    verification = verify(scenario, plan)
    if not verification.ok:
        raise UnfitPlanError(verification)
    return Question(plan, model_of(scenario), effort or Effort())
