"""What a solve tells while it runs, and what it ends with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from planner.domain.calendar import Ints


@dataclass(frozen=True)
class Turn:
    """A province that was planned in a round of them.

    Attributes
    ----------
    province, name : str
        Its unit, and what that is called; empty where the round begins.
    number, count : int
        Provinces of the round planned so far, of how many.
    gaps : tuple of (str, float)
        Each of its goals and how far the value may be from the best one; none where it has no plan.
    """

    province: str
    name: str
    number: int
    count: int
    gaps: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Progress:
    """One step of a running solve.

    Attributes
    ----------
    tier : str
        The goal tier worked on, empty before the first.
    phase : str
        ``relax`` (linear relaxation), ``first`` (a plan is at hand for whenever the solve ends), ``search`` (inside the
        core), ``prove`` (bound for the whole model) or ``done``; of a province ``planned``, and ``quotas`` or
        ``prices`` where it was planned again with these.
    value, bound : int or None
        Best value and proven bound of the tier so far.
    seconds : float
        Since the solve began.
    turn : Turn or None
        The province that it is about, where provinces are planned one by one.
    """

    tier: str
    phase: str
    value: int | None
    bound: int | None
    seconds: float
    turn: Turn | None = None

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best one; None while one of the two is unknown."""
        return None if self.value is None or self.bound is None else relative_gap(self.value, self.bound)


def relative_gap(value: int, bound: int) -> float:
    """Distance of value and bound, as a part of the value; 0 means proven best."""
    return abs(value - bound) / max(1, abs(value))


ProgressSink = Callable[[Progress], None]


@dataclass
class Recorder:
    """A sink that keeps every step and passes it on; a listener that fails is dropped, and the steps go on."""

    listener: ProgressSink | None = None
    steps: list[Progress] = field(default_factory=list)

    def __call__(self, step: Progress) -> None:
        """Keep a step."""
        self.steps.append(step)
        if self.listener is None:
            return
        try:
            self.listener(step)
        except Exception:
            self.listener = None


@dataclass(frozen=True)
class TierProof:
    """Value and bound of one tier, as told (a maximised tier is not negated).

    ``prices`` are those of the certificate behind the bound: SCALE times the price of each row of the model, then of
    each row that keeps an earlier tier; whole, shape (m + earlier tiers,).
    """

    name: str
    sense: Literal["min", "max"]
    value: int
    bound: int
    seconds: float
    prices: Ints


@dataclass(frozen=True)
class Outcome:
    """How a solve ended.

    Attributes
    ----------
    status : str
        ``optimal`` (every tier proven), ``feasible``, ``infeasible`` (asked twice) or ``no_plan`` (none in time).
    decisions : array of int, shape (n,), or None
        Value of every column.
    proofs : tuple of TierProof
        One for each tier when there is a plan.
    core : int
        Columns in the core that the search worked on.
    alone : tuple of TierProof
        What no plan can beat in each tier whatever it reaches in the others; empty where nobody asked.
    """

    status: Literal["optimal", "feasible", "infeasible", "no_plan"]
    decisions: Ints | None
    proofs: tuple[TierProof, ...]
    core: int
    alone: tuple[TierProof, ...] = ()
