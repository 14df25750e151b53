"""P3: with ``fit: only_listed`` a pair must stand in fit.csv."""

import pytest
from support.scenarios import scenario
from support.solving import listed, placed, refusals

from planner.scenario.scenario import Scenario


def scored(fit: str, scores: str, opens: str = "-") -> Scenario:
    """A vacant post and a held one that wants a successor."""
    return scenario(
        f"fit: {fit}",
        posts=f"post holder vacant_from bench_min\nvacant - {opens} 0\nheld binh - 1",
        cadres="cadre\nan\nbinh",
        fit=f"cadre post score\n{scores}",
        pins="action cadre post\nkeep binh held",
    )


@pytest.mark.parametrize(("opens", "start"), [("-", "2026-01"), ("2026-12", "2026-07")], ids=["first", "last period"])
def test_only_a_scored_pair_is_placed(opens: str, start: str) -> None:
    assert placed(scored("only_listed", "an vacant 0", opens)) == {f"an vacant {start}"}
    assert placed(scored("only_listed", "an held 7", opens)) == set()


def test_a_bad_score_is_a_score() -> None:
    assert placed(scored("only_listed", "an vacant -1000")) == {"an vacant 2026-01"}


def test_only_a_scored_pair_is_listed() -> None:
    assert listed(scored("only_listed", "an held 7")) == {"an held near"}
    assert listed(scored("only_listed", "an vacant 7")) == set()


def test_switched_off_every_pair_is_possible() -> None:
    assert placed(scored("computed", "")) == {"an vacant 2026-01"}
    assert listed(scored("computed", "")) == {"an held near"}


def test_the_refusal_names_person_and_post() -> None:
    where = scored("only_listed", "an held 7")
    assert refusals(where, "an", "vacant") == ["an and vacant are not in fit.csv"]
    assert refusals(scored("only_listed", ""), "an", "held", listing=True) == ["an and held are not in fit.csv"]
