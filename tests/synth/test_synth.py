"""Synthetic scenarios: repeatable, of the size asked for, and true to their profile."""

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pydantic import ValidationError

from planner.rulebook.rulebook import pack, resolve
from planner.scenario.dates import month_index
from planner.scenario.read import read
from planner.scenario.scenario import Scenario
from planner.synth import Profile, district, profile, write_scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
COMMITTED = {
    "cao-loc": "cao-loc",
    "cao-loc-returns": "cao-loc/returns",
    "lang-son-2025": "lang-son-2025",
    "lang-son-city": "lang-son-city",
    "lang-son-province": "lang-son-province",
}
SMALL = Profile(name="small", communes=6, departments=4, leaders=14, pool=6, staff=60, receiving=4, weak=2)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix in (".csv", ".yaml")}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    write_scenario(SMALL, tmp_path / "a")
    write_scenario(SMALL, tmp_path / "b")
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")


def test_another_seed_gives_other_people() -> None:
    a, b = district(SMALL), district(replace(SMALL, seed=2))
    assert list(a.cadres["name"]) != list(b.cadres["name"])


@pytest.mark.parametrize(("name", "folder"), COMMITTED.items(), ids=COMMITTED)
def test_a_committed_scenario_is_what_its_profile_makes(tmp_path: Path, name: str, folder: str) -> None:
    write_scenario(profile(name), tmp_path)
    committed = _bytes(SCENARIOS / folder)
    del committed["facts.yaml"]
    assert _bytes(tmp_path) == committed


def test_a_written_scenario_reads_back_the_same(tmp_path: Path) -> None:
    made = write_scenario(SMALL, tmp_path)
    found, findings = read(tmp_path, pack("vn-2022").titles)
    assert found is not None
    assert [finding for finding in findings if finding.severity == "error"] == []
    assert found.digest == made.digest


@pytest.mark.parametrize(("communes", "posts"), [(1, 1), (3, 5), (8, 10), (4, 13)])
def test_sizes_are_honoured(communes: int, posts: int) -> None:
    sizes = Profile(
        name="sized", communes=communes, posts_per_commune=posts, receiving=1, weak=1, away=0, vacant=0, staff=40
    )
    scenario = district(sizes)
    kinds = scenario.units["kind"].value_counts()
    assert (kinds["commune"], kinds["department"]) == (communes, sizes.departments)
    assert scenario.posts.groupby("unit").size().tolist() == [posts] * communes
    assert (scenario.cadres["title"] == "staff").sum() == 40
    assert scenario.cadres["title"].isin(["dept_head", "dept_deputy"]).sum() == sizes.leaders
    assert scenario.cadres["rotates"].sum() == sizes.pool
    assert (scenario.units["weight"] > 1).sum() == 1


def test_every_leader_can_be_in_the_pool() -> None:
    assert district(replace(SMALL, pool=14)).cadres["rotates"].sum() == 14


def test_every_title_in_use_is_known() -> None:
    scenario = district(replace(SMALL, posts_per_commune=13, vacancy_share=0.3))
    book, _ = resolve(scenario)
    assert set(scenario.posts["title"]) | set(scenario.cadres["title"]) <= set(book.titles)


def test_names_are_whole_and_composed(tmp_path: Path) -> None:
    names = write_scenario(profile("cao-loc"), tmp_path).cadres["name"]
    assert all(len(name.split()) == 3 for name in names)
    assert all(unicodedata.is_normalized("NFC", name) for name in names)


@pytest.mark.parametrize("scenario", [district(SMALL), district(profile("cao-loc"))], ids=["small", "cao-loc"])
def test_lives_are_in_order(scenario: Scenario) -> None:
    for row in scenario.cadres.to_dict("records"):
        birth, since = month_index(row["birth_date"]), month_index(row["title_since"])
        assert birth + 22 * 12 <= since < scenario.start
        assert month_index(row["place_since"]) <= since
        assert not row["party_date"] or birth + 18 * 12 <= month_index(row["party_date"]) < scenario.start


def test_everybody_serving_in_a_post_is_a_person_of_its_unit_and_title() -> None:
    scenario = district(SMALL)
    held = scenario.posts[scenario.posts["holder"] != ""].merge(scenario.cadres, left_on="holder", right_on="cadre")
    assert (held["unit_x"] == held["unit_y"]).all()
    assert (held["title_x"] == held["title_y"]).all()
    assert held["holder"].is_unique


def test_the_share_of_opening_posts_is_the_one_asked_for() -> None:
    scenario = district(profile("cao-loc"))
    assert len(_opening(scenario)) == round(0.44 * 115)
    assert (scenario.posts["holder"] == "").sum() == 5


def test_nobody_is_listed_for_more_than_three_posts_or_for_the_own_one() -> None:
    scenario = district(profile("cao-loc"))
    listed = scenario.bench.merge(scenario.posts, on="post")
    assert listed.groupby("cadre").size().max() <= 3
    assert listed.groupby("post").size().max() <= 3
    assert (listed["cadre"] != listed["holder"]).all()


def test_a_tighter_profile_has_emptier_benches() -> None:
    sizes = [len(district(replace(SMALL, tightness=tightness)).bench) for tightness in (0.1, 0.5, 0.9)]
    assert sizes == sorted(sizes, reverse=True)


def test_relatives_are_two_different_people_each_in_one_pair() -> None:
    pairs = district(profile("cao-loc")).tables["relatives"]
    assert len(pairs) == 12
    assert pd.concat([pairs["cadre_a"], pairs["cadre_b"]]).is_unique


def test_an_impossible_profile_is_refused() -> None:
    with pytest.raises(ValueError, match=r"pool \(20\) is more than leaders \(14\)"):
        replace(SMALL, pool=20)


@pytest.mark.parametrize(
    ("size", "value"),
    [("communes", 10**9), ("departments", 5001), ("posts_per_commune", 14), ("staff", 2_000_001)],
)
def test_absurd_sizes_are_refused_before_anything_is_made(size: str, value: Any) -> None:
    with pytest.raises(ValueError, match=rf"{size}.* \([0-9]+\) is more than the most that can be made"):
        Profile(name="absurd", **{size: value})


@pytest.mark.parametrize("share", ["vacancy_share", "tightness", "party_share"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.1, 1.1])
def test_what_is_no_share_is_refused(share: str, value: Any) -> None:
    with pytest.raises(ValueError, match=rf"{share} \(.*\) is not a share from 0 to 1"):
        Profile(name="absurd", **{share: value})


def test_an_unknown_key_of_a_profile_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("name: mine\ncomunes: 4\n", encoding="utf-8")
    with pytest.raises(ValidationError, match="comunes"):
        profile(file)


def test_a_value_that_is_not_what_its_tag_says_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("name: mine\nseed: !!bool maybe\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not valid YAML"):
        profile(file)


@pytest.mark.parametrize("named", ["nope", "."])
def test_a_profile_that_is_not_there_gets_the_list_of_those_that_are(named: str) -> None:
    with pytest.raises(
        FileNotFoundError, match=r"neither a file nor one of the profiles cao-loc, .*, van-lang and nation$"
    ):
        profile(named)


def test_a_profile_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("name: mine\ncommunes: 7\nseed: 5\n", encoding="utf-8")
    assert profile(file) == Profile(name="mine", communes=7, seed=5)


def _opening(scenario: Scenario) -> list[str]:
    """Posts that are empty or fall empty within the horizon without anybody moving."""
    book, _ = resolve(scenario)
    assert book.retirement is not None
    people = scenario.cadres.set_index("cadre")
    end = scenario.start + scenario.settings.horizon_months
    opening = []
    for row in scenario.posts[scenario.posts["key"]].to_dict("records"):
        if not row["holder"]:
            opening.append(row["post"])
            continue
        one = people.loc[row["holder"]]
        birth = month_index(one["birth_date"])
        retired = end - 2 - birth >= book.retirement.limit(one["sex"], (end - 2) // 12)
        cap = book.number("tenure_cap", "head_months" if book.titles[row["title"]].head else "deputy_months")
        capped = month_index(row["held_since"]) + cap < end
        if retired or capped or one["leaves_on"] or one["rotation_until"]:
            opening.append(row["post"])
    return opening
