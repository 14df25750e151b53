"""A plan played month by month on many fates at once.

In each month and run:

1. Who leaves, by lot or at the end of service, is gone; his seats are empty.
2. Stints end by themselves as planned: by service, tenure cap, a decided date or the end of a rotation.
3. Planned placements take place: of those who are there and have been used nowhere else, all whose seat is free, or is
   left by another of them. Whose seat is taken stays where he is, and what the plan had for him later lapses.
4. An empty seat that has somebody by plan, and is to be filled, is open. Once it has been open for ``refill_months``,
   it is filled from the bench of its post: as many open seats as possible, and of all ways to do that one with the
   least loss (``planner.explore.refill``). The loss counts, in this order, successors who are not ready yet, people who
   leave behind another seat to be filled, people whom the plan places elsewhere later, and places on the bench.
   Everybody can be used once. The seat that he leaves is open in turn: a chain. With ``refill_months: 0`` it is filled
   in the same month, and so on.
5. A second post goes with the main one: a seat that is held beside another one by plan has no successors of its own,
   and who comes to that other seat takes it, too.

Rules are not looked at again: a listing on the bench stands for them. Seats that are empty by plan are not filled.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.explore.refill import refill
from planner.explore.schedule import NOBODY, Schedule, Start
from planner.scenario.settings import Simulate

LONGEST: Final = 9
"""Chains of this length or longer are counted together."""
UNREADY, OPENS, PLACED_LATER = 2**26, 2**18, 2**10
"""What the parts of the loss weigh: a sum over the posts of a run keeps their order."""


@dataclass(frozen=True)
class Played:
    """What happened, run by run.

    Attributes
    ----------
    empty : array of int, shape (runs, P)
        Months for which seats of each post were empty that have somebody by plan and are to be filled.
    open_at_end : array of int, shape (runs, P)
        Of these seats, those that are empty in the last month.
    in_all : array of int, shape (runs,)
        Months of all empty seats that are to be filled, those included that are empty by plan.
    chains : array of int, shape (runs, LONGEST + 1)
        How many seats that fell open by themselves have set off so many moves; in the last column so many or more.
    longest, moves, unready, lapsed : array of int, shape (runs,)
        Most moves that one seat has set off; seats filled from a bench; of them by somebody not ready yet; and planned
        placements that did not take place.
    """

    empty: Ints
    open_at_end: Ints
    in_all: Ints
    chains: Ints
    longest: Ints
    moves: Ints
    unready: Ints
    lapsed: Ints


def play(plan: Schedule, leave: Ints, settings: Simulate) -> Played:
    """Play a plan.

    Parameters
    ----------
    plan : Schedule
    leave : array of int, shape (runs, C)
        Month in which each person leaves.
    settings : Simulate
    """
    game = _Game(plan, leave, settings)
    for month in range(plan.planned.shape[1]):
        game.leave_service(month)
        game.end_stints(month)
        game.place(month)
        game.fill(month)
        game.take_second_posts(month)
        game.count(month)
    return game.played()


class _Game:
    """Who sits where in each run."""

    def __init__(self, plan: Schedule, leave: Ints, settings: Simulate) -> None:
        runs, people = leave.shape
        seats = len(plan.seat_post)
        self.plan, self.leave, self.settings = plan, leave, settings
        self.holder = np.full((runs, seats), NOBODY)
        self.main = np.full((runs, people), NOBODY)
        """Seat of each person."""
        self.side = np.full((runs, people), NOBODY)
        """Seat beside the main one."""
        self.used = np.zeros((runs, people), dtype=bool)
        self.off = np.zeros((runs, people), dtype=bool)
        """For whom the rest of the plan has lapsed."""
        self.waited = np.zeros((runs, seats), dtype=np.int64)
        self.chain = np.full((runs, seats), NOBODY)
        """Number of the chain that each open seat stands in."""
        self.chain_run: list[Ints] = []
        self.chain_length = np.zeros(0, dtype=np.int64)
        self.empty = np.zeros((runs, seats), dtype=np.int64)
        self.open_now = np.zeros((runs, seats), dtype=bool)
        self.in_all, self.moves, self.unready, self.lapsed = np.zeros((4, runs), dtype=np.int64)
        everywhere = np.arange(runs)
        for now in plan.today:
            self._sit(everywhere, np.full(runs, now.cadre), now)

    def leave_service(self, month: int) -> None:
        """Step 1."""
        self._vacate(*np.nonzero(self.leave == month))

    def end_stints(self, month: int) -> None:
        """Step 2."""
        for cadre, seat in self.plan.ends[month]:
            runs = np.flatnonzero(self.holder[:, seat] == cadre)
            self.holder[runs, seat] = NOBODY
            for place in (self.main, self.side):
                place[runs, cadre] = np.where(place[runs, cadre] == seat, NOBODY, place[runs, cadre])

    def place(self, month: int) -> None:
        """Step 3."""
        starts = self.plan.starts[month]
        if not starts:
            return
        cadres = np.array([start.cadre for start in starts])
        there = (self.leave[:, cadres] > month) & ~self.used[:, cadres]
        able = self._able(starts, there & ~self.off[:, cadres])
        for number, start in enumerate(starts):
            runs = np.flatnonzero(able[:, number])
            who = np.full(len(runs), start.cadre)
            if not start.beside:
                self._vacate(runs, who)
        for number, start in enumerate(starts):
            runs = np.flatnonzero(able[:, number])
            self._sit(runs, np.full(len(runs), start.cadre), start)
            stays = there[:, number] & ~able[:, number]
            self.off[stays, start.cadre] = True
        self.lapsed += (~able).sum(axis=1)

    def _able(self, starts: tuple[Start, ...], able: Bools) -> Bools:
        """The most placements that can take place together: each seat is free, or left by another of them."""
        mover = np.full(self.main.shape[1] + 1, NOBODY)
        for number, start in enumerate(starts):
            if not start.beside:
                mover[start.cadre] = number
        seats = np.array([start.seat for start in starts])
        with_main = np.array([mover[start.cadre] if start.beside else NOBODY for start in starts])
        sitting = self.holder[:, seats]
        # nobody, -1, is the last place of mover, which moves nowhere
        leaver = mover[sitting]
        while True:
            leaves = np.take_along_axis(able, np.maximum(leaver, 0), axis=1) & (leaver != NOBODY)
            main = np.where(with_main == NOBODY, True, able[:, with_main])
            fewer = able & main & ((sitting == NOBODY) | leaves)
            if (fewer == able).all():
                return able
            able = fewer

    def fill(self, month: int) -> None:
        """Step 4."""
        opened = self._open(month) & (self.plan.main_of[:, month] == NOBODY)
        self.chain[~opened] = NOBODY
        self.waited[~opened] = 0
        self._begin_chains(*np.nonzero(opened & (self.chain == NOBODY)))
        runs, seats = np.nonzero(opened & (self.waited >= self.settings.refill_months))
        while runs.size:
            runs, seats = self._fill(month, runs, seats)
            if self.settings.refill_months:
                return

    def _open(self, month: int) -> Bools:
        """Empty seats that are to be filled and have somebody by plan."""
        held_by_plan = self.plan.planned[:, month] != NOBODY
        return (self.plan.wanted & held_by_plan) & (self.holder == NOBODY)

    def _begin_chains(self, runs: Ints, seats: Ints) -> None:
        self.chain[runs, seats] = len(self.chain_length) + np.arange(len(runs))
        self.chain_run.append(runs)
        self.chain_length = np.append(self.chain_length, np.zeros(len(runs), dtype=np.int64))

    def _fill(self, month: int, runs: Ints, seats: Ints) -> tuple[Ints, Ints]:
        """Fill open seats as far as possible; gives the seats that fall open by that."""
        people, loss = self._candidates(month, runs, seats)
        chosen = refill(runs, people, loss)
        filled = np.flatnonzero(chosen != NOBODY)
        runs, seats = runs[filled], seats[filled]
        who = people[filled, chosen[filled]]
        chain = self.chain[runs, seats]
        left: list[tuple[Ints, Ints]] = []
        for place in (self.main, self.side):
            old = place[runs, who]
            known = old != NOBODY
            to_fill = known & self.plan.wanted[old] & (self.plan.planned[old, month] != NOBODY)
            to_fill &= self.plan.main_of[old, month] == NOBODY
            self.chain[runs[to_fill], old[to_fill]] = chain[to_fill]
            self.waited[runs[to_fill], old[to_fill]] = 0
            left.append((runs[to_fill], old[to_fill]))
        self._vacate(runs, who)
        self.holder[runs, seats] = who
        self.main[runs, who] = seats
        self.used[runs, who] = True
        self.chain[runs, seats] = NOBODY
        self.waited[runs, seats] = 0
        np.add.at(self.chain_length, chain, 1)
        np.add.at(self.moves, runs, 1)
        np.add.at(self.unready, runs, loss[filled, chosen[filled]] >= UNREADY)
        together = np.array(sorted(zip(*map(np.concatenate, zip(*left, strict=True)), strict=True)), dtype=np.int64)
        return together.reshape(-1, 2)[:, 0], together.reshape(-1, 2)[:, 1]

    def _candidates(self, month: int, runs: Ints, seats: Ints) -> tuple[Ints, Ints]:
        """Who of each bench is there, and the loss of taking him; shapes (n, K)."""
        plan = self.plan
        posts = plan.seat_post[seats]
        people = plan.successors[posts]
        run = runs[:, None]
        main, side = self.main[run, people], self.side[run, people]
        ready = plan.ready[posts] <= month
        fit = (people != NOBODY) & (self.leave[run, people] > month) & ~self.used[run, people]
        fit &= (main == NOBODY) | (plan.seat_post[main] != posts[:, None])
        if self.settings.only_ready:
            fit &= ready
        opens = ((main != NOBODY) & plan.wanted[main]) | ((side != NOBODY) & plan.wanted[side])
        later = (plan.last_start[people] > month) & ~self.off[run, people]
        loss = UNREADY * ~ready + OPENS * opens + PLACED_LATER * later + np.arange(people.shape[1])
        return np.where(fit, people, NOBODY), loss

    def take_second_posts(self, month: int) -> None:
        """Step 5."""
        for seat in np.flatnonzero(self.plan.main_of[:, month] != NOBODY):
            main = self.plan.main_of[seat, month]
            runs = np.flatnonzero((self.holder[:, seat] == NOBODY) & (self.holder[:, main] != NOBODY))
            who = self.holder[runs, main]
            free = self.side[runs, who] == NOBODY
            runs, who = runs[free], who[free]
            self.holder[runs, seat] = who
            self.side[runs, who] = seat

    def count(self, month: int) -> None:
        """What is empty at the end of a month."""
        opened = self._open(month)
        self.empty += opened
        self.waited += opened
        self.open_now = opened
        self.in_all += (self.plan.wanted & (self.holder == NOBODY)).sum(axis=1)

    def played(self) -> Played:
        """What has happened."""
        runs = len(self.leave)
        chains = np.zeros((runs, LONGEST + 1), dtype=np.int64)
        longest = np.zeros(runs, dtype=np.int64)
        of = np.concatenate(self.chain_run)
        np.add.at(chains, (of, np.minimum(self.chain_length, LONGEST)), 1)
        np.maximum.at(longest, of, self.chain_length)
        by_post = np.zeros((len(self.plan.seat_post), len(self.plan.posts)), dtype=np.int64)
        by_post[np.arange(len(by_post)), self.plan.seat_post] = 1
        return Played(
            empty=self.empty @ by_post,
            open_at_end=self.open_now @ by_post,
            in_all=self.in_all,
            chains=chains,
            longest=longest,
            moves=self.moves,
            unready=self.unready,
            lapsed=self.lapsed,
        )

    def _vacate(self, runs: Ints, who: Ints) -> None:
        """People leave all their seats."""
        for place in (self.main, self.side):
            seats = place[runs, who]
            known = seats != NOBODY
            self.holder[runs[known], seats[known]] = NOBODY
            place[runs, who] = NOBODY

    def _sit(self, runs: Ints, who: Ints, start: Start) -> None:
        self.holder[runs, start.seat] = who
        (self.side if start.beside else self.main)[runs, who] = start.seat
