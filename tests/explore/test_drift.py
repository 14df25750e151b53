"""A plan against newer data, on a small office written out, and the plan that changes least."""

import shlex

import pandas as pd
import pytest
from support.office_plan import office_plan
from support.scenarios import scenario
from support.solving import only
from support.term_plan import term_plan

from planner.api import verify
from planner.explore.drift import Drift, drift, replan, side_by_side
from planner.plan.plan import PLAN_TABLES, Plan
from planner.scenario.findings import InputError
from planner.scenario.scenario import Scenario

POSTS = """
post     seats  holder  bench_min  bench_max
chair    1      an      0          3
vice     1      binh    0          3
office   1      -       0          3
archive  1      -       0          3
"""
CADRES = """
cadre  discipline_until
an     -
binh   -
chi    -
dung   -
giang  -
"""
STINTS = """
cadre  name  post     start       end         how          until
an     An    chair    2026-01-01  2028-01-01  holds        horizon
binh   Bình  vice     2026-01-01  2027-07-01  holds        moves
chi    Chi   office   2026-07-01  2028-01-01  appointment  horizon
dung   Dũng  archive  2027-01-01  2028-01-01  appointment  horizon
binh   Bình  office   2027-07-01  2028-01-01  appointment  horizon
"""
BENCH = """
cadre  post   ready  action
chi    chair  near   keep
dung   vice   near   add
"""


def now(as_of: str = "2027-01-01", rule: str = "discipline", months: int = 24, **tables: str) -> Scenario:
    """The office at a date, in half-years, with one personnel rule."""
    settings = f"{only(rule)}as_of: {as_of}\nhorizon_months: {months}"
    return scenario(settings, **({"posts": POSTS, "cadres": CADRES} | tables))


def published(stints: str = STINTS, bench: str = BENCH) -> Plan:
    """The plan of 2026; two in one office is one too many from 2027-07 on."""
    tables = {name: pd.DataFrame(columns=list(columns)) for name, columns in PLAN_TABLES.items()}
    tables |= {"stints": rows("stints", stints), "bench": rows("bench", bench)}
    return Plan("optimal", (), now("2026-01-01", posts=POSTS.replace("office   1", "office   2")), tables, {})


def rows(table: str, text: str) -> pd.DataFrame:
    header, *lines = [shlex.split(line) for line in text.strip().splitlines()]
    given = [dict(zip(header, line, strict=True)) for line in lines]
    return pd.DataFrame(
        [{**dict.fromkeys(PLAN_TABLES[table], ""), **row} for row in given], columns=list(PLAN_TABLES[table])
    )


def there(*holders: str) -> str:
    """The posts with these holders: ``office chi``."""
    text = POSTS.replace("office   1", "office   2")
    for holder in holders:
        post, cadre = holder.split()
        held = next(line for line in text.splitlines() if line.startswith(post))
        cells = held.split()
        text = text.replace(held, " ".join([*cells[:2], cadre, *cells[3:]]))
    return text


def states(found: Drift) -> set[str]:
    """Decisions as ``state kind cadre of``."""
    return {f"{row.state} {row.kind} {row.cadre} {row.of}" for row in found.standing.itertuples()}


def messages(found: Drift) -> list[str]:
    return list(found.broken["message"])


@pytest.mark.parametrize("plan", [office_plan(), term_plan()], ids=["office", "term"])
def test_no_plan_drifts_from_its_own_data(plan: Plan) -> None:
    assert messages(drift(plan.scenario, plan)) == []


def test_what_has_come_true_is_told_apart_from_what_still_holds() -> None:
    found = drift(now(posts=there("office chi")), published())
    assert states(found) == {
        "done placement chi office",
        "holds holder an chair",
        "holds holder binh vice",
        "holds placement dung archive",
        "holds placement binh office",
        "holds listing chi chair",
        "holds listing dung vice",
    }


def test_a_placement_that_has_not_happened() -> None:
    found = drift(now(posts=there("office giang")), published())
    assert messages(found) == ["chi should hold office since 2026-07; posts.csv shows giang."]
    assert list(found.broken["rule"]) == [""]


def test_a_holder_who_has_left_before_his_time() -> None:
    found = drift(now(posts=there("office chi", "chair giang")), published())
    assert messages(found) == ["an should hold chair until 2028-01 (horizon); posts.csv shows giang."]


def test_a_holder_who_should_have_left() -> None:
    found = drift(now("2027-07-01", posts=there("office chi", "archive dung")), published())
    assert messages(found) == [
        "binh should have left vice by 2027-07 (moves) and still holds it.",
    ]


def test_somebody_who_is_gone_takes_his_decisions_with_him() -> None:
    found = drift(now(posts=there("office chi"), cadres=CADRES.replace("dung   -\n", "")), published())
    assert {row for row in states(found) if row.startswith("broken")} == {
        "broken placement dung archive",
        "broken listing dung vice",
    }
    assert messages(found) == ["there is no cadre dung any more."] * 2


def test_a_rule_is_told_with_value_limit_and_source() -> None:
    disciplined = CADRES.replace("dung   -", "dung   2027-06-01")
    found = drift(now(posts=there("office chi"), cadres=disciplined), published())
    placement = found.broken[found.broken["kind"] == "placement"].iloc[0]

    assert (placement["cadre"], placement["of"], placement["rule"]) == ("dung", "archive", "discipline")
    assert "is under discipline until 2027-06-01 when taking post archive on 2027-01-01" in placement["message"]
    assert "broken listing dung vice" in states(found)


def test_a_seat_too_few_is_told_of_those_whom_the_plan_brings() -> None:
    fewer_seats = there("office chi").replace("office 2", "office 1")
    found = drift(now(posts=fewer_seats), published())
    assert list(found.broken[["kind", "cadre", "of", "rule"]].itertuples(index=False, name=None)) == [
        ("placement", "binh", "office", "one_holder")
    ]


def test_service_that_ends_before_a_placement() -> None:
    leaving = "cadre discipline_until leaves_on\nan - -\nbinh - -\nchi - -\ndung - 2027-01\ngiang - -"
    found = drift(now(posts=there("office chi"), cadres=leaving), published())
    assert messages(found) == ["dung cannot hold archive from 2027-01: service ends it in 2027-01."]
    assert list(found.broken["rule"]) == ["remaining_service"]


def test_what_begins_after_the_newer_data_end_is_not_checked() -> None:
    found = drift(now(posts=there("office chi"), months=6), published())
    assert "later placement binh office" in states(found)


def without(plan: Plan, table: str, row: str) -> Scenario:
    """The data of a plan without a row, given by its id."""
    tables = dict(plan.scenario.tables)
    frame = tables[table]
    tables[table] = frame[frame.iloc[:, 0] != row].reset_index(drop=True)
    return Scenario(plan.scenario.settings, tables)


def test_a_session_that_is_called_off() -> None:
    plan = term_plan()
    session = plan.training["session"].iloc[0]
    found = drift(without(plan, "sessions", session), plan)
    told = found.broken[found.broken["kind"] == "course"]

    assert set(told["message"]) == {f"there is no session {session} any more."}
    # what the course was for falls with it
    assert "standard" in set(found.broken["rule"])


def test_a_session_that_is_over_is_done() -> None:
    plan = term_plan()
    later = plan.scenario.settings.model_copy(update={"as_of": "2026-07-01", "horizon_months": 54})
    gone = without(plan, "sessions", plan.training["session"].iloc[0])
    found = drift(Scenario(later, gone.tables), plan)
    over = found.standing[found.standing["kind"] == "course"]

    starts = plan.training["starts_on"] < "2026-07-01"
    assert (over["state"] == "done").sum() == starts.sum()


def test_a_second_post_without_the_main_one() -> None:
    plan = term_plan()
    cadres = plan.scenario.cadres.copy()
    # the chair who is to become secretary and council chair in 2027 leaves in 2026
    cadres.loc[cadres["cadre"] == "riser", "leaves_on"] = "2026-09"
    found = drift(Scenario(plan.scenario.settings, {**plan.scenario.tables, "cadres": cadres}), plan)
    told = {row.of: row.rule for row in found.broken.itertuples() if (row.kind, row.cadre) == ("placement", "riser")}

    assert told == {"sec_b": "remaining_service", "council_b": "dual_role"}


def test_nothing_is_given_up_if_everything_holds() -> None:
    plan = published()
    found = drift(now(posts=there("office chi")), plan)
    changed = side_by_side(found, plan, replan(found))
    assert changed[changed["after"] == ""].empty


def test_the_new_plan_gives_up_only_what_it_has_to() -> None:
    plan = published()
    found = drift(now(posts=there("office chi"), cadres=CADRES.replace("dung   -", "dung   2099-01-01")), plan)
    new = replan(found)
    changed = side_by_side(found, plan, new)

    assert new.tiers[0].name == "change"
    assert verify(new.scenario, new).ok
    given_up = changed[changed["after"] == ""]
    assert {(row.kind, row.cadre, row.of) for row in given_up.itertuples()} == {
        ("placement", "dung", "archive"),
        ("listing", "dung", "vice"),
    }
    assert all(given_up["why"].str.startswith("discipline: "))


def test_other_goals_can_come_first() -> None:
    plan = published(stints=STINTS.replace("dung   Dũng  archive  2027-01-01", "dung   Dũng  archive  2027-07-01"))
    found = drift(now(posts=there("office chi")), plan)
    kept, filled = replan(found), replan(found, goals_first=True)

    assert kept.tiers[0].name == "change"
    assert filled.tiers[0].name == "fill"


def test_a_plan_of_a_later_date_is_refused() -> None:
    with pytest.raises(InputError, match="of a later date"):
        drift(now("2025-01-01"), published())
