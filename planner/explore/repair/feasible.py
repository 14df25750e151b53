"""Whether any plan keeps what a scenario demands, asked without its goals."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Bools, Ints
from planner.domain.case import build_case
from planner.engine.finish import Finish
from planner.engine.promising import Width, promising
from planner.engine.run import Limits, Run
from planner.engine.tiers import solve_tiers
from planner.explore.question import Effort
from planner.model.model import Model, TierCost, build_model
from planner.rulebook.rulebook import resolve
from planner.scenario.scenario import Scenario
from planner.solving.whole import NO_LIMIT

FIRST: Final = Width(stints=6, listings=8, returns=4)
"""Candidates among which a plan is looked for before all are."""


@dataclass(frozen=True)
class Answer:
    """Whether a plan exists, and the decisions of one."""

    status: Literal["feasible", "infeasible", "unknown"]
    values: Ints | None = None


def model_without_screening(scenario: Scenario) -> Model:
    """The model of a scenario even where counting alone shows that its pins cannot be kept."""
    return build_model(build_case(scenario, resolve(scenario)[0]))


def without_rows(model: Model, rules: frozenset[str]) -> Model:
    """The model without the rows of some rules."""
    owner = np.repeat([name for name, _count in model.owners], [count for _name, count in model.owners])
    kept = ~np.isin(owner, list(rules))
    return replace(
        model,
        matrix=sp.csr_array(model.matrix[kept]),
        row_lower=model.row_lower[kept],
        row_upper=model.row_upper[kept],
        owners=tuple((name, count) for name, count in model.owners if name not in rules),
    )


def feasible(model: Model, effort: Effort, *, presolve: bool = True) -> Answer:
    """Look for any plan.

    Where targets are hard, by the plan that misses them by the fewest persons: that bound has prices as a proof. Else
    among a few candidates for each post and those of pins, then among all.

    Parameters
    ----------
    model : Model
    effort : Effort
        Seconds of this question alone.
    presolve : bool
        Whether the solver may simplify the model first; without, it confirms that there is no plan.
    """
    run = Run(
        model, Limits(NO_LIMIT if effort.seconds is None else effort.seconds, 1, effort.seed or 0, effort.stop), None
    )
    nothing = np.zeros(model.columns.count, dtype=np.int64)
    if presolve:
        few = promising(model, nothing, FIRST) | _of_pins(model)
        found = run.search((run.lower, np.where(few, run.upper, run.lower)), nothing, None)
        if found.values is not None:
            return Answer("feasible", found.values)
    return _answer(run.search(run.box, nothing, None, presolve=presolve))


def _out_of_reach(model: Model) -> bool:
    """Whether some row asks for more than all its columns together can give: a pin that nothing can keep."""
    positive = model.matrix.maximum(0)
    most = positive @ model.upper + (model.matrix - positive) @ model.lower
    return bool((most < model.row_lower).any())


def _least_missed(model: Model, limits: Limits) -> Answer:
    """Whether the hard targets can be missed by nobody."""
    columns, seats = model.columns, model.case.posts
    hard = np.flatnonzero([part.target.hard for part in columns.parts])
    counters = np.concatenate([columns.mix_short.start + hard, columns.mix_over.start + hard])
    upper, cost = model.upper.copy(), np.zeros(columns.count, dtype=np.int64)
    upper[counters] = int(seats.seats.sum() + seats.bench_max.sum())
    cost[counters] = 1
    soft = replace(model, upper=upper, tiers=(TierCost("missed", "min", cost),))
    outcome = solve_tiers(soft, limits)
    if outcome.decisions is None:
        return Answer("infeasible" if outcome.status == "infeasible" else "unknown")
    if not outcome.proofs[0].value:
        return Answer("feasible", outcome.decisions)
    return Answer("infeasible" if outcome.proofs[0].bound > 0 else "unknown")


def _of_pins(model: Model) -> Bools:
    """Columns of people and posts that pins name, and of who holds these posts."""
    case, columns = model.case, model.columns
    pins = case.scenario.pins
    posts = np.isin(case.posts.ids, pins["post"])
    holders = case.incumbents.cadre[posts[case.incumbents.post]]
    people = np.isin(case.people.ids, pins["cadre"])
    people[holders] = True
    chosen = np.zeros(columns.count, dtype=bool)
    chosen[columns.stints.span] = people[columns.cadre] | posts[columns.post]
    chosen[columns.listings.span] = people[columns.listed_cadre] | posts[columns.listed_post]
    return chosen


def _answer(found: Finish) -> Answer:
    if found.values is not None:
        return Answer("feasible", found.values)
    return Answer("infeasible" if found.status == "infeasible" else "unknown")
