"""C11: nobody is placed or listed while a discipline stands."""

import pytest
from support.scenarios import scenario
from support.solving import listed, only, placed, refusals

from planner.scenario.scenario import Scenario


def under_discipline(until: str, switch: str = "true") -> Scenario:
    """A vacant post, and a held one that wants a successor."""
    return scenario(
        only("discipline", switch),
        posts="post holder bench_min\nvacant - 0\nheld binh 1",
        cadres=f"cadre discipline_until\nan {until}\nbinh -",
        pins="action cadre post\nkeep binh held",
    )


@pytest.mark.parametrize(
    ("until", "stints"),
    [
        ("-", {"an vacant 2026-01"}),
        ("2026-01", {"an vacant 2026-01"}),
        ("2026-02", {"an vacant 2026-07"}),
        ("2026-07", {"an vacant 2026-07"}),
        ("2026-08", set()),
    ],
)
def test_a_stint_starts_when_the_discipline_is_over(until: str, stints: set[str]) -> None:
    assert placed(under_discipline(until)) == stints


@pytest.mark.parametrize(("until", "successors"), [("2026-01", {"an held near"}), ("2026-02", set())])
def test_a_listing_needs_it_over_today(until: str, successors: set[str]) -> None:
    assert listed(under_discipline(until)) == successors


def test_switched_off_it_does_not_matter() -> None:
    assert placed(under_discipline("2030-01", "false")) == {"an vacant 2026-01"}
    assert listed(under_discipline("2030-01", "false")) == {"an held near"}


def test_the_refusal_names_person_and_date() -> None:
    until = under_discipline("2026-08")
    assert refusals(until, "an", "vacant") == ["an is under discipline until 2026-08-01"]
    assert refusals(until, "an", "held", listing=True) == ["an is under discipline until 2026-08-01"]
