"""Who could take a post, in order: what each would cost at least, by the prices of the proof, and who refuses the rest.

For a decision x_j that a plan does not take, the prices of tier k give L_k + r_j <= cost_k of every plan with x_j = 1
that keeps what the plan reaches in the tiers before k (L_k the bound by prices, r_j the reduced cost). So such a plan
loses at least L_k + r_j - v_k in the first tier k where that is above zero, or something in an earlier one.
"""

from dataclasses import dataclass, replace

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.certificate import SCALE
from planner.explore.explain.pair import PairAnswer, Refusal, explain_pair, refusals
from planner.explore.proof import certificates
from planner.explore.question import Question


@dataclass(frozen=True)
class Candidate:
    """A person for a post.

    Attributes
    ----------
    cadre : str
    here : bool
        Whether the plan places the person here.
    tier : str
        The most important tier that certainly loses; blank where the prices know of none.
    at_least : int
        What it loses at least, if no tier before it does.
    refusals : tuple of Refusal
        Rules that refuse the person; then nothing is lost or won.
    answer : PairAnswer or None
        The exact price, where it was asked for.
    """

    cadre: str
    here: bool
    tier: str
    at_least: int
    refusals: tuple[Refusal, ...] = ()
    answer: PairAnswer | None = None


def candidates(question: Question, post: str, *, listing: bool = False, exact: int = 0) -> tuple[Candidate, ...]:
    """Everybody, for one post or its bench: who is there, who could be in the order of the price, whom rules refuse.

    Parameters
    ----------
    question : Question
    post : str
        Id.
    listing : bool
        Ask of the bench of the post.
    exact : int
        For how many of those who could be there the exact price is found, by a solve each.

    Returns
    -------
    tuple of Candidate
        The refused last, those whom the fewest rules refuse first.
    """
    number = question.post(post)
    losses = _losses(question, number, listing=listing)
    chosen = set(question.plan.bench.loc[question.plan.bench["post"] == post, "cadre"])
    if not listing:
        own = question.plan.stints
        chosen = set(own.loc[(own["post"] == post) & (own["how"] != "holds"), "cadre"])
    ids = question.model.case.people.ids.tolist()
    able, refused = [], []
    for row, cadre in enumerate(ids):
        if row in losses:
            tier, at_least = losses[row]
            name = question.plan.tiers[tier].name if at_least else ""
            able.append((cadre not in chosen, -tier if at_least else -len(ids), at_least, cadre, name))
        else:
            why = refusals(question.model, row, number, listing=listing)
            refused.append(Candidate(cadre, here=False, tier="", at_least=0, refusals=why))
    ordered = [
        Candidate(cadre, here=not out, tier=name, at_least=least) for out, _order, least, cadre, name in sorted(able)
    ]
    ordered = [
        replace(one, answer=explain_pair(question, one.cadre, post, listing=listing)) if place < exact else one
        for place, one in enumerate(ordered)
    ]
    return (*ordered, *sorted(refused, key=lambda one: (len(one.refusals), one.cadre)))


def _losses(question: Question, post: int, *, listing: bool) -> dict[int, tuple[int, int]]:
    """For each cadre with a decision for the post: the first tier that loses, and how much at least."""
    columns = question.model.columns
    if listing:
        mine = np.flatnonzero(columns.listed_post == post)
        cadre, mine = columns.listed_cadre[mine], columns.listings.start + mine
    else:
        mine = np.flatnonzero(columns.post == post)
        cadre = columns.cadre[mine]
    tiers, lost = _first_lost(question, mine)
    # the cheapest decision of each cadre: the least important tier first, then the least
    order = np.lexsort((lost, np.where(lost > 0, -tiers, -len(question.plan.tiers)), cadre))
    first = order[np.unique(cadre[order], return_index=True)[1]]
    return {int(cadre[place]): (int(tiers[place]), int(lost[place])) for place in first}


def _first_lost(question: Question, mine: Ints) -> tuple[Ints, Ints]:
    """Of each column, the first tier that loses by it and how much; 0 and 0 where none certainly does."""
    plan = question.plan
    tier, lost = np.zeros(len(mine), dtype=np.int64), np.zeros(len(mine), dtype=np.int64)
    for number, one in enumerate(certificates(question.model, plan.tiers, plan.duals)):
        certificate, value = one.certificate, one.cost.sign * plan.tiers[number].value
        unit = SCALE * certificate.step
        bound = -(-(certificate.scaled + np.maximum(certificate.reduced[mine], 0)) // unit) * certificate.step
        now = (lost == 0) & (bound > value)
        tier[now], lost[now] = number, bound[now] - value
    return tier, lost
