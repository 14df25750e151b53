"""Distance of each cadre from each title's standard, in whole gaps."""

import numpy as np

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case


def gap_parts(case: Case) -> dict[str, Bools]:
    """Which part of the standard each cadre lacks for each post.

    Returns
    -------
    dict of str to array of bool, shape (C, P)
        ``degree``, ``theory``, ``state_mgmt`` (level below the title's) and ``party_member``.
    """
    people, posts = case.people, case.posts
    return {
        "degree": people.degree[:, None] < posts.degree[None, :],
        "theory": people.theory[:, None] < posts.theory[None, :],
        "state_mgmt": people.state_mgmt[:, None] < posts.state_mgmt[None, :],
        "party_member": ~people.party[:, None] & posts.party[None, :],
    }


def gaps(case: Case) -> Ints:
    """Number of parts of the standard that each cadre lacks for each post, shape (C, P)."""
    return np.sum(list(gap_parts(case).values()), axis=0, dtype=np.int64)
