"""The plan of the small office as a whole ``Plan``, every figure worked out by hand."""

from dataclasses import replace
from typing import Any

import pandas as pd
from support.plan_tables import plan_table
from support.small_office import office

from planner.plan.plan import Plan, Status, Tier

MIX = """
mix:
  - {name: women, column: sex, values: [female], at_least: 75%}
  - {name: successors, column: sex, values: [female], scope: each_bench, at_least: 1}
"""
STINTS = """
cadre   post     start       end         how        until    from
up      chair_a  2026-07-01  2028-01-01  promotion  horizon  vice_a
stays   chair_b  2026-01-01  2028-01-01  holds      horizon  -
up      vice_a   2026-01-01  2026-07-01  holds      moves    -
deputy  vice_a   2026-07-01  2028-01-01  rotation   horizon  dept
holds   vice_b   2026-01-01  2028-01-01  holds      horizon  -
"""
VACANCIES = """
post     start       end         months  weighted  why
chair_a  2026-01-01  2026-07-01  6       6         "Nobody may come earlier."
"""
LISTED = """
cadre  post     ready  action  ready_on
holds  chair_a  near   add     -
spare  chair_a  near   keep    -
"""
# 75 % of four posts are three women; two hold a post today and in the last period.
COUNTED = """
target      scope       of       column  values  date        lower  upper  today  planned  short  over  weight
women       key_posts   -        sex     female  2027-07-01  3      -      2      2        1      0     1
successors  each_bench  chair_a  sex     female  2026-01-01  1      -      0      1        0      0     1
successors  each_bench  vice_a   sex     female  2026-01-01  1      -      0      0        1      0     1
successors  each_bench  chair_b  sex     female  2026-01-01  1      -      0      0        1      0     1
successors  each_bench  vice_b   sex     female  2026-01-01  1      -      0      0        1      0     1
"""
MOVES = """
chain  step  date        cadre   from    to       opens
1      1     2026-07-01  up      vice_a  chair_a  vice_a
1      2     2026-07-01  deputy  dept    vice_a   -
"""
RETURNS = """
cadre   post    unit  since       sending_unit  outcome    date        placement  step  expected
deputy  vice_a  xa_a  2026-07-01  dept          continues  2028-01-01  -          -     dept
"""
TRAINING = "session course grants starts_on ends_on cadre unit priority cost why of"
REVIEW = """
cadre  post     action    reason                                          since
holds  chair_a  add       -                                               -
spare  chair_a  continue  -                                               -
up     chair_a  remove    "higher_title: placed in chair_a by this plan"  -
"""
FILL = 6
BENCH = 9
"""Three benches lack two successors and somebody ready."""
MIX_MISSED = 4
FIT = 8
"""up for chair_a 4, less 2 for vice_a and 6 for the move; holds for chair_a 4; spare 4 and 4 as before."""


def office_plan(*, status: Status = "optimal") -> Plan:
    """The plan as the engine would hand it over."""
    scenario = office(settings=MIX)
    tables = {
        "stints": plan_table(scenario, "stints", STINTS),
        "vacancies": plan_table(scenario, "vacancies", VACANCIES),
        "bench": plan_table(scenario, "bench", LISTED),
        "mix": plan_table(scenario, "mix", COUNTED),
        "moves": plan_table(scenario, "moves", MOVES),
        "returns": plan_table(scenario, "returns", RETURNS),
        "training": plan_table(scenario, "training", TRAINING),
        "review": plan_table(scenario, "review", REVIEW),
    }
    tiers = (
        Tier("fill", "min", FILL, FILL, 0.0, 0.5),
        Tier("bench", "min", BENCH, BENCH, 0.0, 0.25),
        Tier("mix", "min", MIX_MISSED, MIX_MISSED, 0.0, 0.25),
        Tier("fit", "max", FIT, FIT, 0.0, 0.125),
    )
    return Plan(status, tiers, scenario, tables, {"digest": scenario.digest, "seed": 1})


def with_cell(plan: Plan, table: str, row: int, column: str, value: Any) -> Plan:
    """The plan with another cell in one of its tables."""
    frame = plan.tables[table].copy()
    frame.loc[row, column] = value
    return with_table(plan, table, frame)


def with_table(plan: Plan, name: str, frame: pd.DataFrame) -> Plan:
    """The plan with another table."""
    return replace(plan, tables=dict(plan.tables) | {name: frame.reset_index(drop=True)})
