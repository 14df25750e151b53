"""The form of scenario.yaml: syntax, repeated keys, references."""

from pathlib import Path

import pytest
from support.scenario_files import lines_of

from planner.scenario.settings_source import sheet_source
from planner.scenario.sheet import sheet_of

TOP = "name: small\nas_of: 2026-01-01\nrules: open\n"


def test_a_repeated_key_is_found_at_its_second_line(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": f"{TOP}goals:\n  fit: {{move: 3}}\n  fit: {{move: 4}}\nname: b\n"}) == [
        "scenario.yaml:6: error: the key stands twice [fit]. Keep one of the two.",
        "scenario.yaml:7: error: the key stands twice [name]. Keep one of the two.",
    ]


def test_broken_yaml_is_found_at_its_line(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": f"{TOP}title: a: b\n"}) == [
        "scenario.yaml:4: error: this is not valid YAML: mapping values are not allowed here. "
        "Check the indentation, the colons and the quotes in this line and the one above."
    ]


@pytest.mark.parametrize("text", ["", "- name: small\n", "just words\n", "# nothing\n"])
def test_a_file_without_keys_is_an_error(tmp_path: Path, text: str) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": text}) == [
        "scenario.yaml:1: error: the file does not hold keys with values. "
        "Write one key per line, such as `name: my-commune`."
    ]


def test_an_empty_block_lacks_its_keys(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, {"scenario.yaml": "{rules: open}"})
    assert [line.partition(". ")[0] for line in lines] == [
        "scenario.yaml:1: error: the key name is missing",
        "scenario.yaml:1: error: the key as_of is missing",
    ]


def test_settings_that_are_not_utf8_are_an_error(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": b"name: x\xe3\n"}) == [
        "scenario.yaml:1: error: the text is not UTF-8. Save it as UTF-8 (in Excel: CSV UTF-8)."
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "goals: &all {tiers: *all}\n",
            "scenario.yaml:4: error: a reference (*) to another place of the file. Write the values out.",
        ),
        ("[a, b]: 1\n", "scenario.yaml:4: error: a key that is not a word. Write keys as single words."),
        (
            f"seed: {'9' * 5000}\n",
            f"scenario.yaml:4: error: seed does not take this value [{'9' * 80}… (5000 characters)]. "
            "Write a whole number from 0 to 2147483647.",
        ),
        (
            "seed: !!python/object:os.system ls\n",
            "scenario.yaml:4: error: seed does not take this value [ls]. Write a whole number from 0 to 2147483647.",
        ),
    ],
)
def test_what_yaml_allows_but_settings_do_not_is_an_error(tmp_path: Path, text: str, line: str) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": TOP + text}) == [line]


def test_brackets_without_end_are_an_error(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, {"scenario.yaml": f"{TOP}mix: {'[' * 500}\n"})
    assert "this is not valid YAML" in line


@pytest.mark.parametrize("value", ["!!bool maybe", "!!int ''", "!!float ''", "!!int x", "!!float 1:x"])
def test_a_value_that_is_not_what_its_tag_says_is_an_error(tmp_path: Path, value: str) -> None:
    (line,) = lines_of(tmp_path, {"scenario.yaml": f"{TOP}seed: {value}\n"})
    assert line.startswith("scenario.yaml:4: error: seed does not take this value")


@pytest.mark.parametrize("value", ["!!bool maybe", "!!int ''", "!!float ''", '"\\Uffffffff"'])
def test_a_cell_of_the_settings_is_as_free_as_the_file(value: str) -> None:
    rows = [(1, ["key", "value"]), (2, ["seed", f"[{value}]"])]
    sheet, _ = sheet_of("scenario", "scenario", rows, is_csv=False)
    assert sheet is not None
    source = sheet_source(sheet)
    assert source.findings or isinstance(source.data["seed"][0], str)


@pytest.mark.parametrize(
    "text", ['title: "a\\ud800"', 'mix: [{name: "\\udfff"}]', '"\\ud800": 1', 'rules: {pack: "\\ud800"}']
)
def test_half_a_character_is_an_error(tmp_path: Path, text: str) -> None:
    lines = lines_of(tmp_path, {"scenario.yaml": f"name: small\nas_of: 2026-01-01\n{text}\n"})
    assert "scenario.yaml:3: error: the text holds characters that cannot be seen. Type it anew, on one line." in lines
    assert all(line.isprintable() for line in lines)


def test_a_number_of_no_character_is_not_valid_yaml(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, {"scenario.yaml": f'{TOP}title: "\\Uffffffff"\n'})
    assert line.startswith("scenario.yaml:1: error: this is not valid YAML")


def test_an_anchor_may_be_given_anew(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    text = "name: &a small\nas_of: &a 2026-01-01\nrules: open\ntitle: *a\n"
    assert lines_of(tmp_path, {"scenario.yaml": text}) == []
    assert not recwarn.list
