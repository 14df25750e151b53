"""Losses that benches bear: against every set of departures, and competing posts against Hall's theorem."""

from collections.abc import Mapping
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from support.scenarios import scenario

from planner.api import solve
from planner.explore.resilience import (
    Benches,
    benches,
    breaking,
    competing,
    covered_at_once,
    covers,
    fewest_losses,
    keystones,
)

POSTS, PEOPLE = "abcdef", "123456"
ready_lists = st.lists(st.sampled_from(PEOPLE), unique=True, max_size=4)
some_benches = st.dictionaries(st.sampled_from(POSTS), ready_lists, min_size=1)


@st.composite
def held_benches(draw: st.DrawFn) -> Benches:
    """Up to five posts with none to two holders each, some of whom hold two or are successors of others."""
    posts = draw(st.lists(st.sampled_from(POSTS), unique=True, min_size=1, max_size=5))
    holders = {post: tuple(draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=2))) for post in posts}
    ready = {post: tuple(c for c in draw(ready_lists) if c not in holders[post]) for post in posts}
    return Benches("2026-01-01", dict.fromkeys(posts, "xa"), holders, ready)


def office(holders: Mapping[str, str], ready: Mapping[str, str]) -> Benches:
    """Posts with their holders and ready successors, each a letter."""
    return Benches(
        "2026-01-01",
        dict.fromkeys(holders, "xa"),
        {post: tuple(people) for post, people in holders.items()},
        {post: tuple(ready.get(post, "")) for post in holders},
    )


def all_departures(found: Benches) -> list[tuple[str, ...]]:
    """Every set of holders, the smallest first."""
    people = sorted({cadre for of in found.holders.values() for cadre in of})
    return [some for size in range(1, len(people) + 1) for some in combinations(people, size)]


def hall_holds(found: Benches, departed: tuple[str, ...]) -> bool:
    """Whether every choice of opened seats has people enough, counted without any matching."""
    opened = {post: sum(cadre in departed for cadre in of) for post, of in found.holders.items()}
    posts = [post for post, seats in opened.items() if seats]
    return all(
        len({cadre for post in some for cadre in found.ready[post]} - set(departed)) >= sum(opened[p] for p in some)
        for size in range(1, len(posts) + 1)
        for some in combinations(posts, size)
    )


@settings(deadline=None)
@given(held_benches())
def test_the_fewest_losses_are_those_of_a_search_through_all_departures(found: Benches) -> None:
    worst = fewest_losses(found, list(found.unit))
    broken = next((some for some in all_departures(found) if not hall_holds(found, some)), None)

    assert len(worst.departed) == (0 if broken is None else len(broken))
    assert worst.borne == (worst.holders if broken is None else len(broken) - 1)
    if broken is not None:
        assert not hall_holds(found, worst.departed)
        seats = sum(cadre in worst.departed for post in worst.posts for cadre in found.holders[post])
        assert len(worst.left) < seats


@settings(deadline=None)
@given(held_benches())
def test_a_matching_covers_what_halls_theorem_says(found: Benches) -> None:
    for departed in all_departures(found):
        assert covers(found, departed, found.holders) == hall_holds(found, departed)


@settings(deadline=None)
@given(held_benches())
def test_keystones_are_those_of_a_search_through_all_pairs(found: Benches) -> None:
    holders = {cadre for of in found.holders.values() for cadre in of}
    people = holders | {cadre for of in found.ready.values() for cadre in of}
    alone = {cadre for cadre in people if covers(found, [cadre], found.holders)}
    told = {stone.cadre: stone for stone in keystones(found)}
    for cadre in people:
        own, others = (told[cadre].own, told[cadre].others) if cadre in told else ((), ())
        held = {post for post, of in found.holders.items() if cadre in of}
        uncovered = {post for post in held if not covers(found, [cadre], [post])}
        assert set(own) == (uncovered or (held if cadre not in alone else set()))
        assert set(others) == {
            other
            for other in (holders & alone) - {cadre}
            if cadre in alone and not covers(found, [cadre, other], found.holders)
        }


def test_two_successors_of_its_own_bear_any_losses_of_a_post() -> None:
    worst = fewest_losses(office({"chair": "A", "vice": "B"}, {"chair": "XY", "vice": "ZW"}), ["chair", "vice"])

    assert (worst.borne, worst.holders, worst.departed) == (2, 2, ())


def test_a_shared_successor_bears_one_loss() -> None:
    worst = fewest_losses(office({"chair": "A", "vice": "B"}, {"chair": "X", "vice": "X"}), ["chair", "vice"])

    assert (worst.borne, set(worst.departed), set(worst.posts), worst.left) == (
        1,
        {"A", "B"},
        {"chair", "vice"},
        ("X",),
    )


def test_who_leaves_is_no_successor() -> None:
    worst = fewest_losses(office({"chair": "A", "vice": "B"}, {"chair": "B", "vice": "XY"}), ["chair", "vice"])

    assert (worst.borne, set(worst.departed), worst.posts, worst.left) == (1, {"A", "B"}, ("chair",), ())


def test_of_a_unit_only_its_own_holders_leave() -> None:
    found = Benches("2026-01-01", {"a": "x", "b": "y"}, {"a": ("A",), "b": ("B",)}, {"a": ("B",), "b": ("X", "Y")})

    assert [(one.of, one.borne, one.departed) for one in breaking(found)] == [
        ("", 1, ("A", "B")),
        ("x", 1, ()),
        ("y", 1, ()),
    ]


def test_a_vacant_post_opens_nothing() -> None:
    assert fewest_losses(office({"chair": ""}, {"chair": "X"}), ["chair"]).holders == 0


def test_the_only_successor_of_two_posts_is_a_keystone() -> None:
    stones = keystones(office({"chair": "A", "vice": "B", "front": "C"}, {"chair": "X", "vice": "X", "front": "YZ"}))

    assert [(stone.cadre, stone.own, stone.others) for stone in stones] == [
        ("X", (), ("A", "B")),
        ("A", (), ("B",)),
        ("B", (), ("A",)),
    ]


def test_a_course_makes_a_successor_ready_from_its_date() -> None:
    plan = solve(
        scenario(
            posts="""
            post   holder  bench_min  bench_max
            chair  c1      1          2
            """,
            cadres="""
            cadre
            c1
            c2
            """,
        )
    )
    late = plan.bench.assign(ready="next", ready_on="2026-07-01")
    later = type(plan)(plan.status, plan.tiers, plan.scenario, {**plan.tables, "bench": late}, plan.provenance)

    assert benches(plan).ready == {"chair": ("c2",)}
    assert benches(later).ready == {"chair": ()}
    assert benches(later, plan.scenario.start + 6).ready == {"chair": ("c2",)}


def test_posts_that_share_their_only_person_compete() -> None:
    assert competing({"chair": ["An"], "vice": ["An"], "front": ["Chi", "An"]}) == [(["chair", "vice"], ["An"])]


def test_posts_with_people_enough_do_not_compete() -> None:
    assert competing({"chair": ["An", "Bình"], "vice": ["An"], "front": []}) == []


@settings(deadline=None)
@given(some_benches)
def test_the_groups_explain_every_post_that_is_not_covered(ready: dict[str, list[str]]) -> None:
    groups = competing(ready)
    nobody = sum(not people for people in ready.values())

    missing = sum(len(posts) - len(people) for posts, people in groups)
    assert len(ready) - covered_at_once(ready) == missing + nobody
    for posts, people in groups:
        assert set().union(*(ready[post] for post in posts)) == set(people)


@settings(deadline=None)
@given(some_benches)
def test_as_many_posts_are_covered_as_halls_theorem_allows(ready: dict[str, list[str]]) -> None:
    deficits = [
        size - len(set().union(*(ready[post] for post in some)))
        for size in range(len(ready) + 1)
        for some in combinations(ready, size)
    ]

    assert covered_at_once(ready) == len(ready) - max(deficits)
