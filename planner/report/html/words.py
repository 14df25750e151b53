"""The words of the report for what tables hold as codes, in the language spoken now."""

from typing import Final

from planner.language import _, month
from planner.model.rules import RULES
from planner.plan.benches import BESIDE_RULES
from planner.report.words import say

_TITLES: Final = {rule.name: rule for rule in RULES}


def rule_title(rule: str) -> str:
    """What a rule is called; what is no rule keeps its own words."""
    title = _TITLES.get(rule)
    if title is None:
        return _(BESIDE_RULES.get(rule, rule))
    return _(title.title)


def how_words(how: str) -> str:
    """What kind of stint it is: ``promotion``."""
    return say(f"how.{how}")


def until_words(until: str) -> str:
    """Why a stint ends before the plan does."""
    return say(f"until.{until}")


def outcome_words(outcome: str) -> str:
    """What becomes of a rotation."""
    return {
        "returns": _("returns"),
        "moves": _("moves to another commune"),
        "stays": _("stays on for good"),
        "continues": _("still there at the end"),
        "leaves": _("leaves the service"),
        "without_place": _("without a place"),
    }[outcome]


def action_words(action: str) -> str:
    """What becomes of a listing."""
    return {
        "keep": _("kept"),
        "continue": _("kept"),
        "add": _("added"),
        "remove": _("removed"),
    }[action]


def ready_words(ready: str, ready_on: str = "") -> str:
    """Whether a successor is ready now, later, or after a course of the plan."""
    return say("ready.course", date=month(ready_on)) if ready_on else say(f"ready.{ready}")


def step_words(step: int | None) -> str:
    """Grades between the former post and the placement: ``+1``, ``same``, nothing where one is not known."""
    if step is None:
        return ""
    return f"{step:+d}" if step else _("same")


def chart_words(kind: str) -> str:
    """What a kind of chart is called."""
    known = {
        "succession": _("Succession"),
        "bench": _("Bench strength"),
        "overcommitted": _("Who is on many lists"),
        "resilience": _("Losses that can be borne"),
        "tenure": _("Tenures"),
        "careers": _("Careers"),
        "cascade": _("Chains of moves"),
        "flows": _("Flows between units"),
        "retirements": _("Retirements"),
        "training": _("Seats in courses"),
        "mix": _("Targets of the mix"),
        "pyramid": _("Ages"),
        "gap": _("Progress of the proof"),
        "compare": _("What the plans reach"),
    }
    return known.get(kind, kind)
