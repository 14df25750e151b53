"""What makes small scenarios impossible, and what mends them."""

from threading import Event

import pytest
from support.scenarios import scenario
from support.small_office import office
from support.solving import only

from planner.explore.question import Effort
from planner.explore.repair import Demand, Edit, Ground, Repair, Step, demands, repair
from planner.report.repaired import clash_lines, edit_words, repair_words
from planner.scenario.scenario import Scenario

ONE_PERIOD = "horizon_months: 6\n"
POSTS = "post\nchair\nvice"
CADRES = "cadre name sex\na An male\nb Bình female\nc Chi female"


def mended(where: Scenario, count: int = 9) -> Repair:
    return repair(where, Effort(), count=count)


def told(where: Scenario, found: Repair) -> dict[tuple[str, ...], int]:
    """The ways with their prices, in words."""
    return {tuple(edit_words(where, edit) for edit in way.edits): way.price for way in found.ways}


def test_what_is_possible_needs_no_repair() -> None:
    found = mended(scenario(ONE_PERIOD, posts=POSTS, cadres=CADRES, pins="action cadre post\nplace a chair"))
    assert (found.possible, found.clash, found.ways) == (True, None, ())
    assert repair_words(found).startswith("A plan that keeps every rule")


def test_two_people_pinned_to_one_seat_clash_and_a_third_does_not() -> None:
    pins = "action cadre post reason\nplace a chair promised\nplace b chair -\nplace c vice -"
    where = scenario(ONE_PERIOD, posts=POSTS, cadres=CADRES, pins=pins)
    found = mended(where)
    assert found.clash is not None
    assert list(clash_lines(where, found.clash)) == [
        "place An in chair (promised) (pins.csv:2)",
        "place Bình in chair (pins.csv:3)",
    ]
    assert (found.clash.minimal, found.clash.confirmed) == (True, True)
    assert repair_words(found) == (
        "No plan can keep these 2 demands together. Each of them is needed for the clash: without any one of them a "
        "plan was found. A second search, without presolve, agrees."
    )
    assert told(where, found) == {
        ("take back: place An in chair (promised) (pins.csv:2)",): 5,
        ("take back: place Bình in chair (pins.csv:3)",): 5,
        ("1 more seat of the post chair",): 8,
    }
    assert found.complete


def test_two_clashes_need_two_changes_and_the_rows_told_are_those_of_the_file() -> None:
    pins = "action cadre post\nplace a chair\nplace b chair\nplace c vice\nplace d vice"
    where = scenario(ONE_PERIOD, posts=POSTS, cadres=f"{CADRES}\nd Dung male", pins=pins)
    found = mended(where)
    assert [way.price for way in found.ways] == [10, 10, 10, 10, 13, 13, 13, 13, 16]
    assert {tuple(edit.name for edit in way.edits) for way in found.ways[:4]} == {
        ("0", "2"),
        ("0", "3"),
        ("1", "2"),
        ("1", "3"),
    }


def test_every_way_comes_with_a_plan_that_keeps_the_rest() -> None:
    pins = "action cadre post\nplace a chair\nplace b chair\nplace c vice"
    found = mended(scenario(ONE_PERIOD, posts=POSTS, cadres=CADRES, pins=pins))
    for way in found.ways:
        assert ("c", "vice") in {(cadre, post) for cadre, post, *_months in way.stints}


def test_a_hard_target_is_missed_by_as_many_persons_as_it_must() -> None:
    target = "{name: men, column: sex, values: [male], scope: all_posts, at_least: 2, hard: true}"
    pins = "action cadre post\nplace b chair\nplace c vice"
    where = scenario(f"{ONE_PERIOD}mix: [{target}]\n", posts=POSTS, cadres=CADRES, pins=pins)
    found = mended(where, count=1)
    assert found.clash is not None
    assert found.clash.confirmed
    both = "let the target men be missed by 2 persons (hard: false)"
    assert told(where, mended(where))[both,] == 6
    alone = mended(scenario(f"{ONE_PERIOD}mix: [{target}]\n", posts=POSTS, cadres=CADRES))
    assert alone.clash is not None
    assert [way.edits for way in alone.ways[:1]] == [(Edit("target", "men", 1, 3),)]


def test_a_number_is_loosened_by_as_few_steps_as_help() -> None:
    where = scenario(
        ONE_PERIOD
        + only("remaining_service", "{on: true, first_time_months: 60, rotation_months: 60, non_local_months: 60}"),
        posts="post\nchair",
        cadres="cadre name leaves_on\na An 2029-06",
        pins="action cadre post\nplace a chair",
    )
    found = mended(where)
    assert found.clash is not None
    (line,) = clash_lines(where, found.clash)
    assert line.endswith("a has 41 months of service left; 60 are needed")
    ways = told(where, found)
    assert ways["take back: place An in chair (pins.csv:2)",] == 5
    assert ways["Remaining service: first_time_months from 60 to 36 (rules.changes.remaining_service)",] == 8
    assert ways["switch off the rule Remaining service (rules.changes.remaining_service: false)",] == 20


def test_all_rules_that_refuse_a_pair_have_to_give_way() -> None:
    where = office(
        {"spare": {"leaves_on": "2027-01", "discipline_until": "2029-01"}},
        pins="action cadre post\nplace spare chair_a",
    )
    found = mended(where, count=20)
    rules = [{edit.name.partition(".")[0] for edit in way.edits} for way in found.ways if way.edits[0].kind != "pin"]
    assert rules
    assert all({"discipline", "remaining_service"} <= names for names in rules)


def test_the_planners_prices_decide_the_order() -> None:
    pins = "action cadre post\nplace a chair\nplace b chair"
    where = scenario(f"{ONE_PERIOD}repair: {{pin: 9, seat: 2}}\n", posts=POSTS, cadres=CADRES, pins=pins)
    assert [(way.edits[0].kind, way.price) for way in mended(where).ways] == [("seat", 2), ("pin", 9), ("pin", 9)]


def test_what_is_stopped_says_so() -> None:
    stop = Event()
    stop.set()
    pins = "action cadre post\nplace a chair\nplace b chair"
    where = scenario(ONE_PERIOD, posts=POSTS, cadres=CADRES, pins=pins)
    found = repair(where, Effort(stop=stop))
    assert not found.complete
    assert repair_words(found) == "Whether a plan exists was not found out in time; give more --time-limit."


def test_who_is_kept_in_a_seat_clashes_with_who_is_placed_in_it() -> None:
    pins = "action cadre post\nkeep a chair\nplace b chair\nplace c vice"
    where = scenario(ONE_PERIOD, posts="post holder\nchair a\nvice -\nclerk -", cadres=CADRES, pins=pins)
    found = mended(where)
    assert found.clash is not None
    assert [demand.row for demand in found.clash.demands] == [0, 1]
    assert [way.edits[0].name for way in found.ways] == ["0", "1", "chair"]


def test_who_is_off_a_list_clashes_with_a_target_of_the_benches_that_needs_her() -> None:
    women = "{name: women, column: sex, values: [female], scope: all_benches, at_least: 2, hard: true}"
    where = scenario(
        f"{ONE_PERIOD}mix: [{women}]\n",
        posts="post bench_min bench_max\nchair 2 2",
        cadres=CADRES,
        pins="action cadre post\ndelist c chair\nforbid a chair",
    )
    found = mended(where)
    assert found.clash is not None
    assert [(demand.row, demand.name) for demand in found.clash.demands] == [(0, ""), (-1, "women")]


def test_of_pins_that_nothing_leads_to_is_known_before_there_is_a_model() -> None:
    pins = "action cadre post\nplace spare chair_a\nplace deputy vice_a"
    where = office({"spare": {"discipline_until": "2029-01"}}, pins=pins)
    assert Ground(where).hopeless == {Demand("pin", 0)}


def test_a_model_that_time_is_too_short_for_is_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    pins = "action cadre post\nplace a chair\nplace b chair"
    where = scenario(ONE_PERIOD, posts=POSTS, cadres=CADRES, pins=pins)

    def slow(step: Step) -> None:
        if step.phase == late:
            monkeypatch.setattr(demands, "BUILT", 1e-9)

    late = "way"
    found = repair(where, Effort(60.0), progress=slow)
    assert ({way.edits[0].kind for way in found.ways}, found.complete) == ({"pin"}, False)
    late = "exists"
    found = repair(where, Effort(60.0), progress=slow)
    assert (found.possible, found.clash, found.complete) == (False, None, False)


@pytest.mark.parametrize("price", [0, "many"])
def test_prices_are_whole_numbers_above_zero(price: object) -> None:
    with pytest.raises(Exception, match=r"repair\.pin"):
        scenario(f"repair: {{pin: {price}}}\n", posts=POSTS, cadres=CADRES)


def test_a_change_that_is_of_no_use_beside_a_missed_target_is_no_part_of_a_way() -> None:
    men = "{name: men, column: sex, values: [male], scope: all_posts, at_least: 3, hard: true}"
    women = "{name: women, column: sex, values: [female], scope: all_posts, at_least: 1, hard: true}"
    rule = only("remaining_service", "{on: true, first_time_months: 12}")
    where = scenario(f"{ONE_PERIOD}mix: [{men}, {women}]\n{rule}", posts="post\nchair\nvice\nclerk", cadres=CADRES)
    assert told(where, mended(where)) == {("let the target men be missed by 2 persons (hard: false)",): 6}
