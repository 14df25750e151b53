"""How many losses at once the benches of a plan bear, as text for the terminal and as plain data."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.text import Text

from planner.explore.resilience import Benches, Breaking, Keystone
from planner.language import _, ngettext
from planner.plan.plan import Plan
from planner.report.names import cadre_names, post_names, unit_names
from planner.report.plain_table import PlainTable, rest

MOST_UNITS: Final = 12
MOST_PEOPLE: Final = 10
"""Rows that are shown; ``--json`` has them all."""


def resilience_tables(
    plan: Plan, found: Benches, told: Sequence[Breaking], stones: Sequence[Keystone]
) -> RenderableType:
    """The answer for all posts, then unit by unit, then the people on whom most hangs.

    Parameters
    ----------
    plan : Plan
    found : Benches
        Of this plan.
    told : sequence of Breaking
        All posts first, then the units.
    stones : sequence of Keystone
        The worst first.
    """
    words = _Words(plan)
    whole, *units = told
    parts: list[RenderableType] = [Text(words.answer(whole, found.date), style="bold")]
    parts += [Text(line) for line in words.witness(whole)]
    broken = [unit for unit in units if unit.departed]
    if broken:
        shown = broken[:MOST_UNITS]
        parts.append(
            PlainTable(
                _("If only holders of one unit leave, the weakest first"),
                (_("Unit"), _("Holders"), _("Borne"), _("Too many"), _("Posts left with too few")),
                [words.unit(unit) for unit in shown],
                right=(_("Holders"), _("Borne")),
                spare=(_("Holders"),),
            )
        )
        parts += _more(len(broken) - len(shown))
    parts += [Text(line) for line in words.safe(len(units) - len(broken), len(units))]
    if stones:
        kept = stones[:MOST_PEOPLE]
        parts.append(
            PlainTable(
                _("People on whom most hangs"),
                (_("Name"), _("Cannot be replaced"), _("Others who cannot be, if both leave")),
                [words.stone(stone) for stone in kept],
            )
        )
        parts += _more(len(stones) - len(kept))
    return Group(*parts)


def resilience_json(found: Benches, broken: Sequence[Breaking], stones: Sequence[Keystone]) -> dict[str, Any]:
    """The same as plain data, whole."""
    whole, *units = broken
    return {
        "date": found.date,
        "whole": asdict(whole),
        "units": [asdict(unit) for unit in units],
        "people": [asdict(stone) for stone in stones],
    }


def borne_words(whole: Breaking) -> str:
    """How many losses are borne."""
    if not whole.departed:
        return _("Whoever of the {n} holders leaves, every post has somebody ready of its own").format(n=whole.holders)
    if not whole.borne:
        return _("Not every loss of a single one of the {n} holders is covered").format(n=whole.holders)
    return ngettext(
        "Any {n} of {holders} holders may leave and the post is covered, each successor counted once",
        "Any {n} of {holders} holders may leave at once and every post is covered, each successor counted once",
        whole.borne,
    ).format(n=whole.borne, holders=whole.holders)


class _Words:
    """People, posts and units by name."""

    def __init__(self, plan: Plan) -> None:
        self.people, self.posts, self.units = cadre_names(plan), post_names(plan), unit_names(plan)

    def answer(self, whole: Breaking, date: str) -> str:
        return _("{date}: {told}").format(date=date, told=borne_words(whole))

    def witness(self, whole: Breaking) -> list[str]:
        """The fewest losses that are too many."""
        if not whole.departed:
            return []
        left = self._people(whole.left) or _("nobody ready")
        return [
            _("Too many: {people}").format(people=self._people(whole.departed)),
            _("then there is {left} left for {posts}").format(left=left, posts=self._posts(whole.posts)),
        ]

    def unit(self, unit: Breaking) -> tuple[str, ...]:
        name = self.units.get(unit.of, unit.of)
        return name, str(unit.holders), str(unit.borne), self._people(unit.departed), self._posts(unit.posts)

    def safe(self, safe: int, units: int) -> list[str]:
        """How many units bear any losses of their own."""
        told = ngettext(
            "In {safe} of {n} unit any losses of its own holders are covered",
            "In {safe} of {n} units any losses of their own holders are covered",
            units,
        )
        return [told.format(safe=safe, n=units)] if safe else []

    def stone(self, stone: Keystone) -> tuple[str, ...]:
        return self.people[stone.cadre], self._posts(stone.own), self._people(stone.others)

    def _people(self, cadres: Sequence[str]) -> str:
        return ", ".join(self.people[cadre] for cadre in cadres)

    def _posts(self, posts: Sequence[str]) -> str:
        return "; ".join(self.posts[post] for post in posts)


def _more(number: int) -> list[Text]:
    return [Text(rest(number, _("with --json")))] if number > 0 else []
