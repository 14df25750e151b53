"""Posts as arrays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.domain.arrays import UNKNOWN, Texts, grade_of, months_of, positions, titles_of, whole
from planner.domain.calendar import LONG_AGO, Bools, Calendar, Ints
from planner.rulebook.rulebook import Rulebook, Title
from planner.scenario.columns import DEGREES, SKILLS, STATE_MGMT, THEORY
from planner.scenario.scenario import Scenario


@dataclass(frozen=True)
class Posts:
    """Posts as arrays of shape (P,), in the order of the table."""

    ids: Texts
    unit: Ints
    title: Texts
    group: Texts
    grade: Ints
    head: Bools
    degree: Ints
    theory: Ints
    state_mgmt: Ints
    skills: Ints
    party: Bools
    non_local: Bools
    titled: Bools
    committee: Bools
    """Lists only: nobody is placed in them."""
    fields: tuple[frozenset[str], ...]
    seats: Ints
    key: Bools
    """A key post; a committee list never is."""
    backfill: Bools
    wanted: Bools
    """Whether an empty seat counts as a vacancy."""
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


def build_posts(scenario: Scenario, rulebook: Rulebook, calendar: Calendar, units: pd.Index) -> Posts:
    """Posts of a checked scenario; ``units`` are the ids of its units in order."""
    table = scenario.posts
    titles = titles_of(table["title"], rulebook)
    unit = positions(units, table["unit"])
    unit_weight = np.append(scenario.units["weight"].to_numpy(np.int64), 1)[unit]
    key, backfill = (table[name].to_numpy(bool) for name in ("key", "backfill"))
    committee = np.array([title.committee for title in titles], dtype=bool) & rulebook.on("committee")
    bench_min, bench_max = _bench_sizes(scenario, rulebook, committee)
    # a period counts as open when any of its months lies at or after the date
    last_months = months_of(table["vacant_from"], LONG_AGO) - (calendar.length - 1)
    return Posts(
        ids=table["post"].to_numpy(object),
        unit=unit,
        title=table["title"].to_numpy(object),
        group=np.array([title.group for title in titles], dtype=object),
        # a committee stands beside the ladder of grades
        grade=np.where(committee, UNKNOWN, np.array([grade_of(title) for title in titles], dtype=np.int64)),
        head=np.array([title.head for title in titles], dtype=bool),
        degree=np.array([DEGREES.index(title.degree) for title in titles], dtype=np.int64),
        theory=np.array([THEORY.index(title.theory) for title in titles], dtype=np.int64),
        state_mgmt=np.array([STATE_MGMT.index(title.state_mgmt) for title in titles], dtype=np.int64),
        skills=np.array([SKILLS.index(title.skills) for title in titles], dtype=np.int64),
        party=np.array([title.party_member for title in titles], dtype=bool),
        non_local=np.array([title.non_local for title in titles], dtype=bool),
        titled=np.array([bool(title.title) for title in titles], dtype=bool),
        committee=committee,
        fields=tuple(frozenset(title.fields) for title in titles),
        seats=table["seats"].to_numpy(np.int64),
        key=key & ~committee,
        backfill=backfill,
        wanted=(key | backfill) & ~committee,
        held=(table["holder"] != "").to_numpy(),
        open_from=calendar.first_start_from(last_months),
        bench_min=bench_min,
        bench_max=np.maximum(bench_max, bench_min),
        weight=table["weight"].to_numpy(np.int64) * unit_weight,
        need=unit_weight - 1,
        cap=np.array([_cap(title, rulebook) for title in titles], dtype=np.int64),
    )


def _cap(title: Title, rulebook: Rulebook) -> int:
    if title.tenure_cap_months:
        return title.tenure_cap_months
    return rulebook.number("tenure_cap", "head_months" if title.head else "deputy_months")


def _bench_sizes(scenario: Scenario, rulebook: Rulebook, committee: Bools) -> tuple[Ints, Ints]:
    """Fewest and most successors: as the post says, else by its kind; a committee's by its authorised number."""
    table = scenario.posts
    key, seats = table["key"].to_numpy(bool), table["seats"].to_numpy(np.int64)
    number = rulebook.number
    lowest = np.where(key, number("bench_size", "min"), 0)
    highest = np.where(key, number("bench_size", "max"), 0)
    lowest = np.where(committee, -(-seats * number("committee", "low_percent") // 100), lowest)
    highest = np.where(committee, seats * number("committee", "high_percent") // 100, highest)
    least, most = table["bench_min"], table["bench_max"]
    return np.where(least.isna(), lowest, whole(least, 0)), np.where(most.isna(), highest, whole(most, 0))
