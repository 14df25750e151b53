"""P2: decisions already taken stand."""

import pytest
from support.scenarios import scenario
from support.solving import listed, only, placed, refusals

from planner.api import solve
from planner.scenario.findings import InputError
from planner.scenario.scenario import Scenario


def pinned(pins: str, switch: str = "true", chair: str = "-", more: str = "") -> Scenario:
    """A chair, vacant from a date, for which an suits best; chi holds the vice chair, which wants one successor."""
    return scenario(
        only("pins", switch),
        posts=f"post holder vacant_from weight bench_min bench_max\nchair - {chair} 5 0 0\nvice chi - 1 1 1{more}",
        cadres="cadre\nan\nbinh\nchi",
        pins=f"action cadre post from reason\n{pins}",
        fit="cadre post score\nan chair 9\nbinh chair 5\nchi chair 0\nan vice 9\nbinh vice 8\nchi vice 9",
    )


def test_without_pins_the_best_suited_is_placed_and_listed() -> None:
    assert placed(pinned("")) == {"an chair 2026-01"}
    assert listed(pinned("")) == {"an vice near"}


def test_a_pinned_placement_happens() -> None:
    assert placed(pinned("place binh chair - -")) == {"binh chair 2026-01"}


@pytest.mark.parametrize(
    ("date", "start"), [("2026-01", "2026-01"), ("2026-06", "2026-01"), ("2026-07", "2026-07"), ("2026-12", "2026-07")]
)
def test_a_placement_from_a_date_starts_in_the_period_of_that_date(date: str, start: str) -> None:
    assert f"binh chair {start}" in placed(pinned(f"place binh chair {date} -"))


def test_a_placement_before_the_post_opens_leaves_no_plan() -> None:
    assert solve(pinned("place binh chair 2026-01 -", chair="2026-12")).status == "infeasible"
    assert placed(pinned("place binh chair 2026-07 -", chair="2026-12")) == {"binh chair 2026-07"}


def test_a_forbidden_pair_is_neither_placed_nor_listed() -> None:
    where = pinned("forbid an chair - quarrel\nforbid an vice - -")
    assert placed(where) == {"binh chair 2026-01"}
    assert listed(where) == {"binh vice near"}


def test_whoever_is_kept_does_not_move() -> None:
    wanted = "forbid an chair - -\nforbid binh chair - -"
    assert placed(pinned(wanted)) >= {"chi chair 2026-01"}
    assert "chi chair 2026-01" not in placed(pinned(f"{wanted}\nkeep chi vice - -"))


def test_whoever_is_kept_is_free_when_his_post_ends() -> None:
    ending = scenario(
        posts="post holder vacant_from weight\nchair - - 5\nvice chi 2026-07 1",
        cadres="cadre\nchi",
        pins="action cadre post\nkeep chi vice",
    )
    assert placed(ending) == {"chi chair 2026-07"}


def test_a_pinned_listing_happens() -> None:
    assert listed(pinned("list binh vice - -")) == {"binh vice near"}


def test_a_delisted_pair_is_not_listed() -> None:
    assert listed(pinned("delist an vice - -")) == {"binh vice near"}


def test_switched_off_pins_are_not_regarded() -> None:
    off = pinned("place binh chair - -\ndelist an vice - -", switch="false")
    assert placed(off) == {"an chair 2026-01"}
    assert listed(off) == {"an vice near"}


def test_the_refusal_names_person_decision_and_reason() -> None:
    where = pinned("forbid an chair - quarrel\ndelist an vice - -\nprefer chi chair - -\nkeep chi vice - -")
    assert refusals(where, "an", "chair") == ["an is pinned: forbid chair (quarrel)"]
    assert refusals(where, "an", "vice", listing=True) == ["an is pinned: delist vice"]
    assert refusals(where, "chi", "chair") == ["chi is pinned: keep vice"]


def test_a_pin_that_another_rule_refuses_is_an_error_of_the_input() -> None:
    with pytest.raises(InputError, match="list chi vice") as caught:
        solve(pinned("list chi vice - -"))
    assert [finding.where for finding in caught.value.findings] == ["pins.csv:2"]
