"""A scenario as arrays: people, posts, who holds what and what courses bring, ready for vectorised rules."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from planner.domain.arrays import UNKNOWN
from planner.domain.calendar import LONG_AGO, Bools, Calendar, Ints
from planner.domain.courses import Sessions, build_sessions
from planner.domain.duals import Duals, build_duals
from planner.domain.incumbents import Incumbents, build_incumbents
from planner.domain.people import People, build_people
from planner.domain.posts import Posts, build_posts
from planner.rulebook.rulebook import Rulebook, resolve
from planner.scenario.scenario import Scenario
from planner.scenario.territory import provinces


@dataclass(frozen=True)
class Case:
    """Everything the model reads of one scenario."""

    scenario: Scenario
    rulebook: Rulebook
    calendar: Calendar
    people: People
    posts: Posts
    incumbents: Incumbents
    sessions: Sessions
    duals: Duals
    unit_is_department: Bools
    unit_is_commune: Bools
    unit_province: Ints
    """Position of the province that each unit lies in, -1 for none."""

    @cached_property
    def post_held(self) -> Ints:
        """Main post that each cadre holds at as_of, -1 for none; shape (C,)."""
        held = np.full(len(self.people.ids), UNKNOWN)
        main = ~self.incumbents.beside
        held[self.incumbents.cadre[main]] = self.incumbents.post[main]
        return held

    @cached_property
    def held_until(self) -> Ints:
        """First period in which each cadre no longer holds any post of today if he does not move; shape (C,)."""
        until = np.zeros(len(self.people.ids), dtype=np.int64)
        np.maximum.at(until, self.incumbents.cadre, self.incumbents.until)
        return until

    @cached_property
    def holds(self) -> Bools:
        """Who holds which post at as_of; shape (C, P)."""
        held = np.zeros((len(self.people.ids), len(self.posts.ids)), dtype=bool)
        held[self.incumbents.cadre, self.incumbents.post] = True
        return held

    @cached_property
    def grade_step(self) -> tuple[Ints, Bools]:
        """Grade of the post less grade of the cadre, and where both are known; shapes (C, P)."""
        return self._steps(self.people.grade)

    @cached_property
    def former_step(self) -> tuple[Ints, Bools]:
        """The same from the grade before the rotation."""
        return self._steps(np.where(self.on_rotation, self.people.former_grade, self.people.grade))

    def _steps(self, grade: Ints) -> tuple[Ints, Bools]:
        step = self.posts.grade[None, :] - grade[:, None]
        known = (self.posts.grade >= 0)[None, :] & (grade >= 0)[:, None]
        return step, known

    @cached_property
    def in_department(self) -> Bools:
        """Whose unit is a department; shape (C,)."""
        return np.append(self.unit_is_department, values=False)[self.people.unit]

    @cached_property
    def post_in_department(self) -> Bools:
        """Posts of departments; shape (P,)."""
        return np.append(self.unit_is_department, values=False)[self.posts.unit]

    @cached_property
    def post_in_commune(self) -> Bools:
        """Posts of communes; shape (P,)."""
        return np.append(self.unit_is_commune, values=False)[self.posts.unit]

    @cached_property
    def province(self) -> Ints:
        """Province that each cadre serves in, a position of units, -1 for none; shape (C,).

        That of his unit, else of the unit that sent him, else of the main post that he holds.
        """
        of = np.append(self.unit_province, UNKNOWN)
        held = np.append(self.post_province, UNKNOWN)[self.post_held]
        found = of[self.people.unit]
        for other in (of[self.people.sending_unit], held):
            found = np.where(found < 0, other, found)
        return found

    @cached_property
    def post_province(self) -> Ints:
        """Province of each post's unit, a position of units, -1 for none; shape (P,)."""
        return np.append(self.unit_province, UNKNOWN)[self.posts.unit]

    @cached_property
    def rotation(self) -> Bools:
        """Whether a stint of the pair would be a rotation, department to commune; shape (C, P)."""
        return self.in_department[:, None] & self.post_in_commune[None, :]

    @cached_property
    def on_rotation(self) -> Bools:
        """Who is on rotation today, in a post of a commune; shape (C,)."""
        in_commune = np.append(self.post_in_commune, values=False)[self.post_held]
        return (self.people.rotation_since != LONG_AGO) & in_commune

    @cached_property
    def place_since(self) -> Ints:
        """Month since which each cadre is in his place: place_since, else since he holds his post; shape (C,)."""
        since = np.full(len(self.people.ids), LONG_AGO)
        main = ~self.incumbents.beside
        since[self.incumbents.cadre[main]] = self.incumbents.since[main]
        return np.where(self.people.place_since == LONG_AGO, since, self.people.place_since)


def case_of(scenario: Scenario) -> Case:
    """The arrays of a checked scenario by the rules that it names."""
    return build_case(scenario, resolve(scenario)[0])


def build_case(scenario: Scenario, rulebook: Rulebook) -> Case:
    """Turn a checked scenario into arrays.

    Parameters
    ----------
    scenario : Scenario
        A scenario without error findings.
    rulebook : Rulebook
        Its rulebook.

    Returns
    -------
    Case
        Arrays in the order of the tables.
    """
    calendar = Calendar(scenario.start, scenario.settings.period_months, scenario.periods)
    units = pd.Index(scenario.units["unit"])
    people = build_people(scenario, rulebook, units)
    posts = build_posts(scenario, rulebook, calendar, units)
    duals = build_duals(rulebook, posts)
    kind = scenario.units["kind"].to_numpy()
    return Case(
        scenario=scenario,
        rulebook=rulebook,
        calendar=calendar,
        people=people,
        posts=posts,
        incumbents=build_incumbents(scenario, rulebook, calendar, people, posts, duals),
        sessions=build_sessions(scenario, rulebook, calendar, people),
        duals=duals,
        unit_is_department=kind == "department",
        unit_is_commune=kind == "commune",
        unit_province=provinces(scenario.units),
    )
