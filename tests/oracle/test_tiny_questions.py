"""The best plan under a condition, found from a known plan and its prices, against a solve that knows neither."""

import numpy as np
from hypothesis import event, given, reject, settings
from hypothesis.strategies import DataObject, booleans, data, integers, sets
from test_oracle import EXAMPLES, THOROUGH
from test_tiny_prices import asked

from planner.engine.run import Limits
from planner.engine.tiers import solve_tiers
from planner.explore.otherwise import best_under
from planner.explore.question import at_least_one, none_of, under


@settings(THOROUGH, max_examples=max(15, EXAMPLES // 4))
@given(data())
def test_a_plan_under_a_condition_is_as_good_as_one_that_is_planned_from_nothing(source: DataObject) -> None:
    question = asked(source)
    columns = question.model.columns
    decisions = columns.stints.size + columns.listings.size
    if not decisions:
        reject()
    chosen = np.array(sorted(source.draw(sets(integers(0, decisions - 1), min_size=1, max_size=4))))
    condition = at_least_one(chosen) if source.draw(booleans()) else none_of(chosen)
    found = best_under(question, [condition])
    anew = solve_tiers(under(question.model, [condition]), Limits(60, 1, 1))
    event(found.plan.status)
    assert [(tier.name, tier.value, tier.bound) for tier in found.plan.tiers] == [
        (proof.name, proof.value, proof.bound) for proof in anew.proofs
    ]
    assert (found.plan.status == "infeasible") == (anew.status == "infeasible")
    assert all(tier.proven for tier in found.plan.tiers)
    if not found.plan.tiers:
        return
    assert found.bounds == tuple(tier.bound for tier in found.plan.tiers)
