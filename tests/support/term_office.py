"""A term of five years with a return from today's rotation, a new rotation that returns, and a dual role.

Half-years from 2026-01 to 2031-01. The secretary of commune A, who also chairs its council, ends his rotation in
2027-01 and returns as head of the department that sent him. The chair of commune B then becomes its secretary and
council chair, once a course has brought the theory level; a deputy of the department takes over as chair and
returns after three years. The junior is made ready for a bench by the same course.
"""

from support.scenarios import scenario
from support.small_office import changed, checker, pairs, stint_rows

from planner.plan.verify import Violation
from planner.scenario.scenario import Scenario

UNITS = """
unit  kind        parent  sector
dist  department  -       -
dept  department  dist    home_affairs
xa_a  commune     -       -
xa_b  commune     -       -
"""
POSTS = """
post       unit  title            holder  held_since  vacant_from  key  backfill  seats  bench_min  bench_max
chief      dist  secretary        boss    2024-01     -            yes  no        1      0          -
sec_a      xa_a  secretary        away    2023-07     -            yes  no        1      0          -
council_a  xa_a  council_chair    away    2023-07     -            yes  no        1      0          -
sec_b      xa_b  secretary        -       -           -            yes  no        1      1          -
council_b  xa_b  council_chair    -       -           -            yes  no        1      0          -
chair_b    xa_b  pc_chair         riser   2022-01     -            yes  no        1      1          2
head       dept  dept_head        -       -           -            no   yes       1      0          -
deputy     dept  dept_deputy      fresh   2022-01     -            no   yes       1      0          -
second     dept  dept_deputy      -       -           -            no   no        1      0          -
list_a     xa_a  party_committee  -       -           -            yes  no        2      -          -
"""
TITLES = """
title            group  committee
party_committee  party  yes
"""
CADRES = """
cadre   name         sex     birth_date  unit  native_unit  title        former_title  grade  degree    theory        party_date  ratings        rotates  rotation_since  rotation_until  sending_unit  discipline_until  leaves_on
boss    "Lê Văn A"    male    1980-01     dist  xa_a         secretary    -             -      bachelor  intermediate  2000        -              no       -               -               -             -                 -
away    "Nông Thị B"  female  1980-01     xa_a  dist         secretary    dept_deputy   -      bachelor  intermediate  2000        HTTNV;HTXSNV   no       2023-07         2027-01         dept          -                 -
riser   "Vi Văn C"    male    1980-01     xa_b  dist         pc_chair     -             -      bachelor  primary       2000        -              yes      -               -               -             -                 -
fresh   "Hà Văn D"    male    1985-01     dept  dist         dept_deputy  -             -      bachelor  intermediate  2000        HTXSNV;HTTNV   yes      -               -               -             -                 -
junior  "Mã Thị E"    female  1995-01     xa_b  dist         pc_vice      -             -      bachelor  primary       2000        -              no       -               -               -             -                 -
"""  # noqa: E501
BENCH = """
cadre   post     since
riser   sec_b    2024-05-17
junior  chair_b  -
fresh   head     2025-01
"""
SESSIONS = """
session  course   grants                needs           starts_on   months  seats  taken  cost  priority
basic    -        theory=primary        -               2026-01-15  2       5      -      1     -
middle   "Lớp A"  theory=intermediate   theory=primary  2026-03-01  6       4      2      10    sex=female;age_band=<35
late     -        theory=advanced       -               2030-09     6       9      -      1     -
"""
SETTINGS = """
horizon_months: 60
courses: {budget: {2026: 20}}
"""

STINTS = """
boss    chief      2026-01  2031-01
away    sec_a      2026-01  2027-01
away    council_a  2026-01  2027-01
away    head       2027-01  2031-01
riser   chair_b    2026-01  2027-01
riser   sec_b      2027-01  2031-01
riser   council_b  2027-01  2031-01
fresh   deputy     2026-01  2027-01
fresh   chair_b    2027-01  2030-01
fresh   second     2030-01  2031-01
"""
LISTINGS = """
junior  chair_b
fresh   sec_b
fresh   list_a
away    list_a
"""
ATTENDED = """
riser   middle
junior  middle
"""


def term(changes: dict[str, dict[str, str]] | None = None, settings: str = SETTINGS, **tables: str) -> Scenario:
    """The term with changed cells, by id and column, and with further or other tables."""
    changes = changes or {}
    written = {
        "units": changed(UNITS, changes),
        "posts": changed(POSTS, changes),
        "titles": TITLES,
        "cadres": changed(CADRES, changes),
        "bench": BENCH,
        "sessions": changed(SESSIONS, changes),
    }
    return scenario("rules: vn-2022\n" * ("rules:" not in settings) + settings, **(written | tables))


def broken(
    where: Scenario, stints: str = STINTS, listings: str = LISTINGS, attended: str = ATTENDED, *, more: str = ""
) -> set[str]:
    """Names of the rules that a plan breaks."""
    return {violation.rule for violation in faults(where, stints + more, listings, attended)}


def faults(
    where: Scenario, stints: str = STINTS, listings: str = LISTINGS, attended: str = ATTENDED
) -> list[Violation]:
    """What a plan breaks."""
    return checker(where).violations(stint_rows(stints), pairs(listings), pairs(attended))


def without(text: str, *starts: str) -> str:
    """Rows of a table but those that begin with these words."""
    return "\n".join(row for row in text.splitlines() if not row.split()[:2] or not _begins(row, starts))


def _begins(row: str, starts: tuple[str, ...]) -> bool:
    return any(row.split()[: len(start.split())] == start.split() for start in starts)
