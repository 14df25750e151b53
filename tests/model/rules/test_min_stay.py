"""C5: a rotation can last its minimum stay, and nobody leaves a post before the stay is over."""

import pytest
from support.scenarios import scenario
from support.solving import only, placed, refusals

from planner.scenario.scenario import Scenario

UNITS = "unit kind\nxa commune\nphong department"
STAY = "{on: true, rotation_months: 36, holder_months: 24}"


def rotation(leaves: str, opens: str = "-", switch: str = STAY) -> Scenario:
    """A deputy of a department who could go to a commune until he leaves the service."""
    return scenario(
        only("min_stay", switch),
        units=UNITS,
        posts=f"post unit vacant_from\nchair xa {opens}",
        cadres=f"cadre unit leaves_on\nan phong {leaves}",
    )


def holder(rotated: str = "-", held: str = "-", switch: str = STAY) -> Scenario:
    """A vice chair who could move up to chair."""
    return scenario(
        only("min_stay", switch),
        units=UNITS,
        posts=f"post unit holder held_since weight\nchair xa - - 5\nvice xa an {held} 1",
        cadres=f"cadre unit rotation_since\nan xa {rotated}",
    )


@pytest.mark.parametrize(
    ("leaves", "opens", "stints"),
    [
        ("2029-01", "-", {"an chair 2026-01"}),
        ("2028-12", "-", set()),
        ("2029-07", "2026-12", {"an chair 2026-07"}),
        ("2029-06", "2026-12", set()),
    ],
    ids=["first period, to the month", "one month short", "last period, to the month", "one month short, last period"],
)
def test_a_rotation_starts_only_while_36_months_fit_in(leaves: str, opens: str, stints: set[str]) -> None:
    assert placed(rotation(leaves, opens)) == stints


def test_a_move_within_communes_needs_no_stay() -> None:
    short = scenario(only("min_stay", STAY), posts="post unit\nchair xa", cadres="cadre unit leaves_on\nan ya 2026-07")
    assert placed(short) == {"an chair 2026-01"}


@pytest.mark.parametrize(("cap", "stints"), [(36, {"an chair 2026-01"}), (35, set())])
def test_a_tenure_cap_below_the_stay_rules_a_rotation_out(cap: int, stints: set[str]) -> None:
    capped = scenario(
        f"rules: {{pack: open, changes: {{tenure_cap: true, min_stay: {STAY}}}}}",
        units=UNITS,
        titles=f"title tenure_cap_months\nchair {cap}",
        posts="post unit title\nchair xa chair",
        cadres="cadre unit\nan phong",
    )
    assert placed(capped) == stints


@pytest.mark.parametrize(
    ("rotated", "stints"),
    [
        ("2023-01", {"an chair 2026-01"}),
        ("2023-02", {"an chair 2026-07"}),
        ("2023-07", {"an chair 2026-07"}),
        ("2023-08", set()),
    ],
)
def test_a_rotated_holder_moves_on_after_36_months(rotated: str, stints: set[str]) -> None:
    assert placed(holder(rotated)) == stints


@pytest.mark.parametrize(
    ("held", "stints"),
    [("2024-01", {"an chair 2026-01"}), ("2024-02", {"an chair 2026-07"}), ("2024-08", set())],
)
def test_another_holder_moves_on_after_the_months_for_holders(held: str, stints: set[str]) -> None:
    assert placed(holder(held=held)) == stints


def test_a_holder_since_nobody_knows_when_is_free() -> None:
    assert placed(holder()) == {"an chair 2026-01"}


def test_whose_post_ends_before_the_stay_is_free_from_then_on() -> None:
    ending = scenario(
        only("min_stay", STAY),
        posts="post holder vacant_from\nchair - -\nvice an 2026-07",
        cadres="cadre rotation_since\nan 2025-06",
    )
    assert placed(ending) == {"an chair 2026-07"}


def test_switched_off_no_stay_is_asked() -> None:
    assert placed(rotation("2026-07", switch="false")) == {"an chair 2026-01"}
    assert placed(holder("2025-12", switch="false")) == {"an chair 2026-01"}


def test_the_refusal_names_person_post_and_months() -> None:
    assert refusals(rotation("2028-12"), "an", "chair") == ["an could not complete a stay of 36 months in chair"]
    assert refusals(holder("2023-08"), "an", "chair") == ["an stays in vice until 2026-08-01"]
