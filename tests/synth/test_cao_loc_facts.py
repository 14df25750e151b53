"""Every published figure of the Cao Lộc scenario, recomputed from its tables."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from ruamel.yaml import YAML

from planner.rulebook.rulebook import pack, resolve
from planner.scenario.columns import DEGREES
from planner.scenario.read import read
from planner.scenario.scenario import Scenario
from planner.synth import profile

FOLDER = Path(__file__).parents[2] / "scenarios" / "cao-loc"
PUBLISHED = YAML(typ="safe").load(FOLDER / "facts.yaml")


@pytest.fixture(scope="module")
def cao_loc() -> Scenario:
    scenario, findings = read(FOLDER, pack("vn-2022").titles)
    assert scenario is not None
    assert [finding for finding in findings if finding.severity != "note"] == []
    return scenario


def _kind(s: Scenario) -> pd.Series:
    return s.cadres["unit"].map(s.units.set_index("unit")["kind"])


def _staff(s: Scenario) -> pd.DataFrame:
    return s.cadres[_kind(s) == "commune"]


def _rotated(s: Scenario) -> pd.DataFrame:
    """Who has been on rotation or is; those who came back are in the pool."""
    return s.cadres[s.cadres["rotated_to"] != ""]


def _target(s: Scenario, name: str) -> float:
    found = [target for target in s.settings.mix if target.scope == "key_posts" and target.name == name]
    assert len(found) == 1
    return float(str(found[0].at_least).rstrip("%"))


def _census(group: str) -> float:
    return profile("cao-loc").ethnic_groups[group]


MEASURES: dict[str, Callable[[Scenario], float]] = {
    "communes": lambda s: (s.units["kind"] == "commune").sum(),
    "key_titles": lambda s: s.posts.loc[s.posts["key"], "title"].nunique(),
    "rotated_leaders": lambda s: len(_rotated(s)),
    "rotated_from_party": lambda s: (_rotated(s)["bloc"] == "party").sum(),
    "rotated_from_government": lambda s: (_rotated(s)["bloc"] == "government").sum(),
    "receiving_communes": lambda s: _rotated(s)["rotated_to"].nunique(),
    "rotated_per_receiving_commune": lambda s: _rotated(s).groupby("rotated_to").size().mean(),
    "receiving_percent": lambda s: 100 * _rotated(s)["rotated_to"].nunique() / (s.units["kind"] == "commune").sum(),
    "still_in_communes": lambda s: (_rotated(s)["sending_unit"] != "").sum(),
    "returned": lambda s: (_rotated(s)["returned_to"] != "").sum(),
    "returned_percent": lambda s: 100 * (_rotated(s)["returned_to"] != "").mean(),
    "returned_higher": lambda s: (_rotated(s)["returned_to"] == "higher").sum(),
    "returned_higher_percent": lambda s: (
        100 * (_rotated(s)["returned_to"] == "higher").sum() / (_rotated(s)["returned_to"] != "").sum()
    ),
    "commune_staff": lambda s: len(_staff(s)),
    "party_percent": lambda s: 100 * (_staff(s)["party_date"] != "").mean(),
    "upper_secondary_percent": lambda s: 100 * (_staff(s)["schooling"] == "upper_secondary").mean(),
    "trained_percent": lambda s: 100 * _staff(s)["degree"].isin(DEGREES[1:]).mean(),
    "theory_percent": lambda s: 100 * (_staff(s)["theory"] != "none").mean(),
    "nung_persons": lambda _: _census("Nùng"),
    "tay_persons": lambda _: _census("Tày"),
    "kinh_persons": lambda _: _census("Kinh"),
    "dao_persons": lambda _: _census("Dao"),
    "women_target": lambda s: _target(s, "women in key posts"),
    "young_target": lambda s: _target(s, "under 35 in key posts"),
    "intermediate_degree_titles": lambda s: (s.tables["titles"]["degree"] == "intermediate").sum(),
}


@pytest.mark.parametrize("fact", PUBLISHED["facts"], ids=lambda fact: fact["measure"])
def test_a_published_figure_is_met(cao_loc: Scenario, fact: dict) -> None:
    measured = MEASURES[fact["measure"]](cao_loc)
    half_a_person = 50 / fact["of"] if "of" in fact else 0
    assert abs(measured - fact["value"]) <= half_a_person


def test_every_fact_names_a_known_source() -> None:
    assert {fact["source"] for fact in PUBLISHED["facts"]} <= set(PUBLISHED["sources"])


def test_every_measure_stands_for_a_published_figure() -> None:
    assert {fact["measure"] for fact in PUBLISHED["facts"]} == set(MEASURES)


def test_every_commune_has_its_five_key_posts(cao_loc: Scenario) -> None:
    titles = {"secretary", "deputy_secretary", "pc_chair", "pc_vice", "front_chair"}
    key = cao_loc.posts[cao_loc.posts["key"]]
    assert key.groupby("unit")["title"].agg(set).eq(titles).all()
    assert len(key) == 115


def test_every_department_has_a_head_and_deputies_of_whom_the_head_is_followed_up(cao_loc: Scenario) -> None:
    posts = cao_loc.posts[~cao_loc.posts["key"]]
    assert posts.groupby("unit")["title"].agg(set).eq({"dept_head", "dept_deputy"}).all()
    assert (posts["unit"].nunique(), posts["seats"].sum()) == (26, 75)
    assert (posts["backfill"] == (posts["title"] == "dept_head")).all()


def test_the_minority_target_names_every_group_but_kinh(cao_loc: Scenario) -> None:
    groups = set(cao_loc.cadres["ethnicity"]) - {"Kinh"}
    assert [set(target.values) for target in cao_loc.settings.mix if target.column == "ethnicity"] == [groups]


def test_those_who_came_back_may_rotate_again(cao_loc: Scenario) -> None:
    back = _rotated(cao_loc)["returned_to"] != ""
    assert (_rotated(cao_loc)["rotates"] == back).all()
    assert cao_loc.cadres["rotates"].sum() == back.sum()


def test_the_rotation_of_the_five_ends_after_three_years_and_within_the_term(cao_loc: Scenario) -> None:
    away = cao_loc.cadres[cao_loc.cadres["sending_unit"] != ""]
    assert len(away) == 5
    for _, one in away.iterrows():
        assert pd.Timestamp(one["rotation_since"]) + pd.DateOffset(months=36) <= pd.Timestamp(one["rotation_until"])
        assert cao_loc.settings.as_of < one["rotation_until"] < "2025-07-01"
        assert one["former_title"] in ("dept_head", "dept_deputy")


def test_degree_and_theory_of_the_five_titles_are_the_mountain_exception(cao_loc: Scenario) -> None:
    book, findings = resolve(cao_loc)
    assert {finding.severity for finding in findings} == {"note"}  # the pack is younger than the term
    assert book.on("kin")
    for title in cao_loc.posts.loc[cao_loc.posts["key"], "title"].unique():
        assert (book.titles[title].degree, book.titles[title].theory) == ("intermediate", "intermediate")
