"""Succession chart: a card per key post with its holder, planned holders and successors."""

from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.plan.metrics import bench_depth, today_holders
from planner.plan.plan import Plan
from planner.report.charts.base import (
    A3,
    BLUE,
    GREEN,
    INK,
    ORANGE,
    QUIET,
    RULE,
    VERMILLION,
    Heading,
    Sheet,
    clip,
    clip_words,
    fit_name,
    new_sheet,
    pages_of,
    period,
    text_width,
    wrap,
)
from planner.report.charts.posts import by_post, cadres_by_name, charted_posts, dating, leavers, records
from planner.report.words import WORDS, count, form, month, say
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date

POST_COLUMNS: Final = ("unit", "unit_name", "post", "title", "title_name", "title_name_vi")
LINE_COLUMNS: Final = ("line", "cadre", "name", "start", "end", "why")

Card = list[dict[str, Any]]
"""The lines of one post."""
Piece = tuple[str, list[tuple[int, Card]]]
"""A unit's name, and its cards with their slots."""

COVERS: Final[dict[str, dict[str, Any]]] = {
    "near": {"facecolor": GREEN},
    "next": {"facecolor": ORANGE},
    "none": {"edgecolor": VERMILLION, "hatch": "////////", "linewidth": 0.5},
}
"""The strip beside a card, by the best that its bench holds."""

ZOOMS: Final = (2.0, 1.8, 1.6, 1.4, 1.2)
CARD_WIDTH: Final = 205.0
CARD_HEIGHT: Final = 81.0
"""The least room of a card, with the gap to the next."""
ROWS: Final = 8
COLUMNS: Final = 5
UNIT_WIDTH: Final = 76.0
GAP: Final = 6.0
LINE: Final = 10.2
LINES: Final = 6
SIZE: Final = 7.6
NOTE: Final = 7.0


def table(plan: Plan) -> pd.DataFrame:
    """One row per line of a card.

    Returns
    -------
    pandas.DataFrame
        ``unit``, ``unit_name``, ``post``, ``title``, ``title_name``,
        ``title_name_vi``, ``line``, ``cadre``, ``name``, ``start``, ``end`` and
        ``why``. ``line`` is ``today``, ``empty`` (no holder today), ``planned``,
        ``vacant``, ``near``, ``next`` or ``none`` (no successor).
    """
    posts = charted_posts(plan)
    names = cadres_by_name(plan)
    today = today_holders(plan.scenario).groupby("post")["cadre"].agg(list)
    depth = bench_depth(plan)
    wants = set(depth.loc[depth["wanted"] > 0, "post"])
    stints, gaps, listed = (
        by_post(plan.stints),
        by_post(plan.vacancies),
        by_post(plan.bench.sort_values("ready", kind="stable")),
    )
    leaving = leavers(plan)
    rows = []
    for post in records(posts[posts["key"]]):
        own = [table.get(post["post"], []) for table in (stints, gaps, listed)]
        first = month_date(plan.scenario.start)
        lines = _today(today.get(post["post"], []), leaving, own[1], first) + _planned(own[0], own[1])
        lines += [_line(row["ready"], row["cadre"]) for row in own[2]]
        if post["post"] in wants and not own[2]:
            lines.append(_line("none"))
        place = {name: post[name] for name in POST_COLUMNS}
        rows += [{**place, **line, "name": names.get(line["cadre"], "")} for line in lines]
    return pd.DataFrame(rows, columns=[*POST_COLUMNS, *LINE_COLUMNS])


def draw(plan: Plan, lines: pd.DataFrame) -> list[Figure]:
    """Cards in rows of units, at most 40 a page; few cards are drawn larger."""
    posts = count(lines["post"].nunique(), "key_post")
    subtitle = say("succession.subtitle", posts=posts, period=period(plan))
    heading = Heading(finding(lines), subtitle, (dating(plan),))
    zoom, columns, room = _layout(new_sheet(plan, A3, heading), lines)
    pieces = _pieces(lines, columns, room)
    rows = _rows(pieces, columns)
    pages = pages_of(rows, room)
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages), zoom=zoom)
        _legend(sheet.plain, plan)
        top = sheet.top - 20 / zoom
        pitch = (top - sheet.bottom) / room
        row = 0
        for index in page:
            unit, cards = pieces[index]
            _unit(sheet, unit, top - row * pitch, rows[index] * pitch)
            for slot, card in cards:
                _card(sheet, card, (slot % columns, columns), top - (row + slot // columns) * pitch, pitch)
            row += rows[index]
        figures.append(sheet.figure)
    return figures


def _layout(page: Sheet, lines: pd.DataFrame) -> tuple[float, int, int]:
    """The largest zoom at which all cards fit on one page, else none; with the columns and rows of cards a page."""
    width, height = page.right - page.left, page.top - page.bottom - 20
    for zoom in ZOOMS:
        columns = min(int((width / zoom - UNIT_WIDTH + GAP) / CARD_WIDTH), COLUMNS)
        rows = int(height / zoom / CARD_HEIGHT)
        if sum(_rows(_pieces(lines, columns, rows), columns)) <= rows:
            return zoom, columns, rows
    return 1.0, COLUMNS, ROWS


def _rows(pieces: list[Piece], columns: int) -> list[int]:
    """Rows of cards that each piece takes."""
    return [1 + max(slot for slot, _ in cards) // columns for _, cards in pieces]


def finding(lines: pd.DataFrame) -> str:
    """How many posts have nobody ready, in a sentence."""
    ready = lines.groupby("post", sort=False)["line"].agg(set)
    benched = [kinds for kinds in ready if kinds & {"near", "next", "none"}]
    vacant = sum("vacant" in kinds for kinds in ready)
    posts = count(len(benched), "key_post")
    without_near = sum("near" not in kinds for kinds in benched)
    nobody = sum("none" in kinds for kinds in benched)
    if not benched:
        stand = count(vacant, "stands")
        return say("succession.unbenched", posts=count(len(ready), "key_post"), vacant=stand)
    if vacant:
        every = len(benched) == len(ready)
        bench = say(f"succession.vacancies.covered{'' if every else '.some'}", posts=len(benched))
        if without_near:
            key = f"succession.vacancies.{'nobody' if nobody else 'bench'}"
            bench = say(key, without=without_near, have=form(without_near, "has"), nobody=nobody)
        of_all = count(len(ready), "key_post")
        return say("succession.vacancies", vacant=vacant, posts=of_all, are=form(vacant, "is"), bench=bench)
    if without_near == 0:
        return say("succession.covered", posts=posts)
    none = (
        say("succession.nobody", number=nobody, have=form(nobody, "has")) if nobody else say("succession.nobody.none")
    )
    without = say("succession.of", number=without_near, posts=posts)
    return say("succession.finding", without=without, have=form(without_near, "has"), nobody=none)


def _pieces(lines: pd.DataFrame, columns: int, rows: int) -> list[Piece]:
    """The cards of each unit with their slots; a unit with more cards than a page holds is cut.

    Where the titles of a unit are among the first ones, once each, the slot is the title's,
    so that the same title stands in the same column of every unit.
    """
    in_columns = list(lines["title"].drop_duplicates())[:columns]
    units: dict[str, dict[str, Card]] = {}
    for line in records(lines):
        units.setdefault(line["unit"], {}).setdefault(line["post"], []).append(line)
    pieces: list[Piece] = []
    for of_unit in units.values():
        cards = list(of_unit.values())
        name, titles = cards[0][0]["unit_name"], [card[0]["title"] for card in cards]
        if set(titles) <= set(in_columns) and len(set(titles)) == len(titles):
            pieces.append((name, [(in_columns.index(card[0]["title"]), card) for card in cards]))
        else:
            page = rows * columns
            pieces += [(name, list(enumerate(cards[start : start + page]))) for start in range(0, len(cards), page)]
    return pieces


def _line(line: str, cadre: str = "", start: str = "", end: str = "", why: str = "") -> dict[str, str]:
    return {"line": line, "cadre": cadre, "start": start, "end": end, "why": why}


def _today(cadres: list[str], leaving: dict[str, tuple[str, str]], gaps: Card, first: str) -> list[dict[str, str]]:
    """Holders at as_of, each with the date and reason of leaving before the horizon's end."""
    lines = []
    for cadre in cadres:
        end, why = leaving.get(cadre, ("", ""))
        lines.append(_line("today", cadre, "", end, why))
    return lines or ([] if any(gap["start"] == first for gap in gaps) else [_line("empty")])


def _planned(stints: Card, gaps: Card) -> list[dict[str, str]]:
    """New holders and the times left vacant, by date."""
    new = [_line("planned", row["cadre"], row["start"], "", row["how"]) for row in stints if row["how"] != "holds"]
    vacant = [_line("vacant", "", row["start"], row["end"], row["why"]) for row in gaps]
    return sorted(new + vacant, key=lambda line: line["start"])


def _legend(sheet: Sheet, plan: Plan) -> None:
    """The signs of the cards, in words."""
    y, x = sheet.top - 6, sheet.left
    for sign, word, color in (
        ("■", say("succession.today"), INK),
        ("→", say("succession.planned"), INK),
        ("●", say("ready.near.key"), GREEN),
        ("○", say("ready.next.key" if _usual(plan) else "ready.next.key.other"), BLUE),
        ("✕", say("succession.none"), VERMILLION),
    ):
        sheet.text(x, y, sign, size=9, bold=True, color=color)
        sheet.text(x + 12, y, word, size=8)
        x += 12 + text_width(word, 8) + 18
    for look, word in (
        ({"edgecolor": VERMILLION, "linestyle": "--", "linewidth": 1.2}, say("succession.key.empty")),
        ({"edgecolor": VERMILLION, "hatch": "//////", "linewidth": 0.5}, say("succession.key.vacant")),
    ):
        sheet.box(x, y - 4, 16, 8, **look)
        sheet.text(x + 21, y, word, size=8)
        x += 21 + text_width(word, 8) + 18


def _usual(plan: Plan) -> bool:
    """Whether one gap or two grades make a successor ready later, as the pack has it."""
    book = resolve(plan.scenario)[0]
    return (
        (book.on("bench_standard") and book.on("higher_title"))
        and (book.number("bench_standard", "gaps_max"), book.number("bench_standard", "near_step")) == (1, 1)
        and book.number("higher_title", "highest_step") == 2
    )


def _unit(sheet: Sheet, name: str, top: float, height: float) -> None:
    sheet.line((sheet.left, top + GAP / 2), (sheet.right, top + GAP / 2))
    for number, line in enumerate(wrap(name, UNIT_WIDTH - 10, 9, bold=True, most=int(height / 12))):
        sheet.text(sheet.left, top - 10 - number * 12, line, size=9, bold=True)


def _card(sheet: Sheet, card: Card, place: tuple[int, int], top: float, pitch: float) -> None:
    """A card in one of so many columns."""
    column, columns = place
    room = (sheet.right - sheet.left - UNIT_WIDTH + GAP) / columns
    x, width, height = sheet.left + UNIT_WIDTH + column * room, room - GAP, pitch - GAP
    kinds = {line["line"] for line in card}
    if "today" in kinds:
        look: dict[str, Any] = {"edgecolor": RULE, "linewidth": 0.9}
    else:
        look = {"edgecolor": VERMILLION, "linestyle": "--", "linewidth": 1.3}
    sheet.box(x + 7, top - height, width - 7, height, **look)
    cover = next((COVERS[kind] for kind in COVERS if kind in kinds), {})
    sheet.box(x, top - height, 5, height, **cover)

    inner, y = width - 15, top - 8
    x += 11
    title = clip(card[0]["title_name"], inner, 7)
    sheet.text(x, y, title, size=7, color=BLUE)
    rest = inner - text_width(title, 7) - 6
    sheet.text(x + inner, y, clip(card[0]["title_name_vi"], rest, 7), size=7, color=QUIET, align="right")
    shown = card if len(card) <= LINES else card[: LINES - 1]
    spare = LINES - len(shown)
    for line in shown:
        y -= LINE
        _draw_line(sheet, line, x, y, inner)
        if line["line"] == "vacant" and line["why"] and spare:
            y, spare = y - LINE, spare - 1
            sheet.text(x + 12, y, _first_clause(line["why"], inner - 12), size=NOTE, color=QUIET)
    if len(shown) < len(card):
        sheet.text(x + 12, y - LINE, say("and_more", n=len(card) - len(shown)), size=7, color=QUIET)


def _draw_line(sheet: Sheet, line: dict[str, str], x: float, y: float, width: float) -> None:
    """One line of a card: a sign, a name, and at the right a date or the readiness in words."""
    sign, color, rights = _signs(line)
    if line["line"] == "vacant":
        sheet.box(x, y - 3.2, 9, 6.4, edgecolor=VERMILLION, hatch="//////", linewidth=0.5)
    else:
        sheet.text(x, y, sign, size=8, bold=True, color=color)
    if line["line"] in ("empty", "vacant", "none"):
        sheet.text(x + 12, y, rights[0], size=SIZE, color=VERMILLION)
        return
    bold = line["line"] == "today"
    name = line["name"]
    right = _note(rights, width - 18 - text_width(name, SIZE, bold=bold))
    room = width - 12 - text_width(right, NOTE) - 6
    sheet.text(x + 12, y, fit_name(name, room, SIZE, bold=bold), size=SIZE, bold=bold)
    sheet.text(x + width, y, right, size=NOTE, color=QUIET, align="right")


def _note(forms: list[str], room: float) -> str:
    """The fullest form that fits beside the whole name; else a shortened one, with the first word of the reason."""
    fitting = next((form for form in forms if text_width(form, NOTE) <= room), "")
    if fitting or "," not in forms[-1]:
        return fitting or forms[-1]
    date, _, reason = forms[-1].partition(", ")
    shortest = f"{date}, {reason.split()[0]}"
    return clip_words(forms[-1], max(room, text_width(f"{shortest}…", NOTE)), NOTE)


def _first_clause(why: str, room: float) -> str:
    """The start of a reason, as many whole words as fit."""
    clause, more, _ = why.partition(",")
    return clip_words(clause + "…" if more else clause, room, NOTE)


def _signs(line: dict[str, str]) -> tuple[str, str, list[str]]:
    """Sign, its colour, and what the right side says, from the fullest to the shortest."""
    kind, start, end, why = line["line"], line["start"], line["end"], line["why"]
    if kind == "today":
        if not end:
            return "■", INK, [""]
        words = [WORDS[key] for key in (f"until.{why}", f"until.{why}.short") if key in WORDS]
        return "■", INK, [say("until.why", date=month(end), why=word) for word in words]
    if kind == "planned":
        return "→", INK, [say("from.why", date=month(start), why=say(f"how.{why}"))]
    if kind == "vacant":
        return "", VERMILLION, [say("succession.vacant", start=month(start), end=month(end))]
    if kind in ("near", "next"):
        return ("●", GREEN, [say("ready.near")]) if kind == "near" else ("○", BLUE, [say("ready.next")])
    return ("□" if kind == "empty" else "✕"), VERMILLION, [say(f"succession.{kind}")]
