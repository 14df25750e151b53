"""The four goals and the mix, recounted on scenarios small enough to count by hand."""

import pytest
from support.scenarios import scenario
from support.small_office import checker, office, pairs, stint_rows

from planner.plan.verify import MixRow, UnreadablePlanError
from planner.plan.verify.facts import retirement_month
from planner.plan.verify.fitness import kilometres
from planner.rulebook.rulebook import pack
from planner.scenario.dates import month_date, month_index
from planner.scenario.scenario import Scenario


def goals(where: Scenario, stints: str = "", listings: str = "") -> dict[str, int]:
    return checker(where).goals(stint_rows(stints), pairs(listings))


def mix(where: Scenario, stints: str = "", listings: str = "") -> list[MixRow]:
    return checker(where).mix_rows(stint_rows(stints), pairs(listings))


def fit(posts: str, cadres: str, settings: str = "", **tables: str) -> int:
    """Fit of a new stint of c1 in p1 for the whole year, without any personnel rule."""
    where = scenario(settings, posts=posts, cadres=cadres, **tables)
    return goals(where, "c1 p1 2026-01 2027-01")["fit"]


# --- fill


def test_an_empty_seat_costs_its_months_times_both_weights() -> None:
    where = scenario(units="unit weight\nfar 3", posts="post unit weight\np1 far 2", cadres="cadre\nc1")
    assert goals(where)["fill"] == 12 * 3 * 2
    assert goals(where, "c1 p1 2026-07 2027-01")["fill"] == 6 * 3 * 2


def test_every_empty_seat_counts() -> None:
    where = scenario(posts="post seats\np1 3", cadres="cadre\nc1")
    assert goals(where, "c1 p1 2026-01 2027-01")["fill"] == 2 * 12


@pytest.mark.parametrize(
    ("vacant_from", "months"), [("2025-01", 12), ("2026-06", 12), ("2026-07", 6), ("2026-12", 6), ("2027-01", 0)]
)
def test_an_unheld_post_is_demanded_from_the_period_in_which_it_opens(vacant_from: str, months: int) -> None:
    where = scenario(posts=f"post vacant_from\np1 {vacant_from}", cadres="cadre\nc1")
    assert goals(where)["fill"] == months


def test_all_seats_of_a_held_post_are_demanded_at_once() -> None:
    where = scenario(posts="post seats holder vacant_from\np1 2 c1 2026-07", cadres="cadre\nc1")
    assert goals(where, "c1 p1 2026-01 2026-07")["fill"] == 6 + 12


# --- bench


def test_a_bench_counts_who_is_missing_and_whether_somebody_is_ready() -> None:
    where = office()
    everyone = 4 * 3
    assert goals(where)["bench"] == everyone
    assert goals(where, listings="spare chair_a")["bench"] == everyone - 2
    assert goals(where, listings="spare chair_a\nholds chair_a\ndeputy chair_a")["bench"] == everyone - 3


def test_a_successor_who_is_not_ready_leaves_one_point() -> None:
    where = office({"spare": {"theory": "none"}, "holds": {"grade": "1"}})
    assert goals(where, listings="spare chair_a\nholds chair_a")["bench"] == 3 * 3 + 1


# --- fit


@pytest.mark.parametrize(
    ("cadre", "points"),
    [
        ("field\nc1 law", 3),
        ("field\nc1 music", 0),
        ("degree\nc1 bachelor", 0),
        ("degree\nc1 master", 1),
        ("degree theory\nc1 doctor bachelor", 2 + 2),
        ("title\nc1 pc_vice", 2 + 2),
        ("title\nc1 pc_chair", 2),
        ("title\nc1 secretary", 0),
        ("ratings\nc1 HTNV;HTTNV", 1),
        ("ratings\nc1 HTXSNV;KHTNV;HTTNV;HTXSNV", -2 + 1 + 2 + 2 * 2),
        ("ratings\nc1 HTXSNV;HTNV;HTNV;HTNV", 0),
        ("grade\nc1 2", 2),
        ("grade\nc1 3", 0),
    ],
)
def test_fit_adds_up_whole_points(cadre: str, points: int) -> None:
    header, row = cadre.split("\n")
    rules = "rules: {pack: vn-2022}"
    tables = {"posts": "post unit title\np1 far pc_chair", "cadres": f"cadre {header}\n{row}"}
    assert fit(**tables, settings=rules, units="unit weight\nfar 3") == points


def test_without_a_title_no_level_counts() -> None:
    assert fit("post\np1", "cadre degree theory\nc1 doctor bachelor") == 0


@pytest.mark.parametrize(("lat", "points"), [("21.089", 0), ("21.0900", -1), ("22", -11)])
def test_distance_costs_a_point_for_each_ten_kilometres(lat: str, points: int) -> None:
    units = f"unit lat lon\nhome 21 105\nfar {lat} 105\nnowhere - -"
    assert fit("post unit\np1 far", "cadre native_unit\nc1 home", units=units) == points
    assert fit("post unit\np1 far", "cadre native_unit\nc1 nowhere", units=units) == 0


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    facts = checker(scenario(units="unit lat lon\na 10 105\nb 11 105", posts="post\np1", cadres="cadre\nc1")).facts
    assert kilometres(facts.units["a"], facts.units["b"]) == pytest.approx(111.195, abs=0.001)


def test_a_score_of_the_planner_replaces_the_computed_fit() -> None:
    scores = {"fit": "cadre post score\nc1 p1 -7"}
    assert fit("post title\np1 -", "cadre ratings\nc1 HTXSNV", **scores) == -7


def test_leaving_a_held_post_costs_its_fit_and_the_move() -> None:
    where = scenario(posts="post holder\np1 -\np2 c1", cadres="cadre\nc1", fit="cadre post score\nc1 p1 10\nc1 p2 3")
    assert goals(where, "c1 p2 2026-01 2026-07\nc1 p1 2026-07 2027-01")["fit"] == 10 - 3 - 6


def test_a_post_that_has_ended_by_itself_costs_nothing_to_leave() -> None:
    where = scenario(
        posts="post holder vacant_from\np1 - -\np2 c1 2026-07",
        cadres="cadre\nc1",
        fit="cadre post score\nc1 p1 10\nc1 p2 3",
    )
    assert goals(where, "c1 p2 2026-01 2026-07\nc1 p1 2026-07 2027-01")["fit"] == 10


def test_a_listing_in_force_is_worth_keeping() -> None:
    where = scenario(
        posts="post bench_min\np1 1", cadres="cadre\nc1\nc2", bench="cadre post\nc1 p1", fit="cadre post score\nc2 p1 3"
    )
    assert goals(where, listings="c1 p1")["fit"] == 4
    assert goals(where, listings="c2 p1")["fit"] == 3


# --- mix


def target(**keys: object) -> str:
    pairs_ = ", ".join(f"{key}: {value}" for key, value in keys.items())
    return f"mix: [{{name: t, {pairs_}}}]"


WOMEN = {"column": "sex", "values": "[female]"}
TWO_UNITS = {
    "posts": "post unit seats key holder\np1 a 1 yes c1\np2 a 2 no -\np3 b 1 yes c2",
    "cadres": "cadre sex birth_date\nc1 female 1990-07\nc2 male 1985-01\nc3 female 1991-01",
}
HELD = "c1 p1 2026-01 2027-01\nc2 p3 2026-01 2027-01\n"


@pytest.mark.parametrize(
    ("scope", "rows"),
    [
        ("key_posts", [("", 1, 1)]),
        ("all_posts", [("", 1, 2)]),
        ("each_unit", [("a", 1, 1), ("b", 0, 0)]),
        ("{unit: b}", [("", 0, 0)]),
        ("{cluster: hills}", [("", 1, 2)]),
    ],
)
def test_a_scope_has_its_parts(scope: str, rows: list[tuple[str, int, int]]) -> None:
    units = "unit cluster\na hills\nb coast"
    where = scenario(target(**WOMEN, scope=scope, at_least=1), units=units, **TWO_UNITS)
    found = mix(where, HELD + "c3 p2 2026-07 2027-01")
    assert [(row.of, row.today, row.planned) for row in found] == rows


def test_each_province_is_a_part_with_the_key_posts_of_its_units() -> None:
    units = "unit kind parent\na commune north\nb commune north\nnorth province -\nsouth province -\nc commune south"
    posts = "post unit key holder\np1 a yes c1\np2 b yes -\np3 b no c3\np4 c yes c2\np5 - yes -"
    where = scenario(
        target(**WOMEN, scope="each_province", at_least="50%"), **(TWO_UNITS | {"units": units, "posts": posts})
    )
    found = mix(where, "c1 p1 2026-01 2027-01\nc2 p4 2026-01 2027-01\nc3 p3 2026-01 2027-01")
    assert [(row.of, row.lower, row.today, row.planned) for row in found] == [("north", 1, 1, 1), ("south", 1, 0, 0)]


def test_a_title_group_is_a_scope() -> None:
    posts = "post title holder\np1 secretary c1\np2 deputy_secretary c2\np3 pc_chair c3"
    cadres = "cadre sex\nc1 female\nc2 female\nc3 female"
    where = scenario(target(**WOMEN, scope="{group: party}", at_least=1), rules="vn-2022", posts=posts, cadres=cadres)
    assert mix(where)[0].today == 2
    where = scenario(
        target(**WOMEN, scope="{title: pc_chair}", at_least=1), rules="vn-2022", posts=posts, cadres=cadres
    )
    assert mix(where)[0].today == 1


@pytest.mark.parametrize(
    ("bound", "lower", "upper"),
    [
        ({"at_least": "25%"}, 1, None),
        ({"at_least": "26%"}, 2, None),
        ({"at_most": "49.999%"}, None, 1),
        ({"at_least": "50%", "at_most": "50%"}, 2, 2),
        ({"at_least": 3}, 3, None),
        ({"preserve": 0}, 1, 1),
        ({"preserve": 2}, 0, 3),
    ],
)
def test_bounds_are_whole_persons(bound: dict[str, object], lower: int | None, upper: int | None) -> None:
    (row,) = mix(scenario(target(**WOMEN, scope="all_posts", **bound), **TWO_UNITS), HELD)
    assert (row.lower, row.upper) == (lower, upper)


def test_a_share_of_seats_is_exact() -> None:
    where = scenario(target(**WOMEN, scope="all_posts", at_least="7%"), posts="post seats\np1 100", cadres="cadre\nc1")
    assert mix(where)[0].lower == 7


def test_short_and_over_weigh_in_the_goal() -> None:
    short = scenario(target(**WOMEN, scope="all_posts", at_least=3, weight=5), **TWO_UNITS)
    over = scenario(target(**WOMEN, scope="all_posts", at_most=0, weight=7), **TWO_UNITS)
    assert goals(short, HELD)["mix"] == 2 * 5
    assert goals(over, HELD)["mix"] == 1 * 7


def test_ages_are_those_of_the_period_counted() -> None:
    young = {"column": "age_band", "values": '["<35"]', "scope": "all_posts", "at_least": 1}
    # c1 is 35 from July 2025, c3 from January 2026 and both hold a post all year
    older = "c1 p1 2026-01 2027-01"
    birth = {**TWO_UNITS, "cadres": "cadre birth_date\nc1 1991-07\nc2 1991-08\nc3 -"}
    every = scenario(target(**young, when="every"), **birth)
    rows = mix(every, older + "\nc3 p2 2026-01 2027-01\nc2 p3 2026-01 2027-01")
    assert [(row.date, row.today, row.planned) for row in rows] == [("2026-01-01", 2, 2), ("2026-07-01", 2, 1)]


def test_at_the_end_means_the_last_period() -> None:
    where = scenario(target(**WOMEN, scope="all_posts", at_least=1), **TWO_UNITS)
    (row,) = mix(where, HELD + "c3 p2 2026-07 2027-01")
    assert (row.date, row.today, row.planned) == ("2026-07-01", 1, 2)


def test_benches_count_listings_against_the_successors_wanted() -> None:
    tables = {
        "posts": "post bench_min\np1 2\np2 3\np3 0",
        "cadres": "cadre sex\nc1 female\nc2 male\nc3 female",
        "bench": "cadre post\nc1 p1\nc2 p1",
    }
    listings = "c1 p1\nc3 p1\nc1 p2"
    (row,) = mix(scenario(target(**WOMEN, scope="all_benches", at_least="50%"), **tables), listings=listings)
    assert (row.lower, row.today, row.planned, row.short) == (3, 1, 3, 0)
    rows = mix(scenario(target(**WOMEN, scope="each_bench", at_least="50%"), **tables), listings=listings)
    assert [(row.of, row.lower, row.planned, row.short) for row in rows] == [("p1", 1, 2, 0), ("p2", 2, 1, 1)]


def test_a_flag_is_yes_or_no_in_a_target() -> None:
    where = scenario(
        target(column="rotates", values='["yes"]', scope="all_posts", at_least=1),
        posts="post\np1\np2",
        cadres="cadre rotates\nc1 yes\nc2 no",
    )
    (row,) = mix(where, "c1 p1 2026-01 2027-01\nc2 p2 2026-01 2027-01")
    assert row.planned == 1


# --- service


@pytest.mark.parametrize(
    ("sex", "birth", "retires"),
    [
        # cut-offs for 60 months left, then for 48 months left
        ("male", "1968-04", "2030-04"),
        ("female", "1972-01", "2030-05"),
        ("male", "1968-06", "2030-06"),
        ("female", "1972-02", "2030-06"),
        ("male", "1968-07", "2030-07"),
        ("female", "1972-03", "2030-07"),
        ("male", "1968-09", "2030-09"),
        ("female", "1972-05", "2030-09"),
        ("male", "1967-06", "2029-06"),
        ("female", "1971-06", "2029-06"),
        ("male", "1967-09", "2029-09"),
        ("female", "1971-09", "2029-09"),
        ("male", "1975-01", "2037-01"),
        ("female", "1977-01", "2037-01"),
    ],
)
def test_retirement_comes_in_the_month_of_the_decree(sex: str, birth: str, retires: str) -> None:
    ages = pack("vn-2022").retirement
    assert ages is not None
    assert month_date(retirement_month(ages, sex, month_index(birth)))[:7] == retires


@pytest.mark.parametrize(
    ("when", "male", "female", "months"),
    [
        ("2025-04", "1968-04", "1972-01", 60),
        ("2025-06", "1968-06", "1972-02", 60),
        ("2025-07", "1968-07", "1972-03", 60),
        ("2025-09", "1968-09", "1972-05", 60),
        ("2025-06", "1967-06", "1971-06", 48),
        ("2025-09", "1967-09", "1971-09", 48),
        ("2027-01", "1975-01", "1977-01", 120),
    ],
)
def test_cut_offs_are_the_earliest_births_with_enough_service(when: str, male: str, female: str, months: int) -> None:
    ages = pack("vn-2022").retirement
    assert ages is not None
    for sex, birth in (("male", male), ("female", female)):
        month = month_index(birth)
        assert retirement_month(ages, sex, month) - month_index(when) >= months
        assert retirement_month(ages, sex, month - 1) - month_index(when) < months


@pytest.mark.parametrize(("birth", "retires", "periods"), [("1965-06", "2026-12-01", 2), ("1965-05", "2026-11-01", 1)])
def test_the_month_of_retirement_is_still_served(birth: str, retires: str, periods: int) -> None:
    held = checker(office({"holds": {"sex": "male", "birth_date": birth}})).facts.incumbents["holds"]
    assert month_date(held.person.retires) == retires
    assert held.after == periods


# --- reading


def test_goals_of_an_unreadable_plan_are_refused() -> None:
    with pytest.raises(UnreadablePlanError, match="names a post the scenario lacks"):
        goals(office(), "holds nowhere 2026-01 2026-07")
