"""What a plan reaches: the values of every goal but mix and fit, in whole numbers."""

from collections.abc import Iterator, Mapping

from planner.plan.verify.casting import Stint
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.plan_rules import covered
from planner.plan.verify.records import Pair, Person
from planner.plan.verify.standards import readied, readiness

UNPLACED: frozenset[str] = frozenset({"tenure_cap", "planned", "rotation"})
"""Ends of a rotation after which its person is to get a post."""


def vacant(facts: Facts, picture: Picture) -> dict[str, list[int]]:
    """Empty seats of each post in each period, as far as the post is to be filled."""
    return {
        post: [
            max(0, facts.posts[post].seats - count) if period >= facts.posts[post].opens else 0
            for period, count in enumerate(counts)
        ]
        for post, counts in covered(facts, picture).items()
        if facts.posts[post].wanted
    }


def fill(facts: Facts, picture: Picture) -> int:
    """Weighted post-months vacant, and months that people spend without a place after a rotation."""
    empty = vacant(facts, picture)
    periods = sum(sum(seats) * facts.posts[post].weight for post, seats in empty.items())
    return facts.clock.length * (periods + sum(1 for _ in without_place(facts, picture)))


def without_place(facts: Facts, picture: Picture) -> Iterator[tuple[Person, int]]:
    """People whose rotation of today has ended, with each period of their service in which they hold no post."""
    stints: dict[str, list[Stint]] = {}
    for stint in picture.new:
        stints.setdefault(stint.person.cadre, []).append(stint)
    for cadre, now in facts.incumbents.items():
        reason, _ = min(now.limits, key=lambda limit: limit[1])
        if reason in UNPLACED and facts.rotated_today(now.person):
            for period in range(now.after, facts.clock.whole_periods(now.person.served_until)):
                if not any(stint.first <= period < stint.after for stint in stints.get(cadre, ())):
                    yield now.person, period


def bench(facts: Facts, picture: Picture) -> int:
    """Successors missing, and benches without one who is ready now or made so by courses; committees need none."""
    return sum(missing(facts, picture).values())


def missing(facts: Facts, picture: Picture) -> dict[str, int]:
    """The goal bench by post, for the posts that want successors."""
    listed: dict[str, int] = {}
    ready: set[str] = set()
    for listing in picture.listings:
        post = listing.post.post
        listed[post] = listed.get(post, 0) + 1
        if readiness(facts, *listing) == "near" or readied(facts, picture, listing):
            ready.add(post)
    return {
        post.post: max(0, post.bench_min - listed.get(post.post, 0)) + (not post.committee and post.post not in ready)
        for post in facts.posts.values()
        if post.bench_min
    }


def standard(facts: Facts, picture: Picture) -> int:
    """Months in which people of communes are below the standard of their own titles, as far as courses can help."""
    clock = facts.clock
    months = 0
    for person in facts.people.values():
        if not person.lies_in("commune") or _meets(person.levels, person.wanted_levels):
            continue
        for period in range(clock.whole_periods(person.served_until)):
            if not _meets(picture.levels(person, clock.month(period)), person.wanted_levels):
                months += clock.length
    return months


def _meets(levels: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(level >= least for level, least in zip(levels, wanted, strict=True))


def change(facts: Facts, picture: Picture, refused: Mapping[Pair, set[str]]) -> int:
    """Listings in force that are dropped although no rule refuses them, and preferred placements not made.

    Whoever is placed in the post that he is listed for has what the listing was for: nothing is dropped.
    """
    placed = {(stint.person.cadre, stint.post.post) for stint in picture.stints}
    kept = placed | {(person.cadre, post.post) for person, post in picture.listings}
    dropped = sum(pair not in kept and not refused[pair] for pair in facts.in_force)
    preferred: set[Pair] = {(pin.cadre, pin.post) for pin in facts.pins if pin.action == "prefer"}
    return dropped + len(preferred - placed)


def tier_value(tier: str | dict[str, int], values: Mapping[str, int]) -> int:
    """Value of a tier; in a merged one every goal is minimised, so fit counts negative."""
    if isinstance(tier, str):
        return values[tier]
    return sum(weight * (-values[goal] if goal == "fit" else values[goal]) for goal, weight in tier.items())
