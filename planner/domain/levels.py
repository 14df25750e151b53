"""Distance of each cadre from each title's standard, and when courses can close it."""

import numpy as np

from planner.domain.calendar import LONG_AGO, NEVER, Bools, Ints
from planner.domain.case import Case
from planner.domain.courses import PARTS, own_levels, reached


def wanted_levels(case: Case) -> Ints:
    """Level that each post's title asks for in each trainable part; shape (P, parts)."""
    posts = case.posts
    return np.stack([posts.degree, posts.theory, posts.state_mgmt, posts.skills], axis=1)


def gap_parts(case: Case, posts: Ints | slice = slice(None)) -> dict[str, Bools]:
    """Which part of the standard each cadre lacks for each post, or for the given ones.

    Returns
    -------
    dict of str to array of bool, shape (C, P)
        ``degree``, ``theory``, ``state_mgmt``, ``skills`` (level below the title's) and ``party_member``.
    """
    own, wanted = own_levels(case.people), wanted_levels(case)[posts]
    lacking = {name: own[:, part][:, None] < wanted[:, part][None, :] for part, name in enumerate(PARTS)}
    return lacking | {"party_member": ~case.people.party[:, None] & case.posts.party[None, posts]}


def gaps(case: Case) -> Ints:
    """Number of parts of the standard that each cadre lacks for each post, shape (C, P)."""
    posts, standard = _standards(case)
    lacking: Ints = np.sum(list(gap_parts(case, posts).values()), axis=0, dtype=np.int64)
    return lacking[:, standard]


def part_months(case: Case, posts: Ints | slice = slice(None)) -> dict[str, Ints]:
    """First month in which each cadre could meet each part of the standard of each post, or of the given ones.

    Returns
    -------
    dict of str to array of int, shape (C, P)
        LONG_AGO where he meets it, NEVER where no course brings it in time.
    """
    wanted = wanted_levels(case)[posts]
    months = {}
    for part, name in enumerate(PARTS):
        known, post_level = np.unique(wanted[:, part], return_inverse=True)
        by_level = np.stack([reached(case.sessions, case.people, part, int(level)) for level in known], axis=1)
        months[name] = by_level[:, post_level]
    party = ~case.people.party[:, None] & case.posts.party[None, posts]
    return months | {"party_member": np.where(party, NEVER, LONG_AGO)}


def standard_month(case: Case) -> Ints:
    """First month in which each cadre could meet the whole standard of each post; shape (C, P)."""
    posts, standard = _standards(case)
    return np.max(list(part_months(case, posts).values()), axis=0)[:, standard]


def lasting_gaps(case: Case) -> Ints:
    """Number of parts that no course can bring before the horizon ends; shape (C, P)."""
    posts, standard = _standards(case)
    lasting: Ints = np.sum([months == NEVER for months in part_months(case, posts).values()], axis=0, dtype=np.int64)
    return lasting[:, standard]


def near_grade(case: Case) -> Bools:
    """Which posts lie no further above a cadre than somebody ready may stand; shape (C, P)."""
    step, known = case.grade_step
    if not case.rulebook.on("bench_standard"):
        return np.ones(step.shape, dtype=bool)
    near: Bools = ~known | (step <= case.rulebook.number("bench_standard", "near_step"))
    return near


def _standards(case: Case) -> tuple[Ints, Ints]:
    """A post of each standard that there is, and the standard of each post: posts are many, standards few."""
    asked = np.column_stack([wanted_levels(case), case.posts.party])
    _, posts, standard = np.unique(asked, axis=0, return_index=True, return_inverse=True)
    return posts, standard
