"""Who may take or be listed for which post, and every rule that refuses it, as bit masks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.domain.levels import gaps
from planner.model.rules import RULES
from planner.model.rules.base import Rule, everywhere


@dataclass(frozen=True)
class Eligibility:
    """Which pairs are possible, and why the others are not.

    Attributes
    ----------
    rules : tuple of Rule
        The rules that hold; bit i of a mask stands for rule i.
    first, last : arrays of int, shape (C, P)
        First and last period in which a stint may start; none when first > last.
    refused_stints, refused_listings : arrays of int, shape (C, P)
        Bit mask of the rules that refuse the pair altogether; 0 where possible.
    near : array of bool, shape (C, P)
        Who would be ready now on which bench.
    """

    rules: tuple[Rule, ...]
    first: Ints
    last: Ints
    refused_stints: Ints
    refused_listings: Ints
    near: Bools

    def reasons(self, case: Case, cadre: int, post: int, *, listing: bool = False) -> list[str]:
        """Why a pair is refused, a sentence from each rule that refuses it."""
        mask = int((self.refused_listings if listing else self.refused_stints)[cadre, post])
        return [rule.refusal(case, cadre, post) for bit, rule in enumerate(self.rules) if mask >> bit & 1]


def rules_in_force(case: Case) -> tuple[Rule, ...]:
    """The rules that the model has to respect."""
    return tuple(rule for rule in RULES if rule.structural or case.rulebook.on(rule.name))


def find_eligible(case: Case) -> Eligibility:
    """Ask every rule in force about every pair at once."""
    rules = rules_in_force(case)
    periods = case.calendar.periods
    shape = (len(case.people.ids), len(case.posts.ids))
    first = np.zeros(shape, dtype=np.int64)
    last = np.full(shape, periods - 1)
    stints = np.zeros(shape, dtype=np.int64)
    listings = np.zeros(shape, dtype=np.int64)
    for bit, rule in enumerate(rules):
        earliest, latest = rule.start_window(case)
        if earliest is not None:
            first = np.maximum(first, earliest)
            stints |= (earliest >= periods).astype(np.int64) << bit
        if latest is not None:
            last = np.minimum(last, latest)
            stints |= (latest < 0).astype(np.int64) << bit
        stints |= _bit(rule.refused_stints(case), bit)
        listings |= _bit(rule.refused_listings(case), bit)
    # windows that exclude each other only together: name every rule that narrows one
    clash = (first > last) & (stints == 0)
    if clash.any():
        stints = np.where(clash, _narrowing(case, rules), stints)
    possible = stints == 0
    return Eligibility(
        rules=rules,
        first=np.where(possible, first, periods),
        last=np.where(possible, last, -1),
        refused_stints=stints,
        refused_listings=listings,
        near=_ready(case),
    )


def _bit(refused: Bools | None, bit: int) -> Ints | int:
    return 0 if refused is None else refused.astype(np.int64) << bit


def _narrowing(case: Case, rules: Sequence[Rule]) -> Ints:
    mask = everywhere(case, value=False).astype(np.int64)
    for bit, rule in enumerate(rules):
        earliest, latest = rule.start_window(case)
        if earliest is not None:
            mask |= (earliest > 0).astype(np.int64) << bit
        if latest is not None:
            mask |= (latest < case.calendar.periods - 1).astype(np.int64) << bit
    return mask


def _ready(case: Case) -> Bools:
    """No gap in the standard, and (with ``bench_standard``) a grade no further than ``near_step`` above."""
    complete: Bools = gaps(case) == 0
    if not case.rulebook.on("bench_standard"):
        return complete
    step, known = case.grade_step
    return complete & (~known | (step <= case.rulebook.number("bench_standard", "near_step")))
