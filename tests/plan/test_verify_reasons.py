"""Why stints end, what becomes of rotations, what courses are for, why listings end: recomputed from the raw tables."""

from dataclasses import replace

import pytest
from support.office_plan import with_cell, with_table
from support.small_office import checker, pairs, with_rule
from support.term_office import ATTENDED, LISTINGS, SETTINGS, STINTS, term, without
from support.term_plan import picture_of, plan_of, term_plan

from planner.plan.verify.claims.benches import review
from planner.plan.verify.claims.returns import returns
from planner.plan.verify.claims.stints import stints
from planner.plan.verify.claims.training import purpose, training
from planner.scenario.scenario import Scenario

# --- ends of stints


@pytest.mark.parametrize(
    ("changes", "cadre", "post", "until"),
    [
        ({"away": {"rotation_until": "-"}}, "away", "sec_a", "moves"),
        ({"away": {"rotation_until": "-"}}, "away", "council_a", "moves"),
        ({"sec_a": {"vacant_from": "2027-01"}}, "away", "sec_a", "planned"),
        ({"sec_a": {"vacant_from": "2027-02"}}, "away", "sec_a", "rotation"),
        ({"away": {"rotation_until": "-"}, "sec_a": {"vacant_from": "2027-01"}}, "away", "council_a", "dual"),
        (
            {
                "away": {"rotation_until": "-"},
                "sec_a": {"vacant_from": "2027-01"},
                "council_a": {"vacant_from": "2027-03"},
            },
            "away",
            "council_a",
            "planned",
        ),
        ({"chair_b": {"title": "secretary"}}, "fresh", "chair_b", "returns"),
        ({"chair_b": {"held_since": "2019-01"}}, "riser", "chair_b", "tenure_cap"),
    ],
)
def test_a_stint_ends_by_what_comes_first(
    changes: dict[str, dict[str, str]], cadre: str, post: str, until: str
) -> None:
    where = term(changes)
    facts = checker(where).facts
    plan = plan_of(
        where, "stints", f"cadre post start end how until from\n{cadre} {post} 2026-01-01 2027-01-01 holds x -"
    )
    if cadre == "fresh":
        plan = with_cell(plan, "stints", 0, "start", "2027-01-01")
    told = list(stints(facts, plan, picture_of(facts)))
    assert [line for line in told if "until" in line] == [
        f"stints.csv: {cadre} in {post}: until is given as x; it is {until}."
    ]


@pytest.mark.parametrize(
    ("months", "until"), [(36, "tenure_cap"), (37, "tenure_cap"), (41, "tenure_cap"), (42, "returns")]
)
def test_a_rotation_that_ends_by_itself_is_not_ended_by_the_return(months: int, until: str) -> None:
    titles = f"title group committee tenure_cap_months\nparty_committee party yes -\npc_chair - - {months}"
    where = term({"chair_b": {"held_since": "2024-01"}}, titles=titles)
    row = "cadre post start end how until from\nfresh chair_b 2027-01-01 2030-01-01 rotation x deputy"
    facts = checker(where).facts
    told = list(stints(facts, plan_of(where, "stints", row), picture_of(facts)))
    assert f"stints.csv: fresh in chair_b: until is given as x; it is {until}." in told


# --- what becomes of rotations


@pytest.mark.parametrize(
    ("changes", "rows", "outcome", "date", "expected"),
    [
        pytest.param({}, without(STINTS, "away head"), "without_place", "2027-01-01", "", id="without a place"),
        pytest.param(
            {"away": {"leaves_on": "2027-01"}}, without(STINTS, "away head"), "leaves", "2027-01-01", "", id="leaves"
        ),
        pytest.param(
            {"away": {"rotation_until": "-"}},
            without(STINTS, "away") + "\naway sec_a 2026-01 2031-01\naway council_a 2026-01 2031-01",
            "stays",
            "2031-01-01",
            "sec_a",
            id="stays",
        ),
        pytest.param(
            {"away": {"rotation_until": "-", "rotation_since": "2025-12"}},
            without(STINTS, "away") + "\naway sec_a 2026-01 2031-01\naway council_a 2026-01 2031-01",
            "stays",
            "2031-01-01",
            "sec_a",
            id="stays after sixty-one months",
        ),
    ],
)
def test_outcomes_of_todays_rotation(
    changes: dict[str, dict[str, str]], rows: str, outcome: str, date: str, expected: str
) -> None:
    where = term(changes)
    since = changes.get("away", {}).get("rotation_since", "2023-07") + "-01"
    row = (
        "cadre post unit since sending_unit outcome date placement step expected\n"
        f"away sec_a xa_a {since} dept {outcome} {date} - - {expected or '-'}"
    )
    facts = checker(where).facts
    told = returns(facts, plan_of(where, "returns", row), picture_of(facts, rows))
    assert [line for line in told if "away" in line] == []


@pytest.mark.parametrize(
    ("counts", "listings", "outcome", "expected"),
    [
        (48, "", "stays", "chair_b"),
        (49, "", "continues", "dept"),
        (49, "fresh list_a", "continues", "dept"),
        (49, "fresh list_a\nfresh head", "continues", "head"),
        (49, "fresh head\nfresh sec_b", "continues", "sec_b"),
        (49, "fresh sec_b\nfresh sec_a", "continues", "sec_a"),
    ],
)
def test_a_rotation_that_lasts_is_expected_where_its_person_is_listed(
    counts: int, listings: str, outcome: str, expected: str
) -> None:
    where = term(settings=with_rule("release_cap", f"{{counts_months: {counts}}}") + SETTINGS)
    rows = without(STINTS, "fresh second").replace("2027-01  2030-01", "2027-01  2031-01")
    row = (
        "cadre post unit since sending_unit outcome date placement step expected\n"
        f"fresh chair_b xa_b 2027-01-01 dept {outcome} 2031-01-01 - - {expected}"
    )
    facts = checker(where).facts
    told = returns(facts, plan_of(where, "returns", row), picture_of(facts, rows, listings))
    assert [line for line in told if "fresh" in line] == []


# --- what courses are for


@pytest.mark.parametrize(
    ("changes", "listings", "attended", "row", "why"),
    [
        pytest.param({}, LISTINGS, ATTENDED, "riser middle", ("post", "sec_b"), id="the earliest post, in their order"),
        pytest.param({}, LISTINGS, "riser basic", "riser basic", ("none", ""), id="nothing that he lacks"),
        pytest.param(
            {"riser": {"theory": "none"}},
            LISTINGS,
            "riser basic\nriser middle",
            "riser basic",
            ("order", "middle"),
            id="order",
        ),
        pytest.param({}, "junior chair_b", ATTENDED, "junior middle", ("bench", "chair_b"), id="made ready"),
        pytest.param({}, "", ATTENDED, "junior middle", ("standard", "pc_vice"), id="the own title"),
        pytest.param({"junior": {"title": "staff"}}, "", ATTENDED, "junior middle", ("none", ""), id="nothing"),
        pytest.param(
            {"junior": {"degree": "college"}},
            "junior chair_b",
            ATTENDED,
            "junior middle",
            ("bench", "chair_b"),
            id="allowed by it",
        ),
        pytest.param(
            {"junior": {"degree": "college", "title": "staff"}},
            "junior chair_b\njunior council_b",
            ATTENDED,
            "junior middle",
            ("bench", "council_b"),
            id="the first of two benches",
        ),
        pytest.param(
            {"middle": {"months": "58"}},
            "",
            "junior middle",
            "junior middle",
            ("standard", "pc_vice"),
            id="just in time",
        ),
        pytest.param(
            {"middle": {"months": "59"}},
            "junior chair_b",
            "junior middle",
            "junior middle",
            ("none", ""),
            id="too late",
        ),
    ],
)
def test_a_course_is_for_the_first_that_needs_it(
    changes: dict[str, dict[str, str]], listings: str, attended: str, row: str, why: tuple[str, str]
) -> None:
    where = term(changes)
    facts = checker(where).facts
    picture = picture_of(facts, listings=listings, attended=attended)
    ((cadre, session),) = pairs(row)
    attendance = next(a for a in picture.attendances if (a.person.cadre, a.session.session) == (cadre, session))
    assert purpose(facts, picture, attendance) == why


@pytest.mark.parametrize(
    ("birth", "sex", "start", "priority"),
    [
        ("1991-04", "male", "2026-03", "yes"),
        ("1991-03", "male", "2026-03", "no"),
        ("1991-03", "male", "2026-02", "yes"),
        ("1991-03", "female", "2026-03", "yes"),
        ("-", "male", "2026-03", "no"),
    ],
)
def test_priority_looks_at_the_age_when_the_session_starts(birth: str, sex: str, start: str, priority: str) -> None:
    where = term({"riser": {"birth_date": birth, "sex": sex}, "middle": {"starts_on": start}})
    plan = replace(term_plan(), scenario=where)
    plan = with_table(plan, "training", plan.training.loc[[0]])
    facts = checker(where).facts
    told = training(facts, plan, picture_of(facts, attended="riser middle"))
    wrong = "riser in middle: priority is given as no; it is yes."
    assert (wrong in "\n".join(told)) == (priority == "yes")


# --- reasons of removals


@pytest.mark.parametrize(
    ("changes", "bench", "listings", "reason"),
    [
        pytest.param(
            {"away": {"grade": "2"}}, "away chair_b", "", "higher_title: placed in head by this plan", id="as high"
        ),
        pytest.param({}, "riser council_b", "", "higher_title: placed in sec_b by this plan", id="too high"),
        pytest.param({}, "riser chair_b", "", "higher_title: ", id="holds it"),
        pytest.param({"junior": {"ratings": "KHTNV"}}, "junior chair_b", "", "rating: ", id="a poor year"),
        pytest.param(
            {"junior": {"degree": "none"}, "basic": {"taken": "5"}}, "junior chair_b", "", "choice: ", id="closable"
        ),
        pytest.param(
            {"junior": {"degree": "none"}, "middle": {"taken": "4"}},
            "junior chair_b",
            "",
            "bench_standard: ",
            id="no seat left",
        ),
        pytest.param({}, "junior list_a", "", "committee: ", id="of another unit"),
        pytest.param({}, "junior chair_b", "fresh chair_b", "choice: ", id="room left"),
        pytest.param(
            {"chair_b": {"bench_max": "1"}},
            "junior chair_b",
            "fresh chair_b",
            "gives way: the bench of chair_b has its 1",
            id="full",
        ),
    ],
)
def test_a_removal_gives_the_first_reason_that_is_true(
    changes: dict[str, dict[str, str]], bench: str, listings: str, reason: str
) -> None:
    where = term(changes, bench=f"cadre post\n{bench}")
    told = list(reviewed(where, bench, listings, f"{reason}and so on"))
    assert told == []
    assert "the reason is given as" in "".join(reviewed(where, bench, listings, f"x{reason}"))


def test_who_stands_on_three_other_benches_gives_way_with_the_fourth() -> None:
    where = term({"sec_a": {"bench_max": "1"}, "council_a": {"bench_max": "1"}}, bench="cadre post\nfresh chair_b")
    listings = "fresh sec_a\nfresh council_a\nfresh sec_b\nfresh list_a"
    stays = without(STINTS, "fresh") + "\nfresh deputy 2026-01 2031-01"
    assert list(reviewed(where, "fresh chair_b", listings, "bench_size: on 3 other benches", stays)) == []
    fewer = listings.replace("fresh sec_b\n", "")
    assert list(reviewed(where, "fresh chair_b", fewer, "choice: others", stays)) == []


def reviewed(where: Scenario, bench: str, listings: str, reason: str, rows: str = STINTS) -> list[str]:
    """What is found about the row that removes a listing."""
    row = f"cadre post action reason since\n{bench} remove '{reason}' -"
    check = checker(where)
    picture = picture_of(check.facts, rows, listings)
    found = review(check.facts, plan_of(where, "review", row), picture, check.refused)
    return [line for line in found if "is missing" not in line]
