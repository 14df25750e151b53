"""A small district with a plan that keeps every rule, for tests that then break one.

Two communes and a department; periods of half a year from 2026-01 to 2028-01.
The chair of commune A is vacant: the vice chair moves up in the second period
and a deputy of the department takes over from him.
"""

import shlex

from support.scenarios import scenario

from planner.plan.verify import Checker
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_index
from planner.scenario.scenario import Scenario

UNITS = """
unit  kind
xa_a  commune
xa_b  commune
xa_c  commune
dept  department
"""
POSTS = """
post     unit  title     holder  held_since  vacant_from  seats  bench_min  bench_max
chair_a  xa_a  pc_chair  -       -           -            1      -          -
vice_a   xa_a  pc_vice   up      2022-01     -            1      -          -
chair_b  xa_b  pc_chair  stays   2024-01     -            1      -          -
vice_b   xa_b  pc_vice   holds   2022-01     -            1      -          -
"""
CADRES = """
cadre   name         sex     birth_date  unit  native_unit  title        grade  degree    theory        party_date  ratings  rotates  rotation_since  sending_unit  place_since  discipline_until  leaves_on
up      "Nông Văn A"  male    1975-01     xa_a  xa_c         pc_vice      -      bachelor  intermediate  2000        -        no       -               -             -            -                 -
stays   "Lý Thị B"    female  1980-01     xa_b  xa_c         pc_chair     -      bachelor  intermediate  2000        -        no       -               -             -            -                 -
holds   "Hà Thị C"    female  1985-01     xa_b  xa_c         pc_vice      -      bachelor  intermediate  2000        -        no       -               -             -            -                 -
deputy  "Vi Văn D"    male    1980-01     dept  xa_c         dept_deputy  -      bachelor  intermediate  2000        -        yes      -               -             -            -                 -
spare   "Hứa Văn E"   male    1985-01     xa_c  xa_c         pc_vice      -      bachelor  intermediate  2000        -        yes      -               -             -            -                 -
second  "Mã Văn G"    male    1985-01     dept  xa_c         dept_deputy  -      bachelor  intermediate  2000        -        yes      -               -             -            -                 -
"""  # noqa: E501
BENCH = """
cadre  post
up     chair_a
spare  chair_a
"""

STINTS = """
up      vice_a   2026-01  2026-07
up      chair_a  2026-07  2028-01
stays   chair_b  2026-01  2028-01
holds   vice_b   2026-01  2028-01
deputy  vice_a   2026-07  2028-01
"""
LISTINGS = """
holds  chair_a
spare  chair_a
"""


def office(changes: dict[str, dict[str, str]] | None = None, settings: str = "", **tables: str) -> Scenario:
    """The district with changed cells, by id and column, and with further or other tables."""
    changes = changes or {}
    written = {"posts": changed(POSTS, changes), "cadres": changed(CADRES, changes), "units": UNITS, "bench": BENCH}
    return scenario(f"horizon_months: 24\n{settings}", rules="vn-2022", **(written | tables))


def with_rule(rule: str, change: str) -> str:
    """Settings of the district with one rule changed: ``false``, or ``{name: number}``."""
    return f"rules: {{pack: vn-2022, changes: {{{rule}: {change}}}}}"


def broken_rules(
    where: Scenario,
    stints: str = STINTS,
    listings: str = LISTINGS,
    *,
    more: str = "",
    listed: str = "",
    attended: str = "",
) -> set[str]:
    """Names of the rules that a plan breaks; ``more`` and ``listed`` are further rows."""
    violations = checker(where).violations(stint_rows(stints + more), pairs(listings + listed), pairs(attended))
    return {violation.rule for violation in violations}


def checker(where: Scenario) -> Checker:
    return Checker(where, resolve(where)[0])


def stint_rows(text: str) -> list[tuple[str, str, int, int]]:
    """Rows of cadre, post, first month and first month no longer held."""
    rows = [line.split() for line in text.splitlines() if line.strip()]
    return [(cadre, post, month_index(start), month_index(end)) for cadre, post, start, end in rows]


def pairs(text: str) -> list[tuple[str, str]]:
    """Rows of cadre and post, or of cadre and session."""
    rows = [line.split() for line in text.splitlines() if line.strip()]
    return [(cadre, post) for cadre, post in rows]


def changed(text: str, changes: dict[str, dict[str, str]]) -> str:
    header, *rows = [shlex.split(line) for line in text.strip().splitlines()]
    for row in rows:
        for column, cell in changes.get(row[0], {}).items():
            row[header.index(column)] = cell
    return "\n".join(shlex.join(row) for row in [header, *rows])
