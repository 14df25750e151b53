"""A card of the succession chart: one post with its holders, gaps and successors, and the legend of its signs."""

from typing import Any, Final

from planner.plan.plan import Plan
from planner.report.charts.base import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    QUIET,
    RULE,
    VERMILLION,
    Sheet,
    clip,
    clip_words,
    fit_name,
    fit_post,
    text_width,
)
from planner.report.retold import why_words
from planner.report.words import WORDS, month, say
from planner.rulebook.rulebook import resolve

Card = list[dict[str, Any]]
"""The lines of one post."""

COVERS: Final[dict[str, dict[str, Any]]] = {
    "near": {"facecolor": GREEN},
    "readied": {"facecolor": "#d5f0e7", "edgecolor": GREEN, "hatch": "......", "linewidth": 0.5},
    "next": {"facecolor": ORANGE},
    "none": {"edgecolor": VERMILLION, "hatch": "////////", "linewidth": 0.5},
}
"""The strip beside a card, by the best that its bench holds."""

GAP: Final = 6.0
LINE: Final = 10.2
LINES: Final = 6
SIZE: Final = 7.6
NOTE: Final = 7.0


def draw_legend(sheet: Sheet, plan: Plan, kinds: set[str]) -> None:
    """The signs of the cards in words; of the rarer kinds of lines only those that occur."""
    y, x = sheet.top - 6, sheet.left
    for sign, word, color in (
        ("■", say("succession.today"), INK),
        ("→", say("succession.planned"), INK),
        ("●", say("ready.near.key"), GREEN),
        *([("◐", say("ready.course.key"), GREEN)] if "readied" in kinds else []),
        ("○", say("ready.next.key" if _usual(plan) else "ready.next.key.other"), BLUE),
        ("✕", say("succession.none"), VERMILLION),
    ):
        sheet.text(x, y, sign, size=9, bold=True, color=color)
        sheet.text(x + 12, y, word, size=8)
        x += 12 + text_width(word, 8) + 14
    for look, word in (
        ({"edgecolor": VERMILLION, "linestyle": "--", "linewidth": 1.2}, say("succession.key.empty")),
        ({"edgecolor": VERMILLION, "hatch": "//////", "linewidth": 0.5}, say("succession.key.vacant")),
    ):
        sheet.box(x, y - 4, 16, 8, **look)
        sheet.text(x + 21, y, word, size=8)
        x += 21 + text_width(word, 8) + 14


def _usual(plan: Plan) -> bool:
    """Whether one gap or two grades make a successor ready later, as the pack has it."""
    book = resolve(plan.scenario)[0]
    return (
        (book.on("bench_standard") and book.on("higher_title"))
        and (book.number("bench_standard", "gaps_max"), book.number("bench_standard", "near_step")) == (1, 1)
        and book.number("higher_title", "highest_step") == 2
    )


def draw_card(sheet: Sheet, card: Card, left: float, top: float, size: tuple[float, float]) -> None:
    """A card of this width and height from its upper left corner."""
    width, height = size
    kinds = {line["line"] for line in card}
    if "today" in kinds:
        look: dict[str, Any] = {"edgecolor": RULE, "linewidth": 0.9}
    else:
        look = {"edgecolor": VERMILLION, "linestyle": "--", "linewidth": 1.3}
    sheet.box(left + 7, top - height, width - 7, height, **look)
    cover = next((COVERS[kind] for kind in COVERS if kind in kinds), {})
    sheet.box(left, top - height, 5, height, **cover)

    x, inner, y = left + 11, width - 15, top - 8
    title = fit_post(card[0]["title_name"], inner, 7)
    sheet.text(x, y, title, size=7, color=BLUE)
    rest = inner - text_width(title, 7) - 6
    sheet.text(x + inner, y, clip(card[0]["title_name_vi"], rest, 7), size=7, color=QUIET, align="right")
    shown = card if len(card) <= LINES else card[: LINES - 1]
    spare = LINES - len(shown)
    for line in shown:
        y -= LINE
        more = _more(line, inner - 12)
        _draw_line(sheet, line, x, y, inner, whole=not more or spare > 0)
        if more and spare:
            y, spare = y - LINE, spare - 1
            sheet.text(x + 12, y, more, size=NOTE, color=QUIET)
    if len(shown) < len(card):
        sheet.text(x + 12, y - LINE, say("and_more", n=len(card) - len(shown)), size=7, color=QUIET)


def _more(line: dict[str, str], room: float) -> str:
    """What is told below a line where there is room: why a post stays vacant, what else somebody holds."""
    if line["also"]:
        return clip(say("also", title=line["also"]), room, NOTE)
    return _first_clause(why_words(line["why"]), room) if line["line"] == "vacant" else ""


def _draw_line(sheet: Sheet, line: dict[str, str], x: float, y: float, width: float, *, whole: bool) -> None:
    """One line of a card: a sign, a name, and at the right a date or the readiness in words.

    Where it is not told below the line what else somebody holds, the note says that there is a second post.
    """
    sign, color, rights = _signs(line)
    if line["line"] == "vacant":
        sheet.box(x, y - 3.2, 9, 6.4, edgecolor=VERMILLION, hatch="//////", linewidth=0.5)
    else:
        sheet.text(x, y, sign, size=8, bold=True, color=color)
    if line["line"] in ("empty", "vacant", "none"):
        sheet.text(x + 12, y, rights[0], size=SIZE, color=VERMILLION)
        return
    if line["also"] and not whole:
        rights = _with_second_post(rights)
    bold = line["line"] == "today"
    name = line["name"]
    right = note(rights, width - 18 - text_width(name, SIZE, bold=bold))
    room = width - 12 - text_width(right, NOTE) - 6
    sheet.text(x + 12, y, fit_name(name, room, SIZE, bold=bold), size=SIZE, bold=bold)
    sheet.text(x + width, y, right, size=NOTE, color=QUIET, align="right")


def _with_second_post(forms: list[str]) -> list[str]:
    """The forms of a note that say besides that there is a second post; the reason gives way to it."""
    dates = dict.fromkeys(form.partition(", ")[0] for form in forms if form)
    shorter = [say("also.short", note=date) for date in dates]
    return [*(say("also.short", note=form) for form in forms if form), *shorter] or [say("also.only")]


def note(forms: list[str], room: float) -> str:
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
        words = [say(key) for key in (f"until.{why}", f"until.{why}.short") if key in WORDS and end]
        return "■", INK, [say("until.why", date=month(end), why=word) for word in words] or [""]
    if kind == "planned":
        how = say(f"how.{why}")
        whole = [say("from.until.why", start=month(start), end=month(end), why=how)] if end else []
        return "→", INK, [*whole, say("from.why", date=month(start), why=how)]
    if kind == "vacant":
        return "", VERMILLION, [say("succession.vacant", start=month(start), end=month(end))]
    if kind == "near":
        return "●", GREEN, [say("ready.near")]
    if kind == "readied":
        return "◐", GREEN, [say(f"ready.course{form}", date=month(start)) for form in ("", ".short")]
    if kind == "next":
        return "○", BLUE, [say("ready.next")]
    return ("□" if kind == "empty" else "✕"), VERMILLION, [say(f"succession.{kind}")]
