"""Every published figure of the Thái Nguyên scenario, recomputed from its tables."""

from collections.abc import Callable

import pandas as pd
import pytest
from support.published import Measures, assert_complete, assert_inconsistent_sums, assert_met, facts_of, place_of

from planner.scenario.columns import DEGREES, THEORY
from planner.scenario.scenario import Scenario
from planner.synth import profile

PUBLISHED = facts_of("thai-nguyen")
CITY = "thai-nguyen-city"
WARD_TITLES = ("secretary", "pc_chair", "pc_vice")
SHORT = "skills=|state_mgmt="


@pytest.fixture(scope="module")
def thai_nguyen() -> Scenario:
    return place_of("thai-nguyen")


def _seats(*levels: str, short: bool) -> Callable[[Scenario], float]:
    def seats(s: Scenario) -> float:
        sessions = s.tables["sessions"]
        is_short = sessions["grants"].str.match(SHORT)
        return sessions.loc[sessions["level"].isin(levels) & (is_short == short), "seats"].sum()

    return seats


def _course(prefix: str) -> Callable[[Scenario], float]:
    return lambda s: s.tables["sessions"].set_index("session")["seats"].filter(like=prefix).sum()


def _city(s: Scenario, *titles: str) -> pd.DataFrame:
    return s.cadres[(s.cadres["cluster"] == CITY) & s.cadres["title"].isin(titles)]


def _from(levels: "pd.Series[str]", order: tuple[str, ...], least: str) -> "pd.Series[bool]":
    return levels.isin(order[order.index(least) :])


def _qualified(people: pd.DataFrame, degree: str, theory: str) -> float:
    return 100 * (_from(people["degree"], DEGREES, degree) & _from(people["theory"], THEORY, theory)).mean()


def _part_time(s: Scenario) -> pd.DataFrame:
    return s.cadres[s.cadres["title"] == "part_time"]


def _procuracy(s: Scenario, **values: str) -> float:
    people = s.cadres[s.cadres["unit"] == "vien-kiem-sat-nhan-dan-tinh"]
    for column, value in values.items():
        people = people[people[column] == value]
    return len(people)


def _target(s: Scenario, name: str) -> float:
    return next(float(str(target.at_least).rstrip("%")) for target in s.settings.mix if target.name == name)


def _people(group: str) -> Callable[[Scenario], float]:
    return lambda _: profile("thai-nguyen").ethnic_groups[group]


MEASURES: Measures = {
    "degree_seats": _seats("province", "district", "commune", short=False),
    "degree_seats_province": _seats("province", short=False),
    "degree_seats_district": _seats("district", short=False),
    "degree_seats_commune": _seats("commune", short=False),
    "short_seats": _seats("province", "district", "commune", short=True),
    "short_seats_province": _seats("province", short=True),
    "short_seats_district": _seats("district", short=True),
    "short_seats_commune": _seats("commune", short=True),
    "city_managers": lambda s: len(_city(s, "dept_head", "dept_deputy")),
    "city_advanced_seats": _course("city-advanced"),
    "city_intermediate_seats": _course("city-theory"),
    "city_heads_qualified_percent": lambda s: _qualified(
        _city(s, "dept_head", "dept_deputy"), "bachelor", "intermediate"
    ),
    "ward_leaders_intermediate_percent": lambda s: _qualified(_city(s, *WARD_TITLES), "intermediate", "intermediate"),
    "ward_leaders_degree_percent": lambda s: _qualified(_city(s, *WARD_TITLES), "bachelor", "none"),
    "phu_binh_theory_seats": _course("phu-binh-theory"),
    "phu_binh_short_seats": _course("phu-binh-short"),
    "part_time": lambda s: len(_part_time(s)),
    "part_time_degree": lambda s: _from(_part_time(s)["degree"], DEGREES, "college").sum(),
    "part_time_degree_percent": lambda s: 100 * _from(_part_time(s)["degree"], DEGREES, "college").mean(),
    "part_time_intermediate": lambda s: (_part_time(s)["degree"] == "intermediate").sum(),
    "part_time_theory": lambda s: (_part_time(s)["theory"] == "intermediate").sum(),
    "part_time_theory_percent": lambda s: 100 * (_part_time(s)["theory"] == "intermediate").mean(),
    "procuracy": _procuracy,
    "procuracy_llm": lambda s: _procuracy(s, degree="master", field="law"),
    "procuracy_llm_percent": lambda s: 100 * _procuracy(s, degree="master", field="law") / _procuracy(s),
    "procuracy_msc": lambda s: _procuracy(s, degree="master") - _procuracy(s, degree="master", field="law"),
    "procuracy_llb": lambda s: _procuracy(s, degree="bachelor", field="law"),
    "procuracy_llb_percent": lambda s: 100 * _procuracy(s, degree="bachelor", field="law") / _procuracy(s),
    "procuracy_other_degree": lambda s: (
        _procuracy(s, degree="bachelor") - _procuracy(s, degree="bachelor", field="law")
    ),
    "procuracy_college": lambda s: _procuracy(s, degree="college"),
    "procuracy_intermediate": lambda s: _procuracy(s, degree="intermediate"),
    "procuracy_advanced": lambda s: _procuracy(s, theory="advanced"),
    "procuracy_intermediate_theory": lambda s: _procuracy(s, theory="intermediate"),
    "procuracy_skills": lambda s: _procuracy(s, skills="updated"),
    "women_target": lambda s: _target(s, "women in key posts"),
    "young_target": lambda s: _target(s, "under 40 in key posts"),
    "kinh_persons": _people("Kinh"),
    "tay_persons": _people("Tày"),
    "nung_persons": _people("Nùng"),
    "san_diu_persons": _people("Sán Dìu"),
}


@pytest.mark.parametrize("fact", PUBLISHED["facts"], ids=lambda fact: fact["measure"])
def test_a_published_figure_is_met(thai_nguyen: Scenario, fact: dict) -> None:
    assert_met(thai_nguyen, fact, MEASURES)


def test_facts_and_measures_are_complete() -> None:
    assert_complete(PUBLISHED, MEASURES)


@pytest.mark.parametrize("one", PUBLISHED["inconsistent"], ids=lambda one: one["says"])
def test_percentages_told_to_be_wrong_are_wrong(one: dict) -> None:
    assert round(100 * one["persons"] / one["of"], 2) == one["percent"] != one["printed_percent"]
    assert one["source"] in PUBLISHED["sources"]


def test_the_printed_percentages_of_the_procuracy_do_not_add_up() -> None:
    assert_inconsistent_sums(PUBLISHED["inconsistent_sums"], PUBLISHED["sources"])


def test_units_people_and_sessions_tell_their_level(thai_nguyen: Scenario) -> None:
    levels = thai_nguyen.units.set_index("unit")["level"]
    assert set(levels) == {"commune", "district", "province"}
    assert (thai_nguyen.cadres["unit"].map(levels) == thai_nguyen.cadres["level"]).all()
    assert (levels[thai_nguyen.units.set_index("unit")["kind"] == "commune"] == "commune").all()
    assert set(thai_nguyen.tables["sessions"]["level"]) == {*levels, "procuracy"}


def test_communes_and_departments_of_the_city_belong_to_it(thai_nguyen: Scenario) -> None:
    of_city = thai_nguyen.units[thai_nguyen.units["parent"] == "uy-ban-nhan-dan-thanh-pho-thai-nguyen"]
    assert (of_city["kind"] == "commune").sum() == 8
    assert (of_city["cluster"] == CITY).all()


def test_only_few_seats_are_free_at_each_level(thai_nguyen: Scenario) -> None:
    sessions = thai_nguyen.tables["sessions"]
    free = (sessions["seats"] - sessions["taken"]).groupby(sessions["level"]).sum()
    assert (free < len(thai_nguyen.cadres) / 5).all()
    assert (sessions["seats"] > sessions["taken"]).all()
