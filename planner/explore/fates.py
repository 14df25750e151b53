"""Who leaves when, drawn by lot: a fate for each person and run, the same whatever the plan.

Each cause has a share q of people who leave within a year. Within a month its rate is -ln(1 - q) / 12, so that what is
left after twelve months is 1 - q. Rates of several causes add up, as those of independent causes do: with the sum
L(t) of a person's rates in the months 0 … t-1, he is still there at the start of month t with the probability
exp(-L(t)). Two numbers u, v are drawn for each person and run, both even on [0, 1): he leaves in the first month t
with exp(-L(t+1)) < 1 - u, and the cause is drawn by v in the proportion of the rates in that month. Nobody leaves
by lot after the end of his service, which the scenario has.

The numbers hang on the seed, the id of the person and the number of the run alone. So plans are compared on the same
fates, more runs repeat the first ones, and it does not matter how runs are parted.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import numpy as np
import numpy.typing as npt

from planner.domain.calendar import Ints
from planner.domain.case import Case, case_of
from planner.domain.mix import matches
from planner.scenario.scenario import Scenario
from planner.scenario.settings import LeavingGroup

Floats = npt.NDArray[np.float64]

CAUSES: Final = ("health", "promotion", "early_retirement")
"""Causes that every simulation has; those of the scenario's groups follow."""
BLOCK: Final = 4
"""Numbers that the generator makes at once; a run takes two of them."""
SURE: Final = 1 - 1e-12
"""The largest share that has a rate."""


@dataclass(frozen=True)
class Rates:
    """Monthly rates at which people leave.

    Attributes
    ----------
    causes : tuple of str
    of : array of float, shape (K, C, H)
        Rate of each cause, person and month from as_of; zero after the end of service.
    ids : tuple of str
        The people.
    end : array of int, shape (C,)
        First month not served, counted from as_of, at most H.
    """

    causes: tuple[str, ...]
    of: Floats
    ids: tuple[str, ...]
    end: Ints


def rates(scenario: Scenario) -> Rates:
    """The rates that the settings of a scenario ask for."""
    case = case_of(scenario)
    chosen = scenario.settings.simulate
    months = np.arange(case.calendar.horizon - case.calendar.start)
    end = np.clip(case.people.gone - case.calendar.start, 0, len(months))
    left = (case.people.last_service - case.calendar.start)[:, None] - months
    holds = (case.post_held >= 0)[:, None]
    who = [np.ones(left.shape, dtype=bool), np.broadcast_to(holds, left.shape), left <= chosen.early_months]
    shares = [chosen.health, chosen.promotion, chosen.early_retirement]
    for group in chosen.groups:
        who.append(_in_group(case, group, months))
        shares.append(group.yearly)
    monthly = np.array([_rate(share) for share in shares])[:, None, None]
    of = monthly * np.stack(who) * (months < end[:, None])
    names = (*CAUSES, *(group.name for group in chosen.groups))
    return Rates(names, of, tuple(case.people.ids), end)


def _in_group(case: Case, group: LeavingGroup, months: Ints) -> npt.NDArray[np.bool_]:
    if group.column != "age_band":
        return np.repeat(matches(case, group, case.calendar.start)[:, None], len(months), axis=1)
    return np.stack([matches(case, group, case.calendar.start + int(month)) for month in months], axis=1)


def _rate(share: str) -> float:
    """The monthly rate of a yearly share such as ``1.5%``."""
    return float(-np.log1p(-min(float(share.removesuffix("%")) / 100, SURE)) / 12)


def draw(given: Rates, seed: int, first: int, runs: int) -> tuple[Ints, Ints]:
    """The month in which each person leaves, by lot or at the end of service, and the cause.

    Parameters
    ----------
    given : Rates
    seed : int
    first : int
        Number of the first run, a multiple of two.
    runs : int

    Returns
    -------
    array of int, array of int, both of shape (runs, C)
        Months from as_of, H for who stays; the position of the cause, -1 where nobody leaves by lot.
    """
    causes, people, months = given.of.shape
    month = np.empty((runs, people), dtype=np.int64)
    cause = np.full((runs, people), -1, dtype=np.int64)
    total = np.cumsum(given.of.sum(axis=0), axis=1)
    for place, cadre in enumerate(given.ids):
        even = _even(seed, cadre, first, runs)
        left = np.searchsorted(total[place], -np.log1p(-even[:, 0]), side="right")
        month[:, place] = np.where(left < given.end[place], left, given.end[place])
        by_lot = np.flatnonzero(left < given.end[place])
        parts = np.cumsum(given.of[:, place, left[by_lot]], axis=0)
        above = even[by_lot, 1] * parts[-1]
        cause[by_lot, place] = np.minimum((parts <= above).sum(axis=0), causes - 1)
    return np.minimum(month, months), cause


def _even(seed: int, cadre: str, first: int, runs: int) -> Floats:
    """Two numbers for each run of a person, shape (runs, 2)."""
    key = int.from_bytes(sha256(cadre.encode()).digest()[:8], "little")
    numbers = np.random.Philox(key=[seed, key], counter=[2 * first // BLOCK, 0, 0, 0])
    return np.random.Generator(numbers).random((runs, 2))
