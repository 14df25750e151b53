"""What was reached and proven of each goal, in words and as a table for the terminal."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import RenderableType

from planner.language import _, grouped, marked, share
from planner.plan.plan import Plan, Tier
from planner.report.plain_table import PlainTable
from planner.report.words import say

ENDED: Final = {
    "time": marked("; the time limit ended the search"),
    "memory": marked("; the memory limit ended the search"),
    "stop": marked("; it was stopped"),
    "rounds": marked("; the targets that provinces share were met by quotas that need not be the best"),
}
"""What ended a solve that proved less than it was to."""
FAR: Final = 1.0
"""A bound further away than this part of the value says next to nothing."""


def proof_table(plan: Plan) -> RenderableType:
    """What was reached and proven of each goal."""
    return PlainTable(
        _("Proof"),
        (_("Goal"), _("Measured in"), _("Better is"), _("Reached"), _("Bound"), _("Seconds"), ""),
        rows=[
            (
                tier.name,
                measured(plan, tier),
                _("lower") if tier.sense == "min" else _("higher"),
                grouped(tier.value),
                grouped(tier.bound),
                grouped(tier.seconds, 1),
                proven(tier),
            )
            for tier in plan.tiers
        ],
        right=(_("Reached"), _("Bound"), _("Seconds")),
        spare=(_("Measured in"), _("Better is"), _("Seconds")),
    )


def seconds_line(plan: Plan) -> str:
    """The seconds of the solve, and which of them are of no goal.

    A search that was ended may have left one midway, and provinces are solved side by side.
    """
    total = round(plan.seconds, 1)
    other = round(total - sum(round(tier.seconds, 1) for tier in plan.tiers), 1)
    if plan.provenance.get("ended_by") in ENDED or plan.provenance.get("provinces") or other <= 0:
        return _("{total} seconds in all").format(total=grouped(total, 1))
    return _("{total} seconds in all; {other} of these building the model and finding a first plan").format(
        total=grouped(total, 1), other=grouped(other, 1)
    )


def measured(plan: Plan, tier: Tier) -> str:
    """What a tier counts, in words; a merged one adds up its goals by weight, the points of the fit as a gain."""
    goals = tier.name.split("+")
    merged = (wanted for wanted in plan.scenario.settings.goals.tiers if not isinstance(wanted, str))
    weights = next((wanted for wanted in merged if set(wanted) == set(goals)), {})
    words = ""
    for goal in goals:
        weight = weights.get(goal, 1)
        counts = f"{weight} × " * (weight > 1) + say(f"measured.{goal}")
        if not words:
            words = counts
        else:
            less = goal == "fit" and tier.sense == "min"
            words = (_("{one} less {other}") if less else _("{one} plus {other}")).format(one=words, other=counts)
    return words


def unbounded(tier: Tier) -> bool:
    """Whether the bound says next to nothing yet."""
    return tier.gap >= FAR


def standing(gaps: Iterable[tuple[str, float]]) -> str:
    """How goals stand, in a line: those proven best, then the gaps that are left."""
    told = list(gaps)
    best = [goal_name(goal) for goal, gap in told if gap == 0]
    if len(best) == len(told):
        return _("every goal proven best")
    words = [_("{goals} proven best").format(goals=", ".join(best))] if best else []
    return "; ".join([*words, *open_gaps(told)])


def open_gaps(gaps: Iterable[tuple[str, float]]) -> Iterator[str]:
    """The gaps that are left, those that say something first."""
    far = []
    for goal, gap in gaps:
        if gap >= FAR:
            far.append(goal_name(goal))
        elif gap > 0:
            yield _("{goal}: {gap}").format(goal=goal_name(goal), gap=_("gap {gap}").format(gap=share(gap, 1)))
    if far:
        yield _("bound far off for {goals}").format(goals=", ".join(far))


def goal_name(tier: str) -> str:
    """A tier by the names of its goals."""
    return " + ".join(tier.split("+"))


def proven(tier: Tier) -> str:
    """How far the value of a tier is proven, in words."""
    if tier.proven:
        return _("proven best")
    return _("bound still far off") if unbounded(tier) else _("gap {gap}").format(gap=share(tier.gap, 2))
