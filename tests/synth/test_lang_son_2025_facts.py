"""Every published figure of the scenario of Lạng Sơn in two levels, recomputed from its tables."""

import pandas as pd
import pytest
from support.published import PLACES, Measures, assert_complete, assert_met, facts_of

from planner.rulebook.rulebook import pack, resolve
from planner.scenario.read import read
from planner.scenario.scenario import Scenario
from planner.synth import profile

PUBLISHED = facts_of("lang-son-2025")


@pytest.fixture(scope="module")
def province() -> Scenario:
    scenario, findings = read(PLACES / "lang-son-2025", pack("vn-2025").titles)
    assert scenario is not None
    assert [finding for finding in findings if finding.severity != "note"] == []
    return scenario


def _communes(s: Scenario) -> pd.DataFrame:
    return s.units[s.units["kind"] == "commune"]


def _posts(s: Scenario) -> pd.DataFrame:
    return s.posts[s.posts["unit"].isin(_communes(s)["unit"])]


def _key_people(s: Scenario) -> pd.Series:
    posts = _posts(s)
    return posts[posts["title"] != "council_chair"].groupby("unit")["seats"].sum()


def _vice_chairs(s: Scenario) -> pd.Series:
    return s.posts.loc[s.posts["title"] == "pc_vice", "seats"]


def _wards(s: Scenario) -> int:
    return int(_communes(s)["name"].str.startswith("Phường ").sum())


def _dual_percent(s: Scenario) -> float:
    holders = _posts(s).pivot_table(index="unit", columns="title", values="holder", aggfunc="first")
    held = holders[holders["secretary"] != ""]
    return float(100 * (held["secretary"] == held["council_chair"]).mean())


def _target(s: Scenario, name: str) -> float:
    found = [target for target in s.settings.mix if target.scope == "key_posts" and target.name == name]
    assert len(found) == 1
    return float(str(found[0].at_least).rstrip("%"))


def _census(group: str) -> float:
    return profile("lang-son-2025").ethnic_groups[group]


MEASURES: Measures = {
    "units": lambda s: len(_communes(s)),
    "communes": lambda s: len(_communes(s)) - _wards(s),
    "wards": _wards,
    "key_people_least": lambda s: _key_people(s).min(),
    "key_people_most": lambda s: _key_people(s).max(),
    "key_posts": lambda s: len(_posts(s)),
    "vice_chairs_least": lambda s: _vice_chairs(s).min(),
    "vice_chairs_mean": lambda s: _vice_chairs(s).mean(),
    "dual_secretaries_percent": _dual_percent,
    "stay_months": lambda s: resolve(s)[0].number("min_stay", "rotation_months"),
    "nung_persons": lambda _: _census("Nùng"),
    "tay_persons": lambda _: _census("Tày"),
    "kinh_persons": lambda _: _census("Kinh"),
    "dao_persons": lambda _: _census("Dao"),
    "women_target": lambda s: _target(s, "women in key posts"),
    "young_target": lambda s: _target(s, "under 35 in key posts"),
}


@pytest.mark.parametrize("fact", PUBLISHED["facts"], ids=lambda fact: fact["measure"])
def test_a_published_figure_is_met(province: Scenario, fact: dict) -> None:
    assert_met(province, fact, MEASURES)


def test_facts_and_measures_are_complete() -> None:
    assert_complete(PUBLISHED, MEASURES)


def test_every_commune_has_its_eight_posts(province: Scenario) -> None:
    titles = set(profile("lang-son-2025").titles)
    assert len(titles) == 8
    assert _posts(province).groupby("unit")["title"].agg(set).eq(titles).all()


def test_the_units_stand_in_the_eleven_former_districts(province: Scenario) -> None:
    clusters = _communes(province).groupby("cluster").size()
    assert len(clusters) == 11
    assert clusters["Thành phố Lạng Sơn"] == 4


def test_everybody_has_been_in_his_post_since_the_reform(province: Scenario) -> None:
    holders = set(filter(None, ";".join(_posts(province)["holder"]).split(";")))
    since = province.cadres.loc[province.cadres["cadre"].isin(holders), "title_since"]
    assert set(since) == {"2025-07-01"}


def test_nobody_has_a_standard_or_title_that_the_pack_does_not_know(province: Scenario) -> None:
    _, findings = resolve(province)
    assert findings == ()
