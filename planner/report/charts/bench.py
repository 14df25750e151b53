"""Bench heat map: how many successors each post has, as listed and with each person counted once."""

from collections.abc import Iterable
from typing import Any, Final

import networkx as nx
import pandas as pd
from matplotlib.figure import Figure

from planner.language import counted, grouped
from planner.plan.metrics import bench_depth
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    INK,
    QUIET,
    VERMILLION,
    Heading,
    Sheet,
    fit_post,
    new_sheet,
    period,
    text_width,
    wrap,
)
from planner.report.charts.posts import charted_posts
from planner.report.names import records
from planner.report.words import WORDS, say, verb

RISKS: Final = ("nobody", "later", "course", "shared", "few", "covered", "list_short", "list")
"""How well a post is covered, worst first; the last two are those of committees, whose lists stand at the end."""
AT_RISK: Final = ("nobody", "later", "course", "shared", "list_short")
NOTES: Final = ("listed", "once", "shared", "few", "covered")
"""The words explained above the table."""

CELLS: Final = (("near", "net_near"), ("next",), ("total", "net_total"))
CELLS_WITH_COURSES: Final = (("near", "net_near"), ("next", "readied"), ("total", "net_total"))
CELLS_OF_COMMITTEES: Final = ("total",)
GROUPS: Final = ("ready.near", "ready.next", "bench.all")
WORD_OF: Final = {"next": "all", "readied": "course", "net_near": "once", "net_total": "once"}
"""What stands over a column where it is not simply ``listed``."""
SHADES: Final = ("#f4f4f4", "#dceaf4", "#b5d4ea", "#85b8dc")
CALM: Final = ("#f7f7f7", "#efefef", "#e5e5e5", "#d9d9d9")

ZOOMS: Final = (2.0, 1.75, 1.5, 1.25, 1.0)
PANEL: Final = 366.0
PANEL_GAP: Final = 12.0
HEAD: Final = 38.0
KEY_LINE: Final = 13.0
KEY_GAP: Final = 4.0
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
        ``post``, ``unit_name``, ``title_name``, ``label``, ``committee``, ``seats``,
        ``wanted``, ``near``, ``next``, ``readied`` (of those ready later, the ones whom a
        course makes ready), ``total``, the same with each person counted once as
        ``net_near`` and ``net_total``, and ``risk``, one of ``RISKS``. Committees, whose
        lists share people with the benches and have no readiness, come last.
    """
    posts = charted_posts(plan)[["post", "unit_name", "title_name", "label", "committee", "seats"]]
    frame = posts.merge(bench_depth(plan)[["post", "wanted", "near", "next"]], on="post")
    listed = plan.bench[~plan.bench["post"].isin(posts.loc[posts["committee"], "post"])]
    near = listed[listed["ready"] == "near"]
    once_near = counted_once(zip(near["post"], near["cadre"], strict=True))
    once = counted_once(zip(listed["post"], listed["cadre"], strict=True))
    readied = plan.bench.loc[plan.bench["ready_on"] != "", "post"].value_counts()
    frame["readied"] = frame["post"].map(readied).fillna(0).astype("int64")
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
    listings = counted(len(plan.bench), "listing")
    people = counted(plan.bench["cadre"].nunique(), "person")
    subtitle = say("bench.subtitle", listings=listings, people=people, period=period(plan))
    heading = Heading(finding(posts), subtitle)
    rows = records(posts)
    groups = CELLS_WITH_COURSES if posts["readied"].any() else CELLS
    blank = new_sheet(plan, A3, heading)
    key = KEY_LINE * _draw_key(blank, _notes(posts)) + KEY_GAP
    zoom, panels, room = _layout(blank, key, len(rows))
    pages = [rows[start : start + room * panels] for start in range(0, len(rows), room * panels)]
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages), zoom=zoom)
        _draw_key(sheet.plain, _notes(posts))
        top = sheet.top - key / zoom - HEAD
        pitch = min((top - sheet.bottom) / min(len(rows), room), MOST_PITCH if zoom > 1 else PITCH)
        for panel, start in enumerate(range(0, len(page), room)):
            _panel(sheet, page[start : start + room], groups, panel, (top, pitch))
        figures.append(sheet.figure)
    return figures


def finding(posts: pd.DataFrame) -> str:
    """How many posts have nobody ready now, as listed and with each person counted once."""
    short = int((posts["risk"] == "list_short").sum())
    posts = posts[~posts["committee"]]
    gross, net = int((posts["near"] == 0).sum()), int((posts["net_near"] == 0).sum())
    course = int((posts["risk"] == "course").sum())
    of_all = counted(len(posts), "post")
    if posts.empty:
        return say("bench.finding.committees", short=short, are=verb(short, "is"))
    if gross:
        key = f"bench.finding{'.all_courses' if course == gross else '.course' if course else ''}"
        return say(key, gross=gross, have=verb(gross, "has"), net=net, posts=of_all, course=course)
    return say("bench.finding.shared" if net else "bench.finding.none", have=verb(net, "has"), net=net, posts=of_all)


def _notes(posts: pd.DataFrame) -> list[str]:
    """The words to explain: of courses and committees only where there are any."""
    course = ["course"] if posts["readied"].any() else []
    return [*NOTES[:2], *course, *NOTES[2:], *(["list"] if posts["committee"].any() else [])]


def _risk(row: dict[str, Any]) -> str:
    if row["committee"]:
        return "list_short" if row["total"] < row["wanted"] else "list"
    if row["total"] == 0:
        return "nobody"
    if row["near"] == 0:
        return "course" if row["readied"] else "later"
    if row["net_near"] == 0:
        return "shared"
    return "few" if row["net_total"] < row["wanted"] else "covered"


def _draw_key(sheet: Sheet, words: list[str]) -> int:
    """The words of the table with what they mean, side by side; gives the lines."""
    x, line = sheet.left, 0
    for word in words:
        name, meaning = say(f"bench.{word}" if f"bench.{word}" in WORDS else f"risk.{word}"), say(f"bench.note.{word}")
        width = text_width(name, 8, bold=True) + 5 + text_width(meaning, 8)
        if x > sheet.left and x + width > sheet.right:
            x, line = sheet.left, line + 1
        y = sheet.top - 5 - line * KEY_LINE
        sheet.text(x, y, name, size=8, bold=True, color=VERMILLION if word in AT_RISK else INK)
        sheet.text(x + text_width(name, 8, bold=True) + 5, y, meaning, size=8, color=QUIET)
        x += width + 20
    return line + 1


def _layout(page: Sheet, key: float, rows: int) -> tuple[float, int, int]:
    """The largest zoom at which all rows fit on one page, else none; with the panels of a page and their rows."""
    for zoom in ZOOMS:
        panels = int((page.right - page.left + PANEL_GAP * zoom) / ((PANEL + PANEL_GAP) * zoom))
        room = int(((page.top - key - page.bottom) / zoom - HEAD) / PITCH)
        if rows <= panels * room:
            break
    return zoom, panels, room


def _panel(
    sheet: Sheet,
    rows: list[dict[str, Any]],
    groups: tuple[tuple[str, ...], ...],
    panel: int,
    place: tuple[float, float],
) -> None:
    """A block of rows from an upper edge on, each of this height."""
    top, pitch = place
    left = sheet.left + panel * (PANEL + PANEL_GAP)
    words = max(WORD, *(text_width(_word(row), SIZE) for row in rows))
    cells = left + PANEL - words - CELL * sum(len(group) for group in groups) - 8
    _column_heads(sheet, groups, cells, top)
    for number, row in enumerate(rows):
        y = top - (number + 0.5) * pitch
        risky = row["risk"] in AT_RISK
        sheet.text(left, y, fit_post(row["label"], cells - left - 6, SIZE), size=SIZE)
        x = cells
        for group in groups:
            for column in group:
                if not row["committee"] or column in CELLS_OF_COMMITTEES:
                    bad = risky and not row[column] and column not in ("next", "readied")
                    _cell(sheet, x, y, row[column], risky=risky, bad=bad)
                x += CELL
            x += 4
        sheet.text(x, y, _word(row), size=SIZE, color=VERMILLION if risky else QUIET)


def _word(row: dict[str, Any]) -> str:
    """How a post is covered; of a committee the people listed for each seat."""
    return say(f"risk.{row['risk']}", share=grouped(row["total"] / row["seats"], 2))


def _column_heads(sheet: Sheet, groups: tuple[tuple[str, ...], ...], x: float, top: float) -> None:
    for name, group in zip(GROUPS, groups, strict=True):
        middle = x + CELL * len(group) / 2
        lines = wrap(say(name), CELL * len(group), 7, bold=True, most=3)
        first = top + (33 if len(lines) > 2 else 24)
        for line, words in enumerate(lines):
            sheet.text(middle, first - line * 9, words, size=7, bold=True, align="center")
        for column in group:
            word = WORD_OF.get(column, "listed") if "readied" in group or column.startswith("net") else "listed"
            sheet.text(x + CELL / 2, top + 6, say(f"bench.{word}"), size=6.2, align="center", color=QUIET)
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
