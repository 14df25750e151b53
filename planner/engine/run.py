"""State of one solve: the model's rows and bounds, narrowed as tiers are settled, and the solvers asked about them."""

import time
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Final

import numpy as np
import scipy.sparse as sp

from planner.domain.calendar import Ints
from planner.engine.ascend import ascended
from planner.engine.branch import BranchSolver, branch
from planner.engine.certificate import Certificate, certify
from planner.engine.counts import counted
from planner.engine.finish import READ, Finish, Presolve, Search, finish
from planner.engine.mathopt import Floats
from planner.engine.mend import mended
from planner.engine.outcome import Outcome, Progress, ProgressSink
from planner.engine.relaxation import Relaxation, relax
from planner.engine.sift import FROM as SIFT_FROM
from planner.engine.sift import sift
from planner.model.matrix import UNBOUNDED
from planner.model.model import Model, TierCost

SHARE: Final = 0.65
"""Share of the time left that a relaxation may take where the last round of it is of use as well."""
TOLD: Final = 0.6
"""Share of its time that branch and cut knows of where it has only some: a plan found too late would be lost."""


@dataclass(frozen=True)
class Limits:
    """Seconds for the whole solve, workers of the search, its seed, and an event that ends it early.

    ``fallback`` is whether a plan is looked for beside the first relaxation, to have one whenever the solve ends, and
    ``alone`` whether to tell of each tier what no plan can beat whatever it reaches in the others.
    """

    seconds: float
    workers: int
    seed: int
    stop: Event = field(default_factory=Event)
    fallback: bool = True
    alone: bool = False


@dataclass(frozen=True)
class Frame:
    """Rows and bounds of the columns at some moment of a solve."""

    matrix: sp.csr_array
    rows: tuple[Ints, Ints]
    box: tuple[Ints, Ints]


@dataclass
class Run:
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
        """Seconds since the solve began."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds left; none once somebody asked to stop."""
        return 0.0 if self.limits.stop.is_set() else self.limits.seconds - self.elapsed

    @property
    def rows(self) -> tuple[Ints, Ints]:
        """Lower and upper bounds of the rows."""
        return self.row_lower, self.row_upper

    @property
    def box(self) -> tuple[Ints, Ints]:
        """Lower and upper bounds of the columns."""
        return self.lower, self.upper

    @property
    def frame(self) -> Frame:
        """What every relaxation keeps by now."""
        return Frame(self.matrix, self.rows, self.box)

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

    def fix(self, certificate: Certificate, most: int) -> None:
        """Columns that no plan costing at most ``most`` moves are fixed from now on."""
        self.lower, self.upper = self.could_enter(certificate, most)

    def keep_at_most(self, cost: Ints, value: int) -> None:
        """From now on no plan may cost more in this tier."""
        self.matrix = sp.vstack([self.matrix, sp.csr_array(cost[None, :])], format="csr")
        self.row_lower = np.append(self.row_lower, -UNBOUNDED)
        self.row_upper = np.append(self.row_upper, value)

    def relax(
        self, cost: Ints, *, partly: bool = False, since: tuple[Frame, Relaxation] | None = None
    ) -> Relaxation | None:
        """Relaxation of the whole model; None when time is out.

        With ``partly`` it may take a share of the time that is left, and then be one over some of the columns.
        ``since`` is one of another cost to go on from, with what it keeps: this one keeps the same.
        """
        if self.left <= 0:
            return None
        frame, earlier = since or (self.frame, None)
        kept = frame.matrix, frame.rows, frame.box
        if self.model.columns.count < SIFT_FROM:
            return relax(*kept, cost, self.left, self.limits.stop, start=earlier, priced_anew=True)
        seconds = self.left * SHARE if partly else self.left
        found = sift(self.model, *kept, cost, seconds, self.limits.stop, earlier=earlier)
        return found if partly or found is None or not found.partly else None

    def raised(self, cost: Ints, prices: Floats, aim: float, share: float) -> Floats:
        """Prices that are better for all columns, in that share of the time left; ``aim`` is what a solution costs."""
        seconds = self.left * share
        if seconds <= 0:
            return prices
        return ascended(self.matrix, self.rows, self.box, cost, prices, aim, seconds, self.limits.stop)

    def certify(self, cost: Ints, prices: Floats, *, partly: bool = False) -> Certificate:
        """Bound of the whole model by prices of its rows and of the tiers settled so far.

        ``partly`` says that these prices are those of some of the columns only; they are mended for the others.
        """
        if partly:
            prices = mended(self.matrix, self.rows, self.box, cost, prices)
        return certify(self.matrix, self.rows, self.box, cost, prices)

    def could_enter(self, certificate: Certificate, most: int) -> tuple[Ints, Ints]:
        """Bounds of the columns, those fixed that no plan costing at most ``most`` moves."""
        stays_low, stays_high = certificate.cannot_enter(self.lower, self.upper, most)
        return np.where(stays_high, self.upper, self.lower), np.where(stays_low, self.lower, self.upper)

    def search(
        self,
        box: tuple[Ints, Ints],
        cost: Ints,
        hint: Ints | None,
        *,
        presolve: Presolve = "full",
        effort: float = float("inf"),
        stop: Event | None = None,
    ) -> Finish:
        """Search the decisions that the box leaves open; ``unknown`` when time is out, or were before it begins."""
        if not self._can_read(box):
            return Finish("unknown", None, None)
        search = replace(self._asked(), presolve=presolve, effort=effort, stop=stop or self.limits.stop)
        return self._recounted(finish(self.matrix, self.rows, box, cost, hint, search))

    def branch(
        self,
        box: tuple[Ints, Ints],
        cost: Ints,
        most: int | None,
        *,
        nodes: int | None = None,
        share: float = 1.0,
        solver: BranchSolver = "highs",
    ) -> Finish:
        """The same by branch and cut, for what costs no more than ``most``; it may take a share of the time left."""
        if not self._can_read(box):
            return Finish("unknown", None, None)
        search = replace(self._asked(), nodes=nodes, seconds=share * self.left, told=TOLD if share < 1 else 1.0)
        return self._recounted(branch(self.matrix, self.rows, box, cost, most, search, solver))

    def infeasible(self) -> Outcome:
        """Ask a second time, without presolve and over the whole model, before saying that no plan exists."""
        nothing = np.zeros(len(self.model.lower), dtype=np.int64)
        second = self.search(self.box, nothing, None, presolve="none")
        return Outcome("infeasible" if second.status == "infeasible" else "no_plan", None, (), self.core)

    def _can_read(self, box: tuple[Ints, Ints]) -> bool:
        """Whether time is left once a solver has read what the box leaves open."""
        return self.left > int((box[1] > box[0]).sum()) / READ

    def _asked(self) -> Search:
        return Search(self.limits.workers, self.limits.seed, self.left, self.limits.stop)

    def _recounted(self, found: Finish) -> Finish:
        return found if found.values is None else replace(found, values=counted(self.model, found.values))
