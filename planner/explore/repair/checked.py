"""The decisions of a plan that a way out leaves possible, checked without the solver's rules."""

import numpy as np

from planner.domain.calendar import Ints
from planner.model.model import Model
from planner.plan.decided import Decided
from planner.plan.verify import Checker
from planner.plan.verify.picture import StintRow
from planner.rulebook.rulebook import resolve
from planner.solving.whole import InvalidPlanError


def checked_stints(model: Model, values: Ints) -> tuple[StintRow, ...]:
    """Who holds what from which month until which, today's holders included, where the verifier accepts it.

    Only the rules are asked: of how good such a plan is nothing is told, and its tables with every reason would take
    longer than finding it.

    Raises
    ------
    InvalidPlanError
        When the verifier does not accept the decisions.
    """
    decided, case, columns = Decided(model, values), model.case, model.columns
    cadres, posts, sessions = (ids.tolist() for ids in (case.people.ids, case.posts.ids, case.sessions.ids))
    new, until, calendar = decided.stints, decided.held_until, case.calendar
    stays = until > 0
    who = np.append(case.incumbents.cadre[stays], columns.cadre[new]).tolist()
    where = np.append(case.incumbents.post[stays], columns.post[new]).tolist()
    start = np.append(np.zeros_like(until[stays]), columns.start[new])
    end = np.append(until[stays], columns.end[new])
    months = ((calendar.start + periods * calendar.length).tolist() for periods in (start, end))
    rows = zip(who, where, *months, strict=True)
    stints = tuple((cadres[cadre], posts[post], since, gone) for cadre, post, since, gone in rows)
    listed = decided.listings
    pairs = zip(columns.listed_cadre[listed].tolist(), columns.listed_post[listed].tolist(), strict=True)
    went, needs = decided.attendances, columns.needs
    courses = zip(needs.attend_cadre[went].tolist(), needs.attend_session[went].tolist(), strict=True)
    broken = Checker(case.scenario, resolve(case.scenario)[0]).violations(
        stints,
        [(cadres[who], posts[where]) for who, where in pairs],
        [(cadres[who], sessions[which]) for who, which in courses],
    )
    if broken:
        raise InvalidPlanError("\n".join(violation.message for violation in broken))
    return stints
