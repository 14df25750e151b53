"""Every published figure of the Văn Lãng scenario, recomputed from its tables."""

from collections.abc import Callable

import pandas as pd
import pytest
from support.published import Measures, assert_complete, assert_met, facts_of, place_of

from planner.rulebook.rulebook import resolve
from planner.scenario.columns import DEGREES, THEORY
from planner.scenario.grants import LEVELS
from planner.scenario.scenario import Scenario
from planner.synth import profile

PUBLISHED = facts_of("van-lang")
KEY = ("secretary", "deputy_secretary", "pc_chair", "pc_vice", "front_chair")


@pytest.fixture(scope="module")
def van_lang() -> Scenario:
    return place_of("van-lang")


def _staff(s: Scenario, unit: str = "") -> pd.DataFrame:
    communes = s.units.loc[s.units["kind"] == "commune", "unit"]
    return s.cadres[s.cadres["unit"].isin([unit] if unit else communes)]


def _meeting(s: Scenario, unit: str = "") -> "pd.Series[bool]":
    titles = resolve(s)[0].titles
    return _staff(s, unit).apply(
        lambda one: all(
            levels.index(one[part]) >= levels.index(getattr(titles[one["title"]], part))
            for part, levels in LEVELS.items()
        ),
        axis=1,
    )


def _qualified(s: Scenario) -> float:
    key = _staff(s)[_staff(s)["title"].isin(KEY)]
    return 100 * (_from(key["degree"], DEGREES) & _from(key["theory"], THEORY)).mean()


def _from(levels: "pd.Series[str]", order: tuple[str, ...]) -> "pd.Series[bool]":
    return levels.isin(order[order.index("intermediate") :])


def _sessions(s: Scenario) -> pd.DataFrame:
    return s.tables["sessions"]


def _target(s: Scenario, name: str) -> float:
    return next(float(str(target.at_least).rstrip("%")) for target in s.settings.mix if target.name == name)


def _people(group: str) -> Callable[[Scenario], float]:
    return lambda _: profile("van-lang").ethnic_groups[group]


MEASURES: Measures = {
    "commune_staff": lambda s: len(_staff(s)),
    "cadres": lambda s: _staff(s)["title"].isin([*KEY, "mass_leader"]).sum(),
    "civil_servants": lambda s: (_staff(s)["title"] == "civil_servant").sum(),
    "meeting_percent": lambda s: 100 * _meeting(s).mean(),
    "qualified_key_percent": _qualified,
    "tan_lang_staff": lambda s: len(_staff(s, "tan-lang")),
    "tan_lang_meeting": lambda s: _meeting(s, "tan-lang").sum(),
    "tan_lang_waiting": lambda s: (
        (_staff(s, "tan-lang")["state_mgmt"] == "none") & (_staff(s, "tan-lang")["theory"] == "none")
    ).sum(),
    "na_sam_staff": lambda s: len(_staff(s, "thi-tran-na-sam")),
    "na_sam_meeting": lambda s: _meeting(s, "thi-tran-na-sam").sum(),
    "tan_my_below": lambda s: (~_meeting(s, "tan-my")).sum(),
    "classes": lambda s: len(_sessions(s)),
    "class_months": lambda s: _sessions(s)["starts_on"].str[5:7].astype(int).max(),
    "seats": lambda s: _sessions(s)["seats"].sum(),
    "intermediate_degree_titles": lambda s: (s.tables["titles"]["degree"] == "intermediate").sum(),
    "women_target": lambda s: _target(s, "women in key posts"),
    "young_target": lambda s: _target(s, "under 35 in key posts"),
    "nung_persons": _people("Nùng"),
    "tay_persons": _people("Tày"),
    "kinh_persons": _people("Kinh"),
    "dao_persons": _people("Dao"),
}


@pytest.mark.parametrize("fact", PUBLISHED["facts"], ids=lambda fact: fact["measure"])
def test_a_published_figure_is_met(van_lang: Scenario, fact: dict) -> None:
    assert_met(van_lang, fact, MEASURES)


def test_facts_and_measures_are_complete() -> None:
    assert_complete(PUBLISHED, MEASURES)


def test_all_classes_begin_in_2018_and_some_of_their_seats_are_free(van_lang: Scenario) -> None:
    sessions = _sessions(van_lang)
    assert set(sessions["starts_on"].str[:4]) == {"2018"}
    assert (sessions["seats"] > sessions["taken"]).all()


def test_the_speed_of_the_standard_is_a_goal_before_the_mix(van_lang: Scenario) -> None:
    assert van_lang.settings.goals.tiers == ("fill", "bench", "standard", "mix", "fit")


def test_people_of_departments_and_leaders_of_communes_rotate(van_lang: Scenario) -> None:
    rotating = van_lang.cadres[van_lang.cadres["rotates"]]
    kinds = rotating["unit"].map(van_lang.units.set_index("unit")["kind"])
    home = kinds[(rotating["sending_unit"] == "").to_numpy()]
    assert home.value_counts().to_dict() == {"commune": 14, "department": 13}
