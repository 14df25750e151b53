"""Dual roles: what a second post is told from its rows alone, and how long it may be held."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.scenarios import scenario
from support.small_office import stint_rows, with_rule
from support.term_office import SETTINGS, STINTS, broken, term, without

from planner.plan.verify import Checker
from planner.plan.verify.duals import DualRoles
from planner.plan.verify.picture import draw
from planner.plan.verify.records import Clock
from planner.rulebook.rulebook import DualRole, resolve
from planner.scenario.findings import InputError

POSTS = """
post    unit  title   holder  seats
head    town  head    {head}  1
chair   town  chair   {chair} 2
other   city  head    -       1
beyond  city  chair   -       1
desk    town  desk    -       1
"""
TITLES = "title head\nhead yes\nchair yes\ndesk no"
CADRES = "cadre\nc1"


def office(head: str = "-", chair: str = "-", *, until: int | None = None, both: bool = False) -> Checker:
    """A head may be chair beside; periods are the half-years of two years."""
    where = scenario(
        "rules: {pack: open, changes: {dual_role: true, no_removal: true}}\nhorizon_months: 24",
        posts=POSTS.format(head=head, chair=chair),
        cadres=CADRES,
        titles=TITLES,
    )
    ends = None if until is None else where.start + until
    roles = [DualRole("head", "chair", None, ends, (), "")]
    if both:
        roles.append(DualRole("chair", "head", None, None, (), ""))
    return Checker(where, replace(resolve(where)[0], dual_roles=tuple(roles)))


def roles(checker: Checker, stints: str) -> dict[str, str]:
    """What each new stint of a plan is."""
    return {stint.post.post: stint.role.value for stint in draw(checker.facts, stint_rows(stints), []).new}


def rules(checker: Checker, stints: str) -> set[str]:
    return {violation.rule for violation in checker.violations(stint_rows(stints), [])}


# --- what a stint is


@pytest.mark.parametrize("rows", [("head", "chair"), ("chair", "head")])
def test_the_main_post_is_the_one_that_allows_the_other(rows: tuple[str, str]) -> None:
    stints = "\n".join(f"c1 {post} 2026-07 2028-01" for post in rows)
    assert roles(office(), stints) == {"head": "move", "chair": "beside"}
    assert rules(office(), stints) == set()


def test_of_two_posts_that_allow_each_other_the_first_is_the_main_one() -> None:
    same = "c1 chair 2026-07 2028-01\nc1 head 2026-07 2028-01"
    assert roles(office(both=True), same) == {"head": "move", "chair": "beside"}
    earlier = "c1 chair 2026-01 2028-01\nc1 head 2026-07 2028-01"
    assert roles(office(both=True), earlier) == {"chair": "move", "head": "beside"}
    assert rules(office(both=True), earlier) == set()


def test_a_second_post_may_be_taken_beside_the_one_held_today() -> None:
    held = "c1 head 2026-01 2028-01\nc1 chair 2027-01 2028-01"
    assert roles(office(head="c1"), held) == {"chair": "beside"}
    assert rules(office(head="c1"), held) == set()


@pytest.mark.parametrize(
    ("stints", "broken_rules"),
    [
        pytest.param("c1 head 2026-01 2028-01\nc1 chair 2026-07 2027-07", {"no_removal"}, id="ends too early"),
        pytest.param("c1 other 2026-01 2028-01\nc1 chair 2026-07 2028-01", {"one_post"}, id="in another unit"),
        pytest.param("c1 desk 2026-01 2028-01\nc1 chair 2026-07 2028-01", {"one_post"}, id="of another title"),
        pytest.param("c1 chair 2026-01 2028-01\nc1 head 2026-07 2028-01", {"one_post"}, id="before the main post"),
    ],
)
def test_everything_else_is_a_second_post_too_many(stints: str, broken_rules: set[str]) -> None:
    assert rules(office(), stints) == broken_rules


def test_a_post_beside_does_not_outlast_the_main_one() -> None:
    where = office(head="c1")
    moved = "c1 head 2026-01 2027-01\nc1 other 2027-01 2028-01\n"
    assert rules(where, moved + "c1 chair 2026-07 2027-01") == set()
    assert rules(where, moved + "c1 chair 2026-07 2028-01") == {"dual_role"}
    assert rules(where, moved + "c1 chair 2026-07 2027-01\nc1 beyond 2027-01 2028-01") == {"dual_role"}  # two new ones


def test_a_post_held_beside_is_not_taken_as_the_main_one_later() -> None:
    twice = "c1 head 2026-01 2027-01\nc1 chair 2026-07 2027-01\nc1 chair 2027-01 2028-01"
    assert roles(office(head="c1"), twice) == {"chair": "move"}
    assert rules(office(head="c1"), twice) == {"one_post"}


# --- today's two posts


@pytest.mark.parametrize("both", [False, True])
def test_the_main_post_of_today_is_the_one_that_allows_the_other(both: bool) -> None:
    facts = office("c1", "c1", both=both).facts
    assert (facts.incumbents["c1"].post.post, facts.besides["c1"].post.post) == ("head", "chair")


def test_a_move_leaves_both_and_the_second_may_be_taken_again() -> None:
    where = office("c1", "c1", both=True)
    left = "c1 head 2026-01 2027-01\nc1 chair 2026-01 2027-01\nc1 other 2027-01 2028-01"
    assert rules(where, left) == set()
    assert rules(where, left.replace("chair 2026-01 2027-01", "chair 2026-01 2028-01")) == {"one_post"}


@pytest.mark.parametrize("start", ["2026-01", "2027-01"])
def test_the_second_post_is_taken_again_beside_a_new_main_one(start: str) -> None:
    where = scenario(
        "rules: {pack: open, changes: {dual_role: true, no_removal: true}}\nhorizon_months: 24",
        posts="post unit title holder\nhead town head -\nvice town vice c1\nchair town chair c1",
        cadres=CADRES,
        titles="title\nhead\nvice\nchair",
    )
    pairs = (DualRole("head", "chair", None, None, (), ""), DualRole("vice", "chair", None, None, (), ""))
    checker = Checker(where, replace(resolve(where)[0], dual_roles=pairs))
    before = "" if start == "2026-01" else f"c1 vice 2026-01 {start}\nc1 chair 2026-01 {start}\n"
    again = f"{before}c1 head {start} 2028-01\nc1 chair {start} 2028-01"
    assert roles(checker, again) == {"head": "move", "chair": "beside"}
    assert rules(checker, again) == set()
    taken_up = f"{before}c1 vice {start} 2028-01"
    assert ("one_post" in rules(checker, taken_up)) == bool(before)  # the main one is not taken again


def test_the_second_post_of_today_ends_with_the_permission() -> None:
    where = office("c1", "c1", until=12)
    both = "c1 head 2026-01 2028-01\nc1 chair 2026-01 {}"
    assert rules(where, both.format("2027-01")) == set()
    assert rules(where, both.format("2027-07")) == {"dual_role"}
    assert rules(where, both.format("2026-07")) == {"no_removal"}


# --- the permission


@pytest.mark.parametrize(("months", "periods"), [(0, 0), (5, 0), (6, 1), (12, 2), (17, 2), (23, 3), (24, 4), (99, 4)])
def test_a_period_is_allowed_when_all_of_it_is(months: int, periods: int) -> None:
    facts = office(until=months).facts
    assert facts.dual_roles.until(facts.posts["head"], facts.posts["chair"]) == periods


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=4), st.integers(0, 3))
def test_permissions_hold_for_a_run_of_allowed_periods(spans: list[tuple[int, int]], first: int) -> None:
    facts = office().facts
    clock = Clock(0, 2, 4)
    allowed = DualRoles([DualRole("head", "chair", low, high, (), "") for low, high in spans], clock)
    until = allowed.until(facts.posts["head"], facts.posts["chair"], first)
    fits = [any(low <= 2 * t and 2 * t + 2 <= high for low, high in spans) for t in range(4)]
    assert all(fits[first:until])
    assert until == 4 or not fits[until]


def test_without_the_rule_nobody_holds_two_posts() -> None:
    assert broken(term(settings=with_rule("dual_role", "false") + SETTINGS)) == {"dual_role", "one_post"}


# --- in a whole plan


def allowed_until(date: str) -> str:
    overlay = f"{{name: ours, dual_roles: [{{main: secretary, beside: council_chair, until: {date}}}]}}"
    return f"rules: {{pack: vn-2022, overlays: [{overlay}]}}\n{SETTINGS}"


@pytest.mark.parametrize(
    ("date", "found"), [("2031-01", set()), ("2030-12", {"dual_role"}), ("2030-07", {"dual_role"})]
)
def test_two_posts_are_held_together_while_that_is_allowed(date: str, found: set[str]) -> None:
    assert broken(term(settings=allowed_until(date))) == found


def test_the_permission_ends_a_stint_beside_the_main_one() -> None:
    shorter = STINTS.replace("council_b  2027-01  2031-01", "council_b  2027-01  2030-07")
    assert broken(term(settings=allowed_until("2030-12")), shorter) == set()
    assert broken(term(), shorter) == {"no_removal"}


def test_a_move_leaves_both_posts_of_today() -> None:
    where = term({"away": {"rotation_until": "-"}}, with_rule("release_cap", "false") + SETTINGS)
    assert broken(where) == set()
    stays = STINTS.replace("council_a  2026-01  2027-01", "council_a  2026-01  2027-07")
    assert broken(where, stays) == {"one_post"}
    gone = STINTS.replace("council_a  2026-01  2027-01", "council_a  2026-01  2026-07")
    assert broken(where, gone) == {"no_removal"}


NON_LOCAL = """
title            group    committee  grade  non_local
party_committee  party    yes        -      -
council_chair    council  -          3      yes
"""
"""The chair of a council is not local."""


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param({"riser": {"rotates": "no"}}, set(), id="in no pool and on no list for it"),
        pytest.param({"riser": {"grade": "4"}}, set(), id="a lower grade"),
        pytest.param({"riser": {"native_unit": "xa_b"}}, {"non_local"}, id="a native"),
        pytest.param({"riser": {"birth_date": "1969-06"}}, {"remaining_service"}, id="little service left"),
        pytest.param({"riser": {"degree": "college"}}, {"standard"}, id="below the standard"),
        pytest.param({"riser": {"discipline_until": "2027-02"}}, {"discipline"}, id="under discipline"),
        pytest.param({"council_b": {"vacant_from": "2027-07"}}, {"one_holder"}, id="before the post is open"),
    ],
)
def test_rules_on_the_post_beside_the_main_one(changes: dict[str, dict[str, str]], found: set[str]) -> None:
    held_by_riser = {"sec_b": {"holder": "riser", "held_since": "2025-01"}, "chair_b": {"holder": "-"}}
    beside = "riser sec_b 2026-01 2031-01\nriser council_b 2027-01 2031-01\nfresh deputy 2026-01 2031-01"
    trained = {"riser": {"theory": "intermediate"} | changes.get("riser", {})}
    where = term(held_by_riser | changes | trained, titles=NON_LOCAL)
    assert broken(where, f"{without(STINTS, 'riser', 'fresh')}\n{beside}", "", "") == found


def test_a_third_post_is_one_too_many() -> None:
    where = scenario(
        "rules: {pack: open, changes: {dual_role: true, no_removal: true}}\nhorizon_months: 24",
        posts="post unit title holder\nhead town head c1\nchair town chair c1\ndesk town desk -",
        cadres=CADRES,
        titles=TITLES,
    )
    pairs = (DualRole("head", "chair", None, None, (), ""), DualRole("head", "desk", None, None, (), ""))
    checker = Checker(where, replace(resolve(where)[0], dual_roles=pairs))
    both = "c1 head 2026-01 2028-01\nc1 chair 2026-01 2028-01\n"
    for start in ("2026-01", "2027-01"):
        assert roles(checker, f"{both}c1 desk {start} 2028-01") == {"desk": "beside"}
        assert rules(checker, f"{both}c1 desk {start} 2028-01") == {"dual_role"}


def test_a_chain_of_permissions_allows_two_posts_and_not_three() -> None:
    where = scenario(
        "rules: {pack: open, changes: {dual_role: true}}\nhorizon_months: 24",
        posts="post unit title\ndesk town desk\nchair town chair\nhead town head",
        cadres=CADRES,
        titles=TITLES,
    )
    pairs = (DualRole("head", "chair", None, None, (), ""), DualRole("chair", "desk", None, None, (), ""))
    checker = Checker(where, replace(resolve(where)[0], dual_roles=pairs))
    three = "\n".join(f"c1 {post} 2026-01 2028-01" for post in ("desk", "chair", "head"))
    assert rules(checker, three) == {"dual_role"}
    assert rules(checker, three.replace("c1 desk 2026-01 2028-01\n", "")) == set()


def test_a_message_says_until_when_two_posts_may_be_held() -> None:
    told = []
    for start in ("2026-01", "2027-01"):
        stints = f"c1 head 2026-01 2028-01\nc1 chair {start} 2028-01"
        told += [v.message for v in office(until=12).violations(stint_rows(stints), []) if v.rule == "dual_role"]
    assert told == [
        "dual_role: c1 would hold it with head until 2028-01-01 when taking post chair on 2026-01-01; a head and a "
        "chair may be one person only until 2027-01-01.",
        "dual_role: c1 would hold it with head until 2028-01-01 when taking post chair on 2027-01-01; a head and a "
        "chair may not be one person then.",
    ]


@pytest.mark.parametrize("held", [["head", "other"], ["head", "chair", "desk"]])
def test_posts_that_nobody_can_hold_at_once_are_told(held: list[str]) -> None:
    where = office().facts.scenario
    posts = where.posts.assign(holder=["c1" if post in held else "" for post in where.posts["post"]])
    spoilt = replace(where, tables=dict(where.tables) | {"posts": posts})
    with pytest.raises(InputError, match=f"c1 holds {', '.join(held)} at once"):
        Checker(spoilt, resolve(where)[0])
