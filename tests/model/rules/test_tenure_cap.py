"""C6: a stint ends when the tenure cap of its title is reached."""

import pytest
from support.scenarios import scenario
from support.solving import holding, only, placed, refusals

from planner.scenario.scenario import Scenario

CAPS = "{on: true, head_months: 96, deputy_months: 120}"


def term(
    title: str = "chair", holder: str = "an", since: str = "-", own_cap: str = "-", switch: str = CAPS
) -> Scenario:
    """One post of a head (``chair``) or a deputy (``vice``)."""
    return scenario(
        only("tenure_cap", switch),
        titles=f"title head tenure_cap_months\nchair yes {own_cap}\nvice no {own_cap}",
        posts=f"post title holder held_since\npost {title} {holder} {since}",
        cadres="cadre\nan",
    )


@pytest.mark.parametrize(
    ("title", "since", "stints"),
    [
        ("chair", "2018-06", set()),
        ("chair", "2018-07", {"an post 2026-01..2026-07 tenure_cap"}),
        ("chair", "2018-12", {"an post 2026-01..2026-07 tenure_cap"}),
        ("chair", "2019-01", {"an post 2026-01..2027-01 horizon"}),
        ("vice", "2016-06", set()),
        ("vice", "2016-07", {"an post 2026-01..2026-07 tenure_cap"}),
        ("vice", "2017-01", {"an post 2026-01..2027-01 horizon"}),
        ("chair", "-", {"an post 2026-01..2027-01 horizon"}),
    ],
)
def test_a_holder_stays_while_whole_periods_fit_under_the_cap(title: str, since: str, stints: set[str]) -> None:
    assert holding(term(title, since=since)) == stints


@pytest.mark.parametrize(
    ("cap", "end"), [(6, "2026-07 tenure_cap"), (11, "2026-07 tenure_cap"), (12, "2027-01 horizon")]
)
def test_a_new_stint_ends_at_the_cap_of_its_title(cap: int, end: str) -> None:
    new = scenario(
        only("tenure_cap", CAPS),
        titles=f"title tenure_cap_months\nchair {cap}",
        posts="post title\npost chair",
        cadres="cadre\nan",
        pins="action cadre post from\nplace an post 2026-01",
    )
    assert holding(new) == {f"an post 2026-01..{end}"}


def test_a_cap_shorter_than_a_period_leaves_no_stint() -> None:
    short = term(holder="-", own_cap="5")
    assert placed(short) == set()
    assert refusals(short, "an", "post") == ["nobody holds post longer than 5 months"]


def test_the_title_s_own_cap_goes_before_the_pack_s() -> None:
    assert holding(term(since="2018-06", own_cap="102")) == {"an post 2026-01..2026-07 tenure_cap"}


def test_switched_off_a_holder_stays_however_long() -> None:
    assert holding(term(since="2000-01", switch="false")) == {"an post 2026-01..2027-01 horizon"}
    assert placed(term(holder="-", own_cap="5", switch="false")) == {"an post 2026-01"}
