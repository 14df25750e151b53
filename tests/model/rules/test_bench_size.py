"""C12: a bench is no longer than allowed, and nobody stands on too many."""

from collections import Counter

import pytest
from support.scenarios import scenario
from support.solving import listed, only, refusals

from planner.scenario.scenario import Scenario


def benches(size: str, switch: str) -> Scenario:
    """Three held posts with ``bench_min bench_max``; only an and binh may be listed, and suit each post."""
    posts = "".join(f"\n{post} {post}_holder {size}" for post in "pqr")
    scores = "".join(f"\n{cadre} {post} 5" for cadre in ("an", "binh") for post in "pqr")
    return scenario(
        only("bench_size", switch) + "fit: only_listed",
        posts=f"post holder bench_min bench_max{posts}",
        cadres="cadre\nan\nbinh\np_holder\nq_holder\nr_holder",
        fit=f"cadre post score{scores}",
    )


def per_post(where: Scenario) -> Counter[str]:
    return Counter(row.split()[1] for row in listed(where))


def per_person(where: Scenario) -> Counter[str]:
    return Counter(row.split()[0] for row in listed(where))


@pytest.mark.parametrize("most", [1, 2])
def test_a_bench_takes_as_many_as_allowed_and_no_more(most: int) -> None:
    assert per_post(benches(f"1 {most}", "true")) == Counter(p=most, q=most, r=most)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_person_stands_on_as_many_benches_as_allowed_and_no_more(most: int) -> None:
    assert per_person(benches("1 2", f"{{titles_per_person: {most}}}")) == Counter(an=most, binh=most)


def test_key_posts_take_their_size_from_the_rule_and_their_own_cells_go_before() -> None:
    numbers = "{min: 1, max: 2, titles_per_person: 9}"
    assert per_post(benches("- -", numbers)) == Counter(p=2, q=2, r=2)
    assert per_post(benches("- 1", numbers)) == Counter(p=1, q=1, r=1)


def test_switched_off_the_engine_still_keeps_the_limits() -> None:
    assert per_post(benches("1 1", "false")) == Counter(p=1, q=1, r=1)


def test_a_post_without_a_bench_refuses_everybody() -> None:
    none = benches("0 0", "true")
    assert listed(none) == set()
    assert refusals(none, "an", "p", listing=True) == ["p keeps no bench"]
