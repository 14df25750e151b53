"""A nation province by province: rounds of solves, the shared targets coordinated by quotas and prices.

1. Every province for itself, the shared targets at no price. The sums of its bounds hold for the nation, for shared
   targets only add cost. Where the plans happen to meet them, nothing is left to do.
2. Where people are missing (or too many), a few provinces are asked for some more (or fewer) than they have: a quota is
   a target of theirs with the weight of the shared one. Only these are solved anew.
3. Where persons are still off target, the full weight becomes the price of each person in every province. The bound of
   that round says how many must be off target at least.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import count, takewhile
from threading import Event
from typing import Any, Final, Literal

import pandas as pd

from planner.domain.case import Case
from planner.domain.mix import BENCH_SCOPES, parts
from planner.domain.split import Split
from planner.engine.outcome import Progress, ProgressSink, Recorder, Turn
from planner.plan.assemble import duals, trace_of
from planner.plan.plan import ALONE, DUALS, PLAN_TABLES, Ending, Plan, Tier
from planner.scenario.scenario import Scenario
from planner.scenario.settings import MixTarget
from planner.solving.join import (
    Round,
    bounds,
    joined_provenance,
    joined_tables,
    joined_tiers,
    joined_values,
    shared_rows,
)
from planner.solving.whole import Options, Solved
from planner.solving.workers import solve_blocks

QUOTA_ROUNDS: Final = 2
"""How often provinces are asked for more people before the price is tried."""
QUOTA_SHARE: Final = 20
"""A quota asks for one more in so many seats."""
ENDED_A_SECOND: Final = 3000
"""Plans of so many people are joined, verified and written in a second."""

Given = tuple[tuple[MixTarget, ...], ...]
Phase = Literal["planned", "quotas", "prices"]
"""How the steps of a round are told: the first one, one of quotas, that of prices."""


@dataclass(frozen=True)
class Nation:
    """What is planned, by whom, and within which limits."""

    case: Case
    split: Split
    options: Options
    executor: Executor
    count: int
    until: float | None
    stop: Event
    recorder: Recorder
    began: float = field(default_factory=time.monotonic)

    @property
    def scenario(self) -> Scenario:
        """The whole scenario."""
        return self.case.scenario

    @property
    def over(self) -> bool:
        """Whether time is out, or somebody asked to stop."""
        return self.stop.is_set() or (self.until is not None and time.monotonic() >= self.until)

    def time_for(self, numbers: Sequence[int], done: Round) -> bool:
        """Whether provinces can be solved anew in the time that they had; in less they would only get worse plans."""
        if self.over or self.until is None:
            return not self.over
        taken = sum(sum(done.plans[number].provenance["seconds"].values()) for number in numbers)
        return time.monotonic() + taken / self.count <= self.until

    def solve(self, phase: Phase, given: Given, numbers: Sequence[int], known: Sequence[Solved] = ()) -> Round:
        """Solve some provinces with what is given to each; the others stay as they are known."""
        blocks = self.split.blocks
        scenarios = [_with_targets(blocks[number].scenario, given[number]) for number in numbers]
        names = dict(zip(self.scenario.units["unit"], self.scenario.units["name"], strict=True))
        planned = count(1)

        def tell(place: int, solved: Solved) -> None:
            province, tiers = blocks[numbers[place]].province, solved.plan.tiers
            gaps = tuple((tier.name, tier.gap) for tier in tiers)
            self.tell(phase, tiers, Turn(province, names[province] or province, next(planned), len(numbers), gaps))

        self.tell(phase, (), Turn("", "", 0, len(numbers)))
        fresh = solve_blocks(self.executor, self.count, scenarios, self.options, self.until, self.stop, tell)
        by_number = {**dict(enumerate(known)), **dict(zip(numbers, fresh, strict=True))}
        return Round(tuple(by_number[number] for number in range(len(blocks))), given)

    def tell(self, phase: str, tiers: Sequence[Tier], turn: Turn | None = None) -> None:
        """Tell what each goal has reached; without any, one step that tells of none."""
        seconds = time.monotonic() - self.began
        for tier in tiers:
            self.recorder(Progress(tier.name, phase, tier.value, tier.bound, seconds, turn))
        if not tiers:
            self.recorder(Progress("", phase, None, None, seconds, turn))


def solve_provinces(
    case: Case,
    split: Split,
    options: Options,
    executor: tuple[Executor, int],
    progress: ProgressSink | None = None,
    stop: Event | None = None,
) -> Plan:
    """Plan a nation province by province.

    Parameters
    ----------
    case : Case
    split : Split
        Of this case.
    options : Options
        Of each solve; its time limit is that of all together.
    executor : (Executor, int)
        What runs the solves, and how many at a time.
    progress, stop
        As in ``planner.api.solve``.

    Returns
    -------
    Plan
        Its bounds hold for the nation as a whole. It is still to be verified.
    """
    began = time.monotonic()
    ending = len(case.scenario.cadres) / ENDED_A_SECOND
    until = None if options.time_limit is None else began + max(0.0, options.time_limit - ending)
    asked = replace(options, alone=True)
    nation = Nation(case, split, asked, *executor, until, stop or Event(), Recorder(progress), began)
    everyone = range(len(split.blocks))
    first = nation.solve("planned", ((),) * len(split.blocks), everyone)
    if not all(plan.tiers for plan in first.plans):
        return _without_plan(nation, first)
    best, rounds = _with_quotas(nation, first), [(first, 0)]
    if nation.time_for(everyone, first) and not _proven(nation, best, rounds) and len(_missed(nation, best)):
        given, slack = _prices(nation, _missed(nation, best))
        priced = nation.solve("prices", given, everyone)
        if all(plan.tiers for plan in priced.plans):
            rounds.append((priced, slack))
        best = _better(nation, best, priced)
    return _joined(nation, best, rounds)


def _with_targets(scenario: Scenario, given: tuple[MixTarget, ...]) -> Scenario:
    if not given:
        return scenario
    settings = scenario.settings.model_copy(update={"mix": (*scenario.settings.mix, *given)})
    return Scenario(settings, scenario.tables, scenario.places)


def _missed(nation: Nation, done: Round) -> pd.DataFrame:
    """The shared targets that are off, a row each; of several periods the worst."""
    rows = shared_rows(nation.case, nation.split, done.plans)
    rows = rows[(rows["short"] > 0) | (rows["over"] > 0)]
    return rows.groupby("target", sort=False).agg({"short": "max", "over": "max"}).reset_index()


def _with_quotas(nation: Nation, first: Round) -> Round:
    """A better round, some provinces asked for people that the nation lacks; the first where nothing helps."""
    best, asked = first, set[int]()
    for _ in range(QUOTA_ROUNDS):
        missed = _missed(nation, best)
        if missed.empty:
            return best
        given, numbers = _quotas(nation, best, missed, asked)
        if not numbers or not nation.time_for(numbers, first):
            return best
        asked |= set(numbers)
        tried = nation.solve("quotas", given, numbers, best.solved)
        best = _better(nation, best, tried)
    return best


def _quotas(nation: Nation, done: Round, missed: pd.DataFrame, asked: set[int]) -> tuple[Given, list[int]]:
    """What is asked of the largest provinces that were not asked yet, until nobody is missing."""
    blocks = nation.split.blocks
    seats = [int(block.scenario.posts["seats"].sum()) for block in blocks]
    free = sorted(set(range(len(blocks))) - asked, key=lambda number: (-seats[number], number))
    short = dict(zip(missed["target"], missed["short"], strict=True))
    over = dict(zip(missed["target"], missed["over"], strict=True))
    places = _places(nation)
    given, numbers = list(done.given), []
    for number in free:
        if not any((*short.values(), *over.values())):
            break
        counts = shared_rows(nation.case, nation.split, [done.plans[number]]).groupby("target")["planned"]
        least, most = counts.min(), counts.max()
        share = -(-seats[number] // QUOTA_SHARE)
        quotas = []
        for target in nation.split.shared:
            name = target.name
            more = min(share, short.get(name, 0), places[name][number] - int(least[name]))
            fewer = min(share, over.get(name, 0), int(most[name]))
            if not fewer and (target.at_least is not None or target.preserve is not None):
                quotas.append(_quota(target, at_least=int(least[name]) + more))
            elif target.at_most is not None or target.preserve is not None:
                quotas.append(_quota(target, at_most=int(most[name]) - fewer))
            if more or fewer:
                short[name], over[name] = short[name] - more, over[name] - fewer
        given[number] = tuple(quotas)
        numbers.append(number)
    return tuple(given), numbers


def _quota(target: MixTarget, at_least: int | None = None, at_most: int | None = None) -> MixTarget:
    return target.model_copy(update={"preserve": None, "at_least": at_least, "at_most": at_most})


def _prices(nation: Nation, missed: pd.DataFrame) -> tuple[Given, int]:
    """The full weight as the price of each person, and what the nation need not pay of it (``join.bounds``).

    A price w of each person missing is a target of more people than the province can have, S: its cost w (S - n) falls
    by w with each of the n people. The nation lacks L - sum of n, so it need not pay for the sum of S less L.
    """
    case = nation.case
    given: list[list[MixTarget]] = [[] for _ in nation.split.blocks]
    slack = 0
    short = set(missed.loc[missed["short"] > 0, "target"])
    over = set(missed.loc[missed["over"] > 0, "target"])
    counted = parts(case, nation.split.shared)
    first = {part.target.name: part for part in reversed(counted)}
    periods = Counter(part.target.name for part in counted)
    places = _places(nation)
    for target in nation.split.shared:
        part, times, most = first[target.name], periods[target.name], places[target.name]
        if target.name in short:
            slack += target.weight * times * (sum(most) - part.lower)
            quotas = [_quota(target, at_least=seats) for seats in most]
        elif target.name in over:
            slack += target.weight * times * part.upper
            quotas = [_quota(target, at_most=0) for _ in most]
        else:
            continue
        for own, quota in zip(given, quotas, strict=True):
            own.append(quota)
    return tuple(tuple(own) for own in given), slack


def _places(nation: Nation) -> dict[str, list[int]]:
    """How many people each shared target can count in each province at most."""
    case = nation.case
    provinces = [int((case.scenario.units["unit"] == block.province).argmax()) for block in nation.split.blocks]
    found: dict[str, list[int]] = {}
    for part in parts(case, nation.split.shared):
        room = case.posts.bench_max if part.target.scope in BENCH_SCOPES else case.posts.seats
        found[part.target.name] = [int(room[part.posts & (case.post_province == at)].sum()) for at in provinces]
    return found


def _better(nation: Nation, one: Round, other: Round) -> Round:
    if not all(plan.tiers for plan in other.plans):
        return one
    signs = [-1 if tier.sense == "max" else 1 for tier in one.plans[0].tiers]

    def costs(done: Round) -> list[int]:
        values = joined_values(nation.case, nation.split, done)
        return [sign * value for sign, value in zip(signs, values, strict=True)]

    return min(one, other, key=costs)


def _bounds(nation: Nation, values: Sequence[int], rounds: Sequence[tuple[Round, int]]) -> list[int]:
    """The best bound of each tier that any round proves."""
    proven = [bounds(nation.case, done, values, slack) for done, slack in rounds]
    senses = [tier.sense for tier in rounds[0][0].plans[0].tiers]
    return [
        (min if sense == "max" else max)(told) for sense, told in zip(senses, zip(*proven, strict=True), strict=True)
    ]


def _proven(nation: Nation, done: Round, rounds: Sequence[tuple[Round, int]]) -> bool:
    values = joined_values(nation.case, nation.split, done)
    return list(values) == _bounds(nation, values, rounds)


def _joined(nation: Nation, best: Round, rounds: Sequence[tuple[Round, int]]) -> Plan:
    values = joined_values(nation.case, nation.split, best)
    tiers = joined_tiers(best.plans, values, _bounds(nation, values, rounds))
    nation.tell("done", tiers)
    proven = all(tier.proven for tier in tiers)
    return Plan(
        status="optimal" if proven else "feasible",
        tiers=tiers,
        scenario=nation.scenario,
        tables=joined_tables(nation.case, nation.split, best),
        provenance=_provenance(nation, rounds[0][0], "proof" if proven else _ending(nation, best)),
        duals=_duals(nation, rounds[0][0], values),
        trace=trace_of(nation.recorder.steps),
    )


def _without_plan(nation: Nation, done: Round) -> Plan:
    infeasible = any(plan.status == "infeasible" for plan in done.plans)
    return Plan(
        status="infeasible" if infeasible else "no_plan",
        tiers=(),
        scenario=nation.scenario,
        tables={name: pd.DataFrame(columns=list(columns)) for name, columns in PLAN_TABLES.items()},
        provenance=_provenance(nation, done, "proof" if infeasible else _ending(nation, done)),
        trace=trace_of(nation.recorder.steps),
    )


def _ending(nation: Nation, done: Round) -> Ending:
    """What ended the solve of a nation that is not proven: as in a province, else that no more rounds would help."""
    if nation.stop.is_set():
        return "stop"
    early: list[Ending] = [plan.provenance["ended_by"] for plan in done.plans if plan.provenance["ended_by"] != "proof"]
    return early[0] if early else "time" if nation.over else "rounds"


def _provenance(nation: Nation, first: Round, ended: Ending) -> dict[str, Any]:
    own = {
        "digest": nation.scenario.digest,
        "ended_by": ended,
        "seconds": {"solve": round(time.monotonic() - nation.began, 3)},
    }
    return joined_provenance(first, nation.split, own)


def _duals(nation: Nation, first: Round, values: Sequence[int]) -> pd.DataFrame:
    """The prices of the first round, by province: what the bounds of the nation rest on.

    After a tier in which the nation does not reach the sum of their bounds, those alone count (``join.bounds``).
    """
    sums = (sum(tier.bound for tier in tiers) for tiers in zip(*(plan.tiers for plan in first.plans), strict=True))
    reached = sum(1 for _ in takewhile(bool, (value == bound for value, bound in zip(values, sums, strict=True))))

    def named() -> Iterator[pd.DataFrame]:
        for block, solved in zip(nation.split.blocks, first.solved, strict=True):
            alone = duals([replace(proof, name=proof.name + ALONE) for proof in solved.alone[reached + 1 :]])
            yield pd.concat([solved.plan.duals, alone]).assign(province=block.province)

    return pd.concat(named(), ignore_index=True)[list(DUALS)]
