"""Mix targets that name what the tables do not have."""

from pathlib import Path

import pytest
from support.scenario_files import VALID, lines_of, write_files

from planner.scenario import read


def target(column: str, value: str, scope: str = "key_posts") -> str:
    return (
        f"{VALID['scenario.yaml']}mix:\n"
        f"  - name: target\n    column: {column}\n    values: [{value}]\n    scope: {scope}\n    at_least: 1\n"
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [("sex", "male"), ("age_band", "<35"), ("age_band", "35-40"), ("rotates", "yes"), ("name", "An")],
)
def test_targets_on_known_columns_are_fine(tmp_path: Path, column: str, value: str) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": target(column, value)}) == []


def test_a_target_may_use_a_further_column(tmp_path: Path) -> None:
    files = {"scenario.yaml": target("lang", "tày"), "cadres.csv": "cadre,lang\nc1,tày\n"}
    assert lines_of(tmp_path, {**files}) == []


@pytest.mark.parametrize("grades", [("3", ""), ("", "")])
def test_blank_cells_of_a_column_of_numbers_do_not_matter(tmp_path: Path, grades: tuple[str, str]) -> None:
    files = {"scenario.yaml": target("grade", "'2'"), "cadres.csv": "cadre,grade\nc1,{}\nc2,{}\n".format(*grades)}
    assert lines_of(tmp_path, {**files}) == [
        "scenario.yaml:8: warning: nobody has this in grade [2]. Correct it if somebody should."
    ]


def test_a_column_that_nobody_has_is_an_error_at_its_line(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": target("sx", "male")}) == [
        "scenario.yaml:7: error: no such column of cadres [sx]. Did you mean sex? Name age_band or a column of cadres."
    ]


@pytest.mark.parametrize(
    ("column", "value", "remedy"),
    [
        ("sex", "femal", "Did you mean female? Use one of female, male."),
        ("rotates", "often", "Use one of yes, no."),
        ("degree", "phd", "Use one of none, primary, intermediate, college, bachelor, master, doctor."),
    ],
)
def test_a_value_that_no_cell_can_have_is_an_error(tmp_path: Path, column: str, value: str, remedy: str) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": target(column, value)}) == [
        f"scenario.yaml:8: error: {column} cannot have this value [{value}]. {remedy}"
    ]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("sex", "Nữ", "female"), ("degree", "đại học", "bachelor"), ("rotates", "không", "no"), ("name", "Nữ", "Nữ")],
)
def test_values_are_read_as_the_cells_are(tmp_path: Path, column: str, value: str, code: str) -> None:
    scenario, _ = read(write_files(tmp_path, {"scenario.yaml": target(column, f"{value}, {code}")}))
    assert scenario is not None
    assert scenario.settings.mix[0].values == (code,)


def test_a_value_that_is_no_age_band_is_an_error(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": target("age_band", "young")}) == [
        "scenario.yaml:8: error: no age band [young]. Write a band such as <35, 35-40 or >40."
    ]


def test_a_value_that_nobody_has_is_a_warning_only(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": target("ethnicity", "Tày")}) == [
        "scenario.yaml:8: warning: nobody has this in ethnicity [Tày]. Correct it if somebody should."
    ]


def test_targets_of_each_province_need_provinces(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {"scenario.yaml": target("sex", "male", "each_province")}
    assert lines_of(tmp_path, files) == [
        "scenario.yaml:9: error: no unit is a province [each_province]. "
        "Give units the kind province, and name them as the parents of others; or choose another scope."
    ]
    units = "unit,kind,parent\nxa_a,commune,north\nxa_b,commune,north\nnorth,province,\n"
    assert lines_of(tmp_path, {**files, "units.csv": units}) == []


@pytest.mark.parametrize(
    ("kind", "value", "remedy"),
    [
        ("unit", "xã_a", "Did you mean xa_a? Name a unit of this scenario."),
        ("title", "pc_chiar", "Did you mean pc_chair? Name a title of this scenario."),
    ],
)
def test_a_scope_names_what_there_is(tmp_path: Path, kind: str, value: str, remedy: str) -> None:
    assert lines_of(tmp_path, {"scenario.yaml": target("sex", "male", f"{{{kind}: {value}}}")}) == [
        f"scenario.yaml:9: error: no such {kind} [{value}]. {remedy}"
    ]


def test_a_cluster_needs_the_column_cluster(tmp_path: Path) -> None:
    settings = target("sex", "male", "{cluster: north}")
    assert lines_of(tmp_path, {"scenario.yaml": settings}) == [
        "scenario.yaml:9: error: units have no column cluster [north]. "
        "Add the column cluster to units, or choose another scope."
    ]
    units = "unit,cluster\nxa_a,north\nxa_b,south\n"
    assert lines_of(tmp_path, {"scenario.yaml": settings, "units.csv": units}) == []


def committee_lines(folder: Path, posts: str, titles: str) -> list[str]:
    files = {"posts.csv": f"post,title\n{posts}", "titles.csv": f"title,committee\n{titles}"}
    return lines_of(folder, {**files, "scenario.yaml": target("sex", "male", "each_committee")})


def test_a_target_on_committees_needs_one(tmp_path: Path) -> None:
    assert committee_lines(tmp_path, "chair,own\nother,\n", "own,no\nlist,yes\n") == [
        "scenario.yaml:9: warning: no post has the title of a committee [each_committee]. "
        "Write yes in the column committee of titles, or choose another scope."
    ]
    assert committee_lines(tmp_path, "chair,own\nother,list\n", "own,no\nlist,yes\n") == []


def test_whether_a_title_of_the_rule_pack_is_a_committee_is_not_known_here(tmp_path: Path) -> None:
    assert committee_lines(tmp_path, "chair,pc_chair\n", "own,\n") == []
    assert len(committee_lines(tmp_path, "chair,pc_chair\n", "pc_chair,no\n")) == 1
