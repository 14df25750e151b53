"""What people ready now could take over at once, and the posts that compete for them."""

from dataclasses import replace

from matplotlib.text import Text
from sample_plan import rows, sample_plan
from wider_plan import wider_plan

from planner.plan.plan import PLAN_TABLES, Plan
from planner.report.charts import draw, resilience


def listing(post: str, cadre: str, ready: str) -> dict[str, str]:
    return {**dict.fromkeys(PLAN_TABLES["bench"], ""), "post": post, "cadre": cadre, "ready": ready}


def bench(*listings: tuple[str, str, str]) -> Plan:
    """The sample with these listings: post, cadre, readiness."""
    plan = sample_plan()
    table = rows("bench", [listing(*given) for given in listings])
    return replace(plan, tables={**plan.tables, "bench": table})


def test_the_table_tells_who_competes_for_whom() -> None:
    posts = resilience.table(
        bench(
            ("u0-secretary", "c0-5", "near"),
            ("u0-pc_chair", "c0-5", "near"),
            ("u0-pc_chair", "c0-6", "next"),
            ("u1-secretary", "c0-7", "near"),
        )
    )

    assert posts.loc[:1, ["post", "group", "rivals", "missing"]].to_numpy().tolist() == [
        ["u0-secretary", 1, "c0-5", 1],
        ["u0-pc_chair", 1, "c0-5", 1],
    ]
    assert resilience.finding(posts) == (
        "Of 20 posts vacant at once, people ready now could take over 2; 17 have nobody; 2 compete in 1 group"
    )


def test_committees_are_left_out() -> None:
    assert not resilience.table(wider_plan())["post"].str.endswith("committee").any()


def test_what_finds_no_room_is_told_in_words() -> None:
    posts = resilience.table(sample_plan(23))
    plan = bench(*((post, "c0-5", "near") for post in sample_plan(23).scenario.posts["post"]))
    plan = replace(sample_plan(23), tables={**sample_plan(23).tables, "bench": plan.bench})
    shown = [text.get_text() for page in draw(plan, "resilience") for text in page.findobj(Text)]

    assert posts["unit_name"].nunique() == 23
    assert "115 posts, 1 person ready now: 114 too many" in shown
