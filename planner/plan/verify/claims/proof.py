"""What a plan says of its origin and its proof against the recomputation."""

from collections.abc import Iterator, Mapping

from planner.language import _
from planner.plan.plan import Plan, Tier
from planner.plan.verify.facts import Facts
from planner.plan.verify.goals import tier_value
from planner.scenario.settings import GOALS


def origin(facts: Facts, plan: Plan) -> Iterator[str]:
    """The plan was made for this scenario, and for the copy that lies in its folder."""
    digest = plan.provenance.get("digest")
    if digest != facts.scenario.digest:
        own = _(" The one that it was made for lies in its folder.") if digest == plan.scenario.digest else ""
        yield _("plan.json: the plan was made for another scenario, or the scenario has changed since.{own}").format(
            own=own
        )
    if digest != plan.scenario.digest:
        yield _("scenario: the plan's own copy of the scenario is not the one it was made for.")


def tiers(facts: Facts, plan: Plan, values: Mapping[str, int]) -> Iterator[str]:
    """Every tier reaches its value, and the proof is on the right side of it."""
    wanted = facts.scenario.settings.goals.tiers
    if len(plan.tiers) != len(wanted):
        yield _("plan.json: the plan has {claimed} tiers, the scenario has {found}.").format(
            claimed=len(plan.tiers), found=len(wanted)
        )
        return
    for claimed, tier in zip(plan.tiers, wanted, strict=True):
        name = tier if isinstance(tier, str) else "+".join(goal for goal in GOALS if goal in tier)
        if claimed.name != name:
            yield _("plan.json: tier {tier} stands where the scenario has {wanted}.").format(
                tier=claimed.name, wanted=name
            )
        value = tier_value(tier, values)
        if claimed.value != value:
            yield _("plan.json: tier {tier} claims the value {claimed}; it is {found}.").format(
                tier=claimed.name, claimed=claimed.value, found=value
            )
        sense = "max" if tier == "fit" else "min"
        if claimed.sense != sense:
            yield _("plan.json: tier {tier} claims the sense {claimed}; it is {found}.").format(
                tier=claimed.name, claimed=claimed.sense, found=sense
            )
        yield from _proof(plan, claimed)
    if plan.status == "feasible" and all(tier.proven for tier in plan.tiers):
        yield _("plan.json: the plan claims to be no more than feasible, but every tier reaches its bound.")


def _proof(plan: Plan, tier: Tier) -> Iterator[str]:
    better = tier.value - tier.bound if tier.sense == "max" else tier.bound - tier.value
    if better > 0:
        yield _("plan.json: tier {name} claims that nothing beats {bound}, but its value is {value}.").format(
            name=tier.name, bound=tier.bound, value=tier.value
        )
    if plan.status == "optimal" and tier.value != tier.bound:
        yield _("plan.json: the plan claims to be optimal, but tier {name} is {value} with bound {bound}.").format(
            name=tier.name, value=tier.value, bound=tier.bound
        )
    gap = abs(tier.value - tier.bound) / max(1, abs(tier.value))
    if abs(tier.gap - gap) > 1e-6:
        yield _("plan.json: tier {name} claims a gap of {gap}; it is {gap2:.6f}.").format(
            name=tier.name, gap=tier.gap, gap2=gap
        )
