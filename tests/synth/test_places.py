"""Committed places are what their profiles make, and each has what a planner would have to plan."""

from pathlib import Path

import pytest
from support.published import PLACES, place_of

from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_index
from planner.scenario.scenario import Scenario
from planner.synth import profile, write_scenario

NAMES = ("quang-yen", "thai-nguyen", "van-lang")


def _tables(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in [*sorted(folder.glob("*.csv")), folder / "scenario.yaml"]}


@pytest.mark.parametrize("name", NAMES)
def test_a_committed_place_is_what_its_profile_makes(tmp_path: Path, name: str) -> None:
    write_scenario(profile(name), tmp_path)
    assert _tables(tmp_path) == _tables(PLACES / name)


@pytest.fixture(scope="module", params=NAMES)
def place(request: pytest.FixtureRequest) -> Scenario:
    return place_of(request.param)


def test_a_place_is_small_enough_to_be_planned_in_seconds(place: Scenario) -> None:
    assert len(place.posts) <= 150
    assert len(place.cadres) <= 900


def test_a_third_to_a_half_of_the_posts_open_by_themselves(place: Scenario) -> None:
    book, _ = resolve(place)
    assert book.retirement is not None
    people = place.cadres.set_index("cadre")
    end = place.start + place.settings.horizon_months
    posts = place.posts[~place.posts["title"].isin([title for title, one in book.titles.items() if one.committee])]
    opening = 0
    for post in posts.to_dict("records"):
        one = people.loc[post["holder"]] if post["holder"] else None
        if one is None:
            opening += 1
            continue
        limit = book.retirement.limit(one["sex"], (end - 1) // 12)
        cap = book.number("tenure_cap", "head_months" if book.titles[post["title"]].head else "deputy_months")
        retired = end - 1 - month_index(one["birth_date"]) >= limit
        capped = month_index(post["held_since"]) + cap < end
        opening += bool(retired or capped or one["leaves_on"] or one["rotation_until"])
    assert 1 / 3 <= opening / len(posts) <= 1 / 2


def test_benches_have_gaps_and_some_of_the_listed_are_a_course_short(place: Scenario) -> None:
    listed = place.bench.groupby("post").size().reindex(place.posts["post"], fill_value=0)
    assert (listed < 2).any()
    assert (listed >= 2).any()
    assert (place.bench["ready"] == "next").any()


def test_relatives_and_disciplined_people_are_known(place: Scenario) -> None:
    assert len(place.tables["relatives"]) == 12
    assert resolve(place)[0].on("kin")
    assert (place.cadres["discipline_until"] > place.settings.as_of).sum() >= 3
