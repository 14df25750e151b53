"""C10: whoever takes a post meets the standard of its title."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed, refusals

from planner.scenario.scenario import Scenario

MEETS = "bachelor intermediate specialist 2000"


def person(has: str, opens: str = "-", switch: str = "true", title: str = "chair") -> Scenario:
    """A cadre with degree, theory, state management and Party date, and a chair that asks for all four."""
    return scenario(
        only("standard", switch),
        titles="title degree theory state_mgmt party_member\nchair bachelor intermediate specialist yes",
        posts=f"post title vacant_from\npost {title} {opens}",
        cadres=f"cadre degree theory state_mgmt party_date\nan {has}",
    )


@pytest.mark.parametrize("has", [MEETS, "doctor bachelor high 1999-05-19"], ids=["exactly", "more than asked"])
def test_who_meets_every_part_is_placed(has: str) -> None:
    assert placed(person(has)) == {"an post 2026-01"}


@pytest.mark.parametrize(
    ("has", "lacking"),
    [
        ("college intermediate specialist 2000", "degree"),
        ("bachelor primary specialist 2000", "theory"),
        ("bachelor intermediate - 2000", "state_mgmt"),
        ("bachelor intermediate specialist -", "party_member"),
        ("- - - -", "degree, theory, state_mgmt, party_member"),
    ],
)
def test_one_level_below_is_refused_and_the_refusal_names_what_lacks(has: str, lacking: str) -> None:
    assert placed(person(has)) == set()
    assert refusals(person(has), "an", "post") == [f"an lacks {lacking} for chair"]


def test_it_holds_in_the_last_period_as_in_the_first() -> None:
    assert placed(person(MEETS, "2026-12")) == {"an post 2026-07"}
    assert placed(person("- - - -", "2026-12")) == set()


def test_a_post_without_title_asks_for_nothing() -> None:
    assert placed(person("- - - -", title="-")) == {"an post 2026-01"}


def test_switched_off_nothing_is_asked() -> None:
    assert placed(person("- - - -", switch="false")) == {"an post 2026-01"}
