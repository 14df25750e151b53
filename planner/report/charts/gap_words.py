"""What gap charts say of goals and of how a solve ended, whether it was one model or one for each province."""

from math import floor, log10

from planner.language import _, grouped, share
from planner.plan.plan import Plan, Tier
from planner.report.proven import unbounded
from planner.report.words import known


def ending(plan: Plan, seconds: float) -> str:
    """What ended a solve that has left gaps, and when."""
    told = {
        "time": _("The time limit ended the solve after {seconds}"),
        "memory": _("The memory limit ended the solve after {seconds}"),
        "stop": _("Stopped after {seconds}"),
        "rounds": _("Quotas for the shared targets ended the solve after {seconds}"),
    }.get(plan.provenance.get("ended_by", ""), _("Ended after {seconds}"))
    return told.format(seconds=duration(seconds))


def gap_words(tier: Tier) -> str:
    """How far the value may be from the best one."""
    return _("bound far off") if unbounded(tier) else _("gap {gap}").format(gap=share(tier.gap, 1))


def measured(tier: str) -> str:
    """What the goals of a tier count."""
    return ", ".join(known(f"measured.{goal}", goal) for goal in tier.split("+"))


def better(tier: Tier) -> str:
    """Which way is the better one."""
    return _("lower is better") if tier.sense == "min" else _("higher is better")


def duration(seconds: float) -> str:
    """Seconds with the digits that say something: ``134 s``, ``9.2 s``, ``0.02 s``."""
    if seconds >= 20 or seconds == 0:
        return _("{seconds} s").format(seconds=grouped(seconds))
    return _("{seconds} s").format(seconds=grouped(seconds, 1 if seconds >= 1 else -floor(log10(seconds))))
