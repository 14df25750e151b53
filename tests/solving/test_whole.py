"""One model from scenario to plan: how its time is shared."""

from typing import Any

import pytest
from support.scenarios import scenario

from planner.engine.outcome import Outcome
from planner.engine.run import Limits
from planner.engine.tiers import solve_tiers
from planner.model.model import Model
from planner.solving.whole import ENDING, Options, solve_whole


def test_the_search_leaves_time_for_the_end_of_the_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    def noted(model: Model, limits: Limits, *others: Any) -> Outcome:
        given.append(limits.seconds)
        return solve_tiers(model, limits, *others)

    monkeypatch.setattr("planner.solving.whole.solve_tiers", noted)
    plan = solve_whole(scenario(posts="post\na", cadres="cadre\nann"), Options(time_limit=60)).plan
    building = plan.provenance["seconds"]["build"]
    assert building > 0
    assert given[0] == pytest.approx(60 - (1 + ENDING) * building, abs=0.002)
