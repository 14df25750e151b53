"""Release cap: a sending department is not emptied."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.domain.calendar import LONG_AGO, Bools, Ints
from planner.domain.case import Case
from planner.language import marked
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import UNBOUNDED, MatrixBuilder, number_pairs, spread
from planner.model.rules.base import Rule


class ReleaseCap(Rule):
    """C17: leaders of one department away at once, and never a head together with another.

    Away are members placed in a post of another unit, and those sent earlier (``sending_unit``) who are still in one.
    An absence counts for ``counts_months`` from the start of the rotation; then the person has stayed on.
    What is so today may stay so: with today(u, t) people of department u away by the posts that they hold today,
    today(u, t) + new absences - returns <= max(away_max, today(u, t)).
    """

    name = "release_cap"
    code = "C17"
    title = marked("Leaders away at once")

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each department and period; pairs of head and other where the cap would allow them."""
        members = _members(case)
        today = _away_today(case, members)
        changes = _changes(case, columns, members)
        by_unit = np.zeros((len(case.unit_is_department), case.calendar.periods), dtype=np.int64)
        np.add.at(by_unit, members.unit, today)
        most = case.rulebook.number(self.name, "away_max")
        row, codes = number_pairs(members.unit[changes.member], changes.period, case.calendar.periods)
        free = np.maximum(most - by_unit[np.divmod(codes, case.calendar.periods)], 0)
        matrix.add(self.name, (row, changes.stint, changes.value), -UNBOUNDED, free)
        several = np.maximum(by_unit, most).max(axis=1) > 1
        for head, other in _pairs(case, members, several):
            chosen = np.concatenate([changes.of(head), changes.of(other)])
            if chosen.size:
                entries = (changes.period[chosen], changes.stint[chosen], changes.value[chosen])
                matrix.add(self.name, entries, -UNBOUNDED, 1 - today[other].astype(np.int64))


@dataclass(frozen=True)
class _Members:
    """Leaders of departments: those in them, and those whom they sent elsewhere (``sent``)."""

    cadre: Ints
    unit: Ints
    sent: Bools


@dataclass(frozen=True)
class _Changes:
    """What new stints change about who is away: ``value`` is 1 for an absence and -1 for a return; by member."""

    member: Ints
    stint: Ints
    period: Ints
    value: Ints

    def of(self, member: int) -> Ints:
        """Positions of the changes of one member."""
        first, after = np.searchsorted(self.member, [member, member + 1])
        return np.arange(first, after)


def _members(case: Case) -> _Members:
    people = case.people
    department = np.append(case.unit_is_department, values=False)
    own = np.flatnonzero(department[people.unit])
    sent = np.flatnonzero(department[people.sending_unit] & (people.sending_unit != people.unit))
    return _Members(
        cadre=np.concatenate([own, sent]),
        unit=np.concatenate([people.unit[own], people.sending_unit[sent]]),
        sent=np.arange(len(own) + len(sent)) >= len(own),
    )


def _pairs(case: Case, members: _Members, several: Bools) -> Iterator[tuple[int, int]]:
    """Each head with each other member of the departments from which several people may be away.

    A head is in the department: who was sent away earlier has the title of his post there by now.
    """
    head = case.people.head[members.cadre] & ~members.sent
    for unit in np.flatnonzero(several):
        inside = np.flatnonzero(members.unit == unit)
        for one in inside[head[inside]]:
            for other in inside:
                if one < other or not head[other]:
                    yield int(one), int(other)


def _counts_until(case: Case, since: Ints) -> Ints:
    """First period in which an absence that began in month ``since`` no longer counts: he has stayed on by then."""
    over = case.calendar.first_start_from(since + case.rulebook.number("release_cap", "counts_months"))
    return np.where(since == LONG_AGO, case.calendar.periods, over)


def _serving_until(case: Case, members: _Members) -> Ints:
    """First period in which a member sent elsewhere is no longer away by today's post; 0 for the others."""
    post = case.post_held[members.cadre]
    unit = np.append(case.posts.unit, -1)[post]
    elsewhere = members.sent & (post >= 0) & (unit >= 0) & (unit != members.unit)
    counts = _counts_until(case, case.people.rotation_since[members.cadre])
    return np.where(elsewhere, np.minimum(case.held_until[members.cadre], counts), 0)


def _away_today(case: Case, members: _Members) -> Bools:
    """In which periods each member is away by the post he holds today; shape (members, T)."""
    return np.arange(case.calendar.periods)[None, :] < _serving_until(case, members)[:, None]


def _changes(case: Case, columns: Columns, members: _Members) -> _Changes:
    """Every new stint of a member, with the periods in which it makes him absent or brings him back."""
    main = np.flatnonzero(columns.kind != Kind.BESIDE)
    of_cadre = main[np.argsort(columns.cadre[main], kind="stable")]
    ordered = columns.cadre[of_cadre]
    member, place = spread(
        np.searchsorted(ordered, members.cadre), np.searchsorted(ordered, members.cadre, side="right")
    )
    stint = of_cadre[place]
    unit = case.posts.unit[columns.post[stint]]
    away = (unit >= 0) & (unit != members.unit[member]) & (columns.kind[stint] != Kind.RETURN)
    serving = _serving_until(case, members)[member]
    start, end = columns.start[stint], columns.end[stint]
    rotated = case.people.rotation_since[members.cadre[member]]
    since = np.where(members.sent[member], rotated, case.calendar.months[start])
    counted = np.minimum(end, _counts_until(case, since))
    # who is away today stays away when he moves on: new are only the periods after his present stint
    absent, absences = spread(np.where(away, np.maximum(start, serving), end), np.where(away, counted, end))
    # a return that ends a rotation of this plan brings back nobody who is away today: he has none of today's posts
    back, returns = spread(np.where(away, end, start), serving)
    item, period = np.concatenate([absent, back]), np.concatenate([absences, returns])
    value = np.concatenate([np.ones_like(absent), -np.ones_like(back)])
    order = np.argsort(member[item], kind="stable")
    item = item[order]
    return _Changes(member[item], stint[item], period[order], value[order])
