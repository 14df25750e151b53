"""Plans of provinces as one plan: tables, values, and what they prove together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from planner.domain.arrays import positions
from planner.domain.case import Case
from planner.domain.mix import parts
from planner.domain.split import Split
from planner.engine.outcome import relative_gap
from planner.plan.assemble import mix_row, plan_table
from planner.plan.plan import PLAN_TABLES, Plan, Tier
from planner.scenario.dates import month_date
from planner.scenario.settings import MixTarget
from planner.solving.whole import Solved


@dataclass(frozen=True)
class Round:
    """The provinces solved once: a result of each, and the targets given to each beside its own."""

    solved: tuple[Solved, ...]
    given: tuple[tuple[MixTarget, ...], ...]

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plan of each province."""
        return tuple(one.plan for one in self.solved)


def shared_rows(case: Case, split: Split, plans: Sequence[Plan]) -> pd.DataFrame:
    """Rows of ``mix`` for the targets that several provinces share."""
    stints = pd.concat([plan.stints for plan in plans])
    bench = pd.concat([plan.bench for plan in plans])
    cadres, posts = pd.Index(case.people.ids), pd.Index(case.posts.ids)
    rows = []
    for part in parts(case, split.shared):
        date = month_date(int(case.calendar.months[max(part.period, 0)]))
        people = bench if part.kind == "bench" else stints[(stints["start"] <= date) & (date < stints["end"])]
        inside = part.posts[positions(posts, people["post"])] & part.counts[positions(cadres, people["cadre"])]
        rows.append(mix_row(part, date, int(inside.sum())))
    return plan_table("mix", rows)


def joined_tables(case: Case, split: Split, done: Round) -> dict[str, pd.DataFrame]:
    """The tables of all provinces in one, with the shared targets in place of what was given to each province."""
    tables = {
        name: pd.concat([plan.tables[name] for plan in done.plans], ignore_index=True)
        for name in PLAN_TABLES
        if name not in ("mix", "moves")
    }
    order = pd.Index(case.posts.ids)
    for name in ("stints", "vacancies", "bench"):
        place = positions(order, tables[name]["post"])
        tables[name] = tables[name].iloc[np.argsort(place, kind="stable")].reset_index(drop=True)
    tables["mix"] = _joined_mix(case, split, done)
    tables["moves"] = _joined_moves(done.plans)
    return {name: tables[name] for name in PLAN_TABLES}


def _joined_mix(case: Case, split: Split, done: Round) -> pd.DataFrame:
    own = [
        plan.mix[~plan.mix["target"].isin([target.name for target in given])]
        for plan, given in zip(done.plans, done.given, strict=True)
    ]
    rows = pd.concat([*own, shared_rows(case, split, done.plans)], ignore_index=True)
    order = {target.name: place for place, target in enumerate(case.scenario.settings.mix)}
    ids = [*case.scenario.units["unit"], *case.posts.ids]
    of = {name: place for place, name in reversed(list(enumerate(ids)))}
    keys = pd.DataFrame({"target": rows["target"].map(order), "of": rows["of"].map(of).fillna(-1)})
    return rows.loc[keys.sort_values(["target", "of"], kind="stable").index].reset_index(drop=True)


def _joined_moves(plans: Sequence[Plan]) -> pd.DataFrame:
    """Chains of all provinces, numbered anew by the date of their first move."""
    moves = pd.concat([plan.moves.assign(province=place) for place, plan in enumerate(plans)], ignore_index=True)
    if moves.empty:
        return moves.drop(columns="province")
    chain = moves.groupby(["province", "chain"], sort=False)["date"].transform("first")
    ordered = moves.assign(first=chain).sort_values(["first", "province", "chain", "step"], kind="stable")
    number = ordered.groupby(["first", "province", "chain"], sort=False).ngroup() + 1
    return ordered.assign(chain=number)[list(PLAN_TABLES["moves"])].reset_index(drop=True)


def joined_values(case: Case, split: Split, done: Round) -> tuple[int, ...]:
    """What the provinces reach together in each tier: their sums, with the shared targets counted once."""
    own = np.sum([[tier.value for tier in plan.tiers] for plan in done.plans], axis=0)
    given = {target.name for targets in done.given for target in targets}
    extra = sum(_off(plan.mix[plan.mix["target"].isin(given)]) for plan in done.plans)
    added = _off(shared_rows(case, split, done.plans)) - extra
    weights = mix_weights(case)
    return tuple(int(value + weight * added) for value, weight in zip(own, weights, strict=True))


def _off(rows: pd.DataFrame) -> int:
    """Weighted persons off target."""
    return int((rows["weight"] * (rows["short"] + rows["over"])).sum())


def mix_weights(case: Case) -> tuple[int, ...]:
    """How much a person off target, by the weight of his target, counts in each tier."""
    tiers = case.scenario.settings.goals.tiers
    return tuple(int(tier == "mix") if isinstance(tier, str) else tier.get("mix", 0) for tier in tiers)


def bounds(case: Case, round_: Round, values: Sequence[int], slack: int) -> tuple[int, ...]:
    """What no plan of the nation can beat in each tier, by one round in which shared targets had a price.

    Let each province be planned at least cost with the shared targets priced at so much a person, and s the price of
    the persons that the nation as a whole need not have (``slack``). Then the sum of the bounds, less s, bounds the
    nation's cost, for a price below the targets' weights never asks for more than they do. In a plan of the nation
    that reaches these sums in all earlier tiers every province reaches its own best, so the sums bound the next tier,
    too; where an earlier tier is not reached, only what holds whatever the earlier ones reach is left.
    """
    weights = mix_weights(case)
    told: list[int] = []
    reached = True
    for number, tier in enumerate(round_.plans[0].tiers):
        proven = sum(plan.tiers[number].bound for plan in round_.plans) - weights[number] * slack
        alone = sum(one.alone[number].bound for one in round_.solved) - weights[number] * slack
        bound = proven if reached else alone
        bound = max(bound, values[number]) if tier.sense == "max" else min(bound, values[number])
        told.append(bound)
        reached = reached and values[number] == bound
    return tuple(told)


def joined_tiers(plans: Sequence[Plan], values: Sequence[int], proven: Sequence[int]) -> tuple[Tier, ...]:
    """The tiers of the nation."""
    return tuple(
        Tier(tier.name, tier.sense, value, bound, relative_gap(value, bound), round(seconds, 3))
        for tier, value, bound, seconds in zip(
            plans[0].tiers,
            values,
            proven,
            np.sum([[tier.seconds for tier in plan.tiers] for plan in plans], axis=0).tolist(),
            strict=True,
        )
    )


def joined_provenance(first: Round, split: Split, own: Mapping[str, Any]) -> dict[str, Any]:
    """Versions, sizes, and how each province was planned by itself, in the round whose prices lie in the plan."""
    sizes = {name: sum(plan.provenance[name] for plan in first.plans) for name in ("columns", "rows", "core")}
    provinces = {
        block.province: {
            "status": plan.status,
            "columns": plan.provenance["columns"],
            "seconds": plan.provenance["seconds"],
            "values": [tier.value for tier in plan.tiers],
            "bounds": [tier.bound for tier in plan.tiers],
        }
        for block, plan in zip(split.blocks, first.plans, strict=True)
    }
    return {**first.plans[0].provenance, **sizes, **own, "provinces": provinces}
