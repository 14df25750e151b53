"""What the verification of a plan found, as text for the terminal and as plain data."""

from typing import Any, Final

from planner.plan.verify import Verification
from planner.scenario.scenario import Scenario

SHOWN: Final = 5
"""Figures that no longer fit which are told one by one; ``--json`` has them all."""

OTHER_SCENARIO: Final = (
    "plan.json: the plan was made for another scenario than this one, or the scenario has changed since."
)


def verdict(verification: Verification, scenario: Scenario) -> str:
    """Broken rules first, then what the plan says of itself and is no longer so, and the count of both.

    Parameters
    ----------
    verification : Verification
        Of a plan with decisions.
    scenario : Scenario
        What it was verified against.
    """
    if verification.ok:
        values = ", ".join(f"{name} {value}" for name, value in verification.values.items())
        return f"The plan keeps every rule, and its figures are right: {values}."
    misfits = _misfits(verification, scenario)
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


def verdict_json(verification: Verification, scenario: Scenario) -> dict[str, Any]:
    """The same as plain data, with everything found."""
    return {
        "ok": verification.ok,
        "violations": [vars(violation) for violation in verification.violations],
        "mismatches": _misfits(verification, scenario),
        "values": dict(verification.values),
    }


def _misfits(verification: Verification, scenario: Scenario) -> list[str]:
    """What the plan says of itself and is not so; of two scenarios in words instead of by their digests."""
    return [OTHER_SCENARIO if scenario.digest in text else text for text in verification.mismatches]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _fit(number: int) -> str:
    return "fits" if number == 1 else "fit"
