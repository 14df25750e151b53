"""The yearly review: listings in force and published placements as the previous plan has them."""

import shlex
from textwrap import dedent

import pandas as pd
import pytest
from support.scenarios import scenario

from planner.plan.carry import carry
from planner.plan.plan import PLAN_TABLES, Plan
from planner.scenario.dates import month_index
from planner.scenario.findings import InputError
from planner.scenario.scenario import Scenario

POSTS = """
post     seats  holder
chair    1      an
vice     1      binh
office   1      -
archive  1      -
"""
CADRES = """
cadre
an
binh
chi
dung
"""
STINTS = """
cadre  name  post     start       end         how
an     An    chair    2026-01-01  2028-01-01  holds
binh   Bình  vice     2026-01-01  2027-01-01  holds
chi    -     office   2026-07-01  2028-01-01  rotation
dung   Dũng  archive  2027-01-01  2028-01-01  appointment
binh   Bình  office   2027-07-01  2028-01-01  promotion
"""
BENCH = """
cadre  post   ready  action
chi    chair  near   keep
dung   chair  next   add
dung   vice   near   keep
"""
IN_FORCE = """
cadre  post   since
chi    chair  2025-03
dung   vice   -
"""


def published(stints: str = STINTS, bench: str = BENCH, status: str = "optimal", **changes: str) -> Plan:
    """The plan of 2026 with these stints and listings."""
    where = now(as_of="2026-01-01", bench=IN_FORCE, **changes)
    tables = {name: pd.DataFrame(columns=list(columns)) for name, columns in PLAN_TABLES.items()}
    tables |= {"stints": rows("stints", stints), "bench": rows("bench", bench)}
    return Plan(status, (), where, tables, {})  # type: ignore[arg-type]


def now(settings: str = "", as_of: str = "2027-01-01", **tables: str) -> Scenario:
    """The office a year later."""
    return scenario(
        f"{{name: office, as_of: {as_of}, horizon_months: 24{settings}}}",
        **({"posts": POSTS, "cadres": CADRES} | tables),
    )


def rows(table: str, text: str) -> pd.DataFrame:
    header, *lines = [shlex.split(line) for line in dedent(text).strip().splitlines()]
    given = [dict(zip(header, ["" if cell == "-" else cell for cell in line], strict=True)) for line in lines]
    return pd.DataFrame(
        [{**dict.fromkeys(PLAN_TABLES[table], ""), **row} for row in given], columns=list(PLAN_TABLES[table])
    )


def pins(carried: Scenario) -> set[str]:
    """Pins as ``action cadre post from``."""
    return {" ".join([row.action, row.cadre, row.post, row[4]]).strip() for row in carried.pins.itertuples()}


def told(where: Scenario, plan: Plan, until: str = "") -> list[str]:
    """The findings but that on the tiers."""
    _, findings = carry(where, plan, month_index(until) if until else None)
    return [str(finding) for finding in findings if "tiers" not in finding.where]


def test_the_listings_of_the_plan_are_in_force() -> None:
    carried, _ = carry(now(), published())
    assert carried.bench.to_dict("records") == [
        {"cadre": "chi", "post": "chair", "since": "2025-03", "ready": "near"},
        {"cadre": "dung", "post": "chair", "since": "2026-01-01", "ready": "next"},
        {"cadre": "dung", "post": "vice", "since": "", "ready": "near"},
    ]


def test_listings_of_posts_and_people_that_are_gone_are_left_out_and_told() -> None:
    smaller = now(posts="post holder\nchair an\nvice binh", cadres="cadre\nan\nbinh\nchi")
    carried, _ = carry(smaller, published())
    assert list(carried.bench["cadre"]) == ["chi"]
    assert carried.pins.empty
    assert [line.partition(". ")[0] for line in told(smaller, published())] == [
        "previous plan: bench.csv:3: note: the listing is left out: there is no cadre dung any more",
        "previous plan: bench.csv:4: note: the listing is left out: there is no cadre dung any more",
        "previous plan: stints.csv:4: note: the placement of chi in office from 2026-07 is left out: there is no post "
        "office any more",
        "previous plan: stints.csv:5: note: the placement of Dũng (dung) in archive from 2027-01 is left out: there is "
        "no cadre dung any more",
        "previous plan: stints.csv:6: note: the placement of Bình (binh) in office from 2027-07 is left out: there is "
        "no post office any more",
    ]


def test_own_listings_give_way_to_those_of_the_plan_and_keep_their_own_columns() -> None:
    mine = now(bench="cadre post colour\nchi chair red\nan archive blue")
    carried, _ = carry(mine, published())
    assert list(carried.bench["colour"]) == ["red", "", ""]
    assert told(mine, published())[0] == (
        "bench.csv:3: note: bench.csv has 1 listing that the previous plan has not; the benches of that plan are the "
        "ones in force. Pin a listing (list) that is to stand."
    )


def test_placements_to_come_are_pinned_until_a_month_and_preferred_after_it() -> None:
    there = now(posts=POSTS.replace("office   1      -", "office   1      chi"))
    assert pins(carry(there, published())[0]) == {"prefer dung archive 2027-01-01", "prefer binh office 2027-07-01"}
    carried, _ = carry(there, published(), month_index("2027-07"))
    assert pins(carried) == {"place dung archive 2027-01-01", "prefer binh office 2027-07-01"}
    assert set(carried.pins["reason"]) == {"published in plan office of 2026-01-01"}
    assert carried.place("pins", 0) == "previous plan: stints.csv:5"


def test_a_placement_that_has_happened_early_needs_no_pin() -> None:
    there = now(
        posts=POSTS.replace("office   1      -", "office   1      chi").replace("archive  1      -", "archive 1 dung")
    )
    assert pins(carry(there, published())[0]) == {"prefer binh office 2027-07-01"}
    assert told(there, published()) == []


def test_a_placement_that_is_overdue_is_a_warning_that_names_both() -> None:
    other = now(posts=POSTS.replace("office   1      -", "office   1      dung"))
    warning, *_ = told(other, published())
    assert warning.startswith(
        "previous plan: stints.csv:4: warning: chi should hold office since 2026-07, and posts.csv shows dung."
    )
    assert "posts.csv shows nobody" in told(now(), published())[0]


def test_a_placement_that_waits_for_an_overdue_one_need_not_be_kept() -> None:
    plan = published(STINTS + "chi - archive 2027-07-01 2028-01-01 return\n")
    carried, _ = carry(now(), plan, month_index("2028-01"))
    assert "prefer chi archive 2027-07-01" in pins(carried)


def test_a_placement_that_is_over_or_beyond_the_horizon_is_left_out() -> None:
    plan = published(
        """
        cadre  name  post     start       end         how
        chi    -     office   2026-01-01  2027-01-01  appointment
        dung   -     archive  2029-01-01  2031-01-01  appointment
        """
    )
    assert pins(carry(now(), plan)[0]) == set()
    assert [line.partition(". ")[0] for line in told(now(), plan)] == [
        "previous plan: stints.csv:3: note: the placement of dung in archive from 2029-01 is left out: it would begin "
        "after the horizon's end (2029-01-01)"
    ]


@pytest.mark.parametrize(
    ("own", "left", "reason"),
    [
        ("forbid dung archive", None, "forbids it"),
        ("place dung office", "prefer", "places or keeps the same person elsewhere"),
        ("place chi archive", "prefer", "take every seat"),
        ("list dung archive", "prefer", "lists the same person"),
        ("place dung archive", None, ""),
        ("prefer dung archive", None, ""),
    ],
)
def test_the_scenarios_own_pins_stand_and_win(own: str, left: str | None, reason: str) -> None:
    mine = now(pins=f"action cadre post\n{own}")
    carried, _ = carry(mine, published(), month_index("2027-07"))
    more = pins(carried) - {own}
    assert own in pins(carried)
    assert {pin for pin in more if pin.endswith("archive 2027-01-01")} == (
        {f"{left} dung archive 2027-01-01"} if left else set()
    )
    notes = [line for line in told(mine, published(), "2027-07") if "stints.csv:5" in line]
    assert len(notes) == bool(reason)
    assert all(reason in line for line in notes)


def test_a_kept_holder_is_not_placed_elsewhere() -> None:
    mine = now(pins="action cadre post\nkeep binh vice")
    carried, _ = carry(mine, published(), month_index("2028-01"))
    assert "prefer binh office 2027-07-01" in pins(carried)


def test_a_rotation_stands_with_the_return_from_it() -> None:
    plan = published(STINTS + "dung Dũng vice 2027-07-01 2028-01-01 return\n")
    carried, _ = carry(now(), plan, month_index("2028-01"))
    assert {"place dung archive 2027-01-01", "place dung vice 2027-07-01"} <= pins(carried)


def test_a_placement_that_a_rule_refuses_by_now_need_not_stand() -> None:
    rules = ", rules: {pack: open, changes: {discipline: true}}"
    told_off = now(rules, cadres="cadre discipline_until\nan -\nbinh -\nchi -\ndung 2027-06-01")
    carried, findings = carry(told_off, published(), month_index("2027-07"))
    assert "prefer dung archive 2027-01-01" in pins(carried)
    (warning,) = [str(finding) for finding in findings if "any more" in finding.message]
    assert warning.startswith(
        "previous plan: stints.csv:5: warning: the placement of dung in archive from 2027-01 cannot stand any more: "
    )
    assert carried.digest != carry(now(rules), published(), month_index("2027-07"))[0].digest


def test_who_is_placed_from_a_bench_can_still_be_placed_although_the_plan_ended_the_listing() -> None:
    rules = ", rules: {pack: open, changes: {in_pool: true}}"
    titled = {"posts": "post title holder\nchair pc_chair an\nvice pc_vice binh\noffice pc_vice -\narchive pc_vice -"}
    plan = published(bench="cadre post ready action\nchi chair near keep", settings=rules, **titled)
    carried, findings = carry(now(rules, **titled), plan, month_index("2027-07"))
    assert {"place dung archive 2027-01-01", "delist dung vice"} <= pins(carried)
    assert ("dung", "vice") in set(zip(carried.bench["cadre"], carried.bench["post"], strict=True))
    assert not [finding for finding in findings if "cannot stand" in finding.message]
    mine = now(rules, pins="action cadre post\nlist dung vice", **titled)
    assert "delist dung vice" not in pins(carry(mine, plan)[0])


@pytest.mark.parametrize("own", ["place dung archive", "prefer dung archive"])
def test_who_is_pinned_to_his_published_placement_can_still_be_placed_there(own: str) -> None:
    titled = {"posts": "post title holder\nchair pc_chair an\nvice pc_vice binh\noffice pc_vice -\narchive pc_vice -"}
    plan = published(bench="cadre post ready action\nchi chair near keep", **titled)
    carried, _ = carry(now(pins=f"action cadre post\n{own}", **titled), plan)
    assert ("dung", "vice") in set(zip(carried.bench["cadre"], carried.bench["post"], strict=True))
    assert {own, "delist dung vice"} <= pins(carried)


def test_change_is_a_goal_before_the_fit_unless_it_is_one_already() -> None:
    tiers = {
        "": ("fill", "bench", "mix", "change", "fit"),
        ", goals: {tiers: [fill, {mix: 1, fit: 3}]}": ("fill", "change", {"mix": 1, "fit": 3}),
        ", goals: {tiers: [fill]}": ("fill", "change"),
        ", goals: {tiers: [change, fill]}": ("change", "fill"),
    }
    for settings, expected in tiers.items():
        carried, findings = carry(now(settings), published())
        assert carried.settings.goals.tiers == expected
        assert any("tiers" in finding.where for finding in findings) == ("change, fill" not in settings)


def test_a_later_plan_and_one_without_decisions_are_refused() -> None:
    with pytest.raises(InputError, match=r"of a later date than this scenario \(2025-01-01\)"):
        carry(now(as_of="2025-01-01"), published())
    with pytest.raises(InputError, match="holds no decisions"):
        carry(now(), published(status="infeasible"))


def test_nothing_that_was_given_is_changed() -> None:
    mine, plan = now(pins="action cadre post\nforbid an archive"), published()
    before = mine.digest, plan.scenario.digest, len(plan.bench)
    carry(mine, plan, month_index("2027-07"))
    assert (mine.digest, plan.scenario.digest, len(plan.bench)) == before
