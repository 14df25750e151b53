"""The plan to fall back on while the first relaxation runs."""

from threading import Event

import numpy as np
import pytest
from support.scenarios import scenario

from planner.check import model_of
from planner.domain.calendar import Ints
from planner.engine import first
from planner.engine.counts import counted
from planner.engine.first import first_plan
from planner.engine.guide import guide_weights, weighed_together
from planner.engine.outcome import Progress
from planner.engine.run import Limits, Run
from planner.model.model import Model

HOUR = 3600.0


@pytest.fixture(scope="module")
def model() -> Model:
    """Three empty posts; one placement is decided."""
    return model_of(
        scenario(
            posts="post\np\nq\nr",
            cadres="cadre\nan\nbinh\nchi",
            fit="cadre post score\nan p 9\nbinh q 9\nchi r 9",
            pins="action cadre post\nplace chi q",
        )
    )


@pytest.fixture
def cost(model: Model) -> Ints:
    return weighed_together(model.tiers, guide_weights(model.tiers, model.upper))


def placed(model: Model, decisions: Ints) -> list[tuple[str, str]]:
    people, posts, columns = model.case.people.ids, model.case.posts.ids, model.columns
    taken = np.flatnonzero(decisions[columns.stints.span])
    return sorted({(str(people[columns.cadre[at]]), str(posts[columns.post[at]])) for at in taken})


def test_it_keeps_every_rule_and_is_told_as_soon_as_it_is_there(model: Model, cost: Ints) -> None:
    steps: list[Progress] = []
    found = first_plan(Run(model, Limits(HOUR, 1, 0), steps.append), cost, Event())
    assert found.values is not None
    assert counted(model, found.values) is not None
    assert ("chi", "q") in placed(model, found.values)
    assert len(placed(model, found.values)) == 3
    assert [step.phase for step in steps] == ["first"]


def test_where_the_search_finds_none_there_is_none_and_none_is_told(
    model: Model, cost: Ints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first, "EFFORT", 0.0)
    monkeypatch.setattr(first, "PACE", np.inf)
    steps: list[Progress] = []
    assert first_plan(Run(model, Limits(HOUR, 1, 0), steps.append), cost, Event()).values is None
    assert not steps


def test_without_any_time_there_is_none(model: Model, cost: Ints) -> None:
    assert first_plan(Run(model, Limits(0.0, 1, 0), None), cost, Event()).status == "unknown"
