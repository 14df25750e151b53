"""What a plan says of itself against the recomputation: values, counts, reasons and its proof."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planner.plan.plan import Plan, Tier
from planner.plan.verify.bench_rules import readiness
from planner.plan.verify.facts import Facts, Person, Post
from planner.plan.verify.goals import tier_value, vacant
from planner.plan.verify.mix import MixRow
from planner.plan.verify.picture import Picture, Stint
from planner.plan.verify.plan_rules import limits
from planner.plan.verify.reading import given, rows
from planner.plan.verify.stint_rules import grade_step, is_rotation
from planner.scenario.dates import month_date, month_index
from planner.scenario.settings import GOALS


def origin(facts: Facts, plan: Plan) -> Iterator[str]:
    """The plan was made for this scenario, and for the copy that lies in its folder."""
    digest = plan.provenance.get("digest")
    if digest != facts.scenario.digest:
        yield "plan.json: the plan was made for another scenario, or the scenario has changed since."
    if digest != plan.scenario.digest:
        yield "scenario: the plan's own copy of the scenario is not the one it was made for."


def tiers(facts: Facts, plan: Plan, values: Mapping[str, int]) -> Iterator[str]:
    """Every tier reaches its value, and the proof is on the right side of it."""
    wanted = facts.scenario.settings.goals.tiers
    if len(plan.tiers) != len(wanted):
        yield f"plan.json: the plan has {len(plan.tiers)} tiers, the scenario has {len(wanted)}."
        return
    for claimed, tier in zip(plan.tiers, wanted, strict=True):
        name = tier if isinstance(tier, str) else "+".join(goal for goal in GOALS if goal in tier)
        if claimed.name != name:
            yield f"plan.json: tier {claimed.name} stands where the scenario has {name}."
        value = tier_value(tier, values)
        if claimed.value != value:
            yield f"plan.json: tier {claimed.name} claims the value {claimed.value}; it is {value}."
        sense = "max" if tier == "fit" else "min"
        if claimed.sense != sense:
            yield f"plan.json: tier {claimed.name} claims the sense {claimed.sense}; it is {sense}."
        yield from _proof(plan, claimed)
    if plan.status == "feasible" and all(tier.proven for tier in plan.tiers):
        yield "plan.json: the plan claims to be no more than feasible, but every tier reaches its bound."


def _proof(plan: Plan, tier: Tier) -> Iterator[str]:
    better = tier.value - tier.bound if tier.sense == "max" else tier.bound - tier.value
    if better > 0:
        yield f"plan.json: tier {tier.name} claims that nothing beats {tier.bound}, but its value is {tier.value}."
    if plan.status == "optimal" and tier.value != tier.bound:
        yield f"plan.json: the plan claims to be optimal, but tier {tier.name} is {tier.value} with bound {tier.bound}."
    gap = abs(tier.value - tier.bound) / max(1, abs(tier.value))
    if abs(tier.gap - gap) > 1e-6:
        yield f"plan.json: tier {tier.name} claims a gap of {tier.gap}; it is {gap:.6f}."


def stints(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """Every stint gives the right kind and the right reason for its end."""
    drawn = {(stint.person.cadre, stint.post.post, facts.clock.date(stint.first)): stint for stint in picture.stints}
    for row in rows(plan.stints):
        stint = drawn[row["cadre"], row["post"], month_date(month_index(row["start"]))]
        where = f"stints.csv: {row['cadre']} in {row['post']}"
        yield from _named(where, row, stint.person, stint.post)
        yield from _differs(where, "how", row["how"], kind_of(stint))
        yield from _differs(where, "until", row["until"], _until(facts, picture, stint))
        yield from _differs(where, "from", row["from"], _came_from(facts, stint.person) if stint.new else "")


def kind_of(stint: Stint) -> str:
    """How a stint comes about."""
    if not stint.new:
        return "holds"
    if is_rotation(stint.person, stint.post):
        return "rotation"
    step = grade_step(stint.person, stint.post)
    if step == 0:
        return "lateral"
    return "promotion" if step is not None and step > 0 else "appointment"


def _until(facts: Facts, picture: Picture, stint: Stint) -> str:
    """Why a stint ends; of two reasons in one month the first in the list."""
    move = picture.moves.get(stint.person.cadre)
    if not stint.new and move is not None and move.first < facts.incumbents[stint.person.cadre].after:
        return "moves"
    reason, month = min(limits(facts, stint), key=lambda limit: limit[1])
    return "horizon" if facts.clock.whole_periods(month) == facts.clock.periods else reason


def bench(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """Every listing gives the right readiness and action."""
    for row, (person, post) in zip(rows(plan.bench), picture.listings, strict=True):
        where = f"bench.csv: {person.cadre} for {post.post}"
        yield from _named(where, row, person, post)
        yield from _differs(where, "ready", row["ready"], readiness(facts, person, post))
        in_force = (person.cadre, post.post) in facts.in_force
        yield from _differs(where, "action", row["action"], "keep" if in_force else "add")


def mix(plan: Plan, found: list[MixRow]) -> Iterator[str]:
    """mix.csv has every target with the right bounds and counts, and nothing else."""
    recounted = {(row.target, row.of, row.date): row for row in found}
    for claim in rows(plan.mix):
        key = (claim["target"], claim["of"], claim["date"])
        row = recounted.pop(key, None)
        where = f"mix.csv: {' '.join(filter(None, key))}"
        if row is None:
            yield f"{where} is no target, part and date of the scenario."
            continue
        for name in ("scope", "column", "values", "lower", "upper", "today", "planned", "short", "over", "weight"):
            yield from _differs(where, name, given(claim[name]), given(getattr(row, name)))
    for key in recounted:
        yield f"mix.csv: the row {' '.join(filter(None, key))} is missing."


def vacancies(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """vacancies.csv has every empty seat once, with its months and weight."""
    left = vacant(facts, picture)
    for row in rows(plan.vacancies):
        where = f"vacancies.csv: {row['post']} from {row['start']} to {row['end']}"
        periods = _periods(facts, row)
        if periods is None or row["post"] not in left:
            yield f"{where} is no post and whole periods of the scenario."
            continue
        yield from _named(where, row, None, facts.posts[row["post"]])
        empty = left[row["post"]]
        if not all(empty[period] for period in periods):
            yield f"{where} is not vacant all that time, or stands twice."
        months = facts.clock.length * sum(empty[period] for period in periods)
        yield from _differs(where, "months", row["months"], months)
        yield from _differs(where, "weighted", row["weighted"], months * facts.posts[row["post"]].weight)
        for period in periods:
            empty[period] = 0
    for post, empty in left.items():
        for period, seats in enumerate(empty):
            if seats:
                yield f"vacancies.csv: {post} is vacant on {facts.clock.date(period)}, which no row says."


def _periods(facts: Facts, row: Mapping[str, Any]) -> range | None:
    """The periods of a row, or None when its dates are no whole periods of the horizon."""
    clock = facts.clock
    numbers = {clock.date(period): period for period in range(clock.periods + 1)}
    first, after = numbers.get(row["start"]), numbers.get(row["end"])
    return None if first is None or after is None or first >= after else range(first, after)


def moves(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """moves.csv has every new stint once, in chains that are neither joined nor cut."""
    before: dict[int, Mapping[str, Any]] = {}
    heads: list[Mapping[str, Any]] = []
    left = {(stint.person.cadre, stint.post.post): stint for stint in picture.new}
    for row in rows(plan.moves):
        chain, step = row["chain"], row["step"]
        where = f"moves.csv: step {step} of chain {chain}"
        stint = left.pop((row["cadre"], row["to"]), None)
        if stint is None:
            yield f"{where} is no new stint of the plan, or stands twice."
            continue
        yield from _named(where, row, stint.person, None)
        yield from _differs(where, "date", row["date"], facts.clock.date(stint.first))
        yield from _differs(where, "from", row["from"], _came_from(facts, stint.person))
        yield from _differs(where, "opens", row["opens"], _opens(facts, stint))
        if chain in before:
            yield from _differs(where, "step", step, before[chain]["step"] + 1)
            yield from _follows(where, row, before[chain])
        else:
            yield from _differs(where, "step", step, 1)
            heads.append(row)
        before[chain] = row
    yield from _cut(heads, before.values())
    for cadre, post in left:
        yield f"moves.csv: the move of {cadre} to {post} is missing."


def _follows(where: str, row: Mapping[str, Any], former: Mapping[str, Any]) -> Iterator[str]:
    """A further step fills the post that the step before opened, and no earlier."""
    if former["opens"] != row["to"]:
        yield f"{where} fills {row['to']}, but the step before opens {_shown(former['opens'])}."
    if row["date"] < former["date"]:
        yield f"{where} is on {row['date']}, before the step that it follows."


def _cut(heads: Iterable[Mapping[str, Any]], ends: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """No chain begins with a post that the last step of another chain has opened by then."""
    by_post: dict[str, list[Mapping[str, Any]]] = {}
    for end in ends:
        by_post.setdefault(end["opens"], []).append(end)
    for head in heads:
        for end in by_post.get(head["to"], ()):
            # people who swap posts are a ring: its last step opens what its first one fills
            if end["chain"] != head["chain"] and end["date"] <= head["date"]:
                yield (
                    f"moves.csv: chain {head['chain']} fills {head['to']}, "
                    f"which the last step of chain {end['chain']} opens."
                )


def _opens(facts: Facts, stint: Stint) -> str:
    """The post that a new stint leaves behind."""
    incumbency = facts.incumbents.get(stint.person.cadre)
    return incumbency.post.post if incumbency is not None and stint.first < incumbency.after else ""


def _came_from(facts: Facts, person: Person) -> str:
    """The post that a cadre holds today, or else the unit."""
    incumbency = facts.incumbents.get(person.cadre)
    if incumbency is not None:
        return incumbency.post.post
    return person.unit.unit if person.unit else ""


def _named(where: str, row: Mapping[str, Any], person: Person | None, post: Post | None) -> Iterator[str]:
    """Names beside an id are those of the scenario."""
    if person is not None:
        yield from _differs(where, "name", row["name"], person.name)
    if post is not None:
        yield from _differs(where, "title", row["title"], post.title)
        yield from _differs(where, "unit", row["unit"], post.unit_id)


def _differs(where: str, name: str, claimed: object, found: object) -> Iterator[str]:
    if claimed != found:
        yield f"{where}: {name} is given as {_shown(claimed)}; it is {_shown(found)}."


def _shown(value: object) -> str:
    return "blank" if value is None or value == "" else str(value)
