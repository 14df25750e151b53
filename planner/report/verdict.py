"""What the verification of a plan found, as text for the terminal and as plain data."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from planner.language import _, counted, grouped, marked, ngettext
from planner.plan.plan import Plan
from planner.plan.verify import Verification
from planner.report.plain_table import PlainTable

if TYPE_CHECKING:
    from planner.explore.proof import ProvenTier

SHOWN: Final = 5
"""Figures that no longer fit which are told one by one; ``--json`` has them all."""
MOST_BROKEN: Final = 20
"""The same for broken rules."""

CHECKED: Final = marked(
    "Rules and figures are recomputed; the words of `why` and the bounds are the engine's "
    "and are not checked here (--proof computes the bounds anew)."
)
"""What the verification of a plan without fault stands for."""
PROVEN: Final = marked(
    "Rules and figures are recomputed, and so are the bounds, from the prices in the plan, "
    "without a solver; the words of `why` are not:"
)
"""The same with ``--proof``."""


def verdict(plan: Plan, verification: Verification, proven: "Sequence[ProvenTier] | None" = None) -> str:
    """That it is another scenario first, then broken rules, what the plan says of itself falsely, and how many of both.

    Parameters
    ----------
    plan : Plan
        A plan with decisions.
    verification : Verification
        Of this plan; the values of goals that are none of its tiers are left out.
    proven : sequence of ProvenTier, optional
        The tiers with their bounds computed anew, told in a table that follows.
    """
    if verification.ok:
        goals = {goal for tier in plan.tiers for goal in tier.name.split("+")}
        values = ", ".join(f"{name} {grouped(value)}" for name, value in verification.values.items() if name in goals)
        right = _("The plan keeps every rule, and its figures are right: {values}.").format(values=values)
        return f"{right}\n{_(CHECKED if proven is None else PROVEN)}"
    misfits = verification.mismatches[len(verification.origin) :]
    lines = [*verification.origin, *_first(list(map(str, verification.violations)), MOST_BROKEN)]
    if misfits:
        lines.append(_("The plan's own figures no longer fit it ({count}):").format(count=len(misfits)))
        lines += [f"  {text}" for text in _first(misfits, SHOWN)]
    rules = counted(len(verification.violations), "violation")
    return "\n".join(
        [
            *lines,
            ngettext(
                "{rules}, {n} figure that no longer fits", "{rules}, {n} figures that no longer fit", len(misfits)
            ).format(rules=rules, n=grouped(len(misfits))),
        ]
    )


def proof_table(proven: "Sequence[ProvenTier]") -> PlainTable:
    """For each tier what its prices prove by themselves, and what rests on the search."""
    return PlainTable(
        "",
        (_("Goal"), _("Reached"), _("Bound told"), _("By prices alone"), _("Rests on the search")),
        [
            (tier.tier, grouped(tier.value), grouped(tier.told), grouped(tier.by_prices), rest_words(tier))
            for tier in proven
        ],
        right=(_("Reached"), _("Bound told"), _("By prices alone")),
    )


def rest_words(tier: "ProvenTier") -> str:
    """How much of a bound rests on the search, and how much is not proven."""
    missing = abs(tier.told - tier.value)
    if tier.open_columns:
        rest = _("{by_search} of the bound, in {decisions}").format(
            by_search=grouped(tier.by_search), decisions=counted(tier.open_columns, "decision")
        )
    else:  # the search of a single model goes through some
        rest = _("{by_search} of the bound, by what targets that provinces share cost at least").format(
            by_search=grouped(tier.by_search)
        )
    told = rest if tier.by_search else _("nothing")
    return _("{told}; {missing} not proven").format(told=told, missing=grouped(missing)) if missing else told


def verdict_json(verification: Verification, proven: "Sequence[ProvenTier] | None" = None) -> dict[str, Any]:
    """The same as plain data, with everything found."""
    told = {} if proven is None else {"proof": [vars(tier) | {"by_search": tier.by_search} for tier in proven]}
    return told | {
        "ok": verification.ok,
        "violations": [vars(violation) for violation in verification.violations],
        "mismatches": verification.mismatches,
        "values": dict(verification.values),
    }


def _first(texts: Sequence[str], most: int) -> list[str]:
    """The first texts, then how many more."""
    more = len(texts) - most
    return [*texts[:most], *([_("and {more} more (all with --json)").format(more=more)] if more > 0 else [])]
