"""Standard: whoever takes a post meets its title's standard, by his own levels or by courses attended before."""

import numpy as np

from planner.domain.calendar import NEVER, Ints
from planner.domain.case import Case
from planner.domain.levels import gap_parts, part_months, standard_month
from planner.language import _, marked
from planner.model.columns import Columns, attended
from planner.model.kinds import Kind
from planner.model.matrix import UNBOUNDED, MatrixBuilder, spread
from planner.model.rules.base import Rule, parts_words
from planner.scenario.dates import month_date


class Standard(Rule):
    """C10: degree, political theory, state management, skills and Party membership as the title asks."""

    name = "standard"
    code = "C10"
    title = marked("Meets the title's standard")
    refusals = (
        marked("{person} lacks {parts} for {title}"),
        marked("{person} lacks {parts} for {title}, and no course brings it before {date}"),
        marked("{person} lacks {parts} for {title}, and no course brings {beyond}"),
    )

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[Ints, None]:
        """From the first period in which courses can have closed every gap."""
        return case.calendar.first_start_from(standard_month(case)), None

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """Stints that need a level against the sessions that can have brought it.

        For each cadre, kind of stint, part of the standard, level l and period t:
        stints that need l or more and start by t <= sessions attended that grant l and end by t.
        A cadre has one stint of a kind, so the sum on the left is at most one.
        """
        needs = columns.needs
        start = columns.start[needs.stint]
        group = np.stack([columns.cadre[needs.stint], columns.kind[needs.stint], needs.stint_part])
        keys, row = np.unique(np.concatenate([group, [needs.stint_level, start]]), axis=1, return_inverse=True)
        row = row.reshape(start.shape)
        left_row, left_column = _at_least(keys, row, needs.stint)
        item, attendance = attended(case, columns, keys[0], keys[2], keys[3], case.calendar.months[keys[4]])
        entries = (
            np.concatenate([left_row, item]),
            np.concatenate([left_column, columns.attendances.start + attendance]),
            np.concatenate([np.ones_like(left_row), -np.ones_like(item)]),
        )
        matrix.add(self.name, entries, -UNBOUNDED, np.zeros(keys.shape[1], dtype=np.int64))

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Which parts lack, and when courses could bring them."""
        lacking = [name for name, missing in gap_parts(case).items() if missing[cadre, post]]
        month = int(standard_month(case)[cadre, post])
        person, title = case.people.ids[cadre], case.posts.title[post]
        by_himself, too_late, never = (_(sentence) for sentence in self.refusals)
        told = {"person": person, "parts": parts_words(lacking), "title": title}
        if not len(case.sessions.ids):
            return by_himself.format(**told)
        if month < NEVER:
            return too_late.format(**told, date=month_date(month))
        beyond = [name for name, months in part_months(case).items() if months[cadre, post] == NEVER]
        return never.format(**told, beyond=parts_words(beyond))


def _at_least(keys: Ints, row: Ints, stint: Ints) -> tuple[Ints, Ints]:
    """Stints of each row of ``keys`` (cadre, kind, part, level, start): those that need as much, as early."""
    # keys are sorted, so the rows of one cadre, kind and part lie side by side
    change = np.any(keys[:3, 1:] != keys[:3, :-1], axis=0)
    block = np.concatenate([[0], np.cumsum(change)])[: keys.shape[1]]
    mine = block[row]
    begins, ends = np.searchsorted(block, mine), np.searchsorted(block, mine, side="right")
    item, target = spread(begins, ends)
    asked = (keys[3][row[item]] >= keys[3][target]) & (keys[4][row[item]] <= keys[4][target])
    return target[asked], stint[item[asked]]
