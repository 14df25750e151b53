"""Why a placement stands: the numbers that decided, rule by rule, and the points of its fit."""

from typing import Any

import pytest
from support.office_plan import office_plan
from support.scenarios import scenario

from planner.plan.verify.facts import Facts, read_facts
from planner.plan.verify.fitness import Points
from planner.report.grounds import fit_words, grounds
from planner.rulebook.rulebook import resolve
from planner.scenario.scenario import Scenario

POSTS = """
post   unit  title     holder
chair  a     pc_chair  -
"""
UNITS = """
unit  name      kind
a     "Xã An"   commune
dept  "Nội vụ"  department
"""


def asked(people: str, **more: str) -> Scenario:
    return scenario(rules="vn-2022", units=UNITS, posts=POSTS, cadres=people, **more)


def facts_of(asked: Scenario) -> Facts:
    return read_facts(asked, resolve(asked)[0])


def stint(how: str = "promotion", start: str = "2026-07-01") -> dict[str, Any]:
    return {"cadre": "nam", "post": "chair", "start": start, "how": how}


def found(asked: Scenario, taking: dict[str, Any], *sessions: str) -> dict[str, str]:
    return {ground.rule: ground.found for ground in grounds(facts_of(asked), taking, sessions)}


NAM = """
cadre  unit  title    birth_date  sex   native_unit  degree    theory        party_date  rotates  ratings
nam    a     pc_vice  1980-01     male  dept         bachelor  intermediate  2005-01-01  yes      HTTNV
"""


def test_each_rule_tells_the_number_that_decides() -> None:
    told = found(asked(NAM), stint())
    assert told["grade"] == "+1 grades; +0 to +1 allowed"
    assert told["in_pool"] == "in the rotation pool"
    assert told["standard"] == "meets the standard of the title"
    assert told["non_local"] == "not a native of this unit"
    assert told["discipline"] == "no discipline in force then"
    # born in January 1980, to serve until 62: 186 months after July 2026
    assert told["remaining_service"] == "186 months left; 60 months asked"
    assert told["tenure_cap"] == "96 months at most, to 2034-07"


def test_a_rotation_is_asked_for_its_stay_and_rating_too() -> None:
    told = found(asked(NAM.replace("nam    a ", "nam    dept")), stint("rotation"))
    assert told["min_stay"] == "can stay 96 months; 36 months asked"
    assert told["rating"] == "rated HTTNV last; at least HTTNV asked"
    assert "min_stay" not in found(asked(NAM), stint())


def test_a_return_is_not_asked_for_pool_service_or_grade() -> None:
    assert {"in_pool", "remaining_service", "grade", "non_local"}.isdisjoint(found(asked(NAM), stint("return")))


def test_what_is_not_kept_is_told_as_it_is() -> None:
    people = NAM.replace("dept         bachelor", "a            none").replace("yes ", "no  ")
    told = found(asked(people), stint())
    assert told["standard"] == "lacks degree"
    assert told["non_local"] == "a native of this unit"
    assert told["in_pool"] == "neither in the rotation pool nor listed for such a post"


def test_a_course_that_ends_in_time_is_named() -> None:
    sessions = """
    session  course  grants               starts_on   months  seats
    LL-01    theory  theory=intermediate  2026-01-01  6       5
    """
    people = NAM.replace("intermediate", "none        ")
    told = found(asked(people, sessions=sessions), stint(), "LL-01")
    assert told["standard"] == "meets the standard of the title after LL-01"


def test_decisions_stand_with_their_reason() -> None:
    pins = """
    action  cadre  post   reason
    place   nam    chair  "asked for by the commune"
    """
    assert found(asked(NAM, pins=pins), stint())["pins"] == "place (pins.csv:3): asked for by the commune"


def test_a_rule_that_is_off_tells_nothing() -> None:
    plan = office_plan()
    facts = facts_of(plan.scenario)
    for row in plan.stints.to_dict("records"):
        if row["how"] != "holds":
            assert all(facts.rulebook.on(ground.rule) for ground in grounds(facts, row))


@pytest.mark.parametrize("taken", [0, 3])
def test_the_parts_of_a_fit_add_up_to_its_points(taken: int) -> None:
    plan = office_plan()
    facts = facts_of(plan.scenario)
    row = plan.stints.to_dict("records")[taken]
    person, post = facts.people[row["cadre"]], facts.posts[row["post"]]
    points = Points(facts)
    if (row["cadre"], row["post"]) not in facts.scores:
        assert sum(points.parts(person, post).values()) == points(person, post)
    assert fit_words(facts, points, person, post).startswith(f"{points(person, post)} point")


def test_a_score_of_the_planner_is_called_so() -> None:
    scores = """
    cadre  post   score
    nam    chair  7
    """
    facts = facts_of(asked(NAM, fit=scores))
    told = fit_words(facts, Points(facts), facts.people["nam"], facts.posts["chair"])
    assert told == "7 points: the planner's own score"
