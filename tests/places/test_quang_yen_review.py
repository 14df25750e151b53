"""The yearly review of Quảng Yên: a year of the plan has come true, three things have happened, the rest stands."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from support.published import PLACES

from planner import carry, load, solve, verify
from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario

NEXT = "2016-07-01"
Rows = dict[str, dict[str, Any]]


def _posts(plan: Plan) -> Rows:
    """Who holds the posts that have changed hands within the year."""
    stints, known = plan.stints, plan.scenario.posts.set_index("post")
    now = stints[(stints["start"] < NEXT) & (stints["end"] > NEXT)]
    changed = {*stints.loc[(stints["how"] != "holds") & (stints["start"] < NEXT), "post"]}
    changed |= {*stints.loc[(stints["how"] == "holds") & (stints["end"] <= NEXT), "post"]}
    rows: Rows = {}
    for post in sorted(changed):
        holders = now[now["post"] == post]
        rows[post] = {"holder": ";".join(holders["cadre"]) or None}
        if known.loc[post, "seats"] == 1:
            since = holders.loc[holders["how"] != "holds", "start"]
            rows[post]["held_since"] = since.iloc[0] if len(since) else known.loc[post, "held_since"] or None
    return rows


def _cadres(plan: Plan) -> Rows:
    """Where those who moved are now, and what those who sat in a course have."""
    units = plan.scenario.posts.set_index("post")["unit"]
    before = plan.scenario.cadres.set_index("cadre")
    rows: Rows = {}
    for row in plan.stints[(plan.stints["how"] != "holds") & (plan.stints["start"] < NEXT)].to_dict("records"):
        cadre, since = row["cadre"], row["start"]
        rows[cadre] = {"unit": units[row["post"]], "title": row["title"], "title_since": since, "place_since": since}
        if row["how"] == "rotation":
            former = {"sending_unit": before.loc[cadre, "unit"], "former_title": before.loc[cadre, "title"]}
            rows[cadre] |= {"rotation_since": since, **former}
    for row in plan.training[plan.training["ends_on"] <= NEXT].to_dict("records"):
        part, _, level = row["grants"].partition("=")
        rows.setdefault(row["cadre"], {})[part] = level
    return rows


def _settled(plan: Plan) -> list[str]:
    """Successors who have not moved and are listed for one post."""
    moved = {*plan.stints.loc[plan.stints["how"] != "holds", "cadre"]}
    listed = plan.bench["cadre"].value_counts()
    return sorted({*listed[listed == 1].index} - moved)


def a_year_later(plan: Plan, folder: Path, news: Rows) -> Scenario:
    """The scenario of 2016: a year of the plan has come true, and there is news of some people."""
    sessions = plan.scenario.tables["sessions"]
    cadres = _cadres(plan)
    for cadre, cells in news.items():
        cadres.setdefault(cadre, {}).update(cells)
    content = {
        "name": "quang-yen-2016",
        "extends": str(PLACES / "quang-yen"),
        "as_of": NEXT,
        "horizon_months": 48,
        "rows": {
            "posts": [{"post": post, **cells} for post, cells in _posts(plan).items()],
            "cadres": [{"cadre": cadre, **cells} for cadre, cells in cadres.items()],
            "sessions": [
                {"session": session, "remove": True}
                for session in sessions.loc[sessions["starts_on"] < NEXT, "session"]
            ],
        },
    }
    with (folder / "2016.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(content, file)
    return load(folder / "2016.yaml")


@pytest.fixture(scope="module")
def published() -> Plan:
    return solve(load(PLACES / "quang-yen"))


@pytest.fixture(scope="module")
def people(published: Plan) -> list[str]:
    return _settled(published)[:3]


@pytest.fixture(scope="module")
def review(published: Plan, people: list[str], tmp_path_factory: pytest.TempPathFactory) -> Plan:
    disciplined, rated, leaving = people
    news = {
        disciplined: {"discipline_until": "2021-01"},
        rated: {"ratings": "HTTNV;HTNV;KHTNV"},
        leaving: {"leaves_on": "2016-12"},
    }
    later = a_year_later(published, tmp_path_factory.mktemp("review"), news)
    carried, _ = carry(later, published, None)
    return solve(carried)


def test_the_review_is_the_best_and_keeps_every_rule(review: Plan) -> None:
    assert review.status == "optimal"
    assert verify(review.scenario, review).ok


def test_no_more_is_changed_than_the_news_of_three_people_asks_for(review: Plan) -> None:
    assert {tier.name: tier.value for tier in review.tiers}["change"] <= 3
    assert (review.review["action"] == "continue").sum() > 20 * (review.review["action"] == "add").sum()


def test_who_was_disciplined_badly_rated_or_leaves_falls_off_the_list_for_that_reason(
    review: Plan, people: list[str]
) -> None:
    gone = review.review[review.review["action"] == "remove"].set_index("cadre")["reason"]
    for cadre, rule in zip(people, ("discipline", "rating", "bench_service"), strict=True):
        assert gone.loc[[cadre]].str.startswith(rule).all()


def test_every_bench_has_two_or_three_successors_again(review: Plan) -> None:
    posts = review.scenario.posts
    single = posts.loc[posts["title"] != "committee_member", "post"]
    assert review.bench.groupby("post").size().reindex(single, fill_value=0).between(2, 3).all()
