"""Minimum stay: a rotation lasts long enough, and nobody leaves one too early."""

import numpy as np

from planner.domain.calendar import LONG_AGO, NEVER, Ints
from planner.domain.case import Case
from planner.language import _, marked
from planner.model.kinds import Kind
from planner.model.rules.base import Rule
from planner.scenario.dates import month_date


class MinStay(Rule):
    """C5: a rotated cadre stays ``rotation_months``; a holder stays ``holder_months`` before he moves on."""

    name = "min_stay"
    code = "C5"
    title = marked("Minimum stay")
    refusals = (
        marked("{person} could not complete a stay of {months} months in {post}"),
        marked("{person} stays in {held} until {until}"),
    )

    def start_window(self, case: Case, kind: Kind = Kind.MOVE) -> tuple[Ints | None, Ints | None]:
        """A move not before the stay is over; a rotation only while a whole stay fits in.

        A return from today's rotation waits as a move does; a second post leaves nothing, so it waits for nothing.
        """
        # a cadre whose post ends by itself before the stay is over is free from then on
        free = np.minimum(case.calendar.first_start_from(self._stays_until(case)), case.held_until)[:, None]
        if kind is not Kind.MOVE:
            return (np.where(case.on_rotation[:, None], free, 0) if kind is Kind.RETURN else None), None
        stay = case.rulebook.number(self.name, "rotation_months")
        capped = case.posts.cap < stay if case.rulebook.on("tenure_cap") else np.zeros(len(case.posts.ids), bool)
        latest = case.calendar.last_start_until(case.people.gone - stay)[:, None]
        fits = np.where(capped[None, :], -1, latest)
        return free, np.where(case.rotation, fits, case.calendar.periods - 1)

    def _stays_until(self, case: Case) -> Ints:
        """Month from which each cadre may leave today's post; shape (C,)."""
        people, incumbents = case.people, case.incumbents
        since = np.full(len(people.ids), LONG_AGO)
        main = ~incumbents.beside
        since[incumbents.cadre[main]] = incumbents.since[main]
        rotated = people.rotation_since != LONG_AGO
        ends = np.where(
            rotated,
            people.rotation_since + case.rulebook.number(self.name, "rotation_months"),
            since + case.rulebook.number(self.name, "holder_months"),
        )
        return np.clip(ends, LONG_AGO, NEVER)

    def refusal(self, case: Case, cadre: int, post: int) -> str:
        """How long the stay must be, or until when the cadre stays where he is."""
        months = case.rulebook.number(self.name, "rotation_months")
        person, place = case.people.ids[cadre], case.posts.ids[post]
        first, last = self.start_window(case)
        if first is None or last is None or first[cadre, 0] == 0 or last[cadre, post] < 0:
            return _(self.refusals[0]).format(person=person, months=months, post=place)
        held, until = case.posts.ids[case.post_held[cadre]], month_date(int(self._stays_until(case)[cadre]))
        return _(self.refusals[1]).format(person=person, held=held, until=until)
