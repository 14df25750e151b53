"""The points of a sweep: which alternatives, and which values of which settings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import product
from math import prod
from pathlib import Path
from typing import Final

from planner.check import read
from planner.language import _
from planner.scenario.findings import Finding, shorten
from planner.scenario.scenario import Scenario
from planner.scenario.settings_source import given_source

BASE: Final = "base"
"""The word for the scenario without any alternative."""
MOST_VALUES: Final = 1000
MOST_POINTS: Final = 10_000
MOST_DIGITS: Final = 12
"""Before the point of a number of a range, and behind it: sums of such numbers are exact."""
_RANGE: Final = re.compile(r"(?P<first>[^.:\s]+(?:\.\d+)?)\.\.(?P<last>[^:\s]+?)(?::(?P<step>\S+))?")
_COMMA: Final = re.compile(r",(?![^\[{]*[\]}])")
"""A comma outside of brackets."""
_PLAIN: Final = re.compile(r"[^\w.%=+,-]+")
_LONGEST_FOLDER: Final = 100
"""Letters of a folder's name, so that its bytes fit any file system."""


@dataclass(frozen=True)
class Vary:
    """A key of scenario.yaml in dots, and the values to give it, each as it would be written there."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """One plan of a sweep.

    Attributes
    ----------
    alternative : str
        Its name; blank for the scenario itself.
    given : tuple of (str, str)
        Keys and values that are laid over it.
    folder : str
        Name of the folder of its plan.
    """

    alternative: str
    given: tuple[tuple[str, str], ...]
    folder: str

    @property
    def label(self) -> str:
        """What it is called."""
        return ", ".join([self.alternative or BASE, *(f"{key}={value}" for key, value in self.given)])

    def scenario(self, path: Path) -> tuple[Scenario | None, tuple[Finding, ...]]:
        """The scenario of this point, or None and what is wrong; its name tells the values."""
        names = [self.alternative] if self.alternative else []
        given = given_source(dict(self.given), "--vary") if self.given else None
        scenario, findings = read(path, names, given)
        if scenario is None or not self.given:
            return scenario, findings
        told = ", ".join([scenario.settings.name, *(f"{key}={value}" for key, value in self.given)])
        return replace(scenario, settings=scenario.settings.model_copy(update={"name": told[:200]})), findings


def read_vary(text: str) -> Vary:
    """Read what is to be varied.

    Parameters
    ----------
    text : str
        ``KEY=VALUES`` with a key of scenario.yaml in dots (a target of the mix by its name: ``mix.women.at_least``) and
        values separated by commas, or a range ``20%..40%:5%``, whose step is 1 unless it is given.

    Raises
    ------
    ValueError
        Saying what is wrong with it.
    """
    key, equals, told = (part.strip() for part in text.partition("="))
    if not key or not equals or not told:
        raise ValueError(_("{text} is not KEY=VALUES, such as goals.fit.move=2..10:4").format(text=shorten(text)))
    match = _RANGE.fullmatch(told)
    values = tuple(_steps(match, told)) if match else tuple(value.strip() for value in _COMMA.split(told))
    if len(set(values)) < len(values):
        raise ValueError(_("{text} gives a value twice").format(text=shorten(text)))
    return Vary(key, values)


def _steps(match: re.Match[str], told: str) -> Iterator[str]:
    """The values of a range; the last one is in it where a step leads to it."""
    percent = "%" if match["first"].endswith("%") else ""
    try:
        first, last, step = (
            Decimal(part.removesuffix("%")) for part in (match["first"], match["last"], match["step"] or "1")
        )
    except InvalidOperation as error:
        raise ValueError(
            _("{range} is no range of numbers, such as 2..10:4 or 20%..40%:5%").format(range=told)
        ) from error
    for number in (first, last, step):
        if not number.is_finite():
            raise ValueError(_("{range} is no range of numbers, such as 2..10:4 or 20%..40%:5%").format(range=told))
        if number.adjusted() >= MOST_DIGITS or number != round(number, MOST_DIGITS):
            raise ValueError(
                _("{range} has a number with more than {most} digits before or behind the point").format(
                    range=shorten(told), most=MOST_DIGITS
                )
            )
    if step <= 0 or last < first or (last - first) / step >= MOST_VALUES:
        raise ValueError(
            _("{range} has no value, or more than {most}: write the smaller number first and a step above 0").format(
                range=told, most=MOST_VALUES
            )
        )
    for place in range(int((last - first) // step) + 1):
        yield f"{(first + place * step).normalize():f}{percent}"


def grid(alternatives: Sequence[str], vary: Sequence[Vary]) -> list[Point]:
    """Every alternative with every combination of values.

    Parameters
    ----------
    alternatives : sequence of str
        Their names; blank for the scenario itself.
    vary : sequence of Vary

    Raises
    ------
    ValueError
        When these are more plans than anybody would wait for.
    """
    count = prod([len(alternatives), *(len(one.values) for one in vary)])
    if count > MOST_POINTS:
        raise ValueError(
            _("these are {count} plans, more than {most}: give fewer values").format(count=count, most=MOST_POINTS)
        )
    points: list[Point] = []
    taken: set[str] = set()
    for alternative, *values in product(alternatives, *([(one.key, value) for value in one.values] for one in vary)):
        point = Point(str(alternative), tuple((str(key), str(value)) for key, value in values), "")
        folder = _folder(point.label, taken)
        taken.add(folder.casefold())
        points.append(replace(point, folder=folder))
    return points


def _folder(label: str, taken: set[str]) -> str:
    """A name for the folder of a plan that no other has, on file systems that know no capitals either."""
    plain = _PLAIN.sub("-", label.replace(", ", ","))[:_LONGEST_FOLDER].strip("-.")
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain}-{number}"
    return name
