"""C7: certain titles are held, and planned for, by people from elsewhere."""

import pytest
from support.scenarios import scenario
from support.solving import listed, only, placed, refusals

from planner.scenario.scenario import Scenario


def commune(native: str, title: str = "secretary", opens: str = "-", bench: int = 0, switch: str = "true") -> Scenario:
    """A vacant post in xa, or with ``bench`` a held one that wants a successor."""
    holder, people = ("binh", f"an {native}\nbinh xa") if bench else ("-", f"an {native}")
    return scenario(
        only("non_local", switch),
        units="unit\nxa\nya",
        titles="title non_local\nsecretary yes\ndeputy no",
        posts=f"post unit title holder vacant_from bench_min\npost xa {title} {holder} {opens} {bench}",
        cadres=f"cadre native_unit\n{people}",
    )


@pytest.mark.parametrize("opens", ["-", "2026-12"], ids=["first period", "last period"])
def test_a_native_of_the_commune_does_not_become_its_secretary(opens: str) -> None:
    start = "2026-01" if opens == "-" else "2026-07"
    assert placed(commune("ya", opens=opens)) == {f"an post {start}"}
    assert placed(commune("xa", opens=opens)) == set()


def test_a_native_of_nowhere_known_is_from_elsewhere() -> None:
    assert placed(commune("-")) == {"an post 2026-01"}


def test_other_titles_are_open_to_natives() -> None:
    assert placed(commune("xa", "deputy")) == {"an post 2026-01"}


def test_the_bench_is_bound_in_the_same_way() -> None:
    assert listed(commune("ya", bench=1)) == {"an post near"}
    assert listed(commune("xa", bench=1)) == set()
    assert listed(commune("xa", bench=1, switch="false")) == {"an post near"}


def test_switched_off_a_native_may_be_placed() -> None:
    assert placed(commune("xa", switch="false")) == {"an post 2026-01"}


def test_the_refusal_names_person_unit_and_title() -> None:
    told = ["an is a native of xa; secretary may not be a local"]
    assert refusals(commune("xa"), "an", "post") == told
    assert refusals(commune("xa", bench=1), "an", "post", listing=True) == told
