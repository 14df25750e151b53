"""A scenario that is written as a workbook and imported again is the same scenario."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from pandas.testing import assert_frame_equal
from python_calamine import CalamineWorkbook
from support.any_scenario import scenarios
from support.own_books import book
from support.scenarios import PACK_TITLES, scenario

from planner.language import Language
from planner.report.input_book import write_book
from planner.report.input_book.book import LONGEST_CELL
from planner.rulebook.known import known_titles
from planner.scenario import Scenario, read
from planner.scenario.book import open_book
from planner.scenario.columns import TABLES, Kind
from planner.scenario.findings import InputError
from planner.scenario.synonyms import SYNONYMS

ROOT = Path(__file__).parents[2]
PLACES = [*sorted((ROOT / "scenarios").iterdir()), ROOT / "scenarios" / "cao-loc" / "returns", ROOT / "planner/example"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def again(written: Scenario, path: Path, language: Language) -> Scenario:
    write_book(path, language, written)
    opened = open_book(path, known_titles, {"name": "other", "as_of": "2000", "rules": "open"})
    assert [str(finding) for finding in opened.findings if finding.severity == "error"] == []
    assert opened.scenario is not None
    return opened.scenario


def assert_comes_back(written: Scenario, path: Path, language: Language) -> None:
    read_again = again(written, path, language)
    assert read_again.settings == written.settings
    for name in TABLES:
        assert_frame_equal(read_again.tables[name], written.tables[name])
    assert read_again.digest == written.digest


def rows_of(path: Path, sheet: str) -> Iterator[list[object]]:
    yield from CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_worked_place_comes_back(tmp_path: Path, place: Path) -> None:
    written, _ = read(place, PACK_TITLES)
    assert written is not None
    language = LANGUAGES[len(place.name) % 2]
    assert_comes_back(written, tmp_path / "book.xlsx", language)


@settings(max_examples=25, deadline=None)
@given(scenarios())
def test_any_scenario_comes_back_in_both_languages(small: Scenario) -> None:
    with TemporaryDirectory() as folder:
        for language in LANGUAGES:
            assert_comes_back(small, Path(folder) / f"{language}.xlsx", language)


SETTINGS = """
title: '2026'
rules:
  pack: vn-2022
  overlays: [{rules: {grade: {on: true}}}]
  changes: {grade: off, min_stay: {rotation_months: 24}}
goals: {tiers: [fill, {bench: 2, mix: 1}, fit], fit: {move: 9}}
mix:
  - {name: 'on', column: sex, values: [female], at_least: 25%}
  - {name: young, column: age_band, values: [<35], scope: {unit: xa_a}, at_least: 1, when: every}
courses: {budget: {2027: 0, 2026: 500}}
age_bands: [35, 46]
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings_references_and_odd_names_come_back(tmp_path: Path, language: Language) -> None:
    small = scenario(
        SETTINGS,
        units="unit name lat\nxa_a 'Xã A' 21.123456789012345\n'xa_a · b' 'Xã; B' -\n'xa_a · Xã A' - -",
        posts="""
        post   unit           title     holder  seats  key
        chair  'xa_a'         pc_chair  c1;c2   2      yes
        vice   'xa_a · b'     own       -       -      no
        third  'xa_a · Xã A'  own       c3      -      no
        """,
        cadres="""
        cadre  name         sex     birth_date  title     held     ratings     unit
        c1     'Nguyễn; A'  male    1970-05     pc_chair  '=1+1'   -           xa_a
        c2     c1           female  1985-01-02  own       '007'    HTNV;HTTNV  'xa_a · b'
        c3     c2           female  1985        own       '-'      HTNV;HTTNV  -
        """,
        titles="title head name_vi\nown no 'Chức danh riêng'",
        pins="action cadre post reason\nforbid c2 chair 'hai năm'\nkeep c1 chair -",
    )
    assert_comes_back(small, tmp_path / "book.xlsx", language)


def test_a_text_that_no_cell_holds_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    words = ";".join(f"word{number:06}" for number in range(LONGEST_CELL // 10))
    small = scenario(posts="post\nchair", cadres="cadre\nc1", titles=f"title fields\nown {words}")
    with pytest.raises(InputError, match="longer than the 32767 characters"):
        write_book(tmp_path / "book.xlsx", "en", small)


def test_an_empty_workbook_has_headings_names_and_an_example_that_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_book(path, "vi")
    title, headings, names, example = list(rows_of(path, "Cán bộ"))[:4]
    assert str(title[0]).startswith("Cán bộ: ")
    assert headings[:4] == ["Mã cán bộ *", "Họ và tên *", "Giới tính *", "Ngày sinh *"]
    assert names[:4] == ["cadre", "name", "sex", "birth_date"]
    assert example[:3] == ["Ví dụ (không đọc)", "Nguyễn Văn An", "Nam"]
    opened = open_book(path, known_titles, {"name": "x", "as_of": "2026"})
    assert [str(finding) for finding in opened.findings] == [
        "Vị trí!A3: error: the table has no rows. Write at least one row of posts.",
        "Cán bộ!A3: error: the table has no rows. Write at least one row of cadres.",
    ]


def test_every_table_has_a_sheet_with_all_its_columns_in_both_languages(tmp_path: Path) -> None:
    for language in LANGUAGES:
        path = tmp_path / f"{language}.xlsx"
        write_book(path, language)
        names = CalamineWorkbook.from_path(path).sheet_names
        assert len(names) == len(TABLES) + 3
        shown = {tuple(row) for sheet in names[2:-1] for row in list(rows_of(path, sheet))[2:3]}
        assert shown == {table.names for table in TABLES.values()}


def test_without_the_row_of_names_the_headings_are_read(tmp_path: Path) -> None:
    written, _ = read(ROOT / "planner" / "example", PACK_TITLES)
    assert written is not None
    write_book(tmp_path / "book.xlsx", "vi", written)
    sheets = {}
    for name in CalamineWorkbook.from_path(tmp_path / "book.xlsx").sheet_names[1:-1]:
        rows = [[None if cell == "" else cell for cell in row] for row in rows_of(tmp_path / "book.xlsx", name)]
        sheets[name] = [*rows[:2], *rows[3:]]
    known = {"name": "other", "as_of": written.settings.as_of, "rules": "vn-2025"}
    opened = open_book(book(tmp_path / "copy.xlsx", sheets), known_titles, known)
    assert opened.scenario is not None
    for name in ("units", "posts", "cadres", "bench"):
        columns = list(written.tables[name].columns)
        assert_frame_equal(opened.scenario.tables[name][columns], written.tables[name])


def test_every_code_has_a_vietnamese_word() -> None:
    for table in TABLES.values():
        for column in table.columns:
            if column.kind is Kind.CHOICE:
                assert set(SYNONYMS[column.name]) == set(column.choices), column.name
