"""The checker: reads a scenario once, then checks and values any number of plans."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from planner.plan.verify import bench_rules, courses, plan_rules, stay, stint_rules
from planner.plan.verify.dual_rules import dual_role
from planner.plan.verify.facts import Facts, read_facts
from planner.plan.verify.fitness import Points, fit
from planner.plan.verify.goals import bench, change, fill, standard
from planner.plan.verify.kin import kin
from planner.plan.verify.mix import MixRow, countable, hard_targets, mix_rows
from planner.plan.verify.picture import Picture, StintRow, UnreadablePlanError, draw
from planner.plan.verify.pins import pins
from planner.plan.verify.records import Pair
from planner.plan.verify.refusals import refusals
from planner.plan.verify.release import release_cap
from planner.plan.verify.returns import return_place
from planner.plan.verify.violation import Violation
from planner.rulebook.rulebook import Rulebook
from planner.scenario.scenario import Scenario

Rule = Callable[[Facts, Picture], Iterator[Violation]]

RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "one_holder": (plan_rules.one_holder,),
    "one_post": (plan_rules.one_post,),
    "dual_role": (dual_role,),
    "no_removal": (plan_rules.no_removal,),
    "min_stay": (stay.min_stay,),
    "lateral": (stay.lateral,),
    "remaining_service": (stint_rules.remaining_service,),
    "in_pool": (stint_rules.in_pool,),
    "tenure_cap": (plan_rules.tenure_cap,),
    "non_local": (stint_rules.non_local, bench_rules.bench_non_local),
    "own_province": (stint_rules.own_province, bench_rules.bench_own_province),
    "grade": (stint_rules.grade,),
    "rating": (stint_rules.rating, bench_rules.bench_rating),
    "standard": (stint_rules.standard,),
    "discipline": (stint_rules.discipline, bench_rules.bench_discipline),
    "one_cycle": (stint_rules.one_cycle,),
    "kin": (kin,),
    "committee": (stint_rules.committee, bench_rules.bench_committee),
    "higher_title": (bench_rules.higher_title,),
    "bench_size": (bench_rules.bench_size,),
    "bench_standard": (bench_rules.bench_standard,),
    "bench_service": (bench_rules.bench_service,),
    "release_cap": (release_cap,),
    "course_seats": (courses.course_seats,),
    "course_budget": (courses.course_budget,),
    "course_order": (courses.course_order,),
    "pins": (pins,),
}
"""What checks each rule of a pack, when it is on."""

ALWAYS: Final[tuple[Rule, ...]] = (plan_rules.overrun, bench_rules.own_bench, courses.audience, return_place)
"""What no switch of a pack allows; without its rule there is no return at all."""

ONLY_LISTED: Final[tuple[Rule, ...]] = (stint_rules.fit_listed, bench_rules.bench_fit_listed)
"""What holds with ``fit: only_listed``."""


class Checker:
    """Checks plans of one scenario against the raw tables and the rule pack's numbers.

    Stints are given as (cadre, post, first month, first month no longer held),
    today's holders included; listings as (cadre, post), attendances as (cadre,
    session).

    Parameters
    ----------
    scenario : Scenario
        What is planned.
    rulebook : Rulebook
        The rules that hold for it.
    """

    def __init__(self, scenario: Scenario, rulebook: Rulebook) -> None:
        self.facts = read_facts(scenario, rulebook)
        self._rules = [check for rule, checks in RULES.items() if rulebook.on(rule) for check in checks]
        self._rules += ALWAYS
        if scenario.settings.fit == "only_listed":
            self._rules += ONLY_LISTED
        self._counts = countable(self.facts)
        self._hard = tuple(count for count in self._counts if count.target.hard)
        self._points = Points(self.facts)
        self.refused = refusals(self.facts)

    def violations(
        self, stints: Sequence[StintRow], listings: Sequence[Pair], attendances: Sequence[Pair] = ()
    ) -> list[Violation]:
        """Every broken rule; a plan that cannot be read is not checked further."""
        try:
            picture = draw(self.facts, stints, listings, attendances)
        except UnreadablePlanError as error:
            return list(error.faults)
        found = [violation for rule in self._rules for violation in rule(self.facts, picture)]
        found += hard_targets(mix_rows(self.facts, self._hard, picture))
        return found

    def goals(
        self, stints: Sequence[StintRow], listings: Sequence[Pair], attendances: Sequence[Pair] = ()
    ) -> dict[str, int]:
        """Values of all goals.

        Raises
        ------
        UnreadablePlanError
            When the plan cannot be read.
        """
        picture = draw(self.facts, stints, listings, attendances)
        rows = mix_rows(self.facts, self._counts, picture)
        return {
            "fill": fill(self.facts, picture),
            "bench": bench(self.facts, picture),
            "standard": standard(self.facts, picture),
            "mix": sum(row.weight * (row.short + row.over) for row in rows),
            "change": change(self.facts, picture, self.refused),
            "fit": fit(self.facts, picture, self._points),
        }

    def mix_rows(
        self, stints: Sequence[StintRow], listings: Sequence[Pair], attendances: Sequence[Pair] = ()
    ) -> list[MixRow]:
        """Every mix target with what the plan reaches.

        Raises
        ------
        UnreadablePlanError
            When the plan cannot be read.
        """
        return mix_rows(self.facts, self._counts, draw(self.facts, stints, listings, attendances))
