"""Posts of a synthetic area, seat by seat, and what becomes of each within the horizon."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from planner.rulebook.rulebook import Rulebook, Title
from planner.scenario.dates import month_index
from planner.synth.chance import shuffled, stream, weighted
from planner.synth.profiles import Profile, stored

Fate = Literal["vacant", "away", "service", "tenure_cap", "leaves", "beside", "stays"]

OPENINGS: Final[dict[Fate, float]] = {"service": 0.58, "tenure_cap": 0.34, "leaves": 0.08}
"""How the seats open that are neither empty at as_of nor held by a rotated leader."""
FIRST_TERM: Final[dict[Fate, float]] = {"service": 0.75, "leaves": 0.25}
"""The same where everybody was appointed at the same time, so that no tenure ends within the horizon."""

LONGEST_CAP: Final = 240
"""Months beyond which a cap of tenure is none."""

AWAY_TITLES: Final = ("secretary", "pc_chair", "deputy_secretary", "standing_deputy", "pc_vice", "front_chair")
"""Titles that rotated leaders hold, in turn."""


@dataclass(frozen=True)
class Seat:
    """One seat of a post, and how it opens.

    ``opens`` is the month index from which its holder is gone (service, leaves) or, for a rotated leader (away), may
    be told to end the rotation; None when nobody is there or nothing is planned. A seat ``beside`` is held by the
    holder of the post ``main`` of the same unit, who has both.
    """

    post: str
    unit: str
    title: str
    key: bool
    fate: Fate
    opens: int | None = None
    backfill: bool = False
    main: str = ""
    number: int = 0


def title_names(profile: Profile) -> tuple[str, ...]:
    """Titles of a commune, in the order of its posts."""
    names = stored("titles.yaml")
    return profile.titles or (*names["pack"], *(row["title"] for row in names["further"]))[: profile.posts_per_commune]


def title_rows(profile: Profile, known: Container[str]) -> list[dict[str, Any]]:
    """Rows of titles.csv: the further titles in use, and replaced standards.

    Parameters
    ----------
    profile : Profile
    known : container of str
        Titles that the rule pack has.
    """
    names = stored("titles.yaml")
    further = {row["title"]: row for row in (*names["further"], *names["reform"])}
    asked = {"degree": profile.required_degree, "theory": profile.required_theory}
    standard = {level: value for level, value in asked.items() if value}
    base = {"degree": "bachelor", "theory": "intermediate", "party_member": True, **standard}
    rows = []
    for title in title_names(profile):
        if title not in known:
            rows.append({**{name: cell for name, cell in further[title].items() if name != "key"}, **base})
        elif standard:
            rows.append({"title": title, **standard})
    for own in profile.own_titles:
        row = next((row for row in rows if row["title"] == own["title"]), None)
        if row is None:
            rows.append(dict(own))
        else:
            row.update(own)
    return rows


def tenure_cap(book: Rulebook, title: Title) -> int:
    """Longest time in months that somebody holds a title in one place."""
    own = title.tenure_cap_months
    return own if own is not None else book.number("tenure_cap", "head_months" if title.head else "deputy_months")


def make_posts(profile: Profile, units: list[str], book: Rulebook) -> list[Seat]:
    """All seats by unit and title, each with its fate."""
    names = stored("titles.yaml")
    minor = {row["title"] for row in names["further"] if not row["key"]} | set(profile.beside)
    places = list(_places(profile, units))
    both = set(units if profile.beside_held is None else units[: profile.beside_held])
    fates = _fates(profile, units, [place for place in places if not (place[1] in profile.beside and place[0] in both)])
    rng = stream(profile.seed, "openings")
    start = month_index(profile.as_of)
    posts = []
    for place in places:
        unit, title, number = place
        fate = fates.get(place, "beside")
        if fate == "tenure_cap" and tenure_cap(book, book.titles[title]) > LONGEST_CAP:
            fate = "service"
        second = title in profile.beside
        one = Seat(f"{unit}-{title}", unit, title, title not in minor, fate, backfill=second, number=number)
        within = start + rng.randint(2, profile.horizon_months - 3)
        if one.post in profile.leaving:
            one = replace(one, fate="leaves", opens=month_index(profile.leaving[one.post]))
        elif one.fate in ("service", "leaves", "away"):
            one = replace(one, opens=within)
        elif one.fate == "beside":
            one = replace(one, main=f"{unit}-{profile.beside[title]}")
        posts.append(one)
    held = {one.post for one in posts if one.fate != "vacant"}
    return [replace(one, fate="vacant") if one.main and one.main not in held else one for one in posts]


def department_posts(profile: Profile, departments: list[str]) -> list[Seat]:
    """Seats of the heads and deputies at home, and when the places open; ``number`` is the leader's."""
    rng = stream(profile.seed, "department places")
    start = month_index(profile.as_of)
    posts = [
        Seat(f"{unit}-{title}", unit, title, key=False, fate="stays", backfill=title in profile.backfill, number=i)
        for i, (unit, title) in enumerate(home_places(profile, departments))
        if title in profile.department_titles
    ]
    for title, count in profile.department_places.items():
        chosen = [i for i in shuffled(rng, range(len(posts))) if posts[i].title == title][:count]
        for i in chosen:
            opens = start + rng.randint(profile.places_after, profile.horizon_months - 3)
            posts[i] = replace(posts[i], fate=weighted(rng, {"service": 0.8, "leaves": 0.2}), opens=opens)
    return posts


def home_places(profile: Profile, departments: list[str]) -> list[tuple[str, str]]:
    """Unit and title of the leaders at home: the heads of all departments, then a deputy of each, and so on."""
    turns = [divmod(i, len(departments)) for i in range(profile.leaders - profile.away)]
    return [(departments[place], leader_title(profile, turn)) for turn, place in turns]


def leader_title(profile: Profile, turn: int) -> str:
    """Title of the leaders of the departments' ``turn``-th round; the last title goes on."""
    return profile.leader_titles[min(turn, len(profile.leader_titles) - 1)]


def receiving_units(profile: Profile, units: list[str]) -> list[str]:
    """The communes that rotated leaders serve or served in: the weak ones first."""
    return units[::-1][: profile.receiving]


def post_rows(profile: Profile, posts: list[Seat], holders: Mapping[Seat, dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of posts.csv.

    Parameters
    ----------
    profile : Profile
    posts : list of Seat
        All seats.
    holders : mapping of Seat to dict
        The record of who holds each seat.
    """
    main = {one.post: row for one, row in holders.items()}
    by_post: dict[str, list[Seat]] = {}
    for one in posts:
        by_post.setdefault(one.post, []).append(one)
    rows = []
    for post, group in by_post.items():
        first = group[0]
        row: dict[str, Any] = {"post": post, "unit": first.unit, "title": first.title, "seats": len(group)}
        records = [main[one.main] if one.fate == "beside" else holders.get(one) for one in group]
        held = [record for record in records if record]
        row["holder"] = ";".join(record["cadre"] for record in held)
        # people of several seats have dates of their own
        if len(group) == 1 and held:
            row["held_since"] = held[0]["title_since"]
        row |= {"key": first.key, "backfill": first.backfill}
        if first.backfill and first.title in profile.department_titles and profile.department_bench:
            row |= {"bench_min": profile.department_bench, "bench_max": profile.department_bench + 1}
        rows.append(row)
    return rows


def _places(profile: Profile, units: list[str]) -> Iterator[tuple[str, str, int]]:
    """Unit, title and number of every seat of a commune."""
    for i, unit in enumerate(units):
        for title in title_names(profile):
            counts = profile.seats.get(title, (1,))
            for number in range(counts[i % len(counts)]):
                yield unit, title, number


def _fates(profile: Profile, units: list[str], places: list[tuple[str, str, int]]) -> dict[tuple[str, str, int], Fate]:
    fates: dict[tuple[str, str, int], Fate] = dict.fromkeys(places, "stays")
    titles = [title for title in AWAY_TITLES if (units[0], title, 0) in fates] or [places[0][1]]
    receiving = receiving_units(profile, units)
    for i in range(profile.away):
        wanted = ((receiving[i % len(receiving)], title, 0) for title in (*titles[i % len(titles) :], *titles))
        fates[next(place for place in wanted if fates[place] == "stays")] = "away"
    rng = stream(profile.seed, "fates")
    given = set(profile.leaving)
    rest = [
        place for place in shuffled(rng, fates) if fates[place] == "stays" and f"{place[0]}-{place[1]}" not in given
    ]
    count = round(profile.vacancy_share * len(places)) - profile.away
    openings = FIRST_TERM if profile.appointed else OPENINGS
    for i, place in enumerate(rest[: max(0, count)]):
        fates[place] = "vacant" if i < profile.vacant else weighted(rng, openings)
    return fates
