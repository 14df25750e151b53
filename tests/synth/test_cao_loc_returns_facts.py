"""Every published figure of the return of Cao Lộc's rotated leaders that its tables state."""

import pandas as pd
import pytest
from support.published import PLACES, Measures, assert_met, facts_of

from planner.rulebook.rulebook import pack
from planner.scenario.read import read
from planner.scenario.scenario import Scenario

PUBLISHED = facts_of("cao-loc/returns")


@pytest.fixture(scope="module")
def returns() -> Scenario:
    scenario, findings = read(PLACES / "cao-loc" / "returns", pack("vn-2017").titles)
    assert scenario is not None
    assert [finding for finding in findings if finding.severity != "note"] == []
    return scenario


def _rotated(s: Scenario) -> pd.DataFrame:
    return s.cadres[s.cadres["rotation_since"] != ""]


MEASURES: Measures = {
    "communes": lambda s: (s.units["kind"] == "commune").sum(),
    "rotated_leaders": lambda s: len(_rotated(s)),
    "rotated_from_party": lambda s: (_rotated(s)["bloc"] == "party").sum(),
    "rotated_from_government": lambda s: (_rotated(s)["bloc"] == "government").sum(),
    "receiving_communes": lambda s: _rotated(s)["unit"].nunique(),
    "rotated_per_receiving_commune": lambda s: _rotated(s).groupby("unit").size().mean(),
    "titles_held": lambda s: _rotated(s)["title"].nunique(),
    "first_rotation": lambda s: _rotated(s)["rotation_since"].str[:4].astype(int).min(),
}


@pytest.mark.parametrize("fact", PUBLISHED["facts"], ids=lambda fact: fact["measure"])
def test_a_published_figure_is_met(returns: Scenario, fact: dict) -> None:
    assert_met(returns, fact, MEASURES)


def test_every_figure_has_a_known_source_and_a_measure() -> None:
    told = [*PUBLISHED["facts"], *PUBLISHED["plan"]]
    assert {fact["source"] for fact in told} <= set(PUBLISHED["sources"])
    assert {fact["measure"] for fact in PUBLISHED["facts"]} == set(MEASURES)


def test_the_weak_communes_receive(returns: Scenario) -> None:
    weights = returns.units.set_index("unit")["weight"]
    assert (_rotated(returns)["unit"].map(weights) > 1).all()


def test_one_leader_of_each_body_is_away_and_nobody_rotates_anew(returns: Scenario) -> None:
    assert _rotated(returns)["sending_unit"].is_unique
    assert not returns.cadres["rotates"].any()


def test_a_rotation_ends_by_decision_for_some_and_after_a_whole_stay(returns: Scenario) -> None:
    decided = _rotated(returns)[lambda rows: rows["rotation_until"] != ""]
    assert 0 < len(decided) < 26
    begun, ends = pd.to_datetime(decided["rotation_since"]), pd.to_datetime(decided["rotation_until"])
    assert ((begun + pd.DateOffset(months=36)) <= ends).all()
