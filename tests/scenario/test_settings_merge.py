"""Settings laid over settings: mappings by key, targets by name, everything else replaced."""

from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from planner.scenario.settings_merge import merged_settings
from planner.scenario.settings_source import SettingsSource, yaml_source
from planner.scenario.settings_tree import source_of, tree_of


def source(text: str, name: str = "base") -> SettingsSource:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return yaml_source(path)


def merged(base: str, over: str) -> dict[str, Any]:
    result = merged_settings(source(base), tree_of(source(over, "over")))
    assert result.findings == []
    return result.data


def found(base: str, over: str) -> list[str]:
    return [str(finding) for finding in merged_settings(source(base), tree_of(source(over, "over"))).findings]


@pytest.mark.parametrize(
    ("base", "over", "both"),
    [
        ("a: 1\nb: 2", "b: 3\nc: 4", {"a": 1, "b": 3, "c": 4}),
        ("goals: {fit: {move: 1, keep: 2}}", "goals: {fit: {keep: 3}}", {"goals": {"fit": {"move": 1, "keep": 3}}}),
        ("age_bands: [35, 45]", "age_bands: [40]", {"age_bands": [40]}),
        ("courses: {budget: 5}", "courses: {budget: {2026: 1}}", {"courses": {"budget": {"2026": 1}}}),
        ("courses: {budget: {2026: 1}}", "courses: {budget: 5}", {"courses": {"budget": 5}}),
        (
            "courses: {budget: {2026: 1, 2027: 2}}",
            "courses: {budget: {2027: 3}}",
            {"courses": {"budget": {"2026": 1, "2027": 3}}},
        ),
        ("name: base", "seed: 1", {"seed": 1}),
    ],
)
def test_mappings_are_merged_and_everything_else_is_replaced(base: str, over: str, both: dict[str, Any]) -> None:
    assert merged(base, over) == both


def test_a_key_without_a_value_takes_the_key_out() -> None:
    assert merged("seed: 1\ncourses: {budget: 5}", "seed:\ncourses:") == {}
    assert merged("rules: {pack: open, changes: {grade: off, pins: off}}", "rules: {changes: {grade: }}") == {
        "rules": {"pack": "open", "changes": {"pins": "off"}}
    }


@pytest.mark.parametrize(
    ("base", "over", "both"),
    [
        ("open", "{changes: {grade: off}}", {"pack": "open", "changes": {"grade": "off"}}),
        ("{pack: open, changes: {grade: off}}", "vn", {"pack": "vn", "changes": {"grade": "off"}}),
        ("open", "vn", "vn"),
        ("{changes: {grade: {step: 2}}}", "{changes: {grade: off}}", {"changes": {"grade": {"step": 2, "on": "off"}}}),
        ("{changes: {grade: off}}", "{changes: {grade: {step: 2}}}", {"changes": {"grade": {"on": "off", "step": 2}}}),
        ("{overlays: [a, b]}", "{overlays: [c]}", {"overlays": ["c"]}),
    ],
)
def test_packs_and_switches_have_a_long_form(base: str, over: str, both: object) -> None:
    assert merged(f"rules: {base}", f"rules: {over}") == {"rules": both}


MIX = """
mix:
  - {name: women, column: sex, values: [female], at_least: 25%, scope: {unit: a}}
  - {name: young, column: age_band, values: [<35], at_least: 1}
"""
WOMEN = {"name": "women", "column": "sex", "values": ["female"], "at_least": "25%", "scope": {"unit": "a"}}
YOUNG = {"name": "young", "column": "age_band", "values": ["<35"], "at_least": 1}


def test_a_target_given_again_replaces_the_keys_that_it_names() -> None:
    over = "mix: [{name: women, at_least: , preserve: 3, scope: {group: b}}]"
    women = {key: value for key, value in WOMEN.items() if key != "at_least"}
    assert merged(MIX, over)["mix"] == [women | {"preserve": 3, "scope": {"group": "b"}}, YOUNG]


def test_new_targets_come_last_and_others_are_taken_out() -> None:
    over = "mix: [{name: old, column: age_band, values: [old], at_most: 2}, {name: women, remove: true}]"
    assert [target["name"] for target in merged(MIX, over)["mix"]] == ["young", "old"]


def test_targets_that_are_not_there_are_told() -> None:
    assert found(MIX, "mix:\n  - {name: wmen, remove: true}\n  - {name: yung, at_least: 2}\n") == [
        "over.yaml:2: error: there is no such target to take out [wmen]. Did you mean women?",
        "over.yaml:3: error: a target that is not there, and too little for a new one [yung]. Did you mean young?",
    ]
    assert found(MIX, "mix: [{name: x, remove: true}]") == [
        "over.yaml:1: error: there is no such target to take out [x]. The targets are women, young."
    ]
    assert found("seed: 1", "mix: [{name: x, remove: true}]") == [
        "over.yaml:1: error: there is no such target to take out [x]. There are no targets."
    ]


def test_remove_takes_true_only() -> None:
    assert found(MIX, "mix: [{name: women, remove: maybe}]") == [
        "over.yaml:1: error: remove takes true only [maybe]. Write remove: true."
    ]


def test_a_target_that_stands_twice_or_has_no_name_is_left_to_the_check_of_the_settings() -> None:
    assert merged(MIX, "mix: [{name: women, at_least: 1}, {name: women, at_least: 2}, {at_least: 2}, 7]")["mix"] == [
        WOMEN | {"at_least": 1},
        YOUNG,
        {"name": "women", "at_least": 2},
        {"at_least": 2},
        7,
    ]


def test_places_are_those_of_the_file_where_each_key_stands() -> None:
    over = tree_of(source("mix:\n  - name: young\n    at_least: 2\n", "over"))
    result = merged_settings(source(f"seed: 1{MIX}"), over)
    places = {key: result.where(key) for key in (("seed",), ("mix", 1, "at_least"), ("mix", 1, "column"))}
    assert list(places.values()) == ["base.yaml:1", "over.yaml:3", "base.yaml:4"]


words = st.text("abc", min_size=1, max_size=3)
scalars = st.none() | st.booleans() | st.integers() | words
trees = st.dictionaries(
    words,
    st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)),
    max_size=4,
)


@given(trees)
def test_a_tree_says_what_its_source_says(data: dict[str, Any]) -> None:
    text = "\n".join(f"{key}: {value}" for key, value in _flow(data).items()) or "{}"
    written = source(text)
    again = source_of(tree_of(written))
    assert (again.data, again.places) == (written.data, written.places)


def _flow(data: dict[str, Any]) -> dict[str, str]:
    """Each value of a mapping in YAML's short form."""
    shown = {}
    for key, value in data.items():
        out = StringIO()
        yaml = YAML(typ="safe", pure=True)
        yaml.default_flow_style = True
        yaml.width = 10_000
        yaml.dump([value], out)
        shown[key] = out.getvalue().strip()
    return shown


LAYER = st.fixed_dictionaries(
    {},
    optional={
        "seed": st.integers(1, 9),
        "rules": st.sampled_from(["a", "b"])
        | st.fixed_dictionaries(
            {},
            optional={
                "pack": st.sampled_from(["a", "b"]),
                "overlays": st.lists(words, max_size=2),
                "changes": st.dictionaries(
                    st.sampled_from(["x", "y"]),
                    st.sampled_from(["on", "off"]) | st.dictionaries(st.sampled_from(["m", "n"]), st.integers(1, 9)),
                ),
            },
        ),
        "goals": st.fixed_dictionaries(
            {}, optional={"fit": st.dictionaries(st.sampled_from(["f", "g"]), st.integers())}
        ),
        "mix": st.lists(st.sampled_from(["p", "q", "r"]), unique=True).flatmap(
            lambda names: st.tuples(
                *(
                    st.fixed_dictionaries({"name": st.just(name), "column": words}, optional={"weight": st.integers()})
                    for name in names
                )
            ).map(list)
        ),
    },
)


def over(base: SettingsSource, data: SettingsSource) -> SettingsSource:
    result = merged_settings(base, tree_of(data))
    assert result.findings == []
    return result


@given(LAYER, LAYER, LAYER)
def test_merging_is_associative(one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]) -> None:
    first, second, third = (SettingsSource(data, {(): "x:1"}) for data in (one, two, three))
    assert over(over(first, second), third).data == over(first, over(second, third)).data
