"""Every published figure of the scenario of Lạng Sơn city, recomputed from its tables."""

import pandas as pd
import pytest
from support.published import PLACES, Measures, assert_met, facts_of

from planner.rulebook.rulebook import pack
from planner.scenario.read import read
from planner.scenario.scenario import Scenario
from planner.synth import profile

PUBLISHED = facts_of("lang-son-city")


@pytest.fixture(scope="module")
def city() -> Scenario:
    scenario, findings = read(PLACES / "lang-son-city", pack("vn-2017").titles)
    assert scenario is not None
    assert [finding for finding in findings if finding.severity != "note"] == []
    return scenario


def _wards(s: Scenario) -> pd.Series:
    return s.units.loc[s.units["kind"] == "commune", "name"].str.startswith("Phường ")


def _classes(s: Scenario, level: str) -> int:
    return int((s.tables["sessions"]["grants"] == f"theory={level}").sum())


def _cared_for(s: Scenario) -> int:
    """Classes that give priority to the young, to women and to minorities."""
    groups = s.tables["sessions"]["priority"].map(lambda text: {part.split("=")[0] for part in text.split(";")})
    return int(sum(named == {"sex", "age_band", "ethnicity"} for named in groups))


def _target(s: Scenario, name: str) -> float:
    found = [target for target in s.settings.mix if target.scope == "key_posts" and target.name == name]
    assert len(found) == 1
    return float(str(found[0].at_least).rstrip("%"))


def _census(group: str) -> float:
    return profile("lang-son-city").ethnic_groups[group]


MEASURES: Measures = {
    "wards": lambda s: _wards(s).sum(),
    "communes": lambda s: (~_wards(s)).sum(),
    "rotating_leaders": lambda s: s.cadres["rotates"].sum(),
    "primary_classes": lambda s: _classes(s, "primary"),
    "intermediate_classes": lambda s: _classes(s, "intermediate"),
    "classes_with_priority": _cared_for,
    "nung_persons": lambda _: _census("Nùng"),
    "tay_persons": lambda _: _census("Tày"),
    "kinh_persons": lambda _: _census("Kinh"),
    "dao_persons": lambda _: _census("Dao"),
    "women_target": lambda s: _target(s, "women in key posts"),
    "young_target": lambda s: _target(s, "under 35 in key posts"),
}


@pytest.mark.parametrize("fact", PUBLISHED["facts"], ids=lambda fact: fact["measure"])
def test_a_published_figure_is_met(city: Scenario, fact: dict) -> None:
    assert_met(city, fact, MEASURES)


def test_every_figure_has_a_known_source_and_a_measure() -> None:
    told = [*PUBLISHED["facts"], *PUBLISHED["plan"]]
    assert {fact["source"] for fact in told} <= set(PUBLISHED["sources"])
    assert {fact["measure"] for fact in PUBLISHED["facts"]} == set(MEASURES)


def test_the_rotating_leaders_are_heads_and_deputies_of_departments(city: Scenario) -> None:
    pool = city.cadres[city.cadres["rotates"]]
    assert set(pool["title"]) == {"dept_head", "dept_deputy"}
    assert (pool["unit"].map(city.units.set_index("unit")["kind"]) == "department").all()


def test_the_five_titles_have_forty_posts_and_each_unit_a_council_chair(city: Scenario) -> None:
    key = city.posts[city.posts["key"]]
    assert len(key) == 8 * 5
    chairs = city.posts[city.posts["title"] == "council_chair"]
    assert (len(chairs), chairs["backfill"].all()) == (8, True)
