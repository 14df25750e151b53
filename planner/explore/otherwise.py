"""The best plan under a condition, found from what is known of a plan that is the best one without it.

The prices of its proof hold under a condition as well. With a price for the condition itself, the least reduced cost of
the columns of which it asks for one, they bound every tier anew. All tiers but the last are first expected to reach
that bound, or what the best plan reaches; where even a relaxed plan cannot, the bound of their own relaxation. So only
the last tier is left, over the columns that could be in a plan not much worse than its bound:

1. a plan is looked for that moves only people and posts which the condition touches: where it is as good as the bound,
   nothing has to be relaxed, however large the model is;
2. else the relaxation gives a better bound;
3. a plan is looked for between the relaxed plan and the known one, and among the columns that pay for themselves;
4. every plan that costs no more than the bound is searched; where there is none, the bound goes up by a step, until a
   plan is found there or the one at hand is as good.

That plan is the best one, for in the tiers before none could be better. Where no plan keeps all of them at their
bounds, all tiers are solved anew, as those of any model.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.engine.certificate import SCALE, Certificate, certify_whole
from planner.engine.finish import Finish
from planner.engine.mathopt import Floats
from planner.engine.outcome import Outcome, ProgressSink, TierProof
from planner.engine.relaxation import RelaxationInfeasibleError
from planner.engine.run import Limits, Run
from planner.engine.tiers import solve_tiers
from planner.explore.question import Condition, Question, under
from planner.model.model import Model, TierCost
from planner.plan.assemble import assemble
from planner.plan.plan import Plan
from planner.solving.whole import NO_LIMIT, verified

BUDGET: Final = 24
"""Steps above its bound that the last tier is first expected to cost at most."""
BESIDE: Final = 6
"""Steps above its bound that the first plan looked for may cost."""
NODES: Final = 50
"""Nodes of a search for a plan to begin with."""
NEAR: Final = 3
"""A plan so few steps above the bound is searched to be beaten at once, not step by step."""
ROUNDS: Final = 8
"""Steps without any plan after which all tiers are solved anew."""
SAME: Final = 1e-6
"""A relaxed decision so near to a whole one is it."""


@dataclass(frozen=True)
class Otherwise:
    """What a solve under conditions ended with.

    Attributes
    ----------
    plan : Plan
        Its bounds hold under the conditions, too; without the prices of its proof, which are not those of the
        scenario's model, and without decisions where none was found.
    bounds : tuple of int
        Of the first tiers, as told, also where no plan was found in time: what no plan under the conditions beats
        that keeps those before it.
    """

    plan: Plan
    bounds: tuple[int, ...]


def best_under(question: Question, conditions: Sequence[Condition], progress: ProgressSink | None = None) -> Otherwise:
    """The best plan under conditions; of several, one that changes the plan asked about little.

    Parameters
    ----------
    question : Question
    conditions : sequence of Condition
    progress : callable, optional
        Hears the steps of the solve.

    Raises
    ------
    InvalidPlanError
        When the verifier does not accept the engine's plan.
    """
    began = time.monotonic()
    effort, model = question.effort, under(question.model, conditions)
    seconds = NO_LIMIT if effort.seconds is None else effort.seconds
    limits = Limits(seconds, 1, question.seed, effort.stop, fallback=effort.seconds is not None)
    outcome, bounds = _by_prices(question, conditions, limits, progress)
    if outcome is None:
        limits = replace(limits, seconds=seconds - (time.monotonic() - began))
        outcome = solve_tiers(model, limits, progress, among_equals=question.apart)
        bounds = tuple(proof.bound for proof in outcome.proofs) or bounds
    plan = assemble(model, outcome, question.seed, {"solve": time.monotonic() - began})
    plan = replace(plan, duals=plan.duals.iloc[:0])
    verified(question.scenario, plan)
    return Otherwise(plan, bounds)


def _by_prices(
    question: Question, conditions: Sequence[Condition], limits: Limits, progress: ProgressSink | None
) -> tuple[Outcome | None, tuple[int, ...]]:
    """What the prices of the plan lead to; None where all tiers are to be solved anew."""
    known = question.decisions
    if known is None or not question.proofs or question.plan.status != "optimal":
        return None, ()
    run = Run(_fixed(under(question.model, conditions), conditions), limits, progress)
    run.tell(None, "relax")
    search = _Search(question, known, conditions, run)
    outcome = search.last_tier()
    if outcome is not None and outcome.status == "no_plan" and run.left > 0:
        outcome = None
    return outcome, search.bounds


def _fixed(model: Model, conditions: Sequence[Condition]) -> Model:
    """The model with the columns fixed of which none may be chosen."""
    upper = model.upper.copy()
    for one in conditions:
        if not one.upper and (one.values > 0).all() and not model.lower[one.columns].any():
            upper[one.columns] = 0
    return replace(model, upper=upper)


class _Search:
    """The tiers but the last one at their bounds, and the search of the last one."""

    def __init__(self, question: Question, known: Ints, conditions: Sequence[Condition], run: Run) -> None:
        self.question, self.known, self.conditions, self.run = question, known, conditions, run
        self.tiers = run.model.tiers
        self.whole = run.matrix, run.rows, run.box
        self.costs: list[int] = []

    @property
    def bounds(self) -> tuple[int, ...]:
        """The bounds of the tiers so far, as told."""
        return tuple(tier.sign * cost for tier, cost in zip(self.tiers, self.costs, strict=False))

    def last_tier(self) -> Outcome | None:
        """Search the last tier; None where no relaxed plan keeps the tiers before it at their bounds."""
        for relaxed in (False, True):
            self.run.matrix, (self.run.row_lower, self.run.row_upper), (self.run.lower, self.run.upper) = self.whole
            self.costs = []
            try:
                for number in range(len(self.tiers) - 1):
                    self._keep(number, relaxed=relaxed)
                if relaxed or self._as_good:
                    return self._settle()
            except RelaxationInfeasibleError:
                continue
        return None

    @property
    def _as_good(self) -> bool:
        """Whether no tier so far is known to cost more than the best plan; else a relaxation may say even more."""
        return all(
            cost <= one.cost.sign * one.proven.value
            for cost, one in zip(self.costs, self.question.proofs, strict=False)
        )

    def _keep(self, number: int, *, relaxed: bool) -> None:
        """From now on no plan costs more in a tier than its bound."""
        tier, run = self.tiers[number], self.run
        certificate = self._priced(number)
        if relaxed:
            solved = run.relax(tier.cost)
            if solved is not None:
                certificate = _better(certificate, run.certify(tier.cost, solved.prices))
        cost = self._at_least(number, certificate)
        self.costs.append(cost)
        run.fix(certificate, cost)
        run.keep_at_most(tier.cost, cost)

    def _at_least(self, number: int, certificate: Certificate) -> int:
        """What a tier costs at least: as much as the best plan where the tiers before cost what they do there."""
        before = [one.cost.sign * one.proven.value for one in self.question.proofs[: number + 1]]
        return max(certificate.bound, before[-1]) if self.costs == before[:-1] else certificate.bound

    def _priced(self, number: int) -> Certificate:
        """What the prices of the best plan say of a tier, with a price for each condition."""
        own, run, rows = self.question.proofs[number].certificate, self.run, self.question.model.matrix.shape[0]
        pins = [self._price(one, own) for one in self.conditions]
        prices = np.concatenate([own.prices[:rows], np.array(pins, dtype=np.int64), own.prices[rows:]])
        try:
            return certify_whole(run.matrix, run.rows, run.box, self.tiers[number].cost, prices)
        except OverflowError:  # somebody has made the prices of the plan as large as they can be
            return run.certify(self.tiers[number].cost, np.zeros(len(prices)))

    def _price(self, condition: Condition, own: Certificate) -> int:
        if condition.lower != 1 or (condition.values != 1).any():
            return 0
        return int(max(0, own.reduced[condition.columns].min(initial=SCALE * int(np.abs(own.reduced).max(initial=0)))))

    def _settle(self) -> Outcome:
        """The best plan in the last tier.

        Raises
        ------
        RelaxationInfeasibleError
            When there is none, not even a relaxed one.
        """
        run, tier = self.run, self.tiers[-1]
        certificate = self._priced(len(self.tiers) - 1)
        bound = self._at_least(len(self.tiers) - 1, certificate)
        self.costs.append(bound)
        run.tell(tier, "relax", None, bound)
        ladder = _Ladder(run, tier, certificate, bound)
        ladder.look_beside(self.known, np.concatenate([one.columns for one in self.conditions]))
        if ladder.value is None or ladder.value > bound:
            run.tell(tier, "relax", ladder.value, bound)
            relaxed, ladder.certificate = self._relaxed(tier, certificate)
            ladder.bound = max(bound, ladder.certificate.bound)
            if relaxed is not None:
                run.tell(tier, "search", ladder.value, ladder.bound)
                ladder.begin(self.known, relaxed)
                ladder.climb()
        self.costs[-1] = ladder.bound
        if ladder.values is None:
            return Outcome("no_plan", None, (), run.core)
        proven = int(tier.cost @ ladder.values) == ladder.bound
        run.tell(tier, "done", int(tier.cost @ ladder.values), ladder.bound)
        values = ladder.like(ladder.values, self.known, self.question.apart)
        proofs = tuple(
            TierProof(one.name, one.sense, one.sign * int(one.cost @ values), one.sign * cost, 0.0, _NOTHING)
            for one, cost in zip(self.tiers, self.costs, strict=True)
        )
        return Outcome("optimal" if proven else "feasible", values, proofs, run.core)

    def _relaxed(self, tier: TierCost, certificate: Certificate) -> tuple[Floats | None, Certificate]:
        """A relaxed plan and the best prices known; the columns that could be in a plan at all stay open.

        First only plans count that cost little more than the bound; where the relaxation says that there are none, all.
        """
        run, box = self.run, self.run.box
        most = self.costs[-1] + BUDGET * certificate.step
        run.lower, run.upper = run.could_enter(certificate, most)
        try:
            solved = run.relax(tier.cost)
        except RelaxationInfeasibleError:
            solved = None
        own = None if solved is None else run.certify(tier.cost, solved.prices)
        if run.left > 0 and (own is None or own.bound > most - NEAR * own.step):
            run.lower, run.upper = box
            solved = run.relax(tier.cost)
            own = None if solved is None else run.certify(tier.cost, solved.prices)
        if solved is None or own is None:
            run.lower, run.upper = box
            return None, certificate
        return solved.values, _better(certificate, own)


class _Ladder:
    """The best plan known in a tier, and a bound that goes up step by step until it is met."""

    def __init__(self, run: Run, tier: TierCost, certificate: Certificate, bound: int) -> None:
        self.run, self.tier, self.certificate, self.bound = run, tier, certificate, bound
        self.values: Ints | None = None

    @property
    def value(self) -> int | None:
        """What the plan costs."""
        return None if self.values is None else int(self.tier.cost @ self.values)

    def look_beside(self, known: Ints, asked: Ints) -> None:
        """Look for a plan that moves only people and posts which what is asked touches, before anything is relaxed.

        These are the people who could take the posts asked about or follow there, and the posts that they hold.
        """
        run, columns = self.run, self.run.model.columns
        incumbents = run.model.case.incumbents
        lower, upper = run.could_enter(self.certificate, self.bound + BESIDE * self.certificate.step)
        able, taken = (upper > lower)[columns.stints.span], known[columns.stints.span] > 0
        stints = asked[asked < columns.stints.size]
        listed = asked[(asked >= columns.listings.start) & (asked < columns.attendances.start)] - columns.listings.start
        people = np.concatenate([columns.cadre[stints], columns.listed_cadre[listed]])
        posts = np.concatenate([columns.post[stints], columns.listed_post[listed]])
        for _hop in range(2):
            posts = np.union1d(posts, columns.post[taken & np.isin(columns.cadre, people)])
            posts = np.union1d(posts, incumbents.post[np.isin(incumbents.cadre, people)])
            people = np.union1d(people, columns.cadre[(able | taken) & np.isin(columns.post, posts)])
        free = _follows(run.model)
        free[columns.stints.span] = np.isin(columns.cadre, people) & np.isin(columns.post, posts)
        free[columns.listings.span] = np.isin(columns.listed_cadre, people)
        inside = (run.lower <= known) & (known <= run.upper)
        lower, upper = (
            np.where(inside, np.minimum(lower, known), lower),
            np.where(inside, np.maximum(upper, known), upper),
        )
        fixed = ~free & inside
        box = np.where(fixed, known, lower), np.where(fixed, known, upper)
        self._keep_better(run.branch(box, self.tier.cost, None, nodes=NODES))

    def begin(self, known: Ints, relaxed: Floats) -> None:
        """Look for a plan between the relaxed one and the known one, and among the columns that pay for themselves."""
        run = self.run
        inside = (run.lower <= known) & (known <= run.upper)
        same = (np.abs(relaxed - known) < SAME) & inside & ~_follows(run.model)
        near = np.where(same, known, run.lower), np.where(same, known, run.upper)
        self._keep_better(run.branch(near, self.tier.cost, None, nodes=NODES))
        if self.value is not None and self.value <= self.bound:
            return
        # with the columns of the known plan, so that not too few are left for any plan
        lower, upper = run.could_enter(self.certificate, self.bound)
        core = np.where(inside, np.minimum(lower, known), lower), np.where(inside, np.maximum(upper, known), upper)
        most = None if self.value is None else self.value - self.certificate.step
        self._search(core, most, self.bound, NODES)

    def climb(self) -> None:
        """Search what costs no more than the bound, and raise it, until a plan is as good."""
        step, rounds = self.certificate.step, 0
        while self.run.left > 0 and (self.value is None or self.value > self.bound):
            rounds += self.value is None
            if rounds > ROUNDS:
                return
            value, most = self.value, self.bound
            if value is not None and value - self.bound <= NEAR * step:
                most = value - step
            self.run.tell(self.tier, "prove", value, self.bound)
            box = self.run.could_enter(self.certificate, most)
            if not (self._search(box, most, most) or self._search_whole(box, most)):
                return

    def like(self, found: Ints, known: Ints, apart: Ints) -> Ints:
        """A plan as good as the one found that is nearer to the known one, between the two."""
        run = self.run
        run.keep_at_most(self.tier.cost, int(self.tier.cost @ found))
        same = ((found == known) | (known < run.lower) | (known > run.upper)) & ~_follows(run.model)
        box = np.where(same, found, run.lower), np.where(same, found, run.upper)
        nearer = run.branch(box, apart, int(apart @ found) - 1, nodes=NODES)
        return found if nearer.values is None else nearer.values

    def _search(self, box: tuple[Ints, Ints], most: int | None, every: int, nodes: int | None = None) -> bool:
        """Branch and cut over a box that holds every plan costing no more than ``every``; whether it said anything."""
        return self._take(self.run.branch(box, self.tier.cost, most, nodes=nodes), every)

    def _search_whole(self, box: tuple[Ints, Ints], every: int) -> bool:
        """The same by CP-SAT, where the answer of branch and cut does not stand in whole numbers."""
        return self._take(self.run.search(box, self.tier.cost, None, presolve="none"), every)

    def _take(self, found: Finish, every: int) -> bool:
        """The plan, if it is better, and what is said of all that cost no more than ``every``; whether anything is."""
        self._keep_better(found)
        beyond = every + self.certificate.step
        told = beyond if found.status == "infeasible" else found.bound
        bound = self.bound if told is None else max(self.bound, min(told, beyond))
        news = found.values is not None or bound > self.bound
        self.bound = bound if self.value is None else min(bound, self.value)
        return news

    def _keep_better(self, found: Finish) -> None:
        if found.values is not None and (self.value is None or int(self.tier.cost @ found.values) < self.value):
            self.values = found.values


_NOTHING: Final = np.zeros(0, dtype=np.int64)


def _follows(model: Model) -> Bools:
    """Which columns are no decisions, but follow from them; shape (n,)."""
    columns = model.columns
    follows = np.ones(columns.count, dtype=bool)
    for block in (columns.stints, columns.listings, columns.attendances):
        follows[block.span] = False
    return follows


def _better(one: Certificate, other: Certificate) -> Certificate:
    return one if one.scaled >= other.scaled else other
