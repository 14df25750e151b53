"""The goal fit: whole points of every pair, and what a plan gains and gives up."""

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Final

from planner.plan.verify.casting import Role
from planner.plan.verify.courses import in_priority
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.plan_rules import latest_end
from planner.plan.verify.records import PARTS, Pair, Person, Post, Unit
from planner.plan.verify.standards import grade_step, readied
from planner.scenario.settings import FitWeights

RATING_POINTS: Final = {"HTXSNV": 2, "HTTNV": 1, "HTNV": 0, "KHTNV": -2}
EARTH_KM: Final = 6371.0


class Points:
    """Fit of a cadre and a post in whole points, remembered per pair."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._weights = facts.scenario.settings.goals.fit
        self._known: dict[Pair, dict[str, int]] = {}

    def __call__(self, person: Person, post: Post) -> int:
        """Points of a pair: the planner's own score, else the computed fit."""
        return sum(self.split(person, post).values())

    def split(self, person: Person, post: Post) -> Mapping[str, int]:
        """Points of a pair by part; the planner's own score is the one part ``score``."""
        pair = (person.cadre, post.post)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._look_up(pair, person, post)
        return found

    def _look_up(self, pair: Pair, person: Person, post: Post) -> dict[str, int]:
        if pair in self._facts.scores:
            return {"score": self._facts.scores[pair]}
        if self._facts.scenario.settings.fit == "only_listed":
            return {}
        return self.parts(person, post)

    def parts(self, person: Person, post: Post) -> dict[str, int]:
        """The computed fit of a pair part by part, weighed; a planner's own score replaces their sum."""
        weights = self._weights
        step = grade_step(person, post)
        outstanding = "HTXSNV" in person.ratings
        return {
            "field": weights.field * (person.field in post.fields),
            "above": weights.above * (_above(person, post) if post.has_standard else 0),
            "experience": weights.experience * (post.group != "" and person.group == post.group),
            "rating": weights.rating * sum(RATING_POINTS[rating] for rating in person.ratings),
            "development": weights.development * (step is not None and step > 0),
            "need": weights.need * (post.unit.weight - 1 if post.unit and outstanding else 0),
            "distance": -weights.distance * int(kilometres(person.native, post.unit) // 10),
        }


def _above(person: Person, post: Post) -> int:
    """Levels of degree and theory above the title's standard, at most two of each kind."""
    places = (PARTS.index("degree"), PARTS.index("theory"))
    return sum(min(2, max(0, person.levels[place] - post.levels[place])) for place in places)


def kilometres(one: Unit | None, other: Unit | None) -> float:
    """Great-circle distance of two units; 0 when a place is unknown."""
    if one is None or other is None or one.place is None or other.place is None:
        return 0.0
    (lat_a, lon_a), (lat_b, lon_b) = one.place, other.place
    north, east = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(north) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(east) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def fit(facts: Facts, picture: Picture, points: Points) -> int:
    """Points of stints, listings and attendances, less those of posts left early and of the moves themselves."""
    return sum(fit_parts(facts, picture, points).values())


def fit_parts(facts: Facts, picture: Picture, points: Points) -> dict[str, int]:
    """The goal fit by the weights of the scenario that its points come from, and ``score``; they add up to it."""
    weights = facts.scenario.settings.goals.fit
    total = dict.fromkeys((*FitWeights.model_fields, "score"), 0)

    def count(pair: Mapping[str, int], sign: int = 1) -> None:
        for part, number in pair.items():
            total[part] += sign * number

    for stint in picture.new:
        count(points.split(stint.person, stint.post))
        if stint.main and stint.post.backfill and (stint.person.cadre, stint.post.post) in facts.in_force:
            total["own_bench"] += weights.own_bench
        if stint.role is Role.RETURN and stint.base is not None and stint.first < latest_end(facts, stint.base):
            total["move"] -= weights.move
    for move in (moves[0] for moves in picture.moves.values()):
        left = [now for now in facts.held_today(move.person.cadre) if move.first < now.after]
        for now in left:
            count(points.split(move.person, now.post), -1)
        total["move"] -= weights.move * bool(left)
    for listing in picture.listings:
        person, post = listing
        count(points.split(person, post))
        total["keep"] += weights.keep * ((person.cadre, post.post) in facts.in_force)
        total["ready"] += weights.ready * readied(facts, picture, listing)
    for person, session in picture.attendances:
        total["priority"] += weights.priority * in_priority(facts, person, session)
        total["course"] -= weights.course
    return total
