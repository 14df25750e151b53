"""Tables of a plan written as text, with the names of the scenario beside the ids."""

import shlex
from collections.abc import Mapping
from typing import Any

import pandas as pd

from planner.plan.plan import PLAN_TABLES
from planner.scenario.scenario import Scenario

WHOLE = (
    "months", "weighted", "lower", "upper", "today", "planned", "short", "over", "weight", "chain", "step", "cost",
)  # fmt: skip
NULLABLE = {"mix": ("lower", "upper"), "returns": ("step",)}


def plan_table(scenario: Scenario, name: str, text: str) -> pd.DataFrame:
    """A table of a plan; names, and titles and units of posts, need not be written."""
    header, *lines = [shlex.split(line) for line in text.strip().splitlines()]
    rows = [_whole_row(scenario, name, dict(zip(header, line, strict=True))) for line in lines]
    frame = pd.DataFrame(rows, columns=list(PLAN_TABLES[name]))
    return frame.astype(dict.fromkeys(NULLABLE.get(name, ()), "Int64"))


def _whole_row(scenario: Scenario, name: str, written: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {column: "" if cell == "-" else cell for column, cell in written.items()}
    row |= {column: int(row[column]) if row[column] else None for column in WHOLE if column in row}
    if "name" in PLAN_TABLES[name]:
        row["name"] = scenario.cadres.set_index("cadre")["name"][row["cadre"]]
    if "title" in PLAN_TABLES[name]:
        post = scenario.posts.set_index("post").loc[row["post"]]
        row |= {"title": post["title"], "unit": post["unit"]}
    return row
