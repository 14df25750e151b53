"""Course sessions: what they grant, need and prefer, when they are, and what they may cost."""

from pathlib import Path

import pytest
from support.scenario_files import VALID, lines_of

from planner.scenario.settings import Courses

CADRES = "cadre,sex,ethnicity,theory,degree,skill_area\nc1,male,Kinh,primary,bachelor,law\nc2,female,Tày,,,\n"


def session_lines(folder: Path, *rows: str, columns: str = "grants,starts_on,months,needs,priority") -> list[str]:
    text = "".join(f"s{number},{row}\n" for number, row in enumerate(rows, start=1))
    return lines_of(folder, {"sessions.csv": f"session,{columns}\n{text}", "cadres.csv": CADRES, "bench.csv": None})


def errors(lines: list[str]) -> list[str]:
    return [line for line in lines if ": note: " not in line]


def test_sessions_that_follow_each_other_are_well(tmp_path: Path) -> None:
    rows = (
        "theory=primary,2026-01,2,,sex=nữ;ethnicity=Tày|Kinh;age_band=<35|35-40;skill_area=law",
        "theory=intermediate,2026-03,4,theory=primary,",
        "theory=advanced,2026-07,3,theory=intermediate,",
        "skills=updated,2026-05,1,degree=bachelor,",
        "state_mgmt=chuyên viên,2026-12-31,1,,",
    )
    assert errors(session_lines(tmp_path, *rows)) == []


def test_unknown_parts_and_levels_get_the_ones_that_were_probably_meant(tmp_path: Path) -> None:
    part = "is no part of the standard that a course can grant"
    levels = "Write primary, intermediate, advanced or bachelor."
    assert errors(session_lines(tmp_path, "teory=advanced,2026-03,1,,", "theory=advancd,2026-03,1,theory=low,")) == [
        f"sessions.csv:2: error: teory {part} [teory=advanced]. "
        "Did you mean theory? Write degree, theory, state_mgmt or skills.",
        f"sessions.csv:3: error: advancd is no level of theory [theory=advancd]. Did you mean advanced? {levels}",
        f"sessions.csv:3: error: low is no level of theory [theory=low]. {levels}",
    ]


def test_a_priority_names_columns_and_values_that_cadres_have(tmp_path: Path) -> None:
    priorities = ("women", "sx=female", "sex=femal", "age_band=young", "ethnicity=Tay;sex=female")
    rows = [f"theory=primary,2026-03,1,,{text}" for text in priorities]
    assert errors(session_lines(tmp_path, *rows)) == [
        "sessions.csv:2: error: no column and values with = between them [women]. "
        "Write it as sex=female or ethnicity=Tày|Nùng.",
        "sessions.csv:3: error: sx is no column of cadres [sx=female]. "
        "Did you mean sex? Name age_band or a column of cadres.",
        "sessions.csv:4: error: sex cannot have this value: femal [sex=femal]. "
        "Did you mean female? Use one of female, male.",
        "sessions.csv:5: error: no age band: young [age_band=young]. Write a band such as <35, 35-40 or >40.",
        "sessions.csv:6: warning: nobody has this in ethnicity: Tay [ethnicity=Tay;sex=female]. "
        "Did you mean Tày? Correct it if somebody should.",
    ]


def test_a_session_lies_ahead(tmp_path: Path) -> None:
    remedy = "Give a date no earlier than 2026-01-01, or delete the row; levels already reached stand in cadres."
    rows = [f"theory=primary,{date},1,," for date in ("2025-12", "2026-01", "2025", "2026-01-01")]
    assert errors(session_lines(tmp_path, *rows)) == [
        f"sessions.csv:2: error: the session starts before as_of [2025-12]. {remedy}",
        f"sessions.csv:4: error: the session starts before as_of [2025]. {remedy}",
    ]


def test_a_bare_year_counts_as_its_january(tmp_path: Path) -> None:
    files = {
        "scenario.yaml": VALID["scenario.yaml"].replace("2026-01-01", "2026-07-01"),
        "sessions.csv": "session,grants,starts_on\ns,theory=primary,2026\n",
    }
    (line,) = lines_of(tmp_path, {**files})
    assert line.startswith("sessions.csv:2: error: the session starts before as_of [2026].")


def test_a_session_that_ends_after_the_horizon_is_told(tmp_path: Path) -> None:
    assert session_lines(tmp_path, "theory=primary,2026-12,1,,", "theory=primary,2026-12,2,,")[-1:] == [
        "sessions.csv:3: note: the session ends after the horizon, so that nobody is sent to it [2026-12]. "
        "Nothing to do, unless the date is wrong."
    ]


def test_no_session_needs_what_it_grants(tmp_path: Path) -> None:
    rows = ("theory=primary,2026-03,1,theory=primary,", "theory=advanced,2026-03,1,degree=bachelor,")
    assert errors(session_lines(tmp_path, *rows)) == [
        "sessions.csv:2: error: the session needs no less than it grants [theory=primary]. "
        "Correct one of the two, or clear needs."
    ]


def test_somebody_can_meet_what_a_session_needs(tmp_path: Path) -> None:
    rows = (
        "theory=advanced,2026-06,1,theory=intermediate,",
        "theory=intermediate,2026-03,4,theory=primary,",
        "theory=bachelor,2026-09,1,theory=advanced,",
        "skills=updated,2026-09,1,state_mgmt=senior,",
    )
    nobody = (
        "error: nobody can attend: nobody has {0}, and no session that ends before this one starts grants it [{0}]."
    )
    remedy = "Move this session, add one that comes before it, or correct needs."
    assert errors(session_lines(tmp_path, *rows)) == [
        f"sessions.csv:2: {nobody.format('theory=intermediate')} {remedy}",
        f"sessions.csv:5: {nobody.format('state_mgmt=senior')} {remedy}",
    ]


PLACED = {
    "units.csv": "unit,kind,parent\nnorth,province,\nsouth,province,\nxa_a,commune,north\nxa_b,commune,south\n",
    "cadres.csv": "cadre,unit,theory\nc1,xa_a,primary\nc2,xa_b,\n",
    "posts.csv": "post,unit\nchair,xa_a\n",
}


def placed_lines(folder: Path, *rows: str) -> list[str]:
    """Findings about sessions with grants, start, needs and the unit they are for."""
    text = "".join(f"s{number},{row}\n" for number, row in enumerate(rows, start=1))
    return lines_of(folder, {**PLACED, "sessions.csv": f"session,grants,starts_on,needs,unit\n{text}"})


def test_a_session_for_a_unit_is_for_those_below_it_as_well(tmp_path: Path) -> None:
    assert placed_lines(tmp_path, "skills=updated,2026-03,,xa_a", "skills=updated,2026-03,,north") == []


def test_a_session_for_a_unit_without_people_is_an_error(tmp_path: Path) -> None:
    empty = {**PLACED, "cadres.csv": "cadre,unit\nc1,xa_a\n"}
    text = "session,grants,starts_on,unit\ns,skills=updated,2026-03,south\nt,skills=updated,2026-03,sout\n"
    assert lines_of(tmp_path, {**empty, "sessions.csv": text}) == [
        "sessions.csv:2: error: nobody can attend: nobody is of this unit or of one below it [south]. "
        "Correct unit, or clear it if the session is for everybody.",
        "sessions.csv:3: error: the unit is not in units [sout]. Did you mean south? Correct sout, or add it to units.",
    ]


def test_what_a_session_needs_is_had_or_brought_within_its_unit(tmp_path: Path) -> None:
    rows = (
        "theory=intermediate,2026-06,theory=primary,north",
        "theory=intermediate,2026-06,theory=primary,south",
        "theory=primary,2026-03,,{}",
    )
    assert placed_lines(tmp_path, *rows[:2], rows[2].format("north")) == [
        "sessions.csv:3: error: nobody can attend: nobody of south has theory=primary, and no session for them that "
        "ends before this one starts grants it [theory=primary]. "
        "Move this session, add one that comes before it, or correct needs."
    ]
    for unit in ("south", "xa_b", ""):
        assert placed_lines(tmp_path, *rows[:2], rows[2].format(unit)) == []


def test_no_more_seats_are_taken_than_there_are(tmp_path: Path) -> None:
    rows = ("theory=primary,2026-03,10,10", "theory=primary,2026-03,10,11")
    assert errors(session_lines(tmp_path, *rows, columns="grants,starts_on,seats,taken")) == [
        "sessions.csv:3: error: more seats are taken than there are [11]. Correct taken or seats."
    ]


def test_each_session_stands_once(tmp_path: Path) -> None:
    text = "session,grants,starts_on\ns,theory=primary,2026-03\ns,skills=updated,2026-04\n"
    assert lines_of(tmp_path, {"sessions.csv": text}) == [
        "sessions.csv:3: error: the same session stands in an earlier row [s]. "
        "It stands at sessions.csv:2; keep one of the two rows."
    ]


@pytest.mark.parametrize(
    ("budget", "lines"),
    [
        ("500", []),
        ("{2026: 500}", []),
        (
            "{2026: 500, 2031: 20}",
            [
                "scenario.yaml:5: note: a budget for a year outside the horizon, which covers 2026 only [2031]. "
                "Nothing to do, unless another year is meant."
            ],
        ),
        (
            "many",
            [
                "scenario.yaml:5: error: courses.budget does not take this value [many]. "
                "Write a whole number from 0 to 1000000000000, or one for each year, such as {2026: 500, 2027: 300}."
            ],
        ),
        (
            "{2026: -1}",
            [
                "scenario.yaml:5: error: courses.budget.2026 does not take this value [-1]. "
                "Write a year from 1900 to 2199, and for it a whole number from 0 to 1000000000000."
            ],
        ),
        (
            "{year: 1}",
            [
                "scenario.yaml:5: error: courses.budget.year does not take this value [year]. "
                "Write a year from 1900 to 2199, and for it a whole number from 0 to 1000000000000."
            ],
        ),
    ],
)
def test_a_budget_is_a_number_or_one_for_each_year_of_the_horizon(
    tmp_path: Path, budget: str, lines: list[str]
) -> None:
    settings = f"{VALID['scenario.yaml']}courses: {{budget: {budget}}}\n"
    assert lines_of(tmp_path, {"scenario.yaml": settings}) == lines


def test_a_year_without_a_budget_has_none_and_no_budget_is_no_limit() -> None:
    assert [Courses(budget={2027: 1, 2026: 5}).of_year(year) for year in (2026, 2027, 2028)] == [5, 1, 0]
    assert Courses(budget=7).of_year(2028) == 7
    assert Courses().of_year(2028) is None
