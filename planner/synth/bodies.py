"""Bodies of other levels in a synthetic area, such as departments of the province: their units, posts and people."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from planner.rulebook.rulebook import Title
from planner.scenario.dates import month_index
from planner.synth.area import unit_ids
from planner.synth.body import Body
from planner.synth.chance import shuffled, stream, weighted
from planner.synth.frames import Row
from planner.synth.people import Person, Role
from planner.synth.posts import OPENINGS, Seat
from planner.synth.profiles import Profile

COMMUNE, DISTRICT = "commune", "district"
"""Levels of the communes and of the area's own departments."""
FROM_OUTSIDE: Final = 0.3
"""Share of the people of bodies who are natives of no commune of the area."""


def leveled_units(profile: Profile, communes: Sequence[Row], departments: Sequence[Row]) -> list[Row]:
    """Rows of units.csv: where there are bodies, these too, and everything with its level, cluster and parent."""
    if not profile.bodies:
        return [*communes, *departments]
    bodies = dict(_bodies(profile))
    above = {name: (unit, body) for unit, body in bodies.items() for name in body.over}
    rows = [{**row, "level": COMMUNE} for row in communes] + [{**row, "level": DISTRICT} for row in departments]
    for unit, body in bodies.items():
        row = {"unit": unit, "name": body.name, "kind": "department", "bloc": body.bloc, "sector": body.sector}
        place = {"lat": profile.latitude, "lon": profile.longitude}
        rows.append({**row, "cluster": body.cluster, "level": body.level, **place})
    for row in rows:
        if row["name"] in above:
            row["parent"], parent = above[row["name"]]
            row["cluster"] = parent.cluster
    return rows


def body_seats(profile: Profile) -> list[Seat]:
    """The seats of the bodies; as large a share of them opens within the horizon as in communes."""
    start = month_index(profile.as_of)
    seats = []
    for unit, body in _bodies(profile):
        for number, title in enumerate(body.posts):
            turn = body.posts[:number].count(title) + 1
            post = f"{unit}-{title}" if turn == 1 else f"{unit}-{title}_{turn}"
            seats.append(Seat(post, unit, title, key=True, fate="stays"))
    rng = stream(profile.seed, "bodies")
    for i in shuffled(rng, range(len(seats)))[: round(profile.vacancy_share * len(seats))]:
        fate = weighted(rng, OPENINGS)
        opens = start + rng.randint(2, profile.horizon_months - 3)
        seats[i] = replace(seats[i], fate=fate, opens=None if fate == "tenure_cap" else opens)
    return seats


def body_people(profile: Profile, seats: Sequence[Seat], titles: Mapping[str, Title], first: int) -> list[Person]:
    """Holders and further people of the bodies, numbered from ``first`` on."""
    people: list[Person] = []
    for unit, body in _bodies(profile):
        held = [(one.title, one) for one in seats if one.unit == unit]
        further = [(title, None) for title, number in body.people.items() for _ in range(number)]
        for title, seat in [*held, *further]:
            role: Role = "leader" if seat else "staff"
            people.append(Person(f"c{first + len(people):04d}", role, unit, titles[title], seat=seat, bloc=body.bloc))
    return people


def leveled(profile: Profile, units: Sequence[Row], cadres: Sequence[Row]) -> list[Row]:
    """The records with level and cluster of the unit; people of bodies are natives of communes, some of them rotate."""
    rng = stream(profile.seed, "levels")
    by_unit = {row["unit"]: row for row in units}
    communes = [row["unit"] for row in units if row["level"] == COMMUNE]
    left = Counter({(unit, title): n for unit, body in _bodies(profile) for title, n in body.rotates.items()})
    bodies = {unit for unit, _ in _bodies(profile)}
    rows = []
    for row in cadres:
        place = by_unit[row["unit"]]
        one = {**row, "level": place["level"], "cluster": place.get("cluster", "")}
        if row["unit"] in bodies:
            one["native_unit"] = "" if rng.random() < FROM_OUTSIDE else rng.choice(communes)
            one["rotates"] = left[row["unit"], row["title"]] > 0
            left[row["unit"], row["title"]] -= 1
        rows.append(one)
    return rows


def _bodies(profile: Profile) -> Iterator[tuple[str, Body]]:
    names = [body.name for body in profile.bodies]
    yield from zip(unit_ids(names), profile.bodies, strict=True)
