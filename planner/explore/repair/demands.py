"""What planners demand of every plan, and a model of which each demand can be asked or left out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

import numpy as np
import pandas as pd

from planner.domain.calendar import LONG_AGO, Ints
from planner.domain.case import Case, case_of
from planner.model.eligibility import find_eligible
from planner.model.kinds import Kind
from planner.model.matrix import UNBOUNDED
from planner.model.model import Model, build_model
from planner.model.rules import RULES
from planner.model.rules.pins import located
from planner.model.stints import Windows, presolve_starts
from planner.scenario.scenario import Scenario

ASKING: Final = ("place", "list")
"""Actions of pins that ask for a decision, in the order of their rows."""
REFUSING: Final = ("keep", "forbid", "delist")
"""Actions of pins that take decisions away."""
KINDS: Final = ("pin", "target", "rule")
"""Kinds of demands, in the order in which they are told."""
BUILT: Final = 150_000
"""A model of so many starts, each of somebody in some post in some period, is built in a second."""
STRUCTURAL: Final = frozenset(rule.name for rule in RULES if rule.structural)


@dataclass(frozen=True, order=True)
class Demand:
    """What a planner asks of every plan: row ``row`` of pins, a hard target, or a rule on several people at once.

    ``name`` is that of the target or rule; blank for a pin.
    """

    kind: Literal["pin", "target", "rule"]
    row: int = -1
    name: str = ""


class Ground:
    """A scenario and one model of it in which every demand is some rows, or some columns that may not be chosen.

    Never left out is the background: one holder for each seat, one main post for each person, and who at all may take
    which post.

    Attributes
    ----------
    scenario : Scenario
    case, eligibility
        Of the scenario without what takes decisions away, even where counting alone shows that it has no plan.
    building : float
        About how many seconds its model takes to build, which nothing can interrupt.
    hopeless : frozenset of Demand
        Pinned placements that nothing leads to, whatever else is decided; known before there is a model.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        free = _without_refusals(scenario)
        self.case = case_of(free)
        self.eligibility = find_eligible(self.case)
        self.pins = scenario.pins if self.case.rulebook.on("pins") else scenario.pins.iloc[:0]
        windows = presolve_starts(self.case, self.eligibility.windows)
        starts = (np.maximum(last - first + 1, 0).sum(dtype=np.int64) for first, last in windows.values())
        self.building = int(sum(starts)) / BUILT
        self.hopeless = frozenset(_hopeless(self.case, self.pins, windows))

    @cached_property
    def model(self) -> Model:
        """The model with every row, and every column that is possible without some demand."""
        return build_model(self.case, self.eligibility)

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """Everything that a clash can be made of."""
        return tuple(sorted({**self._columns, **self._rows}, key=lambda one: (KINDS.index(one.kind), one.row)))

    @cached_property
    def _rows(self) -> dict[Demand, Ints]:
        return _rows(self.model, self.pins)

    @cached_property
    def _columns(self) -> dict[Demand, Ints]:
        return {**_refused(self.model, self.pins), **_counted(self.model, self.scenario)}

    def asking(self, kept: Collection[Demand], scenario: Scenario | None = None) -> Model:
        """The model with these demands alone; its plans are of the scenario that has no others."""
        low, high, upper = (bounds.copy() for bounds in (self.model.row_lower, self.model.row_upper, self.model.upper))
        for demand in self._rows.keys() - set(kept):
            low[self._rows[demand]], high[self._rows[demand]] = -UNBOUNDED, UNBOUNDED
        for demand in self._columns.keys() & set(kept):
            upper[self._columns[demand]] = 0
        case = replace(self.model.case, scenario=scenario or self.scenario)
        return replace(self.model, case=case, row_lower=low, row_upper=high, upper=upper)

    def within(self, kept: Sequence[Demand], rows: Ints) -> tuple[Demand, ...]:
        """Those of the demands that have a say in some rows of the model."""
        met = np.zeros(self.model.matrix.shape[0], dtype=bool)
        met[rows] = True
        touched = np.zeros(self.model.columns.count, dtype=bool)
        touched[self.model.matrix[rows].indices] = True
        asked = {one for one, mine in self._rows.items() if met[mine].any()}
        asked |= {one for one, mine in self._columns.items() if touched[mine].any()}
        return tuple(one for one in kept if one in asked)


def _without_refusals(scenario: Scenario) -> Scenario:
    """The scenario without what takes decisions away."""
    pins = scenario.pins
    tables = {**scenario.tables, "pins": pins[~pins["action"].isin(REFUSING)].reset_index(drop=True)}
    mix = tuple(target.model_copy(update={"hard": False}) for target in scenario.settings.mix)
    return Scenario(scenario.settings.model_copy(update={"mix": mix}), tables)


def _hopeless(case: Case, pins: pd.DataFrame, windows: Windows) -> Iterator[Demand]:
    """Pinned placements that could not start in their period, or in any where none is named."""
    cadres, posts, months = located(case, pins)
    periods = case.calendar.whole_periods_before(months)
    for row in np.flatnonzero(pins["action"] == "place").tolist():
        pair, any_period = (cadres[row], posts[row]), months[row] == LONG_AGO
        possible = [(first[pair], last[pair]) for first, last in windows.values() if first[pair] <= last[pair]]
        if not any(any_period or first <= periods[row] <= last for first, last in possible):
            yield Demand("pin", row)


def _rows(model: Model, pins: pd.DataFrame) -> dict[Demand, Ints]:
    """Rows of the pins that ask for a decision, and of the rules on several people at once."""
    owner = np.repeat([name for name, _count in model.owners], [count for _name, count in model.owners])
    asking = [row for action in ASKING for row in np.flatnonzero(pins["action"] == action).tolist()]
    of_pins = dict(zip(asking, np.flatnonzero(owner == "pins"), strict=True))
    named = {rule.name for rule in RULES} - STRUCTURAL - {"pins"}
    rules = dict.fromkeys(name for name, _count in model.owners if name in named)
    return {
        **{Demand("pin", pin): np.array([row]) for pin, row in of_pins.items()},
        **{Demand("rule", name=name): np.flatnonzero(owner == name) for name in rules},
    }


def _refused(model: Model, pins: pd.DataFrame) -> dict[Demand, Ints]:
    """Columns that pins take away."""
    case, columns = model.case, model.columns
    cadres, posts, _months = located(case, pins)
    found = {}
    for row in np.flatnonzero(pins["action"].isin(REFUSING)).tolist():
        action, cadre, post = pins["action"].iloc[row], cadres[row], posts[row]
        if action == "keep":
            holding = (case.incumbents.cadre == cadre) & (case.incumbents.post == post)
            until = int(case.incumbents.until[holding].max(initial=0))
            goes = (columns.cadre == cadre) & (columns.kind != Kind.BESIDE) & (columns.start < until)
            found[Demand("pin", row)] = np.flatnonzero(goes)
            continue
        listed = np.flatnonzero((columns.listed_cadre == cadre) & (columns.listed_post == post))
        taken = (columns.cadre == cadre) & (columns.post == post) & (action == "forbid")
        found[Demand("pin", row)] = np.append(np.flatnonzero(taken), columns.listings.start + listed)
    return found


def _counted(model: Model, scenario: Scenario) -> dict[Demand, Ints]:
    """Columns of the persons off each hard target."""
    columns = model.columns
    found = {}
    for target in scenario.settings.mix:
        if target.hard:
            parts = np.flatnonzero([part.target.name == target.name for part in columns.parts])
            found[Demand("target", name=target.name)] = np.append(
                columns.mix_short.start + parts, columns.mix_over.start + parts
            )
    return found
