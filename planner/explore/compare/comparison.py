"""The comparison of two or more plans, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

import pandas as pd

from planner.explore.compare.changes import changes
from planner.explore.compare.inputs import differing_inputs
from planner.explore.compare.measures import measured
from planner.language import _
from planner.plan.plan import Plan

PROOFS = ("plan", "status", "tier", "sense", "value", "bound", "gap")


class NoCommonPostError(ValueError):
    """Two plans have no post in common, so that nothing can be said of them side by side."""


@dataclass(frozen=True)
class Comparison:
    """Two or more plans side by side; the first is what the others are compared with.

    Attributes
    ----------
    labels : tuple of str
        What each plan is called, no two alike.
    plans : tuple of Plan
    inputs : pandas.DataFrame
        What their scenarios say differently, see ``planner.explore.compare.inputs.differing_inputs``.
    proofs : pandas.DataFrame
        ``plan``, ``status``, ``tier``, ``sense``, ``value``, ``bound`` and ``gap`` as each plan has proven them.
    measures : pandas.DataFrame
        What they reach, see ``planner.explore.compare.measures.measured``.
    changes : pandas.DataFrame
        What they decide differently, see ``planner.explore.compare.changes.changes``.
    """

    labels: tuple[str, ...]
    plans: tuple[Plan, ...]
    inputs: pd.DataFrame
    proofs: pd.DataFrame
    measures: pd.DataFrame
    changes: pd.DataFrame

    @property
    def same(self) -> bool:
        """Whether the plans decide the same and reach the same."""
        return self.changes.empty and self.differing.empty

    @property
    def yardstick(self) -> str:
        """As whose scenario plans are counted to be told apart: the first one's; blank where all have the same."""
        return self.labels[0] if self.measures.index.get_level_values("counted_by").any() else ""

    def counting(self, label: str) -> str:
        """As whose scenario a plan and the first are counted: the first one's; blank where that knows not all of it."""
        if not self.yardstick:
            return ""
        values = self.measures.xs(self.yardstick, level="counted_by")[label]
        return "" if values.isna().all() else self.yardstick

    @property
    def differing(self) -> pd.DataFrame:
        """The measures that are not the same in every plan."""
        first = self.measures[self.labels[0]]
        unlike = [
            (self.measures[label] != first).fillna(value=True) & ~(self.measures[label].isna() & first.isna())
            for label in self.labels[1:]
        ]
        return self.measures[pd.concat(unlike, axis=1).any(axis=1).to_numpy(dtype=bool)]

    def renamed(self, label: str, name: str) -> "Comparison":
        """The same with another name for one of the plans; where another has that name already, nothing changes."""
        if label not in self.labels or name in self.labels:
            return self
        return replace(
            self,
            labels=tuple(name if one == label else one for one in self.labels),
            inputs=self.inputs.rename(columns={label: name}),
            proofs=self.proofs.replace({"plan": {label: name}}),
            measures=self.measures.rename(columns={label: name}).rename(index={label: name}, level="counted_by"),
            changes=self.changes.rename(columns={label: name}),
        )

    def gains(self, label: str, counted_by: str = "") -> pd.DataFrame:
        """By how much a plan is better than the first, goal by goal and part by part.

        Parameters
        ----------
        label : str
            One of the other plans.
        counted_by : str
            The label of the plan as whose scenario both are counted; blank: each by its own.

        Returns
        -------
        pandas.DataFrame
            ``first``, ``other`` and ``better``, which is below 0 where the plan is worse; the index is ``kind``
            (``goal``, ``part`` or ``target``), ``name`` and ``of``. Only what differs.
        """
        rows = self.measures.reset_index()
        rows = rows[(rows["counted_by"] == counted_by) & rows["kind"].isin(["goal", "part", "target"])]
        sign = rows["sense"].map({"max": 1, "min": -1})
        first, other = rows[self.labels[0]], rows[label]
        table = rows[["kind", "name", "of"]].assign(first=first, other=other, better=sign * (other - first))
        return table[table["better"].fillna(0) != 0].set_index(["kind", "name", "of"])


def compare(plans: Sequence[Plan], labels: Sequence[str] | None = None) -> Comparison:
    """Put plans side by side.

    Parameters
    ----------
    plans : sequence of Plan
        Two or more, each with decisions; ``planner.unmoved`` makes what would be if nobody were moved.
    labels : sequence of str, optional
        What to call them; by default the names of their scenarios. Equal ones are numbered.

    Returns
    -------
    Comparison

    Raises
    ------
    NoCommonPostError
        When a plan has no post of the first one.
    ValueError
        When there are fewer than two plans, or one of them is without decisions.
    """
    if len(plans) < 2:
        raise ValueError(_("a comparison takes two plans or more"))
    if any(plan.status not in ("optimal", "feasible") for plan in plans):
        raise ValueError(_("a plan without decisions cannot be compared"))
    named = _told_apart([plan.scenario.settings.name for plan in plans] if labels is None else labels)
    first = set(plans[0].scenario.posts["post"])
    for label, plan in zip(named, plans, strict=True):
        if first.isdisjoint(plan.scenario.posts["post"]):
            told = _("{first} and {other} have no post in common: they are plans of different places.")
            raise NoCommonPostError(told.format(first=named[0], other=label))
    return Comparison(
        named,
        tuple(plans),
        differing_inputs([plan.scenario for plan in plans], named),
        _proofs(plans, named),
        measured(plans, named),
        changes(plans, named),
    )


def _told_apart(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels, a number behind each that stands there already."""
    found: list[str] = []
    for label in labels:
        forms = (label if number == 1 else f"{label} ({number})" for number in count(1))
        found.append(next(form for form in forms if form not in found))
    return tuple(found)


def _proofs(plans: Sequence[Plan], labels: Sequence[str]) -> pd.DataFrame:
    told = [
        (label, plan.status, tier.name, tier.sense, tier.value, tier.bound, tier.gap)
        for label, plan in zip(labels, plans, strict=True)
        for tier in plan.tiers
    ]
    return pd.DataFrame(told, columns=list(PROOFS))
