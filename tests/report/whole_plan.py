"""The made-up plan with all that a plan can hold, and a table of moves that fits it: each a chain of its own."""

from support.office_plan import with_table
from wider_plan import wider_plan

from planner.plan.plan import PLAN_TABLES, Plan


def whole_plan(communes: int = 4) -> Plan:
    """The wider plan with the moves of its stints."""
    plan = wider_plan(communes)
    new = plan.stints[~plan.stints["how"].isin(["holds", "dual"])].rename(columns={"start": "date", "post": "to"})
    moves = new.assign(chain=range(1, len(new) + 1), step=1, opens="")
    return with_table(plan, "moves", moves[list(PLAN_TABLES["moves"])])
