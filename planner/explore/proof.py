"""What the prices of a plan prove by themselves: every bound computed anew, in whole numbers, without any solver.

A bound by prices holds whatever the prices are (see ``planner.engine.certificate``), so they need no trust: wrong ones
give a worse bound, never one that is too good. What lies between that bound and the one that the plan tells rests on
the search that went through all columns which the prices leave open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
import scipy.sparse as sp

from planner.check import model_of
from planner.domain.calendar import Ints
from planner.domain.case import case_of
from planner.domain.split import split
from planner.engine.certificate import Certificate, certify_whole
from planner.language import _
from planner.model.matrix import UNBOUNDED
from planner.model.model import Model, TierCost
from planner.plan.plan import ALONE, Plan, Tier
from planner.scenario.findings import Finding, InputError, shorten
from planner.scenario.scenario import Scenario

SIGN: Final = {"min": 1, "max": -1}


@dataclass(frozen=True)
class ProvenTier:
    """What is proven of one tier, as told (a maximised tier is not negated).

    Attributes
    ----------
    tier : str
    sense : str
        Whether lower (``min``) or higher (``max``) is better.
    value, told : int
        Value and bound that the plan tells.
    by_prices : int
        The bound that its prices give.
    open_columns : int
        Decisions that could be in a better plan as far as the prices know; what the search went through.
    """

    tier: str
    sense: Literal["min", "max"]
    value: int
    told: int
    by_prices: int
    open_columns: int

    @property
    def by_search(self) -> int:
        """How much of the bound rests on the search, in the tier's own unit."""
        return max(0, SIGN[self.sense] * (self.told - self.by_prices))


@dataclass(frozen=True)
class Certified:
    """A tier of the model, what is proven of it, and the prices that prove it."""

    cost: TierCost
    proven: ProvenTier
    certificate: Certificate


def prove(scenario: Scenario, plan: Plan) -> tuple[ProvenTier, ...]:
    """Compute the bound of every tier from the prices that lie with a plan.

    Parameters
    ----------
    scenario : Scenario
        What was planned; its model is built anew.
    plan : Plan
        Whose values have been verified.

    Returns
    -------
    tuple of ProvenTier

    Raises
    ------
    InputError
        When the tiers or rows of the prices are not those of the model, or prices are beyond all reason.
    """
    provinces = plan.provenance.get("provinces")
    strange = sorted(set(plan.duals["province"]) - set(provinces or [""]))
    if strange:
        raise _unfit(_("there are prices of what is none of the plan's provinces"), shorten(strange[0]))
    if not provinces:
        return tuple(one.proven for one in certificates(model_of(scenario), plan.tiers, plan.duals))
    parted = split(case_of(scenario))
    if parted is None or [block.province for block in parted.blocks] != list(provinces):
        raise _unfit(_("the provinces of the plan are not those of the scenario"))
    found, alone = [], []
    for block in parted.blocks:
        model, own = model_of(block.scenario), plan.duals[plan.duals["province"] == block.province]
        by_itself = own["tier"].isin([tier.name + ALONE for tier in model.tiers])
        told = _told(plan, provinces[block.province])
        proven = [one.proven for one in certificates(model, told, own[~by_itself])]
        if any(SIGN[one.sense] * (one.value - one.by_prices) < 0 for one in proven):
            raise _unfit(_("plan.json tells more of a province than its prices allow"), block.province)
        found.append(proven)
        alone.append(_alone(model, own[by_itself]))
    return _together(plan.tiers, found, np.sum(alone, axis=0).tolist())


def _alone(model: Model, own: pd.DataFrame) -> list[int]:
    """Bound of each tier whatever is reached in the others, as told."""
    replay = _Replay(model)
    return [tier.sign * replay.certificate(tier, _prices(own, tier.name + ALONE)).bound for tier in model.tiers]


def _told(plan: Plan, province: Any) -> tuple[Tier, ...]:
    """The tiers of one province by itself."""
    try:
        pairs = [(int(value), int(bound)) for value, bound in zip(province["values"], province["bounds"], strict=True)]
        return tuple(
            replace(tier, value=value, bound=bound) for tier, (value, bound) in zip(plan.tiers, pairs, strict=True)
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _unfit(_("plan.json does not tell what each province reaches")) from error


def _together(
    tiers: Sequence[Tier], provinces: Sequence[Sequence[ProvenTier]], alone: Sequence[int]
) -> tuple[ProvenTier, ...]:
    """What is proven of the nation: the sums, since targets that provinces share only add cost.

    The prices of a province speak of plans in which it reaches in the tiers before what it reached for itself. Where
    that does not add up to what the nation reaches in one of those, it is not said of the nation's best plan, and only
    what holds alone is sure.
    """
    told, reached = [], True
    for tier, proven, sure in zip(tiers, zip(*provinces, strict=True), alone, strict=True):
        by_prices = sum(province.by_prices for province in proven) if reached else sure
        still_open = sum(province.open_columns for province in proven)
        told.append(ProvenTier(tier.name, tier.sense, tier.value, tier.bound, by_prices, still_open))
        reached = reached and tier.value == sum(province.told for province in proven)
    return tuple(told)


def certificates(model: Model, tiers: Sequence[Tier], own: pd.DataFrame) -> tuple[Certified, ...]:
    """What the prices of a plan say about each tier of its model, each tier keeping what the earlier ones reached.

    Parameters
    ----------
    model : Model
    tiers : sequence of Tier
        What the plan tells.
    own : pandas.DataFrame
        Prices of this model, as in ``planner.plan.plan.DUALS``.

    Raises
    ------
    InputError
        When they are not those of the model.
    """
    if [tier.name for tier in model.tiers] != [tier.name for tier in tiers]:
        raise _unfit(_("the tiers of the plan are not those of the scenario"))
    strange = sorted(set(own["tier"]) - {tier.name for tier in tiers})
    if strange:
        raise _unfit(_("there are prices of what is none of the plan's tiers"), shorten(strange[0]))
    replay = _Replay(model)
    return tuple(
        replay.settle(tier, told, _prices(own, told.name)) for tier, told in zip(model.tiers, tiers, strict=True)
    )


def _unfit(what: str, value: str = "") -> InputError:
    remedy = _("Solve the scenario again, or take the file from a copy.")
    return InputError([Finding("error", "duals.csv", what, remedy, value)])


def _prices(duals: pd.DataFrame, tier: str) -> tuple[Ints, Ints]:
    """Rows and prices of a tier."""
    own = duals[duals["tier"] == tier]
    return own["row"].to_numpy(dtype=np.int64), own["price"].to_numpy(dtype=np.int64)


class _Replay:
    """Settles tier after tier as the engine does, with the prices it has left behind."""

    def __init__(self, model: Model) -> None:
        self.matrix = model.matrix
        self.rows = model.row_lower, model.row_upper
        self.box = model.lower, model.upper

    def settle(self, tier: TierCost, told: Tier, prices: tuple[Ints, Ints]) -> Certified:
        """Bound of a tier; from then on no plan may be worse in it."""
        certificate = self.certificate(tier, prices)
        value = tier.sign * told.value
        stays_low, stays_high = certificate.cannot_enter(*self.box, value - certificate.step)
        moves = self.box[1] > self.box[0]
        still_open = 0 if value <= certificate.bound else int((moves & ~stays_low & ~stays_high).sum())
        self._keep(tier, value, certificate)
        proven = ProvenTier(tier.name, tier.sense, told.value, told.bound, tier.sign * certificate.bound, still_open)
        return Certified(tier, proven, certificate)

    def certificate(self, tier: TierCost, prices: tuple[Ints, Ints]) -> Certificate:
        """What prices prove of a tier, given what is settled."""
        rows, whole = prices
        if len(rows) and int(rows.max()) >= self.matrix.shape[0]:
            count = self.matrix.shape[0]
            raise _unfit(
                _("there is a price for {name} of a row beyond the {count} of the model").format(
                    name=tier.name, count=count
                ),
                str(rows.max()),
            )
        dense = np.zeros(self.matrix.shape[0], dtype=np.int64)
        dense[rows] = whole
        try:
            return certify_whole(self.matrix, self.rows, self.box, tier.cost, dense)
        except OverflowError as error:
            raise _unfit(_("the prices for {name} are beyond all reason").format(name=tier.name)) from error

    def _keep(self, tier: TierCost, value: int, certificate: Certificate) -> None:
        lower, upper = self.box
        stays_low, stays_high = certificate.cannot_enter(lower, upper, value)
        self.box = np.where(stays_high, upper, lower), np.where(stays_low, lower, upper)
        self.matrix = sp.vstack([self.matrix, sp.csr_array(tier.cost[None, :])], format="csr")
        self.rows = np.append(self.rows[0], -UNBOUNDED), np.append(self.rows[1], value)
