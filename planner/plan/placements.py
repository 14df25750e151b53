"""Tables of who holds what when: stints, chains of moves, vacancies."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from planner.domain.calendar import Ints
from planner.domain.incumbents import REASONS
from planner.model.kinds import Kind
from planner.plan.chains import Move, chains
from planner.plan.decided import Decided
from planner.plan.vacancy import Vacant

Row = tuple[Any, ...]


def stint_rows(decided: Decided) -> list[Row]:
    """Rows of ``stints``: holders of today as long as they stay, then the new stints; by post and date."""
    case, columns = decided.case, decided.columns
    incumbents = case.incumbents
    rows: list[Row] = []
    for holding, end in enumerate(decided.held_until.tolist()):
        if end > 0:
            cadre, post = int(incumbents.cadre[holding]), int(incumbents.post[holding])
            why = "moves" if end < incumbents.until[holding] else incumbents.reason[holding]
            dates = (decided.date(0), decided.date(end))
            rows.append((*decided.person(cadre), *decided.place(post), *dates, "holds", why, ""))
    for stint in decided.stints.tolist():
        cadre, post = int(columns.cadre[stint]), int(columns.post[stint])
        dates = (decided.date(columns.start[stint]), decided.date(columns.end[stint]))
        how, why = kind_of(decided, stint), ends_by(decided, stint)
        rows.append((*decided.person(cadre), *decided.place(post), *dates, how, why, decided.came_from(stint)))
    return sorted(rows, key=lambda row: (row[2], row[5], row[0]))


def kind_of(decided: Decided, stint: int) -> str:
    """How a new stint comes about."""
    case, columns = decided.case, decided.columns
    if columns.kind[stint] != Kind.MOVE:
        return "dual" if columns.kind[stint] == Kind.BESIDE else "return"
    cadre, post = columns.cadre[stint], columns.post[stint]
    step, known = case.grade_step
    if case.rotation[cadre, post]:
        return "rotation"
    if known[cadre, post] and step[cadre, post] == 0:
        return "lateral"
    return "promotion" if known[cadre, post] and step[cadre, post] > 0 else "appointment"


def ends_by(decided: Decided, stint: int) -> str:
    """Why a new stint ends; of equal months the first in the order of REASONS."""
    case, columns = decided.case, decided.columns
    end, start = int(columns.end[stint]), int(columns.start[stint])
    if columns.moves.early[stint]:
        return "dual" if columns.kind[stint] == Kind.BESIDE else "returns"
    if end == case.calendar.periods:
        return "horizon"
    post = columns.post[stint]
    capped = case.calendar.months[start] + case.posts.cap[post]
    limits = [case.people.gone[columns.cadre[stint]], capped if case.rulebook.on("tenure_cap") else np.inf]
    if columns.kind[stint] == Kind.BESIDE and end < case.calendar.whole_periods_before(min(limits)):
        return "dual"
    return REASONS[int(np.argmin(limits))]


def move_rows(decided: Decided) -> list[Row]:
    """Rows of ``moves``: moves and returns in their chains."""
    columns = decided.columns
    opens = decided.opens
    moves = {
        Move(int(columns.cadre[stint]), int(columns.post[stint]), int(columns.start[stint]), opens[stint]): stint
        for stint in decided.main.tolist()
    }
    ids = decided.case.posts.ids
    return [
        (
            number,
            step,
            decided.date(move.start),
            *decided.person(move.cadre),
            decided.came_from(moves[move]),
            str(ids[move.post]),
            str(ids[move.opens]) if move.opens >= 0 else "",
        )
        for number, chain in enumerate(chains(list(moves)), start=1)
        for step, move in enumerate(chain, start=1)
    ]


def vacancy_rows(decided: Decided) -> list[Row]:
    """Rows of ``vacancies``: spans of empty seats of the posts that are to be filled."""
    case, columns = decided.case, decided.columns
    empty = np.zeros((len(case.posts.ids), case.calendar.periods), dtype=np.int64)
    empty[columns.open_post, columns.open_period] = decided.values[columns.vacancies.span]
    vacant = Vacant(decided.model, decided.values)
    rows: list[Row] = []
    for post in np.flatnonzero(empty.any(axis=1)).tolist():
        for first, after in _runs(empty[post]):
            months = int(empty[post, first:after].sum()) * case.calendar.length
            dates = (decided.date(first), decided.date(after))
            why = vacant.why(post, first, after)
            rows.append((*decided.place(post), *dates, months, months * int(case.posts.weight[post]), why))
    return rows


def _runs(empty: Ints) -> Iterable[tuple[int, int]]:
    """Spans of periods with an empty seat: first, and first after."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], empty > 0, [0]]).astype(np.int64)))
    return [(int(first), int(after)) for first, after in edges.reshape(-1, 2)]
