"""The scenario of a province as large as Lạng Sơn: the few published figures, and the sizes that it is made for."""

import pandas as pd
import pytest
from support.published import PLACES, Measures, assert_complete, assert_met, facts_of

from planner.check import read
from planner.rulebook.rulebook import resolve
from planner.scenario.scenario import Scenario
from planner.scenario.settings import DEFAULT_TIERS
from planner.synth import profile

PLACE = PLACES / "lang-son-province"
PUBLISHED = facts_of("lang-son-province")


@pytest.fixture(scope="module")
def province() -> Scenario:
    scenario, findings = read(PLACE)
    assert scenario is not None
    assert {finding.severity for finding in findings} <= {"note"}
    return scenario


def _communes(s: Scenario) -> pd.DataFrame:
    return s.units[s.units["kind"] == "commune"]


def _wards(s: Scenario) -> int:
    return int(_communes(s)["name"].str.startswith("Phường ").sum())


def _target(s: Scenario, name: str) -> float:
    return next(float(str(target.at_least).rstrip("%")) for target in s.settings.mix if target.name == name)


def _census(group: str) -> float:
    return profile("lang-son-province").ethnic_groups[group]


MEASURES: Measures = {
    "units": lambda s: len(_communes(s)),
    "communes": lambda s: len(_communes(s)) - _wards(s),
    "wards": _wards,
    "stay_months": lambda s: resolve(s)[0].number("min_stay", "rotation_months"),
    "nung_persons": lambda _: _census("Nùng"),
    "tay_persons": lambda _: _census("Tày"),
    "kinh_persons": lambda _: _census("Kinh"),
    "women_target": lambda s: _target(s, "women in key posts"),
}


@pytest.mark.parametrize("fact", PUBLISHED["facts"], ids=lambda fact: fact["measure"])
def test_a_published_figure_is_met(province: Scenario, fact: dict) -> None:
    assert_met(province, fact, MEASURES)


def test_facts_and_measures_are_complete() -> None:
    assert_complete(PUBLISHED, MEASURES)


def test_it_has_the_sizes_it_is_made_for(province: Scenario) -> None:
    kinds = province.units["kind"].value_counts()
    assert kinds.to_dict() == {"department": 75, "commune": 65, "province": 1}
    in_communes = province.posts[province.posts["unit"].isin(_communes(province)["unit"]) & province.posts["key"]]
    assert set(in_communes.groupby("unit").size()) == {10}
    assert len(province.cadres) == 5000
    away = province.cadres["rotation_since"] != ""
    assert province.cadres["title"].isin(["dept_head", "dept_deputy", "division_head"]).sum() + away.sum() == 300


def test_every_rule_of_the_pack_is_on_and_the_goals_are_the_usual_ones(province: Scenario) -> None:
    assert all(rule.on for rule in resolve(province)[0].rules.values())
    assert province.settings.goals.tiers == DEFAULT_TIERS


def test_every_rule_has_something_to_decide(province: Scenario) -> None:
    people, posts = province.cadres, province.posts
    assert (people["rotation_until"] != "").sum() == 20
    assert (people["discipline_until"] > province.settings.as_of).sum() == 20
    assert posts.loc[posts["title"] == "council_chair", "holder"].ne("").sum() > 50
    assert len(province.tables["relatives"]) == 80
    assert {"theory-1", "advanced-theory-3", "state-5", "degree-2"} <= set(province.tables["sessions"]["session"])
    assert province.settings.courses.budget is not None
    assert set(province.pins["action"]) == {"keep", "forbid", "delist"}
    assert (posts["title"] == "standing_committee").sum() == 65


def test_the_files_are_small() -> None:
    assert sum(file.stat().st_size for file in PLACE.glob("*.csv")) < 1_200_000
