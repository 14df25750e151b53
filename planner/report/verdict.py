"""What the verification of a plan found, as text for the terminal and as plain data."""

from typing import Any, Final

from planner.plan.plan import Plan
from planner.plan.verify import Verification

SHOWN: Final = 5
"""Figures that no longer fit which are told one by one; ``--json`` has them all."""

CHECKED: Final = "Rules and figures are recomputed; bounds are the engine's and are not checked here."
"""What the verification of a plan without fault stands for."""


def verdict(plan: Plan, verification: Verification) -> str:
    """Broken rules first, then what the plan says of itself and is no longer so, and the count of both.

    Parameters
    ----------
    plan : Plan
        A plan with decisions.
    verification : Verification
        Of this plan; the values of goals that are none of its tiers are left out.
    """
    if verification.ok:
        goals = {goal for tier in plan.tiers for goal in tier.name.split("+")}
        values = ", ".join(f"{name} {value}" for name, value in verification.values.items() if name in goals)
        return f"The plan keeps every rule, and its figures are right: {values}.\n{CHECKED}"
    misfits = verification.mismatches
    lines = list(map(str, verification.violations))
    if misfits:
        lines += [
            f"The plan's own figures no longer fit it ({len(misfits)}):",
            *(f"  {text}" for text in misfits[:SHOWN]),
        ]
    if len(misfits) > SHOWN:
        lines.append(f"  and {len(misfits) - SHOWN} more (all with --json)")
    rules = _counted(len(verification.violations), "rule violation")
    return "\n".join([*lines, f"{rules}, {_counted(len(misfits), 'figure')} that no longer {_fit(len(misfits))}"])


def verdict_json(verification: Verification) -> dict[str, Any]:
    """The same as plain data, with everything found."""
    return {
        "ok": verification.ok,
        "violations": [vars(violation) for violation in verification.violations],
        "mismatches": verification.mismatches,
        "values": dict(verification.values),
    }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _fit(number: int) -> str:
    return "fits" if number == 1 else "fit"
