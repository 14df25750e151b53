"""From the engine's decisions to the tables of a plan."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

import numpy as np
import pandas as pd

from planner.domain.mix import NO_UPPER, Part
from planner.engine.outcome import Outcome, Progress, TierProof, relative_gap
from planner.language import speaking
from planner.model.model import Model
from planner.plan.benches import bench_rows, review_rows
from planner.plan.decided import Decided
from planner.plan.placements import move_rows, stint_rows, vacancy_rows
from planner.plan.plan import DUALS, PLAN_TABLES, TRACE, Ending, Plan, Tier
from planner.plan.rotations import return_rows
from planner.plan.training import training_rows

LIBRARIES: Final = ("planner", "ortools", "numpy", "scipy", "pandas", "networkx")
"""Programs whose versions a plan records."""
_NULLABLE: Final = ("lower", "upper")


def assemble(
    model: Model,
    outcome: Outcome,
    seed: int,
    seconds: Mapping[str, float],
    ended: Ending = "time",
    steps: Sequence[Progress] = (),
) -> Plan:
    """Make a plan of an outcome.

    Parameters
    ----------
    model : Model
    outcome : Outcome
    seed : int
        Seed of the search.
    seconds : Mapping[str, float]
        Time of each stage, for the record.
    ended : str
        What would have ended a solve that proved less than it was to.
    steps : sequence of Progress
        What the solve told while it ran.

    Returns
    -------
    Plan
        With empty tables when the outcome holds no decisions.
    """
    scenario = model.case.scenario
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in PLAN_TABLES}
    if outcome.decisions is not None:
        decided = Decided(model, outcome.decisions)
        with speaking("en"):  # what a plan keeps is the same whoever made it; report.retold puts it in other words
            rows = {
                "stints": stint_rows(decided),
                "vacancies": vacancy_rows(decided),
                "bench": bench_rows(decided),
                "mix": _mix_rows(decided),
                "moves": move_rows(decided),
                "returns": return_rows(decided),
                "training": training_rows(decided),
                "review": review_rows(decided),
            }
    return Plan(
        status=outcome.status,
        tiers=tuple(
            Tier(
                proof.name,
                proof.sense,
                proof.value,
                proof.bound,
                relative_gap(proof.value, proof.bound),
                round(proof.seconds, 3),
            )
            for proof in outcome.proofs
        ),
        scenario=scenario,
        tables={name: plan_table(name, rows[name]) for name in PLAN_TABLES},
        provenance={
            "versions": {name: version(name) for name in LIBRARIES},
            "seed": seed,
            "digest": scenario.digest,
            "rules": model.case.rulebook.pack,
            "columns": model.columns.count,
            "rows": model.matrix.shape[0],
            "core": outcome.core,
            "ended_by": "proof" if outcome.status in ("optimal", "infeasible") else ended,
            "seconds": {stage: round(value, 3) for stage, value in seconds.items()},
        },
        duals=duals(outcome.proofs),
        trace=trace_of(steps),
    )


def trace_of(steps: Sequence[Progress]) -> pd.DataFrame:
    """Every step of the solve."""
    rows = [
        (step.turn.province if step.turn else "", step.tier, step.phase, step.value, step.bound, round(step.seconds, 3))
        for step in steps
    ]
    frame = pd.DataFrame(rows, columns=list(TRACE))
    return frame.astype({"value": "Int64", "bound": "Int64", "seconds": "float64"})


def duals(proofs: Sequence[TierProof]) -> pd.DataFrame:
    """The prices behind proofs of tiers, without those that are zero."""
    priced = [np.flatnonzero(proof.prices) for proof in proofs]
    whole = [proof.prices[rows] for proof, rows in zip(proofs, priced, strict=True)]
    none = np.zeros(0, dtype=np.int64)
    return pd.DataFrame(
        {
            "province": "",
            "tier": np.repeat([proof.name for proof in proofs], [len(rows) for rows in priced]),
            "row": np.concatenate([none, *priced]),
            "price": np.concatenate([none, *whole]),
        },
        columns=list(DUALS),
    )


def plan_table(name: str, rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    """A table of ``PLAN_TABLES`` from its rows, with its kinds of columns."""
    frame = pd.DataFrame(rows, columns=list(PLAN_TABLES[name]))
    for column in (*_NULLABLE, *(["step"] if name == "returns" else [])):
        if column in frame:
            frame[column] = frame[column].astype("Int64")
    return frame


def _mix_rows(decided: Decided) -> list[tuple[Any, ...]]:
    """Rows of ``mix``, in the order of the targets."""
    case, columns = decided.case, decided.columns
    held = {part.period: decided.holders(part.period) for part in columns.parts if part.kind == "posts"}
    listed = np.zeros((len(case.people.ids), len(case.posts.ids)), dtype=bool)
    listed[columns.listed_cadre[decided.listings], columns.listed_post[decided.listings]] = True
    rows = []
    for part in columns.parts:
        people = listed if part.kind == "bench" else held[part.period]
        planned = int(people[np.ix_(part.counts, part.posts)].sum())
        rows.append(mix_row(part, decided.date(max(part.period, 0)), planned))
    return rows


def mix_row(part: Part, date: str, planned: int) -> tuple[Any, ...]:
    """A row of ``mix``: one count of a target, at a date, with the persons planned."""
    target = part.target
    scope = target.scope if isinstance(target.scope, str) else " ".join(*target.scope.items())
    return (
        target.name,
        scope,
        part.of,
        target.column,
        ";".join(target.values),
        date,
        part.lower if target.preserve is not None or target.at_least is not None else None,
        None if part.upper == NO_UPPER else part.upper,
        part.today,
        planned,
        max(0, part.lower - planned),
        max(0, planned - part.upper),
        target.weight,
    )
