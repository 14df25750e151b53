"""What a cell may say, by the kind of its column."""

from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.scenario_files import lines_of, write_files
from support.scenarios import scenario

from planner.scenario import read
from planner.scenario.cells import CellError, read_cell, series
from planner.scenario.columns import DEGREES, STATE_MGMT, TABLES, THEORY, Column

DATES = "Write YYYY-MM-DD, YYYY-MM or YYYY, between 1900 and 2199."


@pytest.mark.parametrize("text", ["yes", "Yes", "TRUE", "1", "x", "có", "y"])
def test_many_words_say_yes(text: str) -> None:
    assert scenario(posts="post\nchair", cadres=f"cadre rotates\nc1 {text}").cadres.loc[0, "rotates"]


@pytest.mark.parametrize("text", ["no", "FALSE", "0", "không", "ko", "K", "-"])
def test_many_words_or_a_blank_say_no(text: str) -> None:
    assert not scenario(posts="post\nchair", cadres=f"cadre rotates\nc1 {text}").cadres.loc[0, "rotates"]


def test_a_blank_flag_without_a_default_stays_unknown() -> None:
    titles = scenario(posts="post\nchair", cadres="cadre\nc1", titles="title head\na yes\nb no\nc -").tables["titles"]
    assert titles["head"].tolist() == [True, False, pd.NA]


def test_another_word_is_neither_yes_nor_no(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"posts.csv": "post,key\nchair,maybe\n"}) == [
        "posts.csv:2: error: key is neither yes nor no [maybe]. Write yes or no, or leave the cell blank."
    ]


@pytest.mark.parametrize(
    ("text", "sex"),
    [("nữ", "female"), ("Nam", "male"), ("F", "female"), ("MALE", "male"), ("'Nữ giới'", "female")],
)
def test_sex_can_be_written_in_short_or_in_vietnamese(text: str, sex: str) -> None:
    assert scenario(posts="post\nchair", cadres=f"cadre sex\nc1 {text}").cadres.loc[0, "sex"] == sex


@pytest.mark.parametrize(
    ("column", "words", "codes"),
    [
        ("degree", ("không", "Sơ cấp", "trung cấp", "CAO ĐẲNG", "Đại  học", "thạc sĩ", "tiến sĩ"), DEGREES),
        ("theory", ("không", "sơ cấp", "trung cấp", "cao cấp", "cử nhân"), THEORY),
        ("state_mgmt", ("không", "chuyên viên", "chuyên viên chính", "chuyên viên cao cấp"), STATE_MGMT),
    ],
)
def test_levels_can_be_written_in_vietnamese(column: str, words: tuple[str, ...], codes: tuple[str, ...]) -> None:
    rows = "\n".join(f"c{row} '{word}'" for row, word in enumerate(words))
    loaded = scenario(posts="post\nchair", cadres=f"cadre {column}\n{rows}").cadres[column]
    assert tuple(loaded) == codes


def test_a_vietnamese_word_without_accents_gets_a_suggestion(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,degree\nc1,dai hoc\n"}) == [
        "cadres.csv:2: error: degree cannot have this value [dai hoc]. Did you mean đại học? "
        "Use one of none, primary, intermediate, college, bachelor, master, doctor."
    ]


def test_a_misspelt_choice_gets_a_suggestion(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,degree\nc1,bachelr\n"}) == [
        "cadres.csv:2: error: degree cannot have this value [bachelr]. Did you mean bachelor? "
        "Use one of none, primary, intermediate, college, bachelor, master, doctor."
    ]


def test_each_item_of_a_list_of_choices_is_checked(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,ratings\nc1,HTNV; htxsnv ;\nc2,HTNV;good\n"}) == [
        "cadres.csv:3: error: ratings cannot have this value [HTNV;good]. Use one of KHTNV, HTNV, HTTNV, HTXSNV."
    ]


@pytest.mark.parametrize("text", ["2020", "2020-02", "2020-2", "2020-02-29"])
def test_a_date_may_be_a_day_a_month_or_a_year(text: str) -> None:
    since = scenario(posts="post\nchair", cadres=f"cadre title_since\nc1 {text}").cadres.loc[0, "title_since"]
    assert since == {"2020-2": "2020-02"}.get(text, text)


def test_a_date_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,title_since\nc1,2021-02-29\n"}) == [
        f"cadres.csv:2: error: title_since is not a date [2021-02-29]. {DATES}"
    ]


def test_a_date_with_the_day_first_gets_the_other_way_round(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": "cadre,title_since\nc1,5/1/2020\n"}) == [
        f"cadres.csv:2: error: title_since is not a date [5/1/2020]. {DATES} "
        "If 5/1/2020 has the day first, write 2020-01-05."
    ]


def test_a_column_of_dates_with_the_day_first_is_one_finding(tmp_path: Path) -> None:
    people = "".join(f"c{row},{1 + row % 28:02}/{1 + row % 12:02}/1970\n" for row in range(1, 481))
    first, other = lines_of(tmp_path, {"cadres.csv": f"cadre,birth_date\n{people}x1,unknown\n"})
    assert first == (
        "cadres.csv:2: error: birth_date is not a date here and in 479 more cells [02/02/1970]. In Excel, format the "
        "column as yyyy-mm-dd and save it anew; cells that stay as they are hold text: turn them into dates first "
        "(Data, Text to Columns, Date: DMY), or rewrite them. If 02/02/1970 has the day first, write 1970-02-02."
    )
    assert other == f"cadres.csv:482: error: birth_date is not a date [unknown]. {DATES}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0", "seats is out of range"),
        ("-1", "seats is out of range"),
        ("9" * 40, "seats is out of range"),
        ("1.5", "seats is not a whole number"),
        ("NaN", "seats is not a whole number"),
        ("1e3", "seats is not a whole number"),
        ("two", "seats is not a whole number"),
    ],
)
def test_whole_numbers_keep_to_their_range(tmp_path: Path, text: str, message: str) -> None:
    (line,) = lines_of(tmp_path, {"posts.csv": f"post,seats\nchair,{text}\n"})
    assert line.startswith(f"posts.csv:2: error: {message} [{text[:40]}")
    assert line.endswith("Write a whole number from 1 to 1000.")


@pytest.mark.parametrize("text", ["nan", "inf", "north"])
def test_a_place_needs_real_numbers(tmp_path: Path, text: str) -> None:
    units = f"unit,lat\nxa_a,{text}\nxa_b,21.5\n"
    assert lines_of(tmp_path, {"units.csv": units}) == [
        f"units.csv:2: error: lat is not a number [{text}]. Write a number from -90 to 90."
    ]


@pytest.mark.parametrize(("text", "value"), [("6.1E-05", 0.000061), ("1,05e+1", 10.5), ("2e1", 20.0)])
def test_a_number_with_a_power_of_ten_is_understood(text: str, value: float) -> None:
    small = scenario(posts="post\nchair", cadres="cadre\nc1", units=f"unit lat lon\nxa_a 21 {text}")
    assert small.units.loc[0, "lon"] == value


def test_a_power_of_ten_beyond_every_number_is_out_of_range(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, {"units.csv": "unit,lon\nxa_a,1e999\nxa_b,105\n"})
    assert line == "units.csv:2: error: lon is out of range [1e999]. Write a number from -180 to 180."


def test_a_decimal_comma_is_understood() -> None:
    small = scenario(posts="post\nchair", cadres="cadre\nc1", units="unit lat lon\nxa_a 21,5 105.25")
    assert small.units.loc[0, ["lat", "lon"]].tolist() == [21.5, 105.25]


def test_a_name_of_ten_thousand_letters_is_refused_and_shortened(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": f"cadre,name\nc1,{'x' * 10_000}\n"}) == [
        f"cadres.csv:2: error: name is longer than 200 characters [{'x' * 80}… (10000 characters)]. "
        "Shorten it; check for a missing quote or separator."
    ]


@pytest.mark.parametrize("letter", ["\x07", "\u200b", "\u202e", "\x7f"])
def test_characters_that_cannot_be_seen_are_refused(tmp_path: Path, letter: str) -> None:
    assert lines_of(tmp_path, {"cadres.csv": f"cadre,name\nc1,A{letter}n\n"}) == [
        f"cadres.csv:2: error: name holds characters that cannot be seen [A{letter}n]. Type the cell anew, on one line."
    ]


def test_a_name_in_several_lines_is_kept_on_one(tmp_path: Path) -> None:
    cadres = 'cadre,name,"lang\nspoken"\nc1,"Nguyễn \n\tAn 🙂","tày\nnùng"\n'
    small, findings = read(write_files(tmp_path, {"cadres.csv": cadres}))
    assert small is not None, findings
    assert small.cadres[["name", "lang spoken"]].to_numpy().tolist() == [["Nguyễn An 🙂", "tày nùng"]]


def test_a_note_may_have_lines_but_an_id_may_not(tmp_path: Path) -> None:
    assert lines_of(tmp_path, {"cadres.csv": 'cadre,note\nc1,"one\ntwo"\n"c\n2",\n'}) == [
        "cadres.csv:4: error: cadre holds characters that cannot be seen [c\n2]. Type the cell anew, on one line."
    ]


@given(
    st.sampled_from([column for table in TABLES.values() for column in table.columns]),
    st.text(st.characters(exclude_categories=("Cs",))).map(str.strip),
)
def test_any_text_is_read_or_refused(column: Column, text: str) -> None:
    with suppress(CellError):
        series(column, [read_cell(column, text)])
