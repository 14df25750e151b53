"""From the engine's decisions to the tables of a plan."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

import numpy as np
import pandas as pd

from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.domain.mix import NO_UPPER, Part
from planner.engine.outcome import Outcome
from planner.model.columns import leaves_post
from planner.model.model import Model
from planner.plan.chains import Move, chains
from planner.plan.plan import PLAN_TABLES, Plan, Tier
from planner.plan.vacancy import why_vacant
from planner.scenario.dates import month_date

LIBRARIES: Final = ("planner", "ortools", "numpy", "scipy", "pandas", "networkx")
"""Programs whose versions a plan records."""
_NULLABLE: Final = ("lower", "upper")


def assemble(model: Model, outcome: Outcome, seed: int, seconds: Mapping[str, float]) -> Plan:
    """Make a plan of an outcome.

    Parameters
    ----------
    model : Model
    outcome : Outcome
    seed : int
        Seed of the search.
    seconds : Mapping[str, float]
        Time of each stage, for the record.

    Returns
    -------
    Plan
        With empty tables when the outcome holds no decisions.
    """
    scenario = model.case.scenario
    decisions = outcome.decisions
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in PLAN_TABLES}
    if decisions is not None:
        chosen = np.flatnonzero(decisions[model.columns.stints.span])
        rows = {
            "stints": _stints(model, chosen),
            "vacancies": _vacancies(model, decisions),
            "bench": _bench(model, decisions),
            "mix": _mix(model, decisions),
            "moves": _moves(model, chosen),
        }
    return Plan(
        status=outcome.status,
        tiers=tuple(
            Tier(
                proof.name,
                proof.sense,
                proof.value,
                proof.bound,
                abs(proof.value - proof.bound) / max(1, abs(proof.value)),
                round(proof.seconds, 3),
            )
            for proof in outcome.proofs
        ),
        scenario=scenario,
        tables={name: _frame(name, rows[name]) for name in PLAN_TABLES},
        provenance={
            "versions": {name: version(name) for name in LIBRARIES},
            "seed": seed,
            "digest": scenario.digest,
            "rules": model.case.rulebook.pack,
            "columns": model.columns.count,
            "rows": model.matrix.shape[0],
            "core": outcome.core,
            "seconds": {stage: round(value, 3) for stage, value in seconds.items()},
        },
    )


def _frame(name: str, rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(PLAN_TABLES[name]))
    for column in _NULLABLE:
        if column in frame:
            frame[column] = frame[column].astype("Int64")
    return frame


def _date(case: Case, period: int) -> str:
    return month_date(case.calendar.start + case.calendar.length * int(period))


def _person(case: Case, cadre: int) -> tuple[str, str]:
    row = case.scenario.cadres.iloc[cadre]
    return row["cadre"], row["name"]


def _place(case: Case, post: int) -> tuple[str, str, str]:
    row = case.scenario.posts.iloc[post]
    return row["post"], row["title"], row["unit"]


def _unit(case: Case, unit: int) -> str:
    return str(case.scenario.units["unit"].iloc[unit]) if unit >= 0 else ""


def _came_from(case: Case, cadre: int) -> str:
    """The post that a cadre holds today, or else the unit."""
    held = case.post_held[cadre]
    return str(case.posts.ids[held]) if held >= 0 else _unit(case, case.people.unit[cadre])


def _stints(model: Model, chosen: Ints) -> list[tuple[Any, ...]]:
    case, columns = model.case, model.columns
    moved = dict(zip(columns.cadre[chosen].tolist(), columns.start[chosen].tolist(), strict=True))
    rows = []
    incumbents = case.incumbents
    for cadre, post, until, reason in zip(
        incumbents.cadre, incumbents.post, incumbents.until, incumbents.reason, strict=True
    ):
        end = min(until, moved.get(int(cadre), until))
        if end > 0:
            why = "moves" if end < until else reason
            dates = (_date(case, 0), _date(case, end))
            rows.append((*_person(case, cadre), *_place(case, post), *dates, "holds", why, ""))
    for stint in chosen:
        cadre, post = columns.cadre[stint], columns.post[stint]
        dates = (_date(case, columns.start[stint]), _date(case, columns.end[stint]))
        kind, why = _kind(case, cadre, post), _ends_by(case, cadre, post, columns.start[stint], columns.end[stint])
        rows.append((*_person(case, cadre), *_place(case, post), *dates, kind, why, _came_from(case, cadre)))
    return sorted(rows, key=lambda row: (row[2], row[5], row[0]))


def _kind(case: Case, cadre: int, post: int) -> str:
    step, known = case.grade_step
    if case.rotation[cadre, post]:
        return "rotation"
    if known[cadre, post] and step[cadre, post] == 0:
        return "lateral"
    return "promotion" if known[cadre, post] and step[cadre, post] > 0 else "appointment"


def _ends_by(case: Case, cadre: int, post: int, start: int, end: int) -> str:
    if end == case.calendar.periods:
        return "horizon"
    capped = case.calendar.months[start] + case.posts.cap[post]
    return "service" if not case.rulebook.on("tenure_cap") or case.people.gone[cadre] <= capped else "tenure_cap"


def _vacancies(model: Model, decisions: Ints) -> list[tuple[Any, ...]]:
    case, columns = model.case, model.columns
    empty = np.zeros((len(case.posts.ids), case.calendar.periods), dtype=np.int64)
    empty[columns.open_post, columns.open_period] = decisions[columns.vacancies.span]
    rows = []
    for post in np.flatnonzero(empty.any(axis=1)):
        for first, after in _runs(empty[post]):
            months = int(empty[post, first:after].sum()) * case.calendar.length
            why = why_vacant(model, decisions, int(post), first, after)
            dates = (_date(case, first), _date(case, after))
            rows.append((*_place(case, int(post)), *dates, months, months * int(case.posts.weight[post]), why))
    return rows


def _runs(empty: Ints) -> Iterable[tuple[int, int]]:
    """Spans of periods with an empty seat: first, and first after."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], empty > 0, [0]]).astype(np.int64)))
    return [(int(first), int(after)) for first, after in edges.reshape(-1, 2)]


def _bench(model: Model, decisions: Ints) -> list[tuple[Any, ...]]:
    case, columns = model.case, model.columns
    chosen = np.flatnonzero(decisions[columns.listings.span])
    rows = [
        (
            *_person(case, columns.listed_cadre[listing]),
            *_place(case, columns.listed_post[listing]),
            "near" if columns.near[listing] else "next",
            "keep" if columns.kept[listing] else "add",
        )
        for listing in chosen
    ]
    return sorted(rows, key=lambda row: (row[2], row[5], row[0]))


def _mix(model: Model, decisions: Ints) -> list[tuple[Any, ...]]:
    case, columns = model.case, model.columns
    held = _holders(model, decisions)
    listed = np.zeros((len(case.people.ids), len(case.posts.ids)), dtype=bool)
    chosen = np.flatnonzero(decisions[columns.listings.span])
    listed[columns.listed_cadre[chosen], columns.listed_post[chosen]] = True
    rows = []
    for part in columns.parts:
        people = listed if part.kind == "bench" else held[part.period]
        planned = int(people[np.ix_(part.counts, part.posts)].sum())
        target = part.target
        scope = target.scope if isinstance(target.scope, str) else " ".join(*target.scope.items())
        rows.append(
            (
                target.name,
                scope,
                part.of,
                target.column,
                ";".join(target.values),
                _date(case, max(part.period, 0)),
                part.lower if target.preserve is not None or target.at_least is not None else None,
                None if part.upper == NO_UPPER else part.upper,
                part.today,
                planned,
                *_off(part, planned),
                target.weight,
            )
        )
    return rows


def _off(part: Part, planned: int) -> tuple[int, int]:
    return max(0, part.lower - planned), max(0, planned - part.upper)


def _holders(model: Model, decisions: Ints) -> dict[int, np.ndarray]:
    """Who holds what in each counted period; arrays of shape (C, P)."""
    case, columns = model.case, model.columns
    chosen = np.flatnonzero(decisions[columns.stints.span])
    leaves = leaves_post(case, columns)[chosen]
    until = case.incumbents.until.copy()
    moved = dict(zip(columns.cadre[chosen[leaves]].tolist(), columns.start[chosen[leaves]].tolist(), strict=True))
    until = np.array(
        [min(moved.get(int(cadre), end), end) for cadre, end in zip(case.incumbents.cadre, until, strict=True)]
    )
    held = {}
    for period in sorted({part.period for part in columns.parts if part.kind == "posts"}):
        table = np.zeros((len(case.people.ids), len(case.posts.ids)), dtype=bool)
        staying = np.flatnonzero(until > period)
        table[case.incumbents.cadre[staying], case.incumbents.post[staying]] = True
        there = chosen[(columns.start[chosen] <= period) & (period < columns.end[chosen])]
        table[columns.cadre[there], columns.post[there]] = True
        held[period] = table
    return held


def _moves(model: Model, chosen: Ints) -> list[tuple[Any, ...]]:
    case, columns = model.case, model.columns
    leaves = leaves_post(case, columns)
    moves = [
        Move(
            int(columns.cadre[stint]),
            int(columns.post[stint]),
            int(columns.start[stint]),
            int(case.post_held[columns.cadre[stint]]) if leaves[stint] else -1,
        )
        for stint in chosen
    ]
    return [
        (
            number,
            step,
            _date(case, move.start),
            *_person(case, move.cadre),
            _came_from(case, move.cadre),
            str(case.posts.ids[move.post]),
            str(case.posts.ids[move.opens]) if move.opens >= 0 else "",
        )
        for number, chain in enumerate(chains(moves), start=1)
        for step, move in enumerate(chain, start=1)
    ]
