"""Release cap: a sending department is not emptied."""

from dataclasses import dataclass

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.model.columns import Columns
from planner.model.matrix import MatrixBuilder, number_pairs, spread
from planner.model.rules.base import Rule


class ReleaseCap(Rule):
    """C17: leaders of one department away at once, and never head and deputy together.

    Away are members placed in a post of another unit, and those sent earlier (``sending_unit``) who are still in one.
    What is so today may stay so; only new absences count against the cap.
    """

    name = "release_cap"
    code = "C17"
    title_en = "Leaders away at once"
    title_vi = "Số lãnh đạo vắng cùng lúc"

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """One row for each department and period; pairs of head and deputy where the cap would allow them."""
        members = _members(case)
        member, stint, period = _absences(case, columns, members)
        size = case.calendar.periods
        row, codes = number_pairs(members.unit[member], period, size)
        today = _away_today(case, members)
        by_unit = np.zeros((len(case.unit_is_department), size), dtype=np.int64)
        np.add.at(by_unit, members.unit, today)
        most = case.rulebook.number(self.name, "away_max")
        matrix.add(self.name, (row, stint, 1), 0, np.maximum(most - by_unit[np.divmod(codes, size)], 0))
        if most > 1:
            self._add_pairs(case, matrix, members, (member, stint, period), today)

    def _add_pairs(
        self, case: Case, matrix: MatrixBuilder, members: "_Members", absences: tuple[Ints, Ints, Ints], today: Bools
    ) -> None:
        """Rows head + other <= 1 for each department, other leader and period."""
        member, stint, period = absences
        for head in np.flatnonzero(case.people.head[members.cadre] & ~members.sent):
            for other in np.flatnonzero(members.unit == members.unit[head]):
                chosen = np.flatnonzero((member == head) | (member == other))
                if other != head and chosen.size:
                    free = 1 - (today[head].astype(np.int64) + today[other])
                    matrix.add(self.name, (period[chosen], stint[chosen], 1), 0, np.maximum(free, 0))


@dataclass(frozen=True)
class _Members:
    """Leaders of departments: those in them, and those whom they sent elsewhere (``sent``)."""

    cadre: Ints
    unit: Ints
    sent: Bools


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


def _serving_until(case: Case, members: _Members) -> Ints:
    """First period in which a member sent elsewhere no longer holds today's post there; 0 for the others."""
    post = case.post_held[members.cadre]
    unit = np.append(case.posts.unit, -1)[post]
    elsewhere = members.sent & (post >= 0) & (unit >= 0) & (unit != members.unit)
    return np.where(elsewhere, case.held_until[members.cadre], 0)


def _away_today(case: Case, members: _Members) -> Bools:
    """In which periods each member is away by the post he holds today; shape (members, T)."""
    return np.arange(case.calendar.periods)[None, :] < _serving_until(case, members)[:, None]


def _absences(case: Case, columns: Columns, members: _Members) -> tuple[Ints, Ints, Ints]:
    """Every member, new stint and period in which the stint adds an absence."""
    of_cadre = np.argsort(columns.cadre, kind="stable")
    ordered = columns.cadre[of_cadre]
    pair, place = spread(np.searchsorted(ordered, members.cadre), np.searchsorted(ordered, members.cadre, side="right"))
    stint = of_cadre[place]
    unit = case.posts.unit[columns.post[stint]]
    away = (unit >= 0) & (unit != members.unit[pair])
    pair, stint = pair[away], stint[away]
    # who is away today stays away when he moves on: only periods after his present stint are new
    item, period = spread(np.maximum(columns.start[stint], _serving_until(case, members)[pair]), columns.end[stint])
    return pair[item], stint[item], period
