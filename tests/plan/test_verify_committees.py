"""Committees are lists: who may stand on them, how many, and what they do not count for."""

import pytest
from support.small_office import checker, with_rule
from support.term_office import LISTINGS, SETTINGS, broken, term


@pytest.mark.parametrize(
    ("changes", "listings", "rules"),
    [
        ({}, "riser list_a", set()),
        ({"riser": {"rotates": "no"}}, "riser list_a", {"committee"}),
        ({}, "junior list_a", {"committee"}),
        ({"junior": {"unit": "xa_a"}}, "junior list_a", set()),
        ({"list_a": {"bench_max": "2"}}, "riser list_a", {"bench_size"}),
        ({"list_a": {"bench_max": "3"}, "junior": {"unit": "xa_a"}}, "riser list_a\njunior list_a", {"bench_size"}),
        ({"away": {"birth_date": "1973-01"}}, "", {"bench_service"}),
    ],
)
def test_a_committee_lists_its_own_people_and_those_who_rotate(
    changes: dict[str, dict[str, str]], listings: str, rules: set[str]
) -> None:
    assert broken(term(changes), listings=LISTINGS + listings) == rules


def test_three_may_be_listed_for_two_places_of_a_committee_and_not_four() -> None:
    post = checker(term()).facts.posts["list_a"]
    assert (post.bench_min, post.bench_max, post.wanted) == (2, 3, False)
    post = checker(term({"list_a": {"seats": "3"}})).facts.posts["list_a"]
    assert (post.bench_min, post.bench_max) == (3, 4)
    post = checker(term({"list_a": {"seats": "3", "bench_min": "1"}})).facts.posts["list_a"]
    assert (post.bench_min, post.bench_max) == (1, 4)


def test_a_committee_counts_for_no_limit_of_titles() -> None:
    settings = with_rule("bench_size", "{titles_per_person: 1}") + SETTINGS
    assert broken(term(settings=settings)) == set()
    where = term({"sec_a": {"bench_max": "1"}}, settings)
    assert broken(where, listings=LISTINGS + "fresh sec_a") == {"bench_size"}


def test_a_committee_counts_for_no_higher_title() -> None:
    # a grade of its own would be below that of everybody listed
    titles = "title group committee grade\nparty_committee party yes 1"
    assert broken(term(titles=titles)) == set()


def test_nobody_is_placed_in_a_committee() -> None:
    assert broken(term(), more="junior list_a 2030-07 2031-01") == {"committee", "in_pool"}


def test_without_the_rule_a_committee_is_a_post_like_others() -> None:
    post = checker(term(settings=with_rule("committee", "false") + SETTINGS)).facts.posts["list_a"]
    assert (post.committee, post.wanted, post.bench_min, post.bench_max) == (False, True, 2, 3)
