"""Who could take a post, or which post a cadre could take: what each would cost at least, and what rules refuse.

For a decision x_j that a plan does not take, the prices of tier k give L_k + r_j <= cost_k of every plan with x_j = 1
that keeps what the plan reaches in the tiers before k (L_k the bound by prices, r_j the reduced cost). So such a plan
loses at least L_k + r_j - v_k in the first tier k where that is above zero, or something in an earlier one.
"""

from dataclasses import dataclass, replace

import numpy as np

from planner.domain.calendar import Ints
from planner.engine.certificate import SCALE
from planner.explore.explain.pair import PairAnswer, Refusal, explain_pair, refusals
from planner.explore.question import Question


@dataclass(frozen=True)
class Candidate:
    """A person for a post.

    Attributes
    ----------
    cadre, post : str
    here : bool
        Whether the plan places the person there.
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
    post: str
    here: bool
    tier: str = ""
    at_least: int = 0
    refusals: tuple[Refusal, ...] = ()
    answer: PairAnswer | None = None


def candidates(
    question: Question, *, cadre: str | None = None, post: str | None = None, listing: bool = False, exact: int = 0
) -> tuple[Candidate, ...]:
    """Everybody for one post or its bench, or every post for one cadre: the planned, the possible, the refused.

    Parameters
    ----------
    question : Question
    cadre, post : str, optional
        Ids; one of the two.
    listing : bool
        Ask of benches.
    exact : int
        For how many of the possible the exact price is found, by a solve each.

    Returns
    -------
    tuple of Candidate
        The cheapest first; the refused last, of these the ones that the fewest rules refuse first.
    """
    case = question.model.case
    people = [question.cadre(cadre)] if cadre is not None else range(len(case.people.ids))
    posts = [question.post(post)] if post is not None else range(len(case.posts.ids))
    losses = _losses(question, np.asarray(people), np.asarray(posts), listing=listing)
    planned = _planned(question, listing=listing)
    able: list[tuple[tuple[bool, int, int, int], Candidate]] = []
    refused = []
    for person in people:
        for place in posts:
            pair = str(case.people.ids[person]), str(case.posts.ids[place])
            if (person, place) in losses:
                tier, least, rest = losses[person, place]
                name = question.plan.tiers[tier].name if least else ""
                here = pair in planned
                # what is lost in a later tier is cheaper
                order = not here, -tier if least else -len(question.plan.tiers), least, rest
                able.append((order, Candidate(*pair, here, name, least)))
            else:
                why = refusals(question.model, person, place, listing=listing)
                refused.append(Candidate(*pair, here=pair in planned, refusals=why))
    ordered = [one for _order, one in sorted(able, key=lambda entry: entry[0])]
    asked = [
        replace(one, answer=explain_pair(question, one.cadre, one.post, listing=listing)) if number < exact else one
        for number, one in enumerate(ordered)
    ]
    return (*asked, *sorted(refused, key=lambda one: len(one.refusals)))


def _planned(question: Question, *, listing: bool) -> set[tuple[str, str]]:
    """The pairs that the plan decides on, new stints or listings."""
    table = question.plan.bench if listing else question.plan.stints
    new = table if listing else table[table["how"] != "holds"]
    return set(zip(new["cadre"], new["post"], strict=True))


def _losses(
    question: Question, people: Ints, posts: Ints, *, listing: bool
) -> dict[tuple[int, int], tuple[int, int, int]]:
    """For each pair with a decision: the first tier that loses, how much at least, and its price in the last tier."""
    columns = question.model.columns
    own = (columns.listed_cadre, columns.listed_post) if listing else (columns.cadre, columns.post)
    mine = np.flatnonzero(np.isin(own[0], people) & np.isin(own[1], posts))
    cadre, post = own[0][mine], own[1][mine]
    tiers, lost, rest = _first_lost(question, mine + (columns.listings.start if listing else 0))
    # the cheapest decision of each pair: the least important tier first, then the least
    order = np.lexsort((rest, lost, np.where(lost > 0, -tiers, -len(question.plan.tiers)), post, cadre))
    found: dict[tuple[int, int], tuple[int, int, int]] = {}
    for place in order.tolist():
        pair = int(cadre[place]), int(post[place])
        found.setdefault(pair, (int(tiers[place]), int(lost[place]), int(rest[place])))
    return found


def _first_lost(question: Question, mine: Ints) -> tuple[Ints, Ints, Ints]:
    """Of each column, the first tier that certainly loses by it (else 0), how much, and its price in the last tier."""
    plan = question.plan
    tier, lost, rest = (np.zeros(len(mine), dtype=np.int64) for _ in range(3))
    for number, one in enumerate(question.proofs):
        certificate, value = one.certificate, one.cost.sign * plan.tiers[number].value
        rest = np.maximum(certificate.reduced[mine], 0)
        bound = -(-(certificate.scaled + rest) // (SCALE * certificate.step)) * certificate.step
        now = (lost == 0) & (bound > value)
        tier[now], lost[now] = number, bound[now] - value
    return tier, lost, rest
