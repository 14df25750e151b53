"""Resilience chart: how many posts could be taken over at once by people ready now, each for one post only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.explore.resilience import benches, competing, covered_at_once, fewest_losses
from planner.language import _, ngettext
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    BLUE,
    INK,
    ORANGE,
    QUIET,
    VERMILLION,
    Heading,
    Sheet,
    clip,
    fit_post,
    new_sheet,
    period,
    text_width,
    wrap,
)
from planner.report.charts.bench import table as bench_table
from planner.report.charts.posts import charted_posts
from planner.report.names import cadre_names, records
from planner.report.resilience import borne_words
from planner.report.words import short

COLUMNS: Final = ("post", "label", "unit_name", "title_name", "wanted", "ready", "people", "group", "rivals", "missing")

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "covered": {"facecolor": BLUE},
    "shared": {"facecolor": "#fbe7bd", "edgecolor": ORANGE, "hatch": "////", "linewidth": 0.6},
    "nobody": {"facecolor": "#ffffff", "edgecolor": VERMILLION, "hatch": "xxxx", "linewidth": 0.9},
}
BARS_SHARE: Final = 0.45
"""Of the width for the bars at the left."""
ZOOMS: Final = (1.3, 1.15)
GAP: Final = 34.0
NAME_WIDTH: Final = 176.0
COUNT_WIDTH: Final = 62.0
PITCH: Final = 17.0
HEAD: Final = 50.0
BAR: Final = 11.0
SIZE: Final = 7.6
LINE: Final = 10.4


@dataclass(frozen=True)
class Cover:
    """Of some posts that fall vacant at once: how many are covered, share a person with another, have nobody."""

    name: str
    covered: int
    shared: int
    nobody: int

    @property
    def posts(self) -> int:
        """All of them."""
        return self.covered + self.shared + self.nobody


def table(plan: Plan) -> pd.DataFrame:
    """One row per post with a bench, those first that are in the group with most posts too many.

    Returns
    -------
    pandas.DataFrame
        ``post``, ``label``, ``unit_name``, ``title_name``, successors ``wanted``, how many are ``ready`` now and who
        (``people``, ids joined by ``;``). Posts that cannot all be taken over at once by different people stand in a
        ``group`` (from 1, else 0) with the same ``rivals``, all the people who are ready for any of its posts, and as
        many posts too many as ``missing`` says. Groups are as small as can be told apart whatever the spread of people
        over posts. Committees are left out.
    """
    posts = bench_table(plan)
    posts = posts[~posts["committee"]]
    ready: dict[str, list[str]] = {post: [] for post in posts["post"]}
    near = plan.bench[plan.bench["ready"] == "near"]
    for post, cadre in zip(near["post"], near["cadre"], strict=True):
        if post in ready:
            ready[post].append(cadre)
    group_of, rivals, missing = {}, {}, {}
    for number, (group, people) in enumerate(competing(ready), 1):
        for post in group:
            group_of[post], rivals[post], missing[post] = number, ";".join(people), len(group) - len(people)
    order = {post: place for place, post in enumerate(charted_posts(plan)["post"])}
    rows = [
        {
            **{name: row[name] for name in ("post", "label", "unit_name", "title_name", "wanted")},
            "ready": len(ready[row["post"]]),
            "people": ";".join(ready[row["post"]]),
            "group": group_of.get(row["post"], 0),
            "rivals": rivals.get(row["post"], ""),
            "missing": missing.get(row["post"], 0),
        }
        for row in sorted(records(posts), key=lambda row: order[row["post"]])
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    last = len(frame) + 1
    ranks = frame["group"].where(frame["group"] > 0, last)
    return frame.assign(rank=ranks).sort_values("rank", kind="stable", ignore_index=True).drop(columns="rank")


def nothing() -> str:
    """Why there is no chart."""
    return _("No post of this plan has or wants a bench")


def draw(plan: Plan, posts: pd.DataFrame) -> list[Figure]:
    """At the left what is covered of each title and each unit, at the right the posts that compete."""
    subtitle = _("Posts that people ready now could take over at once, each person for one post: {period}")
    note = _(
        "A successor who holds another post leaves that one behind; `planner simulate` tells what follows from it."
    )
    heading = Heading(finding(posts), subtitle.format(period=period(plan)), (borne(plan), note))
    blank = new_sheet(plan, A3, heading)
    rows = posts["title_name"].nunique() + posts["unit_name"].nunique()
    high = (zoom for zoom in ZOOMS if rows * PITCH + 100 <= (blank.top - blank.bottom) / zoom)
    sheet = new_sheet(plan, A3, heading, zoom=next(high, 1.0))
    _legend(sheet.plain)
    titles = [_cover(short(str(name)), rows) for name, rows in posts.groupby("title_name", sort=False)]
    order = {short(name): place for place, name in enumerate(dict.fromkeys(charted_posts(plan)["title_name"]))}
    titles.sort(key=lambda cover: order[cover.name])
    units = [_cover(str(name), rows) for name, rows in posts.groupby("unit_name", sort=False)]
    units.sort(key=lambda cover: (cover.covered - cover.posts, -cover.posts))
    top = sheet.top - 20
    bottom = sheet.bottom + 14
    room = int((top - bottom - 2 * 24) / PITCH)
    with_units = any(cover.name for cover in units)
    y = _bars(sheet, _("If all posts of a title fell vacant at once"), titles, top, room // 2 if with_units else room)
    if with_units:
        rest = int((y - 18 - 24 - bottom) / PITCH)
        _bars(sheet, _("If all posts of a unit fell vacant at once, worst first"), units, y - 18, rest)
    _groups(sheet, plan, posts, top, bottom)
    return [sheet.figure]


def finding(posts: pd.DataFrame) -> str:
    """How many posts are covered if all fall vacant, and how many groups compete."""
    cover = _cover("", posts)
    told = ngettext(
        "Of {n} post vacant, people ready now could take over {covered}",
        "Of {n} posts vacant at once, people ready now could take over {covered}",
        cover.posts,
    ).format(n=cover.posts, covered=cover.covered)
    groups = int(posts["group"].max())
    parts = [told]
    if cover.nobody:
        parts.append(ngettext("{n} has nobody", "{n} have nobody", cover.nobody).format(n=cover.nobody))
    if groups:
        rivals = ngettext("{posts} compete in {n} group", "{posts} compete in {n} groups", groups)
        parts.append(rivals.format(posts=int((posts["group"] > 0).sum()), n=groups))
    return "; ".join(parts)


def borne(plan: Plan) -> str:
    """How many losses at once the benches bear whoever leaves, and the fewest that they do not."""
    found = benches(plan)
    whole = fewest_losses(found, list(found.unit))
    if not whole.departed:
        return borne_words(whole)
    names = cadre_names(plan)
    who = ", ".join(names[cadre] for cadre in whole.departed)
    return _("{told}; too many is the loss of {who}").format(told=borne_words(whole), who=who)


def _cover(name: str, rows: pd.DataFrame) -> Cover:
    """What is covered if just these posts fall vacant."""
    ready = {row["post"]: [cadre for cadre in row["people"].split(";") if cadre] for row in records(rows)}
    covered, nobody = covered_at_once(ready), sum(not people for people in ready.values())
    return Cover(name, covered, len(ready) - covered - nobody, nobody)


def _legend(sheet: Sheet) -> None:
    words = {
        "covered": _("taken over by somebody ready now"),
        "shared": _("somebody is ready, but taken for another of these posts"),
        "nobody": _("nobody is ready now"),
    }
    x, y = sheet.left, sheet.top - 6
    for cover, word in words.items():
        sheet.box(x, y - 5, 22, 10, **LOOKS[cover])
        sheet.text(x + 27, y, word, size=8)
        x += 27 + text_width(word, 8) + 18


def _bars(sheet: Sheet, title: str, covers: Sequence[Cover], top: float, room: int) -> float:
    """A bar for each as far as there is room, the others in words; gives the lower edge."""
    sheet.text(sheet.left, top - 8, title, size=9, bold=True)
    y = top - 24
    shown = list(covers) if len(covers) <= room else list(covers[: room - 1])
    most = max(cover.posts for cover in covers)
    left = sheet.left + NAME_WIDTH
    scale = ((sheet.right - sheet.left) * BARS_SHARE - NAME_WIDTH - COUNT_WIDTH) / most
    for cover in shown:
        sheet.text(left - 8, y, fit_post(cover.name or "–", NAME_WIDTH - 12, SIZE), size=SIZE, align="right")
        x = left
        for part in LOOKS:
            width = getattr(cover, part) * scale
            if width:
                sheet.box(x, y - BAR / 2, width, BAR, **LOOKS[part])
                x += width
        words = _("{covered} of {posts}").format(covered=cover.covered, posts=cover.posts)
        color = INK if cover.covered == cover.posts else VERMILLION
        sheet.text(left + most * scale + 8, y, words, size=SIZE, color=color)
        y -= PITCH
    others = covers[len(shown) :]
    if others:
        whole = sum(cover.covered == cover.posts for cover in others)
        told = ngettext(
            "and {n} more, {whole} of them covered whole", "and {n} more, {whole} of them covered whole", len(others)
        )
        sheet.text(left, y, told.format(n=len(others), whole=whole), size=SIZE, color=QUIET)
        y -= PITCH
    return y


def _groups(sheet: Sheet, plan: Plan, posts: pd.DataFrame, top: float, bottom: float) -> None:
    """The posts that compete and the people for whom they do, as far as there is room, the others in words."""
    left = sheet.left + (sheet.right - sheet.left) * BARS_SHARE + GAP
    width = sheet.right - left
    sheet.text(left, top - 8, _("Posts that compete for the same people, most missing first"), size=9, bold=True)
    names = cadre_names(plan)
    groups = [rows for group, rows in posts[posts["group"] > 0].groupby("group", sort=True)]
    y = top - 24
    if not groups:
        sheet.text(left, y, _("none: nobody is needed twice"), size=SIZE, color=QUIET)
    for number, rows in enumerate(groups):
        people = [names[cadre] for cadre in str(rows.iloc[0]["rivals"]).split(";")]
        who = _lines([people[0], *(f", {name}" for name in people[1:])], width - 12)
        which = _lines(_gathered(rows), width - 12)
        height = LINE * (1 + len(which) + len(who)) + 9
        last = number == len(groups) - 1
        if y - height < bottom + (0 if last else LINE):
            _rest(sheet, groups[number:], left, y)
            return
        head = _("{posts}, {people}: {missing} too many").format(
            posts=ngettext("{n} post", "{n} posts", len(rows)).format(n=len(rows)),
            people=ngettext("{n} person ready now", "{n} people ready now", len(people)).format(n=len(people)),
            missing=rows.iloc[0]["missing"],
        )
        sheet.text(left, y, head, size=8, bold=True, color=VERMILLION)
        for line, color in [*((line, INK) for line in which), *((line, QUIET) for line in who)]:
            y -= LINE
            sheet.text(left + 12, y, line, size=SIZE, color=color)
        y -= LINE + 9


def _gathered(rows: pd.DataFrame) -> list[str]:
    """Posts by their titles, ``chair: unit, unit``, or by their units, ``unit: chair, vice``, whichever are fewer."""
    by_title = rows["title_name"].nunique() < rows["unit_name"].nunique()
    head, member = ("title_name", "unit_name") if by_title else ("unit_name", "title_name")
    words: list[str] = []
    for name, posts in rows.groupby(head, sort=False):
        first, *others = (short(str(of)) for of in posts[member])
        words += [f"{'; ' if words else ''}{short(str(name))}: {first}", *(f", {other}" for other in others)]
    return words


def _rest(sheet: Sheet, groups: Sequence[pd.DataFrame], x: float, y: float) -> None:
    told = ngettext(
        "and {n} more group: {posts} posts, {missing} too many",
        "and {n} more groups: {posts} posts, {missing} too many",
        len(groups),
    )
    missing = sum(int(rows.iloc[0]["missing"]) for rows in groups)
    sheet.text(x, y, told.format(n=len(groups), posts=sum(map(len, groups)), missing=missing), size=8, bold=True)


def _lines(words: Sequence[str], width: float) -> list[str]:
    """Words with their commas in two lines at most; how many more there are."""
    for kept in range(len(words), 0, -1):
        more = f" +{len(words) - kept}" if kept < len(words) else ""
        lines = wrap("".join(words[:kept]) + more, width, SIZE)
        if len(lines) <= 2:
            return lines
    return [clip(words[0], width, SIZE)]
