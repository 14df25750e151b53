"""Relatives do not lead together, nor a unit and a branch of it."""

import pytest
from support.term_office import broken, faults, term


@pytest.mark.parametrize(
    ("one", "other", "rules"),
    [
        ("away", "fresh", {"kin"}),  # head and deputy of the department from 2030-01
        ("boss", "away", {"kin"}),  # leads the district, and a branch of it
        ("boss", "fresh", set()),  # a deputy of the branch is not its head
        ("riser", "fresh", {"kin"}),  # secretary and chair of commune B
        ("boss", "riser", set()),
        ("away", "riser", set()),
    ],
)
def test_relatives_do_not_lead_together(one: str, other: str, rules: set[str]) -> None:
    assert broken(term(relatives=f"cadre_a cadre_b\n{one} {other}")) == rules
    assert broken(term(relatives=f"cadre_a cadre_b relation\n{other} {one} sibling")) == rules


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"dept": {"sector": "-"}}, set()),
        ({"dept": {"parent": "xa_b"}}, set()),
        ({"chief": {"title": "council_chair"}}, set()),
        ({"chief": {"title": "pc_chair"}}, {"kin"}),
    ],
)
def test_a_branch_is_a_department_of_a_sector(changes: dict[str, dict[str, str]], rules: set[str]) -> None:
    assert broken(term(changes, relatives="cadre_a cadre_b\nboss away")) == rules


COUPLE = """
cadre   unit  title     rotates  party_date  degree    theory
riser   xa_b  pc_chair  no       -           -         -
spouse  xa_b  pc_vice   yes      2000        bachelor  intermediate
"""
POSTS = """
post     unit  title     holder  key  bench_min
chair_b  xa_b  pc_chair  riser   yes  0
vice_b   xa_b  pc_vice   {held}  {key}  0
"""
STAYS = "riser chair_b 2026-01 2031-01\n"


@pytest.mark.parametrize(
    ("held", "key", "start", "rules"),
    [
        pytest.param("spouse", "yes", "2026-01", set(), id="so today already"),
        pytest.param("-", "yes", "2026-07", {"kin"}, id="a new key post"),
        pytest.param("-", "no", "2026-07", set(), id="a post that is not key"),
    ],
)
def test_relatives_who_lead_together_today_may_go_on(held: str, key: str, start: str, rules: set[str]) -> None:
    posts = POSTS.format(held=held, key=key)
    where = term(posts=posts, cadres=COUPLE, bench="cadre post", relatives="cadre_a cadre_b\nriser spouse")
    assert broken(where, f"{STAYS}spouse vice_b {start} 2031-01", "", "") == rules


def test_two_seats_of_one_post_are_two_posts() -> None:
    posts = POSTS.format(held="riser", key="yes").replace("chair_b  xa_b  pc_chair  riser", "chair_b xa_b pc_chair -")
    posts = posts.replace("bench_min", "bench_min seats").replace("  0\n", "  0  2\n")
    where = term(posts=posts, cadres=COUPLE, bench="cadre post", relatives="cadre_a cadre_b\nriser spouse")
    stays = "riser vice_b 2026-01 2031-01\n"
    assert broken(where, stays + "spouse vice_b 2026-07 2031-01", "", "") == {"kin"}


def test_a_message_names_both_relatives_and_posts() -> None:
    (violation,) = faults(term(relatives="cadre_a cadre_b\nboss away"))
    assert str(violation) == (
        "kin: Nông Thị B (away) in post head and Lê Văn A (boss) in post chief are relatives and would hold them at "
        "the same time on 2027-01-01; one of the two posts is for somebody else."
    )
