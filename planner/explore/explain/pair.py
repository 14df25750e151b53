"""One cadre and one post: why there, or why not, and what the other way would cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from planner.domain.calendar import Ints
from planner.engine.outcome import ProgressSink
from planner.explore.compare import Comparison, compare
from planner.explore.gains import Gain, gains
from planner.explore.otherwise import best_under
from planner.explore.question import Condition, Question, at_least_one, none_of
from planner.language import _, translated
from planner.model.model import Model
from planner.model.stints import leaving
from planner.plan.plan import Plan
from planner.rulebook.rulebook import RuleSetting

State = Literal["placed", "stays", "moves", "listed", "out"]
"""What the plan decides of the pair: a new stint, a holder who stays, a holder who is moved, a listing, or nothing."""
Verdict = Literal["refused", "no_room", "clash", "price", "unknown"]
"""Why the other way is not taken: rules refuse the pair; each rule allows it, but together they leave no room for a
stint; no plan of the scenario holds it; it costs something; or that was not found in time."""


def labels() -> tuple[str, str]:
    """What the plan asked about and the other one are called."""
    return _("plan"), _("otherwise")


@dataclass(frozen=True)
class Refusal:
    """One rule that refuses a pair.

    Attributes
    ----------
    rule, title, title_vi : str
        Its key, and what people call it in English and Vietnamese.
    why : str
        The value and the limit that decide, in a sentence.
    source : tuple of str
        Tags of the texts behind the rule.
    """

    rule: str
    title: str
    title_vi: str
    why: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class Loss:
    """The first tier that certainly loses, and how much at least, in its own unit."""

    tier: str
    at_least: int


@dataclass(frozen=True)
class PairAnswer:
    """Why a cadre is, or is not, in a post of a plan or on its bench.

    Attributes
    ----------
    cadre, post : str
    listing : bool
        Whether it was asked of the bench.
    state : str
        What the plan decides.
    verdict : str
        Why it does not decide otherwise.
    refusals : tuple of Refusal
        The rules that refuse the pair; all of them would have to give way.
    gains : tuple of Gain
        What the best plan with the opposite decision reaches.
    comparison : Comparison or None
        The plan beside that plan, labels ``plan`` and ``otherwise``.
    certain : Loss or None
        What is certain of the price where none was found in time.
    """

    cadre: str
    post: str
    listing: bool
    state: State
    verdict: Verdict
    refusals: tuple[Refusal, ...] = ()
    gains: tuple[Gain, ...] = ()
    comparison: Comparison | None = None
    certain: Loss | None = None


def explain_pair(
    question: Question, cadre: str, post: str, *, listing: bool = False, progress: ProgressSink | None = None
) -> PairAnswer:
    """Why a cadre is, or is not, in a post or on its bench; the other way is solved to tell its price.

    Parameters
    ----------
    question : Question
    cadre, post : str
        Ids.
    listing : bool
        Ask of the bench of the post.
    progress : callable, optional
        Hears the steps of the solve.
    """
    place = question.cadre(cadre), question.post(post)
    state = _state(question, cadre, post, listing=listing)
    columns = question.listings(*place) if listing else question.stints(*place)
    if state == "out":
        refused = refusals(question.model, *place, listing=listing)
        if refused or not columns.size:
            return PairAnswer(cadre, post, listing, state, "refused" if refused else "no_room", refused)
    found = best_under(question, [_opposite(question, state, place, columns)], progress)
    other = found.plan
    if not other.tiers:
        verdict: Verdict = "clash" if other.status == "infeasible" else "unknown"
        return PairAnswer(cadre, post, listing, state, verdict, certain=_certain(question.plan, found.bounds))
    return PairAnswer(
        cadre,
        post,
        listing,
        state,
        "price",
        gains=gains(question.plan, other),
        comparison=compare([question.plan, other], labels()),
    )


def refusals(model: Model, cadre: int, post: int, *, listing: bool = False) -> tuple[Refusal, ...]:
    """Every rule that refuses a pair, with what decides."""
    case, eligibility = model.case, model.eligibility
    mask = int((eligibility.refused_listings if listing else eligibility.refused_stints)[cadre, post])
    rules = [rule for bit, rule in enumerate(eligibility.rules) if mask >> bit & 1]
    settings = case.rulebook.rules
    return tuple(
        Refusal(
            rule.name,
            rule.title,
            translated(rule.title, "vi"),
            rule.refusal(case, cadre, post),
            _source(settings[rule.name]) if rule.name in settings else (),
        )
        for rule in rules
    )


def _certain(plan: Plan, bounds: Sequence[int]) -> Loss | None:
    """What a plan loses where no other can beat the bounds; nothing where nothing is known to be lost."""
    for tier, bound in zip(plan.tiers, bounds, strict=False):
        lost = bound - tier.value if tier.sense == "min" else tier.value - bound
        if lost > 0:
            return Loss(tier.name, lost)
    return None


def _source(setting: RuleSetting) -> tuple[str, ...]:
    """Tags of the texts behind a rule and its numbers, each once."""
    numbers = [tag for number in setting.numbers.values() for tag in number.source]
    return tuple(dict.fromkeys((*setting.source, *numbers)))


def _state(question: Question, cadre: str, post: str, *, listing: bool) -> State:
    """What the plan decides of the pair."""
    plan = question.plan
    if listing:
        return "listed" if _has(plan.bench, cadre, post) else "out"
    own = plan.stints[(plan.stints["cadre"] == cadre) & (plan.stints["post"] == post)]
    if (own["how"] != "holds").any():
        return "placed"
    if own.empty:
        return "out"
    return "moves" if (own["until"] == "moves").any() else "stays"


def _has(table: pd.DataFrame, cadre: str, post: str) -> bool:
    return bool(((table["cadre"] == cadre) & (table["post"] == post)).any())


def _opposite(question: Question, state: State, place: tuple[int, int], columns: Ints) -> Condition:
    """The condition under which the plan has to decide otherwise."""
    if state == "out":
        return at_least_one(columns)
    if state in ("placed", "listed"):
        return none_of(columns)
    moves = question.model.columns.moves
    leaves = np.flatnonzero((moves.cadre == place[0]) & leaving(question.model.case, moves))
    return none_of(leaves) if state == "moves" else at_least_one(leaves)
