"""What a plan reaches: the values of fill, bench and fit, in whole numbers."""

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Final

from planner.plan.verify.bench_rules import readiness
from planner.plan.verify.facts import Facts, Pair, Person, Post, Unit
from planner.plan.verify.picture import Picture
from planner.plan.verify.plan_rules import covered
from planner.plan.verify.stint_rules import grade_step

RATING_POINTS: Final = {"HTXSNV": 2, "HTTNV": 1, "HTNV": 0, "KHTNV": -2}
EARTH_KM: Final = 6371.0


def vacant(facts: Facts, picture: Picture) -> dict[str, list[int]]:
    """Empty seats of each post in each period, as far as the post is to be filled."""
    return {
        post: [
            max(0, facts.posts[post].seats - count) if period >= facts.posts[post].opens else 0
            for period, count in enumerate(counts)
        ]
        for post, counts in covered(facts, picture).items()
    }


def fill(facts: Facts, picture: Picture) -> int:
    """Weighted post-months vacant."""
    empty = vacant(facts, picture)
    return facts.clock.length * sum(sum(seats) * facts.posts[post].weight for post, seats in empty.items())


def bench(facts: Facts, picture: Picture) -> int:
    """Successors missing, and benches without one who is ready now."""
    listed: dict[str, int] = {}
    near: set[str] = set()
    for person, post in picture.listings:
        listed[post.post] = listed.get(post.post, 0) + 1
        if readiness(facts, person, post) == "near":
            near.add(post.post)
    return sum(
        max(0, post.bench_min - listed.get(post.post, 0)) + (post.post not in near)
        for post in facts.posts.values()
        if post.bench_min
    )


class Points:
    """Fit of a cadre and a post in whole points, remembered per pair."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._weights = facts.scenario.settings.goals.fit
        self._known: dict[Pair, int] = {}

    def __call__(self, person: Person, post: Post) -> int:
        """Points of a pair: the planner's own score, else the computed fit."""
        pair = (person.cadre, post.post)
        points = self._known.get(pair)
        if points is None:
            points = self._known[pair] = self._look_up(pair, person, post)
        return points

    def _look_up(self, pair: Pair, person: Person, post: Post) -> int:
        if pair in self._facts.scores:
            return self._facts.scores[pair]
        if self._facts.scenario.settings.fit == "only_listed":
            return 0
        return self._computed(person, post)

    def _computed(self, person: Person, post: Post) -> int:
        weights = self._weights
        step = grade_step(person, post)
        outstanding = "HTXSNV" in person.ratings
        parts = (
            weights.field * (person.field in post.fields),
            weights.above * (_above(person, post) if post.has_standard else 0),
            weights.experience * (post.group != "" and person.group == post.group),
            weights.rating * sum(RATING_POINTS[rating] for rating in person.ratings),
            weights.development * (step is not None and step > 0),
            weights.need * (post.unit.weight - 1 if post.unit and outstanding else 0),
            -weights.distance * int(kilometres(person.native, post.unit) // 10),
        )
        return sum(parts)


def _above(person: Person, post: Post) -> int:
    """Levels above the title's standard, at most two of each kind."""
    return min(2, max(0, person.degree - post.degree)) + min(2, max(0, person.theory - post.theory))


def kilometres(one: Unit | None, other: Unit | None) -> float:
    """Great-circle distance of two units; 0 when a place is unknown."""
    if one is None or other is None or one.place is None or other.place is None:
        return 0.0
    (lat_a, lon_a), (lat_b, lon_b) = one.place, other.place
    north, east = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(north) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(east) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def fit(facts: Facts, picture: Picture, points: Points) -> int:
    """Points of stints and listings, less those of posts left early and the moves themselves."""
    weights = facts.scenario.settings.goals.fit
    total = 0
    for stint in picture.new:
        total += points(stint.person, stint.post)
        incumbency = facts.incumbents.get(stint.person.cadre)
        if incumbency is not None and stint.first < incumbency.after:
            total -= points(stint.person, incumbency.post) + weights.move
    for person, post in picture.listings:
        total += points(person, post) + weights.keep * ((person.cadre, post.post) in facts.in_force)
    return total


def tier_value(tier: str | dict[str, int], values: Mapping[str, int]) -> int:
    """Value of a tier; in a merged one every goal is minimised, so fit counts negative."""
    if isinstance(tier, str):
        return values[tier]
    return sum(weight * (-values[goal] if goal == "fit" else values[goal]) for goal, weight in tier.items())
