"""The four goals as rows that count what is short, and as whole-number costs of columns."""

import numpy as np

from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.domain.fit import points
from planner.domain.mix import NO_UPPER, Part
from planner.model.columns import Columns, leaves_post, left_open
from planner.model.matrix import UNBOUNDED, MatrixBuilder, spread


def add_goal_rows(case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
    """Rows that tie the counting columns to the decisions."""
    _add_bench_rows(columns, matrix, case)
    _add_mix_rows(case, columns, matrix)


def goal_costs(case: Case, columns: Columns) -> dict[str, Ints]:
    """Cost of every column in each goal, to be minimised; shape (n,) each.

    ``fill``: months vacant times the weights of post and unit. ``bench``: successors short and benches without a
    ready one. ``mix``: persons off target times the target's weight. ``fit``: points lost less points won.
    """
    costs = {goal: np.zeros(columns.count, dtype=np.int64) for goal in ("fill", "bench", "mix", "fit")}
    costs["fill"][columns.vacancies.span] = case.posts.weight[columns.open_post] * case.calendar.length
    costs["bench"][columns.successors_short.span] = 1
    costs["bench"][columns.none_ready.span] = 1
    weights = np.array([part.target.weight for part in columns.parts], dtype=np.int64)
    costs["mix"][columns.mix_short.span] = weights
    costs["mix"][columns.mix_over.span] = weights
    pair = points(case)
    fit = case.scenario.settings.goals.fit
    held = pair[np.arange(len(case.people.ids)), case.post_held]
    lost = np.where(leaves_post(case, columns), held[columns.cadre] + fit.move, 0)
    costs["fit"][columns.stints.span] = lost - pair[columns.cadre, columns.post]
    costs["fit"][columns.listings.span] = -(pair[columns.listed_cadre, columns.listed_post] + fit.keep * columns.kept)
    return costs


def _add_bench_rows(columns: Columns, matrix: MatrixBuilder, case: Case) -> None:
    """For each post with a bench: listed + short >= bench_min, and ready + none_ready >= 1."""
    count = len(columns.bench_post)
    row = np.full(len(case.posts.ids), -1)
    row[columns.bench_post] = np.arange(count)
    listed = row[columns.listed_post]
    wanted = np.flatnonzero(listed >= 0)
    each = np.arange(count)
    no_limit = np.full(count, UNBOUNDED)
    for chosen, counter, lower in (
        (wanted, columns.successors_short, case.posts.bench_min[columns.bench_post]),
        (wanted[columns.near[wanted]], columns.none_ready, np.ones(count, dtype=np.int64)),
    ):
        entries = (
            np.concatenate([listed[chosen], each]),
            np.concatenate([columns.listings.start + chosen, counter.start + each]),
            np.ones(len(chosen) + count, dtype=np.int64),
        )
        matrix.add("bench", entries, lower, no_limit)


def _add_mix_rows(case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
    """For each part: counted + short >= lower, counted - over <= upper."""
    covering = spread(columns.start, columns.end)
    leaving = left_open(case, columns)
    for number, part in enumerate(columns.parts):
        column, value, fixed = (
            _listings_counted(columns, part)
            if part.kind == "bench"
            else _holders_counted(case, columns, part, covering, leaving)
        )
        limits = (
            (part.lower > 0, columns.mix_short, 1, part.lower - fixed, UNBOUNDED),
            (part.upper < NO_UPPER, columns.mix_over, -1, -UNBOUNDED, part.upper - fixed),
        )
        for bound, counter, sign, lower, upper in limits:
            if bound:
                columns_of_row = np.append(column, counter.start + number)
                entries = (np.zeros_like(columns_of_row), columns_of_row, np.append(value, sign))
                matrix.add("mix", entries, lower, np.array([upper]))


def _listings_counted(columns: Columns, part: Part) -> tuple[Ints, Ints, int]:
    chosen = np.flatnonzero(part.posts[columns.listed_post] & part.counts[columns.listed_cadre])
    return columns.listings.start + chosen, np.ones_like(chosen), 0


def _holders_counted(
    case: Case, columns: Columns, part: Part, covering: tuple[Ints, Ints], leaving: tuple[Ints, Ints]
) -> tuple[Ints, Ints, int]:
    """Stints that add a person to the count or take one away, and the holders who would be counted anyway."""
    incumbents = case.incumbents
    staying = (incumbents.until > part.period) & part.posts[incumbents.post] & part.counts[incumbents.cadre]
    stint = covering[0][covering[1] == part.period]
    joins = stint[part.posts[columns.post[stint]] & part.counts[columns.cadre[stint]]]
    mover = leaving[0][leaving[1] == part.period]
    cadre = columns.cadre[mover]
    parts = mover[part.posts[case.post_held[cadre]] & part.counts[cadre]]
    # a move within the part cancels out: the sum of both entries is zero
    column = np.concatenate([joins, parts])
    value = np.concatenate([np.ones_like(joins), -np.ones_like(parts)])
    return column, value, int(staying.sum())
