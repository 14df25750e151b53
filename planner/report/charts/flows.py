"""Flow chart of new placements: ribbons from the sending units, left, to the receiving ones, or a matrix of many."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from planner.language import counted
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    BLUE,
    GREEN,
    INK,
    ORANGE,
    QUIET,
    VERMILLION,
    Heading,
    Sheet,
    fit_post,
    new_sheet,
    period,
    text_width,
)
from planner.report.charts.flow_matrix import draw_matrix, matrix_note
from planner.report.names import records, unit_names
from planner.report.words import say

NODES: Final = 12
"""Most units at a side of the ribbons; more of them are a matrix."""

VIAS: Final = ("province", "department", "commune", "return", "same", "outside")
ONE_NODE: Final = ("return", "same", "outside")
"""Where people come from that stand in one node for all units."""
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "province": {"facecolor": "#d3dff0", "edgecolor": BLUE, "hatch": "++++", "linewidth": 0.6},
    "department": {"facecolor": BLUE, "alpha": 0.55},
    "commune": {"facecolor": "#fbe7bd", "edgecolor": ORANGE, "hatch": "////", "linewidth": 0.6},
    "return": {"facecolor": "#bfe6da", "edgecolor": GREEN, "hatch": "\\\\\\\\", "linewidth": 0.6},
    "same": {"facecolor": "#d0d0d0"},
    "outside": {"facecolor": "#ffffff", "edgecolor": VERMILLION, "hatch": "....", "linewidth": 0.8},
}
LABEL_WIDTH: Final = 250.0
NODE_WIDTH: Final = 10.0
NODE_GAP: Final = 14.0
THICKEST: Final = 34.0
"""Points of a ribbon for one person."""
ZOOMS: Final = {1.4: 5, 1.2: 8}
"""How large the chart is drawn when a side has no more nodes than this."""


@dataclass(frozen=True)
class Node:
    """A unit at one side."""

    name: str
    via: str
    persons: int


def table(plan: Plan) -> pd.DataFrame:
    """One row per sending and receiving unit of new placements.

    Returns
    -------
    pandas.DataFrame
        ``source``, ``source_name``, ``via`` (``province``, ``department``, ``commune``, ``return`` from
        a rotation, ``same`` or ``outside``), ``target``, ``target_name`` and ``persons``. A
        second post beside the main one is no move and not counted.
    """
    scenario = plan.scenario
    names = unit_names(plan)
    kinds = dict(zip(scenario.units["unit"], scenario.units["kind"], strict=True))
    unit_of = dict(zip(scenario.posts["post"], scenario.posts["unit"], strict=True))
    new = plan.stints[~plan.stints["how"].isin(["holds", "dual"]) & (plan.stints["unit"] != "")]
    pairs = pd.DataFrame(
        {
            "source": [unit_of.get(came, came) for came in new["from"]],
            "target": list(new["unit"]),
            "back": list(new["how"] == "return"),
        }
    )
    rows = [
        {
            **pair,
            "source_name": names.get(pair["source"], pair["source"]),
            "via": _via(pair, kinds),
            "target_name": names.get(pair["target"], pair["target"]),
        }
        for pair in records(pairs.groupby(["source", "target", "back"]).size().rename("persons").reset_index())
    ]
    columns = ["source", "source_name", "via", "target", "target_name", "persons"]
    return pd.DataFrame(rows, columns=columns).sort_values("persons", ascending=False, kind="stable", ignore_index=True)


def _via(pair: dict[str, Any], kinds: dict[str, str]) -> str:
    """Where people come from: back from a rotation, a unit of some kind, the unit itself or outside."""
    if pair["back"]:
        return "return"
    return "same" if pair["source"] == pair["target"] else kinds.get(pair["source"], "outside")


def draw(plan: Plan, flows: pd.DataFrame) -> list[Figure]:
    """Ribbons as thick as the number of persons, or a matrix where a side has too many units for them."""
    ends = flows.assign(left=[_left_name(row) for row in records(flows)], right=flows["target_name"])
    left, right = _nodes(ends, "left", by_via=True), _nodes(ends, "right", by_via=False)
    subtitle = say("flows.subtitle", period=period(plan))
    nodes = max(len(left), len(right))
    if nodes > NODES:
        return draw_matrix(plan, flows, Heading(finding(flows), subtitle, (matrix_note(flows),)))
    right = _untangled(ends, left, right)
    ribbons = ends.groupby(["left", "right", "via"], sort=False)["persons"].sum().reset_index()
    heading = Heading(finding(flows), subtitle)
    zoom = next((zoom for zoom, most in ZOOMS.items() if nodes <= most), 1.0)
    sheet = new_sheet(plan, A3, heading, zoom=zoom)
    _legend(sheet, [via for via in VIAS if via in set(flows["via"])])
    top = sheet.top - 44
    scale = min((top - sheet.bottom - (nodes - 1) * NODE_GAP) / int(flows["persons"].sum()), THICKEST * zoom)
    starts = _side(sheet, left, top, scale, left_side=True)
    ends_at = _side(sheet, right, top, scale, left_side=False)
    order = [node.name for node in right]
    for node in left:
        from_here = ribbons[ribbons["left"] == node.name]
        for row in sorted(records(from_here), key=lambda row: order.index(row["right"])):
            height = row["persons"] * scale
            _ribbon(sheet, starts[row["left"]], ends_at[row["right"]], height, row)
            starts[row["left"]] -= height
            ends_at[row["right"]] -= height
    return [sheet.figure]


def finding(flows: pd.DataFrame) -> str:
    """How many placements come from where."""
    by_via = flows.groupby("via")["persons"].sum()
    parts = [say(f"flows.finding.{via}", persons=by_via[via]) for via in VIAS if via in by_via]
    return say("flows.finding", placements=counted(int(flows["persons"].sum()), "placement"), parts=", ".join(parts))


def _left_name(row: dict[str, Any]) -> str:
    return say(f"flows.via.{row['via']}") if row["via"] in ONE_NODE else str(row["source_name"])


def _nodes(ends: pd.DataFrame, side: str, *, by_via: bool) -> list[Node]:
    """The nodes of a side, at the left by where people come from, those with most persons first."""
    sums = ends.groupby(side, sort=False).agg(persons=("persons", "sum"), via=("via", "first"))
    nodes = [Node(str(name), str(row["via"]) if by_via else "", int(row["persons"])) for name, row in sums.iterrows()]
    return sorted(nodes, key=lambda node: (VIAS.index(node.via) if node.via else 0, -node.persons))


def _untangled(ends: pd.DataFrame, left: list[Node], right: list[Node]) -> list[Node]:
    """The receiving nodes in the order of where most of their people come from, so that ribbons cross less."""
    places = {node.name: place for place, node in enumerate(left)}
    height = (ends["left"].map(places) * ends["persons"]).groupby(ends["right"]).sum()
    mean = height / ends.groupby("right")["persons"].sum()
    return sorted(right, key=lambda node: mean[node.name])


def _legend(sheet: Sheet, vias: list[str]) -> None:
    x, y = sheet.left + LABEL_WIDTH, sheet.top - 8
    for via in vias:
        word = say(f"flows.via.{via}")
        sheet.box(x, y - 5, 24, 10, **LOOKS[via])
        sheet.text(x + 30, y, word, size=9)
        x += 30 + text_width(word, 9) + 24
    sheet.text(
        sheet.left + LABEL_WIDTH, sheet.top - 30, say("flows.from"), size=9, bold=True, align="right", color=QUIET
    )
    sheet.text(sheet.right - LABEL_WIDTH, sheet.top - 30, say("flows.to"), size=9, bold=True, color=QUIET)


def _side(sheet: Sheet, nodes: list[Node], top: float, scale: float, *, left_side: bool) -> dict[str, float]:
    """Draw the nodes of one side; gives the upper edge of each."""
    used = sum(node.persons for node in nodes) * scale
    gap = min((top - sheet.bottom - used) / max(len(nodes) - 1, 1), 3 * NODE_GAP)
    y = top
    tops = {}
    for node in nodes:
        height = node.persons * scale
        x = sheet.left + LABEL_WIDTH if left_side else sheet.right - LABEL_WIDTH - NODE_WIDTH
        sheet.box(x, y - height, NODE_WIDTH, height, facecolor=INK)
        label = say("flows.node", unit=fit_post(node.name, LABEL_WIDTH - 40, 9.5), count=node.persons)
        beside = x - 8 if left_side else x + NODE_WIDTH + 8
        sheet.text(beside, y - height / 2, label, size=9.5, align="right" if left_side else "left")
        tops[node.name] = y
        y -= height + gap
    return tops


def _ribbon(sheet: Sheet, start: float, end: float, height: float, row: dict[str, Any]) -> None:
    x0, x1 = sheet.left + LABEL_WIDTH + NODE_WIDTH, sheet.right - LABEL_WIDTH - NODE_WIDTH
    middle = (x0 + x1) / 2
    points = [
        (x0, start), (middle, start), (middle, end), (x1, end),
        (x1, end - height), (middle, end - height), (middle, start - height), (x0, start - height), (x0, start),
    ]  # fmt: skip
    curve = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    sheet.add(
        PathPatch(
            Path(points, codes), zorder=2 - VIAS.index(row["via"]) / 10, **{"linewidth": 0.0, **LOOKS[row["via"]]}
        )
    )
    if height >= 8.5:
        x, y = x0 + 8, start - height / 2
        sheet.box(x - 3, y - 4, 12, 8, facecolor="#ffffff", zorder=2.5)
        sheet.text(x + 3, y, str(row["persons"]), size=7, align="center")
