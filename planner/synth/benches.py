"""Benches in force in a synthetic area."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from planner.rulebook.rulebook import Rulebook, Title
from planner.scenario.columns import DEGREES, THEORY
from planner.scenario.dates import month_date, month_index
from planner.synth.chance import shuffled, stream
from planner.synth.frames import Row
from planner.synth.people import Person
from planner.synth.posts import Seat
from planner.synth.profiles import Profile
from planner.synth.records import retires

PLACES: Final = 3
"""Places on the bench of one post, and posts that one person may be listed for."""

STALE: Final = 0.04
"""Share of posts with a listing that the yearly review has to remove, because of age."""

STALE_MONTHS: Final = 60
"""How long ago such a listing was made; the others are younger."""

TRIES: Final = 40
"""Candidates looked at for one place, so that a large area stays quick."""


@dataclass(frozen=True)
class Candidate:
    """A person who may be listed for posts of one title."""

    cadre: str
    unit: str
    cluster: str
    native_unit: str
    near: bool
    aged: bool


@dataclass(frozen=True)
class TitlePool:
    """Who may be listed for a title: ready now, ready later, by own unit, by cluster, and too old."""

    near: Sequence[Candidate]
    later: Sequence[Candidate]
    own: dict[str, list[Candidate]]
    around: dict[str, list[Candidate]]
    aged: Sequence[Candidate]


def bench_rows(
    profile: Profile,
    posts: list[Seat],
    people: list[Person],
    cadres: list[Row],
    book: Rulebook,
    clusters: Mapping[str, str],
) -> list[Row]:
    """Rows of bench.csv: on average ``1 - tightness`` of three places are taken.

    Of the departments only posts that are backfilled have a bench; ``clusters`` has the cluster of each unit.
    """
    rng = stream(profile.seed, "bench")
    start = month_index(profile.as_of)
    benches = list({post.post: post for post in posts if _has_bench(profile, post)}.values())
    pools = {
        title: _pool(rng, profile, book, book.titles[title], people, cadres, clusters)
        for title in sorted({post.title for post in benches})
    }
    listed: Counter[str] = Counter()
    rows = []
    for post in shuffled(rng, benches):
        pool, title = pools[post.title], book.titles[post.title]
        near = pool.around.get(clusters.get(post.unit, ""), pool.near)
        wanted: list[tuple[tuple[Sequence[Candidate], ...], int]] = [
            ((_group(rng, pool, post, title, near), near, pool.near), rng.choice((6, 12, 18, 24, 30)))
            for _ in range(PLACES)
            if rng.random() >= profile.tightness
        ]
        if len(wanted) < PLACES and rng.random() < STALE:
            wanted.append(((pool.aged,), STALE_MONTHS))
        taken: set[str] = set()
        for groups, months in wanted:
            free = (_free(rng, group, post, title, taken, listed) for group in groups)
            one = next(filter(None, free), None)
            if one is not None:
                taken.add(one.cadre)
                listed[one.cadre] += 1
                rows.append(_listing(one, post, start - months))
    return sorted(rows, key=lambda row: (row["post"], row["cadre"]))


def _has_bench(profile: Profile, post: Seat) -> bool:
    return post.key or (post.backfill and post.title in profile.department_titles and profile.department_bench > 0)


def _group(rng: Random, pool: TitlePool, post: Seat, title: Title, near: Sequence[Candidate]) -> Sequence[Candidate]:
    """Mostly people ready now, and for local titles mostly those of the own unit."""
    if rng.random() < 0.2:
        return pool.later
    return pool.own.get(post.unit, near) if not title.non_local and rng.random() < 0.6 else near


def _free(
    rng: Random, group: Sequence[Candidate], post: Seat, title: Title, taken: set[str], listed: Counter[str]
) -> Candidate | None:
    """Somebody of the group with a listing left, looked for from a random place on."""
    first = rng.randrange(len(group)) if group else 0
    for i in range(min(TRIES, len(group))):
        one = group[(first + i) % len(group)]
        local = title.non_local and one.native_unit == post.unit
        if one.cadre not in taken and listed[one.cadre] < PLACES and not local:
            return one
    return None


def _pool(
    rng: Random,
    profile: Profile,
    book: Rulebook,
    title: Title,
    people: list[Person],
    cadres: list[Row],
    clusters: Mapping[str, str],
) -> TitlePool:
    everybody = shuffled(rng, zip(people, cadres, strict=True))
    candidates = (_candidate(profile, book, title, person, row, clusters) for person, row in everybody)
    found = [one for one in candidates if one is not None]
    fit = [one for one in found if not one.aged]
    own: dict[str, list[Candidate]] = {}
    around: dict[str, list[Candidate]] = {}
    for one in fit:
        own.setdefault(one.unit, []).append(one)
        if one.near and one.cluster:
            around.setdefault(one.cluster, []).append(one)
    return TitlePool(
        near=[one for one in fit if one.near],
        later=[one for one in fit if not one.near],
        own=own,
        around=around,
        aged=[one for one in found if one.aged and one.near],
    )


def _candidate(
    profile: Profile, book: Rulebook, title: Title, person: Person, row: Row, clusters: Mapping[str, str]
) -> Candidate | None:
    """A candidate for a higher title with at most one gap in its standard; the pool rotates without being listed."""
    step = (title.grade or 0) - (person.title.grade or 0)
    gaps = (
        (DEGREES.index(row["degree"]) < DEGREES.index(title.degree))
        + (THEORY.index(row["theory"]) < THEORY.index(title.theory))
        + (title.party_member and not row.get("party_date"))
    )
    highest = min(2, book.number("higher_title", "highest_step"))
    barred = person.role == "leader" and title.group != "department" and not profile.bench_leaders
    if person.pool or barred or not 1 <= step <= highest or gaps > 1 or (gaps and step > 1) or book.retirement is None:
        return None
    term_after_next = month_index(profile.as_of) + profile.horizon_months + book.number("bench_service", "months")
    end = retires(month_index(row["birth_date"]), row["sex"], book.retirement)
    near, aged = gaps == 0 and step == 1, end < term_after_next
    return Candidate(row["cadre"], row["unit"], clusters.get(row["unit"], ""), row["native_unit"], near, aged)


def _listing(one: Candidate, post: Seat, since: int) -> Row:
    return {
        "cadre": one.cadre,
        "post": post.post,
        "since": month_date(since),
        "ready": "near" if one.near else "next",
    }
