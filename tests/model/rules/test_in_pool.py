"""C4: only people of the rotation pool, or listed today for such a post, are placed."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed, refusals

from planner.scenario.scenario import Scenario

TITLES = "title\nchair\nvice"


def pool(rotates: str = "no", listed: str = "", opens: str = "-", switch: str = "true") -> Scenario:
    """A vacant chair; the other posts are held, so that only listings for them matter."""
    return scenario(
        only("in_pool", switch),
        titles=TITLES,
        posts=f"""
        post     title  holder  vacant_from
        chair_a  chair  -       {opens}
        chair_b  chair  binh    -
        vice_a   vice   chi     -
        """,
        cadres=f"cadre rotates\nan {rotates}\nbinh no\nchi no",
        bench=f"cadre post\n{listed}",
    )


@pytest.mark.parametrize(
    ("rotates", "listed", "stints"),
    [
        ("yes", "", {"an chair_a 2026-01"}),
        ("no", "an chair_a", {"an chair_a 2026-01"}),
        ("no", "an chair_b", {"an chair_a 2026-01"}),
        ("no", "an vice_a", set()),
        ("no", "", set()),
    ],
    ids=["rotates", "listed for it", "listed for the title elsewhere", "listed for another title", "not planned"],
)
def test_only_planned_people_are_placed(rotates: str, listed: str, stints: set[str]) -> None:
    assert placed(pool(rotates, listed)) == stints


def test_it_holds_in_the_last_period_as_in_the_first() -> None:
    assert placed(pool("yes", opens="2026-12")) == {"an chair_a 2026-07"}
    assert placed(pool("no", opens="2026-12")) == set()


def test_a_post_without_title_is_like_itself_only() -> None:
    untitled = scenario(only("in_pool"), posts="post\none\nother", cadres="cadre\nan\nbinh", bench="cadre post\nan one")
    assert placed(untitled) == {"an one 2026-01"}
    assert refusals(untitled, "an", "other") == ["an is neither in the rotation pool nor on a bench in force for other"]


def test_switched_off_anybody_may_be_placed() -> None:
    assert len(placed(pool(switch="false"))) == 1


def test_the_refusal_names_person_and_title() -> None:
    assert refusals(pool(), "an", "chair_a") == ["an is neither in the rotation pool nor on a bench in force for chair"]
