"""Which rules refuse a listing in force by itself, whatever else is planned."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from planner.plan.verify import bench_rules
from planner.plan.verify.courses import open_to
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Listing, Picture
from planner.plan.verify.records import Pair
from planner.plan.verify.standards import gaps
from planner.plan.verify.violation import Violation

RULES: Final[Mapping[str, Callable[[Facts, Picture], Iterator[Violation]]]] = {
    "higher_title": bench_rules.higher_title,
    "non_local": bench_rules.bench_non_local,
    "own_province": bench_rules.bench_own_province,
    "discipline": bench_rules.bench_discipline,
    "bench_standard": bench_rules.bench_standard,
    "bench_service": bench_rules.bench_service,
    "rating": bench_rules.bench_rating,
    "committee": bench_rules.bench_committee,
}
"""Rules that look at one listing, when they are on."""


def refusals(facts: Facts) -> dict[Pair, set[str]]:
    """Find for each listing in force the rules that refuse it; the standard after every course open to the person."""
    listings = tuple(Listing(facts.people[cadre], facts.posts[post]) for cadre, post in facts.in_force)
    lacking = {listing.person.cadre: listing.person for listing in listings if gaps(*listing)}
    attended = {cadre: open_to(facts, person) for cadre, person in lacking.items()}
    alone = Picture((), (), listings, (), {}, {}, attended)
    found: dict[Pair, set[str]] = {pair: set() for pair in facts.in_force}
    checks = [check for rule, check in RULES.items() if facts.rulebook.on(rule)]
    checks.append(bench_rules.own_bench)
    if facts.scenario.settings.fit == "only_listed":
        checks.append(bench_rules.bench_fit_listed)
    for check in checks:
        for violation in check(facts, alone):
            found[violation.cadres[0], violation.posts[0]].add(violation.rule)
    for listing in listings:
        if not listing.post.bench_max:
            found[listing.person.cadre, listing.post.post].add("bench_size")
    if facts.rulebook.on("pins"):
        for pin in facts.pins:
            if pin.action in ("forbid", "delist") and (pin.cadre, pin.post) in found:
                found[pin.cadre, pin.post].add("pins")
    return found
