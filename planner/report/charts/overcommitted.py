"""Overcommitted chart: the people on most benches, and the posts that would be short of successors without them."""

from collections import Counter
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from planner.language import _, ngettext
from planner.plan.metrics import bench_depth
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    INK,
    QUIET,
    RULE,
    VERMILLION,
    Heading,
    Sheet,
    fit_name,
    fit_post,
    new_sheet,
    period,
    text_width,
    wrap,
)
from planner.report.charts.posts import charted_posts, places_today
from planner.report.names import cadre_names, records, title_names
from planner.report.words import short

COLUMNS: Final = (
    "cadre", "name", "today", "post", "label", "unit_name", "title", "title_name", "ready", "loss",
    "benches", "below", "alone", "committees",
)  # fmt: skip

LOSSES: Final = ("alone", "below", "kept")
"""What a bench loses with a person: its only one who is ready now, its minimum, or neither."""
SIGNS: Final = {"alone": "◉", "below": "●", "kept": "○"}
COLORS: Final = {"alone": VERMILLION, "below": VERMILLION, "kept": QUIET}

NAME_WIDTH: Final = 132.0
TODAY_WIDTH: Final = 190.0
NUMBER: Final = 46.0
POSTS_WIDTH: Final = 250.0
MOST_TITLES: Final = 9
DOT: Final = 9.5
HEAD: Final = 62.0
PITCH: Final = 17.0
SIZE: Final = 7.6
SMALL: Final = 6.6


def table(plan: Plan) -> pd.DataFrame:
    """One row per person and bench; those come first without whom most benches would be below their minimum.

    Returns
    -------
    pandas.DataFrame
        ``cadre``, ``name``, ``today`` (unit and title, in words), ``post``, ``label``, ``unit_name``, ``title``,
        ``title_name``, ``ready``, and what the bench loses with the person (``loss``): ``alone`` (the only one ready),
        ``below`` (it would have fewer successors than asked) or ``kept``. Of the person, the same in every row:
        on how many ``benches``, on how many committees' lists besides (``committees``), and how many benches would be
        ``below`` their minimum or without anybody ready now, of them those where the person is ``alone`` ready now.
    """
    posts = charted_posts(plan)
    lists = set(posts.loc[posts["committee"], "post"])
    names, today = cadre_names(plan), places_today(plan)
    listings = plan.bench.loc[~plan.bench["post"].isin(lists), ["cadre", "post", "ready"]]
    frame = listings.merge(posts[["post", "label", "unit_name", "title", "title_name"]], on="post", how="left")
    frame = frame.assign(name=frame["cadre"].map(names), today=frame["cadre"].map(today))
    depth = listings[["post"]].merge(bench_depth(plan), on="post", how="left")
    alone = frame["ready"].eq("near") & depth["near"].eq(1)
    below = depth["near"] + depth["next"] - 1 < depth["wanted"]
    frame["loss"] = np.where(alone, "alone", np.where(below, "below", "kept"))
    frame = frame[list(COLUMNS[:10])]
    by = frame.groupby("cadre")["loss"]
    frame["benches"] = by.transform("size")
    frame["below"] = frame["loss"].ne("kept").groupby(frame["cadre"]).transform("sum")
    frame["alone"] = frame["loss"].eq("alone").groupby(frame["cadre"]).transform("sum")
    listed = plan.bench.loc[plan.bench["post"].isin(lists), "cadre"].value_counts()
    frame["committees"] = frame["cadre"].map(listed).fillna(0).astype("int64")
    keys = ["below", "alone", "benches", "cadre"]
    return frame.sort_values(keys, ascending=[False, False, False, True], kind="stable", ignore_index=True)


def nothing() -> str:
    """Why there is no chart."""
    return _("Nobody is listed as a successor in this plan")


def draw(plan: Plan, listings: pd.DataFrame) -> list[Figure]:
    """A row for each person as far as a page goes, a column for each title; the others in words."""
    subtitle = _("People on the benches, those first without whom most posts would be short of successors: {period}")
    heading = Heading(finding(listings), subtitle.format(period=period(plan)))
    people = [records(rows) for _cadre, rows in listings.groupby("cadre", sort=False)]
    sheet = new_sheet(plan, A3, heading)
    room = int((sheet.top - HEAD - sheet.bottom - 14) / PITCH)
    shown, others = people[:room], people[room:]
    titles = _titles(plan, shown)
    _legend(sheet, committees=bool(listings["committees"].any()))
    left = sheet.left + NAME_WIDTH + TODAY_WIDTH
    cell = (sheet.right - POSTS_WIDTH - left - 2 * NUMBER) / len(titles)
    top = sheet.top - HEAD
    _heads(sheet, titles, left, top, cell)
    for number, person in enumerate(shown):
        y = top - (number + 0.5) * PITCH
        sheet.line((sheet.left, y - PITCH / 2), (sheet.right, y - PITCH / 2), linewidth=0.3)
        _person(sheet, person, titles, y, (left, cell))
    if others:
        sheet.text(sheet.left, sheet.bottom + 3, rest(others), size=8.5, bold=True)
    return [sheet.figure]


def finding(listings: pd.DataFrame) -> str:
    """How many people carry more than one bench, and what the loss of one would cost at most."""
    people = listings.drop_duplicates("cadre")
    several, worst = int((people["benches"] > 1).sum()), people.iloc[0]
    told = _("{several} of {people} are on more than one bench").format(
        several=several, people=ngettext("{n} successor", "{n} successors", len(people)).format(n=len(people))
    )
    if not worst["below"]:
        return _("{told}; no post would be short of successors without one of them").format(told=told)
    short_of = ngettext(
        "without {name}, {n} post would be short of successors",
        "without {name}, {n} posts would be short of successors",
        int(worst["below"]),
    )
    return f"{told}; {short_of.format(name=worst['name'], n=worst['below'])}"


def rest(people: list[list[dict[str, Any]]]) -> str:
    """The people whom the page does not show, in words."""
    most = max(int(person[0]["below"]) for person in people)
    told = ngettext("and {n} more person", "and {n} more people", len(people)).format(n=len(people))
    if not most:
        return _("{told}; without any one of them no post would be short of successors").format(told=told)
    posts = ngettext("at most {n} post", "at most {n} posts", most).format(n=most)
    return _("{told}; without any one of them {posts} would be short of successors").format(told=told, posts=posts)


def _titles(plan: Plan, people: list[list[dict[str, Any]]]) -> dict[str, str]:
    """The titles of the benches that these people are on, in order; the rarest stand together under ``""``."""
    counts: dict[str, int] = {}
    for person in people:
        for listing in person:
            counts[listing["title"]] = counts.get(listing["title"], 0) + 1
    often = sorted(counts, key=lambda title: -counts[title])
    kept = set(often if len(often) <= MOST_TITLES else often[: MOST_TITLES - 1])
    names = title_names(plan)
    order = [title for title in dict.fromkeys(charted_posts(plan)["title"]) if title in kept]
    ranked = sorted(order, key=lambda title: list(names).index(title) if title in names else len(names))
    columns = {title: names.get(title, title) or _("posts") for title in ranked}
    return columns if len(kept) == len(counts) else {**columns, "…": _("other titles")}


def _legend(sheet: Sheet, *, committees: bool) -> None:
    words = {
        "alone": _("the only one on this bench who is ready now"),
        "below": _("without the person the bench is below its minimum"),
        "kept": _("the bench keeps its minimum"),
    }
    x, y = sheet.left, sheet.top - 7
    for loss in LOSSES:
        sheet.text(x, y, SIGNS[loss], size=9, color=COLORS[loss])
        sheet.text(x + 13, y, words[loss], size=8)
        x += 13 + text_width(words[loss], 8) + 18
    if committees:
        sheet.text(x, y, _("+1: on so many committees' lists besides"), size=8, color=QUIET)


def _heads(sheet: Sheet, titles: dict[str, str], left: float, top: float, cell: float) -> None:
    """What each column holds."""
    sheet.line((sheet.left, top), (sheet.right, top), color=QUIET)
    sheet.text(sheet.left + NAME_WIDTH, top + 7, _("today"), size=7, color=QUIET)
    for number, word in enumerate((_("posts short"), _("on benches"))):
        for line, part in enumerate(reversed(wrap(word, NUMBER - 4, 7, bold=True, most=2))):
            middle = left + (number + 0.5) * NUMBER
            sheet.text(middle, top + 7 + 9 * line, part, size=7, bold=True, align="center")
    for number, name in enumerate(titles.values()):
        middle = left + 2 * NUMBER + (number + 0.5) * cell
        for line, part in enumerate(reversed(wrap(short(name), cell - 6, 6.8, most=4))):
            sheet.text(middle, top + 7 + 8.5 * line, part, size=6.8, align="center")
    sheet.text(sheet.right - POSTS_WIDTH + 8, top + 7, _("where posts would be short"), size=7, color=QUIET)


def _person(
    sheet: Sheet, person: list[dict[str, Any]], titles: dict[str, str], y: float, place: tuple[float, float]
) -> None:
    """One person: name, place of today, numbers, dots by title, and the posts at stake."""
    left, cell = place
    first = person[0]
    sheet.text(sheet.left, y, fit_name(first["name"], NAME_WIDTH - 6, SIZE, bold=True), size=SIZE, bold=True)
    sheet.text(sheet.left + NAME_WIDTH, y, fit_post(first["today"], TODAY_WIDTH - 8, SMALL), size=SMALL, color=QUIET)
    color = VERMILLION if first["below"] else INK
    sheet.text(left + NUMBER / 2, y, str(first["below"]), size=9, bold=True, align="center", color=color)
    benches = str(first["benches"])
    more = f" +{first['committees']}" if first["committees"] else ""
    sheet.text(left + 1.5 * NUMBER, y, benches + more, size=8, align="center")
    for number, title in enumerate(titles):
        x = left + 2 * NUMBER + number * cell
        sheet.line((x, y - PITCH / 2), (x, y + PITCH / 2), color=RULE, linewidth=0.4)
        here = [listing["loss"] for listing in person if _column(listing["title"], titles) == title]
        _dots(sheet, sorted(here, key=LOSSES.index), x + cell / 2, y, cell)
    times = Counter(row["unit_name"] or row["label"] for row in person if row["loss"] != "kept")
    at_stake = [f"{name} ×{number}" if number > 1 else name for name, number in times.items()]
    sheet.text(sheet.right - POSTS_WIDTH + 8, y, _listed(at_stake, POSTS_WIDTH - 8), size=SMALL)


def _column(title: str, titles: dict[str, str]) -> str:
    return title if title in titles else "…"


def _dots(sheet: Sheet, losses: list[str], middle: float, y: float, cell: float) -> None:
    """A sign for each bench; where they are too many, each sign once with its number."""
    if len(losses) * DOT <= cell - 4:
        x = middle - (len(losses) - 1) * DOT / 2
        for loss in losses:
            sheet.text(x, y, SIGNS[loss], size=9, align="center", color=COLORS[loss])
            x += DOT
        return
    told = " ".join(f"{losses.count(loss)}{SIGNS[loss]}" for loss in LOSSES if loss in losses)
    worst = losses[0]
    sheet.text(
        middle, y, told, size=min(8.0, 8.0 * (cell - 2) / text_width(told, 8)), align="center", color=COLORS[worst]
    )


def _listed(labels: list[str], width: float) -> str:
    """As many names as fit, and how many more there are."""
    for kept in range(len(labels), 0, -1):
        more = f" +{len(labels) - kept}" if kept < len(labels) else ""
        text = ", ".join(labels[:kept]) + more
        if text_width(text, SMALL) <= width:
            return text
    return (
        fit_post(labels[0], width - 24, SMALL) + (f" +{len(labels) - 1}" if len(labels) > 1 else "") if labels else ""
    )
