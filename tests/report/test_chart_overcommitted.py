"""The people on most benches, and what is lost with them."""

from dataclasses import replace

from matplotlib.text import Text
from sample_plan import rows, sample_plan
from wider_plan import wider_plan

from planner.plan.plan import PLAN_TABLES, Plan
from planner.report.charts import draw, overcommitted


def listing(post: str, cadre: str, ready: str) -> dict[str, str]:
    return {**dict.fromkeys(PLAN_TABLES["bench"], ""), "post": post, "cadre": cadre, "ready": ready}


def bench(*listings: tuple[str, str, str], plan: Plan | None = None) -> Plan:
    plan = plan or sample_plan()
    table = rows("bench", [listing(*given) for given in listings])
    return replace(plan, tables={**plan.tables, "bench": table})


def test_a_bench_loses_its_only_ready_one_its_minimum_or_nothing() -> None:
    plan = bench(
        ("u0-secretary", "c0-5", "near"), ("u0-secretary", "c0-6", "next"), ("u0-secretary", "c0-7", "next"),
        ("u0-pc_chair", "c0-5", "near"), ("u0-pc_chair", "c0-6", "near"),
        ("u0-pc_vice", "c0-6", "near"), ("u0-pc_vice", "c0-7", "near"), ("u0-pc_vice", "c0-8", "near"),
    )  # fmt: skip

    losses = overcommitted.table(plan).set_index(["cadre", "post"])["loss"]

    assert losses["c0-5", "u0-secretary"] == "alone"
    assert losses["c0-6", "u0-secretary"] == "kept"
    assert losses["c0-5", "u0-pc_chair"] == "below"
    assert losses["c0-6", "u0-pc_vice"] == "kept"


def test_those_stand_first_without_whom_most_posts_would_be_short() -> None:
    plan = bench(
        ("u0-secretary", "c0-5", "near"), ("u0-pc_chair", "c0-6", "near"), ("u0-pc_vice", "c0-6", "near")
    )  # fmt: skip
    listings = overcommitted.table(plan)

    assert listings["cadre"].tolist() == ["c0-6", "c0-6", "c0-5"]
    assert listings["below"].tolist() == [2, 2, 1]
    assert overcommitted.finding(listings).startswith("1 of 2 successors are on more than one bench; without ")


def test_lists_of_committees_are_counted_apart() -> None:
    listings = overcommitted.table(wider_plan())

    assert not listings["post"].str.endswith("committee").any()
    assert listings["committees"].max() == 1


def test_the_title_says_when_nobody_is_missed() -> None:
    listed = [("u0-secretary", f"c0-{number}", "near") for number in range(5, 9)]

    assert overcommitted.finding(overcommitted.table(bench(*listed))) == (
        "0 of 4 successors are on more than one bench; no post would be short of successors without one of them"
    )


def test_who_finds_no_room_is_told_in_words_and_many_benches_as_a_number() -> None:
    listed = [(post, "c0-5", "near") for post in sample_plan(23).scenario.posts["post"]]
    listed += [("u0-secretary", f"c{number}-{place}", "near") for number in range(23) for place in (6, 7)]
    (page,) = draw(bench(*listed, plan=sample_plan(23)), "overcommitted")
    shown = [text.get_text() for text in page.findobj(Text)]

    assert {"23◉", "22◉ 1○"} <= set(shown)
    people = sum(text.startswith(("Thị trấn", "Xã")) and text.endswith("Commune staff") for text in shown)
    assert f"and {47 - people} more people; without any one of them no post would be short of successors" in shown
