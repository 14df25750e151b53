"""A scenario that is written and read again is the same scenario."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from pandas.testing import assert_frame_equal
from support.any_scenario import scenarios
from support.scenarios import PACK_TITLES, scenario

from planner.scenario import Scenario, read, write
from planner.scenario.columns import TABLES

FULL = scenario(
    """
    title: Kế hoạch thử
    rules:
      pack: vn-2022
      overlays: [{rules: {grade: {on: true}}}]
      changes: {grade: off, min_stay: {rotation_months: 24}}
    goals: {tiers: [fill, {bench: 2, mix: 1}, fit], fit: {move: 9}}
    mix:
      - {name: women, column: sex, values: [female], at_least: 25%}
      - {name: young, column: age_band, values: [<35], scope: {unit: xa_a}, at_least: 1, when: every}
    courses: {budget: {2027: 0, 2026: 500}}
    age_bands: [35, 46]
    """,
    units="unit name weight lat\nxa_a 'Xã A' 3 21.25\nxa_b - 1 -",
    posts="""
    post   unit  title     holder  held_since  bench_max  key
    chair  xa_a  pc_chair  c1      2021-06     -          yes
    vice   xa_a  own       -       -           2          no
    """,
    cadres="""
    cadre  name            sex     birth_date  title     ratings     lang
    c1     'Nguyễn, A'     male    1970-05     pc_chair  -           tày
    c2     'Bùi "Ba" Thị'  female  1985-01-02  own       HTNV;HTTNV  -
    """,
    titles="title head\nown no",
    pins="action cadre post reason\nforbid c2 chair 'hai năm'",
)


def written(small: Scenario, folder: Path) -> dict[str, str]:
    write(small, folder)
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def assert_round_trip(small: Scenario, folder: Path) -> None:
    write(small, folder)
    again, findings = read(folder, PACK_TITLES)
    assert [finding for finding in findings if finding.severity == "error"] == []
    assert again is not None
    assert again.settings == small.settings
    for name in TABLES:
        assert_frame_equal(again.tables[name], small.tables[name])
    assert again.digest == small.digest


def test_only_what_says_something_is_written(tmp_path: Path) -> None:
    assert written(FULL, tmp_path) == {
        "scenario.yaml": (
            "name: test\ntitle: Kế hoạch thử\nas_of: 2026-01-01\nhorizon_months: 12\nperiod_months: 6\n"
            "rules:\n  pack: vn-2022\n  overlays:\n    - rules:\n        grade:\n          on: true\n"
            "  changes:\n    grade: false\n    min_stay:\n      rotation_months: 24\n"
            "goals:\n  tiers:\n    - fill\n    - bench: 2\n      mix: 1\n    - fit\n  fit:\n    move: 9\n"
            "mix:\n  - name: women\n    column: sex\n    values: [female]\n    at_least: 25%\n"
            "  - name: young\n    column: age_band\n    values: [<35]\n    scope:\n      unit: xa_a\n"
            "    at_least: 1\n    when: every\n"
            "courses:\n  budget:\n    2026: 500\n    2027: 0\nage_bands: [35, 46]\n"
        ),
        "units.csv": "unit,name,weight,lat\nxa_a,Xã A,3,21.25\nxa_b,,1,\n",
        "posts.csv": (
            "post,unit,title,holder,held_since,key,bench_max\n"
            "chair,xa_a,pc_chair,c1,2021-06,yes,\nvice,xa_a,own,,,no,2\n"
        ),
        "cadres.csv": (
            "cadre,name,sex,birth_date,title,ratings,lang\n"
            'c1,"Nguyễn, A",male,1970-05,pc_chair,,tày\nc2,"Bùi ""Ba"" Thị",female,1985-01-02,own,HTNV;HTTNV,\n'
        ),
        "titles.csv": "title,head\nown,no\n",
        "pins.csv": "action,cadre,post,reason\nforbid,c2,chair,hai năm\n",
    }


def test_a_full_scenario_comes_back(tmp_path: Path) -> None:
    assert_round_trip(FULL, tmp_path)


def test_the_same_scenario_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(FULL, tmp_path / "one") == written(FULL, tmp_path / "two")


def test_a_known_column_stays_beside_one_that_is_much_like_it(tmp_path: Path) -> None:
    small = scenario(posts="post seats seat\nchair 1 front", cadres="cadre 'birth date' birth_date\nc1 x -")
    assert_round_trip(small, tmp_path)


def test_words_that_look_like_column_names_stay_cells(tmp_path: Path) -> None:
    small = scenario(posts="post seats own\nchair 1 -\nseats 1 post", cadres="cadre\nc1")
    assert_round_trip(small, tmp_path)


def test_own_columns_of_a_table_without_rows_are_nothing(tmp_path: Path) -> None:
    small = scenario(posts="post\nchair", cadres="cadre\nc1", bench="cadre post remark")
    assert tuple(small.bench.columns) == TABLES["bench"].names
    assert_round_trip(small, tmp_path)


def test_tables_of_an_earlier_scenario_do_not_stay(tmp_path: Path) -> None:
    write(FULL, tmp_path)
    assert_round_trip(scenario(posts="post\nchair", cadres="cadre\nc1"), tmp_path)
    assert not (tmp_path / "pins.csv").exists()


@pytest.mark.parametrize("as_of", ["2026", "2026-07", "2026-07-31"])
@pytest.mark.parametrize("title", ["2026", "on", "null", "a: b", "- x", "{", "# no", "'", '"', "x " * 100 + "x"])
def test_texts_that_look_like_something_else_stay_texts(tmp_path: Path, title: str, as_of: str) -> None:
    small = scenario(f"title: {json.dumps(title)}\nas_of: {as_of}", posts="post\nchair", cadres="cadre\nc1")
    assert small.settings.title == title
    assert_round_trip(small, tmp_path)


@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_any_scenario_comes_back(small: Scenario) -> None:
    with TemporaryDirectory() as folder:
        assert_round_trip(small, Path(folder))
