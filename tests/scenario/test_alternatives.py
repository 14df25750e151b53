"""Alternatives that are laid over a scenario by name, and settings that are given with a call."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.alternatives import write_base
from support.scenario_files import VALID
from support.scenarios import PACK_TITLES

from planner.scenario import Scenario, read
from planner.scenario.alternatives import available
from planner.scenario.settings_source import given_source

MIX = "mix:\n  - {name: women v. men, column: sex, values: [female], at_least: 25%}\n"


def base_with(folder: Path, **alternatives: str) -> Path:
    """The small base with single-file alternatives, each of which extends it."""
    base = write_base(folder, scenario=VALID["scenario.yaml"] + MIX)
    (base / "alternatives").mkdir()
    for name, text in alternatives.items():
        (base / "alternatives" / f"{name}.yaml").write_text(f"name: {name}\nextends: ..\n{text}", encoding="utf-8")
    return base


def laid_over(base: Path, *names: str, **settings: str) -> Scenario:
    scenario, findings = read(base, PACK_TITLES, alternatives=names, given=given_source(settings, "--vary"))
    assert scenario is not None, "\n".join(map(str, findings))
    return scenario


def findings_of(base: Path, *names: str, **settings: str) -> list[str]:
    scenario, findings = read(base, PACK_TITLES, alternatives=names, given=given_source(settings, "--vary"))
    assert scenario is None
    return [str(finding) for finding in findings if finding.severity == "error"]


def test_an_alternative_by_name_is_the_one_that_stands_alone(tmp_path: Path) -> None:
    base = base_with(tmp_path, far="goals: {fit: {distance: 0}}\n")
    alone, _ = read(base / "alternatives" / "far.yaml", PACK_TITLES)
    named, _ = read(base, PACK_TITLES, alternatives=["far"])
    by_path, _ = read(base, PACK_TITLES, alternatives=[str(base / "alternatives" / "far.yaml")])
    assert alone is not None
    assert named is not None
    assert by_path is not None
    assert alone.digest == named.digest == by_path.digest


def test_a_later_alternative_wins_over_an_earlier_one_and_both_over_the_scenario(tmp_path: Path) -> None:
    base = base_with(
        tmp_path,
        one="seed: 2\ngoals: {fit: {move: 9, keep: 9}}\nrows: {posts: [{post: vice, weight: 3}]}\n",
        two="goals: {fit: {move: 8}}\nrows: {posts: [{post: vice, weight: 4}]}\n",
    )
    forth, back = laid_over(base, "one", "two"), laid_over(base, "two", "one")
    assert (forth.settings.goals.fit.move, back.settings.goals.fit.move) == (8, 9)
    assert (forth.settings.goals.fit.keep, forth.settings.seed) == (9, 2)
    assert (forth.posts["weight"].tolist(), back.posts["weight"].tolist()) == ([1, 4], [1, 3])


def test_several_alternatives_are_named_after_all_of_them(tmp_path: Path) -> None:
    base = base_with(tmp_path, one="", two="")
    assert laid_over(base, "one", "two").settings.name == "one + two"
    assert laid_over(base, "two").settings.name == "two"


def test_an_alternative_brings_along_what_it_extends_on_its_way_to_the_scenario(tmp_path: Path) -> None:
    base = base_with(tmp_path, one="seed: 2\n", two="title: second\n")
    (base / "alternatives" / "two.yaml").write_text("name: two\nextends: one.yaml\ntitle: second\n")
    found = laid_over(base, "two").settings
    assert (found.seed, found.title, found.name) == (2, "second", "two")


def test_findings_name_the_file_and_line_of_the_alternative(tmp_path: Path) -> None:
    base = base_with(tmp_path, wrong="goals: {fit: {moves: 3}}\nrows: {posts: [{post: none, remove: true}]}\n")
    assert findings_of(base, "wrong") == [
        "alternatives/wrong.yaml:3: error: unknown key [moves]. Did you mean move?",
        "alternatives/wrong.yaml:4: error: there is no such row to take out [none]. Correct post, or delete this row.",
    ]


def test_every_unknown_name_is_told_with_the_near_one_and_all_there_are(tmp_path: Path) -> None:
    base = base_with(tmp_path, younger="", women="")
    assert findings_of(base, "yunger", "x") == [
        "alternatives: error: there is no alternative of this name [yunger]. "
        "Did you mean younger? The alternatives here are women, younger.",
        "alternatives: error: there is no alternative of this name [x]. The alternatives here are women, younger.",
    ]


def test_without_any_alternative_it_is_told_where_to_write_one(tmp_path: Path) -> None:
    assert "alternatives/NAME.yaml" in findings_of(write_base(tmp_path), "younger")[0]


def test_an_alternative_of_another_scenario_is_refused_at_its_line(tmp_path: Path) -> None:
    base = base_with(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    other = write_base(tmp_path / "elsewhere")
    (other / "foreign.yaml").write_text("name: foreign\nextends: .\n")
    (told,) = findings_of(base, str(other / "foreign.yaml"))
    assert told.startswith("../elsewhere/base/foreign.yaml:2: error: the alternative does not extend base")


@pytest.mark.parametrize("path", ["base", "base/scenario.yaml", "base/alternatives/one.yaml"])
def test_a_scenario_its_settings_and_each_alternative_have_the_same_ones(tmp_path: Path, path: str) -> None:
    (tmp_path / "x").mkdir()
    base_with(tmp_path, one="", two="")
    assert list(available(tmp_path / path)) == ["one", "two"]


def test_settings_given_with_the_call_win_and_leave_the_name(tmp_path: Path) -> None:
    base = base_with(tmp_path, one="goals: {fit: {move: 9}}\n")
    given = {"goals.fit.move": "7", "mix.women v. men.at_least": "30%", "mix.women v. men.weight": "4"}
    found = laid_over(base, "one", **given).settings
    assert (found.name, found.goals.fit.move, found.mix[0].at_least, found.mix[0].weight) == ("one", 7, "30%", 4)


def test_a_given_list_is_read_as_in_a_sheet(tmp_path: Path) -> None:
    assert laid_over(base_with(tmp_path), **{"goals.tiers": "[fill, fit]"}).settings.goals.tiers == ("fill", "fit")


def test_given_settings_that_are_wrong_are_told_with_the_near_key(tmp_path: Path) -> None:
    base = base_with(tmp_path)
    given = {"goals.fit.moove": "7", "mix.women.at_least": "30%", "seed": "many"}
    told = findings_of(base, **given)
    assert any("--vary goals.fit.moove: error: unknown key [moove]. Did you mean move?" in line for line in told)
    assert any(line.startswith("--vary mix.women.at_least: error: a target that is not there") for line in told)
    assert any(line.startswith("--vary seed: error: seed does not take this value") for line in told)


@given(st.permutations(["one", "two", "three"]))
def test_alternatives_that_touch_different_things_can_be_laid_in_any_order(order: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        base = base_with(Path(folder), one="seed: 5\n", two="goals: {fit: {move: 7}}\n", three="title: third\n")
        found = laid_over(base, *order).settings
    assert (found.seed, found.goals.fit.move, found.title) == (5, 7, "third")
