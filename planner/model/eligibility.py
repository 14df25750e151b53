"""Who may take or be listed for which post, and every rule that refuses it, as bit masks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.domain.calendar import Bools, SmallInts
from planner.domain.case import Case
from planner.domain.levels import gaps, near_grade
from planner.language import _
from planner.model.kinds import Kind
from planner.model.rules import RULES
from planner.model.rules.base import Rule
from planner.model.stints import Windows
from planner.scenario.findings import Finding, InputError

PERIOD: Final = np.int16
"""Periods of all pairs are kept small: there are millions of pairs."""
MASK: Final = np.int32
"""Bits of rules, 31 at most."""
MOST_PAIRS: Final = 10**9
"""A model of more pairs of person and post takes more memory than machines have; it is refused before it takes any."""


@dataclass(frozen=True)
class Openings:
    """Which pairs could start a stint of one kind.

    Attributes
    ----------
    first, last : arrays of int, shape (C, P)
        First and last period in which a stint may start; none when first > last.
    refused : array of int, shape (C, P)
        Bit mask of the rules that refuse the pair altogether; 0 where possible.
    """

    first: SmallInts
    last: SmallInts
    refused: SmallInts


@dataclass(frozen=True)
class Eligibility:
    """Which pairs are possible, and why the others are not.

    Attributes
    ----------
    rules : tuple of Rule
        The rules that hold; bit i of a mask stands for rule i.
    openings : Mapping of Kind to Openings
        Of moves always, of the other kinds where there can be any.
    refused_stints, refused_listings : arrays of int, shape (C, P)
        Bit mask of the rules that refuse the pair altogether; 0 where a stint of some kind is possible, or the listing.
    near : array of bool, shape (C, P)
        Who would be ready now on which bench.
    """

    rules: tuple[Rule, ...]
    openings: Mapping[Kind, Openings]
    refused_stints: SmallInts
    refused_listings: SmallInts
    near: Bools

    @property
    def windows(self) -> Windows:
        """First and last start of each kind."""
        return {kind: (opening.first, opening.last) for kind, opening in self.openings.items()}

    def reasons(self, case: Case, cadre: int, post: int, *, listing: bool = False) -> list[str]:
        """Why a pair is refused, a sentence from each rule that refuses it."""
        mask = int((self.refused_listings if listing else self.refused_stints)[cadre, post])
        return [rule.refusal(case, cadre, post) for bit, rule in enumerate(self.rules) if mask >> bit & 1]


def rules_in_force(case: Case) -> tuple[Rule, ...]:
    """The rules that the model has to respect."""
    return tuple(rule for rule in RULES if rule.structural or case.rulebook.on(rule.name))


def too_large(case: Case) -> tuple[Finding, ...]:
    """That people and posts are too many for one model."""
    people, posts = len(case.people.ids), len(case.posts.ids)
    if people * posts <= MOST_PAIRS:
        return ()
    what = _("{people} people and {posts} posts are too many for one model").format(people=people, posts=posts)
    remedy = _("Plan them as provinces that nothing ties together, or take the scenario of one province.")
    return (Finding("error", "units", what, remedy),)


def find_eligible(case: Case) -> Eligibility:
    """Ask every rule in force about every pair at once.

    Raises
    ------
    InputError
        When there are too many pairs for one model.
    """
    large = too_large(case)
    if large:
        raise InputError(large)
    rules = rules_in_force(case)
    listings = np.zeros((len(case.people.ids), len(case.posts.ids)), dtype=MASK)
    for bit, rule in enumerate(rules):
        _mark(listings, rule.refused_listings(case), bit)
    openings = {kind: _openings(case, rules, kind) for kind in _kinds(case)}
    return Eligibility(
        rules=rules,
        openings=openings,
        refused_stints=_refused(case, openings),
        refused_listings=listings,
        near=(gaps(case) == 0) & near_grade(case),
    )


def _kinds(case: Case) -> Iterator[Kind]:
    """The kinds of stints that the case can have at all."""
    yield Kind.MOVE
    if len(case.duals.main):
        yield Kind.BESIDE
    if case.rulebook.on("return_place") and case.post_in_department.any():
        yield Kind.RETURN


def _openings(case: Case, rules: Sequence[Rule], kind: Kind) -> Openings:
    periods = case.calendar.periods
    shape = (len(case.people.ids), len(case.posts.ids))
    first = np.zeros(shape, dtype=PERIOD)
    last = np.full(shape, periods - 1, dtype=PERIOD)
    refused = np.zeros(shape, dtype=MASK)
    for bit, rule in enumerate(rules):
        earliest, latest = rule.start_window(case, kind)
        if earliest is not None:
            np.maximum(first, earliest, out=first, casting="unsafe")  # periods only, so nothing is cut off
            _mark(refused, earliest >= periods, bit)
        if latest is not None:
            np.minimum(last, latest, out=last, casting="unsafe")
            _mark(refused, latest < 0, bit)
        _mark(refused, rule.refused_stints(case, kind), bit)
    # windows that exclude each other only together: name every rule that narrows one
    clash = (first > last) & (refused == 0)
    if clash.any():
        refused = np.where(clash, _narrowing(case, rules, kind), refused)
    possible = refused == 0
    return Openings(np.where(possible, first, PERIOD(periods)), np.where(possible, last, PERIOD(-1)), refused)


def _refused(case: Case, openings: Mapping[Kind, Openings]) -> SmallInts:
    """Rules that refuse a stint: of a return where only that could be, else of the move, unless another is possible."""
    refused = openings[Kind.MOVE].refused
    if Kind.RETURN in openings:
        returning = case.on_rotation[:, None] & case.post_in_department[None, :]
        refused = np.where(returning, openings[Kind.RETURN].refused, refused)
    for opening in openings.values():
        refused = np.where(opening.refused == 0, 0, refused)
    return refused


def _mark(masks: SmallInts, refused: Bools | None, bit: int) -> None:
    """Set a bit in the masks of the pairs that are refused."""
    if refused is not None and refused.any():
        masks |= refused * MASK(1 << bit)


def _narrowing(case: Case, rules: Sequence[Rule], kind: Kind) -> SmallInts:
    mask = np.zeros((len(case.people.ids), len(case.posts.ids)), dtype=MASK)
    for bit, rule in enumerate(rules):
        earliest, latest = rule.start_window(case, kind)
        if earliest is not None:
            _mark(mask, earliest > 0, bit)
        if latest is not None:
            _mark(mask, latest < case.calendar.periods - 1, bit)
    return mask
