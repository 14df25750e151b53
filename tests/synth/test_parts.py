"""Parts of synthetic areas: courses, counts, standards, staff, committees and bodies."""

from dataclasses import replace

import pytest
from pydantic import TypeAdapter, ValidationError

from planner.rulebook.rulebook import Title
from planner.synth import Profile, district
from planner.synth.body import Body
from planner.synth.counts import Counted, counted
from planner.synth.courses import Course, session_rows
from planner.synth.standards import Standards, levelled

BASE = Profile(name="small", communes=4, departments=3, leaders=9, pool=3, away=1, staff=40, receiving=3, weak=1)
THEORY = Course("theory", "Theory", "theory=primary", ("2026-01-01", "2027-01-01"), seats=21, free=(3, 0))


def test_seats_of_a_course_are_spread_over_its_sessions_and_those_not_free_are_taken() -> None:
    rows = session_rows([THEORY])
    assert [(row["session"], row["seats"], row["taken"]) for row in rows] == [("theory-1", 11, 8), ("theory-2", 10, 10)]


def test_a_course_held_once_keeps_its_name_and_levels_are_a_column_only_where_told() -> None:
    once = replace(THEORY, starts=("2026-01-01",), free=(3,))
    assert session_rows([once])[0]["session"] == "theory"
    assert "level" not in session_rows([once])[0]
    assert [row["level"] for row in session_rows([once, replace(THEORY, level="province")])] == ["", *["province"] * 2]


def test_a_course_has_free_seats_for_each_session_and_not_more_than_there_are() -> None:
    with pytest.raises(ValueError, match="free names 1 sessions, starts 2"):
        replace(THEORY, free=(3,))
    with pytest.raises(ValueError, match=r"more seats are free \(12\) than a session has"):
        replace(THEORY, free=(12, 0))


def test_an_unknown_key_of_a_course_is_refused() -> None:
    with pytest.raises(ValidationError, match="seets"):
        TypeAdapter(Course).validate_python({"session": "a", "seets": 3})


def _row(cadre: str, **more: str) -> dict[str, str]:
    return {"cadre": cadre, "unit": "u", "title": "clerk", "degree": "none", "theory": "none", "field": "", **more}


def test_counted_levels_go_first_to_those_who_have_the_highest() -> None:
    rows = [_row("a", degree="college"), _row("b", degree="doctor"), _row("c"), _row("d", title="chief")]
    count = Counted({"title": ("clerk",)}, "degree", {"master": 1, "college": 1}, rest="primary")
    assert [row["degree"] for row in counted([count], rows, 1)] == ["college", "master", "primary", "none"]


def test_more_people_than_the_group_has_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="count of degree: 2 people, but the group has 1"):
        counted([Counted({"title": ("clerk",)}, "degree", {"master": 2})], [_row("a")], 1)


def test_as_many_people_meet_the_standard_as_published_and_one_lacks_what_is_told() -> None:
    titles = {"clerk": Title("clerk", degree="intermediate", theory="primary", state_mgmt="specialist")}
    rows = [_row(f"c{i}", unit="u" if i < 6 else "v") for i in range(20)]
    told = Standards(
        15, (), 0, {"degree": 1, "theory": 1, "state_mgmt": 1}, below={"u": 2}, gaps={"u": ("theory", "state_mgmt")}
    )
    made = levelled(told, rows, titles, ["u", "v"], seed=1)
    met = [
        (row["degree"] == "intermediate", row["theory"] == "primary", row["state_mgmt"] == "specialist") for row in made
    ]
    assert sum(all(one) for one in met) == 15
    assert sum(not all(one) for one in met[:6]) == 2
    assert met[:6].count((True, False, False)) >= 1


def test_people_outside_the_communes_keep_their_levels() -> None:
    titles = {"clerk": Title("clerk", degree="bachelor")}
    made = levelled(Standards(0, (), 0, {"degree": 1}), [_row("a", unit="elsewhere")], titles, ["u"], seed=1)
    assert made == [_row("a", unit="elsewhere")]


def test_staff_have_the_titles_and_the_communes_the_sizes_asked_for() -> None:
    unit = district(BASE).units["unit"][0]
    own = ({"title": "clerk", "grade": 1}, {"title": "guard", "grade": 0})
    scenario = district(
        replace(BASE, own_titles=own, staff_titles=({"clerk": 10}, {"clerk": 12, "guard": 18}), serving={unit: 9})
    )
    assert scenario.cadres["title"].value_counts()[["clerk", "guard"]].tolist() == [22, 18]
    assert (scenario.cadres["unit"] == unit).sum() == 9
    assert "guard" not in set(scenario.cadres.loc[scenario.cadres["unit"] == unit, "title"])


def test_settled_leaders_of_communes_rotate_when_asked() -> None:
    plain, moving = district(BASE), district(replace(BASE, lateral=3))
    added = moving.cadres[moving.cadres["rotates"] & ~plain.cadres["rotates"]]
    assert len(added) == 3
    assert set(added["unit"]) <= set(moving.units.loc[moving.units["kind"] == "commune", "unit"])


def test_every_commune_gets_its_committees_with_people_of_its_own() -> None:
    committee = {"title": "member", "group": "committee", "committee": True, "party_member": True}
    scenario = district(replace(BASE, own_titles=(committee,), committees={"member": 7}))
    lists = scenario.posts[scenario.posts["title"] == "member"]
    assert lists["seats"].tolist() == [7] * 4
    listed = scenario.bench.merge(lists, on="post").merge(scenario.cadres, on="cadre", suffixes=("", "_own"))
    assert (listed["unit"] == listed["unit_own"]).all()
    assert listed.groupby("post").size().between(3, 7).all()


def test_a_body_has_its_posts_people_and_level() -> None:
    office = {"title": "officer", "grade": 1}
    body = Body(
        "Sở Nội vụ",
        "province",
        sector="home_affairs",
        cluster="centre",
        over=("Ban Tổ chức",),
        posts=("dept_head", "dept_deputy", "dept_deputy"),
        people={"officer": 5},
        rotates={"officer": 2},
    )
    scenario = district(replace(BASE, bodies=(body,), own_titles=(office,)))
    units, people = scenario.units.set_index("unit"), scenario.cadres[scenario.cadres["unit"] == "so-noi-vu"]
    assert units.loc["so-noi-vu", ["kind", "level", "sector"]].tolist() == ["department", "province", "home_affairs"]
    assert units.loc["ban-to-chuc", ["parent", "cluster", "level"]].tolist() == ["so-noi-vu", "centre", "district"]
    assert people["title"].value_counts().to_dict() == {"officer": 5, "dept_deputy": 2, "dept_head": 1}
    assert people.loc[people["rotates"], "title"].tolist() == ["officer", "officer"]
    assert set(people["level"]) == {"province"}
    posts = scenario.posts.loc[scenario.posts["unit"] == "so-noi-vu", "post"]
    assert posts.tolist() == ["so-noi-vu-dept_head", "so-noi-vu-dept_deputy", "so-noi-vu-dept_deputy_2"]
