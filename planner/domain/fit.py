"""How well a cadre suits a post, in whole points."""

import numpy as np
import pandas as pd

from planner.domain.calendar import Bools, Ints
from planner.domain.case import Case

EARTH_KM = 6371.0
KM_PER_POINT = 10
HIGHEST_SURPLUS = 2
"""Levels above a standard beyond which more do not count."""


def points(case: Case) -> Ints:
    """Fit of every pair.

    The sum of named parts, each times its weight in ``goals.fit``: the field is one of the title's; levels of
    degree and theory above the standard (two of each at most); experience in a title of the same group; the last
    three ratings; development (a higher grade than today's); need of a weak unit met by an excellent cadre; less
    one for every ten kilometres between home and post. A score in ``fit.csv`` replaces the sum; with
    ``fit: only_listed`` there is no other, and a pair without one (a holder in today's post) has no points.

    Returns
    -------
    array of int, shape (C, P)
    """
    if case.scenario.settings.fit == "only_listed":
        total = np.zeros((len(case.people.ids), len(case.posts.ids)), dtype=np.int64)
    else:
        total = _computed(case)
    cadre, post, score = listed_pairs(case)
    total[cadre, post] = score
    return total


def _computed(case: Case) -> Ints:
    """The sum of the named parts of every pair."""
    people, posts = case.people, case.posts
    weights = case.scenario.settings.goals.fit
    step, known = case.grade_step
    surplus = sum(
        np.clip(own[:, None] - wanted[None, :], 0, HIGHEST_SURPLUS)
        for own, wanted in ((people.degree, posts.degree), (people.theory, posts.theory))
    )
    alike = (people.group[:, None] == posts.group[None, :]) & (posts.group != "")[None, :]
    total: Ints = (
        weights.field * _field_match(case)
        + weights.above * surplus * posts.titled[None, :]
        + weights.experience * alike
        + weights.rating * people.rating[:, None]
        + weights.development * (known & (step > 0))
        + weights.need * (people.excellent > 0)[:, None] * posts.need[None, :]
        - weights.distance * _tens_of_km(case)
    ).astype(np.int64)
    return total


def listed_pairs(case: Case) -> tuple[Ints, Ints, Ints]:
    """Rows of ``fit.csv`` as positions of cadre and post, and the score."""
    table = case.scenario.tables["fit"]
    cadre = pd.Index(case.people.ids).get_indexer(pd.Index(table["cadre"]))
    post = pd.Index(case.posts.ids).get_indexer(pd.Index(table["post"]))
    return cadre.astype(np.int64), post.astype(np.int64), table["score"].to_numpy(np.int64)


def _field_match(case: Case) -> Bools:
    names = sorted(set(case.people.field) - {""})
    wanted = np.array([[name in fields for fields in case.posts.fields] for name in names], dtype=bool)
    row = pd.Index(names).get_indexer(pd.Index(case.people.field))
    return np.vstack([wanted.reshape(len(names), len(case.posts.ids)), np.zeros((1, len(case.posts.ids)), dtype=bool)])[
        row
    ]


def _tens_of_km(case: Case) -> Ints:
    units = case.scenario.units
    lat, lon = (np.radians(np.append(units[name].to_numpy(float), np.nan)) for name in ("lat", "lon"))
    # distances once between the units that are somebody's home and those with posts, then looked up per pair
    homes, home = np.unique(case.people.native_unit, return_inverse=True)
    places, there = np.unique(case.posts.unit, return_inverse=True)
    half_lat = np.sin((lat[homes][:, None] - lat[places][None, :]) / 2) ** 2
    half_lon = np.sin((lon[homes][:, None] - lon[places][None, :]) / 2) ** 2
    chord = half_lat + np.cos(lat[homes])[:, None] * np.cos(lat[places])[None, :] * half_lon
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    tens = np.nan_to_num(np.floor(km / KM_PER_POINT)).astype(np.int64)
    return tens[np.ix_(home, there)]
