"""Settings of a simulation: what they take, and what they name in the tables."""

from dataclasses import replace
from pathlib import Path

from support.scenario_files import VALID, lines_of
from support.scenarios import scenario


def simulate(block: str) -> dict[str, str]:
    return {"scenario.yaml": f"{VALID['scenario.yaml']}simulate: {block}\n"}


def test_a_group_is_chosen_as_a_target_is(tmp_path: Path) -> None:
    files = simulate("{health: 1.5%, groups: [{name: young, column: age_band, values: [<35], yearly: 4%}]}")
    assert lines_of(tmp_path, files) == []


def test_a_share_is_a_share(tmp_path: Path) -> None:
    assert lines_of(tmp_path, simulate("{health: 0.015}")) == [
        "scenario.yaml:5: error: simulate.health does not take this value [0.015]. Write a share such as 1.5%."
    ]


def test_a_column_that_nobody_has_is_an_error(tmp_path: Path) -> None:
    files = simulate("{groups: [{name: young, column: age_bend, values: [<35], yearly: 4%}]}")
    assert lines_of(tmp_path, files) == [
        "scenario.yaml:5: error: no such column of cadres [age_bend]. Did you mean age_band? "
        "Name age_band or a column of cadres."
    ]


def test_names_of_causes_differ(tmp_path: Path) -> None:
    files = simulate("{groups: [{name: health, column: sex, values: [male], yearly: 4%}]}")
    assert lines_of(tmp_path, files) == [
        "scenario.yaml:5: error: two groups have the same name, or that of another cause. Rename one."
    ]


def test_values_are_those_of_the_column() -> None:
    where = scenario(
        "simulate: {groups: [{name: women, column: sex, values: [Nữ], yearly: 4%}]}",
        posts="post\na",
        cadres="cadre sex\nc1 female",
    )
    assert where.settings.simulate.groups[0].values == ("female",)


def test_no_plan_depends_on_what_a_simulation_draws() -> None:
    where = scenario(posts="post\na", cadres="cadre\nc1")
    simulate = where.settings.simulate.model_copy(update={"health": "9%"})
    assert replace(where, settings=where.settings.model_copy(update={"simulate": simulate})).digest == where.digest
