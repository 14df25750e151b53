"""Stints and gaps of every seat in the months that charts draw: the plan counts periods, people leave in a month."""

from collections.abc import Iterable
from itertools import chain, pairwise
from itertools import count as count_from
from typing import Any, Final

from planner.language import _, counted
from planner.plan.plan import Plan
from planner.plan.verify.facts import Facts, read_facts
from planner.report.charts.posts import leavers
from planner.report.names import cadre_names, records
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date, month_index

Span = dict[str, Any]
"""A stint or gap of a seat: ``post``, ``seat`` (from 1), ``cadre``, ``name``, ``start``, ``end``, ``how`` (``vacant``
for a gap, ``left`` for a holder today who leaves in the first period and so has no stint), ``until``, ``from``,
``leaves`` (when a holder today leaves, true to the month, else empty), ``drawn_start`` and ``drawn_end``."""


CHOSEN: Final = ("moves", "returns")
"""Why a stint ends that need not end then."""


def seat_spans(plan: Plan) -> list[Span]:
    """The spans of every post by post and seat, each seat's in order.

    The plan counts whole periods: whoever leaves within one counts as gone from its first day. Here service, terms and
    tenure caps end in their own month (``drawn_end``), and who follows in the same period takes over then, as does
    who follows in the post that he leaves (``drawn_start``). A gap begins when the post falls vacant.
    """
    spans = [span for of_post in _by_post(plan).values() for span in _seated(of_post)]
    _draw_true(plan, spans)
    return spans


def months_note(plan: Plan) -> str:
    """How drawn dates and the plan's counting differ."""
    length = counted(plan.scenario.settings.period_months, "month")
    return _(
        "Drawn to the month: holders stay until they leave, who follows in the same period of {months} takes over "
        "then, and a post is vacant from then on. The plan counts whole periods, and so it counts months vacant."
    ).format(months=length)


def _by_post(plan: Plan) -> dict[str, list[Span]]:
    """What stands in each post, not yet seated."""
    names = cadre_names(plan)
    first = month_date(plan.scenario.start)
    leaving = leavers(plan)
    spans: dict[str, list[Span]] = {post: [] for post in plan.scenario.posts["post"]}
    held = set()
    for row in records(plan.stints):
        pair = (row["cadre"], row["post"])
        holds = row["how"] == "holds"
        held |= {pair} if holds else set()
        spans[row["post"]].append(
            {
                **{name: row[name] for name in ("post", "cadre", "end", "how", "until", "from")},
                "name": names[row["cadre"]],
                "start": max(row["start"], first),
                "leaves": leaving.get(pair, ("", ""))[0] if holds else "",
            }
        )
    for row in records(plan.vacancies):
        gap = {**{name: row[name] for name in ("post", "start", "end")}, "how": "vacant"}
        seats = round(row["months"] / (month_index(row["end"]) - month_index(row["start"])))
        for _seat in range(max(seats, 1)):
            spans[row["post"]].append({**gap, "cadre": "", "name": "", "until": "", "from": "", "leaves": ""})
    for (cadre, post), (leaves, why) in leaving.items():
        if (cadre, post) not in held:
            span = {"post": post, "cadre": cadre, "name": names[cadre], "start": first, "end": first, "how": "left"}
            spans[post].append({**span, "until": why, "from": "", "leaves": leaves})
    return spans


def _seated(spans: list[Span]) -> list[Span]:
    """Give each stint and gap the first seat that is free when it starts; who leaves at once had one that is free."""
    free_from: list[str] = []
    for span in sorted((span for span in spans if span["how"] != "left"), key=lambda span: span["start"]):
        seat = next((seat for seat, free in enumerate(free_from) if free <= span["start"]), len(free_from))
        free_from[seat : seat + 1] = [span["end"]]
        span["seat"] = seat + 1
    kept = {span["seat"] for span in spans if span["how"] == "holds"}
    free = chain((seat for seat in range(1, len(free_from) + 1) if seat not in kept), count_from(len(free_from) + 1))
    for span, seat in zip((span for span in spans if span["how"] == "left"), free, strict=False):
        span["seat"] = seat
    return sorted(spans, key=lambda span: (span["seat"], span["how"] != "left", span["start"]))


def _draw_true(plan: Plan, spans: list[Span]) -> None:
    """Set the drawn dates of spans that stand in the order of their seats."""
    facts = read_facts(plan.scenario, resolve(plan.scenario)[0])
    for span in spans:
        span["drawn_start"], span["drawn_end"] = span["start"], span["leaves"] or _true_end(facts, span)
    seats = ((one["post"], one["seat"]) == (next_one["post"], next_one["seat"]) for one, next_one in pairwise(spans))
    follows = [pair for pair, same in zip(pairwise(spans), seats, strict=True) if same]
    careers = list(_careers(spans))
    # whose time ends by itself goes then; who moves by choice goes when the next post falls free
    follows += [(left, taken) for left, taken in careers if left["until"] not in CHOSEN]
    chosen = [(left, taken) for left, taken in careers if left["until"] in CHOSEN]
    beside = list(_beside(spans))
    settled = False
    while not settled:
        settled = True
        for before, after in follows:
            start = min(max(after["drawn_start"], before["drawn_end"]), after["drawn_end"])
            settled &= start == after["drawn_start"]
            after["drawn_start"] = start
        for left, taken in chosen:
            settled &= left["drawn_end"] == taken["drawn_start"]
            left["drawn_end"] = taken["drawn_start"]
        for main, second in beside:
            start = max(second["drawn_start"], main["drawn_start"])
            end = main["drawn_end"] if main["end"] == second["end"] else second["drawn_end"]
            settled &= (start, end) == (second["drawn_start"], second["drawn_end"])
            second["drawn_start"], second["drawn_end"] = start, end


def _true_end(facts: Facts, span: Span) -> str:
    """The month in which a new stint ends by itself, which lies within the period of its end."""
    if span["how"] in ("holds", "vacant") or span["until"] == "horizon":
        return str(span["end"])
    end = month_index(span["end"])
    limits = facts.limits(facts.people[span["cadre"]], facts.posts[span["post"]], month_index(span["start"]))
    month = dict(limits).get(span["until"], end)
    return month_date(month) if end <= month < end + facts.clock.length else str(span["end"])


def _careers(spans: Iterable[Span]) -> Iterable[tuple[Span, Span]]:
    """The post that somebody leaves, and the one that he takes in the same period."""
    taken: dict[tuple[str, str], Span] = {
        (span["cadre"], span["start"]): span for span in spans if span["how"] not in ("holds", "left", "vacant", "dual")
    }
    for span in spans:
        new = taken.get((span["cadre"], span["end"]))
        if new is not None and new is not span and span["how"] not in ("vacant", "dual"):
            yield span, new


def _beside(spans: Iterable[Span]) -> Iterable[tuple[Span, Span]]:
    """The main post beside which somebody takes a second one, and that one."""
    mains: dict[str, list[Span]] = {}
    for span in spans:
        if span["how"] not in ("dual", "vacant", "left"):
            mains.setdefault(span["cadre"], []).append(span)
    for span in spans:
        if span["how"] == "dual":
            for main in mains.get(span["cadre"], []):
                if main["start"] <= span["start"] < main["end"]:
                    yield main, span
