"""Published figures of a worked place, as its facts.yaml has them, and whether its tables meet them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from planner.rulebook.rulebook import pack
from planner.scenario.read import read
from planner.scenario.scenario import Scenario

PLACES = Path(__file__).parents[2] / "scenarios"
FORMS = ("value", "above", "below")

Measures = Mapping[str, Callable[[Scenario], float]]


def facts_of(place: str) -> dict[str, Any]:
    """The content of the place's facts.yaml."""
    content: dict[str, Any] = YAML(typ="safe").load(PLACES / place / "facts.yaml")
    return content


def place_of(place: str) -> Scenario:
    """The place, read without any finding that somebody would have to do something about."""
    scenario, findings = read(PLACES / place, pack("vn-2022").titles)
    assert scenario is not None
    assert [finding for finding in findings if finding.severity != "note"] == []
    return scenario


def assert_met(scenario: Scenario, fact: Mapping[str, Any], measures: Measures) -> None:
    """The figure computed from the tables is the published one, to the nearest person of the `of` people counted."""
    measured = measures[fact["measure"]](scenario)
    if "above" in fact:
        assert measured > fact["above"]
    elif "below" in fact:
        assert measured < fact["below"]
    else:
        # Half a person exactly still rounds to the figure.
        half_a_person = 50 / fact["of"] if "of" in fact else 0
        assert abs(measured - fact["value"]) <= half_a_person + 1e-9


def assert_complete(facts: Mapping[str, Any], measures: Measures) -> None:
    """Every fact has one form, a known source and a measure, and there is no measure without a fact."""
    assert {fact["source"] for fact in facts["facts"]} <= set(facts["sources"])
    assert {fact["measure"] for fact in facts["facts"]} == set(measures)
    assert all(sum(form in fact for form in FORMS) == 1 for fact in facts["facts"])


def assert_inconsistent_sums(sums: list[dict[str, Any]], sources: Mapping[str, str]) -> None:
    """The sums told to be wrong are wrong, and the right ones are right."""
    for one in sums:
        assert round(sum(one["parts"]), 2) == one["sum"] != one["printed"]
        assert one["source"] in sources
