"""A plan seat by seat and month by month, as the simulation plays it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from planner.domain.calendar import Bools, Ints
from planner.language import _
from planner.plan.plan import Plan
from planner.plan.verify.facts import Facts, read_facts
from planner.plan.verify.reading import rows
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_index
from planner.scenario.findings import Finding, InputError, shorten

NOBODY: Final = -1
CHOSEN: Final = ("moves", "returns")
"""Why a stint ends that goes on where the next post is not free."""
NEVER_READY: Final = 10**6


@dataclass(frozen=True)
class Start:
    """Somebody takes a seat."""

    cadre: int
    seat: int
    beside: bool


@dataclass(frozen=True)
class Schedule:
    """Who sits where by plan, and who may follow whom.

    People are positions among the ids that ``schedule`` was given, seats are numbered post by post; months count from
    as_of.

    Attributes
    ----------
    posts : tuple of str
    units : tuple of str
        The unit of each post.
    seat_post : array of int, shape (S,)
        Position of each seat's post.
    wanted : array of bool, shape (S,)
        Whether the seat is to be filled when it is empty.
    today : tuple of Start
        Who sits where at as_of.
    ends : tuple of tuple of (cadre, seat), one for each month
        Stints that end by themselves then.
    starts : tuple of tuple of Start, one for each month
        Planned placements.
    last_start : array of int, shape (C,)
        Month of each person's last planned placement, -1 for none.
    planned : array of int, shape (S, H)
        Who holds the seat in each month by plan, -1 for nobody.
    main_of : array of int, shape (S, H)
        The seat beside which this one is held in each month by plan, -1 where it is held by itself or by nobody.
    successors : array of int, shape (P, K)
        The bench of each post, -1 beyond its end.
    ready : array of int, shape (P, K)
        Month from which each of them is ready.
    """

    posts: tuple[str, ...]
    units: tuple[str, ...]
    seat_post: Ints
    wanted: Bools
    today: tuple[Start, ...]
    ends: tuple[tuple[tuple[int, int], ...], ...]
    starts: tuple[tuple[Start, ...], ...]
    last_start: Ints
    planned: Ints
    main_of: Ints
    successors: Ints
    ready: Ints


def schedule(plan: Plan, people: Sequence[str], months: int) -> Schedule:
    """A plan as a schedule.

    Of a post with several seats each stint has the first seat that is free when it begins.

    Parameters
    ----------
    plan : Plan
    people : sequence of str
        Ids of everybody whose fate is drawn.
    months : int
        How many months are played, at most those of the plan.

    Raises
    ------
    InputError
        When the plan names people who are not among these.
    """
    facts = read_facts(plan.scenario, resolve(plan.scenario)[0])
    who = {cadre: place for place, cadre in enumerate(people)}
    _refuse_strangers(plan, who)
    posts = [post for post in facts.posts.values() if not post.committee]
    place = {post.post: number for number, post in enumerate(posts)}
    first = np.concatenate([[0], np.cumsum([post.seats for post in posts])]).astype(np.int64)
    planned, main_of = np.full((2, first[-1], months), NOBODY, dtype=np.int64)
    today: list[Start] = []
    ends: list[list[tuple[int, int]]] = [[] for _ in range(months)]
    starts: list[list[Start]] = [[] for _ in range(months)]
    last_start = np.full(len(people), -1, dtype=np.int64)
    for row in _stints(plan, facts):
        cadre, post = who[row["cadre"]], place[row["post"]]
        start, end = (month_index(row[edge]) - plan.scenario.start for edge in ("start", "end"))
        if start >= months:
            continue
        free = np.flatnonzero(planned[first[post] : first[post + 1], start] == NOBODY)
        seat = int(first[post] + free[0])
        planned[seat, start:end] = cadre
        entry = Start(cadre, seat, _is_beside(facts, row))
        if entry.beside:
            main_of[seat, start:end] = _main_seats(planned[:, start:end], cadre, seat)
        if row["how"] == "holds":
            today.append(entry)
        else:
            starts[start].append(entry)
            last_start[cadre] = max(last_start[cadre], start)
        if end < months and row["until"] not in CHOSEN:
            ends[end].append((cadre, seat))
    successors, ready = _benches(plan, who, place)
    return Schedule(
        posts=tuple(place),
        units=tuple(post.unit_id for post in posts),
        seat_post=np.repeat(np.arange(len(posts)), [post.seats for post in posts]),
        wanted=np.repeat([post.wanted for post in posts], [post.seats for post in posts]),
        today=tuple(today),
        ends=tuple(map(tuple, ends)),
        starts=tuple(map(tuple, starts)),
        last_start=last_start,
        planned=planned,
        main_of=main_of,
        successors=successors,
        ready=ready,
    )


def _stints(plan: Plan, facts: Facts) -> list[Mapping[str, Any]]:
    """Stints in the order in which they begin, today's first; second posts after all others."""
    return sorted(rows(plan.stints), key=lambda row: (_is_beside(facts, row), row["start"], row["how"] != "holds"))


def _main_seats(planned: Ints, cadre: int, seat: int) -> Ints:
    """The other seat that somebody has by plan in each month, -1 for none."""
    others = planned == cadre
    others[seat] = False
    return np.where(others.any(axis=0), others.argmax(axis=0), NOBODY)


def _is_beside(facts: Facts, row: Mapping[str, Any]) -> bool:
    second = facts.besides.get(row["cadre"])
    held = row["how"] == "holds" and second is not None and second.post.post == row["post"]
    return held or row["how"] == "dual"


def _benches(plan: Plan, who: Mapping[str, int], place: Mapping[str, int]) -> tuple[Ints, Ints]:
    """Successors of each post in the order of the plan, and when they are ready."""
    listed: list[list[tuple[int, int]]] = [[] for _ in place]
    for row in rows(plan.bench):
        if row["post"] in place:
            later = month_index(row["ready_on"]) - plan.scenario.start if row["ready_on"] else NEVER_READY
            listed[place[row["post"]]].append((who[row["cadre"]], 0 if row["ready"] == "near" else later))
    most = max((len(bench) for bench in listed), default=0)
    full = np.array(
        [[*bench, *[(NOBODY, NEVER_READY)] * (most - len(bench))] for bench in listed], dtype=np.int64
    ).reshape(len(listed), most, 2)
    return full[:, :, 0], full[:, :, 1]


def _refuse_strangers(plan: Plan, who: Mapping[str, int]) -> None:
    named = pd.concat([plan.stints["cadre"], plan.bench["cadre"]]).unique()
    strangers = [cadre for cadre in named if cadre not in who]
    if strangers:
        raise InputError(
            [
                Finding(
                    "error",
                    "plan",
                    _("the plan {name} has {count} people whom the scenario has not").format(
                        name=plan.scenario.settings.name, count=len(strangers)
                    ),
                    _("Name the scenario that the plan was made for."),
                    shorten(strangers[0]),
                )
            ]
        )
