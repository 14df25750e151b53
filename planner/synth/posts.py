"""Posts of a synthetic area and what becomes of each within the horizon."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from planner.scenario.dates import month_index
from planner.synth.chance import shuffled, stream, weighted
from planner.synth.profiles import Profile, stored

Fate = Literal["vacant", "away", "service", "tenure_cap", "leaves", "stays"]

OPENINGS: Final[dict[Fate, float]] = {"service": 0.58, "tenure_cap": 0.34, "leaves": 0.08}
"""How the posts open that are neither empty at as_of nor held by a rotated leader."""

AWAY_TITLES: Final = ("secretary", "pc_chair", "deputy_secretary", "secretary", "pc_vice")
"""Titles that rotated leaders hold, in turn."""


@dataclass(frozen=True)
class Post:
    """A post, and how it opens.

    ``opens`` is the month index from which its holder is gone (service,
    leaves, away), None when nobody is there or nothing is planned.
    """

    post: str
    unit: str
    title: str
    key: bool
    fate: Fate
    opens: int | None = None


def title_rows(profile: Profile) -> list[dict[str, Any]]:
    """Rows of titles.csv: the further titles in use, and replaced standards."""
    names = stored("titles.yaml")
    standard = {"degree": profile.required_degree, "theory": profile.required_theory}
    standard = {level: value for level, value in standard.items() if value}
    rows = [{"title": title, **standard} for title in names["pack"][: profile.posts_per_commune] if standard]
    base = {"degree": "bachelor", "theory": "intermediate", "party_member": True, **standard}
    further = names["further"][: max(0, profile.posts_per_commune - len(names["pack"]))]
    return rows + [{**{name: cell for name, cell in row.items() if name != "key"}, **base} for row in further]


def make_posts(profile: Profile, units: list[str]) -> list[Post]:
    """All posts by unit and title, each with its fate."""
    names = stored("titles.yaml")
    minor = {row["title"] for row in names["further"] if not row["key"]}
    titles = (*names["pack"], *(row["title"] for row in names["further"]))[: profile.posts_per_commune]
    places = [(unit, title) for unit in units for title in titles]
    fates = _fates(profile, units, places)
    rng = stream(profile.seed, "openings")
    start = month_index(profile.as_of)
    posts = []
    for unit, title in places:
        fate = fates[unit, title]
        within = start + rng.randint(2, profile.horizon_months - 3)
        opens = within if fate in ("service", "leaves", "away") else None
        posts.append(Post(f"{unit}-{title}", unit, title, title not in minor, fate, opens))
    return posts


def receiving_units(profile: Profile, units: list[str]) -> list[str]:
    """The communes that rotated leaders serve or served in: the weak ones first."""
    return units[::-1][: profile.receiving]


def _fates(profile: Profile, units: list[str], places: list[tuple[str, str]]) -> dict[tuple[str, str], Fate]:
    fates: dict[tuple[str, str], Fate] = dict.fromkeys(places, "stays")
    for i, unit in enumerate(receiving_units(profile, units)[: profile.away]):
        wanted = (unit, AWAY_TITLES[i % len(AWAY_TITLES)])
        fates[wanted if wanted in fates else (unit, "secretary")] = "away"
    rng = stream(profile.seed, "fates")
    rest = [place for place in shuffled(rng, fates) if fates[place] == "stays"]
    openings = round(profile.vacancy_share * len(places)) - profile.away
    for i, place in enumerate(rest[:openings]):
        fates[place] = "vacant" if i < profile.vacant else weighted(rng, OPENINGS)
    return fates
