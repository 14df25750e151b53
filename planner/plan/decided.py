"""What the engine decided, in the words of the tables: people, places, dates, and what follows for each holder."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case
from planner.model.columns import Columns, left_holdings
from planner.model.kinds import Kind
from planner.model.model import Model


@dataclass(frozen=True)
class Decided:
    """A model with the value of every column.

    Attributes
    ----------
    model : Model
    values : array of int, shape (n,)
    """

    model: Model
    values: Ints

    @property
    def case(self) -> Case:
        """The case that was planned."""
        return self.model.case

    @property
    def columns(self) -> Columns:
        """What the columns mean."""
        return self.model.columns

    @cached_property
    def stints(self) -> Ints:
        """Chosen stints, as positions among the stints."""
        return np.flatnonzero(self.values[self.columns.stints.span])

    @cached_property
    def main(self) -> Ints:
        """Chosen moves and returns."""
        return self.stints[self.columns.kind[self.stints] != Kind.BESIDE]

    @cached_property
    def listings(self) -> Ints:
        """Chosen listings, as positions among the listings."""
        return np.flatnonzero(self.values[self.columns.listings.span])

    @cached_property
    def attendances(self) -> Ints:
        """Chosen attendances, as positions among the attendances."""
        return np.flatnonzero(self.values[self.columns.attendances.span])

    @cached_property
    def held_until(self) -> Ints:
        """First period in which each holder of today no longer holds his post; shape (H,)."""
        until = self.case.incumbents.until.copy()
        holding, stint = left_holdings(self.case, self.columns)
        chosen = np.isin(stint, self.stints)
        np.minimum.at(until, holding[chosen], self.columns.start[stint[chosen]])
        return until

    @cached_property
    def opens(self) -> dict[int, int]:
        """Post that each chosen move or return leaves before its own end, by stint; -1 for none."""
        opened = dict.fromkeys(self.main.tolist(), -1)
        holding, stint = left_holdings(self.case, self.columns)
        for place, mover in zip(holding.tolist(), stint.tolist(), strict=True):
            if mover in opened and not self.case.incumbents.beside[place]:
                opened[mover] = int(self.case.incumbents.post[place])
        for mover in opened:
            rotation = self.rotation_before(mover)
            if rotation is not None and self.columns.moves.early[rotation]:
                opened[mover] = int(self.columns.post[rotation])
        return opened

    def rotation_before(self, stint: int) -> int | None:
        """The rotation of this plan that a return ends, as a stint; None for every other stint."""
        columns, cadre = self.columns, self.columns.cadre[stint]
        if columns.kind[stint] != Kind.RETURN or self.case.on_rotation[cadre]:
            return None
        return int(next(other for other in self.main if columns.cadre[other] == cadre and other != stint))

    def came_from(self, stint: int) -> str:
        """The rotation's post that a return ends, the main post of today, or else the unit."""
        rotation = self.rotation_before(stint)
        if rotation is not None:
            return str(self.case.posts.ids[self.columns.post[rotation]])
        cadre = int(self.columns.cadre[stint])
        held = self.case.post_held[cadre]
        return str(self.case.posts.ids[held]) if held >= 0 else self.unit(int(self.case.people.unit[cadre]))

    def holders(self, period: int) -> Bools:
        """Who holds what in a period; shape (C, P)."""
        case, columns = self.case, self.columns
        table = np.zeros((len(case.people.ids), len(case.posts.ids)), dtype=bool)
        staying = np.flatnonzero(self.held_until > period)
        table[case.incumbents.cadre[staying], case.incumbents.post[staying]] = True
        there = self.stints[(columns.start[self.stints] <= period) & (period < columns.end[self.stints])]
        table[columns.cadre[there], columns.post[there]] = True
        return table

    def date(self, period: int) -> str:
        """First day of a period."""
        return self.case.calendar.date(period)

    def person(self, cadre: int) -> tuple[str, str]:
        """Id and name of a cadre."""
        return self._people[cadre]

    def place(self, post: int) -> tuple[str, str, str]:
        """Id, title and unit of a post."""
        return self._places[post]

    @cached_property
    def _people(self) -> list[tuple[str, str]]:
        cadres = self.case.scenario.cadres
        return list(zip(cadres["cadre"], cadres["name"], strict=True))

    @cached_property
    def _places(self) -> list[tuple[str, str, str]]:
        posts = self.case.scenario.posts
        return list(zip(posts["post"], posts["title"], posts["unit"], strict=True))

    def unit(self, unit: int) -> str:
        """Id of a unit, empty for none."""
        return str(self.case.scenario.units["unit"].iloc[unit]) if unit >= 0 else ""
