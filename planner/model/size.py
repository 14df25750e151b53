"""How large a model is, by rule, goal and kind of decision; and what was left out of it, and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal, TypeVar

import numpy as np

from planner.domain.calendar import Ints
from planner.domain.case import Case
from planner.model.columns import Columns
from planner.model.eligibility import Eligibility
from planner.model.kinds import Kind
from planner.model.model import Model
from planner.model.stints import lasting, presolve_starts


@dataclass(frozen=True)
class RowCount:
    """Rows of a rule or goal, and their entries other than zero."""

    owner: str
    rows: int
    entries: int


@dataclass(frozen=True)
class ColumnCount:
    """Columns of a kind, and their entries other than zero; ``decided`` unless they follow from the decisions."""

    kind: str
    columns: int
    entries: int
    decided: bool


@dataclass(frozen=True)
class Refused:
    """Pairs of person and post that a rule refuses: all, those that no earlier rule and those that no other refuses."""

    rule: str
    pairs: int
    first: int
    alone: int


@dataclass(frozen=True)
class Pairs:
    """How many pairs of person and post there are, how many are possible, and which rules refuse the others."""

    decision: Literal["stints", "listings"]
    all: int
    possible: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Starts:
    """What becomes of the periods in which a stint of a kind could start.

    Attributes
    ----------
    kind : Kind
    allowed : int
        Starts of a person in a post that the rules leave.
    not_free : int
        Of these, those before any seat of the post can be free.
    no_time : int
        Of the rest, those that service or the tenure cap would end before a period is over.
    not_led : int
        Of the rest, those to which no stint of the person leads: a return without its rotation, a second post without
        its main one.
    further : int
        Further columns of the starts that are left, for each other end that the stint can have.
    """

    kind: Kind
    allowed: int
    not_free: int
    no_time: int
    not_led: int
    further: int

    @property
    def columns(self) -> int:
        """Columns that are left."""
        return self.allowed - self.not_free - self.no_time - self.not_led + self.further


@dataclass(frozen=True)
class Attendances:
    """Pairs of person and session: all, those closed to the person, those that nothing needs, and those left."""

    all: int
    closed: int
    needless: int
    columns: int


_Count = TypeVar("_Count", RowCount, ColumnCount, Refused, Pairs, Starts, Attendances)


@dataclass(frozen=True)
class Size:
    """The size of a model and what was left out of it."""

    rows: tuple[RowCount, ...]
    columns: tuple[ColumnCount, ...]
    pairs: tuple[Pairs, ...]
    starts: tuple[Starts, ...]
    attendances: Attendances

    @property
    def totals(self) -> tuple[int, int, int]:
        """Columns, rows and entries other than zero."""
        return (
            sum(part.columns for part in self.columns),
            sum(part.rows for part in self.rows),
            sum(part.entries for part in self.rows),
        )


def measure(model: Model) -> Size:
    """Count what a model holds and what was left out of it.

    Parameters
    ----------
    model : Model
        As built, before any goal is settled; each settled goal adds one row.

    Returns
    -------
    Size
    """
    entries = model.matrix.tocoo()
    row, column = (part[entries.data != 0] for part in entries.coords)
    in_rows = np.bincount(row, minlength=len(model.row_lower))
    in_columns = np.bincount(column, minlength=len(model.lower))
    eligibility = model.eligibility
    return Size(
        rows=_rows(model.owners, in_rows),
        columns=tuple(_columns(model.columns, in_columns)),
        pairs=(
            _pairs("stints", eligibility, eligibility.refused_stints),
            _pairs("listings", eligibility, eligibility.refused_listings),
        ),
        starts=tuple(_starts(model.case, eligibility, model.columns)),
        attendances=_attendances(model.case, model.columns),
    )


def together(sizes: Sequence[Size]) -> Size:
    """The sizes of models that are solved apart, added up."""
    return Size(
        rows=_added(part for size in sizes for part in size.rows),
        columns=_added(part for size in sizes for part in size.columns),
        pairs=tuple(_pairs_together(parts) for parts in zip(*(size.pairs for size in sizes), strict=True)),
        starts=_added(part for size in sizes for part in size.starts),
        attendances=_sum([size.attendances for size in sizes]),
    )


def _pairs_together(parts: Sequence[Pairs]) -> Pairs:
    """Pairs for the same decision added up, and by rule those that it refuses."""
    return replace(_sum(parts), refused=_added(refused for part in parts for refused in part.refused))


def _added(parts: Iterable[_Count]) -> tuple[_Count, ...]:
    """Counts of the same kind added up; the kind is their first field."""
    kinds: dict[object, list[_Count]] = {}
    for part in parts:
        kinds.setdefault(getattr(part, fields(part)[0].name), []).append(part)
    return tuple(_sum(alike) for alike in kinds.values())


def _sum(parts: Sequence[_Count]) -> _Count:
    """One count in place of several of its kind."""
    first = parts[0]
    numbers = [name for name, value in vars(first).items() if type(value) is int]
    return replace(first, **{name: sum(getattr(part, name) for part in parts) for name in numbers})


def _rows(owners: tuple[tuple[str, int], ...], entries: Ints) -> tuple[RowCount, ...]:
    """Rows by owner, in the order in which each has its first."""
    counts: dict[str, RowCount] = {}
    begin = 0
    for owner, rows in owners:
        former = counts.get(owner, RowCount(owner, 0, 0))
        own = int(entries[begin : begin + rows].sum())
        counts[owner] = RowCount(owner, former.rows + rows, former.entries + own)
        begin += rows
    return tuple(count for count in counts.values() if count.rows)


def _columns(columns: Columns, entries: Ints) -> Iterator[ColumnCount]:
    """Columns by kind, decisions first."""
    for kind in Kind:
        mine = columns.kind == kind
        yield ColumnCount(kind.name.lower(), int(mine.sum()), int(entries[columns.stints.span][mine].sum()), True)
    for name in ("listings", "attendances"):
        block = getattr(columns, name)
        yield ColumnCount(name, block.size, int(entries[block.span].sum()), True)
    for name in (
        "vacancies", "unplaced", "successors_short", "none_ready", "below", "mix_short", "mix_over", "dropped",
        "raised", "gained", "readied",
    ):  # fmt: skip
        block = getattr(columns, name)
        yield ColumnCount(name, block.size, int(entries[block.span].sum()), False)


def _pairs(decision: Literal["stints", "listings"], eligibility: Eligibility, refused: Ints) -> Pairs:
    """Who refuses what, by the bit masks of the refusals."""
    lowest = refused & -refused
    counts = []
    for bit, rule in enumerate(eligibility.rules):
        mask = 1 << bit
        by_rule = Refused(
            rule.name, int((refused & mask > 0).sum()), int((lowest == mask).sum()), int((refused == mask).sum())
        )
        counts.append(by_rule)
    return Pairs(decision, refused.size, int((refused == 0).sum()), tuple(count for count in counts if count.pairs))


def _starts(case: Case, eligibility: Eligibility, columns: Columns) -> Iterator[Starts]:
    """What becomes of the starts of each kind that the case can have."""
    free = presolve_starts(case, eligibility.windows)
    for kind, window in eligibility.windows.items():
        allowed, left = _lengths(window), _lengths(free[kind])
        stints = lasting(case, kind, free[kind])
        mine = columns.kind == kind
        keys = (columns.cadre[mine], columns.post[mine], columns.start[mine])
        kept = len(np.unique(np.ravel_multi_index(keys, (*case.holds.shape, case.calendar.periods))))
        yield Starts(
            kind=kind,
            allowed=allowed,
            not_free=allowed - left,
            no_time=left - len(stints.cadre),
            not_led=len(stints.cadre) - kept,
            further=int(mine.sum()) - kept,
        )


def _lengths(window: tuple[Ints, Ints]) -> int:
    first, last = window
    return int(np.maximum(last - first + 1, 0).sum())


def _attendances(case: Case, columns: Columns) -> Attendances:
    possible = int(case.sessions.open.sum())
    return Attendances(
        all=case.sessions.open.size,
        closed=case.sessions.open.size - possible,
        needless=possible - columns.attendances.size,
        columns=columns.attendances.size,
    )
