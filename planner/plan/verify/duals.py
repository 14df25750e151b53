"""Which two posts of one unit one person may hold at once, and when."""

from collections.abc import Iterable

from planner.plan.verify.records import Clock, Post
from planner.rulebook.rulebook import DualRole


class DualRoles:
    """The permissions of a rulebook by the titles of the main post and of the one beside it."""

    def __init__(self, roles: Iterable[DualRole], clock: Clock) -> None:
        self._clock = clock
        self._by_titles: dict[tuple[str, str], list[DualRole]] = {}
        for role in roles:
            self._by_titles.setdefault((role.main, role.beside), []).append(role)

    def pair(self, main: Post, beside: Post) -> bool:
        """Whether the two are of one unit and titles that may, at some time, be held together."""
        return main is not beside and main.unit is beside.unit is not None and bool(self._roles(main, beside))

    def today(self, main: Post, beside: Post) -> bool:
        """Whether the two may be held together in the first month."""
        start = self._clock.start
        return self.pair(main, beside) and any(_holds(role, start, start + 1) for role in self._roles(main, beside))

    def until(self, main: Post, beside: Post, first: int = 0) -> int:
        """First period, from ``first`` on, in which the two may not be held together all the time."""
        if not self.pair(main, beside):
            return first
        clock = self._clock
        for period in range(first, clock.periods):
            begin, end = clock.month(period), clock.month(period + 1)
            if not any(_holds(role, begin, end) for role in self._roles(main, beside)):
                return period
        return clock.periods

    def _roles(self, main: Post, beside: Post) -> list[DualRole]:
        return self._by_titles.get((main.title, beside.title), [])


def _holds(role: DualRole, begin: int, end: int) -> bool:
    """Whether a permission holds from one month to before another."""
    return (role.starts is None or role.starts <= begin) and (role.until is None or end <= role.until)
