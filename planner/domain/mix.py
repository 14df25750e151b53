"""Mix targets as whole persons: which seats they count, whom, when, and the bounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from planner.domain.arrays import UNKNOWN, words_of
from planner.domain.calendar import LONG_AGO, Bools, Ints
from planner.domain.case import Case
from planner.scenario.settings import LeavingGroup, MixTarget

NO_UPPER = 10**9
"""Upper bound that binds nobody."""
EACH = "each_"
"""What the scopes begin with that count each of their parts by itself."""
BENCH_SCOPES = ("all_benches", "each_bench", "each_committee")


@dataclass(frozen=True)
class Part:
    """One count of one target: the part of its scope, the period, and the bounds in persons.

    Attributes
    ----------
    target : MixTarget
        The target this belongs to.
    of : str
        Unit or post of an ``each_…`` scope, else empty.
    kind : {"posts", "bench"}
        Whether holders or listings are counted.
    posts : array of bool, shape (P,)
        Posts whose holders or benches count.
    period : int
        Period counted; -1 for benches, which are counted at as_of.
    counts : array of bool, shape (C,)
        Who counts, at the period's start.
    lower, upper : int
        Bounds; NO_UPPER when there is none.
    today : int
        Today's count, with today's ages.
    """

    target: MixTarget
    of: str
    kind: Literal["posts", "bench"]
    posts: Bools
    period: int
    counts: Bools
    lower: int
    upper: int
    today: int


def parts(case: Case, targets: Iterable[MixTarget] | None = None) -> tuple[Part, ...]:
    """Every count that mix targets ask for, all of the scenario by default, in the order of the targets."""
    chosen = case.scenario.settings.mix if targets is None else targets
    return tuple(part for target in chosen for part in _target_parts(case, target))


def matches(case: Case, target: MixTarget | LeavingGroup, month: int) -> Bools:
    """Which cadres have one of the values of a target or group in ``month``; shape (C,)."""
    people = case.people
    if target.column == "age_band":
        years = (month - people.birth) // 12
        starts = np.array(case.rulebook.age_starts, dtype=np.int64)
        band = np.array(case.rulebook.age_bands, dtype=object)[np.searchsorted(starts, years, side="right")]
        return np.isin(band, target.values) & (people.birth != LONG_AGO)
    return words_of(case.scenario.cadres[target.column]).isin(target.values).to_numpy()


def _target_parts(case: Case, target: MixTarget) -> list[Part]:
    calendar = case.calendar
    bench = target.scope in BENCH_SCOPES
    periods = [-1] if bench else list(range(calendar.periods)) if target.when == "every" else [calendar.periods - 1]
    today = matches(case, target, calendar.start)
    person, place = listings_in_force(case) if bench else (case.incumbents.cadre, case.incumbents.post)
    counts = {
        period: today if period < 0 else matches(case, target, int(calendar.months[period])) for period in periods
    }
    return [
        Part(
            target=target,
            of=of,
            kind="bench" if bench else "posts",
            posts=posts,
            period=period,
            counts=counts[period],
            lower=bounds[0],
            upper=bounds[1],
            today=count,
        )
        for of, posts in _scope(case, target)
        for count in [int((posts[place] & today[person]).sum())]
        for bounds in [_bounds(case, target, posts, count, bench=bench)]
        for period in periods
    ]


def _scope(case: Case, target: MixTarget) -> list[tuple[str, Bools]]:
    posts, units = case.posts, case.scenario.units
    everything = ~posts.committee
    benches = (posts.bench_min > 0) & everything
    if isinstance(target.scope, dict):
        ((name, value),) = target.scope.items()
        unit_ids = np.append(units["unit"].to_numpy(object), "")
        column = {
            "group": posts.group,
            "title": posts.title,
            "unit": unit_ids[posts.unit],
            "cluster": np.append(units.get("cluster", units["unit"]).to_numpy(object), "")[posts.unit],
        }[name]
        return [("", (column == value) & ((posts.unit >= 0) | (name in ("group", "title"))) & everything)]
    if target.scope == "each_unit":
        ids = units["unit"].to_numpy(object)
        with_key_posts = np.unique(posts.unit[posts.key & (posts.unit >= 0)])
        return [(str(ids[unit]), (posts.unit == unit) & posts.key) for unit in with_key_posts]
    if target.scope == "each_province":
        ids, province = units["unit"].to_numpy(object), np.where(posts.key, case.post_province, UNKNOWN)
        return [(str(ids[unit]), province == unit) for unit in np.unique(province[province >= 0])]
    if target.scope in ("each_bench", "each_committee"):
        wanted = np.flatnonzero(benches if target.scope == "each_bench" else posts.committee)
        return [(str(posts.ids[post]), _only(int(post), posts.ids.size)) for post in wanted]
    return [("", {"key_posts": posts.key, "all_posts": everything, "all_benches": benches}[target.scope])]


def _only(position: int, size: int) -> Bools:
    mask = np.zeros(size, dtype=bool)
    mask[position] = True
    return mask


def listings_in_force(case: Case) -> tuple[Ints, Ints]:
    """Rows of ``bench.csv`` as positions of cadre and post."""
    rank = {cadre: position for position, cadre in enumerate(case.people.ids)}
    place = {post: position for position, post in enumerate(case.posts.ids)}
    table = case.scenario.bench
    cadre = np.array([rank[item] for item in table["cadre"]], dtype=np.int64)
    post = np.array([place[item] for item in table["post"]], dtype=np.int64)
    return cadre, post


def _bounds(case: Case, target: MixTarget, posts: Bools, today: int, *, bench: bool) -> tuple[int, int]:
    if target.preserve is not None:
        return max(0, today - target.preserve), today + target.preserve
    seats = int((case.posts.bench_min if bench else case.posts.seats)[posts].sum())
    lower = 0 if target.at_least is None else _persons(target.at_least, seats, up=True)
    upper = NO_UPPER if target.at_most is None else _persons(target.at_most, seats, up=False)
    return lower, upper


def _persons(bound: int | str, seats: int, *, up: bool) -> int:
    """A bound in whole persons; a share is rounded towards the stricter side."""
    if isinstance(bound, int):
        return bound
    exact = Fraction(bound.removesuffix("%")) * seats / 100
    return -(-exact.numerator // exact.denominator) if up else exact.numerator // exact.denominator
