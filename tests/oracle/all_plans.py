"""An oracle: tries every plan of a tiny scenario and keeps the best, judged by the verifier alone.

A plan is who attends which session, who holds which post when, and who is listed where. Attendances come first: they
bring the levels that stints and listings need. Given them, stints and listings meet in one rule only: whoever is placed
high enough is listed no more. So each half is tried in full on its own, with the targets and pins of the other half
taken out, and the best pair is taken over every set of listings that stints may rule out. Goals add up over the parts,
and the least of independent sums is the sum of the least ones. What comes out is checked once more as a whole.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product
from math import prod

from planner.plan.verify import Checker
from planner.plan.verify.goals import tier_value
from planner.plan.verify.picture import StintRow
from planner.plan.verify.records import Pair
from planner.rulebook.rulebook import resolve
from planner.scenario.scenario import Scenario
from planner.scenario.settings import LISTING_SCOPES

Decisions = tuple[tuple[StintRow, ...], tuple[Pair, ...], tuple[Pair, ...]]
"""Stints, listings and attendances of a plan."""

Values = tuple[int, ...]
"""What a plan costs in each tier; less is better, also where a tier is told as a gain."""

COURSES = frozenset({"course_seats", "course_budget", "course_order"})
MOST_STINTS = 3
"""New stints of one cadre: a move, a post beside it, and a return."""
MOST_TRIED = 12_000
"""Plans of a half beyond which a scenario is no longer tiny."""


class TooLargeError(Exception):
    """A scenario with too many plans to try them all."""


@dataclass(frozen=True)
class Best:
    """The best plan of all: what it costs in each tier, and the plan."""

    values: Values
    stints: tuple[StintRow, ...]
    listings: tuple[Pair, ...]
    attendances: tuple[Pair, ...]


@dataclass(frozen=True)
class Option:
    """All stints that one cadre could have in a plan; ``out`` are the listings that they rule out."""

    cadre: str
    rows: tuple[StintRow, ...]
    needs_courses: bool
    out: frozenset[Pair]


@dataclass(frozen=True)
class Placing:
    """A choice of options with equal consequences: what it costs, its stints, and who needs courses for them."""

    values: Values
    rows: tuple[StintRow, ...]
    needing: frozenset[Option]
    out: frozenset[Pair]


def best_plan(scenario: Scenario) -> Best | None:
    """The best of all plans, or None when no plan keeps every rule.

    Raises
    ------
    TooLargeError
        When there are too many.
    """
    checker = checker_of(scenario)
    placings = _placings(scenario)
    benches = _Benches(scenario)
    taught = _Taught(checker)
    trainings = list(_trainings(checker))
    if len(trainings) * benches.count > MOST_TRIED:
        raise TooLargeError
    best: Best | None = None
    for attended in trainings:
        listed = benches.best_first(attended)
        for placing in placings:
            if not all(taught.enough(option, attended) for option in placing.needing):
                continue
            found = next(((cost, pairs) for cost, pairs in listed if placing.out.isdisjoint(pairs)), None)
            if found is not None:
                values = _sum(placing.values, found[0])
                if best is None or values < best.values:
                    best = Best(values, placing.rows, found[1], attended)
    if best is not None:
        assert checker.violations(best.stints, best.listings, best.attendances) == []
        assert costs(scenario, checker.goals(best.stints, best.listings, best.attendances)) == best.values
    return best


def best_by_trying_all(scenario: Scenario) -> Values | None:
    """The same without halves: stints, listings and attendances together, for the tiniest scenarios only."""
    checker = checker_of(scenario)
    return min((costs(scenario, checker.goals(*plan)) for plan in every_plan(checker)), default=None)


def every_plan(checker: Checker) -> Iterator[Decisions]:
    """Every plan of one of the tiniest scenarios that keeps the rules.

    Raises
    ------
    TooLargeError
        When there are too many to try.
    """
    people, posts, sessions = checker.facts.people, checker.facts.posts, checker.facts.sessions
    stints = [tuple(chain(*rows)) for rows in product(*(_all_rows(checker, cadre) for cadre in people))]
    listings = list(_subsets(list(product(people, posts))))
    attendances = list(_subsets(list(product(people, sessions))))
    if len(stints) * len(listings) * len(attendances) > 4 * MOST_TRIED:
        raise TooLargeError
    return (plan for plan in product(stints, listings, attendances) if not checker.violations(*plan))


def checker_of(scenario: Scenario) -> Checker:
    return Checker(scenario, resolve(scenario)[0])


def costs(scenario: Scenario, goals: dict[str, int]) -> Values:
    """Cost of each tier: a gain counts negative."""
    return tuple(
        -tier_value(tier, goals) if tier == "fit" else tier_value(tier, goals) for tier in scenario.settings.goals.tiers
    )


def _sum(one: Values, other: Values) -> Values:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _trainings(checker: Checker) -> Iterator[tuple[Pair, ...]]:
    """Every choice of attendances that keeps the rules on courses."""
    holders = _holders(checker)
    for attended in _subsets(list(product(checker.facts.people, checker.facts.sessions))):
        if not _broken(checker, holders, attended=attended) & COURSES:
            yield attended


class _Taught:
    """Whether the courses of a plan are enough for somebody's stints."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._known: dict[tuple[Option, tuple[Pair, ...]], bool] = {}

    def enough(self, option: Option, attended: tuple[Pair, ...]) -> bool:
        own = tuple(pair for pair in attended if pair[0] == option.cadre)
        key = option, own
        if key not in self._known:
            self._known[key] = "standard" not in _broken(self._checker, option.rows, attended=own)
        return self._known[key]


def _placings(scenario: Scenario) -> list[Placing]:
    """Every choice of stints that keeps the rules on stints; of equal consequences the cheapest one."""
    checker = checker_of(_without(scenario, benches=True, pins=("list", "delist")))
    pairs = list(product(checker.facts.people, checker.facts.posts))
    whole = checker_of(scenario)
    idle = costs(scenario, whole.goals(_holders(checker), ()))
    options = [
        [_option(checker, cadre, rows, pairs) for rows in _all_rows(checker, cadre) if _allowed(checker, cadre, rows)]
        for cadre in checker.facts.people
    ]
    if prod(map(len, options)) > MOST_TRIED:
        raise TooLargeError
    best: dict[tuple[frozenset[Option], frozenset[Pair]], Placing] = {}
    for chosen in product(*options):
        rows = tuple(chain(*(option.rows for option in chosen)))
        if not _seated(checker, rows) or _broken(checker, rows) - {"standard"}:
            continue
        cost = costs(scenario, whole.goals(rows, ()))
        values = tuple(a - b for a, b in zip(cost, idle, strict=True))
        needing = frozenset(option for option in chosen if option.needs_courses)
        out = frozenset().union(*(option.out for option in chosen))
        known = best.get((needing, out))
        if known is None or values < known.values:
            best[needing, out] = Placing(values, rows, needing, out)
    return list(best.values())


def _option(checker: Checker, cadre: str, rows: tuple[StintRow, ...], pairs: Iterable[Pair]) -> Option:
    out = frozenset(pair for pair in pairs if pair[0] == cadre and "higher_title" in _broken(checker, rows, [pair]))
    return Option(cadre, rows, "standard" in _broken(checker, rows), out)


def _allowed(checker: Checker, cadre: str, rows: tuple[StintRow, ...]) -> bool:
    """Whether no rule on single people refuses these stints, were all sessions attended."""
    attended = [(cadre, session) for session in checker.facts.sessions]
    found = checker.violations(rows, (), attended)
    return not any(violation.cadres == (cadre,) and violation.rule not in COURSES for violation in found)


def _all_rows(checker: Checker, cadre: str) -> list[tuple[StintRow, ...]]:
    """Every set of stints of a cadre: what is left of today's posts, and up to three new ones of any length."""
    facts, clock = checker.facts, checker.facts.clock
    months = [clock.month(period) for period in range(clock.periods + 1)]
    spans = [
        (cadre, post, start, end)
        for post in facts.posts
        for start, end in combinations(months, 2)
        if not _never(checker, (cadre, post, start, end))
    ]
    found: dict[frozenset[StintRow], tuple[StintRow, ...]] = {}
    for count in range(_most_stints(checker) + 1):
        for new in combinations(spans, count):
            if _crowded(new):
                continue
            for end in {clock.end, *(start for _, _, start, _ in new)}:
                rows = (*_held(checker, cadre, end), *new)
                found.setdefault(frozenset(rows), rows)
    return list(found.values())


def _most_stints(checker: Checker) -> int:
    """A second main stint is a return, a third stint stands beside one; without departments and pairs there is none."""
    facts = checker.facts
    posts = facts.posts.values()
    pairs = any(facts.dual_roles.pair(one, other) for one in posts for other in posts)
    return 1 + pairs + any(post.lies_in("department") for post in posts)


def _never(checker: Checker, row: StintRow) -> bool:
    """Whether a stint is refused in whatever role."""
    whatever = {
        "plan",
        "tenure_cap",
        "discipline",
        "one_cycle",
        "committee",
        "fit_listed",
        "one_holder",
        "own_province",
    }
    held = any(now.post.post == row[1] for now in checker.facts.held_today(row[0]))
    return not held and bool(_broken(checker, [row]) & whatever)


def _crowded(new: Sequence[StintRow]) -> bool:
    """Whether somebody would hold three posts at once, or one of them twice."""
    overlaps = [(a, b) for a, b in combinations(new, 2) if a[2] < b[3] and b[2] < a[3]]
    return len(overlaps) > 2 or any(a[1] == b[1] for a, b in overlaps)


def _held(checker: Checker, cadre: str, end: int) -> Iterator[StintRow]:
    """What is left of today's posts of a cadre who leaves them in a month."""
    clock = checker.facts.clock
    for now in checker.facts.held_today(cadre):
        after = min(clock.month(now.after), end)
        if after > clock.start:
            yield cadre, now.post.post, clock.start, after


def _holders(checker: Checker) -> tuple[StintRow, ...]:
    """The stints of everybody when nobody moves."""
    return tuple(chain(*(_held(checker, cadre, checker.facts.clock.end) for cadre in checker.facts.people)))


def _broken(
    checker: Checker, rows: Sequence[StintRow], pairs: Sequence[Pair] = (), attended: Sequence[Pair] = ()
) -> set[str]:
    return {violation.rule for violation in checker.violations(rows, pairs, attended)}


def _seated(checker: Checker, rows: Iterable[StintRow]) -> bool:
    """Whether seats suffice; a quick look before the verifier's own."""
    clock = checker.facts.clock
    taken = Counter(
        (post, period)
        for _, post, start, end in rows
        for period in range((start - clock.start) // clock.length, (end - clock.start) // clock.length)
    )
    return all(count <= checker.facts.posts[post].seats for (post, _), count in taken.items())


class _Benches:
    """Every choice of listings that keeps the rules on listings."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._whole = checker_of(scenario)
        self._checker = checker_of(_without(scenario, benches=False, pins=("place",)))
        self._rows = _holders(self._checker)
        self._lacking: dict[tuple[Pair, tuple[Pair, ...]], bool] = {}
        facts = self._checker.facts
        alone = {"pins", *(f"mix:{target.name}" for target in scenario.settings.mix)}
        everything = list(product(facts.people, facts.sessions))
        pairs = [
            pair
            for pair in product(facts.people, facts.posts)
            if not _broken(self._checker, self._rows, [pair], everything) - alone - COURSES
        ]
        self._chosen = [
            chosen
            for chosen in _subsets(pairs)
            if self._short_enough(chosen) and not _broken(self._checker, self._rows, chosen) - {"bench_standard"}
        ]

    @property
    def count(self) -> int:
        """How many choices there are at most."""
        return len(self._chosen)

    def best_first(self, attended: tuple[Pair, ...]) -> list[tuple[Values, tuple[Pair, ...]]]:
        """The choices that the attendances allow, and what each costs together with them."""
        allowed = [chosen for chosen in self._chosen if not any(self._lacks(pair, attended) for pair in chosen)]
        goals = ((self._whole.goals(self._rows, chosen, attended), chosen) for chosen in allowed)
        return sorted((costs(self._scenario, values), chosen) for values, chosen in goals)

    def _lacks(self, pair: Pair, attended: tuple[Pair, ...]) -> bool:
        own = tuple(item for item in attended if item[0] == pair[0])
        if (pair, own) not in self._lacking:
            self._lacking[pair, own] = "bench_standard" in _broken(self._checker, self._rows, [pair], own)
        return self._lacking[pair, own]

    def _short_enough(self, chosen: Sequence[Pair]) -> bool:
        """Whether no bench is too long; a quick look before the verifier's own."""
        facts = self._checker.facts
        counts = Counter(post for _, post in chosen)
        return all(count <= facts.posts[post].bench_max for post, count in counts.items())


def _without(scenario: Scenario, *, benches: bool, pins: Sequence[str]) -> Scenario:
    """The scenario without the targets on benches (or on posts) and without pins of some actions."""
    mix = tuple(target for target in scenario.settings.mix if (target.scope in LISTING_SCOPES) != benches)
    left = scenario.pins[~scenario.pins["action"].isin(pins)].reset_index(drop=True)
    return replace(
        scenario,
        settings=scenario.settings.model_copy(update={"mix": mix}),
        tables=dict(scenario.tables) | {"pins": left},
    )


def _subsets(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, ...]]:
    if 2 ** len(pairs) > MOST_TRIED:
        raise TooLargeError
    return chain.from_iterable(combinations(pairs, count) for count in range(len(pairs) + 1))
