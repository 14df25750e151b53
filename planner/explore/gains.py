"""What one plan reaches more or less than another of the same goals, tier by tier."""

from dataclasses import dataclass
from typing import Literal

from planner.plan.plan import Plan


@dataclass(frozen=True)
class Gain:
    """What changes in one tier.

    Attributes
    ----------
    tier : str
        Name of the tier.
    sense : str
        Whether lower (``min``) or higher (``max``) is better.
    before, after : int
        What the two plans reach.
    bound : int
        What no plan of the second kind can beat, among those that are as good in the earlier tiers.
    proven : bool
        Whether both values, and those of all earlier tiers, are proven best, so that the change is exact.
    """

    tier: str
    sense: Literal["min", "max"]
    before: int
    after: int
    bound: int
    proven: bool

    @property
    def better(self) -> int:
        """By how much the second plan is better; below 0 where it is worse."""
        return self._than(self.after)

    @property
    def at_best(self) -> int:
        """By how much any plan of the second kind could be better than the first."""
        return self._than(self.bound)

    def _than(self, value: int) -> int:
        return self.before - value if self.sense == "min" else value - self.before


def gains(before: Plan, after: Plan) -> tuple[Gain, ...]:
    """What the second plan reaches more than the first; nothing where it has no decisions."""
    found = []
    proven = True
    for first, second in zip(before.tiers, after.tiers, strict=False):
        proven = proven and first.proven and second.proven
        found.append(Gain(first.name, first.sense, first.value, second.value, second.bound, proven))
    return tuple(found)
