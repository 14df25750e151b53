"""Chains of scenarios: what extends what, what wins, and where the findings point."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from ruamel.yaml import YAML
from support.alternatives import EXTENDS, findings_of, resolved, write_alternative, write_base
from support.scenario_files import VALID
from support.scenarios import PACK_TITLES
from xlsxwriter import Workbook

from planner.scenario import Scenario, read, write
from planner.scenario.columns import TABLES


def assert_same(one: Scenario, other: Scenario) -> None:
    assert one.settings == other.settings
    for name in TABLES:
        assert_frame_equal(one.tables[name], other.tables[name])
    assert one.digest == other.digest


def write_file(folder: Path, name: str, text: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_an_alternative_that_changes_nothing_is_its_base(tmp_path: Path) -> None:
    base = write_base(tmp_path)
    assert_same(resolved(write_alternative(tmp_path, scenario="name: small\nextends: ../base\n")), resolved(base))


def test_an_alternative_that_says_everything_again_is_its_base(tmp_path: Path) -> None:
    base = write_base(tmp_path, pins="action,cadre,post\nforbid,c2,chair\n")
    again = {path.stem: path.read_text() for path in base.iterdir()}
    again["scenario"] += "extends: ../base\n"
    assert_same(resolved(write_alternative(tmp_path, **again)), resolved(base))


@pytest.mark.parametrize("extends", ["../base", "../base/", "../base/scenario.yaml", "./../base/../base"])
def test_the_path_begins_at_the_folder_of_the_file(tmp_path: Path, extends: str) -> None:
    write_base(tmp_path)
    other = write_alternative(tmp_path, scenario=f"name: other\nextends: {extends}\n")
    assert resolved(other).settings.name == "other"


def test_a_single_file_may_stand_anywhere(tmp_path: Path) -> None:
    base = write_base(tmp_path)
    inside = write_file(base, "alternatives/weak.yaml", "name: weak\nextends: ..\nseed: 3\n")
    beside = write_file(base, "other.yml", "name: other\nextends: .\nseed: 3\n")
    outside = write_file(tmp_path, "third.yaml", "name: third\nextends: base/alternatives/weak.yaml\n")
    assert [resolved(path).settings.seed for path in (inside, beside, outside)] == [3, 3, 3]
    assert resolved(outside).cadres["cadre"].tolist() == ["c1", "c2"]


def test_scenario_yaml_stands_for_its_folder(tmp_path: Path) -> None:
    base = write_base(tmp_path)
    assert_same(resolved(base / "scenario.yaml"), resolved(base))


def test_a_workbook_extends_and_is_extended(tmp_path: Path) -> None:
    sheets = {
        "scenario": [["key", "value"], ["name", "book"], ["extends", "base"], ["goals.fit.move", 9]],
        "posts": [["post", "weight"], ["vice", 7]],
    }
    write_base(tmp_path)
    with Workbook(tmp_path / "book.xlsx") as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    other = resolved(write_file(tmp_path, "other.yaml", "name: other\nextends: book.xlsx\nseed: 2\n"))
    assert (other.settings.goals.fit.move, other.settings.seed) == (9, 2)
    assert other.posts["weight"].tolist() == [1, 7]
    assert other.posts["unit"].tolist() == ["xa_a", "xa_b"]


def test_findings_in_a_workbook_that_is_extended_name_it(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    with Workbook(tmp_path / "books" / "base.xlsx") as book:
        for name in ("scenario", "posts", "cadres"):
            rows = [line.split(",") for line in VALID.get(f"{name}.csv", "key,value\nas_of,x\nrules,open").splitlines()]
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    other = write_file(tmp_path, "other.yaml", "name: other\nextends: books/base.xlsx\n")
    assert [line.partition(": ")[0] for line in findings_of(other)] == [
        "[books/base.xlsx]scenario!B2",
        "[books/base.xlsx]posts!B2",
    ]


def test_the_deeper_wins_along_a_chain(tmp_path: Path) -> None:
    write_base(tmp_path)
    write_alternative(
        tmp_path, "one", scenario=f"{EXTENDS}seed: 2\ntitle: one\n", posts="post,weight\nchair,2\nvice,2\n"
    )
    write_alternative(tmp_path, "two", scenario="name: two\nextends: ../one\nseed: 3\n", posts="post,weight\nvice,3\n")
    two = resolved(tmp_path / "two")
    assert (two.settings.name, two.settings.title, two.settings.seed, two.settings.as_of) == (
        "two",
        "one",
        3,
        "2026-01-01",
    )
    assert two.posts["weight"].tolist() == [2, 3]


def test_rows_come_after_the_csv_files_of_the_same_alternative(tmp_path: Path) -> None:
    write_base(tmp_path)
    scenario = f"{EXTENDS}rows: {{posts: [{{post: vice, weight: 3}}, {{post: third, weight: 4}}]}}\n"
    other = resolved(write_alternative(tmp_path, scenario=scenario, posts="post,weight,seats\nvice,2,5\nthird,2,1\n"))
    assert other.posts[["post", "weight", "seats"]].to_numpy().tolist() == [
        ["chair", 1, 1],
        ["vice", 3, 5],
        ["third", 4, 1],
    ]


def test_a_scenario_that_extends_nothing_may_have_rows(tmp_path: Path) -> None:
    base = write_base(tmp_path, scenario=VALID["scenario.yaml"] + "rows: {cadres: [{cadre: c3, birth_date: 1990}]}\n")
    assert resolved(base).cadres["cadre"].tolist() == ["c1", "c2", "c3"]


def test_the_written_copy_extends_nothing(tmp_path: Path) -> None:
    write_base(tmp_path)
    scenario = f"{EXTENDS}rows: {{posts: [{{post: vice, weight: 3}}]}}\n"
    other = resolved(write_alternative(tmp_path, scenario=scenario))
    write(other, tmp_path / "copy")
    text = (tmp_path / "copy" / "scenario.yaml").read_text()
    assert "extends" not in text
    assert "rows" not in text
    assert_same(resolved(tmp_path / "copy"), other)


def test_findings_point_at_the_file_where_the_cell_stands(tmp_path: Path) -> None:
    write_base(tmp_path, posts="post,unit,seats,weight\nchair,xa_x,1,0\nvice,xa_b,2,0\n", scenario="name: a\nseed: x\n")
    rows = "rows:\n  posts:\n    - post: vice\n      weight: -1\n    - {post: third}\n"
    scenario = f"{EXTENDS}as_of: 2026\nrules: open\n{rows}"
    other = write_alternative(
        tmp_path, scenario=f"{scenario}fit: fast\n", posts="post,unit,seats\nthird,xa_y,\nvice,,0\n"
    )
    assert [line.partition("]")[0] for line in findings_of(other)] == [
        "scenario.yaml:8: error: weight is out of range [-1",
        "scenario.yaml:10: error: fit does not take this value [fast",
        "../base/scenario.yaml:2: error: seed does not take this value [x",
        "posts.csv:2: error: the unit is not in units [xa_y",
        "posts.csv:3: error: seats is out of range [0",
        "../base/posts.csv:2: error: weight is out of range [0",
        "../base/posts.csv:2: error: the unit is not in units [xa_x",
    ]


def test_what_is_wrong_between_two_keys_is_told_at_the_alternative(tmp_path: Path) -> None:
    write_base(tmp_path)
    other = write_alternative(tmp_path, scenario=f"{EXTENDS}period_months: 5\n")
    (line,) = findings_of(other)
    assert line.startswith("scenario.yaml:3: error: horizon_months (12) is not a multiple of period_months (5).")


def test_every_alternative_has_its_own_name(tmp_path: Path) -> None:
    write_base(tmp_path)
    assert findings_of(write_alternative(tmp_path, scenario="extends: ../base\n")) == [
        "scenario.yaml:1: error: the key name is missing. "
        "Write name: a text of 1 to 200 characters, in quotes if it is a number."
    ]


def test_a_base_that_is_not_there_is_the_only_finding(tmp_path: Path) -> None:
    for extends in ("../bse", "x" * 5000, '"a\\0b"'):
        path = write_file(tmp_path, "other.yaml", f"name: other\nextends: {extends}\n")
        (line,) = findings_of(path)
        assert line.startswith("other.yaml:2: error: there is no such scenario to extend [")
        assert line.endswith("Correct the path; it begins at the folder of this file.")


@pytest.mark.parametrize("extends", ["", "[../base]", "3", "' '", "{a: b}"])
def test_extends_is_a_path(tmp_path: Path, extends: str) -> None:
    write_base(tmp_path)
    (line,) = findings_of(write_alternative(tmp_path, scenario=f"name: other\nextends: {extends}\n"))
    assert line.startswith("scenario.yaml:2: error: extends does not take this value")
    assert line.endswith("Write the path of the scenario that this one changes, such as ../base.")


def test_a_single_file_extends_something(tmp_path: Path) -> None:
    assert findings_of(write_file(tmp_path, "other.yaml", "name: other\nas_of: 2026\n")) == [
        "other.yaml:1: error: a single file changes a scenario, but does not say which. Write extends: the path of the "
        "scenario that this one changes, such as ../base; a scenario of its own is a folder or a workbook."
    ]
    assert findings_of(write_file(tmp_path, "other.yaml", "name: other\nextend: base\n")) == [
        "other.yaml:2: error: unknown key [extend]. Did you mean extends?"
    ]


def test_a_circle_is_named(tmp_path: Path) -> None:
    base = write_base(tmp_path, scenario="name: a\nextends: ../two.yaml\n")
    write_file(tmp_path, "one.yaml", "name: one\nextends: base\n")
    two = write_file(tmp_path, "two.yaml", "name: two\nextends: one.yaml\n")
    circle = "error: the scenarios extend each other in a circle"
    assert findings_of(two) == [
        f"base/scenario.yaml:2: {circle}: two.yaml → one.yaml → base → two.yaml [../two.yaml]. "
        "Extend another scenario, or none."
    ]
    third = write_file(base, "third.yaml", "name: third\nextends: .\n")
    assert findings_of(third) == [
        f"../one.yaml:2: {circle}: base → two.yaml → one.yaml → base [base]. Extend another scenario, or none."
    ]


def test_a_scenario_that_extends_itself_is_a_circle(tmp_path: Path) -> None:
    (line,) = findings_of(write_file(tmp_path, "one.yaml", "name: one\nextends: one.yaml\n"))
    assert "in a circle: one.yaml → one.yaml" in line


def test_settings_of_the_base_that_cannot_be_read_are_told_alone(tmp_path: Path) -> None:
    write_base(tmp_path, scenario="name: [\n")
    (line,) = findings_of(write_alternative(tmp_path))
    assert line.startswith("../base/scenario.yaml:2: error: this is not valid YAML")
    (tmp_path / "base" / "scenario.yaml").unlink()
    assert findings_of(tmp_path / "other") == [
        "../base/scenario.yaml:1: error: the settings are missing. Write scenario.yaml with at least name and as_of."
    ]


def test_a_table_that_cannot_be_read_is_told_alone(tmp_path: Path) -> None:
    write_base(tmp_path, posts="post,unit\nchair,nowhere,\n")
    other = write_alternative(tmp_path)
    (other / "posts.csv").write_bytes(b"\xff\xfe")
    (line,) = findings_of(other)
    assert line.startswith("posts.csv:1: error: the text is not UTF-8")


def test_the_content_of_an_overlay_stands_in_place_of_its_path(tmp_path: Path) -> None:
    base = write_base(
        tmp_path, scenario=VALID["scenario.yaml"].replace("open", "{pack: open, overlays: [./ours.yaml]}")
    )
    write_file(base, "ours.yaml", "name: ours\nin_force_from: 2026-01-01\nrules: {grade: off}\n")
    ours = {"name": "ours", "in_force_from": "2026-01-01", "rules": {"grade": "off"}}
    assert resolved(base).settings.rule_choice.overlays == (ours,)
    other = resolved(write_alternative(tmp_path, scenario=EXTENDS))
    assert other.settings.rule_choice.overlays == (ours,)
    write(other, tmp_path / "copy")
    assert_same(resolved(tmp_path / "copy"), other)


def test_names_of_overlays_stay_and_paths_must_be_there(tmp_path: Path) -> None:
    write_base(tmp_path)
    scenario = f"{EXTENDS}rules: {{pack: open, overlays: [thanh-hoa]}}\n"
    assert resolved(write_alternative(tmp_path, scenario=scenario)).settings.rule_choice.overlays == ("thanh-hoa",)
    scenario = f"{EXTENDS}rules:\n  pack: open\n  overlays:\n    - thanh-hoa\n    - ours.yaml\n"
    assert findings_of(write_alternative(tmp_path, "third", scenario=scenario)) == [
        "scenario.yaml:7: error: there is no such file [ours.yaml]. "
        "Correct the path; it begins at the folder of this file."
    ]


def test_an_overlay_that_is_no_yaml_is_told_at_its_own_line(tmp_path: Path) -> None:
    base = write_base(tmp_path, scenario=VALID["scenario.yaml"].replace("open", "{pack: open, overlays: [o/x.yaml]}"))
    write_file(base, "o/x.yaml", "name: x\n: [\n")
    (line,) = findings_of(base)
    assert line.startswith("o/x.yaml:")
    assert "not valid YAML" in line


POSTS, PEOPLE, UNITS = ("chair", "vice", "third", "fourth"), ("c1", "c2", "c3"), ("xa_a", "xa_b", "xa_c")
TARGETS = ("women", "young")


def optional(**values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=dict(values))


def rows(
    key: str, ids: tuple[str, ...], **cells: st.SearchStrategy[object]
) -> st.SearchStrategy[list[dict[str, object]]]:
    """Rows of different ids that change, add or take out."""
    row = optional(**cells) | st.just({"remove": True})
    return st.dictionaries(st.sampled_from(ids), row, max_size=3).map(
        lambda chosen: [{key: name, **row} for name, row in chosen.items()]
    )


SMALL = st.integers(1, 9)
CHANGES = optional(
    seed=SMALL,
    title=st.sampled_from(["one", "two", None]),
    rules=st.just("open")
    | optional(changes=optional(grade=st.booleans() | optional(highest_step=SMALL, on=st.booleans()))),
    goals=optional(
        tiers=st.sampled_from([["fill"], ["fit", {"bench": 2, "mix": 1}]]), fit=optional(move=SMALL, keep=SMALL)
    ),
    courses=optional(budget=st.dictionaries(st.integers(2026, 2028), SMALL)),
    mix=rows(
        "name",
        TARGETS,
        column=st.just("sex"),
        values=st.just(["male"]),
        at_least=SMALL | st.none(),
        preserve=SMALL | st.none(),
        weight=SMALL | st.none(),
    ),
    rows=optional(
        posts=rows(
            "post",
            POSTS,
            unit=st.sampled_from(["xa_a", "xa_b", None]),
            weight=SMALL,
            holder=st.sampled_from([None, "c1", ["c2"]]),
            own=st.sampled_from(["a", None]),
        ),
        cadres=rows("cadre", PEOPLE, sex=st.sampled_from(["male", "nữ", None]), note=st.text("ab ", max_size=3)),
        units=rows("unit", UNITS, name=st.just("Xã")),
    ),
)


def write_changes(folder: Path, name: str, base: str, changes: dict[str, object]) -> Path:
    path = folder / f"{name}.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump({"name": name, "extends": base, **changes}, file)
    return path


@settings(max_examples=100, deadline=None)
@given(CHANGES, CHANGES)
def test_a_chain_is_the_same_with_its_beginning_written_out(one: dict[str, object], two: dict[str, object]) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        write_base(folder)
        middle, _ = read(write_changes(folder, "one", "base", one), PACK_TITLES)
        whole, findings = read(write_changes(folder, "two", "one.yaml", two), PACK_TITLES)
        assert (whole is None) == any(finding.severity == "error" for finding in findings)
        if middle is not None:
            write(middle, folder / "copy")
            flat, _ = read(write_changes(folder, "two", "copy", two), PACK_TITLES)
            assert (whole is None) == (flat is None)
            if whole is not None and flat is not None:
                assert_same(flat, whole)


@settings(max_examples=50, deadline=None)
@given(CHANGES.filter(lambda changes: "remove" not in str(changes)))
def test_saying_the_same_again_changes_nothing(changes: dict[str, object]) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        write_base(folder)
        once, _ = read(write_changes(folder, "one", "base", changes), PACK_TITLES)
        twice, _ = read(write_changes(folder, "two", "one.yaml", {**changes, "name": "one"}), PACK_TITLES)
        assert (once is None) == (twice is None)
        if once is not None and twice is not None:
            assert_same(twice, once)


ALTERNATIVE = {
    "scenario.yaml": "name: other\nextends: ../base\nrules: {changes: {grade: off}}\n"
    "mix:\n  - {name: women, at_least: 1}\n"
    "rows:\n  posts:\n    - {post: vice, weight: 2, holder: [c2]}\n    - {post: third, remove: true}\n",
    "cadres.csv": "cadre,name,note\nc1,,a\nc3,Chi,b\n",
}
BASE = {
    **VALID,
    "scenario.yaml": f"{VALID['scenario.yaml']}mix: [{{name: women, column: sex, values: [female], at_least: 2}}]\n",
    "posts.csv": f"{VALID['posts.csv']}third,xa_a,1,\n",
}


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(ALTERNATIVE)),
            st.integers(0, 10_000),
            st.integers(0, 12),
            st.text("\n,;\"'\t:[]{}-&*!|>%@`#?~<= \ufeff\u0301\x00abc./", max_size=5).map(str.encode)
            | st.sampled_from([b"remove: true", b"rows", b"extends", b"null", b"\xff", b"9" * 400, b"- {}", b": ["]),
        ),
        max_size=4,
    )
)
def test_no_corruption_of_an_alternative_raises_anything(edits: list[tuple[str, int, int, bytes]]) -> None:
    files = {name: text.encode() for name, text in ALTERNATIVE.items()}
    for name, cut, length, insert in edits:
        cut %= len(files[name]) + 1
        files[name] = files[name][:cut] + insert + files[name][cut + length :]
    with TemporaryDirectory() as made:
        folder = Path(made)
        write_base(folder, **{Path(name).stem: text for name, text in BASE.items()})
        other = write_alternative(folder)
        for name, data in files.items():
            (other / name).write_bytes(data)
        scenario, findings = read(other, PACK_TITLES)
    assert (scenario is None) == any(finding.severity == "error" for finding in findings)
    assert edits or scenario is not None
    assert all(finding.where and finding.message and finding.remedy for finding in findings)
    assert all(len(str(finding)) < 1500 for finding in findings)
