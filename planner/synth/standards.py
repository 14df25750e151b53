"""How many people of the communes meet the standard of their own title, as published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import ClassVar, Final

from pydantic import ConfigDict

from planner.rulebook.rulebook import Title
from planner.scenario.grants import LEVELS
from planner.synth.chance import stream, weighted
from planner.synth.frames import Row

SECOND_GAP: Final = 0.2
"""How often somebody below the standard lacks a second part of it."""
LEADERS_AHEAD: Final = 0.3
"""How much less often key cadres are below it than their staff."""
ONE_SHORT: Final = 0.75
"""How often somebody is only one level short of what the title asks."""


@dataclass(frozen=True)
class Standards:
    """Who meets the standard of the own title, in the parts that courses bring.

    Attributes
    ----------
    meeting : int
        People of all communes who meet it.
    leaders : tuple[str, ...]
        Titles of key cadres.
    untrained : int
        Key cadres without the degree or the theory of their title.
    weights : Mapping[str, float]
        How often each part is what somebody lacks.
    below : Mapping[str, int]
        Communes of which it is known how many people do not meet it.
    gaps : Mapping[str, tuple[str, ...]]
        What one of these people lacks, by commune, where it is known.
    """

    meeting: int
    leaders: tuple[str, ...]
    untrained: int
    weights: Mapping[str, float]
    below: Mapping[str, int] = field(default_factory=dict)
    gaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


def levelled(
    standards: Standards, cadres: Sequence[Row], titles: Mapping[str, Title], communes: Sequence[str], seed: int
) -> list[Row]:
    """The records with everybody in a commune at the standard of his title, but for those who are below it."""
    rng = stream(seed, "standards")
    serving = [row for row in cadres if row["unit"] in communes]
    lacking = _known_gaps(standards, serving, titles)
    untrained = standards.untrained
    for row in _below(rng, standards, serving, titles, lacking):
        parts = dict(standards.weights)
        if row["title"] in standards.leaders:
            trained = untrained == 0
            untrained -= not trained
            kept = {part: weight for part, weight in parts.items() if (part in ("degree", "theory")) != trained}
            parts = kept if set(kept) & set(_asked(titles[row["title"]])) else parts
        lacking[row["cadre"]] = _drawn(rng, parts, titles[row["title"]])
    return [_record(rng, row, titles[row["title"]], lacking) if row["unit"] in communes else row for row in cadres]


def _known_gaps(standards: Standards, serving: Sequence[Row], titles: Mapping[str, Title]) -> dict[str, list[str]]:
    """The gaps that are told, each set of them somebody's whose title asks for all of it."""
    lacking = {}
    for unit, parts in standards.gaps.items():
        one = next(row for row in serving if row["unit"] == unit and set(parts) <= set(_asked(titles[row["title"]])))
        lacking[one["cadre"]] = list(parts)
    return lacking


def _below(
    rng: Random,
    standards: Standards,
    serving: Sequence[Row],
    titles: Mapping[str, Title],
    told: Mapping[str, Sequence[str]],
) -> list[Row]:
    """Who else is below: in the named communes as many as known, in the others the rest."""
    drawn = sorted(serving, key=lambda row: rng.random() + LEADERS_AHEAD * (row["title"] in standards.leaders))
    drawn = [row for row in drawn if row["cadre"] not in told and _asked(titles[row["title"]])]
    known = [
        row
        for unit, persons in standards.below.items()
        for row in [row for row in drawn if row["unit"] == unit][: persons - (unit in standards.gaps)]
    ]
    others = [row for row in drawn if row["unit"] not in standards.below]
    return known + others[: len(serving) - standards.meeting - len(known) - len(told)]


def _asked(title: Title) -> list[str]:
    """Parts of a title's standard that courses bring."""
    return [part for part in LEVELS if getattr(title, part) != "none"]


def _drawn(rng: Random, weights: Mapping[str, float], title: Title) -> list[str]:
    """One or two parts that somebody lacks."""
    open_parts = {part: weight for part, weight in weights.items() if part in _asked(title)}
    first = weighted(rng, open_parts)
    rest = {part: weight for part, weight in open_parts.items() if part != first}
    return [first, weighted(rng, rest)] if rest and rng.random() < SECOND_GAP else [first]


def _record(rng: Random, row: Row, title: Title, lacking: Mapping[str, Sequence[str]]) -> Row:
    """The record at the standard or above, one or two levels below it in the parts lacking."""
    levels = {}
    for part, order in LEVELS.items():
        asked = order.index(getattr(title, part))
        if part in lacking.get(row["cadre"], ()):
            level = max(0, asked - (1 if rng.random() < ONE_SHORT else 2))
        else:
            level = max(asked, order.index(row.get(part, "none")))
        levels[part] = order[level]
    return {**row, **levels, "field": "" if levels["degree"] == "none" else row["field"] or "administration"}
