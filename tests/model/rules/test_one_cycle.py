"""C13: nobody is listed for a post and takes it in one cycle."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed, refusals

from planner.scenario.scenario import Scenario


def planned_since(since: str, switch: str = "{on: true, months: 12}", post: str = "p") -> Scenario:
    """A person listed for p (and its post open for eighteen months), and since when."""
    return scenario(
        "horizon_months: 18\n" + only("one_cycle", switch),
        posts=f"post\n{post}",
        cadres="cadre\nan",
        bench=f"cadre post since\nan {post} {since}",
    )


@pytest.mark.parametrize(
    ("since", "start"),
    [
        ("2025-01", "2026-01"),
        ("2025-01-31", "2026-01"),
        ("2025-02", "2026-07"),
        ("2025-07", "2026-07"),
        ("2025-08", "2027-01"),
        ("-", "2026-01"),
    ],
)
def test_a_post_is_taken_a_cycle_after_the_listing(since: str, start: str) -> None:
    assert placed(planned_since(since)) == {f"an p {start}"}


def test_a_listing_of_the_last_months_refuses_the_post_and_says_since_when() -> None:
    new = planned_since("2026-01", "{on: true, months: 24}")
    assert placed(new) == set()
    assert refusals(new, "an", "p") == ["an is listed for p since 2026-01-01, less than 24 months"]


def test_another_post_of_the_same_title_may_be_taken_at_once() -> None:
    where = scenario(
        only("one_cycle", "{on: true, months: 60}"),
        titles="title\nchair",
        posts="post title\np chair\nq chair",
        cadres="cadre\nan",
        bench="cadre post since\nan p 2026-01",
    )
    assert placed(where) == {"an q 2026-01"}


def test_switched_off_a_listing_may_be_followed_at_once() -> None:
    assert placed(planned_since("2026-01", "false")) == {"an p 2026-01"}
