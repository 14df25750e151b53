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
AT_RISK: Final = RISKS[:3]
NOTES: Final = ("listed", "once", "shared", "few", "covered")
"""The words explained under the title."""

CELLS: Final = (("near", "net_near"), ("next",), ("total", "net_total"))
GROUPS: Final = ("ready.near", "ready.next", "bench.all")
SHADES: Final = ("#f4f4f4", "#dceaf4", "#b5d4ea", "#85b8dc")
CALM: Final = ("#f7f7f7", "#efefef", "#e5e5e5", "#d9d9d9")

ZOOMS: Final = (2.0, 1.75, 1.5, 1.25, 1.0)
PANEL: Final = 366.0
PANEL_GAP: Final = 12.0
HEAD: Final = 38.0
CELL: Final = 20.0
WORD: Final = 60.0
PITCH: Final = 15.6
MOST_PITCH: Final = 24.0
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
    """Panels of rows read downwards, then to the right; few rows are drawn larger."""
    listings = count(len(plan.bench), "listing")
    people = count(plan.bench["cadre"].nunique(), "person")
    notes = [say(f"bench.note.{word}") for word in NOTES]
    subtitle = say("bench.subtitle", listings=listings, people=people, period=period(plan))
    heading = Heading(finding(posts), subtitle, tuple(notes))
    rows = records(posts)
    zoom, panels, room = _layout(new_sheet(plan, A3, heading), len(rows))
    pages = [rows[start : start + room * panels] for start in range(0, len(rows), room * panels)]
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages), zoom=zoom)
        top = sheet.top - HEAD
        pitch = min((top - sheet.bottom) / min(len(rows), room), MOST_PITCH if zoom > 1 else PITCH)
        for panel, start in enumerate(range(0, len(page), room)):
            _panel(sheet, page[start : start + room], panel, top, pitch)
        figures.append(sheet.figure)
    return figures


def finding(posts: pd.DataFrame) -> str:
    """How many posts have nobody ready now, as listed and with each person counted once."""
    gross, net = int((posts["near"] == 0).sum()), int((posts["net_near"] == 0).sum())
    of_all = count(len(posts), "post")
    if gross:
        return say("bench.finding", gross=gross, have=form(gross, "has"), net=net, posts=of_all)
    return say("bench.finding.shared" if net else "bench.finding.none", have=form(net, "has"), net=net, posts=of_all)


def _risk(row: dict[str, Any]) -> str:
    if row["total"] == 0:
        return "nobody"
    if row["near"] == 0:
        return "later"
    if row["net_near"] == 0:
        return "shared"
    return "few" if row["net_total"] < row["wanted"] else "covered"


def _layout(page: Sheet, rows: int) -> tuple[float, int, int]:
    """The largest zoom at which all rows fit on one page, else none; with the panels of a page and their rows."""
    for zoom in ZOOMS:
        panels = int((page.right - page.left + PANEL_GAP * zoom) / ((PANEL + PANEL_GAP) * zoom))
        room = int(((page.top - page.bottom) / zoom - HEAD) / PITCH)
        if rows <= panels * room:
            break
    return zoom, panels, room


def _panel(sheet: Sheet, rows: list[dict[str, Any]], panel: int, top: float, pitch: float) -> None:
    x = sheet.left + panel * (PANEL + PANEL_GAP)
    cells = x + PANEL - WORD - CELL * sum(len(group) for group in CELLS) - 8
    _column_heads(sheet, cells, top)
    for number, row in enumerate(rows):
        y = top - (number + 0.5) * pitch
        risky = row["risk"] in AT_RISK
        sheet.text(x, y, clip(row["label"], cells - x - 6, SIZE), size=SIZE)
        place = cells
        for group in CELLS:
            for column in group:
                _cell(sheet, place, y, row[column], risky=risky, bad=risky and not row[column] and column != "next")
                place += CELL
            place += 4
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


def _cell(sheet: Sheet, x: float, y: float, number: int, *, risky: bool, bad: bool) -> None:
    """A number on its shade, a grey one unless the row is at risk; framed where a post at risk has nobody."""
    shades = SHADES if risky else CALM
    look: dict[str, Any] = {"facecolor": shades[min(number, len(shades) - 1)]}
    if bad:
        look = {"facecolor": "#ffffff", "edgecolor": VERMILLION, "linewidth": 1.4}
    sheet.box(x + 1.5, y - PITCH / 2 + 1.5, CELL - 3, PITCH - 3, **look)
    sheet.text(x + CELL / 2, y, str(number), size=8, bold=bad, align="center")
