"""The best plan of a scenario as what other plans of it are held against: their conditions and their true bounds."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from planner.check import model_of
from planner.domain.calendar import Ints
from planner.engine.counts import counted
from planner.engine.outcome import Outcome, ProgressSink, TierProof
from planner.engine.run import Limits
from planner.engine.tiers import solve_tiers
from planner.explore.decisions import apart, decided
from planner.explore.proof import certificates
from planner.explore.question import Condition, Effort, at_most, under
from planner.model.model import Model, TierCost
from planner.plan.assemble import assemble
from planner.plan.plan import Plan, Tier
from planner.scenario.scenario import Scenario
from planner.solving.whole import NO_LIMIT, Options, solve_whole, verified

Ending = Literal["complete", "count", "time"]
"""Why no more plans were looked for: it is proven that there are none, as many as asked for are there, or time was out
(or somebody stopped it)."""


@dataclass(frozen=True)
class Reference:
    """The best plan of a scenario.

    Attributes
    ----------
    plan : Plan
        With the prices of its proof; without decisions where the scenario has no plan, or none was found in time.
    model : Model
        Of the scenario.
    effort : Effort
        Its seconds are for all solves together.
    progress : callable or None
        Hears the steps of each solve.
    began : float
        When these seconds began, by ``time.monotonic``.
    """

    plan: Plan
    model: Model
    effort: Effort
    progress: ProgressSink | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def scenario(self) -> Scenario:
        """What is planned."""
        return self.model.case.scenario

    @property
    def left(self) -> float:
        """Seconds left; none once somebody asked to stop."""
        if self.effort.stop.is_set():
            return 0.0
        return NO_LIMIT if self.effort.seconds is None else self.effort.seconds - (time.monotonic() - self.began)

    @property
    def costs(self) -> tuple[int, ...]:
        """What the best plan costs in each tier."""
        return tuple(cost.sign * tier.value for cost, tier in zip(self.model.tiers, self.plan.tiers, strict=True))

    def near(self, limits: Sequence[int]) -> Model:
        """The model of the plans that cost no more than the limits in the first tiers.

        What the prices of the best plan know of none of them to decide is fixed.

        Parameters
        ----------
        limits : sequence of int
            For as many tiers as it has numbers.
        """
        model, box = self.model, (self.model.lower, self.model.upper)
        costs = (*limits, *self.costs[len(limits) :])
        told = [
            replace(tier, value=cost.sign * limit)
            for tier, cost, limit in zip(self.plan.tiers, model.tiers, costs, strict=True)
        ]
        known = certificates(model, told, self.plan.duals)[: len(limits)]
        for one, limit in zip(known, limits, strict=True):
            stays_low, stays_high = one.certificate.cannot_enter(*box, limit)
            box = np.where(stays_high, box[1], box[0]), np.where(stays_low, box[0], box[1])
        rows = [costs_at_most(one.cost.cost, limit) for one, limit in zip(known, limits, strict=True)]
        return replace(under(model, rows), lower=box[0], upper=box[1])

    @cached_property
    def decisions(self) -> Ints | None:
        """The best plan as columns of the model; None where some of its rows are of no column."""
        return counted(self.model, decided(self.model, self.plan).astype(np.int64))

    def solve(self, model: Model, known: Ints | None = None) -> Outcome:
        """The best plan of a model that has the columns of the scenario's, in the order of its own tiers.

        Of several that are equally good, one that lists and trains whom the best plan lists and trains.

        Parameters
        ----------
        model : Model
        known : array of int, shape (n,), optional
            A plan of it to start from.
        """
        limits = Limits(self.left, 1, self._seed, self.effort.stop)
        return solve_tiers(model, limits, self.progress, known=known, among_equals=self._beside)

    def plan_of(self, outcome: Outcome, asked: Mapping[str, Any], proven: TierProof | None = None) -> Plan:
        """A solve's decisions as a plan of the scenario, with bounds that hold for the scenario.

        Each tier's bound is for all plans that keep what this one reaches in the tiers before: by the prices of the
        best plan, and by its proof where nothing before is worse than there.

        Parameters
        ----------
        outcome : Outcome
            With decisions.
        asked : Mapping[str, Any]
            Under which conditions, for the record.
        proven : TierProof, optional
            What the solve has proven of one of the scenario's tiers, if every plan that keeps what this one reaches in
            the tiers before was among those that it searched; its prices are of the rows that keep these tiers.

        Raises
        ------
        InvalidPlanError
            When the verifier does not accept the plan.
        """
        decisions = outcome.decisions
        if decisions is None:
            raise ValueError("no plan can be made of an outcome without decisions")
        costs = [int(tier.cost @ decisions) for tier in self.model.tiers]
        told = [replace(best, value=tier.sign * cost) for best, tier, cost in self._tiers(costs)]
        known = certificates(self.model, told, _with_prices(self.plan.duals, proven))
        proofs, none_worse = [], True
        for (best, tier, cost), one in zip(self._tiers(costs), known, strict=True):
            bound = one.certificate.bound
            if none_worse:
                bound = max(bound, tier.sign * best.bound)
            if proven is not None and proven.name == tier.name:
                bound = max(bound, tier.sign * proven.bound)
            none_worse = none_worse and cost <= tier.sign * best.value
            told_values = tier.sign * cost, tier.sign * bound
            proofs.append(TierProof(tier.name, tier.sense, *told_values, 0.0, one.certificate.prices))
        optimal = all(proof.value == proof.bound for proof in proofs)
        grounded = Outcome("optimal" if optimal else "feasible", decisions, tuple(proofs), outcome.core)
        seconds = sum(proof.seconds for proof in outcome.proofs)
        plan = assemble(self.model, grounded, self._seed, {"solve": seconds})
        ended = "proof" if outcome.status == "optimal" else "stop" if self.effort.stop.is_set() else "time"
        plan = replace(plan, provenance={**plan.provenance, "asked": dict(asked), "ended_by": ended})
        verified(self.scenario, plan)
        return plan

    @cached_property
    def _beside(self) -> Ints:
        """A cost that counts what is decided otherwise than in the best plan, but for who is placed where."""
        cost = apart(self.model, self.plan)
        cost[self.model.columns.stints.span] = 0
        return cost

    @property
    def _seed(self) -> int:
        return self.scenario.settings.seed if self.effort.seed is None else self.effort.seed

    def _tiers(self, costs: Sequence[int]) -> list[tuple[Tier, TierCost, int]]:
        """Each tier as the best plan tells it and as the model counts it, with a cost."""
        return list(zip(self.plan.tiers, self.model.tiers, costs, strict=True))


def costs_at_most(cost: Ints, limit: int) -> Condition:
    """A plan costs no more than this."""
    priced = np.flatnonzero(cost)
    return at_most(priced, cost[priced], limit)


def _with_prices(duals: pd.DataFrame, proven: TierProof | None) -> pd.DataFrame:
    """The prices of a plan, those of one tier replaced."""
    if proven is None:
        return duals
    rows = np.flatnonzero(proven.prices)
    own = pd.DataFrame({"province": "", "tier": proven.name, "row": rows, "price": proven.prices[rows]})
    return pd.concat([duals[duals["tier"] != proven.name], own], ignore_index=True)


def refer(scenario: Scenario, effort: Effort | None = None, progress: ProgressSink | None = None) -> Reference:
    """Plan a scenario, as one model, to ask for other plans of it.

    Raises
    ------
    InputError
        When the scenario cannot be planned.
    InvalidPlanError
        When the verifier does not accept the engine's plan.
    """
    effort = effort or Effort()
    began = time.monotonic()
    plan = solve_whole(scenario, Options(effort.seconds, seed=effort.seed), progress, effort.stop).plan
    return Reference(plan, model_of(scenario), effort, progress, began)
