"""A scenario as arrays: people, posts and who holds what, ready for vectorised rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.domain.calendar import LONG_AGO, NEVER, Bools, Calendar, Ints, retirement_months
from planner.rulebook.rulebook import Rulebook, Title
from planner.scenario.columns import DEGREES, STATE_MGMT, THEORY
from planner.scenario.dates import month_index
from planner.scenario.scenario import Scenario

Texts = npt.NDArray[np.object_]

RATING_POINTS = {"HTXSNV": 2, "HTTNV": 1, "HTNV": 0, "KHTNV": -2}
"""What each of the last three yearly ratings counts in the fit."""

UNKNOWN = -1
"""A grade, level or index that is not given."""


@dataclass(frozen=True)
class People:
    """Cadres as arrays of shape (C,), in the order of the table.

    Months are month indexes, NEVER or LONG_AGO where unknown; units and grades are UNKNOWN (-1) where blank.
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
    head: Bools
    degree: Ints
    theory: Ints
    state_mgmt: Ints
    party: Bools
    field: Texts
    rating: Ints
    excellent: Bools
    clean_from: Ints
    """Month from which no discipline stands."""
    rotates: Bools
    rotation_since: Ints


@dataclass(frozen=True)
class Posts:
    """Posts as arrays of shape (P,), in the order of the table."""

    ids: Texts
    unit: Ints
    title: Texts
    group: Texts
    grade: Ints
    degree: Ints
    theory: Ints
    state_mgmt: Ints
    party: Bools
    non_local: Bools
    titled: Bools
    fields: tuple[frozenset[str], ...]
    seats: Ints
    key: Bools
    held: Bools
    """Whether the post has a holder at as_of; then every seat is wanted from the first period."""
    open_from: Ints
    """First period in which a post without holder exists."""
    bench_min: Ints
    bench_max: Ints
    weight: Ints
    """Weight of the post times that of its unit."""
    need: Ints
    """Weight of the unit less one."""
    cap: Ints
    """Longest tenure in months."""


@dataclass(frozen=True)
class Incumbents:
    """Who holds which post at as_of, arrays of shape (H,)."""

    cadre: Ints
    post: Ints
    since: Ints
    until: Ints
    """First period not held if the holder does not move."""
    reason: Texts
    """Why it ends there: ``horizon``, ``service``, ``tenure_cap`` or ``planned``."""


@dataclass(frozen=True)
class Case:
    """Everything the model reads of one scenario."""

    scenario: Scenario
    rulebook: Rulebook
    calendar: Calendar
    people: People
    posts: Posts
    incumbents: Incumbents
    unit_is_department: Bools
    unit_is_commune: Bools

    @cached_property
    def post_held(self) -> Ints:
        """Post that each cadre holds at as_of, -1 for none; shape (C,)."""
        held = np.full(len(self.people.ids), UNKNOWN)
        held[self.incumbents.cadre] = self.incumbents.post
        return held

    @cached_property
    def held_until(self) -> Ints:
        """First period in which each cadre no longer holds today's post if he does not move, 0 for none; shape (C,)."""
        until = np.zeros(len(self.people.ids), dtype=np.int64)
        until[self.incumbents.cadre] = self.incumbents.until
        return until

    @cached_property
    def grade_step(self) -> tuple[Ints, Bools]:
        """Grade of the post less grade of the cadre, and where both are known; shapes (C, P)."""
        step = self.posts.grade[None, :] - self.people.grade[:, None]
        known = (self.posts.grade >= 0)[None, :] & (self.people.grade >= 0)[:, None]
        return step, known

    @cached_property
    def rotation(self) -> Bools:
        """Whether a stint of the pair would be a rotation, department to commune; shape (C, P)."""
        people = np.append(self.unit_is_department, values=False)[self.people.unit]
        posts = np.append(self.unit_is_commune, values=False)[self.posts.unit]
        return people[:, None] & posts[None, :]


def build_case(scenario: Scenario, rulebook: Rulebook) -> Case:
    """Turn a checked scenario into arrays.

    Parameters
    ----------
    scenario : Scenario
        A scenario without error findings.
    rulebook : Rulebook
        Its rulebook.

    Returns
    -------
    Case
        Arrays in the order of the tables.
    """
    calendar = Calendar(scenario.start, scenario.settings.period_months, scenario.periods)
    units = pd.Index(scenario.units["unit"])
    people = _people(scenario, rulebook, units)
    posts = _posts(scenario, rulebook, calendar, units)
    kind = scenario.units["kind"].to_numpy()
    return Case(
        scenario=scenario,
        rulebook=rulebook,
        calendar=calendar,
        people=people,
        posts=posts,
        incumbents=_incumbents(scenario, rulebook, calendar, people, posts),
        unit_is_department=kind == "department",
        unit_is_commune=kind == "commune",
    )


def months_of(column: pd.Series, blank: int) -> Ints:
    """Month indexes of a column of checked dates, ``blank`` where nothing stands."""
    return np.array([month_index(date) if date else blank for date in column], dtype=np.int64)


def _levels(column: pd.Series, order: Sequence[str]) -> Ints:
    rank = {level: position for position, level in enumerate(order)} | {"": 0}
    return np.array([rank[level] for level in column], dtype=np.int64)


def _positions(index: pd.Index, column: pd.Series) -> Ints:
    return index.get_indexer(pd.Index(column)).astype(np.int64)


def _whole(column: pd.Series, blank: int) -> Ints:
    return column.fillna(blank).to_numpy(np.int64)


def _titles(column: pd.Series, rulebook: Rulebook) -> list[Title]:
    unknown = Title("")
    return [rulebook.titles.get(title, unknown) for title in column]


def _grade(title: Title) -> int:
    return UNKNOWN if title.grade is None else title.grade


def _people(scenario: Scenario, rulebook: Rulebook, units: pd.Index) -> People:
    table = scenario.cadres
    titles = _titles(table["title"], rulebook)
    birth = months_of(table["birth_date"], LONG_AGO)
    leaves = months_of(table["leaves_on"], NEVER)
    female = (table["sex"] == "female").to_numpy()
    retires = np.full(birth.shape, NEVER, dtype=np.int64)
    known = (birth != LONG_AGO) & (table["sex"] != "").to_numpy()
    if rulebook.retirement is not None:
        retires[known] = retirement_months(birth[known], female[known], rulebook.retirement)
    ratings = [[item for item in text.split(";") if item][-3:] for text in table["ratings"]]
    own_grade = _whole(table["grade"], UNKNOWN)
    return People(
        ids=table["cadre"].to_numpy(object),
        birth=birth,
        gone=np.minimum(np.where(retires == NEVER, NEVER, retires + 1), leaves),
        last_service=np.minimum(retires, leaves),
        unit=_positions(units, table["unit"]),
        native_unit=_positions(units, table["native_unit"]),
        sending_unit=_positions(units, table["sending_unit"]),
        title=table["title"].to_numpy(object),
        group=np.array([title.group for title in titles], dtype=object),
        grade=np.where(own_grade >= 0, own_grade, np.array([_grade(title) for title in titles], dtype=np.int64)),
        head=np.array([title.head for title in titles], dtype=bool),
        degree=_levels(table["degree"], DEGREES),
        theory=_levels(table["theory"], THEORY),
        state_mgmt=_levels(table["state_mgmt"], STATE_MGMT),
        party=(table["party_date"] != "").to_numpy(),
        field=table["field"].to_numpy(object),
        rating=np.array([sum(RATING_POINTS[item] for item in given) for given in ratings], dtype=np.int64),
        excellent=np.array(["HTXSNV" in given for given in ratings], dtype=bool),
        clean_from=months_of(table["discipline_until"], LONG_AGO),
        rotates=table["rotates"].to_numpy(bool),
        rotation_since=months_of(table["rotation_since"], LONG_AGO),
    )


def _posts(scenario: Scenario, rulebook: Rulebook, calendar: Calendar, units: pd.Index) -> Posts:
    table = scenario.posts
    titles = _titles(table["title"], rulebook)
    unit = _positions(units, table["unit"])
    unit_weight = np.append(scenario.units["weight"].to_numpy(np.int64), 1)[unit]
    key = table["key"].to_numpy(bool)
    lowest = np.where(key, rulebook.number("bench_size", "min"), 0)
    highest = np.where(key, rulebook.number("bench_size", "max"), 0)
    bench_min = np.where(table["bench_min"].isna(), lowest, _whole(table["bench_min"], 0))
    bench_max = np.where(table["bench_max"].isna(), highest, _whole(table["bench_max"], 0))
    caps = [
        title.tenure_cap_months or rulebook.number("tenure_cap", "head_months" if title.head else "deputy_months")
        for title in titles
    ]
    # a period counts as open when any of its months lies at or after the date
    last_months = months_of(table["vacant_from"], LONG_AGO) - (calendar.length - 1)
    return Posts(
        ids=table["post"].to_numpy(object),
        unit=unit,
        title=table["title"].to_numpy(object),
        group=np.array([title.group for title in titles], dtype=object),
        grade=np.array([_grade(title) for title in titles], dtype=np.int64),
        degree=np.array([DEGREES.index(title.degree) for title in titles], dtype=np.int64),
        theory=np.array([THEORY.index(title.theory) for title in titles], dtype=np.int64),
        state_mgmt=np.array([STATE_MGMT.index(title.state_mgmt) for title in titles], dtype=np.int64),
        party=np.array([title.party_member for title in titles], dtype=bool),
        non_local=np.array([title.non_local for title in titles], dtype=bool),
        titled=np.array([bool(title.title) for title in titles], dtype=bool),
        fields=tuple(frozenset(title.fields) for title in titles),
        seats=table["seats"].to_numpy(np.int64),
        key=key,
        held=(table["holder"] != "").to_numpy(),
        open_from=calendar.first_start_from(last_months),
        bench_min=bench_min.astype(np.int64),
        bench_max=np.maximum(bench_max, bench_min).astype(np.int64),
        weight=table["weight"].to_numpy(np.int64) * unit_weight,
        need=unit_weight - 1,
        cap=np.array(caps, dtype=np.int64),
    )


def _incumbents(scenario: Scenario, rulebook: Rulebook, calendar: Calendar, people: People, posts: Posts) -> Incumbents:
    rank = {cadre: position for position, cadre in enumerate(people.ids)}
    pairs = [
        (rank[cadre], post)
        for post, holders in enumerate(scenario.posts["holder"])
        for cadre in holders.split(";")
        if cadre
    ]
    cadre, post = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    since = months_of(scenario.posts["held_since"], LONG_AGO)[post]
    planned = months_of(scenario.posts["vacant_from"], NEVER)[post]
    capped = np.where(since == LONG_AGO, NEVER, since + posts.cap[post])
    if not rulebook.on("tenure_cap"):
        capped = np.full(capped.shape, NEVER)
    # the first of equal months names the reason
    limits = np.stack([people.gone[cadre], capped, planned])
    until = calendar.whole_periods_before(limits.min(axis=0))
    names = np.array(["service", "tenure_cap", "planned"], dtype=object)
    reason = np.where(until == calendar.periods, "horizon", names[limits.argmin(axis=0)])
    return Incumbents(cadre=cadre, post=post, since=since, until=until, reason=reason)
