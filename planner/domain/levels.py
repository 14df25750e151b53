"""Distance of each cadre from each title's standard, and when courses can close it."""

import numpy as np

from planner.domain.calendar import LONG_AGO, NEVER, Bools, Ints
from planner.domain.case import Case
from planner.domain.courses import PARTS, own_levels, reached


def wanted_levels(case: Case) -> Ints:
    """Level that each post's title asks for in each trainable part; shape (P, parts)."""
    posts = case.posts
    return np.stack([posts.degree, posts.theory, posts.state_mgmt, posts.skills], axis=1)


def gap_parts(case: Case) -> dict[str, Bools]:
    """Which part of the standard each cadre lacks for each post.

    Returns
    -------
    dict of str to array of bool, shape (C, P)
        ``degree``, ``theory``, ``state_mgmt``, ``skills`` (level below the title's) and ``party_member``.
    """
    own, wanted = own_levels(case.people), wanted_levels(case)
    lacking = {name: own[:, part][:, None] < wanted[:, part][None, :] for part, name in enumerate(PARTS)}
    return lacking | {"party_member": ~case.people.party[:, None] & case.posts.party[None, :]}


def gaps(case: Case) -> Ints:
    """Number of parts of the standard that each cadre lacks for each post, shape (C, P)."""
    return np.sum(list(gap_parts(case).values()), axis=0, dtype=np.int64)


def part_months(case: Case) -> dict[str, Ints]:
    """First month in which each cadre could meet each part of each post's standard.

    Returns
    -------
    dict of str to array of int, shape (C, P)
        LONG_AGO where he meets it, NEVER where no course brings it in time.
    """
    wanted = wanted_levels(case)
    months = {}
    for part, name in enumerate(PARTS):
        known, post_level = np.unique(wanted[:, part], return_inverse=True)
        by_level = np.stack([reached(case.sessions, case.people, part, int(level)) for level in known], axis=1)
        months[name] = by_level[:, post_level]
    party = ~case.people.party[:, None] & case.posts.party[None, :]
    return months | {"party_member": np.where(party, NEVER, LONG_AGO)}


def standard_month(case: Case) -> Ints:
    """First month in which each cadre could meet the whole standard of each post; shape (C, P)."""
    return np.max(list(part_months(case).values()), axis=0)


def lasting_gaps(case: Case) -> Ints:
    """Number of parts that no course can bring before the horizon ends; shape (C, P)."""
    return np.sum([months == NEVER for months in part_months(case).values()], axis=0, dtype=np.int64)


def near_grade(case: Case) -> Bools:
    """Which posts lie no further above a cadre than somebody ready may stand; shape (C, P)."""
    step, known = case.grade_step
    if not case.rulebook.on("bench_standard"):
        return np.ones(step.shape, dtype=bool)
    near: Bools = ~known | (step <= case.rulebook.number("bench_standard", "near_step"))
    return near
