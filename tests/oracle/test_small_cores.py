"""The engine with cores of a few columns: it sifts tier by tier, and proves what it proves in one search."""

import pytest
from hypothesis import given, settings
from test_oracle import EXAMPLES, THOROUGH, planned
from tiny_scenarios import tiny_scenarios

from planner.engine import core
from planner.scenario.scenario import Scenario


@settings(THOROUGH, max_examples=max(10, EXAMPLES // 4))
@given(tiny_scenarios(cadres=4, posts=3))
def test_cores_that_start_with_one_column_prove_the_same(scenario: Scenario) -> None:
    whole = planned(scenario)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core, "LEAST", 1)
        patch.setattr(core, "SHARE", 0.0)
        small = planned(scenario)
    if whole is None or small is None:
        assert whole is small
        return
    assert small.status == whole.status
    assert [(tier.value, tier.bound) for tier in small.tiers] == [(tier.value, tier.bound) for tier in whole.tiers]
