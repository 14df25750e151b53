"""The figures behind the charts, and the findings in their titles."""

from dataclasses import replace
from typing import Any

import pandas as pd
from matplotlib.text import Text
from sample_plan import date, rows, sample_plan
from wider_plan import wider_plan

from planner.plan.plan import Plan
from planner.report.charts import bench, draw, flows, mix, pyramid, succession, tenure
from planner.report.charts.base import chart_style
from planner.report.charts.card import note
from planner.report.charts.posts import charted_posts, leavers
from planner.scenario.scenario import Scenario


def with_table(name: str, given: list[dict[str, Any]]) -> Plan:
    """The sample with one of its tables written anew."""
    plan = sample_plan()
    return replace(plan, tables={**plan.tables, name: rows(name, given)})


def without(name: str, plan: Plan) -> Plan:
    """The plan with one of its tables empty."""
    return replace(plan, tables={**plan.tables, name: plan.tables[name].iloc[:0]})


def leaving(on: dict[str, str], stints: list[dict[str, str]]) -> Plan:
    """The sample where these cadres leave the service on a date and the others stay, with these stints."""
    plan = with_table("stints", [{**row, "until": "service"} for row in stints])
    cadres = plan.scenario.cadres
    cadres = cadres.assign(leaves_on=cadres["cadre"].map(on).fillna("").astype("str"), birth_date="")
    return replace(plan, scenario=Scenario(plan.scenario.settings, {**plan.scenario.tables, "cadres": cadres}))


def listing(post: str, cadre: str, ready: str, ready_on: str = "") -> dict[str, str]:
    return {"post": post, "cadre": cadre, "ready": ready, "ready_on": ready_on}


def stint(cadre: str, post: str, start: int, end: int, how: str, **more: str) -> dict[str, str]:
    unit = post.partition("-")[0]
    return {
        "cadre": cadre, "post": post, "unit": unit, "start": date(start), "end": date(end), "how": how,
        "until": "horizon", "from": "", **more,
    }  # fmt: skip


def target(name: str, at: int, planned: int, of: str = "") -> dict[str, Any]:
    return {
        "target": name, "scope": "each_unit" if of else "key_posts", "of": of, "column": "sex", "values": "female",
        "date": date(at), "lower": 3, "upper": None, "today": 1, "planned": planned, "short": max(0, 3 - planned),
        "over": 0, "weight": 1,
    }  # fmt: skip


def test_posts_stand_in_the_order_of_units_then_titles() -> None:
    labels = charted_posts(sample_plan())["label"]

    assert labels[0] == "Thị trấn Cao Lộc · Party secretary"
    assert labels[6] == "Thị trấn Đồng Đăng · Deputy secretary"


def test_a_card_shows_who_leaves_who_follows_and_the_gap_between() -> None:
    lines = succession.table(sample_plan())
    card = lines[lines["post"] == "u1-deputy_secretary"]

    assert list(zip(card["line"], card["start"], card["end"], card["why"], strict=True))[:3] == [
        ("today", "", "2028-01-01", "moves"),
        ("vacant", "2028-01-01", "2028-07-01", ""),
        ("planned", "2028-07-01", "", "appointment"),
    ]


def test_the_succession_title_counts_posts_without_a_ready_successor() -> None:
    plan = without(
        "vacancies",
        with_table("bench", [listing("u0-secretary", "c0-5", "near"), listing("u0-pc_chair", "c0-6", "next")]),
    )

    found = succession.finding(succession.table(plan))

    assert found == "19 of 20 key posts have no successor ready now; 18 have no successor at all"


def test_the_succession_title_tells_vacancies_first() -> None:
    plan = with_table("bench", [listing("u0-secretary", "c0-5", "near"), listing("u0-pc_chair", "c0-6", "next")])
    everywhere = with_table("bench", [listing(post, "c0-5", "near") for post in plan.scenario.posts["post"]])

    assert succession.finding(succession.table(plan)) == (
        "6 of 20 key posts are left vacant for a time; 19 have no successor ready now, 18 of them none at all"
    )
    assert succession.finding(succession.table(everywhere)) == (
        "6 of 20 key posts are left vacant for a time; all have a successor ready now"
    )


def test_who_leaves_is_dated_by_the_true_month() -> None:
    plan = leaving({"c0-0": "2026-03-01", "c1-0": "2026-09-01"}, [stint("c1-0", "u1-secretary", 0, 6, "holds")])

    assert leavers(plan) == {
        ("c0-0", "u0-secretary"): ("2026-03-01", "service"),
        ("c1-0", "u1-secretary"): ("2026-09-01", "service"),
    }
    spans = tenure.table(plan).set_index("cadre")
    assert spans.loc["c0-0", ["how", "end", "leaves"]].tolist() == ["left", date(0), "2026-03-01"]
    assert spans.loc["c1-0", ["how", "end", "leaves"]].tolist() == ["holds", date(6), "2026-09-01"]
    lines = succession.table(plan)
    assert lines.loc[lines["cadre"] == "c0-0", ["end", "why"]].to_numpy().tolist() == [["2026-03-01", "service"]]


def test_a_holder_who_moves_at_once_leaves_on_the_first_day() -> None:
    plan = with_table("stints", [stint("c0-1", "u0-secretary", 0, 60, "promotion")])

    assert leavers(plan)["c0-1", "u0-deputy_secretary"] == (date(0), "moves")


def test_a_reason_is_shortened_and_never_dropped() -> None:
    forms = ["until 09/2022, rotation or term ends as decided", "until 09/2022, as decided"]

    with chart_style():
        assert note(forms, 300) == forms[0]
        assert note(forms, 110) == forms[1]
        assert note(forms, 10) == "until 09/2022, as…"
        assert note(["ready now"], 10) == "ready now"


def test_a_person_on_two_benches_counts_for_one_post_only() -> None:
    assert bench.counted_once([("chair", "An"), ("vice", "An"), ("vice", "Bình")]) == {"chair": 1, "vice": 1}
    assert bench.counted_once([("chair", "An"), ("vice", "An")]) == {"chair": 1, "vice": 0}
    assert bench.counted_once([("chair", "An"), ("chair", "Bình"), ("chair", "Chi")]) == {"chair": 3}


def test_posts_most_at_risk_stand_first() -> None:
    plan = with_table(
        "bench",
        [
            listing("u0-secretary", "c0-5", "near"),
            listing("u0-secretary", "c0-6", "next"),
            listing("u0-pc_chair", "c0-7", "next"),
            listing("u0-pc_vice", "c0-5", "near"),
            listing("u0-front_chair", "c0-8", "near"),
        ],
    )

    risks = bench.table(plan).set_index("post")["risk"]

    assert risks["u0-deputy_secretary"] == "nobody"
    assert risks["u0-pc_chair"] == "later"
    assert sorted(risks[["u0-secretary", "u0-pc_vice"]]) == ["few", "shared"]
    assert risks["u0-front_chair"] == "few"
    assert list(risks) == sorted(risks, key=bench.RISKS.index)


def test_a_new_holder_takes_the_seat_that_falls_free() -> None:
    plan = with_table(
        "stints",
        [
            stint("c0-0", "u0-secretary", 0, 60, "holds"),
            stint("c0-1", "u0-secretary", 0, 24, "holds"),
            stint("c0-9", "u0-secretary", 24, 60, "rotation"),
        ],
    )

    spans = tenure.table(plan)
    seats = spans[spans["post"] == "u0-secretary"].set_index("cadre")["seat"]

    assert seats.to_dict() == {"c0-0": 1, "c0-1": 2, "c0-9": 2}


def test_a_target_of_every_period_shows_its_worst_period() -> None:
    plan = with_table("mix", [target("Women", 0, 2), target("Women", 6, 1), target("Women", 12, 4)])

    (row,) = mix.table(plan).to_dict("records")

    assert (row["date"], row["missed"], row["periods_met"], row["periods"]) == (date(6), 2, 1, 3)
    assert mix.finding(mix.table(plan)) == "0 of 1 target reached; missed: Women by 2 persons"


def test_the_mix_title_says_when_all_is_reached() -> None:
    plan = with_table("mix", [target("Women in key posts", 54, 3)])

    assert mix.finding(mix.table(plan)) == "All 1 target reached; Women in key posts: 1 → 3"


def test_a_target_in_each_unit_has_a_row_per_unit() -> None:
    plan = with_table("mix", [target("Women", 54, 3, of="u0"), target("Women", 54, 2, of="u1")])

    parts = mix.table(plan)

    assert list(parts["of_name"]) == ["Thị trấn Cao Lộc", "Thị trấn Đồng Đăng"]
    assert list(parts["missed"]) == [0, 1]


def test_the_mix_title_names_two_missed_targets_and_counts_the_others() -> None:
    missed = [target(f"Women {number}", 54, 2) for number in range(4)]

    finding = mix.finding(mix.table(with_table("mix", missed[:3])))
    assert finding == "0 of 3 targets reached; missed: Women 0 by 1 person, Women 1 by 1 person and 1 more target"
    assert mix.finding(mix.table(with_table("mix", missed))).endswith(" and 2 more targets")


def test_of_a_target_in_each_unit_it_is_told_how_many_units_reach_it() -> None:
    rows = [target("Women", 54, 3, of="u0"), target("Women", 54, 3, of="u1"), target("Women", 54, 2, of="u2")]
    plan = with_table("mix", [{**rows[0], "today": 4}, *rows[1:]])
    parts = mix.table(plan)
    (page,) = draw(plan, "mix")
    shown = [text.get_text() for text in page.findobj(Text)]

    assert mix.reaching(parts.to_dict("records")) == (1, 2)
    assert mix.reaching([{**row, "upper": 3} for row in parts.to_dict("records")]) == (0, 2)
    assert {"1 → 2 of 3 units reached", "6 → 8 persons, 1 off target"} <= set(shown)


def test_the_pyramid_takes_ages_as_they_are_at_each_date() -> None:
    people = pyramid.table(with_table("stints", [stint("c0-0", "u0-secretary", 0, 60, "holds")]))
    secretary = people[people["cadre"] == "c0-0"]

    assert list(secretary["when"]) == ["before", "after"]
    assert secretary["age"].diff().iloc[1] in (4, 5)


def test_flows_tell_departments_from_communes_and_from_the_unit_itself() -> None:
    plan = with_table(
        "stints",
        [
            stint("c0-9", "u0-secretary", 6, 60, "rotation", **{"from": "d0"}),
            stint("c1-3", "u0-pc_chair", 6, 60, "lateral", **{"from": "u1-pc_vice"}),
            stint("c0-5", "u0-pc_vice", 6, 60, "appointment", **{"from": "u0"}),
        ],
    )

    found = flows.table(plan).set_index("via")["source_name"].to_dict()

    assert found == {"department": "Phòng Nội vụ", "commune": "Thị trấn Đồng Đăng", "same": "Thị trấn Cao Lộc"}
    assert flows.finding(flows.table(plan)) == (
        "3 placements: 1 from departments, 1 from other communes, 1 within the unit"
    )


def test_the_flows_title_counts_only_what_there_is() -> None:
    plan = with_table("stints", [stint("c0-5", "u0-pc_vice", 6, 60, "appointment", **{"from": ""})])

    assert flows.finding(flows.table(plan)) == "1 placement: 1 from outside"


def test_the_bench_title_says_plainly_when_nobody_is_missing() -> None:
    posts = sample_plan().scenario.posts["post"]
    shared = with_table("bench", [listing(post, "c0-5", "near") for post in posts])
    own = with_table("bench", [listing(post, f"c{i // 5}-{i % 5}", "near") for i, post in enumerate(posts)])

    assert bench.finding(bench.table(shared)) == (
        "Every post has somebody ready now; with each person counted once, 19 of 20 posts have not"
    )
    assert bench.finding(bench.table(own)) == ("Every post has somebody ready now, even with each person counted once")


def card_of(lines: pd.DataFrame, post: str) -> list[tuple[str, ...]]:
    card = lines.loc[lines["post"] == post, ["line", "cadre", "start", "end", "why", "also"]]
    return list(card.itertuples(index=False, name=None))


def test_communes_stand_before_departments_whatever_the_order_of_the_units() -> None:
    plan = wider_plan()
    units = plan.scenario.units.iloc[::-1].reset_index(drop=True)
    turned = replace(plan, scenario=Scenario(plan.scenario.settings, {**plan.scenario.tables, "units": units}))

    kinds = charted_posts(turned)["kind"]

    assert list(kinds) == sorted(kinds)


def test_a_second_post_is_told_on_the_card_of_the_main_one() -> None:
    lines = succession.table(wider_plan())

    assert card_of(lines, "u0-secretary")[1] == (
        "planned",
        "c0-9",
        date(18),
        date(54),
        "rotation",
        "People's Council chair",
    )
    assert card_of(lines, "u3-secretary")[0] == ("today", "c3-0", "", "", "", "People's Council chair")
    assert card_of(lines, "u0-council") == []


def test_a_second_post_taken_later_is_told_with_its_date() -> None:
    plan = with_table(
        "stints",
        [
            stint("c0-0", "u0-secretary", 0, 60, "holds"),
            stint("c0-0", "u0-pc_chair", 12, 60, "dual"),
        ],
    )

    (holder,) = [line for line in card_of(succession.table(plan), "u0-secretary") if line[0] == "today"]

    assert holder[-1] == "People's Committee chair from 01/2027"


def test_posts_that_are_not_to_be_filled_stand_there_only_where_somebody_moves() -> None:
    plan = wider_plan()
    cards, lanes = set(succession.table(plan)["post"]), set(tenure.table(plan)["post"])

    assert {"d0-deputy", "d3-head"} <= cards & lanes
    assert not {"d1-deputy", "u0-committee", "u3-council"} & (cards | lanes)
    assert {"u0-council", "u1-council"} <= lanes - cards


def test_titles_count_the_posts_to_be_filled_only() -> None:
    plan = wider_plan()

    assert succession.finding(succession.table(plan)).startswith("6 of 24 posts are left vacant for a time")
    assert tenure.finding(tenure.table(plan)).startswith("9 of 24 posts change hands")


def test_a_successor_whom_a_course_makes_ready_stands_between_now_and_later() -> None:
    plan = with_table(
        "bench",
        [
            listing("u0-secretary", "c0-5", "next"),
            listing("u0-secretary", "c0-6", "next", "2026-09-01"),
            listing("u0-secretary", "c0-7", "near"),
            listing("u0-pc_vice", "c0-8", "next", "2026-09-01"),
        ],
    )

    card = card_of(succession.table(plan), "u0-secretary")
    posts = bench.table(plan).set_index("post")

    assert [line[:3] for line in card if line[1] in ("c0-5", "c0-6", "c0-7")] == [
        ("near", "c0-7", ""),
        ("readied", "c0-6", "2026-09-01"),
        ("next", "c0-5", ""),
    ]
    assert posts.loc["u0-secretary", ["near", "next", "readied", "total"]].tolist() == [1, 2, 1, 3]
    assert posts.loc["u0-pc_vice", "risk"] == "course"
    assert bench.finding(bench.table(plan)) == (
        "19 of 20 posts have nobody ready now, which courses change for 1; with each person counted once it is 19"
    )
    assert succession.finding(succession.table(without("vacancies", plan))) == (
        "19 of 20 key posts have no successor ready now, 1 of them one after a course; 18 have no successor at all"
    )


def test_committees_come_last_with_their_share_and_take_nobody_from_the_benches() -> None:
    with_lists, without_lists = wider_plan(), wider_plan()
    own = ~without_lists.bench["post"].str.endswith("committee")
    without_lists = replace(without_lists, tables={**without_lists.tables, "bench": without_lists.bench[own]})

    posts = bench.table(with_lists)
    last = posts.tail(4)

    assert list(last["post"]) == ["u1-committee", "u0-committee", "u2-committee", "u3-committee"]
    assert list(last["risk"]) == ["list_short", "list", "list", "list"]
    assert bench._word(last.iloc[0].to_dict()) == "0.60 a seat"
    alone = bench.table(without_lists).set_index("post")["net_total"]
    assert posts.set_index("post")["net_total"].drop(last["post"]).equals(alone.drop(last["post"]))


def test_returns_are_a_flow_of_their_own_and_second_posts_none() -> None:
    found = flows.table(wider_plan())

    assert found.groupby("via")["persons"].sum().to_dict() == {"commune": 1, "department": 2, "return": 3, "same": 4}
    assert flows.finding(found) == (
        "10 placements: 2 from departments, 1 from other communes, 3 back from a rotation, 4 within the unit"
    )


def test_who_holds_two_posts_is_one_person_in_the_pyramid() -> None:
    people = pyramid.table(wider_plan())

    assert not people.duplicated(["when", "cadre"]).any()
