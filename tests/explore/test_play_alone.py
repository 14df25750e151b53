"""The game against a second one, written run by run without arrays, which tries every way to fill open seats."""

from dataclasses import dataclass, field
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.explore.play import play
from planner.explore.schedule import NOBODY, Schedule, Start
from planner.scenario.settings import Simulate

MONTHS, PEOPLE, POSTS = 6, 6, 4


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Four posts of one seat; some people hold one today, some are to take one later, every post has a bench."""
    planned = np.full((POSTS, MONTHS), NOBODY, dtype=np.int64)
    order = draw(st.permutations(range(PEOPLE)))
    today, starts, ends = [], [[] for _ in range(MONTHS)], [[] for _ in range(MONTHS)]
    last_start = np.full(PEOPLE, -1, dtype=np.int64)
    free_from = [0] * POSTS
    until = {}
    for post in range(POSTS):
        if draw(st.booleans()):
            cadre, end = order[post], draw(st.integers(1, MONTHS))
            today.append(Start(cadre, post, beside=False))
            planned[post, :end], free_from[post], until[cadre] = cadre, end, (post, end)
            if end < MONTHS:
                ends[end].append((cadre, post))
    # a move leaves a post before its time there is over
    for cadre in draw(st.lists(st.sampled_from(range(PEOPLE)), unique=True, max_size=4)):
        post, start = draw(st.integers(0, POSTS - 1)), draw(st.integers(1, MONTHS - 1))
        if start < free_from[post] or (cadre in until and until[cadre][0] == post):
            continue
        if cadre in until:
            left, end = until[cadre]
            if start >= end:
                continue
            planned[left, start:end], free_from[left] = NOBODY, start
            if (cadre, left) in (ends[end] if end < MONTHS else []):
                ends[end].remove((cadre, left))
        planned[post, start:], free_from[post], until[cadre] = cadre, MONTHS, (post, MONTHS)
        starts[start].append(Start(cadre, post, beside=False))
        last_start[cadre] = start
    bench = [draw(st.lists(st.sampled_from(range(PEOPLE)), unique=True, min_size=0, max_size=3)) for _ in range(POSTS)]
    ready = [[draw(st.sampled_from([0, 2, 10**6])) for _ in people] for people in bench]
    return Schedule(
        posts=tuple("abcd"),
        units=("xa",) * POSTS,
        seat_post=np.arange(POSTS),
        wanted=np.array([draw(st.booleans()) or post < 2 for post in range(POSTS)]),
        today=tuple(today),
        ends=tuple(map(tuple, ends)),
        starts=tuple(map(tuple, starts)),
        last_start=last_start,
        planned=planned,
        main_of=np.full((POSTS, MONTHS), NOBODY, dtype=np.int64),
        successors=np.array([[*people, *[NOBODY] * (3 - len(people))] for people in bench]),
        ready=np.array([[*dates, *[10**6] * (3 - len(dates))] for dates in ready]),
    )


@dataclass
class Alone:
    """One run."""

    plan: Schedule
    leave: list[int]
    settings: Simulate
    seat: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    off: set[int] = field(default_factory=set)
    waited: dict[int, int] = field(default_factory=dict)
    empty: list[int] = field(default_factory=lambda: [0] * POSTS)
    moves: int = 0
    unready: int = 0
    lapsed: int = 0
    sure: bool = True

    def play(self) -> None:
        self.seat = {now.cadre: now.seat for now in self.plan.today}
        for month in range(MONTHS):
            self.seat = {cadre: seat for cadre, seat in self.seat.items() if self.leave[cadre] > month}
            for cadre, seat in self.plan.ends[month]:
                if self.seat.get(cadre) == seat:
                    del self.seat[cadre]
            self.place(month)
            self.fill(month)
            for seat in self.opened(month):
                self.empty[seat] += 1

    def place(self, month: int) -> None:
        starts = self.plan.starts[month]
        there = {s for s in starts if self.leave[s.cadre] > month and s.cadre not in self.used}
        best: set[Start] = set()
        for chosen in product([False, True], repeat=len(starts)):
            able = {start for start, yes in zip(starts, chosen, strict=True) if yes}
            able &= {start for start in there if start.cadre not in self.off}
            movers = {start.cadre for start in able}
            sitting = {seat: cadre for cadre, seat in self.seat.items() if cadre not in movers}
            if all(start.seat not in sitting for start in able):
                best |= able
        for start in best:
            self.seat.pop(start.cadre, None)
        self.seat |= {start.cadre: start.seat for start in best}
        self.off |= {start.cadre for start in there - best}
        self.lapsed += len(set(starts) - best)

    def opened(self, month: int) -> list[int]:
        sitting = set(self.seat.values())
        return [
            s for s in range(POSTS) if self.plan.wanted[s] and self.plan.planned[s, month] >= 0 and s not in sitting
        ]

    def fill(self, month: int) -> None:
        opened = self.opened(month)
        self.waited = {seat: self.waited.get(seat, -1) + 1 for seat in opened}
        due = [seat for seat in opened if self.waited[seat] >= self.settings.refill_months]
        while due:
            before = set(self.opened(month))
            for seat, (cadre, loss) in self.best(month, due).items():
                self.seat[cadre] = seat
                self.used.add(cadre)
                self.moves += 1
                self.unready += loss[0]
            if self.settings.refill_months:
                break
            due = sorted(set(self.opened(month)) - before)
        sitting = set(self.seat.values())
        self.waited = {seat: months for seat, months in self.waited.items() if seat not in sitting}
        for seat in self.opened(month):
            self.waited.setdefault(seat, 0)

    def best(self, month: int, due: list[int]) -> dict[int, tuple[int, tuple[int, ...]]]:
        """The fill with fewest seats left open, then the least sum of losses, part by part."""
        options = [[None, *self.candidates(month, seat)] for seat in due]
        found: dict[int, tuple[int, tuple[int, ...]]] = {}
        worth: tuple[int, ...] | None = None
        ties: set[tuple[int, ...]] = set()
        for choice in product(*options):
            taken = [one[0] for one in choice if one]
            if len(set(taken)) == len(taken):
                value = (choice.count(None), *(sum(one[1][part] for one in choice if one) for part in range(4)))
                if worth is None or value < worth:
                    worth, found = value, {seat: one for seat, one in zip(due, choice, strict=True) if one}
                elif value == worth:
                    ties.add(value)
        # of two ways that are equally good the games may choose differently
        self.sure &= worth not in ties
        return found

    def candidates(self, month: int, seat: int) -> list[tuple[int, tuple[int, ...]]]:
        found = []
        for rank, (cadre, ready) in enumerate(zip(self.plan.successors[seat], self.plan.ready[seat], strict=True)):
            now = self.seat.get(int(cadre))
            fit = cadre >= 0 and self.leave[cadre] > month and cadre not in self.used and now != seat
            if fit and (ready <= month or not self.settings.only_ready):
                opens = now is not None and bool(self.plan.wanted[now])
                later = self.plan.last_start[cadre] > month and cadre not in self.off
                found.append((int(cadre), (int(ready > month), int(opens), int(later), rank)))
        return found


@settings(deadline=None, max_examples=150)
@given(
    schedules(),
    st.lists(st.lists(st.integers(0, 8), min_size=PEOPLE, max_size=PEOPLE), min_size=1, max_size=3),
    st.integers(0, 2),
    st.booleans(),
)
def test_both_games_end_alike(plan: Schedule, leave: list[list[int]], refill: int, only_ready: bool) -> None:
    asked = Simulate(refill_months=refill, only_ready=only_ready)
    told = play(plan, np.array(leave), asked)
    for run, fates in enumerate(leave):
        alone = Alone(plan, fates, asked)
        alone.play()
        if not alone.sure:
            continue
        assert told.moves[run] == alone.moves
        assert told.empty[run].tolist() == alone.empty
        assert (told.unready[run], told.lapsed[run]) == (alone.unready, alone.lapsed)
