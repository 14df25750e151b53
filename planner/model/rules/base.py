"""What a rule is: its names, what it refuses, which rows it adds, how a refusal reads."""

from collections.abc import Iterable
from typing import ClassVar

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import MatrixBuilder

PARTS = (marked("degree"), marked("theory"), marked("state_mgmt"), marked("skills"), marked("party_member"))
"""The parts of a title's standard, in English the names of their columns."""


class Rule:
    """Base of every rule; a rule overrides what it needs.

    Attributes
    ----------
    name : str
        The rule's key in packs, reasons and violations.
    code : str
        Letter and number in the list of rules (C1, C2, …).
    title : str
        What people call it, in the language of the catalogues' source.
    refusals : tuple of str
        The sentences in which it refuses, with named fields, in that language, too.
    structural : bool
        Whether the model cannot do without it, so that it holds whatever the pack says.
    """

    name: ClassVar[str]
    code: ClassVar[str]
    title: ClassVar[str]
    refusals: ClassVar[tuple[str, ...]] = (marked("{rule} refuses {person} for {post}"),)
    structural: ClassVar[bool] = False

    def refused_stints(self, case: Case, kind: Kind = Kind.MOVE) -> Bools | None:
        """Pairs for which no period makes a stint of this kind possible; shape (C, P) or broadcastable to it."""
        return None

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[Ints | None, Ints | None]:
        """First and last period in which a stint of this kind may start; each None or broadcastable to (C, P)."""
        return None, None

    def refused_listings(self, case: Case) -> Bools | None:
        """Pairs that cannot stand on the bench; shape (C, P) or broadcastable to it."""
        return None

    def add_rows(self, case: Case, columns: Columns, matrix: MatrixBuilder) -> None:
        """Add what the rule asks of several decisions together."""

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """Why the rule refuses this pair, in a sentence with the number that decides."""
        person, place = case.people.ids[cadre], case.posts.ids[post]
        return _(self.refusals[0]).format(rule=_(self.title), person=person, post=place)


def parts_words(parts: Iterable[str]) -> str:
    """Parts of a title's standard in a sentence."""
    return ", ".join(_(part) for part in parts)


def everywhere(case: Case, *, value: bool) -> Bools:
    """The same answer for every pair; shape (C, P)."""
    return np.full((len(case.people.ids), len(case.posts.ids)), value)
