"""The goals as rows that count what is short, and as whole-number costs of columns."""

from dataclasses import dataclass

import numpy as np

from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.domain.fit import points
from planner.domain.mix import NO_UPPER, Part, listings_in_force
from planner.model.columns import Block, Columns, attended, left_holdings, left_open
from planner.model.kinds import Kind
from planner.model.matrix import UNBOUNDED, MatrixBuilder, spread
from planner.model.stints import leaving
from planner.scenario.settings import GOALS


def add_goal_rows(case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
    """Rows that tie the counting columns to the decisions."""
    _add_unplaced_rows(case, columns, matrix)
    _add_bench_rows(columns, matrix, case)
    _add_readied_rows(case, columns, matrix)
    _add_standard_rows(case, columns, matrix)
    _add_mix_rows(case, columns, matrix)
    _add_change_rows(case, columns, matrix)


def goal_costs(case: Case, columns: Columns) -> dict[str, Ints]:
    """Cost of every column in each goal, to be minimised; shape (n,) each.

    ``fill``: months vacant times the weights of post and unit, and months without a post after a rotation.
    ``bench``: successors short and benches without a ready one. ``standard``: months of people below the standard of
    their own title. ``mix``: persons off target times the target's weight. ``change``: what was published and is not
    kept. ``fit``: points lost less points won.
    """
    costs = {goal: np.zeros(columns.count, dtype=np.int64) for goal in GOALS}
    length = case.calendar.length
    costs["fill"][columns.vacancies.span] = case.posts.weight[columns.open_post] * length
    costs["fill"][columns.unplaced.span] = length
    costs["bench"][columns.successors_short.span] = 1
    costs["bench"][columns.none_ready.span] = 1
    costs["standard"][columns.below.span] = length
    weights = np.array([part.target.weight for part in columns.parts], dtype=np.int64)
    costs["mix"][columns.mix_short.span] = weights
    costs["mix"][columns.mix_over.span] = weights
    costs["change"][columns.dropped.span] = 1
    _add_fit(case, columns, costs["fit"])
    return costs


def _add_fit(case: Case, columns: Columns, cost: Ints) -> None:
    """Fit of stints and listings, what leaving today's posts loses, and what courses cost and bring."""
    pair = points(case)
    fit = case.scenario.settings.goals.fit
    stints, needs = cost[columns.stints.span], columns.needs
    stints -= pair[columns.cadre, columns.post]
    holding, stint = left_holdings(case, columns)
    np.add.at(stints, stint, pair[columns.cadre[stint], case.incumbents.post[holding]])
    leaves = np.zeros(len(stints), dtype=bool)
    leaves[stint] = True
    # a return that ends a rotation of this plan early is a move as well
    ends_rotation = columns.moves.early & (columns.kind == Kind.MOVE)
    stints += fit.move * (leaves.astype(np.int64) + ends_rotation)
    listed = np.zeros((len(case.people.ids), len(case.posts.ids)), dtype=bool)
    listed[listings_in_force(case)] = True
    own_bench = listed[columns.cadre, columns.post] & case.posts.backfill[columns.post]
    stints -= fit.own_bench * (own_bench & (columns.kind != Kind.BESIDE))
    cost[columns.listings.span] = -(pair[columns.listed_cadre, columns.listed_post] + fit.keep * columns.kept)
    cost[columns.readied.span] = -fit.ready
    first = case.sessions.first[needs.attend_cadre, needs.attend_session]
    cost[columns.attendances.span] = fit.course - fit.priority * first


def _add_unplaced_rows(case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
    """For each person and period after a rotation that ended: placed anew + unplaced >= 1."""
    count = columns.unplaced.size
    row = np.full((len(case.people.ids), case.calendar.periods), -1)
    row[columns.unplaced_cadre, columns.unplaced_period] = np.arange(count)
    stint, period = spread(columns.start, columns.end)
    placed = row[columns.cadre[stint], period]
    mine = (placed >= 0) & (columns.kind[stint] != Kind.BESIDE)
    entries = (
        np.concatenate([placed[mine], np.arange(count)]),
        np.concatenate([stint[mine], columns.unplaced.all]),
        np.ones(int(mine.sum()) + count, dtype=np.int64),
    )
    matrix.add("fill", entries, 1, np.full(count, UNBOUNDED))


def _add_bench_rows(columns: Columns, matrix: MatrixBuilder, case: Case) -> None:
    """For each post with a bench: listed + short >= bench_min, and ready + readied + none_ready >= 1."""
    posts = columns.bench_post
    count = len(posts)
    row = np.full(len(case.posts.ids), -1)
    row[posts] = np.arange(count)
    wanted = np.flatnonzero(row[columns.listed_post] >= 0)
    near = wanted[columns.near[wanted]]
    readied = np.flatnonzero(row[columns.listed_post[columns.needs.readied]] >= 0)
    short = (row[columns.listed_post[wanted]], columns.listings.start + wanted)
    ready = (
        np.concatenate([row[columns.listed_post[near]], row[columns.listed_post[columns.needs.readied[readied]]]]),
        np.concatenate([columns.listings.start + near, columns.readied.start + readied]),
    )
    lower = case.posts.bench_min[posts]
    # a committee's list needs nobody ready: the next congress elects it
    one = np.where(case.posts.committee[posts], 0, 1)
    for (rows, cols), counter, least in (
        (short, columns.successors_short, lower),
        (ready, columns.none_ready, one),
    ):
        entries = (
            np.concatenate([rows, np.arange(count)]),
            np.concatenate([cols, counter.all]),
            np.ones(len(rows) + count, dtype=np.int64),
        )
        matrix.add("bench", entries, least, np.full(count, UNBOUNDED))


def _add_readied_rows(case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
    """A level is gained by an attendance; a listing is readied when it is planned and every gap is closed."""
    needs = columns.needs
    count = len(needs.readied)
    place = np.full(columns.listings.size, -1)
    place[needs.readied] = np.arange(count)
    mine = place[needs.listing] >= 0
    _add_at_most(
        matrix, columns.readied, (place[needs.listing[mine]], columns.gained.start + needs.listing_gained[mine])
    )
    _add_at_most(matrix, columns.readied, (np.arange(count), columns.listings.start + needs.readied))
    _add_most_readied_rows(case, columns, matrix, (place[needs.listing[mine]], needs.listing_gained[mine]))


def _add_most_readied_rows(case: Case, columns: Columns, matrix: MatrixBuilder, gaps: tuple[Ints, Ints]) -> None:
    """For each level: listings readied by it <= most titles of a person * gained.

    Nothing new about whole plans; without it the relaxation readies many benches by a third of a seat.
    """
    readied, gained = gaps
    titled = ~case.posts.committee[columns.listed_post[columns.needs.readied[readied]]]
    met, row, size = np.unique(gained[titled], return_inverse=True, return_counts=True)
    most = case.rulebook.number("bench_size", "titles_per_person")
    many = size > most
    number = np.cumsum(many) - 1
    kept = many[row]
    entries = (
        np.concatenate([number[row[kept]], np.arange(int(many.sum()))]),
        np.concatenate([columns.readied.start + readied[titled][kept], columns.gained.start + met[many]]),
        np.concatenate([np.ones(int(kept.sum()), dtype=np.int64), np.full(int(many.sum()), -most)]),
    )
    matrix.add("bench", entries, -UNBOUNDED, np.zeros(int(many.sum()), dtype=np.int64))


def _add_at_most(matrix: MatrixBuilder, block: Block, pairs: tuple[Ints, Ints]) -> None:
    """One row for each pair of a position in the block and a column: the block's column <= the other."""
    item, column = pairs
    row = np.arange(len(item))
    entries = (
        np.concatenate([row, row]),
        np.concatenate([block.start + item, column]),
        np.concatenate([np.ones_like(row), -np.ones_like(row)]),
    )
    matrix.add("bench", entries, -UNBOUNDED, np.zeros(len(item), dtype=np.int64))


def _add_standard_rows(case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
    """Levels gained by the end of the horizon, and each gap of each person below his standard in each period."""
    needs, standard = columns.needs, columns.standard
    months = np.full(columns.gained.size, case.calendar.horizon)
    gained = (needs.gained_cadre, needs.gained_part, needs.gained_level, months)
    row, attendance = attended(case, columns, *gained)
    entries = (
        np.concatenate([np.arange(columns.gained.size), row]),
        np.concatenate([columns.gained.all, columns.attendances.start + attendance]),
        np.concatenate([np.ones(columns.gained.size, dtype=np.int64), -np.ones_like(row)]),
    )
    matrix.add("bench", entries, -UNBOUNDED, np.zeros(columns.gained.size, dtype=np.int64))
    cadre, period = standard.cadre[standard.item], standard.period[standard.item]
    row, attendance = attended(case, columns, cadre, standard.part, standard.level, case.calendar.months[period])
    count = len(standard.item)
    entries = (
        np.concatenate([np.arange(count), row]),
        np.concatenate([columns.below.start + standard.item, columns.attendances.start + attendance]),
        np.ones(count + len(row), dtype=np.int64),
    )
    matrix.add("standard", entries, 1, np.full(count, UNBOUNDED))


def _add_change_rows(case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
    """For each listing in force that could stay: kept + placed in that post + dropped >= 1.

    Likewise for each published placement.
    """
    listings = columns.listings.start + columns.dropped_listing
    pins = case.scenario.pins
    row_of = np.full((len(case.people.ids), len(case.posts.ids)), -1)
    row_of[columns.listed_cadre[columns.dropped_listing], columns.listed_post[columns.dropped_listing]] = np.arange(
        len(listings)
    )
    placed = row_of[columns.cadre, columns.post]
    fulfils = np.flatnonzero(placed >= 0)
    rows, cols = [np.arange(len(listings)), placed[fulfils]], [listings, fulfils]
    kept = np.zeros(columns.dropped.size, dtype=np.int64)
    values = [np.ones_like(listings), np.ones_like(fulfils)]
    for number, pin in enumerate(columns.dropped_pin.tolist(), start=len(listings)):
        cadre = case.people.ids.tolist().index(pins["cadre"].iloc[pin])
        post = case.posts.ids.tolist().index(pins["post"].iloc[pin])
        taken = np.flatnonzero((columns.cadre == cadre) & (columns.post == post))
        # who holds the post today keeps it unless he leaves at once
        holds = case.holds[cadre, post] & (case.held_until[cadre] > 0)
        leaves = np.flatnonzero((columns.cadre == cadre) & (columns.start == 0) & leaving(case, columns.moves) & holds)
        kept[number] = holds
        cols += [taken, leaves]
        rows.append(np.full(len(taken) + len(leaves), number))
        values += [np.ones_like(taken), -np.ones_like(leaves)]
    row, column = np.concatenate(rows), np.concatenate(cols)
    count = columns.dropped.size
    entries = (
        np.concatenate([row, np.arange(count)]),
        np.concatenate([column, columns.dropped.all]),
        np.concatenate([*values, np.ones(count, dtype=np.int64)]),
    )
    matrix.add("change", entries, 1 - kept, np.full(count, UNBOUNDED))


@dataclass(frozen=True)
class _Changes:
    """Stints held in a period with their posts, and those that leave a post of today with it; both post by post."""

    joining: Ints
    joined: Ints
    leaving: Ints
    left: Ints

    def of(self, part: Part, columns: Columns) -> tuple[Ints, Ints]:
        """Stints that add a person to the part, and those that take one away; most parts count few posts."""
        posts = np.flatnonzero(part.posts)
        added, taken = (
            stint[spread(np.searchsorted(post, posts), np.searchsorted(post, posts, side="right"))[1]]
            for stint, post in ((self.joining, self.joined), (self.leaving, self.left))
        )
        return added[part.counts[columns.cadre[added]]], taken[part.counts[columns.cadre[taken]]]


def _changes(case: Case, columns: Columns) -> dict[int, _Changes]:
    """Who comes and goes in each period that a part is counted in."""
    held, held_in = spread(columns.start, columns.end)
    holding, leaving, left_in = left_open(case, columns)
    changes = {}
    for period in {part.period for part in columns.parts}:
        joining, left = held[held_in == period], case.incumbents.post[holding[left_in == period]]
        first, second = np.argsort(columns.post[joining]), np.argsort(left)
        gone = leaving[left_in == period][second]
        changes[period] = _Changes(joining[first], columns.post[joining[first]], gone, left[second])
    return changes


def _add_mix_rows(case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
    """For each part: counted + short >= lower, counted - over <= upper."""
    changes = _changes(case, columns)
    for number, part in enumerate(columns.parts):
        column, value, fixed = (
            _listings_counted(columns, part)
            if part.kind == "bench"
            else _holders_counted(case, columns, part, changes[part.period])
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


def _holders_counted(case: Case, columns: Columns, part: Part, changes: _Changes) -> tuple[Ints, Ints, int]:
    """Stints that add a person to the count or take one away, and the holders who would be counted anyway."""
    incumbents = case.incumbents
    staying = (incumbents.until > part.period) & part.posts[incumbents.post] & part.counts[incumbents.cadre]
    added, taken = changes.of(part, columns)
    # a move within the part cancels out: the sum of both entries is zero
    column = np.concatenate([added, taken])
    value = np.concatenate([np.ones_like(added), -np.ones_like(taken)])
    return column, value, int(staying.sum())
