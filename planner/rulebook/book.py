"""What a rulebook holds: rules with their numbers, titles, dual roles, retirement ages, targets, what was changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from planner.language import _, counted
from planner.scenario.columns import RATINGS

Stricter = Literal["higher", "lower"]


@dataclass(frozen=True)
class Origin:
    """Where something comes from: source tags, confidence mark (V, V2, M) and what to know of it."""

    source: tuple[str, ...] = ()
    mark: str = ""
    note: str = ""


_NOUNS: Final = {unit: unit.removesuffix("s") for unit in ("months", "grades", "posts", "ratings", "standards")} | {
    "people": "people"
}
"""What a number counts."""


@dataclass(frozen=True)
class Number:
    """One number of a rule.

    Attributes
    ----------
    value, unit : int, str
        The number and what it counts.
    source : tuple[str, ...]
        Source tags.
    mark : str
        Confidence mark.
    stricter : {"higher", "lower"}
        In which direction the rule refuses more.
    goal : bool
        Whether it is only aimed at, and never refuses anything.
    """

    value: int
    unit: str
    source: tuple[str, ...]
    mark: str
    stricter: Stricter
    goal: bool = False

    @property
    def told(self) -> str:
        """The number with its unit, in words: ``36 months``, ``1 person``, ``at least HTTNV``."""
        if self.unit == "rating":
            return (
                _("at least {ratings}").format(ratings=RATINGS[self.value])
                if self.value < len(RATINGS)
                else _("beyond {ratings}").format(ratings=RATINGS[-1])
            )
        if self.unit == "percent":
            return f"{self.value} %"
        return counted(self.value, _NOUNS[self.unit])


@dataclass(frozen=True)
class RuleSetting:
    """Whether a rule holds, and its numbers.

    Attributes
    ----------
    on : bool
        Whether the rule holds.
    numbers : Mapping[str, Number]
        By name.
    source, mark, note
        Of the rule as a whole; a number has its own.
    since : str
        Day from which the rule is in force, where that is later than the pack; else blank.
    permits : bool
        Whether the rule allows something, so that it is stricter when it is off.
    """

    on: bool
    numbers: Mapping[str, Number] = field(default_factory=dict)
    source: tuple[str, ...] = ()
    mark: str = ""
    note: str = ""
    since: str = ""
    permits: bool = False


@dataclass(frozen=True)
class Title:
    """A title and its standard; levels are those of the lists of ``scenario.columns``.

    ``source`` and ``mark`` are blank where those of all titles of the pack hold.
    """

    title: str
    name: str = ""
    name_vi: str = ""
    group: str = ""
    grade: int | None = None
    head: bool = False
    degree: str = "none"
    theory: str = "none"
    state_mgmt: str = "none"
    skills: str = "none"
    party_member: bool = False
    committee: bool = False
    non_local: bool = False
    tenure_cap_months: int | None = None
    fields: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class DualRole:
    """A pair of titles of one unit that one person may hold at once.

    Attributes
    ----------
    main, beside : str
        The post that decides, and the one that may be held beside it.
    starts, until : int or None
        First month index of the permission, and the first one after it; None is without limit.
    source : tuple[str, ...]
        Source tags.
    mark : str
        Confidence mark.
    """

    main: str
    beside: str
    starts: int | None
    until: int | None
    source: tuple[str, ...]
    mark: str

    def holds_in(self, month: int) -> bool:
        """Whether the pair is allowed in a month."""
        return (self.starts is None or self.starts <= month) and (self.until is None or month < self.until)


@dataclass(frozen=True)
class Retirement:
    """Retirement age in months by year and sex; constant outside the listed years."""

    first_year: int
    male: tuple[int, ...]
    female: tuple[int, ...]

    def limit(self, sex: str, year: int) -> int:
        """Retirement age in months that holds in ``year``."""
        ages = self.female if sex == "female" else self.male
        return ages[min(max(year - self.first_year, 0), len(ages) - 1)]


@dataclass(frozen=True)
class Target:
    """A share that guides set for lists and committees; a scenario states its own under ``mix``.

    ``values`` and ``at_least`` are as in a target of the mix; blank where the area decides.
    """

    name: str
    name_vi: str
    column: str
    values: tuple[str, ...]
    scope: str
    at_least: str
    source: tuple[str, ...]
    mark: str
    note: str = ""


@dataclass(frozen=True)
class Change:
    """One thing that an overlay or the scenario changes.

    Attributes
    ----------
    layer : str
        The overlay, or ``scenario``.
    what : str
        ``rule``, ``rule.number``, ``titles.title.column``, ``dual_roles.main+beside``, ``age_bands`` or
        ``targets.name``.
    before, after : str
        In words.
    source : tuple[str, ...]
        Source tags.
    mark : str
        Confidence mark.
    looser : bool
        Whether less is refused than before.
    """

    layer: str
    what: str
    before: str
    after: str
    source: tuple[str, ...]
    mark: str
    looser: bool = False


@dataclass(frozen=True)
class Rulebook:
    """The rules that hold for one scenario.

    Attributes
    ----------
    pack, name_en, name_vi, in_force_from : str
        Which pack, and since when it is in force (ISO date).
    in_force_until : str
        First day on which another pack holds instead; blank while it is in force.
    rules : Mapping[str, RuleSetting]
        By rule name.
    titles : Mapping[str, Title]
        The pack's titles, with the scenario's own on top.
    age_starts : tuple[int, ...]
        First ages (years) of the second and later age bands.
    retirement : Retirement or None
        None: nobody retires by age.
    dual_roles : tuple[DualRole, ...]
        Pairs of titles that the rule dual_role allows.
    targets : tuple[Target, ...]
        Shares that guides set; for information.
    origins : Mapping[str, Origin]
        Where ``titles``, ``age_bands`` and ``retirement`` as a whole come from.
    changes : tuple[Change, ...]
        What overlays and the scenario changed, in that order.
    """

    pack: str
    name_en: str
    name_vi: str
    in_force_from: str
    in_force_until: str
    rules: Mapping[str, RuleSetting]
    titles: Mapping[str, Title]
    age_starts: tuple[int, ...]
    retirement: Retirement | None
    dual_roles: tuple[DualRole, ...]
    targets: tuple[Target, ...]
    origins: Mapping[str, Origin]
    changes: tuple[Change, ...] = ()

    def on(self, rule: str) -> bool:
        """Whether the rule holds."""
        return self.rules[rule].on

    def number(self, rule: str, name: str) -> int:
        """A number of a rule, whether or not the rule holds."""
        return self.rules[rule].numbers[name].value

    def tenure_cap(self, title: Title) -> int:
        """Most months in one post of the title."""
        return title.tenure_cap_months or self.number("tenure_cap", "head_months" if title.head else "deputy_months")

    @property
    def age_bands(self) -> tuple[str, ...]:
        """Labels of the age bands, youngest first: ``<35``, ``35-40``, ``>40``."""
        starts = self.age_starts
        middle = [f"{low}-{high - 1}" for low, high in pairwise(starts)]
        return (f"<{starts[0]}", *middle, f">{starts[-1] - 1}") if starts else ("all",)

    def age_band(self, age_years: int) -> str:
        """Label of the band of an age in whole years."""
        return self.age_bands[sum(age_years >= start for start in self.age_starts)]
