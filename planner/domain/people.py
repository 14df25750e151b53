"""Cadres as arrays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.domain.arrays import UNKNOWN, Texts, grade_of, levels, months_of, positions, titles_of, whole
from planner.domain.calendar import LONG_AGO, NEVER, Bools, Ints, retirement_months
from planner.rulebook.rulebook import Rulebook
from planner.scenario.columns import DEGREES, RATINGS, SKILLS, STATE_MGMT, THEORY
from planner.scenario.scenario import Scenario

RATING_POINTS = {"HTXSNV": 2, "HTTNV": 1, "HTNV": 0, "KHTNV": -2}
"""What each of the last three yearly ratings counts in the fit."""


@dataclass(frozen=True)
class People:
    """Cadres as arrays of shape (C,), in the order of the table.

    Months are month indexes, NEVER or LONG_AGO where unknown; units, grades and ratings are UNKNOWN (-1) where blank.
    """

    ids: Texts
    birth: Ints
    gone: Ints
    """First month not served: after retirement, or leaves_on."""
    last_service: Ints
    """Month against which remaining service is counted."""
    unit: Ints
    native_unit: Ints
    sending_unit: Ints
    title: Texts
    group: Texts
    grade: Ints
    former_grade: Ints
    """Grade before the present rotation: of former_title, else the own grade."""
    head: Bools
    degree: Ints
    theory: Ints
    state_mgmt: Ints
    skills: Ints
    party: Bools
    field: Texts
    rating: Ints
    """Points of the last three ratings."""
    last_rating: Ints
    """Position of the latest rating in RATINGS."""
    excellent: Ints
    """How many of the last three ratings are the highest."""
    clean_from: Ints
    """Month from which no discipline stands."""
    rotates: Bools
    rotation_since: Ints
    rotation_until: Ints
    title_since: Ints
    place_since: Ints


def build_people(scenario: Scenario, rulebook: Rulebook, units: pd.Index) -> People:
    """Cadres of a checked scenario; ``units`` are the ids of its units in order."""
    table = scenario.cadres
    titles = titles_of(table["title"], rulebook)
    birth = months_of(table["birth_date"], LONG_AGO)
    leaves = months_of(table["leaves_on"], NEVER)
    retires = _retires(scenario, rulebook, birth)
    ratings = [[item for item in text.split(";") if item][-3:] for text in table["ratings"]]
    own_grade = whole(table["grade"], UNKNOWN)
    grade = np.where(own_grade >= 0, own_grade, np.array([grade_of(title) for title in titles], dtype=np.int64))
    former = np.array([grade_of(title) for title in titles_of(table["former_title"], rulebook)], dtype=np.int64)
    return People(
        ids=table["cadre"].to_numpy(object),
        birth=birth,
        gone=np.minimum(np.where(retires == NEVER, NEVER, retires + 1), leaves),
        last_service=np.minimum(retires, leaves),
        unit=positions(units, table["unit"]),
        native_unit=positions(units, table["native_unit"]),
        sending_unit=positions(units, table["sending_unit"]),
        title=table["title"].to_numpy(object),
        group=np.array([title.group for title in titles], dtype=object),
        grade=grade,
        former_grade=np.where(former >= 0, former, grade),
        head=np.array([title.head for title in titles], dtype=bool),
        degree=levels(table["degree"], DEGREES),
        theory=levels(table["theory"], THEORY),
        state_mgmt=levels(table["state_mgmt"], STATE_MGMT),
        skills=levels(table["skills"], SKILLS),
        party=(table["party_date"] != "").to_numpy(),
        field=table["field"].to_numpy(object),
        rating=np.array([sum(RATING_POINTS[item] for item in given) for given in ratings], dtype=np.int64),
        last_rating=np.array([RATINGS.index(given[-1]) if given else UNKNOWN for given in ratings], dtype=np.int64),
        excellent=np.array([given.count("HTXSNV") for given in ratings], dtype=np.int64),
        clean_from=months_of(table["discipline_until"], LONG_AGO),
        rotates=table["rotates"].to_numpy(bool),
        rotation_since=months_of(table["rotation_since"], LONG_AGO),
        rotation_until=months_of(table["rotation_until"], NEVER),
        title_since=months_of(table["title_since"], LONG_AGO),
        place_since=months_of(table["place_since"], LONG_AGO),
    )


def _retires(scenario: Scenario, rulebook: Rulebook, birth: Ints) -> Ints:
    """Month of retirement, NEVER without a schedule, a birth date or a sex."""
    sex = scenario.cadres["sex"]
    retires = np.full(birth.shape, NEVER, dtype=np.int64)
    known = (birth != LONG_AGO) & (sex != "").to_numpy()
    if rulebook.retirement is not None:
        female = (sex == "female").to_numpy()
        retires[known] = retirement_months(birth[known], female[known], rulebook.retirement)
    return retires
