"""What is varied, and the points that follow from it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.alternatives import write_base
from support.scenario_files import VALID

from planner.explore.sweep import Vary, grid, read_vary


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("goals.fit.move=2..10:4", "goals.fit.move", ("2", "6", "10")),
        ("goals.fit.move=2..4", "goals.fit.move", ("2", "3", "4")),
        ("mix.women.at_least=20%..40%:10%", "mix.women.at_least", ("20%", "30%", "40%")),
        ("mix.women v. men.at_least=20%..21%:0.5%", "mix.women v. men.at_least", ("20%", "20.5%", "21%")),
        ("goals.fit.move = 2, 6", "goals.fit.move", ("2", "6")),
        ("goals.tiers=[fill, fit],[fill, bench]", "goals.tiers", ("[fill, fit]", "[fill, bench]")),
        ("rules.changes.lateral=on,{stay_months: 60}", "rules.changes.lateral", ("on", "{stay_months: 60}")),
        ("seed=0.5..2:1", "seed", ("0.5", "1.5")),
    ],
)
def test_values_are_a_list_or_a_range(text: str, key: str, values: tuple[str, ...]) -> None:
    assert read_vary(text) == Vary(key, values)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("goals.fit.move", "is not KEY=VALUES"),
        ("=3", "is not KEY=VALUES"),
        ("seed=a..b", "no range of numbers"),
        ("seed=5..2", "has no value"),
        ("seed=1..2:0", "has no value"),
        ("seed=1..1000000000", "or more than 1000"),
        ("seed=1,2,1", "twice"),
        ("seed=nan..5", "no range of numbers"),
        ("seed=inf..inf", "no range of numbers"),
        ("seed=1..2:snan", "no range of numbers"),
        ("seed=1e30..1e30", "more than 12 digits"),
        ("seed=0..1:1e-999999", "more than 12 digits"),
    ],
)
def test_what_cannot_be_varied_is_said_so(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_vary(text)


def test_more_plans_than_anybody_waits_for_are_refused_before_any_is_made() -> None:
    values = tuple(map(str, range(1000)))
    with pytest.raises(ValueError, match="these are 2000000 plans, more than 10000"):
        grid(["", "a"], [Vary("one", values), Vary("two", values)])


@given(
    st.lists(st.sampled_from(["", "a", "A", "a b", "xã"]), min_size=1, max_size=3, unique=True),
    st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=3, unique=True),
)
def test_every_combination_has_a_folder_of_its_own_on_any_file_system(names: list[str], values: list[str]) -> None:
    points = grid(names, [Vary("one", tuple(values)), Vary("two", ("1", "2"))])
    assert len(points) == len(names) * len(values) * 2
    folders = [point.folder for point in points]
    assert len({folder.casefold() for folder in folders}) == len(folders)
    assert all(folder and "/" not in folder and folder not in (".", "..") for folder in folders)
    assert all(len(folder.encode()) < 250 for folder in folders)


def test_a_point_is_the_scenario_with_its_values_and_is_named_after_them(tmp_path: Path) -> None:
    base = write_base(tmp_path, scenario=VALID["scenario.yaml"] + "goals: {fit: {keep: 9}}\n")
    (point,) = grid([""], [Vary("goals.fit.move", ("7",)), Vary("goals.fit.keep", ("8",))])
    scenario, _findings = point.scenario(base)
    assert scenario is not None
    assert scenario.settings.name == "small, goals.fit.move=7, goals.fit.keep=8"
    assert (scenario.settings.goals.fit.move, scenario.settings.goals.fit.keep) == (7, 8)


def test_the_scenario_itself_is_not_renamed(tmp_path: Path) -> None:
    (point,) = grid([""], [])
    scenario, _findings = point.scenario(write_base(tmp_path))
    assert scenario is not None
    assert (point.label, point.folder, scenario.settings.name) == ("base", "base", "small")
