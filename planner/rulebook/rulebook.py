"""A rule pack with a scenario's changes: which rules hold, with which numbers, from which source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final

import pandas as pd
from ruamel.yaml import YAML

from planner.scenario.columns import TABLES
from planner.scenario.dates import month_index
from planner.scenario.findings import Finding, shorten
from planner.scenario.scenario import Scenario

LARGEST_NUMBER: Final = 10_000
"""No number of a rule is larger."""


@dataclass(frozen=True)
class Number:
    """One number of a rule, with its unit, source tags and confidence mark."""

    value: int
    unit: str
    source: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class RuleSetting:
    """Whether a rule holds, and its numbers."""

    on: bool
    numbers: Mapping[str, Number] = field(default_factory=dict)
    source: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Title:
    """A title and its standard; levels are positions in the lists of ``scenario.columns``."""

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
class Rulebook:
    """The rules that hold for one scenario.

    Attributes
    ----------
    pack, name_en, name_vi, in_force_from : str
        Which pack, and since when it is in force (ISO date).
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
    """

    pack: str
    name_en: str
    name_vi: str
    in_force_from: str
    rules: Mapping[str, RuleSetting]
    titles: Mapping[str, Title]
    age_starts: tuple[int, ...]
    retirement: Retirement | None
    dual_roles: tuple[DualRole, ...]

    def on(self, rule: str) -> bool:
        """Whether the rule holds."""
        return self.rules[rule].on

    def number(self, rule: str, name: str) -> int:
        """A number of a rule, whether or not the rule holds."""
        return self.rules[rule].numbers[name].value

    @property
    def age_bands(self) -> tuple[str, ...]:
        """Labels of the age bands, youngest first: ``<35``, ``35-40``, ``>40``."""
        starts = self.age_starts
        middle = [f"{low}-{high - 1}" for low, high in pairwise(starts)]
        return (f"<{starts[0]}", *middle, f">{starts[-1] - 1}") if starts else ("all",)

    def age_band(self, age_years: int) -> str:
        """Label of the band of an age in whole years."""
        return self.age_bands[sum(age_years >= start for start in self.age_starts)]


def pack_names() -> tuple[str, ...]:
    """Names of the rule packs that come with the program."""
    folder = resources.files("planner.rulebook") / "packs"
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


@cache
def source_address(tag: str) -> str:
    """Where a source tag points to."""
    return str(_read("sources.yaml")[tag])


@cache
def pack(name: str) -> Rulebook:
    """A rule pack as it comes with the program.

    Raises
    ------
    KeyError
        When there is no such pack.
    """
    if name not in pack_names():
        raise KeyError(name)
    raw = _read(f"packs/{name}.yaml")
    retirement = raw["retirement"]
    return Rulebook(
        pack=raw["pack"],
        name_en=raw["name_en"],
        name_vi=raw["name_vi"],
        in_force_from=raw["in_force_from"],
        rules={rule: _setting(content) for rule, content in raw["rules"].items()},
        titles={title: _pack_title(title, row) for title, row in raw["titles"]["rows"].items()},
        age_starts=tuple(raw["age_bands"]["starts"]),
        retirement=None if retirement == "none" else _retirement(retirement),
        dual_roles=tuple(_dual_role(row) for row in raw["dual_roles"]),
    )


def resolve(scenario: Scenario) -> tuple[Rulebook, tuple[Finding, ...]]:
    """The rulebook of a scenario, and what is wrong with how it was chosen.

    Parameters
    ----------
    scenario : Scenario
        Its settings choose the pack and the changes, its table ``titles``
        overrides titles cell by cell.

    Returns
    -------
    Rulebook, tuple of Finding
        With an unknown pack the rulebook is that of ``open`` and a finding says so.
    """
    choice = scenario.settings.rule_choice
    findings: list[Finding] = []
    name = choice.pack
    if name not in pack_names():
        findings.append(
            Finding(
                "error",
                "scenario.yaml: rules",
                "no such rule pack",
                f"Use one of {_listed(pack_names())}.",
                shorten(name),
            )
        )
        name = "open"
    book = pack(name)
    rules = dict(book.rules)
    for rule, change in choice.changes.items():
        where = f"scenario.yaml: rules.changes.{shorten(rule)}"
        if rule not in rules:
            findings.append(
                Finding(
                    "error", where, "no such rule in the pack", f"The pack {name} has {_listed(rules)}.", shorten(rule)
                )
            )
        elif isinstance(change, bool):
            rules[rule] = replace(rules[rule], on=change)
        else:
            rules[rule], found = _changed(rules[rule], change, where)
            findings += found
    if book.in_force_from > scenario.settings.as_of.ljust(10, "-"):
        findings.append(
            Finding(
                "note",
                "scenario.yaml: rules",
                f"the pack {name} is in force from {book.in_force_from}, after as_of {scenario.settings.as_of}",
                "Nothing to do if today's rules are to be applied to an earlier term.",
            )
        )
    starts = scenario.settings.age_bands
    resolved = replace(
        book,
        rules=rules,
        titles={**book.titles, **_scenario_titles(scenario, book)},
        age_starts=book.age_starts if starts is None else starts,
    )
    return resolved, tuple(findings)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _read(path: str) -> Any:
    text = (resources.files("planner.rulebook") / path).read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)


def _setting(raw: dict[str, Any]) -> RuleSetting:
    numbers = {
        name: Number(number["value"], number["unit"], tuple(number["source"]), number["mark"])
        for name, number in raw.get("numbers", {}).items()
    }
    return RuleSetting(raw["on"], numbers, tuple(raw.get("source", ())), raw.get("mark", ""))


def _pack_title(title: str, row: dict[str, Any]) -> Title:
    fields = tuple(filter(None, str(row.get("fields", "")).split(";")))
    return Title(title=title, **{**row, "fields": fields})


def _dual_role(row: dict[str, Any]) -> DualRole:
    starts, until = (month_index(row[end]) if row[end] else None for end in ("from", "until"))
    return DualRole(row["main"], row["beside"], starts, until, tuple(row["source"]), row["mark"])


def _retirement(name: str) -> Retirement:
    raw = _read("retirement.yaml")[name]
    return Retirement(raw["first_year"], tuple(raw["male"]), tuple(raw["female"]))


def _changed(rule: RuleSetting, change: dict[str, Any], where: str) -> tuple[RuleSetting, list[Finding]]:
    """Apply new numbers (and ``on``) to a rule; a changed number's source is the scenario."""
    findings = []
    numbers = dict(rule.numbers)
    on = rule.on
    for name, value in change.items():
        if name == "on":
            on = value is True
            if not isinstance(value, bool):
                findings.append(
                    Finding("error", f"{where}.on", "neither true nor false", "Write true or false.", shorten(value))
                )
        elif name not in numbers:
            known = ", ".join(["on", *numbers])
            findings.append(Finding("error", where, f"no number {shorten(name)!r} in this rule", f"It has {known}."))
        elif isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_NUMBER:
            problem = f"not a whole number from 0 to {LARGEST_NUMBER}"
            findings.append(Finding("error", f"{where}.{name}", problem, "Write a whole number.", shorten(value)))
        else:
            numbers[name] = Number(value, numbers[name].unit, ("scenario",), "")
    return replace(rule, on=on, numbers=numbers), findings


def _scenario_titles(scenario: Scenario, book: Rulebook) -> dict[str, Title]:
    """The scenario's titles: a blank cell keeps the pack's value."""
    titles = {}
    for row in scenario.tables["titles"].to_dict("records"):
        base = book.titles.get(row["title"], Title(row["title"]))
        written = {name: _cell(row[name]) for name in TABLES["titles"].names[1:]}
        given = {name: value for name, value in written.items() if value is not None}
        if "fields" in given:
            given["fields"] = tuple(filter(None, str(given["fields"]).split(";")))
        titles[base.title] = replace(base, **given)
    return titles


def _cell(value: Any) -> Any:
    """A cell of the titles table, or None when blank."""
    return None if pd.isna(value) or value == "" else value
