"""Tier by tier to a proven optimum: relaxation, core, finish.

One *guide* relaxation weighs all tiers together (its weights only steer, nothing is proven by them). Its reduced
costs choose the *core*, the columns worth searching, and a first plan is searched there. Then the tiers are settled
one after another, each keeping what the earlier ones reached. The bound of a tier always speaks of the whole model:

1. a value equal to the sum of the least costs of single columns is its own proof;
2. else the tier's own relaxation over all columns gives a bound L (exact, see ``certificate``);
3. else every column that could take part in a plan cheaper than the value v, by L and its reduced cost, is searched
   to the end: what is left out cannot help, so the optimum of that search is the optimum of the whole model. CP-SAT
   searches first, for a limited amount of work; what it leaves open, HiGHS ends by branch and cut.
"""

import time
from dataclasses import dataclass, field, replace
from threading import Event

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Ints
from planner.engine.branch import branch
from planner.engine.certificate import SCALE, Certificate, certify
from planner.engine.counts import counted, idle_plan
from planner.engine.finish import Finish, Search, finish
from planner.engine.outcome import Outcome, Progress, ProgressSink, TierProof
from planner.engine.relaxation import RelaxationInfeasibleError, relax
from planner.model.matrix import UNBOUNDED
from planner.model.model import Model, TierCost

GUIDE_SLACK = 0.004
"""Share of the last tier's value by which the first plan may miss the best of its core: the tiers mend it."""
CORE_SHARE = 0.05
"""Share of the columns that the first core keeps."""
CORE_LEAST = 1000
"""A core is never smaller than this many columns."""
SEARCH_EFFORT = 3.0
"""Work of the search in a tier before branch and cut takes over, about seconds."""
LARGEST_GUIDE = 1e17
"""Sum of the guide's costs over all columns, within what the search can add up."""


@dataclass(frozen=True)
class Limits:
    """Seconds for the whole solve, workers of the search, its seed, and an event that ends it early."""

    seconds: float
    workers: int
    seed: int
    stop: Event = field(default_factory=Event)


@dataclass
class _Run:
    """State of one solve: the rows grow by one for each tier that is settled."""

    model: Model
    limits: Limits
    sink: ProgressSink | None
    began: float = field(default_factory=time.monotonic)
    matrix: sp.csr_array = field(init=False)
    row_lower: Ints = field(init=False)
    row_upper: Ints = field(init=False)
    lower: Ints = field(init=False)
    upper: Ints = field(init=False)
    core: int = 0

    def __post_init__(self) -> None:
        self.matrix = self.model.matrix
        self.row_lower, self.row_upper = self.model.row_lower, self.model.row_upper
        self.lower, self.upper = self.model.lower, self.model.upper

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        return 0.0 if self.limits.stop.is_set() else self.limits.seconds - self.elapsed

    @property
    def rows(self) -> tuple[Ints, Ints]:
        return self.row_lower, self.row_upper

    @property
    def box(self) -> tuple[Ints, Ints]:
        return self.lower, self.upper

    def tell(self, tier: TierCost | None, phase: str, value: int | None = None, bound: int | None = None) -> None:
        """Report progress; a sink that fails never stops a run."""
        if self.sink is None:
            return
        sign = 1 if tier is None else tier.sign
        told = [None if number is None else sign * number for number in (value, bound)]
        try:
            self.sink(Progress("" if tier is None else tier.name, phase, told[0], told[1], self.elapsed))
        except Exception:
            self.sink = None

    def keep_at_most(self, cost: Ints, value: int, certificate: Certificate | None) -> None:
        """From now on no plan may cost more in this tier; columns that no such plan moves are fixed."""
        if certificate is not None:
            self.lower, self.upper = _could_enter(self, certificate, value + 1)
        self.matrix = sp.vstack([self.matrix, sp.csr_array(cost[None, :])], format="csr")
        self.row_lower = np.append(self.row_lower, -UNBOUNDED)
        self.row_upper = np.append(self.row_upper, value)

    def certificate(self, cost: Ints) -> tuple[Certificate, np.ndarray] | None:
        """Bound of the whole model from its relaxation, and the relaxed values; None when time is out."""
        if self.left <= 0:
            return None
        relaxed = relax(self.matrix, self.rows, self.box, cost, self.left)
        if relaxed is None:
            return None
        return certify(self.matrix, self.rows, self.box, cost, relaxed.prices), relaxed.values

    def bound(self, cost: Ints) -> Certificate | None:
        """Bound of the whole model where a plan is at hand; None when time is out.

        A relaxation that finds nothing then errs by its tolerances, and proves nothing.
        """
        try:
            relaxed = self.certificate(cost)
        except RelaxationInfeasibleError:
            return None
        return None if relaxed is None else relaxed[0]

    def search(
        self,
        box: tuple[Ints, Ints],
        cost: Ints,
        hint: Ints | None,
        *,
        presolve: bool = True,
        effort: float = float("inf"),
        close_enough: int = 0,
    ) -> Finish:
        """Search the decisions that the box leaves open; ``unknown`` when time is out."""
        if self.left <= 0:
            return Finish("unknown", None, None)
        search = Search(
            self.limits.workers, self.limits.seed, self.left, self.limits.stop, presolve, effort, close_enough
        )
        found = finish(self.matrix, self.rows, box, cost, hint, search)
        if found.values is None:
            return found
        return replace(found, values=counted(self.model, found.values))


def solve_tiers(model: Model, limits: Limits, sink: ProgressSink | None = None) -> Outcome:
    """Solve every tier in order.

    Parameters
    ----------
    model : Model
    limits : Limits
    sink : callable, optional
        Receives ``Progress``.

    Returns
    -------
    Outcome
        ``optimal`` only if every tier's value equals its bound for the whole model.
    """
    run = _Run(model, limits, sink)
    run.tell(None, "relax")
    try:
        first = _first_plan(run)
    except RelaxationInfeasibleError:
        return _infeasible(run)
    if first.values is None:
        return _infeasible(run) if first.status == "infeasible" else Outcome("no_plan", None, (), run.core)
    values = first.values
    proofs = []
    for tier in model.tiers:
        began = run.elapsed
        values, bound, certificate = _settle(run, tier, values)
        value = int(tier.cost @ values)
        run.tell(tier, "done", value, bound)
        run.keep_at_most(tier.cost, value, certificate)
        proofs.append(TierProof(tier.name, tier.sense, tier.sign * value, tier.sign * bound, run.elapsed - began))
    proven = all(proof.value == proof.bound for proof in proofs)
    return Outcome("optimal" if proven else "feasible", values, tuple(proofs), run.core)


def _first_plan(run: _Run) -> Finish:
    """A good plan from the guide's core; from the whole model where the core holds none; the idle one in a hurry."""
    cost = _guide_cost(run.model)
    guide = run.certificate(cost)
    box = run.box if guide is None else _core(run, *guide)
    run.tell(None, "search")
    near = 0 if guide is None else int(GUIDE_SLACK * abs(run.model.tiers[-1].cost @ guide[1]))
    found = run.search(box, cost, None, close_enough=near)
    if found.values is None:
        found = run.search(run.box, cost, None)
    if found.status == "unknown":
        return Finish("feasible", idle_plan(run.model), None)
    return found


def _least(run: _Run, tier: TierCost) -> int:
    """Sum of the least costs of single columns."""
    return int(np.minimum(tier.cost * run.lower, tier.cost * run.upper).sum())


def _guide_cost(model: Model) -> Ints:
    """All tiers in one cost, an earlier one always dearer than the largest single step of the next.

    Where the numbers grow too large for the search, all are made smaller and the last tiers lose their say.
    """
    total = np.zeros(len(model.lower))
    weight = 1
    for tier in reversed(model.tiers):
        steps = np.abs(tier.cost[tier.cost != 0])
        if not steps.size:
            continue
        # a unit of this tier outweighs three of the largest steps below it
        unit = max(1, -(-weight // int(steps.min())))
        total += float(unit) * tier.cost
        weight = 3 * unit * int(steps.max())
    reach = float(np.abs(total) @ np.maximum(model.upper, 1))
    return np.rint(total if reach <= LARGEST_GUIDE else total * (LARGEST_GUIDE / reach)).astype(np.int64)


def _core(run: _Run, certificate: Certificate, relaxed: np.ndarray) -> tuple[Ints, Ints]:
    """Bounds of the columns with all but the most promising decisions fixed at their lower bound."""
    columns = run.model.columns
    decisions = columns.stints.size + columns.listings.size
    reduced = certificate.reduced[:decisions]
    wanted = max(CORE_LEAST, int(CORE_SHARE * decisions))
    upper = run.model.upper.copy()
    if wanted < decisions:
        limit = np.partition(reduced, wanted)[wanted]
        left_out = np.flatnonzero((reduced > max(limit, 0)) & (relaxed[:decisions] < 1e-6))
        upper[left_out] = run.model.lower[left_out]
    run.core = int((upper > run.model.lower).sum())
    return run.model.lower, upper


def _settle(run: _Run, tier: TierCost, values: Ints) -> tuple[Ints, int, Certificate | None]:
    """Best plan in this tier, starting from ``values``; the tier's bound for the whole model, and what certifies it."""
    value = int(tier.cost @ values)
    least = _least(run, tier)
    run.tell(tier, "relax", value, least)
    if value <= least:
        return values, value, Certificate(least * SCALE, tier.cost * SCALE)
    certificate = run.bound(tier.cost)
    if certificate is None:
        return values, least, None
    bound = max(certificate.bound, least)
    if value <= bound:
        return values, value, certificate
    run.tell(tier, "search", value, bound)
    values, bound = _search(run, tier, certificate, values, bound)
    value = int(tier.cost @ values)
    if value > bound and run.left > 0:
        run.tell(tier, "prove", value, bound)
        values, bound = _branch(run, tier, certificate, values, bound)
    return values, bound, certificate


def _search(run: _Run, tier: TierCost, certificate: Certificate, values: Ints, bound: int) -> tuple[Ints, int]:
    """Search the columns that could be in a cheaper plan, but not for long; the best plan known, and the bound."""
    value = int(tier.cost @ values)
    box = _could_enter(run, certificate, value)
    found = run.search(box, tier.cost, values, effort=SEARCH_EFFORT)
    if found.status == "infeasible":
        # the plan at hand may lie outside the box, so this can be right; a presolve that errs must not prove a bound
        found = run.search(box, tier.cost, values, presolve=False)
    if found.values is not None and int(tier.cost @ found.values) < value:
        values, value = found.values, int(tier.cost @ found.values)
    if found.status in ("optimal", "infeasible"):
        # the box holds every plan cheaper than the one at hand, and the search went through all of it
        return values, value
    return values, bound if found.bound is None else max(bound, min(found.bound, value))


def _branch(run: _Run, tier: TierCost, certificate: Certificate, values: Ints, bound: int) -> tuple[Ints, int]:
    """Branch and cut over the columns that could be in a plan no dearer than the one at hand."""
    value = int(tier.cost @ values)
    box = _could_enter(run, certificate, value + 1)
    search = Search(run.limits.workers, run.limits.seed, run.left, run.limits.stop)
    found = branch(run.matrix, run.rows, box, tier.cost, values, search)
    better = None if found.values is None else counted(run.model, found.values)
    if better is not None and int(tier.cost @ better) < value:
        values, value = better, int(tier.cost @ better)
    return values, bound if found.bound is None else max(bound, min(found.bound, value))


def _could_enter(run: _Run, certificate: Certificate, value: int) -> tuple[Ints, Ints]:
    """Bounds of the columns, those fixed that no plan cheaper than ``value`` moves."""
    stays_low, stays_high = certificate.cannot_enter(run.lower, run.upper, value)
    return np.where(stays_high, run.upper, run.lower), np.where(stays_low, run.lower, run.upper)


def _infeasible(run: _Run) -> Outcome:
    """Ask a second time, without presolve and over the whole model, before saying that no plan exists."""
    nothing = np.zeros(len(run.model.lower), dtype=np.int64)
    second = run.search(run.box, nothing, None, presolve=False)
    return Outcome("infeasible" if second.status == "infeasible" else "no_plan", None, (), run.core)
