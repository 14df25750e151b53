"""What a rule is: its names, what it refuses, which rows it adds, how a refusal reads."""

from typing import ClassVar, Final, Literal

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.model.columns import Columns
from planner.model.kinds import Kind
from planner.model.matrix import MatrixBuilder

Language = Literal["en", "vi"]
"""Languages in which a rule tells its refusals."""

PARTS_VI: Final = {
    "degree": "trình độ chuyên môn",
    "theory": "lý luận chính trị",
    "state_mgmt": "quản lý nhà nước",
    "skills": "bồi dưỡng",
    "party_member": "đảng viên",
}
"""Vietnamese names of the parts of a title's standard; in English they are the names of their columns."""


class Rule:
    """Base of every rule; a rule overrides what it needs.

    Attributes
    ----------
    name : str
        The rule's key in packs, reasons and violations.
    code : str
        Letter and number in the list of rules (C1, C2, …).
    title_en, title_vi : str
        What people call it.
    structural : bool
        Whether the model cannot do without it, so that it holds whatever the pack says.
    """

    name: ClassVar[str]
    code: ClassVar[str]
    title_en: ClassVar[str]
    title_vi: ClassVar[str]
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

    def refusal(self, case: Case, cadre: int, post: int, language: Language = "en") -> str:
        """Why the rule refuses this pair, in a sentence with the number that decides."""
        person, place = case.people.ids[cadre], case.posts.ids[post]
        return said(
            language,
            en=f"{self.title_en} refuses {person} for {place}",
            vi=f"quy định “{self.title_vi}” không cho phép xem xét {person} vào vị trí {place}",
        )


def said(language: Language, *, en: str, vi: str) -> str:
    """The sentence in the language asked for."""
    return vi if language == "vi" else en


def everywhere(case: Case, *, value: bool) -> Bools:
    """The same answer for every pair; shape (C, P)."""
    return np.full((len(case.people.ids), len(case.posts.ids)), value)
