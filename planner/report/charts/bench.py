"""Bench heat map: how many successors each post has, as listed and with each person counted once."""

from collections.abc import Iterable
from typing import Any, Final

import networkx as nx
import pandas as pd
from matplotlib.figure import Figure

from planner.plan.metrics import bench_depth
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    QUIET,
    VERMILLION,
    Heading,
    Sheet,
    clip,
    new_sheet,
    period,
)
from planner.report.charts.posts import charted_posts, records
from planner.report.words import count, form, say

RISKS: Final = ("nobody", "later", "shared", "few", "covered")
"""How well a post is covered, worst first."""

CELLS: Final = (("near", "net_near"), ("next",), ("total", "net_total"))
GROUPS: Final = ("ready.near", "ready.next", "bench.all")
SHADES: Final = ("#f4f4f4", "#dceaf4", "#b5d4ea", "#85b8dc")

PANELS: Final = 3
PANEL_GAP: Final = 12.0
CELL: Final = 20.0
WORD: Final = 60.0
PITCH: Final = 16.4
SIZE: Final = 7.2


def table(plan: Plan) -> pd.DataFrame:
    """One row per post that wants or has successors, most at risk first.

    Returns
    -------
    pandas.DataFrame
        ``post``, ``unit_name``, ``title_name``, ``label``, ``wanted``, ``near``,
        ``next``, ``total``, the same with each person counted once as
        ``net_near`` and ``net_total``, and ``risk``, one of ``RISKS``.
    """
    near = plan.bench[plan.bench["ready"] == "near"]
    once_near = counted_once(zip(near["post"], near["cadre"], strict=True))
    once = counted_once(zip(plan.bench["post"], plan.bench["cadre"], strict=True))
    posts = charted_posts(plan)[["post", "unit_name", "title_name", "label"]]
    frame = posts.merge(bench_depth(plan)[["post", "wanted", "near", "next"]], on="post")
    frame["total"] = frame["near"] + frame["next"]
    frame["net_near"] = [once_near.get(post, 0) for post in frame["post"]]
    frame["net_total"] = [once.get(post, 0) for post in frame["post"]]
    frame["risk"] = [_risk(row) for row in records(frame)]
    order = frame.assign(rank=frame["risk"].map(RISKS.index)).sort_values(
        ["rank", "net_near", "net_total", "total"], kind="stable"
    )
    return order.drop(columns="rank").reset_index(drop=True)


def counted_once(listings: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Successors of each post when every person counts for one post only.

    A maximum matching gives as many posts as possible one person each; the
    people left over are matched again for second successors, and so on.

    Parameters
    ----------
    listings : iterable of (post, cadre)
        The bench.
    """
    pairs = list(listings)
    posts = {post: number for number, post in enumerate(dict.fromkeys(post for post, _ in pairs))}
    people = {cadre: -1 - number for number, cadre in enumerate(dict.fromkeys(cadre for _, cadre in pairs))}
    names = {number: post for post, number in posts.items()}
    # Numbers, not names, as nodes: the order in which sets of names are walked differs from run to run.
    graph = nx.Graph([(posts[post], people[cadre]) for post, cadre in pairs])
    counts = dict.fromkeys(posts, 0)
    while graph.number_of_edges():
        matched = nx.bipartite.hopcroft_karp_matching(graph, [node for node in graph if node >= 0])
        for number in [node for node in matched if node >= 0]:
            counts[names[number]] += 1
            graph.remove_node(matched[number])
    return counts


def draw(plan: Plan, posts: pd.DataFrame) -> list[Figure]:
    """Panels of rows read downwards, then to the right."""
    listings = count(len(plan.bench), "listing")
    people = count(plan.bench["cadre"].nunique(), "person")
    heading = Heading(finding(posts), say("bench.subtitle", listings=listings, people=people, period=period(plan)))
    probe = new_sheet(plan, A3, heading)
    room = int((_head(probe) - probe.bottom) / PITCH)
    rows = records(posts)
    per_page = room * PANELS
    pages = [rows[start : start + per_page] for start in range(0, len(rows), per_page)]
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages))
        top = _head(sheet)
        for panel, start in enumerate(range(0, len(page), room)):
            _panel(sheet, page[start : start + room], panel, top)
        figures.append(sheet.figure)
    return figures


def finding(posts: pd.DataFrame) -> str:
    """How many posts have nobody ready now, as listed and with each person counted once."""
    gross, net = int((posts["near"] == 0).sum()), int((posts["net_near"] == 0).sum())
    return say("bench.finding", gross=gross, have=form(gross, "has"), net=net, posts=count(len(posts), "post"))


def _risk(row: dict[str, Any]) -> str:
    if row["total"] == 0:
        return "nobody"
    if row["near"] == 0:
        return "later"
    if row["net_near"] == 0:
        return "shared"
    return "few" if row["net_total"] < row["wanted"] else "covered"


def _head(sheet: Sheet) -> float:
    """Explain the columns; gives the height at which the first row's headings may stand."""
    sheet.text(sheet.left, sheet.top - 6, say("bench.legend"), size=8, color=QUIET)
    sheet.text(sheet.left, sheet.top - 18, say("risk.legend"), size=8, color=QUIET)
    return sheet.top - 56


def _panel(sheet: Sheet, rows: list[dict[str, Any]], panel: int, top: float) -> None:
    width = (sheet.right - sheet.left - (PANELS - 1) * PANEL_GAP) / PANELS
    x = sheet.left + panel * (width + PANEL_GAP)
    cells = x + width - WORD - CELL * sum(len(group) for group in CELLS) - 8
    _column_heads(sheet, cells, top)
    for number, row in enumerate(rows):
        y = top - (number + 0.5) * PITCH
        sheet.text(x, y, clip(row["label"], cells - x - 6, SIZE), size=SIZE)
        place = cells
        for group in CELLS:
            for column in group:
                _cell(sheet, place, y, row[column], bad=row[column] == 0 and column != "next")
                place += CELL
            place += 4
        risky = row["risk"] in ("nobody", "later", "shared")
        sheet.text(place, y, say(f"risk.{row['risk']}"), size=SIZE, color=VERMILLION if risky else QUIET)


def _column_heads(sheet: Sheet, x: float, top: float) -> None:
    for name, group in zip(GROUPS, CELLS, strict=True):
        middle = x + CELL * len(group) / 2
        for line, word in enumerate(say(name).split()):
            sheet.text(middle, top + 24 - line * 9, word, size=7, bold=True, align="center")
        for column in group:
            once = column.startswith("net")
            sheet.text(
                x + CELL / 2,
                top + 6,
                say("bench.once" if once else "bench.listed"),
                size=6.2,
                align="center",
                color=QUIET,
            )
            x += CELL
        x += 4


def _cell(sheet: Sheet, x: float, y: float, number: int, *, bad: bool) -> None:
    """A number on its shade; framed where a post has nobody."""
    look: dict[str, Any] = {"facecolor": SHADES[min(number, len(SHADES) - 1)]}
    if bad:
        look = {"facecolor": "#ffffff", "edgecolor": VERMILLION, "linewidth": 1.4}
    sheet.box(x + 1.5, y - PITCH / 2 + 1.5, CELL - 3, PITCH - 3, **look)
    sheet.text(x + CELL / 2, y, str(number), size=8, bold=bad, align="center")
