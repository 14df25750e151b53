"""Cascade chart: each chain of moves from what opens the first post to where the chain ends, left to right."""

from collections import Counter
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.language import _, ngettext
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    GREEN,
    INK,
    QUIET,
    RULE,
    SKY,
    VERMILLION,
    Heading,
    Sheet,
    clip,
    fit_name,
    fit_post,
    new_sheet,
    pages_of,
    period,
    text_width,
)
from planner.report.charts.posts import charted_posts, dating, leavers
from planner.report.names import cadre_names, post_names, records, unit_names
from planner.report.words import known, month, say

COLUMNS: Final = (
    "chain", "steps", "step", "date", "post", "label", "cadre", "name", "how", "from",
    "opened_by", "opened_why", "opened_on", "end",
)  # fmt: skip

ENDS: Final = ("empty", "not_filled", "second_post", "ended", "no_post", "ring")
"""How a chain can end, in the order of the legend."""
SIGNS: Final = {"empty": "✕", "not_filled": "■", "second_post": "◇", "ended": "◆", "no_post": "●", "ring": "↻"}
COLORS: Final = {
    "empty": VERMILLION,
    "not_filled": INK,
    "second_post": INK,
    "ended": INK,
    "no_post": GREEN,
    "ring": INK,
}

START_WIDTH: Final = 150.0
END_WIDTH: Final = 158.0
ARROW: Final = 22.0
MOST_BOX: Final = 250.0
LEAST_BOX: Final = 150.0
"""Width of a step; a chain that would need narrower ones goes on in a further line."""
LINE: Final = 33.0
HALF_GAP: Final = 24.0
BOX: Final = 27.0
SIZE: Final = 7.6
SMALL: Final = 6.8


def table(plan: Plan) -> pd.DataFrame:
    """One row per move, the longest chains first.

    Returns
    -------
    pandas.DataFrame
        ``chain``, its ``steps`` and the ``step``; ``date`` of the move, ``post`` taken and its ``label``; ``cadre``,
        ``name``, ``how`` (kind of move) and ``from`` (the post or unit left, in words). On a first step what opened
        the post: ``opened_by`` (who left it, empty where nobody did), ``opened_why`` (an ``until`` of the plan's
        stints, or ``empty`` for a post without a holder) and ``opened_on``. On a last step the ``end``: one of
        ``ENDS``, ``empty`` (the post left stays vacant), ``not_filled`` (it is not to be filled), ``second_post``
        (somebody takes it beside a main post), ``ended`` (the mover's time there ended anyway), ``no_post`` (the mover
        held none) or ``ring`` (the first mover takes it).
    """
    if plan.moves.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    names, labels, opened = cadre_names(plan), _labels(plan), _Openings(plan)
    stints = plan.stints[~plan.stints["how"].isin(["holds", "dual"])]
    kinds = dict(zip(zip(stints["cadre"], stints["post"], strict=True), stints["how"], strict=True))
    chains = [records(rows) for _chain, rows in plan.moves.groupby("chain", sort=False)]
    rows = []
    for moves in sorted(chains, key=lambda moves: (-len(moves), moves[0]["date"], moves[0]["chain"])):
        first, last = moves[0], moves[-1]
        by, why, on = opened.of(first["to"], first["date"])
        end = _end(plan, first, last)
        rows += [
            {
                "chain": move["chain"],
                "steps": len(moves),
                "step": move["step"],
                "date": move["date"],
                "post": move["to"],
                "label": labels.get(move["to"], move["to"]),
                "cadre": move["cadre"],
                "name": names[move["cadre"]],
                "how": kinds.get((move["cadre"], move["to"]), ""),
                "from": labels.get(move["from"], move["from"]),
                "opened_by": names.get(by, "") if move is first else "",
                "opened_why": (why if end != "ring" else "moves") if move is first else "",
                "opened_on": on if move is first else "",
                "end": end if move is last else "",
            }
            for move in moves
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def nothing() -> str:
    """Why there is no chart."""
    return _("Nobody moves in this plan")


def draw(plan: Plan, moves: pd.DataFrame) -> list[Figure]:
    """All chains of several steps, then as many of one step, in pairs, as the last page holds; the rest in words."""
    chains = [records(rows) for _chain, rows in moves.groupby("chain", sort=False)]
    subtitle = _("Who opens the first post, who takes it, who takes the post that this opens: {period}")
    heading = Heading(finding(moves), subtitle.format(period=period(plan)), (dating(plan),))
    blank = new_sheet(plan, A3, heading)
    room = blank.right - blank.left - START_WIDTH - END_WIDTH
    across = min(max(len(chains[0]), 2), int(room / (LEAST_BOX + ARROW)))
    box = min(room / across - ARROW, MOST_BOX)
    lines = int((blank.top - blank.bottom - 44) / LINE)
    long = [chain for chain in chains if len(chain) > 1]
    pages = pages_of([-(-len(chain) // across) for chain in long], lines) or [[]]
    used = sum(-(-len(long[index]) // across) for index in pages[-1])
    single = chains[len(long) :]
    shown = single[: 2 * (lines - used)]
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages))
        _legend(sheet, set(moves["end"]))
        y = sheet.top - 30
        for index in page:
            y = _chain(sheet, long[index], (sheet.left, sheet.right), y, box, across)
        if number == len(pages):
            half = (sheet.right - sheet.left - HALF_GAP) / 2
            for place, chain in enumerate(shown):
                left = sheet.left + place % 2 * (half + HALF_GAP)
                below = _chain(sheet, chain, (left, left + half), y, half - START_WIDTH - END_WIDTH - ARROW, 1)
                y = below if place % 2 else y
            if len(shown) < len(single):
                sheet.text(sheet.left, sheet.bottom + 3, rest(single[len(shown) :]), size=8.5, bold=True)
        figures.append(sheet.figure)
    return figures


def finding(moves: pd.DataFrame) -> str:
    """How many chains there are, how long the longest is and where they end."""
    ends = moves.loc[moves["end"] != "", "end"].value_counts()
    chains, longest = int(ends.sum()), int(moves["steps"].max())
    empty = int(ends.get("empty", 0))
    several = int((moves.loc[moves["step"] == 1, "steps"] > 1).sum())
    told = _("{moves} in {chains}, {several} of more than one step, the longest of {longest}").format(
        moves=ngettext("{n} move", "{n} moves", len(moves)).format(n=len(moves)),
        chains=ngettext("{n} chain", "{n} chains", chains).format(n=chains),
        several=several,
        longest=longest,
    )
    if not empty:
        return _("{told}; none leaves a post empty").format(told=told)
    left = ngettext("{n} leaves a post empty", "{n} leave a post empty", empty).format(n=empty)
    return f"{told}; {left}"


def rest(chains: list[list[dict[str, Any]]]) -> str:
    """The chains that no page shows, in words."""
    ends = Counter(chain[-1]["end"] for chain in chains)
    words = {
        "empty": _("{n} leave a post vacant"),
        "not_filled": _("{n} leave a post that is not to be filled"),
        "second_post": _("{n} leave a post that somebody takes beside a main one"),
        "ended": _("{n} leave a post where their time ended anyway"),
        "no_post": _("{n} leave no post of this plan"),
        "ring": _("{n} change places"),
    }
    parts = ", ".join(words[end].format(n=ends[end]) for end in ENDS if ends[end])
    more = ngettext("and {n} more chain of one step", "and {n} more chains of one step", len(chains))
    return f"{more.format(n=len(chains))}: {parts}"


def _labels(plan: Plan) -> dict[str, str]:
    """Posts as unit and title, and units by their names."""
    posts = charted_posts(plan)
    return unit_names(plan) | post_names(plan) | dict(zip(posts["post"], posts["label"], strict=True))


class _Openings:
    """What opened each post that a first step fills, each opening told once."""

    def __init__(self, plan: Plan) -> None:
        stints = records(plan.stints[plan.stints["until"] != "horizon"])
        left = {(row["cadre"], row["post"]): (row["end"], row["until"]) for row in stints}
        left |= leavers(plan)
        self.counted = {(row["cadre"], row["post"]): row["end"] for row in stints}
        self.left = sorted((counted, cadre, post, why) for (cadre, post), (counted, why) in left.items())

    def of(self, post: str, date: str) -> tuple[str, str, str]:
        """Who left a post last before it was taken on a date, why and when."""
        found = [
            opening
            for opening in self.left
            if opening[2] == post and self.counted.get((opening[1], post), "") <= date and opening[3] != "moves"
        ]
        if not found:
            return "", "empty", ""
        self.left.remove(found[-1])
        on, cadre, _post, why = found[-1]
        return cadre, why, on


def _end(plan: Plan, first: dict[str, Any], last: dict[str, Any]) -> str:
    """How a chain ends whose last move opens a post that no move fills."""
    opens = last["opens"]
    if not opens:
        return "ended" if last["from"] in set(plan.scenario.posts["post"]) else "no_post"
    if opens == first["to"]:
        return "ring"
    stays = (plan.vacancies["post"] == opens) & (plan.vacancies["end"] > last["date"])
    if stays.any():
        return "empty"
    beside = (plan.stints["post"] == opens) & (plan.stints["how"] == "dual") & (plan.stints["end"] > last["date"])
    return "second_post" if beside.any() else "not_filled"


def _end_words() -> dict[str, str]:
    return {
        "empty": _("left vacant"),
        "not_filled": _("not to be filled"),
        "second_post": _("taken beside a main post"),
        "ended": _("time there ended anyway"),
        "no_post": _("no post of this plan before"),
        "ring": _("taken by the first of the chain"),
    }


def _legend(sheet: Sheet, ends: set[str]) -> None:
    """The signs at the end of a chain."""
    x, y = sheet.left, sheet.top - 7
    title = _("where a chain ends:")
    sheet.text(x, y, title, size=8, color=QUIET)
    x += text_width(title, 8) + 12
    for end in ENDS:
        if end in ends:
            word = {"not_filled": _("the post left is not to be filled"), "empty": _("the post left stays vacant")}.get(
                end, _end_words()[end]
            )
            sheet.text(x, y, SIGNS[end], size=9, bold=True, color=COLORS[end])
            sheet.text(x + 13, y, word, size=8)
            x += 13 + text_width(word, 8) + 18


def _chain(
    sheet: Sheet, chain: list[dict[str, Any]], sides: tuple[float, float], y: float, box: float, across: int
) -> float:
    """One chain between two sides from an upper edge on, in lines of ``across`` steps; gives the lower edge."""
    left, right = sides
    _start(sheet, chain[0], left, y - BOX / 2)
    for number, move in enumerate(chain):
        place = number % across
        if number and not place:
            y -= LINE
        x, middle = left + START_WIDTH + place * (box + ARROW), y - BOX / 2
        sheet.text(x + ARROW / 2, middle, "→", size=11, align="center", color=QUIET)
        x += ARROW
        sheet.box(x, y - BOX, box, BOX, edgecolor=RULE, linewidth=0.9)
        sheet.box(x, y - BOX, 4, BOX, facecolor=SKY)
        sheet.text(x + 9, y - 8.5, fit_post(move["label"], box - 14, SIZE), size=SIZE)
        when = ", ".join([month(move["date"]), *([say(f"how.{move['how']}")] if move["how"] else [])])
        name = fit_name(move["name"], box - 20 - text_width(when, SMALL), SIZE, bold=True)
        sheet.text(x + 9, y - 19, name, size=SIZE, bold=True)
        sheet.text(x + box - 4, y - 19, when, size=SMALL, align="right", color=QUIET)
    _finish(sheet, chain[-1], (x + box, right), y - BOX / 2)
    sheet.line((left, y - LINE + 2.5), (right, y - LINE + 2.5), linewidth=0.3)
    return y - LINE


def _start(sheet: Sheet, move: dict[str, Any], left: float, y: float) -> None:
    """Who opened the first post."""
    if move["opened_why"] == "empty":
        sheet.text(left, y, _("□ no holder today"), size=SIZE, color=VERMILLION)
        return
    name = fit_name(move["opened_by"], START_WIDTH - 6, SIZE)
    why = say(f"until.{move['opened_why']}") if name else _("they change places")
    sheet.text(left, y + 5.5, name or why, size=SIZE)
    if name:
        brief = known(f"until.{move['opened_why']}.short", why)
        forms = (f"{month(move['opened_on'])}, {form}" for form in (why, brief))
        when = next((form for form in forms if text_width(form, SMALL) <= START_WIDTH - 6), brief)
        sheet.text(left, y - 5.5, when, size=SMALL, color=QUIET)


def _finish(sheet: Sheet, move: dict[str, Any], sides: tuple[float, float], y: float) -> None:
    """Where the chain ends: the post that is left, or the unit that the last mover comes from."""
    end, (x, right) = move["end"], sides
    sheet.text(x + ARROW / 2, y, "→", size=11, align="center", color=QUIET)
    x += ARROW
    sheet.text(x, y + 5.5, SIGNS[end], size=9, bold=True, color=COLORS[end])
    width = right - x - 14
    sheet.text(x + 14, y + 5.5, fit_post(move["from"] or say("outside"), width, SMALL), size=SMALL)
    sheet.text(x + 14, y - 5.5, clip(_end_words()[end], width, SMALL), size=SMALL, color=QUIET)
