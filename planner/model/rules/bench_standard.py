"""Bench standard: who is planned meets the standard but for a small gap."""

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.domain.levels import gap_parts, lasting_gaps
from planner.language import _, marked
from planner.model.columns import Columns
from planner.model.matrix import UNBOUNDED, MatrixBuilder
from planner.model.rules.base import Rule, parts_words


class BenchStandard(Rule):
    """C10 at planning: at most ``gaps_max`` parts of the title's standard are left when the next term starts."""

    name = "bench_standard"
    code = "C10"
    title = marked("Basically meets the standard")
    refusals = (
        marked("{person} lacks {parts} for {title}; {most} may lack"),
        marked("{person} lacks {parts} for {title}; {most} may lack when the courses are over"),
    )

    def refused_listings(self, case: Case) -> Bools:
        """Pairs with too many gaps that no course closes in time."""
        return lasting_gaps(case) > case.rulebook.number(self.name, "gaps_max")

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """A listing with too many gaps by ``to_gain`` asks for as many levels gained by courses."""
        needs = columns.needs
        asks = np.flatnonzero(needs.to_gain > 0)
        mine = np.isin(needs.listing, asks)
        row = np.searchsorted(asks, needs.listing[mine])
        entries = (
            np.concatenate([np.arange(len(asks)), row]),
            np.concatenate([columns.listings.start + asks, columns.gained.start + needs.listing_gained[mine]]),
            np.concatenate([needs.to_gain[asks], -np.ones_like(row)]),
        )
        matrix.add(self.name, entries, -UNBOUNDED, np.zeros(len(asks), dtype=np.int64))
        self._add_together(case, columns, matrix, np.flatnonzero(mine))

    def _add_together(self, case: Case, columns: Columns, matrix: MatrixBuilder, gaps: Ints) -> None:
        """Listings of a cadre that ask for n of the same levels: n * their sum <= most titles * levels gained.

        Nothing new about whole plans; without it the relaxation lists people on many benches by a part of a seat.
        """
        needs = columns.needs
        listing = needs.listing[gaps]
        titled = ~case.posts.committee[columns.listed_post[listing]]
        listing, gained = listing[titled], needs.listing_gained[gaps][titled]
        order = np.lexsort((gained, listing))
        listing, gained = listing[order], gained[order]
        each, row, lacking = np.unique(listing, return_inverse=True, return_counts=True)
        closing = np.full((len(each), int(lacking.max(initial=0)) + 1), -1)
        closing[:, 0] = needs.to_gain[each]
        closing[row, 1 + np.arange(len(row)) - np.searchsorted(listing, listing)] = gained
        groups, first, group, size = np.unique(
            closing, axis=0, return_index=True, return_inverse=True, return_counts=True
        )
        most = case.rulebook.number("bench_size", "titles_per_person")
        many = np.flatnonzero(size > most)
        many = many[np.argsort(first[many])]
        number = np.full(len(groups), -1)
        number[many] = np.arange(len(many))
        mine = np.flatnonzero(number[group.reshape(-1)] >= 0)
        level_row, place = np.nonzero(groups[many, 1:] >= 0)
        entries = (
            np.concatenate([number[group.reshape(-1)[mine]], level_row]),
            np.concatenate(
                [columns.listings.start + each[mine], columns.gained.start + groups[many, 1:][level_row, place]]
            ),
            np.concatenate([needs.to_gain[each[mine]], np.full(len(level_row), -most)]),
        )
        matrix.add(self.name, entries, -UNBOUNDED, np.zeros(len(many), dtype=np.int64))

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Which parts lack."""
        lacking = [name for name, missing in gap_parts(case).items() if missing[cadre, post]]
        most = case.rulebook.number(self.name, "gaps_max")
        person, title = case.people.ids[cadre], case.posts.title[post]
        sentence = _(self.refusals[1 if len(case.sessions.ids) else 0])
        return sentence.format(person=person, parts=parts_words(lacking), title=title, most=most)
