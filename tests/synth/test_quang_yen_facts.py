"""Every published figure of the Quảng Yên scenario, recomputed from its tables."""

from collections.abc import Callable

import pytest
from support.published import Measures, assert_complete, assert_inconsistent_sums, assert_met, facts_of, place_of

from planner.rulebook.rulebook import Rulebook, resolve
from planner.scenario.scenario import Scenario
from planner.synth import profile

PUBLISHED = facts_of("quang-yen")


@pytest.fixture(scope="module")
def quang_yen() -> Scenario:
    return place_of("quang-yen")


def _book(s: Scenario) -> Rulebook:
    return resolve(s)[0]


def _turns(part: str) -> Callable[[Scenario], float]:
    def seats(s: Scenario) -> float:
        sessions = s.tables["sessions"]
        return sessions.loc[sessions["grants"].str.startswith(part), "seats"].sum()

    return seats


def _people(group: str) -> Callable[[Scenario], float]:
    return lambda _: profile("quang-yen").ethnic_groups[group]


MEASURES: Measures = {
    "successors_least": lambda s: _book(s).number("bench_size", "min"),
    "successors_most": lambda s: _book(s).number("bench_size", "max"),
    "age_bands": lambda s: len(_book(s).age_bands),
    "degree_turns": _turns("degree="),
    "theory_turns": _turns("theory="),
    "state_turns": _turns("state_mgmt="),
    "short_turns": _turns("skills="),
    "all_turns": _turns(""),
    "reappointed": lambda s: (s.cadres["reappointed"] == "yes").sum(),
    "committee_low_percent": lambda s: _book(s).number("committee", "low_percent"),
    "committee_high_percent": lambda s: _book(s).number("committee", "high_percent"),
    "women_of_each_committee": lambda s: next(
        int(target.at_least or 0)
        for target in s.settings.mix
        if target.scope == "each_committee" and target.values == ("female",)
    ),
    "kinh_persons": _people("Kinh"),
    "dao_persons": _people("Dao"),
    "tay_persons": _people("Tày"),
    "san_diu_persons": _people("Sán Dìu"),
}


@pytest.mark.parametrize("fact", PUBLISHED["facts"], ids=lambda fact: fact["measure"])
def test_a_published_figure_is_met(quang_yen: Scenario, fact: dict) -> None:
    assert_met(quang_yen, fact, MEASURES)


def test_facts_and_measures_are_complete() -> None:
    assert_complete(PUBLISHED, MEASURES)


def test_the_printed_total_of_training_does_not_add_up() -> None:
    assert_inconsistent_sums(PUBLISHED["inconsistent"], PUBLISHED["sources"])


def test_some_seats_of_every_session_are_free_and_most_are_taken(quang_yen: Scenario) -> None:
    sessions = quang_yen.tables["sessions"]
    free = sessions["seats"] - sessions["taken"]
    assert (free > 0).all()
    assert free.sum() < sessions["taken"].sum()


def test_every_commune_has_a_committee_list_of_its_own_people(quang_yen: Scenario) -> None:
    lists = quang_yen.posts[quang_yen.posts["title"] == "committee_member"]
    assert len(lists) == quang_yen.posts["unit"].nunique() == 19
    listed = quang_yen.bench.merge(lists, on="post").merge(quang_yen.cadres, on="cadre", suffixes=("", "_own"))
    assert (listed["unit"] == listed["unit_own"]).all()
    assert listed["post"].nunique() == 19


def test_targets_ask_to_keep_the_women_and_the_young_of_today(quang_yen: Scenario) -> None:
    listed = quang_yen.bench.merge(quang_yen.posts, on="post", suffixes=("", "_post"))
    listed = listed[listed["title"] != "committee_member"].merge(quang_yen.cadres, on="cadre")
    kept = {target.column: target.at_least for target in quang_yen.settings.mix if "kept" in target.name}
    women = (listed["sex"] == "female").sum()
    young = (listed["birth_date"] > "1980-07").sum()
    assert (kept["sex"], kept["age_band"]) == (women, young)
