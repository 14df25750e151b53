"""The plan of the five-year term as a whole ``Plan``, every figure worked out by hand."""

from dataclasses import replace

from support import term_office as decided
from support.office_plan import with_table
from support.plan_tables import plan_table
from support.small_office import pairs, stint_rows
from support.term_office import SETTINGS, term

from planner.plan.plan import Plan, Tier
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture, draw
from planner.scenario.scenario import Scenario

TIERS = "goals: {tiers: [fill, bench, standard, change, fit]}"
COMMITTEES = """
mix:
  - {name: women, column: sex, values: [female], scope: each_committee, at_least: 50%}
  - {name: young, column: age_band, values: ["<35"], scope: each_bench, at_least: 1}
"""

STINTS = """
cadre   post       start       end         how        until      from
riser   chair_b    2026-01-01  2027-01-01  holds      moves      -
fresh   chair_b    2027-01-01  2030-01-01  rotation   returns    deputy
boss    chief      2026-01-01  2031-01-01  holds      horizon    -
away    council_a  2026-01-01  2027-01-01  holds      rotation   -
riser   council_b  2027-01-01  2031-01-01  dual       horizon    chair_b
fresh   deputy     2026-01-01  2027-01-01  holds      moves      -
away    head       2027-01-01  2031-01-01  return     horizon    sec_a
away    sec_a      2026-01-01  2027-01-01  holds      rotation   -
riser   sec_b      2027-01-01  2031-01-01  promotion  horizon    chair_b
fresh   second     2030-01-01  2031-01-01  return     horizon    chair_b
"""
VACANCIES = """
post       start       end         months  weighted  why
sec_a      2027-01-01  2031-01-01  48      48        "nobody"
council_a  2027-01-01  2031-01-01  48      48        "nobody"
sec_b      2026-01-01  2027-01-01  12      12        "nobody"
council_b  2026-01-01  2027-01-01  12      12        "nobody"
chair_b    2030-01-01  2031-01-01  12      12        "nobody"
head       2026-01-01  2027-01-01  12      12        "nobody"
deputy     2027-01-01  2031-01-01  48      48        "nobody"
"""
LISTED = """
cadre   post     ready  action  ready_on
junior  chair_b  next   keep    2026-09-01
fresh   sec_b    next   add     -
fresh   list_a   near   add     -
away    list_a   near   add     -
"""
# two places of the committee ask for one woman; the bench of the secretary has nobody young
COUNTED = """
target  scope           of       column    values  date        lower  upper  today  planned  short  over  weight
women   each_committee  list_a   sex       female  2026-01-01  1      -      0      1        0      0     1
young   each_bench      sec_b    age_band  <35     2026-01-01  1      -      0      0        1      0     1
young   each_bench      chair_b  age_band  <35     2026-01-01  1      -      1      1        0      0     1
"""
MOVES = """
chain  step  date        cadre  from     to       opens
1      1     2027-01-01  riser  chair_b  sec_b    chair_b
1      2     2027-01-01  fresh  deputy   chair_b  deputy
2      1     2027-01-01  away   sec_a    head     -
3      1     2030-01-01  fresh  chair_b  second   chair_b
"""
RETURNS = """
cadre  post     unit  since       sending_unit  outcome  date        placement  step  expected
away   sec_a    xa_a  2023-07-01  dept          returns  2027-01-01  head       1     head
fresh  chair_b  xa_b  2027-01-01  dept          returns  2030-01-01  second     0     second
"""
TRAINING = """
session  course   grants               starts_on   ends_on     cadre   unit  priority  cost  why    of
middle   "Lớp A"  theory=intermediate  2026-03-01  2026-09-01  riser   xa_b  no        10    post   sec_b
middle   "Lớp A"  theory=intermediate  2026-03-01  2026-09-01  junior  xa_b  yes       10    bench  chair_b
"""
REVIEW = """
cadre   post     action    reason                                          since
riser   sec_b    remove    "higher_title: placed in sec_b by this plan"    2024-05-01
junior  chair_b  continue  -                                               -
fresh   head     remove    "bench_size: head keeps no bench"               2025-01-01
fresh   sec_b    add       -                                               -
fresh   list_a   add       -                                               -
away    list_a   add       -                                               -
"""

FILL = 3 * 48 + 4 * 12
BENCH = 1
"""Nobody is ready for the secretary's post of commune B."""
STANDARD = 12 + 12
"""Riser and junior lack the theory level of their titles until 2026-09, so in two half-years each."""
CHANGE = 0
"""Riser takes the post that he is listed for; the list of the head of department may not go on anyway."""
FIT = 19
"""away for head 3, riser for sec_b 2 and council_b 0, fresh for chair_b 5 and second 5: 15.
Moves out of chair_b (2 points) and deputy (5 points), and back from chair_b: 2 + 5 + 3 x 6 = 25.
Listings: junior 4, kept 4 and readied 3; fresh 5 and 7; away 9: 32. Two attendances, one in priority: 2 x 2 - 1 = 3.
"""


def term_plan() -> Plan:
    """The plan as the engine would hand it over."""
    scenario = term(settings=f"{SETTINGS}\n{TIERS}\n{COMMITTEES}")
    texts = {
        "stints": STINTS,
        "vacancies": VACANCIES,
        "bench": LISTED,
        "mix": COUNTED,
        "moves": MOVES,
        "returns": RETURNS,
        "training": TRAINING,
        "review": REVIEW,
    }
    values = {"fill": FILL, "bench": BENCH, "standard": STANDARD, "change": CHANGE, "fit": FIT}
    tiers = tuple(
        Tier(name, "max" if name == "fit" else "min", value, value, 0.0, 0.5) for name, value in values.items()
    )
    tables = {name: plan_table(scenario, name, text) for name, text in texts.items()}
    return Plan("optimal", tiers, scenario, tables, {"digest": scenario.digest, "seed": 1})


def plan_of(where: Scenario, table: str, text: str) -> Plan:
    """The plan, for another scenario and with one table written anew."""
    return with_table(replace(term_plan(), scenario=where), table, plan_table(where, table, text))


def picture_of(
    facts: Facts, rows: str = decided.STINTS, listings: str = decided.LISTINGS, attended: str = decided.ATTENDED
) -> Picture:
    """What the verifier sees of a plan."""
    return draw(facts, stint_rows(rows), pairs(listings), pairs(attended))
