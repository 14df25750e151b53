"""Departures by lot: cases solved on paper, the rules of the game one by one, and laws."""

from dataclasses import replace
from functools import cache
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.plan_tables import plan_table
from support.scenarios import scenario

from planner.explore.fates import draw, rates
from planner.explore.outcomes import chains, departures, differences, mean_interval, share_interval, summary
from planner.explore.outcomes import posts as by_post
from planner.explore.outcomes import units as by_unit
from planner.explore.play import Played, play
from planner.explore.refill import refill
from planner.explore.schedule import schedule
from planner.explore.simulate import Simulation, simulate
from planner.plan.plan import PLAN_TABLES, Plan, Tier
from planner.scenario.findings import InputError
from planner.scenario.scenario import Scenario

QUIET = "health: 0%, promotion: 0%, early_retirement: 0%"
STAYS = 99
"""A month after every horizon."""


def place(posts: str, cadres: str, simulate: str = QUIET, months: int = 12) -> Scenario:
    """Posts and people under open rules, in periods of a half-year or less."""
    period = min(months, 6)
    written = f"simulate: {{{simulate}}}\nhorizon_months: {months}\nperiod_months: {period}"
    return scenario(written, posts=posts, cadres="\n".join(["cadre", *cadres.split()]))


def plan_of(where: Scenario, stints: str, bench: str = "") -> Plan:
    """A plan of rows; listings are ``cadre post`` for who is ready now, ``cadre post date`` for who is later.

    Stints are ``cadre post start end``, then ``how`` and ``until`` unless they are ``holds`` and ``horizon``.
    """
    listings, rows = ["cadre post ready ready_on"], ["cadre post start end how until"]
    for cadre, post, *date in map(str.split, bench.strip().splitlines()):
        listings.append(f"{cadre} {post} next {date[0]}" if date else f"{cadre} {post} near -")
    for cadre, post, start, end, *why in map(str.split, stints.strip().splitlines()):
        rows.append(" ".join([cadre, post, f"{start}-01", f"{end}-01", *(why or ["holds", "horizon"])]))
    tables = {name: plan_table(where, name, " ".join(columns)) for name, columns in PLAN_TABLES.items()}
    tables |= {"stints": plan_table(where, "stints", "\n".join(rows))}
    tables |= {"bench": plan_table(where, "bench", "\n".join(listings))}
    return Plan("feasible", (Tier("fill", "min", 0, 0, 0.0, 0.0),), where, tables, {})


def played(plan: Plan, **leave: int) -> Played:
    """What happens when these people leave in these months, and nobody else."""
    people = list(plan.scenario.cadres["cadre"])
    fates = np.array([[leave.get(cadre, STAYS) for cadre in people]])
    months = plan.scenario.settings.horizon_months
    return play(schedule(plan, people, months), fates, plan.scenario.settings.simulate)


def empty(plan: Plan, **leave: int) -> dict[str, int]:
    """Months empty of each post beside those by plan."""
    return dict(zip(plan.scenario.posts["post"], played(plan, **leave).empty[0].tolist(), strict=True))


TWO = """
post   holder
chair  a
vice   b
"""
HELD = """
a  chair  2026-01  2027-01
b  vice   2026-01  2027-01
"""
AT_ONCE = f"{QUIET}, refill_months: 0"


def test_two_posts_and_three_people_within_a_month_as_on_paper() -> None:
    """b is to follow a, c to follow b; each of the three leaves with probability p.

    The chair is empty if a and b leave: p^2. The vice chair is empty if c leaves and b does not sit there, for he has
    left, or has moved up after a: p (p + (1 - p) p).
    """
    where = place(TWO, "a b c", "health: 99%, promotion: 0%, early_retirement: 0%, refill_months: 0", months=1)
    plan = plan_of(where, HELD.replace("2027-01", "2026-02"), "b chair\nc vice")
    p = 1 - 0.01 ** (1 / 12)

    told = by_post(simulate(where, [plan], runs=40_000, seed=3)).set_index("post")
    for post, mean in (("chair", p**2), ("vice", p**2 * (2 - p))):
        row = told.loc[post]
        assert abs(row["mean"] - mean) < 1.5 * (row["high"] - row["mean"])
        assert row["risk"] == row["at_end"] == row["mean"]


def test_two_posts_and_three_people_within_three_months_as_on_paper() -> None:
    """The same by a sum over all months in which each of them may leave."""
    where = place(TWO, "a b c", "health: 99%, promotion: 0%, early_retirement: 0%", months=3)
    plan = plan_of(where, HELD.replace("2027-01", "2026-04"), "b chair\nc vice")
    stay = 0.01 ** (1 / 12)
    chance = {0: 1 - stay, 1: stay * (1 - stay), 2: stay**2 * (1 - stay), STAYS: stay**3}
    expected = {"chair": 0.0, "vice": 0.0}
    for fates in product(chance, repeat=3):
        for post, months in on_paper(*fates).items():
            expected[post] += float(np.prod([chance[fate] for fate in fates])) * months

    told = by_post(simulate(where, [plan], runs=40_000, seed=3)).set_index("post")
    for post, mean in expected.items():
        row = told.loc[post]
        assert abs(row["mean"] - mean) < 1.5 * (row["high"] - row["mean"])


def on_paper(a: int, b: int, c: int) -> dict[str, int]:
    """Months 0 to 2 in which each post is empty: a post is filled a month after it fell empty, if its one is there."""
    gone = {"a": a, "b": b, "c": c, "": STAYS}
    chair, vice, unused = "a", "b", {"b", "c"}
    since: dict[str, int] = {}
    months = {"chair": 0, "vice": 0}
    for month in range(3):
        chair, vice = ("" if gone[who] <= month else who for who in (chair, vice))
        if not chair and since.setdefault("chair", month) < month and b > month and "b" in unused:
            unused.remove("b")
            vice = "" if vice == "b" else vice
            chair = "b"
            since.pop("chair")
        if not vice and since.setdefault("vice", month) < month and c > month and "c" in unused:
            unused.remove("c")
            vice = "c"
            since.pop("vice")
        months["chair"] += not chair
        months["vice"] += not vice
    return months


def test_nothing_happens_when_nobody_leaves() -> None:
    plan = plan_of(place(TWO, "a b c"), HELD, "b chair\nc vice")
    assert empty(plan) == {"chair": 0, "vice": 0}


def test_a_departure_sets_off_a_chain() -> None:
    plan = plan_of(place(TWO, "a b c"), HELD, "b chair\nc vice")
    told = played(plan, a=3)
    # a month for the chair, then one for the post that its successor leaves
    assert told.empty[0].tolist() == [1, 1]
    assert (told.moves[0], told.longest[0], told.chains[0].tolist()[:4]) == (2, 2, [0, 0, 1, 0])


def test_a_chain_that_is_filled_at_once_empties_nothing() -> None:
    plan = plan_of(place(TWO, "a b c", AT_ONCE), HELD, "b chair\nc vice")
    told = played(plan, a=3)
    assert told.empty[0].tolist() == [0, 0]
    assert told.longest[0] == 2


def test_everybody_is_used_once() -> None:
    plan = plan_of(place(TWO, "a b c", AT_ONCE), HELD, "c chair\nc vice")
    assert empty(plan, a=3, b=5) == {"chair": 0, "vice": 7}
    # c comes to the vice chair and is not taken away from there
    assert empty(plan, b=3, a=5) == {"chair": 7, "vice": 0}


def test_as_many_posts_as_possible_are_filled() -> None:
    plan = plan_of(place(TWO, "a b c d", AT_ONCE), HELD, "c chair\nd chair\nc vice")
    assert empty(plan, a=3, b=3) == {"chair": 0, "vice": 0}


def test_who_leaves_no_post_behind_comes_before_who_does() -> None:
    plan = plan_of(place(TWO, "a b c", AT_ONCE), HELD, "b chair\nc chair")
    told = played(plan, a=3)
    assert (told.moves[0], told.empty[0].tolist()) == (1, [0, 0])


def test_who_is_ready_comes_first_and_who_is_not_last() -> None:
    plan = plan_of(place(TWO, "a b c d", AT_ONCE), HELD, "c chair 2026-06-01\nd chair")
    assert played(plan, a=3).unready[0] == 0
    assert played(plan, a=3, d=0).unready[0] == 1
    assert played(plan, a=6, d=0).unready[0] == 0


def test_who_is_not_ready_can_be_left_out() -> None:
    plan = plan_of(place(TWO, "a b c", f"{AT_ONCE}, only_ready: true"), HELD, "c chair 2026-06-01")
    assert empty(plan, a=3) == {"chair": 2, "vice": 0}


def test_a_planned_successor_comes_on_his_date_to_an_empty_post() -> None:
    stints = "a chair 2026-01 2026-07 holds service\nb vice 2026-01 2027-01\nc chair 2026-07 2027-01 promotion horizon"
    assert empty(plan_of(place(TWO, "a b c"), stints), a=2) == {"chair": 4, "vice": 0}


def test_a_planned_successor_stays_where_he_is_when_the_post_is_taken() -> None:
    stints = "a chair 2026-01 2026-07 holds service\nb vice 2026-01 2026-07 holds moves"
    stints += "\nb chair 2026-07 2027-01 promotion horizon\nc vice 2026-07 2027-01 promotion horizon"
    plan = plan_of(place(TWO, "a b c d", AT_ONCE), stints, "d chair")
    told = played(plan, a=2)
    # b stays vice chair, so that there is no room for c either
    assert (told.empty[0].tolist(), told.lapsed[0]) == ([0, 0], 2)


def test_two_who_change_places_do() -> None:
    stints = "a chair 2026-01 2026-07 holds moves\nb vice 2026-01 2026-07 holds moves"
    stints += "\nb chair 2026-07 2027-01 promotion horizon\na vice 2026-07 2027-01 promotion horizon"
    assert played(plan_of(place(TWO, "a b"), stints)).lapsed[0] == 0


def test_a_planned_successor_who_has_left_leaves_the_post_to_its_bench() -> None:
    stints = "a chair 2026-01 2026-07 holds service\nb vice 2026-01 2027-01\nc chair 2026-07 2027-01 promotion horizon"
    plan = plan_of(place(TWO, "a b c d"), stints, "d chair")
    assert empty(plan, c=1) == {"chair": 1, "vice": 0}


def test_a_post_that_is_empty_by_plan_is_not_filled() -> None:
    plan = plan_of(
        place(TWO, "a b c", AT_ONCE), "a chair 2026-01 2026-07 holds service\nb vice 2026-01 2027-01", "c chair"
    )
    told = played(plan)
    assert (told.empty.sum(), told.in_all[0], told.moves[0]) == (0, 6, 0)


def two_in_one_hand(bench: str) -> Plan:
    """A secretary who is council chair as well."""
    where = scenario(
        f"rules: {{pack: vn-2022}}\nsimulate: {{{AT_ONCE}}}",
        posts="""
        post       unit  title             holder
        secretary  xa    secretary         a
        council    xa    council_chair     a
        """,
        cadres="""
        cadre  title
        a      secretary
        c      staff
        """,
    )
    return plan_of(where, "a secretary 2026-01 2027-01\na council 2026-01 2027-01", bench)


def test_a_second_post_goes_with_the_main_one() -> None:
    told = played(two_in_one_hand("c secretary"), a=2)
    assert (told.empty[0].tolist(), told.moves[0], told.chains[0, :2].tolist()) == ([0, 0], 1, [0, 1])


def test_a_second_post_has_no_successors_of_its_own() -> None:
    assert empty(two_in_one_hand("c council"), a=2) == {"secretary": 10, "council": 10}


def test_seats_of_a_post_are_filled_each() -> None:
    where = place("post seats holder\nclerk 2 a;b", "a b c d", AT_ONCE)
    plan = plan_of(where, "a clerk 2026-01 2027-01\nb clerk 2026-01 2027-01", "c clerk\nd clerk")
    assert empty(plan, a=2, b=2) == {"clerk": 0}
    assert empty(plan, a=2, b=2, d=2) == {"clerk": 10}


@cache
def one_post(bench: str, refill: int) -> Plan:
    where = place("post holder\nchair a", "a b c d", f"{QUIET}, refill_months: {refill}")
    return plan_of(where, "a chair 2026-01 2027-01", "\n".join(f"{cadre} chair" for cadre in bench))


leaving = st.fixed_dictionaries({cadre: st.integers(0, 12) for cadre in "abcd"})


@settings(deadline=None)
@given(leaving, st.permutations("bcd"), st.integers(0, 3))
def test_one_more_on_the_bench_of_one_post_empties_nothing_if_it_is_filled_at_once(
    leave: dict[str, int], bench: list[str], size: int
) -> None:
    fewer, more = (one_post("".join(bench[:count]), 0) for count in (min(size, 2), min(size, 2) + 1))
    assert empty(more, **leave)["chair"] <= empty(fewer, **leave)["chair"]


def test_one_more_on_a_bench_can_cost_months() -> None:
    """The law does not hold where filling takes time: who comes first may soon leave again."""
    assert empty(one_post("c", 1), a=2) == {"chair": 1}
    assert empty(one_post("bc", 1), a=2, b=6) == {"chair": 2}


open_posts = st.lists(
    st.tuples(st.integers(0, 2), st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 30)), min_size=3, max_size=3)),
    max_size=6,
)


@settings(deadline=None)
@given(open_posts)
def test_the_matching_is_the_best_of_all(drawn: list[tuple[int, list[tuple[int, int]]]]) -> None:
    drawn.sort(key=lambda post: post[0])
    group = np.array([run for run, _ in drawn], dtype=np.int64)
    table = np.array([row for _, row in drawn], dtype=np.int64).reshape(len(drawn), 3, 2)
    people = np.array([[c if c not in row[:k] else -1 for k, c in enumerate(row)] for row in table[:, :, 0].tolist()])
    people, loss = people.reshape(-1, 3).astype(np.int64), table[:, :, 1]

    chosen = refill(group, people, loss)
    for run in set(group.tolist()):
        mine = np.flatnonzero(group == run)
        worth = [
            value(loss[mine], choice)
            for choice in product(range(-1, 3), repeat=len(mine))
            if possible(people[mine], choice)
        ]
        assert possible(people[mine], tuple(chosen[mine].tolist()))
        assert value(loss[mine], tuple(chosen[mine].tolist())) == min(worth)


def possible(people: np.ndarray, choice: tuple[int, ...]) -> bool:
    taken = [int(people[row, column]) for row, column in enumerate(choice) if column >= 0]
    return -1 not in taken and len(set(taken)) == len(taken)


def value(loss: np.ndarray, choice: tuple[int, ...]) -> tuple[int, int]:
    """Posts left open, then the loss."""
    return choice.count(-1), int(sum(loss[row, column] for row, column in enumerate(choice) if column >= 0))


def test_fates_hang_on_seed_person_and_run_alone() -> None:
    where = place(TWO, "a b c", "health: 40%, promotion: 10%, early_retirement: 0%")
    fewer = place(TWO, "c b a", "health: 40%, promotion: 10%, early_retirement: 0%")
    whole, cause = draw(rates(where), 7, 0, 10)

    assert (draw(rates(where), 7, 4, 6)[0] == whole[4:]).all()
    assert (draw(rates(fewer), 7, 0, 10)[1][:, ::-1] == cause).all()
    assert (draw(rates(where), 8, 0, 10)[0] != whole).any()


def test_as_many_leave_within_a_year_as_the_share_says() -> None:
    groups = "groups: [{name: young, column: age_band, values: [<35], yearly: 30%}]"
    where = scenario(
        f"rules: {{pack: vn-2022}}\nsimulate: {{health: 10%, promotion: 20%, early_retirement: 0%, {groups}}}",
        posts="post unit title holder\nchair xa pc_chair old",
        cadres="""
        cadre  sex   birth_date  title
        old    male  1980-01     pc_chair
        young  male  1995-01     staff
        """,
    )
    month, cause = draw(rates(where), 1, 0, 40_000)
    gone = (month < 12).mean(axis=0)
    shares = np.array([(cause == number).mean(axis=0) for number in range(4)])

    assert gone == pytest.approx([1 - 0.9 * 0.8, 1 - 0.9 * 0.7], abs=0.01)
    assert (shares[1, 1], shares[2].max(), shares[3, 0]) == (0, 0, 0)
    # of two causes each takes its part of the rates
    assert shares[0, 0] / gone[0] == pytest.approx(np.log(0.9) / np.log(0.9 * 0.8), abs=0.02)


def test_early_retirement_needs_an_end_of_service_near_by() -> None:
    where = scenario(
        "rules: {pack: vn-2022}\nsimulate: {health: 0%, promotion: 0%, early_retirement: 100%, early_months: 24}",
        posts="post unit title holder\nchair xa pc_chair near",
        cadres="""
        cadre  sex   birth_date  leaves_on  title
        near   male  1980-01     2027-06    pc_chair
        far    male  1980-01     2030-01    staff
        over   male  1980-01     2026-03    staff
        """,
    )
    month, cause = draw(rates(where), 1, 0, 20)
    assert (month[:, 0] < 12).all()
    assert (cause[:, 0] == 2).all()
    assert (month[:, 1] == 12).all()
    assert (cause[:, 1] == -1).all()
    assert (month[:, 2] <= 2).all()


def two_plans() -> tuple[Scenario, list[Plan]]:
    where = place(TWO, "a b c d", "health: 30%, promotion: 10%, early_retirement: 0%")
    return where, [plan_of(where, HELD, "c chair"), plan_of(where, HELD, "c chair\nd vice")]


def test_the_same_seed_gives_the_same_answer_with_any_number_of_workers() -> None:
    where, plans = two_plans()
    one, two = (simulate(where, plans, runs=1_200, seed=5, workers=workers) for workers in (1, 2))
    assert summary(one).equals(summary(two))
    assert by_post(one).equals(by_post(two))
    assert len(one.holders) == 1_200


def test_plans_are_compared_on_the_same_departures() -> None:
    where, plans = two_plans()
    told = differences(simulate(where, plans, names=["thin", "deep"], runs=400)).set_index("measure")
    # a second bench can only help here, and does in some runs
    assert (told.loc["empty", "more"], told.loc["empty", "plan"]) == (0, "deep")
    assert told.loc["empty", "less"] > 0
    assert told.loc["empty", "low"] < told.loc["empty", "mean"] < told.loc["empty", "high"] < 0


def test_a_plan_does_not_differ_from_itself() -> None:
    where, (plan, _) = two_plans()
    told = differences(simulate(where, [plan, plan], names=["one", "two"], runs=50))
    assert (told["same"] == 1).all()


def test_tables_add_up() -> None:
    where, plans = two_plans()
    found = simulate(where, plans, names=["thin", "deep"], runs=300)
    told = summary(found).set_index(["plan", "measure"])["mean"]
    of_posts, of_units = (table(found).groupby("plan")["mean"].sum() for table in (by_post, by_unit))
    of_chains = chains(found).set_index(["plan", "moves"])["mean"]
    left = departures(found).set_index("cause")["mean"]
    for name in ("thin", "deep"):
        assert told[name, "empty"] == pytest.approx(of_posts[name]) == pytest.approx(of_units[name])
        assert told[name, "moves"] == pytest.approx(sum(n * of_chains[name, n] for n in range(9)))
    assert left["holders"] <= left["health"] + left["promotion"]


def test_intervals_are_those_of_the_books() -> None:
    # Wilson's interval of 1 in 10 is 0.018 to 0.404
    assert share_interval(1, 10) == pytest.approx((0.1, 0.017876, 0.404150), abs=1e-5)
    assert share_interval(0, 10)[1] == 0
    assert mean_interval([1, 2, 3, 4]) == pytest.approx((2.5, 2.5 - 1.265151, 2.5 + 1.265151), abs=1e-5)


def test_a_plan_of_another_date_or_of_other_people_is_refused() -> None:
    where, (plan, _) = two_plans()
    later = replace(where, settings=where.settings.model_copy(update={"as_of": "2026-07-01"}))
    with pytest.raises(InputError, match="of another date"):
        simulate(later, [plan], runs=2)
    with pytest.raises(InputError, match="whom the scenario has not"):
        simulate(place(TWO, "a b"), [plan], runs=2)
    with pytest.raises(InputError, match="holds no decisions"):
        simulate(where, [replace(plan, status="infeasible")], runs=2)


def test_all_orders_of_people_give_the_same_months() -> None:
    fates = {"a": 3, "b": 5, "c": 7}
    told = {
        tuple(empty(plan_of(place(TWO, " ".join(order)), HELD, "c chair\nd vice"), **fates).values())
        for order in permutations("abcd")
    }
    assert len(told) == 1


def test_the_simulation_says_what_it_assumed() -> None:
    where, plans = two_plans()
    found: Simulation = simulate(where, plans, runs=2)
    assert (found.settings.health, found.causes, found.months) == (
        "30%",
        ("health", "promotion", "early_retirement"),
        12,
    )
