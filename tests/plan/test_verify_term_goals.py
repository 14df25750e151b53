"""What a term reaches: places after rotations, standards, changes, courses and second posts, counted by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.scenarios import scenario
from support.small_office import checker, pairs, stint_rows, with_rule
from support.term_office import ATTENDED, LISTINGS, SETTINGS, STINTS, term, without
from support.term_plan import BENCH, CHANGE, FILL, FIT, STANDARD

from planner.scenario.scenario import Scenario


def goals(where: Scenario, stints: str = STINTS, listings: str = LISTINGS, attended: str = ATTENDED) -> dict[str, int]:
    return checker(where).goals(stint_rows(stints), pairs(listings), pairs(attended))


def only(
    posts: str, cadres: str, stints: str = "", listings: str = "", attended: str = "", **more: str
) -> dict[str, int]:
    """Goals of a plan of one year without any personnel rule."""
    given_settings = more.pop("settings", "")
    return goals(scenario(given_settings, posts=posts, cadres=cadres, **more), stints, listings, attended)


def test_the_plan_of_the_term_is_worth_what_was_counted() -> None:
    assert goals(term()) == {
        "fill": FILL,
        "bench": BENCH,
        "standard": STANDARD,
        "mix": 0,
        "change": CHANGE,
        "fit": FIT,
    }


# --- fill


@pytest.mark.parametrize(("key", "backfill", "months"), [("no", "no", 0), ("yes", "no", 12), ("no", "yes", 12)])
def test_only_key_posts_and_those_to_be_backfilled_are_wanted(key: str, backfill: str, months: int) -> None:
    assert only(f"post key backfill\np1 {key} {backfill}", "cadre\nc1")["fill"] == months


NOT_ROTATED = {
    "away": {"rotation_since": "-", "rotation_until": "-", "sending_unit": "-", "former_title": "-"},
    "sec_a": {"vacant_from": "2027-01"},
}


@pytest.mark.parametrize(
    ("changes", "months"),
    [
        pytest.param({}, 48, id="decided end"),
        pytest.param({"away": {"leaves_on": "2029-05"}}, 24, id="whole half-years of service only"),
        pytest.param({"away": {"leaves_on": "2026-12"}}, 0, id="the end of service"),
        pytest.param({"away": {"rotation_until": "-"}, "sec_a": {"vacant_from": "2027-01"}}, 48, id="the post ends"),
        pytest.param({"away": {"rotation_until": "-"}, "sec_a": {"held_since": "2019-01"}}, 48, id="the tenure cap"),
        pytest.param(NOT_ROTATED, 0, id="not on rotation"),
    ],
)
def test_months_without_a_place_after_a_rotation_count_once(changes: dict[str, dict[str, str]], months: int) -> None:
    home, lost = goals(term(changes)), goals(term(changes), without(STINTS, "away head"))
    vacant = 48
    assert lost["fill"] - home["fill"] == vacant + months


def test_months_without_a_place_count_until_the_return() -> None:
    later = STINTS.replace("away    head       2027-01", "away    head       2028-07")
    assert goals(term(), later)["fill"] - goals(term())["fill"] == 18 + 18


# --- bench


def test_a_successor_made_ready_by_courses_is_ready() -> None:
    assert goals(term(), attended="riser middle")["bench"] == BENCH + 1
    assert goals(term({"junior": {"degree": "college"}}))["bench"] == BENCH + 1  # one of two gaps is left
    assert goals(term({"junior": {"title": "staff"}}))["bench"] == BENCH + 1  # two grades are too far


def test_a_committee_needs_its_numbers_and_nobody_ready() -> None:
    assert goals(term(), listings="junior chair_b\nfresh sec_b\nfresh list_a")["bench"] == BENCH + 1
    assert goals(term({"list_a": {"bench_min": "4"}}))["bench"] == BENCH + 2


# --- standard


@pytest.mark.parametrize(
    ("changes", "months"),
    [
        pytest.param({"riser": {"theory": "intermediate"}}, 0, id="meets it"),
        pytest.param({"riser": {"theory": "none"}}, 12, id="two levels below, one course"),
        pytest.param({"riser": {"degree": "college"}}, 60, id="two parts below, one course"),
        pytest.param({"middle": {"months": "4"}}, 6, id="the course ends as a half-year begins"),
        pytest.param({"middle": {"months": "5"}}, 12, id="the course ends within a half-year"),
        pytest.param({"riser": {"unit": "dept"}}, 0, id="not of a commune"),
        pytest.param({"riser": {"title": "-"}}, 0, id="no title"),
        pytest.param({"riser": {"party_date": "-"}}, 12, id="party membership is not counted"),
        pytest.param({"riser": {"degree": "college", "leaves_on": "2028-12"}}, 30, id="whole half-years of service"),
    ],
)
def test_months_below_the_standard_of_the_own_title(changes: dict[str, dict[str, str]], months: int) -> None:
    trained = {"junior": {"theory": "intermediate"}}
    assert goals(term(trained | changes), attended="riser middle")["standard"] == months


def test_the_pack_can_ask_for_short_courses() -> None:
    titles = "title group committee skills\nparty_committee party yes -\npc_chair - - updated"
    where = term(titles=titles, sessions="session grants starts_on\nskills skills=updated 2026-06")
    assert goals(where, attended="")["standard"] == 60 + 60
    assert goals(where, attended="riser skills")["standard"] == 60 + 60
    trained = {"riser": {"theory": "intermediate"}}
    where = term(trained, titles=titles, sessions="session grants starts_on\nskills skills=updated 2026-06")
    assert goals(where, attended="riser skills")["standard"] == 6 + 60


# --- change


@pytest.mark.parametrize(
    ("bench", "listings", "change"),
    [
        ("junior chair_b", "junior chair_b", 0),
        ("junior chair_b", "", 1),
        ("riser sec_b", "", 0),  # who gets the post needs its list no more
        ("fresh head", "", 0),  # a post that keeps no bench
        ("junior list_a", "", 0),  # of another unit
        ("fresh list_a", "", 1),
        ("boss chair_b", "", 0),  # a lower title
        ("junior chair_b\nfresh list_a\nfresh sec_b", "fresh list_a", 2),
    ],
)
def test_dropping_a_listing_that_might_go_on_is_a_change(bench: str, listings: str, change: int) -> None:
    assert goals(term(bench=f"cadre post\n{bench}"), listings=listings)["change"] == change


@pytest.mark.parametrize(
    ("changes", "change"),
    [
        pytest.param({}, 1, id="one gap"),
        pytest.param({"junior": {"degree": "college"}}, 1, id="two gaps, one can be closed"),
        pytest.param({"junior": {"degree": "college"}, "middle": {"taken": "4"}}, 0, id="no seat is free"),
        pytest.param({"junior": {"degree": "college"}, "middle": {"months": "59"}}, 0, id="it ends too late"),
        pytest.param({"junior": {"degree": "college", "theory": "none"}}, 1, id="two courses, one after the other"),
        pytest.param(
            {"junior": {"degree": "college", "theory": "none"}, "basic": {"taken": "5"}}, 0, id="what it needs is full"
        ),
    ],
)
def test_a_listing_might_go_on_when_courses_could_allow_it(changes: dict[str, dict[str, str]], change: int) -> None:
    assert goals(term(changes, bench="cadre post\njunior chair_b"), listings="", attended="")["change"] == change


@pytest.mark.parametrize(
    ("pin", "change"),
    [
        ("prefer riser sec_b -", 0),
        ("prefer riser sec_b 2030-01", 0),  # whatever the date
        ("prefer riser council_b -", 0),
        ("prefer fresh sec_b -", 1),
        ("keep boss chief -", 0),
    ],
)
def test_a_preferred_placement_that_is_not_made_is_a_change(pin: str, change: int) -> None:
    where = term(bench="cadre post", pins=f"action cadre post from\n{pin}")
    assert goals(where)["change"] == change


# --- fit


WEIGHTS = "goals: {fit: {move: 100, keep: 0, own_bench: 20, ready: 0, course: 0, priority: 0}}"
SCORES = "cadre post score\nc1 p1 1\nc1 p2 2\nc1 p3 4"


def secretary(posts: str, months: int) -> Scenario:
    """A secretary who may chair the council beside, with the scores above."""
    settings = f"{WEIGHTS}\nrules: vn-2022\nhorizon_months: {months}"
    return scenario(settings, posts=posts, cadres="cadre title\nc1 secretary", fit=SCORES)


@pytest.mark.parametrize(("vacant_from", "fit"), [("-", 4 - 1 - 2 - 100), ("2026-08", 4 - 1 - 100)])
def test_leaving_two_posts_costs_each_that_has_not_ended_and_one_move(vacant_from: str, fit: int) -> None:
    posts = f"p1 a secretary c1 -\np2 a council_chair c1 {vacant_from}\np3 b pc_vice - -"
    where = secretary(f"post unit title holder vacant_from\n{posts}", months=24)
    until = "2027-01" if vacant_from == "-" else "2026-07"
    stints = f"c1 p1 2026-01 2027-01\nc1 p2 2026-01 {until}\nc1 p3 2027-01 2028-01"
    assert goals(where, stints, "", "")["fit"] == fit


def test_a_post_beside_another_costs_no_move() -> None:
    where = secretary("post unit title holder\np1 a secretary c1\np2 a council_chair -\np3 b pc_vice -", months=12)
    assert goals(where, "c1 p1 2026-01 2027-01\nc1 p2 2026-07 2027-01", "", "")["fit"] == 2


@pytest.mark.parametrize(
    ("posts", "bench", "fit"),
    [
        ("p1 yes", "c1 p1", 1 + 20),
        ("p1 no", "c1 p1", 1),
        ("p1 yes", "c2 p1", 1),
        ("p1 yes", "c1 p2", 1),
    ],
)
def test_a_backfilled_post_is_best_taken_from_its_own_bench(posts: str, bench: str, fit: int) -> None:
    values = only(
        f"post backfill\n{posts}\np2 yes\np3 yes",
        "cadre\nc1\nc2",
        "c1 p1 2026-01 2027-01",
        settings=WEIGHTS,
        bench=f"cadre post\n{bench}",
        fit=SCORES,
    )
    assert values["fit"] == fit


@pytest.mark.parametrize(
    ("attended", "listings", "fit"),
    [
        ("", "junior chair_b", 4 + 4),
        ("junior middle", "junior chair_b", 4 + 4 + 7 - 5 + 3),
        ("riser middle", "", -5),
        ("junior middle", "", -5 + 3),
        ("junior middle", "junior list_a", 3 - 5 + 3),
    ],
)
def test_courses_cost_points_and_earn_some(attended: str, listings: str, fit: int) -> None:
    weights = f"{SETTINGS}\ngoals: {{fit: {{ready: 7, course: 5, priority: 3}}}}"
    stays = "boss chief 2026-01 2031-01\n"
    assert goals(term(settings=weights), stays, listings, attended)["fit"] == fit


@pytest.mark.parametrize(
    ("end", "cost"),
    [("2030-01", 6), ("2030-07", 6)],
)
def test_a_return_from_a_new_rotation_costs_a_move(end: str, cost: int) -> None:
    rows = STINTS.replace("2027-01  2030-01", f"2027-01  {end}").replace("2030-01  2031-01", f"{end}  2031-01")
    stays = rows.replace(f"2027-01  {end}", "2027-01  2031-01").replace(f"fresh   second     {end}  2031-01", "")
    points_of_the_new_post = 5
    assert goals(term(), rows)["fit"] - goals(term(), stays)["fit"] == points_of_the_new_post - cost


# --- mix


def test_committees_have_a_scope_of_their_own() -> None:
    def rows(scope: str) -> list[tuple[str, int | None, int]]:
        target = f"mix: [{{name: women, column: sex, values: [female], scope: {scope}, at_least: 50%}}]"
        check = checker(term(settings=f"{SETTINGS}\n{target}"))
        found = check.mix_rows(stint_rows(STINTS), pairs(LISTINGS))
        return [(row.of, row.lower, row.planned) for row in found]

    assert rows("each_committee") == [("list_a", 1, 1)]
    assert rows("each_bench") == [("sec_b", 1, 0), ("chair_b", 1, 1)]
    assert rows("all_benches") == [("", 1, 1)]
    assert rows("key_posts") == [("", 3, 0)]
    assert rows("all_posts") == [("", 5, 1)]
    assert rows("{unit: xa_a}") == [("", 1, 0)]


def test_a_person_in_two_posts_counts_in_both() -> None:
    target = "mix: [{name: women, column: sex, values: [female], scope: {unit: xa_a}, at_least: 1, when: every}]"
    rows = checker(term(settings=f"{SETTINGS}\n{target}")).mix_rows(stint_rows(STINTS), [])
    assert [(row.today, row.planned) for row in rows[:3]] == [(2, 2), (2, 2), (2, 0)]


# --- laws


SESSIONS = "session grants starts_on months\n" + "\n".join(
    f"k{number} {grant} {start} 3"
    for number, (grant, start) in enumerate(
        (grant, start)
        for grant in ("theory=intermediate", "degree=bachelor", "skills=updated")
        for start in ("2026-03", "2026-11", "2027-09")
    )
)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, 8)), st.integers(0, 8))
def test_one_more_course_never_leaves_more_below_the_standard(attended: set[int], more: int) -> None:
    rows = [f"riser k{number}" for number in sorted(attended)]
    check = checker(TERM)
    fewer = check.goals(stint_rows(STINTS), pairs(LISTINGS), pairs("\n".join(rows)))
    with_more = pairs("\n".join({*rows, f"riser k{more}"}))
    after = check.goals(stint_rows(STINTS), pairs(LISTINGS), with_more)
    assert after["standard"] <= fewer["standard"]
    assert after["bench"] <= fewer["bench"]
    assert (after["fill"], after["change"]) == (fewer["fill"], fewer["change"])


@settings(max_examples=30, deadline=None)
@given(st.permutations(stint_rows(STINTS)))
def test_the_order_of_the_rows_says_nothing(rows: list[tuple[str, str, int, int]]) -> None:
    assert WHOLE.violations(rows, pairs(LISTINGS), pairs(ATTENDED)) == []
    assert WHOLE.goals(rows, pairs(LISTINGS), pairs(ATTENDED))["fit"] == FIT


WHOLE = checker(term())
TERM = term({"riser": {"degree": "college"}}, with_rule("course_order", "false") + SETTINGS, sessions=SESSIONS)
