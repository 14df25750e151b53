"""scenario.yaml: every mistake at its line, in a planner's words."""

from pathlib import Path
from unicodedata import normalize

import pytest
from pydantic import BaseModel, ValidationError
from support.scenario_files import lines_of, write_files

from planner.scenario import read
from planner.scenario.settings import Courses, FitWeights, Goals, MixTarget, RulesChoice, Settings
from planner.scenario.settings_check import TAKES

TOP = "name: small\nas_of: 2026-01-01\nrules: open\n"


def settings_lines(folder: Path, text: str) -> list[str]:
    return lines_of(folder, {"scenario.yaml": text})


@pytest.mark.parametrize("as_of", ["2026", "2026-01", "2026-01-31", "'2026-01-31'"])
def test_as_of_may_be_a_year_a_month_or_a_day(tmp_path: Path, as_of: str) -> None:
    scenario, findings = read(write_files(tmp_path, {"scenario.yaml": f"name: small\nrules: open\nas_of: {as_of}\n"}))
    assert findings == ()
    assert scenario is not None
    assert scenario.settings.as_of == as_of.strip("'")


def test_rules_are_switched_with_on_and_off(tmp_path: Path) -> None:
    text = f"{TOP}".replace(
        "open", "{pack: open, changes: {grade: on, pins: off, min_stay: {on: on, holder_months: 3}}}"
    )
    scenario, findings = read(write_files(tmp_path, {"scenario.yaml": text}))
    assert findings == ()
    assert scenario is not None
    changes = scenario.settings.rule_choice.changes
    assert changes == {"grade": True, "pins": False, "min_stay": {"on": True, "holder_months": 3}}


def test_an_unknown_key_stands_at_its_own_line_with_a_suggestion(tmp_path: Path) -> None:
    assert settings_lines(tmp_path, f"{TOP}horizon_month: 12\ngoals:\n  fit:\n    moves: 3\ncolour: red\n") == [
        "scenario.yaml:4: error: unknown key [horizon_month]. Did you mean horizon_months?",
        "scenario.yaml:7: error: unknown key [moves]. Did you mean move?",
        "scenario.yaml:8: error: unknown key [colour]. The keys here are "
        "name, title, as_of, horizon_months, period_months, rules, goals, mix, courses, fit, age_bands, seed, "
        "simulate, repair, extends, rows.",
    ]


def test_every_wrong_value_is_found_at_once(tmp_path: Path) -> None:
    text = (
        "name: 5\nas_of: yesterday\nhorizon_months: -6\nperiod_months: .nan\nseed: 1.5\nfit: fast\n"
        "age_bands: 35\nrules: {pakc: open}\ngoals: {tiers: [fill, {bench: 0}, 7]}\n"
        "mix:\n  - {name: women, column: sex, values: [], at_least: 25}\n"
        "  - {name: 3, column: sex, values: [4], at_most: 1.5}\n"
    )
    wrong, a_text = "does not take this value", "Write a text of 1 to 200 characters, in quotes if it is a number."
    assert settings_lines(tmp_path, text) == [
        f"scenario.yaml:1: error: name {wrong} [5]. {a_text}",
        "scenario.yaml:2: error: yesterday is no date. Write YYYY-MM-DD, YYYY-MM or YYYY.",
        f"scenario.yaml:3: error: horizon_months {wrong} [-6]. Write a whole number from 1 to 240.",
        f"scenario.yaml:4: error: period_months {wrong} [nan]. Write a whole number from 1 to 60.",
        f"scenario.yaml:5: error: seed {wrong} [1.5]. Write a whole number from 0 to 2147483647.",
        f"scenario.yaml:6: error: fit {wrong} [fast]. Write computed or only_listed.",
        f"scenario.yaml:7: error: age_bands {wrong} [35]. Write a list of whole ages from 16 to 100.",
        "scenario.yaml:8: error: the key rules.pack is missing. Write pack: the name of a rule pack.",
        "scenario.yaml:8: error: unknown key [pakc]. Did you mean pack?",
        f"scenario.yaml:9: error: goals.tiers[2].bench {wrong} [0]. Write a weight from 1 to 1000.",
        f"scenario.yaml:9: error: goals.tiers[3] {wrong} [7]. Write a goal, or goals with their weights, "
        "such as {bench: 2, mix: 1}.",
        f"scenario.yaml:11: error: mix[1].values {wrong}. Write a list of texts with at least one item.",
        f"scenario.yaml:12: error: mix[2].name {wrong} [3]. {a_text}",
        f"scenario.yaml:12: error: mix[2].values[1] {wrong} [4]. {a_text}",
        f"scenario.yaml:12: error: mix[2].at_most {wrong} [1.5]. "
        "Write a whole number of persons from 0 to 1000000, or a share such as 25%.",
    ]


def test_a_value_of_the_wrong_form_gets_an_example(tmp_path: Path) -> None:
    text = "name: a\nas_of: 2026\nrules:\n  pack: open\n  changes:\n    release_cap: 2\ngoals: fill, mix\n"
    assert settings_lines(tmp_path, text) == [
        "scenario.yaml:6: error: rules.changes.release_cap does not take this value [2]. "
        "Write on, off, or a block of numbers, such as release_cap: {away_max: 2}.",
        "scenario.yaml:7: error: goals does not take this value [fill, mix]. "
        "Write a block with tiers and fit, such as goals: {tiers: [fill, bench, mix, fit]}.",
    ]


def test_missing_keys_are_named(tmp_path: Path) -> None:
    assert settings_lines(tmp_path, "rules: open\nname:\n") == [
        "scenario.yaml:1: error: the key as_of is missing. Write as_of: a date as YYYY-MM-DD, YYYY-MM or YYYY.",
        "scenario.yaml:2: error: the key name is missing. "
        "Write name: a text of 1 to 200 characters, in quotes if it is a number.",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "horizon_months: 7\n",
            "scenario.yaml:4: error: horizon_months (7) is not a multiple of period_months (6). "
            "Change one of the two, so that the horizon is a number of whole periods.",
        ),
        (
            "age_bands: [41, 35]\n",
            "scenario.yaml:4: error: age_bands are not in rising order. "
            "List the first ages of the second and later bands.",
        ),
        (
            "goals:\n  tiers: [fill, fil]\n",
            "scenario.yaml:5: error: unknown goal fil. The goals are fill, bench, standard, mix, change, fit.",
        ),
        (
            "goals:\n  tiers: [fill, {fill: 2, bench: 1}]\n",
            "scenario.yaml:5: error: a goal stands in two tiers. Keep it in one.",
        ),
        (
            "goals:\n  tiers: [fill, {}]\n",
            "scenario.yaml:5: error: a tier names no goal. Name a goal in it, or take it out.",
        ),
        (
            "mix:\n  - {name: a, column: sex, values: [male], at_least: 1, preserve: 1}\n",
            "scenario.yaml:5: error: a target needs one kind of bound. "
            "Give either preserve, or at_least and/or at_most.",
        ),
        (
            "mix:\n  - name: a\n    column: sex\n    values: [male]\n    at_least: 1\n    scope: key_post\n",
            "scenario.yaml:9: error: unknown scope key_post. Use one of key_posts, all_posts, each_unit, "
            "each_province, all_benches, each_bench, "
            "each_committee or one of group, title, unit, cluster with a value.",
        ),
    ],
)
def test_values_that_do_not_go_together_say_so(tmp_path: Path, text: str, line: str) -> None:
    assert settings_lines(tmp_path, TOP + text) == [line]


@pytest.mark.parametrize(("as_of", "fits"), [("2195-12", True), ("2196-01", False)])
def test_a_plan_ends_where_dates_end(tmp_path: Path, as_of: str, fits: bool) -> None:
    lines = settings_lines(tmp_path, f"name: far\nas_of: {as_of}\nhorizon_months: 48\nrules: open\n")
    errors = [line for line in lines if line.startswith("scenario.yaml")]
    assert (
        errors == []
        if fits
        else errors
        == [
            "scenario.yaml:2: error: as_of (2196-01) and horizon_months (48) lead beyond 2199-12. "
            "Give an earlier as_of or a shorter horizon."
        ]
    )


@pytest.mark.parametrize("bound", ["preserve", "at_least", "at_most"])
def test_numbers_of_persons_have_a_highest_value(tmp_path: Path, bound: str) -> None:
    target = f"mix:\n  - {{name: a, column: sex, values: [male], {bound}: {10**30}}}\n"
    (line,) = settings_lines(tmp_path, TOP + target)
    assert line.startswith(f"scenario.yaml:5: error: mix[1].{bound} does not take this value [1000")
    assert "Write a whole number of persons from 0 to 1000000" in line


TARGET = {"name": "a", "column": "sex", "values": ["male"], "scope": {"unit": "xa_a"}, "at_least": 1}


@pytest.mark.parametrize("text", ["", "  ", "a\u200bb", "a\x07b", "\ud800", "x" * 201])
@pytest.mark.parametrize("key", ["name", "column", "values", "scope"])
def test_texts_of_a_target_are_seen_and_not_empty(key: str, text: str) -> None:
    whole = {"name": text, "column": text, "values": [text], "scope": {"unit": text}}
    with pytest.raises(ValidationError, match=f"MixTarget\n{key}"):
        MixTarget.model_validate({**TARGET, key: whole[key]})


def test_texts_are_kept_as_cells_are() -> None:
    decomposed = normalize("NFD", " nữ\tgiới ")
    target = MixTarget.model_validate(
        {**TARGET, "name": decomposed, "values": [decomposed], "scope": {"unit": decomposed}}
    )
    assert (target.name, target.values, target.scope) == ("nữ giới", ("nữ giới",), {"unit": "nữ giới"})
    settings = Settings(name=decomposed, title=decomposed, as_of="2026")
    assert (settings.name, settings.title) == ("nữ giới", "nữ giới")


def test_characters_that_cannot_be_seen_are_found_at_their_line(tmp_path: Path) -> None:
    assert settings_lines(tmp_path, f'{TOP}title: "a\\u200bb"\n') == [
        "scenario.yaml:4: error: the text holds characters that cannot be seen [a\u200bb]. Type it anew, on one line."
    ]


def test_wrong_settings_do_not_hide_what_is_wrong_in_the_tables(tmp_path: Path) -> None:
    files = {
        "scenario.yaml": f"{TOP}colour: red\nmix:\n  - {{name: a, column: sx, values: [male], at_least: 1}}\n",
        "cadres.csv": "cadre,birth_date\nc1,2027\n",
    }
    assert [line.split(" error: ")[0] for line in lines_of(tmp_path, {**files})] == [
        "scenario.yaml:4:",
        "scenario.yaml:6:",
        "cadres.csv:2:",
    ]


def test_every_key_of_the_settings_has_words_for_what_it_takes() -> None:
    def keys(model: type[BaseModel], prefix: str) -> set[str]:
        return {f"{prefix}{name}" for name in model.model_fields}

    assert (
        keys(Settings, "")
        | keys(RulesChoice, "rules.")
        | keys(Goals, "goals.")
        | keys(FitWeights, "goals.fit.")
        | keys(MixTarget, "mix.*.")
        | keys(Courses, "courses.")
    ) <= set(TAKES)


@pytest.mark.parametrize("points", ["priority: 2", "course: 1", "priority: 3, course: 3"])
def test_a_course_costs_more_than_priority_in_it_brings(tmp_path: Path, points: str) -> None:
    weights = {"priority": 1, "course": 2} | {
        name: int(value) for name, value in (part.split(": ") for part in points.split(", "))
    }
    assert settings_lines(tmp_path, f"{TOP}goals:\n  fit: {{{points}}}\n") == [
        f"scenario.yaml:5: error: priority ({weights['priority']}) is not below course ({weights['course']}), so that "
        "people would attend for nothing but their priority. Give priority fewer points than course, or 0."
    ]


def test_courses_without_points_go_without_priority(tmp_path: Path) -> None:
    assert settings_lines(tmp_path, f"{TOP}goals: {{fit: {{course: 0, priority: 0}}}}\n") == []
