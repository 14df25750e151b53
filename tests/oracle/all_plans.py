"""An oracle: tries every plan of a tiny scenario and keeps the best, judged by the verifier alone.

A plan is a choice of new stints (nobody or one for each cadre) and of listings. Both meet in one rule only: whoever
is placed high enough is listed no more. So each half is tried in full on its own, with the targets and pins of the
other half taken out, and the best pair is taken over every set of listings that stints may rule out. Goals add up
over the halves, and the least of two independent sums is the sum of the least ones. What comes out is checked once
more as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product

from planner.plan.verify import Checker, Violation
from planner.plan.verify.facts import Pair
from planner.plan.verify.goals import tier_value
from planner.plan.verify.picture import StintRow
from planner.rulebook.rulebook import resolve
from planner.scenario.scenario import Scenario

Values = tuple[int, ...]
"""What a plan costs in each tier; less is better, also where a tier is told as a gain."""

BENCHES = ("all_benches", "each_bench")
OF_ONE_STINT = frozenset(
    {
        "min_stay",
        "remaining_service",
        "in_pool",
        "non_local",
        "grade",
        "standard",
        "discipline",
        "fit_listed",
        "one_post",
        "pins",
    }
)
"""Rules that refuse a stint whatever the others do."""


@dataclass(frozen=True)
class Best:
    """The best plan of all: what it costs in each tier, and the plan."""

    values: Values
    stints: tuple[StintRow, ...]
    listings: tuple[Pair, ...]


def best_plan(scenario: Scenario) -> Best | None:
    """The best of all plans, or None when no plan keeps every rule."""
    checker = checker_of(scenario)
    stints = list(_stint_halves(scenario))
    listings = list(_listing_halves(scenario))
    blocked = _Blocked(checker)
    best: dict[frozenset[Pair], tuple[Values, tuple[StintRow, ...]]] = {}
    for values, rows in stints:
        out = blocked.by(rows, {pair for _, pairs in listings for pair in pairs})
        if out not in best or values < best[out][0]:
            best[out] = values, rows
    found = [
        Best(_sum(values, listed), rows, pairs)
        for out, (values, rows) in best.items()
        for listed, pairs in [min((half for half in listings if out.isdisjoint(half[1])), default=(None, ()))]
        if listed is not None
    ]
    if not found:
        return None
    winner = min(found, key=lambda plan: plan.values)
    assert checker.violations(winner.stints, winner.listings) == []
    assert costs(scenario, checker.goals(winner.stints, winner.listings)) == winner.values
    return winner


def best_by_trying_all(scenario: Scenario) -> Values | None:
    """The same without halves: every pair of stints and listings, for the tiniest scenarios only."""
    checker = checker_of(scenario)
    all_pairs = [(cadre, post) for cadre in scenario.cadres["cadre"] for post in scenario.posts["post"]]
    tried = (
        costs(scenario, checker.goals(rows, pairs))
        for rows in _stint_choices(checker, [_all_moves(checker, cadre) for cadre in scenario.cadres["cadre"]])
        for pairs in _subsets(all_pairs)
        if not checker.violations(rows, pairs)
    )
    return min(tried, default=None)


def checker_of(scenario: Scenario) -> Checker:
    return Checker(scenario, resolve(scenario)[0])


def costs(scenario: Scenario, goals: dict[str, int]) -> Values:
    """Cost of each tier: a gain counts negative."""
    return tuple(
        -tier_value(tier, goals) if tier == "fit" else tier_value(tier, goals) for tier in scenario.settings.goals.tiers
    )


def _sum(one: Values, other: Values) -> Values:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _stint_halves(scenario: Scenario) -> Iterator[tuple[Values, tuple[StintRow, ...]]]:
    """Every choice of stints that keeps the rules on stints, and what it costs."""
    half = _without(scenario, benches=True, pins=("list", "delist"))
    checker = checker_of(half)
    alone = _broken(checker.violations(tuple(_rows(checker, ())), ()))
    options = []
    for cadre in half.cadres["cadre"]:
        moves = [move for move in _all_moves(checker, cadre) if not _refused(checker, move, alone)]
        options.append(moves)
    for rows in _stint_choices(checker, options):
        if not checker.violations(rows, ()):
            yield costs(scenario, checker.goals(rows, ()) | {"bench": 0}), rows


def _listing_halves(scenario: Scenario) -> Iterator[tuple[Values, tuple[Pair, ...]]]:
    """Every choice of listings that keeps the rules on listings, and what it costs."""
    half = _without(scenario, benches=False, pins=("place",))
    checker = checker_of(half)
    holders = tuple(_rows(checker, ()))
    pairs = [
        (cadre, post.post)
        for cadre in half.cadres["cadre"]
        for post in checker.facts.posts.values()
        if not {violation.rule for violation in checker.violations(holders, [(cadre, post.post)])}
        - {"pins"}
        - {f"mix:{target.name}" for target in half.settings.mix}
    ]
    for chosen in _subsets(pairs):
        if not checker.violations(holders, chosen):
            yield costs(scenario, checker.goals(holders, chosen) | {"fill": 0}), chosen


class _Blocked:
    """Listings that a stint rules out."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._holders = tuple(_rows(checker, ()))
        self._known: dict[tuple[StintRow, Pair], bool] = {}

    def by(self, rows: Iterable[StintRow], pairs: Iterable[Pair]) -> frozenset[Pair]:
        moves = [row for row in rows if row not in self._holders and _is_new(self._checker, row)]
        return frozenset(pair for pair in pairs for move in moves if pair[0] == move[0] and self._out(move, pair))

    def _out(self, move: StintRow, pair: Pair) -> bool:
        key = (move, pair)
        if key not in self._known:
            both = self._checker.violations(tuple(_rows(self._checker, [move])), [pair])
            self._known[key] = any(violation.rule == "higher_title" for violation in both)
        return self._known[key]


def _is_new(checker: Checker, row: StintRow) -> bool:
    incumbency = checker.facts.incumbents.get(row[0])
    return incumbency is None or incumbency.post.post != row[1]


def _without(scenario: Scenario, *, benches: bool, pins: Sequence[str]) -> Scenario:
    """The scenario without the targets on benches (or on posts) and without pins of some actions."""
    mix = tuple(target for target in scenario.settings.mix if (target.scope in BENCHES) != benches)
    left = scenario.pins[~scenario.pins["action"].isin(pins)].reset_index(drop=True)
    return replace(
        scenario,
        settings=scenario.settings.model_copy(update={"mix": mix}),
        tables=dict(scenario.tables) | {"pins": left},
    )


def _all_moves(checker: Checker, cadre: str) -> list[StintRow]:
    """Every new stint of a cadre that lasts a period: the end is given by service and tenure cap."""
    facts = checker.facts
    clock = facts.clock
    moves = []
    for post in facts.posts.values():
        for period in range(clock.periods):
            start = clock.month(period)
            limit = min(month for _, month in facts.limits(facts.people[cadre], post, start))
            end = clock.whole_periods(limit)
            if end > period:
                moves.append((cadre, post.post, start, clock.month(end)))
    return moves


def _refused(checker: Checker, move: StintRow, alone: set[str]) -> bool:
    """Whether a rule on single stints refuses this one; ``alone`` is what is broken without it."""
    found = checker.violations(tuple(_rows(checker, [move])), ())
    new = [violation for violation in found if violation.message not in alone]
    return any(violation.rule in OF_ONE_STINT for violation in new)


def _broken(violations: Iterable[Violation]) -> set[str]:
    return {violation.message for violation in violations}


def _stint_choices(checker: Checker, options: Sequence[Sequence[StintRow]]) -> Iterator[tuple[StintRow, ...]]:
    """One move or none of each cadre, with the holders who stay or leave."""
    for choice in product(*([None, *moves] for moves in options)):
        rows = tuple(_rows(checker, [move for move in choice if move is not None]))
        if _seated(checker, rows):
            yield rows


def _seated(checker: Checker, rows: Iterable[StintRow]) -> bool:
    """Whether seats suffice; a quick look before the verifier's own."""
    clock = checker.facts.clock
    free = {post.post: [post.seats] * clock.periods for post in checker.facts.posts.values()}
    for _, post, start, end in rows:
        for period in range((start - clock.start) // clock.length, (end - clock.start) // clock.length):
            free[post][period] -= 1
            if free[post][period] < 0:
                return False
    return True


def _rows(checker: Checker, moves: Sequence[StintRow]) -> Iterator[StintRow]:
    """The moves, and every holder until his stint ends or he moves."""
    starts = {cadre: start for cadre, _, start, _ in moves}
    clock = checker.facts.clock
    for cadre, incumbency in checker.facts.incumbents.items():
        end = min(clock.month(incumbency.after), starts.get(cadre, clock.month(clock.periods)))
        if end > clock.start:
            yield cadre, incumbency.post.post, clock.start, end
    yield from moves


def _subsets(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, ...]]:
    return chain.from_iterable(combinations(pairs, count) for count in range(len(pairs) + 1))
