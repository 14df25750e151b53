"""Succession chart: a card per key post with its holder, planned holders and successors."""

from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from planner.language import counted
from planner.plan.metrics import bench_depth, today_holders
from planner.plan.plan import Plan
from planner.report.charts.base import A3, Heading, Sheet, new_sheet, pages_of, period, wrap
from planner.report.charts.card import GAP, Card, draw_card, draw_legend
from planner.report.charts.posts import by_post, dating, leavers, noun_of, posts_of_interest, second_posts
from planner.report.names import cadre_names, records, title_names
from planner.report.words import month, say, verb
from planner.scenario.dates import month_date

POST_COLUMNS: Final = ("unit", "unit_name", "kind", "post", "title", "title_name", "title_name_vi", "key", "wanted")
LINE_COLUMNS: Final = ("line", "cadre", "name", "start", "end", "why", "also")

Piece = tuple[str, list[tuple[int, Card]]]
"""A unit's name, and its cards with their slots."""

READY: Final = ("near", "readied", "next")
"""Readiness of successors in the order of a card."""

ZOOMS: Final = (2.0, 1.8, 1.6, 1.4, 1.2)
CARD_WIDTH: Final = 205.0
CARD_HEIGHT: Final = 81.0
"""The least room of a card, with the gap to the next."""
ROWS: Final = 8
COLUMNS: Final = 5
UNIT_WIDTH: Final = 80.0


def table(plan: Plan) -> pd.DataFrame:
    """One row per line of a card.

    Returns
    -------
    pandas.DataFrame
        ``unit``, ``unit_name``, ``kind`` (of the unit), ``post``, ``title``, ``title_name``,
        ``title_name_vi``, ``key``, ``wanted``, ``line``, ``cadre``, ``name``, ``start``, ``end``,
        ``why`` and ``also`` (what else the person holds beside this post). ``line`` is ``today``,
        ``empty`` (no holder today), ``planned``, ``vacant``, ``near``, ``readied`` (ready from
        ``start`` on by a course), ``next`` or ``none`` (no successor).
    """
    names = cadre_names(plan)
    today = today_holders(plan.scenario).groupby("post")["cadre"].agg(list)
    depth = bench_depth(plan)
    wants = set(depth.loc[depth["wanted"] > 0, "post"])
    stints, gaps, listed = (by_post(frame) for frame in (plan.stints, plan.vacancies, plan.bench))
    leaving, also = leavers(plan), _also(plan)
    first = month_date(plan.scenario.start)
    rows = []
    for post in records(posts_of_interest(plan, beside=False)):
        own = [table.get(post["post"], []) for table in (stints, gaps, listed)]
        holders = [(cadre, post["post"]) for cadre in today.get(post["post"], [])]
        lines = _today(holders, leaving, also, own[1], first) + _planned(own[0], also, own[1]) + _successors(own[2])
        if post["post"] in wants and not own[2]:
            lines.append(_line("none"))
        place = {name: post[name] for name in POST_COLUMNS}
        rows += [{**place, **line, "name": names.get(line["cadre"], "")} for line in lines]
    return pd.DataFrame(rows, columns=[*POST_COLUMNS, *LINE_COLUMNS])


def draw(plan: Plan, lines: pd.DataFrame) -> list[Figure]:
    """Cards in rows of units, at most 40 a page; few cards are drawn larger."""
    heading = Heading(finding(lines), _subtitle(plan, lines), (dating(plan),))
    zoom, columns, room = _layout(new_sheet(plan, A3, heading), lines)
    pieces = _pieces(lines, columns, room)
    rows = _rows(pieces, columns)
    pages = pages_of(rows, room)
    figures = []
    for number, page in enumerate(pages, 1):
        sheet = new_sheet(plan, A3, heading, number, len(pages), zoom=zoom)
        draw_legend(sheet.plain, plan, set(lines["line"]))
        top = sheet.top - 20 / zoom
        pitch = (top - sheet.bottom) / room
        row = 0
        for index in page:
            unit, cards = pieces[index]
            _unit(sheet, unit, top - row * pitch, rows[index] * pitch)
            wide = (sheet.right - sheet.left - UNIT_WIDTH + GAP) / columns
            for slot, card in cards:
                left = sheet.left + UNIT_WIDTH + slot % columns * wide
                draw_card(sheet, card, left, top - (row + slot // columns) * pitch, (wide - GAP, pitch - GAP))
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
    """How many of the posts to be filled have nobody ready, in a sentence."""
    lines = lines[lines["wanted"]]
    noun = noun_of(lines)
    ready = lines.groupby("post", sort=False)["line"].agg(set)
    benched = [kinds for kinds in ready if kinds & {*READY, "none"}]
    vacant = sum("vacant" in kinds for kinds in ready)
    posts = counted(len(benched), noun)
    without_near = sum("near" not in kinds for kinds in benched)
    nobody = sum("none" in kinds for kinds in benched)
    course = sum("near" not in kinds and "readied" in kinds for kinds in benched)
    by_course = say("succession.by_course", course=course) if course else ""
    if not benched:
        stand = counted(vacant, "stands")
        return say("succession.unbenched", posts=counted(len(ready), noun), vacant=stand)
    if vacant:
        every = len(benched) == len(ready)
        bench = say(f"succession.vacancies.covered{'' if every else '.some'}", posts=len(benched))
        if without_near:
            key = f"succession.vacancies.{'nobody' if nobody else 'bench'}"
            have = verb(without_near, "has")
            bench = say(key, without=without_near, have=have, by_course=by_course, nobody=nobody)
        of_all = counted(len(ready), noun)
        return say("succession.vacancies", vacant=vacant, posts=of_all, are=verb(vacant, "is"), bench=bench)
    if without_near == 0:
        return say("succession.covered", posts=posts)
    none = (
        say("succession.nobody", number=nobody, have=verb(nobody, "has")) if nobody else say("succession.nobody.none")
    )
    without = say("succession.of", number=without_near, posts=posts)
    return say("succession.finding", without=without, have=verb(without_near, "has"), by_course=by_course, nobody=none)


def _pieces(lines: pd.DataFrame, columns: int, rows: int) -> list[Piece]:
    """The cards of each unit with their slots; a unit with more cards than a page holds is cut.

    Where the titles of a unit are among the first ones, once each, the slot is the title's, so that the same title
    stands in the same column of every unit. Departments, which have a card or two each, stand together.
    """
    in_columns = list(lines["title"].drop_duplicates())[:columns]
    units: dict[str, dict[str, Card]] = {}
    departments: dict[str, Card] = {}
    for line in records(lines):
        of_department = line["kind"] == "department"
        cards_of = departments if of_department else units.setdefault(line["unit"], {})
        shown = {**line, "title_name_vi": line["unit_name"]} if of_department else line
        cards_of.setdefault(line["post"], []).append(shown)
    pieces: list[Piece] = []
    for of_unit in units.values():
        cards = list(of_unit.values())
        titles = [card[0]["title"] for card in cards]
        if set(titles) <= set(in_columns) and len(set(titles)) == len(titles):
            pieces.append((cards[0][0]["unit_name"], [(in_columns.index(card[0]["title"]), card) for card in cards]))
        else:
            pieces += _cut(cards[0][0]["unit_name"], cards, rows * columns)
    return pieces + _cut(say("succession.departments"), list(departments.values()), rows * columns)


def _cut(name: str, cards: list[Card], page: int) -> list[Piece]:
    """Cards one after the other, in pieces of a page."""
    return [(name, list(enumerate(cards[start : start + page]))) for start in range(0, len(cards), page)]


def _subtitle(plan: Plan, lines: pd.DataFrame) -> str:
    posts = lines.drop_duplicates("post")
    wanted = posts[posts["wanted"]]
    key = "succession.subtitle" if len(wanted) == len(posts) else "succession.subtitle.more"
    others = counted(len(posts) - len(wanted), "other_post")
    return say(key, posts=counted(len(wanted), noun_of(wanted)), others=others, period=period(plan))


def _also(plan: Plan) -> dict[tuple[str, str], str]:
    """What else somebody holds beside a main post, or is to hold, by cadre and post."""
    posts = plan.scenario.posts
    names = title_names(plan)
    called = {post: names.get(title, post) for post, title in zip(posts["post"], posts["title"], strict=True)}
    found = {pair: called[other] for pair, other in second_posts(plan).items()}
    for dual in records(plan.stints[plan.stints["how"] == "dual"]):
        same = (plan.stints["cadre"] == dual["cadre"]) & (plan.stints["unit"] == dual["unit"])
        main = plan.stints[same & (plan.stints["how"] != "dual")]
        beside = main[(main["start"] <= dual["start"]) & (dual["start"] < main["end"])]
        for row in records(beside):
            later = dual["start"] > row["start"] or row["how"] == "holds"
            title, date = called[dual["post"]], month(dual["start"])
            found[dual["cadre"], row["post"]] = say("also.from", title=title, date=date) if later else title
    return found


def _line(line: str, cadre: str = "", start: str = "", end: str = "", why: str = "", also: str = "") -> dict[str, str]:
    return {"line": line, "cadre": cadre, "start": start, "end": end, "why": why, "also": also}


def _today(
    holders: list[tuple[str, str]],
    leaving: dict[tuple[str, str], tuple[str, str]],
    also: dict[tuple[str, str], str],
    gaps: Card,
    first: str,
) -> list[dict[str, str]]:
    """Holders at as_of, each with the date and reason of leaving before the horizon's end."""
    lines = []
    for pair in holders:
        end, why = leaving.get(pair, ("", ""))
        lines.append(_line("today", pair[0], "", end, why, also.get(pair, "")))
    return lines or ([] if any(gap["start"] == first for gap in gaps) else [_line("empty")])


def _planned(stints: Card, also: dict[tuple[str, str], str], gaps: Card) -> list[dict[str, str]]:
    """New holders, with the end of who leaves within the horizon, and the times left vacant, by date."""
    new = []
    for row in stints:
        if row["how"] != "holds":
            end = "" if row["until"] == "horizon" else row["end"]
            more = also.get((row["cadre"], row["post"]), "")
            new.append(_line("planned", row["cadre"], row["start"], end, row["how"], more))
    vacant = [_line("vacant", "", row["start"], row["end"], row["why"]) for row in gaps]
    return sorted(new + vacant, key=lambda line: line["start"])


def _successors(listed: Card) -> list[dict[str, str]]:
    """Who is ready first, then who becomes so by a course."""
    lines = [_line("readied" if row["ready_on"] else row["ready"], row["cadre"], row["ready_on"]) for row in listed]
    return sorted(lines, key=lambda line: READY.index(line["line"]))


def _unit(sheet: Sheet, name: str, top: float, height: float) -> None:
    sheet.line((sheet.left, top + GAP / 2), (sheet.right, top + GAP / 2))
    for number, line in enumerate(wrap(name, UNIT_WIDTH - 10, 9, bold=True, most=int(height / 12))):
        sheet.text(sheet.left, top - 10 - number * 12, line, size=9, bold=True)
