"""The words of a comparison: what is measured, what differs, what a plan gains and what it pays."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from planner.explore.compare import Comparison
from planner.language import _, change, month, ngettext, pgettext
from planner.report.grounds import part_words
from planner.report.html.words import how_words, outcome_words, ready_words
from planner.report.names import cadre_names, post_names, records, unit_names
from planner.report.words import gain_words, say

MOST_PARTS: Final = 4
"""Parts of a gain or a loss that a sentence names."""


MOST_VALUES: Final = 4
"""Plans whose values the finding tells one by one."""


class Names:
    """What the posts, units, people and sessions of compared plans are called; the first plan that has one names it."""

    def __init__(self, comparison: Comparison) -> None:
        self.posts: dict[str, str] = {}
        self.units: dict[str, str] = {}
        self.people: dict[str, str] = {}
        for plan in reversed(comparison.plans):
            self.posts |= post_names(plan)
            self.units |= unit_names(plan)
            self.people |= cadre_names(plan)

    def post(self, post: str) -> str:
        """A post as its unit and title; what is no post as its unit, or as it is written."""
        return self.posts.get(post) or self.units.get(post, post)


def goal_words(name: str) -> str:
    """A goal with what it counts; of a merged tier the goals that it adds up."""
    if "+" in name:
        return name.replace("+", " + ")
    return _("{goal} ({measured})").format(goal=name, measured=say(f"measured.{name}"))


def measure_words(kind: str, name: str, of: str) -> str:
    """What a measure counts."""
    if kind == "goal":
        return goal_words(name)
    if kind == "part":
        return _("fit: {part}").format(part=part_words(of))
    if kind == "target":
        return of
    words = {
        "empty": _("weighted months empty"),
        "bench": _("successors missing"),
        "placed": _("people newly placed"),
        "months_empty": _("months empty"),
        "moves": pgettext("count", "moves"),
        "listings_added": _("listings added"),
        "listings_removed": _("listings removed"),
        "attendances": _("seats taken in courses"),
    }
    return words[name]


def cause(comparison: Comparison, label: str) -> str:
    """What may be the cause of all that a plan does otherwise than the first."""
    first = comparison.labels[0]
    differing = comparison.inputs[comparison.inputs[first] != comparison.inputs[label]]
    plans = comparison.plans[0], comparison.plans[comparison.labels.index(label)]
    unmoved = [name for name, plan in zip((first, label), plans, strict=True) if not plan.tiers]
    if unmoved:
        return _("Nobody is moved, listed anew or trained in {plan}.").format(plan=_quoted(unmoved[0]))
    proven = all(tier.proven for plan in plans for tier in plan.tiers)
    search = "" if proven else _(" Not every value is proven best, so some of it may be how far the search went.")
    if differing.empty:
        return _("The input is the same.") + search
    if len(differing) == 1:
        told = input_words(differing.index[0], first, differing[first].iloc[0], label, differing[label].iloc[0])
        one = _("Only one thing differs in the input, and it is the cause of what is gained and paid: {input}.")
        return one.format(input=told) + search
    many = ngettext(
        "{n} thing differs in the input; the cause of what is gained and paid is all of them together.",
        "{n} things differ in the input; the cause of what is gained and paid is all of them together.",
        len(differing),
    )
    return many.format(n=len(differing)) + search


def _quoted(label: str) -> str:
    return f"“{label}”"


def input_words(key: tuple[str, str, str], first: str, one: str, label: str, other: str) -> str:
    """One thing of the input with what two plans say of it."""
    return _("{what}: {one} in {first}, {other} in {label}").format(
        what=key_words(*key), one=one or _("nothing"), first=first, other=other or _("nothing"), label=label
    )


def key_words(table: str, item: str, part: str) -> str:
    """A key of the input on one line: ``cadres c0021 rotates``."""
    return " ".join(filter(None, ("" if table == "scenario" else table, item, part)))


def gains_words(comparison: Comparison, label: str, *, parts: bool = True) -> tuple[str, str]:
    """What a plan gains against the first one and what it pays, each in a line; blank for nothing.

    With ``parts`` the fit is told by its parts and the mix by its targets. All is counted as the first plan counts, or
    each by its own where that knows not all that the plan names.
    """
    gains = records(comparison.gains(label, comparison.counting(label)).reset_index())
    told = _own_goals(comparison)
    better: list[str] = []
    worse: list[str] = []
    for row in gains:
        if row["kind"] == "goal" and row["name"] in told:
            by = int(row["better"])
            split = _split(gains, row["name"]) if parts else ""
            (better if by > 0 else worse).append(gain_words(row["name"], by) + split)
    return "; ".join(better), "; ".join(worse)


def _own_goals(comparison: Comparison) -> set[str]:
    """The goals that the first plan pursues, by themselves or merged."""
    tiers = comparison.plans[0].scenario.settings.goals.tiers
    return {goal for tier in tiers for goal in ([tier] if isinstance(tier, str) else tier)}


def _split(gains: Sequence[dict[str, Any]], name: str) -> str:
    """The parts that make up a change of the fit or of the mix, the largest first."""
    kind = {"fit": "part", "mix": "target"}.get(name)
    parts = sorted((row for row in gains if row["kind"] == kind), key=lambda row: -abs(row["better"]))
    if not parts:
        return ""
    shown = [
        f"{part_words(row['of']) if kind == 'part' else row['of']} {change(row['better'])}"
        for row in parts[:MOST_PARTS]
    ]
    if len(parts) > MOST_PARTS:
        shown.append(_("others {sum}").format(sum=change(sum(row["better"] for row in parts[MOST_PARTS:]))))
    return f" ({', '.join(shown)})"


def decision_words(names: Names, kind: str, cell: str) -> str:
    """A cell of the changes for people to read; blank stays blank."""
    if not cell:
        return ""
    if kind in ("stint", "vacancy"):
        return ", ".join(_span_words(part) for part in cell.split("; "))
    word, *rest = cell.split(" ", 2)
    if kind == "listing":
        return ready_words(word, rest[0]) if rest else ready_words(word)
    if kind == "course":
        return say(f"why.{word}", of=names.post(rest[0])) if rest else say(f"why.{word}", of="")
    placement = f": {names.post(rest[1])}" if len(rest) > 1 else ""
    return f"{outcome_words(word)} {month(rest[0])}{placement}"


def _span_words(part: str) -> str:
    span, _space, how = part.partition(" ")
    told = " – ".join(month(date) for date in span.split(".."))
    return f"{told} ({how_words(how)})" if how else told


def kind_words(kind: str) -> str:
    """What kind of decision differs."""
    return {
        "stint": _("in the post"),
        "vacancy": _("empty"),
        "listing": _("on the bench"),
        "course": _("in the session"),
        "return": _("back from rotation"),
    }[kind]


def finding(comparison: Comparison) -> str:
    """The comparison in a sentence: what the second plan gains and pays, or the best of several by the first goal."""
    first, *others = comparison.labels
    if comparison.same:
        return _("{plans}: no difference").format(plans=", ".join(comparison.labels))
    if len(others) == 1:
        better, worse = gains_words(comparison, others[0], parts=False)
        return two_words(others[0], first, better, worse)
    goals = comparison.measures.loc[["goal"]].reset_index()
    goals = goals[goals["counted_by"] == comparison.yardstick]
    for row in records(goals):
        values = {label: row[label] for label in comparison.labels if not pd.isna(row[label])}
        if len(set(values.values())) > 1 and "+" not in row["name"]:
            best = (max if row["sense"] == "max" else min)(values.values())
            winners = ", ".join(label for label, value in values.items() if value == best)
            if len(values) > MOST_VALUES:
                told = _("{goal}: best in {best} ({value}), {first} has {other}")
                return told.format(
                    goal=_large(goal_words(row["name"])), best=winners, value=best, first=first, other=values[first]
                )
            told = ", ".join(f"{label} {value}" for label, value in values.items())
            return _("{goal}: {values}; best in {best}").format(
                goal=_large(goal_words(row["name"])), values=told, best=winners
            )
    return _("{plans} reach the same and decide otherwise").format(plans=", ".join(comparison.labels))


def two_words(label: str, first: str, better: str, worse: str) -> str:
    """What a plan gains and pays against another, in a sentence."""
    if better and worse:
        return _("{plan} against {first}: {better}; but {worse}").format(
            plan=label, first=first, better=better, worse=worse
        )
    if better or worse:
        return _("{plan} against {first}: {change}").format(plan=label, first=first, change=better or worse)
    return _("{plan} reaches the same as {first} and decides otherwise").format(plan=label, first=first)


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]
